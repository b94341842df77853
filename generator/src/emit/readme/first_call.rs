use super::{credentials, heading};
use crate::emit::Index;
use crate::emit::example::{self, Example};
use crate::ir::{Api, Evidence, Operation, Repeat};

/// A call from nothing to its answer. The crate compiles it as a test of its documentation.
pub(super) fn section(api: &Api, index: &Index<'_>) -> Vec<String> {
    let library = api.package.library_name();
    let call = choose(api, index);
    let mut choices = Vec::new();
    if api.base_url().is_none() {
        choices.push("    .base_url(\"https://api.example\")".to_owned());
    }
    if let Some((operation, _)) = &call {
        let schemes = credentials::first(api, operation);
        choices.extend(schemes.map(|scheme| format!("    .{}", credentials::from_environment(api, scheme))));
    }
    let start = format!("let client = {library}::Client::builder()");
    let builder = if choices.is_empty() {
        vec![format!("{start}.build()?;")]
    } else {
        let end = "    .build()?;".to_owned();
        [start].into_iter().chain(choices).chain([end]).collect()
    };
    let example = call.map(|(_, example)| example);
    let outside = example.as_ref().and_then(|example| example.outside.clone());
    let sent: Vec<String> = example
        .iter()
        .flat_map(|example| example.call.lines())
        .map(str::to_owned)
        .collect();
    let mut lines = heading("First call");
    lines.push("```rust".to_owned());
    // An example names what is in the crate as if it stood there.
    if outside.is_some() || sent.iter().any(|line| line.contains("::")) {
        lines.extend([format!("use {library}::*;"), String::new()]);
    }
    let outside = outside.unwrap_or_default();
    lines.push(format!(
        "async fn first_call({outside}) -> Result<(), Box<dyn std::error::Error>> {{"
    ));
    let answers = sent.iter().any(|line| line.starts_with("let answer = "));
    lines.extend(builder.into_iter().chain(sent).map(|line| format!("    {line}")));
    if answers {
        lines.push("    println!(\"{answer:?}\");".to_owned());
    }
    lines.extend(["    Ok(())".to_owned(), "}".to_owned(), "```".to_owned()]);
    lines
}

/// The operation to begin with: one that can be called as it stands, is well known, and changes nothing. None that moves money.
fn choose<'a>(api: &'a Api, index: &Index<'_>) -> Option<(&'a Operation, Example)> {
    let all = api
        .groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    all.filter(|(_, operation)| !operation.unverified && !operation.moves_money && !operation.deprecated)
        .map(|(group, operation)| (operation, example::of(index, group, operation)))
        .min_by_key(|(operation, example)| {
            (
                example.outside.is_some(),
                operation.evidence != Evidence::Documented,
                operation.repeat != Repeat::Safe,
            )
        })
}
