//! What every output must be, whatever the document.

use proc_macro2::{TokenStream, TokenTree};
use specloom::write::Texts;

/// The tables that generated code is made of.
const TABLES: [&str; 9] = [
    "answers",
    "callbacks",
    "client",
    "confirmation",
    "endpoints",
    "modules",
    "paged",
    "types",
    "waiters",
];

/// All files lie in the folder and, where they are Rust, hold nothing but the kinds of items that a client is made of.
pub fn look_at(texts: &Texts) -> Result<(), String> {
    for (path, text) in texts {
        let inside = path.split('/').all(|step| !matches!(step, "" | "." | ".."));
        let plain = path
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "_-./".contains(character));
        if !inside || !plain || path.len() > 100 {
            return Err(format!("the path `{path}`"));
        }
        if path.ends_with(".rs") {
            let file = syn::parse_file(text).map_err(|error| format!("{path}: {error}\n{text}"))?;
            attributes(&file.attrs).map_err(|what| format!("{path}: {what}"))?;
            for item in &file.items {
                self::item(item).map_err(|what| format!("{path}: {what}"))?;
            }
        }
    }
    // File systems that do not tell case apart would put two of these in one place.
    let mut lower: Vec<String> = texts.keys().map(|path| path.to_lowercase()).collect();
    lower.sort_unstable();
    lower.dedup();
    if lower.len() != texts.len() {
        return Err("two paths differ in their case only".to_owned());
    }
    Ok(())
}

fn item(item: &syn::Item) -> Result<(), String> {
    match item {
        syn::Item::Use(item) => attributes(&item.attrs),
        syn::Item::Mod(item) if item.content.is_none() => attributes(&item.attrs),
        syn::Item::Const(item) => attributes(&item.attrs),
        syn::Item::Type(item) => attributes(&item.attrs),
        syn::Item::Fn(item) => attributes(&item.attrs),
        syn::Item::Struct(item) => attributes(&item.attrs),
        syn::Item::Enum(item) => attributes(&item.attrs),
        syn::Item::Impl(item) if item.unsafety.is_none() => attributes(&item.attrs),
        syn::Item::Macro(item) => {
            attributes(&item.attrs)?;
            table(&item.mac)
        }
        _ => Err("an item that no client has".to_owned()),
    }
}

fn table(call: &syn::Macro) -> Result<(), String> {
    let path: Vec<String> = call.path.segments.iter().map(|step| step.ident.to_string()).collect();
    match path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["v1", name] if TABLES.contains(&name) => tokens(call.tokens.clone()),
        _ => Err(format!("a call of the macro `{}`", path.join("::"))),
    }
}

/// The rows of a table hold names, types, literals and documentation; no calls of macros, no variables of macros, and no attribute but these.
fn tokens(stream: TokenStream) -> Result<(), String> {
    let mut last: Option<TokenTree> = None;
    for tree in stream {
        match (&last, &tree) {
            (_, TokenTree::Punct(sign)) if sign.as_char() == '$' => return Err("a variable of a macro".to_owned()),
            (Some(TokenTree::Ident(name)), TokenTree::Punct(sign)) if sign.as_char() == '!' => {
                return Err(format!("a call of the macro `{name}` inside a table"));
            }
            (Some(TokenTree::Punct(sign)), TokenTree::Group(group)) if sign.as_char() == '#' => {
                let first = group.stream().into_iter().next();
                let name = first.map(|first| first.to_string()).unwrap_or_default();
                if !matches!(name.as_str(), "doc" | "cfg" | "deprecated" | "allow" | "derive") {
                    return Err(format!("the attribute `{group}` inside a table"));
                }
            }
            (_, TokenTree::Group(group)) => tokens(group.stream())?,
            _ => {}
        }
        last = Some(tree);
    }
    Ok(())
}

fn attributes(all: &[syn::Attribute]) -> Result<(), String> {
    const KNOWN: [&str; 9] = [
        "allow",
        "cfg",
        "deprecated",
        "derive",
        "doc",
        "expect",
        "must_use",
        "non_exhaustive",
        "warn",
    ];
    for attribute in all {
        let name = attribute
            .path()
            .get_ident()
            .map(ToString::to_string)
            .unwrap_or_default();
        if !KNOWN.contains(&name.as_str()) {
            return Err(format!("the attribute `{name}`"));
        }
    }
    Ok(())
}
