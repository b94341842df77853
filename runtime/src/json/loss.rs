use super::depth::LIMIT;
use super::equality::{elements, equal, members};

/// Whether all that one JSON text says is in another one, written from what was read of it. A text may come back spelled otherwise, as an
/// instant does, and null may be left out.
pub(super) fn is_kept(original: &str, written: &str) -> bool {
    is_kept_at(original, written, 0)
}

fn is_kept_at(original: &str, written: &str, depth: usize) -> bool {
    if original == written {
        return true;
    }
    if depth >= LIMIT {
        return false;
    }
    match (original.bytes().next(), written.bytes().next()) {
        (Some(b'"'), Some(b'"')) => true,
        (Some(b'{'), Some(b'{')) => match (members(original), members(written)) {
            (Some(original), Some(written)) => original.iter().all(|(name, value)| match written.get(name) {
                Some(written) => is_kept_at(value.get(), written.get(), depth + 1),
                None => value.get() == "null",
            }),
            _ => false,
        },
        (Some(b'['), Some(b'[')) => match (elements(original), elements(written)) {
            (Some(original), Some(written)) => {
                original.len() == written.len()
                    && original
                        .iter()
                        .zip(&written)
                        .all(|(value, written)| is_kept_at(value.get(), written.get(), depth + 1))
            }
            _ => false,
        },
        _ => equal(original, written),
    }
}
