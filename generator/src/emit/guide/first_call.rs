use super::credentials;
use crate::emit::Index;
use crate::emit::example::{self, Example};
use crate::ir::{Api, Evidence, Operation, Repeat};

/// A call from nothing to its answer. The crate compiles it as a test of its documentation.
pub(crate) fn lines(api: &Api, index: &Index<'_>) -> Vec<String> {
    let library = api.package.library_name();
    let call = choose(api, index);
    let needs_credentials = call
        .as_ref()
        .is_some_and(|(operation, _)| credentials::first(api, operation).next().is_some());
    let base = api
        .base_url()
        .is_none()
        .then_some("    .base_url(\"https://api.example\")");
    let builder: Vec<String> = match (needs_credentials, base) {
        (true, None) => vec![format!("let client = {library}::Client::from_env()?;")],
        (false, None) => vec![format!("let client = {library}::Client::builder().build()?;")],
        (needs_credentials, Some(base)) => {
            let environment = needs_credentials.then_some("    .environment()?");
            let start = format!("let client = {library}::Client::builder()");
            let rows = [Some(start.as_str()), Some(base), environment, Some("    .build()?;")];
            rows.into_iter().flatten().map(str::to_owned).collect()
        }
    };
    let example = call.map(|(_, example)| example);
    let outside = example.as_ref().and_then(|example| example.outside.clone());
    let sent: Vec<String> = example
        .iter()
        .flat_map(|example| example.call.lines())
        .map(str::to_owned)
        .collect();
    let mut lines = vec!["```rust".to_owned()];
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
pub(super) fn choose<'a>(api: &'a Api, index: &Index<'_>) -> Option<(&'a Operation, Example)> {
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
