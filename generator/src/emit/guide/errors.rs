use super::{Guide, Shown, first_call, heading};

/// What can go wrong, and how it is told apart.
pub(super) fn section(guide: &Guide<'_>) -> Vec<String> {
    let api = guide.api;
    let method = |name: &str| guide.link(&format!("`{name}()`"), &format!("Error::{name}"));
    let mut lines = heading("Errors");
    lines.extend(example(guide));
    let words = if api.envelopes.is_empty() {
        format!(
            "{}: the server said no; {} and {} hold its words",
            method("is_status"),
            method("status"),
            method("excerpt")
        )
    } else {
        format!(
            "{}, {}: the server said no; {}, {} and {} hold its words",
            method("is_api"),
            method("is_status"),
            method("status"),
            method("code"),
            method("server_message")
        )
    };
    let all = api
        .groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    let mut described = all.filter(|(_, operation)| operation.failure.is_some() && !operation.unverified);
    let typed = described.next().map_or_else(String::new, |(group, operation)| {
        let call = format!("`failure::<{}::{}>()`", group.module, operation.name);
        let call = guide.link(&call, "Error::failure");
        format!("; where they are described, {call} and its like read them")
    });
    lines.extend([
        format!(
            "- {}: nothing was sent; {}: the server refused the credentials.",
            method("is_credential_missing"),
            method("is_auth")
        ),
        format!("- {words}{typed}."),
        format!(
            "- {}, {}, {}: no whole answer came. {}: one came that is not as described; {} is the place in it.",
            method("is_connect"),
            method("is_timeout"),
            method("is_transport"),
            method("is_decode"),
            method("json_path")
        ),
        format!(
            "- {}: look before you repeat what must not happen twice. The client repeats such a request only if it provably never left.",
            method("may_have_been_received")
        ),
        format!(
            "- {}: it may go better later; the client has tried as often as it may. {} is how long the server asks to wait; {} and {} help whoever",
            method("is_retryable"),
            method("retry_after"),
            method("attempts"),
            method("request_id")
        ),
        "  looks into it. What is behind an error, such as a refused connection, is in its `source`s: libraries that print the whole chain show it.".to_owned(),
    ]);
    lines
}

/// A call whose errors are looked at, on the page of the documentation, which hides what surrounds it.
fn example(guide: &Guide<'_>) -> Vec<String> {
    let chosen = first_call::choose(guide.api, guide.index).map(|(_, example)| example);
    let Some(example) = chosen.filter(|_| guide.shown == Shown::InDocumentation) else {
        return Vec::new();
    };
    let statement = example.call.strip_suffix("?;").filter(|call| !call.contains('\n'));
    let Some(call) = statement.and_then(|call| call.strip_prefix("let answer = ")) else {
        return Vec::new();
    };
    let library = guide.api.package.library_name();
    let outside = example
        .outside
        .map(|outside| format!(", {outside}"))
        .unwrap_or_default();
    let lines = [
        "```".to_owned(),
        format!("# use {library}::*;"),
        format!("# async fn example(client: Client{outside}) -> Result<(), Box<dyn std::error::Error>> {{"),
        format!("match {call} {{"),
        "    Ok(answer) => println!(\"{answer:?}\"),".to_owned(),
        "    Err(error) if error.is_auth() => println!(\"look at the credentials: {error}\"),".to_owned(),
        "    Err(error) if error.is_retryable() => println!(\"later, perhaps: {error}\"),".to_owned(),
        "    Err(error) => return Err(error.into()),".to_owned(),
        "}".to_owned(),
        "# Ok(()) }".to_owned(),
        "```".to_owned(),
        String::new(),
    ];
    lines.into()
}
