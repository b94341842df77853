use super::{Guide, heading, paths};

/// What can be switched on and off.
pub(super) fn section(guide: &Guide<'_>) -> Vec<String> {
    let api = guide.api;
    let mut lines = heading("Features");
    lines.extend([
        "| feature | default | brings |".to_owned(),
        "|---|---|---|".to_owned(),
        format!(
            "| `reqwest` | yes | the built-in transport; without it, the client takes a {} of yours |",
            guide.link("`Transport`", "Transport")
        ),
        "| `blocking` | no | `send_blocking`, which lets the thread wait: no asynchronous runtime |".to_owned(),
        "| `rustls` | yes | TLS by rustls with aws-lc-rs |".to_owned(),
        "| `rustls-ring` | no | TLS by rustls with ring |".to_owned(),
        "| `native-tls` | no | TLS by the operating system |".to_owned(),
        "| `testing` | no | a server in memory for the tests of whoever uses the client |".to_owned(),
        "| `tracing` | no | a span for each call and each attempt, in the words of OpenTelemetry |".to_owned(),
        "| `reqwest-0-13` | no | settings and clients of reqwest 0.13 itself for the built-in transport |".to_owned(),
    ]);
    if !api.receivers.is_empty() {
        lines.push("| `axum-0-8` | no | callbacks as arguments of handlers of axum 0.8 |".to_owned());
    }
    for group in &api.groups {
        if let Some(feature) = &group.feature {
            let about = "and the types that nothing else needs";
            lines.push(format!("| `{feature}` | yes | `Client::{}`, {about} |", group.module));
        }
    }
    let unverified = paths(api, |operation| operation.unverified);
    if !unverified.is_empty() {
        lines.push(format!(
            "| `unverified` | no | operations that move money and that nobody has seen work: {} |",
            unverified.join(", ")
        ));
    }
    let tls = "Of several libraries for TLS the first in this table counts, unless `transport` is given one that says otherwise. None on: only `http`.";
    lines.extend([String::new(), tls.to_owned()]);
    lines
}
