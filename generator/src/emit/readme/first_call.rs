use super::super::example;
use super::{credentials, heading};
use crate::ir::{Api, Evidence, Group, Operation, Repeat};

/// A call from nothing to its answer. The crate compiles it as a test of its documentation.
pub(super) fn section(api: &Api) -> Vec<String> {
    let library = api.package.library_name();
    let call = choose(api);
    let mut choices = Vec::new();
    if api.base_url.is_none() {
        choices.push("    .base_url(\"https://api.example\")".to_owned());
    }
    if let Some((_, operation, _)) = &call {
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
    let (outside, sent) = call.map_or_else(Default::default, |(_, _, shown)| (shown.outside, shown.lines));
    let mut lines = heading("First call");
    lines.push("```rust".to_owned());
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
fn choose(api: &Api) -> Option<(&Group, &Operation, Shown)> {
    let all = api
        .groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    all.filter(|(_, operation)| !operation.unverified && !operation.moves_money && !operation.deprecated)
        .map(|(group, operation)| (group, operation, Shown::of(api, group, operation)))
        .min_by_key(|(_, operation, shown)| {
            (
                !shown.outside.is_empty(),
                operation.evidence != Evidence::Documented,
                operation.repeat != Repeat::Safe,
            )
        })
}

/// The example of an operation's own docs, without what only rustdoc hides.
struct Shown {
    /// Parameters of the function around it: what the description has no sample for.
    outside: String,
    /// The call.
    lines: Vec<String>,
}

impl Shown {
    fn of(api: &Api, group: &Group, operation: &Operation) -> Self {
        let (hidden, lines): (Vec<String>, Vec<String>) = example::lines(api, group, operation)
            .into_iter()
            .filter(|line| !line.is_empty() && !line.starts_with("```"))
            .partition(|line| line.starts_with("# "));
        let parameters = hidden.iter().find_map(|line| line.strip_prefix("# async fn example("));
        let parameters = parameters
            .and_then(|line| line.split_once(") -> "))
            .map(|(list, _)| list);
        let client = format!("client: {}::Client", api.package.library_name());
        let outside = parameters.unwrap_or_default().trim_start_matches(&client);
        Self {
            outside: outside.trim_start_matches(", ").to_owned(),
            lines,
        }
    }
}
