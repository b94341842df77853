use crate::load::Node;

/// Why a reference leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dangling {
    /// There is nothing at that place.
    Missing,
    /// It leads out of the document.
    External,
    /// It leads back to itself without ever reaching anything.
    Cycle,
    /// More references follow on one another than are followed.
    TooLong,
}

/// How many references may follow on one another.
pub const LONGEST_CHAIN: usize = 64;

/// The text of a reference, where the node is one.
#[must_use]
pub fn target(node: &Node) -> Option<&str> {
    node.get("$ref").and_then(Node::as_str)
}

/// Follows references from a node until something else is reached.
///
/// # Errors
///
/// When a reference on the way leads nowhere.
pub fn resolve<'t>(root: &'t Node, node: &'t Node) -> Result<&'t Node, Dangling> {
    let mut at = node;
    for _ in 0..=LONGEST_CHAIN {
        match next(root, at)? {
            Some(next) => at = next,
            None => return Ok(at),
        }
    }
    // Whoever goes on from inside a cycle comes by again.
    let mark = at;
    for _ in 0..LONGEST_CHAIN {
        match next(root, at)? {
            Some(next) if std::ptr::eq(next, mark) => return Err(Dangling::Cycle),
            Some(next) => at = next,
            None => break,
        }
    }
    Err(Dangling::TooLong)
}

/// What a reference leads to; nothing where the node is none.
fn next<'t>(root: &'t Node, node: &'t Node) -> Result<Option<&'t Node>, Dangling> {
    let Some(text) = target(node) else { return Ok(None) };
    let pointer = text.strip_prefix('#').ok_or(Dangling::External)?;
    root.at(&decoded(pointer)).map(Some).ok_or(Dangling::Missing)
}

/// A fragment is percent-encoded where it stands in a URI reference.
fn decoded(pointer: &str) -> std::borrow::Cow<'_, str> {
    percent_encoding::percent_decode_str(pointer).decode_utf8_lossy()
}

/// Whether the value of a discriminator is a reference rather than the name of a schema.
#[must_use]
pub fn is_reference(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    text.contains(['/', '#']) || [".yaml", ".yml", ".json"].iter().any(|ending| lower.ends_with(ending))
}
