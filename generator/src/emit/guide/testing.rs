use super::{Guide, Shown, credentials, heading};
use crate::emit::example::{self, Example};
use crate::emit::{Index, literal};
use crate::ir::{Api, Group, Operation, Repeat};

/// How a program that uses the client is tested. The README's example is compiled as a test of the documentation, and its second half runs.
pub(super) fn section(guide: &Guide<'_>) -> Vec<String> {
    let (api, index) = (guide.api, guide.index);
    let library = api.package.library_name();
    let mut lines = heading("Testing");
    lines.extend([
        "With the feature `testing`, under `[dev-dependencies]`, there is a server in memory. It answers with values of the operation's own types, in".to_owned(),
        "turn or by the values of a call (`when(|call: &…| …)`), refuses (`fail`, `refuse`), and lets go wrong what can (`Reply`). The rest of".to_owned(),
        "the client is the real one; waits and limits of time take no time.".to_owned(),
    ]);
    if let Some((group, operation, example, answer)) = choose(api, index) {
        let operation_type = format!("{}::{}", literal::ident(&group.module), operation.name);
        let failed = match operation.repeat {
            Repeat::Safe => "Reply::status(503)",
            Repeat::OnlyIfUnsent => "Reply::connection_refused()",
        };
        let mut client = format!("let client = {library}::Client::builder()");
        if api.base_url().is_none() {
            client.push_str(".base_url(\"https://api.example\")");
        }
        for scheme in credentials::first(api, operation) {
            let values: Vec<String> = scheme
                .values
                .iter()
                .map(|value| literal::string(&format!("test-{}", value.name)))
                .collect();
            client.push_str(&format!(".{}({})", literal::ident(&scheme.setter), values.join(", ")));
        }
        client.push_str(".transport(mock.clone()).build()?;");
        let call: Vec<&str> = example.call.lines().collect();
        let body = |send: &str| -> Vec<String> {
            let rule = format!("mock.on::<{operation_type}>().reply({failed}).answer({answer});");
            let start = ["let mock = Mock::new();".to_owned(), rule, client.clone()];
            let call = call.iter().map(|line| line.replace(".send().await?", send));
            let end = [
                "assert_eq!(mock.requests().len(), 2); // the first one failed and was repeated".to_owned(),
                "mock.verify();".to_owned(),
                "println!(\"{answer:?}\");".to_owned(),
                "Ok(())".to_owned(),
            ];
            let all = start.into_iter().chain(call).chain(end);
            all.map(|line| format!("    {line}")).collect()
        };
        // The README is compiled where both features are on. The documentation always is, so there the example is only where they are.
        let is_hidden = guide.shown == Shown::InDocumentation;
        let hidden = |line: &str| is_hidden.then(|| format!("# {line}"));
        let mut test = |head: &str, send: &str, end: &[&str]| {
            lines.extend([String::new(), "```rust".to_owned()]);
            lines.extend(hidden(
                "#[cfg(all(feature = \"blocking\", feature = \"testing\"))] mod tests {",
            ));
            lines.extend([
                format!("use {library}::testing::{{Mock, Reply}};"),
                format!("use {library}::*;"),
                String::new(),
                format!("{head} -> Result<(), Box<dyn std::error::Error>> {{"),
            ]);
            lines.extend(body(send));
            lines.push("}".to_owned());
            lines.extend(hidden("}"));
            lines.extend(hidden("fn main() {}"));
            lines.extend(end.iter().map(|&line| line.to_owned()));
        };
        test(
            "async fn what_fails_is_repeated()",
            ".send().await?",
            &[
                "```",
                "",
                "Its attribute is `#[tokio::test]`. Where nothing is asynchronous it is `#[test]`, and the same with `send_blocking`:",
            ],
        );
        test("fn main()", ".send_blocking()?", &["```"]);
    }
    lines.extend([
        String::new(),
        "A request that no rule takes fails and says which operation was called with which values, and which rules there are; `verify` names the"
            .to_owned(),
        "rules that nobody used. `requests()` and `calls::<…>()` show what was sent.".to_owned(),
    ]);
    lines
}

/// The operation to show it with: one whose call and answer can both be written down.
fn choose<'a>(api: &'a Api, index: &Index<'_>) -> Option<(&'a Group, &'a Operation, Example, String)> {
    let all = api
        .groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    let known = all.filter(|(group, operation)| {
        group.feature.is_none() && !operation.unverified && !operation.moves_money && !operation.deprecated
    });
    let shown = known.filter_map(|(group, operation)| {
        let example = example::of(index, group, operation);
        let answer = example::answer(index, operation)?;
        example.outside.is_none().then_some((group, operation, example, answer))
    });
    shown.min_by_key(|(_, operation, ..)| (operation.repeat != Repeat::Safe, operation.arguments.list().is_empty()))
}
