//! Why an item of the client is called as it is, and why it has its type.

mod items;
mod made;
mod reasons;

use crate::diagnostics::nearest;
use crate::pipeline::Lowered;
use crate::source::{Sources, Span};
use items::Item;

/// What is known of the items of a name; where there are none, the name that was probably meant.
///
/// An item is named by its path, such as `models::Pet::name`, or by the end of it.
///
/// # Errors
///
/// When the client has no item of this name.
pub fn explain(lowered: &Lowered, sources: &Sources, name: &str) -> Result<String, Option<String>> {
    let items = items::all(&lowered.api);
    let wanted = name.replace("r#", "");
    let found: Vec<&Item<'_>> = items.iter().filter(|item| item.is_called(&wanted)).collect();
    if found.is_empty() {
        let ends = items.iter().flat_map(|item| ends(&item.path));
        return Err(nearest(&wanted, ends).map(str::to_owned));
    }
    let told: Vec<String> = found
        .into_iter()
        .map(|item| reasons::of(item, &items, lowered, sources))
        .collect();
    Ok(told.join("\n"))
}

/// A path and everything that it ends in.
fn ends(path: &str) -> impl Iterator<Item = &str> {
    let inner = path
        .match_indices("::")
        .map(|(at, sign)| path.get(at + sign.len()..).unwrap_or_default());
    std::iter::once(path).chain(inner)
}

/// A place as people name it.
fn place(sources: &Sources, span: Span) -> String {
    let source = sources.get(span.source);
    let (line, column) = source.line_column(span.start as usize);
    format!("{}:{line}:{column}", source.name())
}
