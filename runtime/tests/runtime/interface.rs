//! What a program can name that depends on a generated client alone.

use std::collections::BTreeSet;

/// The types that the public lines of a source carry on.
fn types_in(source: &str) -> BTreeSet<&str> {
    let lines = source.split(';').map(str::trim).filter_map(|item| {
        let (before, names) = item.rsplit_once("pub use ")?;
        (!before.contains("pub use")).then_some(names)
    });
    let names = lines.flat_map(|names| names.split(|letter: char| !letter.is_alphanumeric()));
    names.filter(|name| name.starts_with(char::is_uppercase)).collect()
}

#[test]
fn the_module_for_clients_has_every_type_of_the_crate() {
    let all = types_in(include_str!("../../src/lib.rs"));
    let known = types_in(include_str!("../../src/codegen/v1.rs"));
    let missing: Vec<_> = all.difference(&known).collect();
    assert!(all.len() > 80 && missing.is_empty(), "{missing:?} of {}", all.len());
}
