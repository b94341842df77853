use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Spacing, TokenStream, TokenTree};

use super::{Item, types};

/// What every file can name without a path of its own: where it comes from, and its name.
const COMMON: [(&str, &str); 2] = [("std::collections", "BTreeMap"), ("specloom_runtime::codegen", "v1")];

/// The imports that some items need, and no others. What only gated items need is imported behind the same gate.
#[must_use]
pub(crate) fn of(items: &[Item], local: &[(String, String)]) -> Vec<Item> {
    let (mut open, mut gated) = (BTreeSet::new(), BTreeSet::new());
    for item in items {
        match item {
            Item::Gated(inner) => names(inner, &mut gated),
            other => names(other, &mut open),
        }
    }
    let common = COMMON.iter().map(|(path, name)| (*path, *name));
    let known: Vec<(&str, &str)> = common
        .chain(local.iter().map(|(path, name)| (path.as_str(), name.as_str())))
        .collect();
    let mut imports = Vec::new();
    let mut by_crate: BTreeMap<bool, String> = BTreeMap::new();
    for (path, wanted) in grouped(&known, |name| open.contains(name)) {
        let names = if let [name] = wanted.as_slice() {
            (*name).to_owned()
        } else {
            format!("{{{}}}", wanted.join(", "))
        };
        let line = format!("use {path}::{names};");
        // One block for each origin: the standard library, the runtime, this crate.
        if path.starts_with("super") {
            by_crate.entry(true).or_default().push_str(&line);
        } else {
            imports.push(Item::Imports(types::tokens(&line)));
        }
    }
    imports.extend(by_crate.into_values().map(|lines| Item::Imports(types::tokens(&lines))));
    for (path, wanted) in grouped(&known, |name| gated.contains(name) && !open.contains(name)) {
        for name in wanted {
            let line = types::tokens(&format!("use {path}::{name};"));
            imports.push(Item::Gated(Box::new(Item::Imports(line))));
        }
    }
    imports
}

/// The wanted names by where they come from, in the order of the list, each list sorted.
fn grouped<'a>(known: &[(&'a str, &'a str)], wanted: impl Fn(&str) -> bool) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for (path, name) in known.iter().filter(|(_, name)| wanted(name)) {
        match found.iter_mut().find(|(known, _)| known == path) {
            Some((_, names)) => names.push(name),
            None => found.push((path, vec![name])),
        }
    }
    for (_, names) in &mut found {
        names.sort_unstable();
        names.dedup();
    }
    found
}

/// The identifiers that an item says.
fn names(item: &Item, found: &mut BTreeSet<String>) {
    match item {
        Item::Code(tokens) | Item::Imports(tokens) => in_tokens(tokens, found),
        // A table's rows are tokens too; where they are not, the formatter will say so.
        Item::Table(table) => {
            in_tokens(&types::tokens(&table.code()), found);
            // The macro makes calls of them without any row that says so.
            found.extend(table.is_of_endpoints().then(|| "Call".to_owned()));
        }
        Item::Gated(inner) | Item::Behind(_, inner) => names(inner, found),
        Item::InnerDocs(_) => {}
    }
}

fn in_tokens(tokens: &TokenStream, found: &mut BTreeSet<String>) {
    let mut tokens = tokens.clone().into_iter().peekable();
    let mut colons = 0;
    while let Some(token) = tokens.next() {
        let is_inside_a_path = colons == 2;
        colons = match &token {
            TokenTree::Punct(sign) if sign.as_char() == ':' => colons + 1,
            _ => 0,
        };
        match token {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                // A module begins a path; a member or a method may have its name.
                let begins_a_path = matches!(tokens.peek(), Some(TokenTree::Punct(sign)) if sign.as_char() == ':' && sign.spacing() == Spacing::Joint);
                if begins_a_path && !is_inside_a_path || name.starts_with(|first: char| !first.is_ascii_lowercase()) {
                    found.insert(name);
                }
            }
            TokenTree::Group(group) => in_tokens(&group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
