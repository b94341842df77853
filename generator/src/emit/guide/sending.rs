use super::{Guide, credentials, first_call, heading};

/// What happens between a call and its answer, and where it is changed.
pub(super) fn section(guide: &Guide<'_>) -> Vec<String> {
    let builder = guide.link("`Client::builder()`", "Client::builder");
    let call = guide.link("`with_options`", "Call::with_options");
    let options = guide.link("`CallOptions::new()`", "CallOptions");
    let mut lines = heading("Sending");
    lines.extend([
        // Narrow, so that the last column is seen without scrolling.
        format!("| | by default | on {builder} | on {options} |"),
        "|---|---|---|---|".to_owned(),
        format!(
            "| retries | 2, after 0.5 s and 1 s, or after what the server asks for, up to 120 s | {} | {} |",
            guide.link("`retries`", "ClientBuilder::retries"),
            guide.link("`retries`", "CallOptions::retries")
        ),
        format!(
            "| limits of time | 10 s to connect, 30 s for an attempt, 30 s without a byte, 5 minutes altogether | {} | {}, {} |",
            guide.link("`timeouts`", "ClientBuilder::timeouts"),
            guide.link("`timeout`", "CallOptions::timeout"),
            guide.link("`timeouts`", "CallOptions::timeouts")
        ),
        format!(
            "| headers, query, members | those of the operation | {} | {}, {}, {} |",
            guide.link("`user_agent`", "ClientBuilder::user_agent"),
            guide.link("`header`", "CallOptions::header"),
            guide.link("`query`", "CallOptions::query"),
            guide.link("`member`", "CallOptions::member")
        ),
        format!(
            "| proxy, authorities, certificates, library for TLS | those of the environment and the machine | {}, `blocking_transport` | |",
            guide.link("`transport`", "ClientBuilder::transport")
        ),
        String::new(),
        format!("The options go to one call by {call}:"),
        String::new(),
    ]);
    lines.extend(example(guide));
    lines.extend([
        "A proxy or an authority of your own is given to `ReqwestTransport::builder()`, for calls that block to `UreqTransport::builder()`; the".to_owned(),
        "feature `reqwest-0-13` has `ReqwestTransport::from_client` for a client of reqwest that you have already. Credentials that change come from".to_owned(),
        format!(
            "a {} of yours; other ones for some calls from a client made by {}.",
            guide.link("`CredentialSource`", "CredentialSource"),
            guide.link("`client.to_builder()`", "Client::to_builder")
        ),
        String::new(),
        "Each attempt is signed afresh. Where the server proves our clock wrong, it is set right and the refused call repeated once.".to_owned(),
        format!(
            "What the description does not know goes through {}, with the same credentials, retries and errors.",
            guide.link("`client.undescribed(Undescribed::<Json>::get(\"/…\"))`", "Client::undescribed")
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

/// A client and a call that are told otherwise.
fn example(guide: &Guide<'_>) -> Vec<String> {
    let library = guide.api.package.library_name();
    let mut lines = vec![
        "```rust".to_owned(),
        "use std::time::Duration;".to_owned(),
        format!("use {library}::*;"),
        String::new(),
    ];
    let call = first_call::choose(guide.api, guide.index).and_then(|(operation, example)| {
        let mut needed = credentials::first(guide.api, operation);
        let environment = needed.next().map(|_| "        .environment()?");
        let call = example
            .call
            .strip_prefix("let answer = ")?
            .strip_suffix(".send().await?;")?;
        (example.outside.is_none() && !call.contains('\n')).then(|| (call.to_owned(), environment))
    });
    lines.push(match call {
        Some(_) => "async fn in_a_hurry() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
        None => "fn patient() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
    });
    let base = guide
        .api
        .base_url()
        .is_none()
        .then_some("        .base_url(\"https://api.example\")");
    let environment = call.as_ref().and_then(|(_, environment)| *environment);
    let made = [
        Some("    let client = Client::builder()"),
        base,
        Some("        .retries(Retries::up_to(5))"),
        Some("        .timeouts(Timeouts::default().attempt(Duration::from_secs(10)))"),
        environment,
        Some("        .build()?;"),
    ];
    lines.extend(made.into_iter().flatten().map(str::to_owned));
    match call {
        Some((call, _)) => lines.extend([
            "    let options = CallOptions::new()".to_owned(),
            "        .timeout(Duration::from_secs(3))".to_owned(),
            "        .retries(Retries::none());".to_owned(),
            format!("    let answer = {call}.with_options(options).send().await?;"),
            "    println!(\"{answer:?}\");".to_owned(),
        ]),
        None => lines.push("    println!(\"{client:?}\");".to_owned()),
    }
    lines.extend(["    Ok(())", "}", "```", ""].map(str::to_owned));
    lines
}
