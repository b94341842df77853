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
}

/// How many references may follow on one another before it counts as a cycle.
const LONGEST_CHAIN: usize = 64;

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
    for _ in 0..LONGEST_CHAIN {
        let Some(text) = target(at) else { return Ok(at) };
        let pointer = text.strip_prefix('#').ok_or(Dangling::External)?;
        at = root.at(&decoded(pointer)).ok_or(Dangling::Missing)?;
    }
    Err(Dangling::Cycle)
}

/// A fragment is percent-encoded where it stands in a URI reference.
fn decoded(pointer: &str) -> std::borrow::Cow<'_, str> {
    if !pointer.contains('%') {
        return pointer.into();
    }
    let mut bytes = Vec::with_capacity(pointer.len());
    let mut rest = pointer.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = tail
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned().into()
}
