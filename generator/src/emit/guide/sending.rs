use super::{Guide, heading};

/// What happens between a call and its answer, and where it is changed.
pub(super) fn section(guide: &Guide<'_>) -> Vec<String> {
    let options = |change: &str| {
        guide.link(
            &format!("`with_options(CallOptions::new().{change})`"),
            "Call::with_options",
        )
    };
    let mut lines = heading("Sending");
    lines.extend([
        "| | by default | for the client | for one call |".to_owned(),
        "|---|---|---|---|".to_owned(),
        format!(
            "| retries | 2, after 0.5 s and 1 s, or after what the server asks for, up to 120 s | {} | {} |",
            guide.link("`retries(Retries::up_to(5))`", "ClientBuilder::retries"),
            options("retries(…)")
        ),
        format!(
            "| limits of time | 10 s to connect, 30 s for an attempt, 30 s without a byte, 5 minutes altogether | {} | {} |",
            guide.link("`timeouts(Timeouts::default().attempt(…))`", "ClientBuilder::timeouts"),
            options("timeout(…)")
        ),
        format!(
            "| proxy, authorities, certificates, library for TLS | from the environment and the machine | {}, for calls that block `blocking_transport(UreqTransport::builder()….build()?)` | |",
            guide.link("`transport(ReqwestTransport::builder()….build()?)`", "ClientBuilder::transport")
        ),
        format!(
            "| credentials | from the builder or the environment | {}, where they change | {} with others |",
            guide.link("a source of your own", "CredentialSource"),
            guide.link("`client.to_builder()`", "Client::to_builder")
        ),
        format!(
            "| headers, query, members | those of the operation | | {} |",
            options("header(…).query(…).member(…)")
        ),
        String::new(),
        "Each attempt is signed afresh. Where the server proves our clock wrong, it is set right and the refused call repeated once.".to_owned(),
        format!(
            "What the description does not know goes through {}, with the same credentials, retries and errors.",
            guide.link("`client.undescribed(Undescribed::get(\"/…\"))`", "Client::undescribed")
        ),
        format!(
            "{} gives status, headers, body and the number of attempts beside the value. {} and {} are for",
            guide.link("`send_for_response()`", "Call::send_for_response"),
            guide.link("`to_request()`", "Call::to_request"),
            guide.link("`read_answer()`", "Call::read_answer")
        ),
        "who carries requests some other way.".to_owned(),
    ]);
    lines
}
