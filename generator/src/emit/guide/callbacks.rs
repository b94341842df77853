use super::{Guide, heading};

/// What the server sends of its own accord, and how it is received.
pub(super) fn section(guide: &Guide<'_>) -> Option<Vec<String>> {
    let api = guide.api;
    if api.callbacks.is_empty() {
        return None;
    }
    let mut lines = heading("Callbacks");
    lines.push(format!(
        "The module {} lists what the server sends of its own accord, and has the types of what that carries.",
        guide.link("`callbacks`", "callbacks")
    ));
    for receiver in &api.receivers {
        let name = &receiver.name;
        let arguments: Vec<&str> = receiver.credentials.iter().map(|value| value.name.as_str()).collect();
        let variables: Vec<String> = receiver
            .credentials
            .iter()
            .map(|value| format!("`{}`", api.package.variable(&value.variable)))
            .collect();
        lines.extend([
            String::new(),
            format!(
                "{}, or `from_env()` with {}, checks their signature: `receive(&request)` gives {}.",
                guide.link(
                    &format!("`callbacks::{name}::new({})`", arguments.join(", ")),
                    &format!("callbacks::{name}::new")
                ),
                variables.join(" and "),
                guide.link(
                    &format!("`{}`", receiver.received),
                    &format!("callbacks::{}", receiver.received)
                )
            ),
        ]);
        if !receiver.trusted {
            let gap = api.signatures.iter().find(|way| way.constant == receiver.signature);
            let gap = gap.and_then(|way| way.gap.as_deref()).unwrap_or("the body");
            lines.push(format!(
                "**The signature does not cover {gap}**: what a callback says is a claim, whoever sends it."
            ));
        }
        if let Some(confirmation) = &receiver.confirmation {
            let expected = confirmation.keys.iter().map(|key| &key.name);
            let expected = expected.chain(confirmation.expected.iter().map(|expected| &expected.name));
            let expected: Vec<&str> = expected.map(String::as_str).collect();
            lines.push(format!(
                "{}, with what your own records say, fetches it anew and gives it only if that is what was agreed upon.",
                guide.link(
                    &format!("`confirm(&client, {})`", expected.join(", ")),
                    &format!("callbacks::{}::confirm", receiver.received)
                )
            ));
        }
        lines.push(format!(
            "{} makes callbacks for your tests; with the feature `axum-0-8`, handlers take `{}` as an argument.",
            guide.link(
                &format!("`callbacks::{}`", receiver.signer),
                &format!("callbacks::{}", receiver.signer)
            ),
            receiver.received
        ));
    }
    Some(lines)
}
