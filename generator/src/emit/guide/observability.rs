use super::heading;

/// What can be seen of calls from outside.
pub(super) fn section() -> Vec<String> {
    let mut lines = heading("Observability");
    lines.extend(
        [
            "With the feature `tracing` there is a span for each call, and in it one for each attempt, with the names of OpenTelemetry for HTTP clients:",
            "`http.request.method`, `url.template`, `server.address`, `server.port`, `http.request.resend_count`, `http.response.status_code`, `error.type`.",
            "What is decided between attempts are events of level `DEBUG`. No value of a request, an answer or a credential is in them, at any level.",
            "",
            "The HTTP libraries write logs of their own. Those of reqwest and hyper name hosts only. **ureq, behind `blocking`, writes URLs with their queries",
            "at `DEBUG`, and at `TRACE` every byte that is sent, credentials too**: keep the targets `ureq` and `ureq_proto` at `INFO`.",
        ]
        .map(str::to_owned),
    );
    lines
}
