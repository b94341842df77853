//! Changes of a document that keep it a document: what somebody edits, merges or generates wrongly, and what somebody means ill with.

use super::tree::Tree;
use crate::numbers::Numbers;

/// Numbers at which something may break.
const NUMBERS: [&str; 10] = [
    "0",
    "-1",
    "1e999",
    "-1e-999",
    "99999999999999999999999999",
    "2147483648",
    "9223372036854775808",
    "18446744073709551616",
    "0.1",
    "1e308",
];

/// Texts that mean something to Rust, to file systems, to Markdown, or to OpenAPI.
const TEXTS: [&str; 34] = [
    "",
    "_",
    "self",
    "Self",
    "crate",
    "async",
    "r#type",
    "new",
    "send",
    "value",
    "Option",
    "String",
    "v1",
    "models",
    "client",
    "con",
    "../../x",
    "a/b",
    "9",
    "+1",
    "\"#",
    "*/",
    "\n```\n",
    "{",
    "{}",
    "$crate",
    "\u{202e}",
    "\0",
    "🙂",
    "object",
    "string",
    "array",
    "#/components/schemas/X",
    "https://shop.example/{a}",
];

/// Words that change what a schema, a parameter or an operation is.
const WORDS: [&str; 40] = [
    "type",
    "properties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "enum",
    "const",
    "required",
    "nullable",
    "format",
    "additionalProperties",
    "discriminator",
    "default",
    "example",
    "examples",
    "title",
    "description",
    "$ref",
    "schema",
    "content",
    "style",
    "explode",
    "in",
    "name",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "links",
    "security",
    "servers",
    "tags",
    "operationId",
    "x-rust-name",
    "x-newtype",
    "x-sensitive",
    "x-envelope",
    "readOnly",
];

/// Changes a document once, and says how.
pub fn change(root: &mut Tree, numbers: &mut Numbers) -> &'static str {
    let place = numbers.below(root.places());
    let other = numbers.below(root.places());
    let pointers = root.pointers();
    match numbers.below(14) {
        0 => inside(root, place, numbers, "drop", |entries, at, _| {
            entries.remove(at);
        }),
        1 => inside(root, place, numbers, "duplicate", |entries, at, _| {
            entries.push(entries[at].clone());
        }),
        2 => inside(
            root,
            place,
            numbers,
            "copy under another name",
            |entries, at, numbers| {
                let value = entries[at].1.clone();
                entries.push(((*numbers.one(&TEXTS)).to_owned(), value));
            },
        ),
        3 => inside(root, place, numbers, "rename", |entries, at, numbers| {
            (*numbers.one(&TEXTS)).clone_into(&mut entries[at].0);
        }),
        4 => inside(
            root,
            place,
            numbers,
            "rename to another word",
            |entries, at, numbers| {
                (*numbers.one(&WORDS)).clone_into(&mut entries[at].0);
            },
        ),
        5 => inside(root, place, numbers, "swap", |entries, at, numbers| {
            let other = numbers.below(entries.len());
            let value = entries[at].1.clone();
            entries[at].1 = std::mem::replace(&mut entries[other].1, value);
        }),
        6 => put(
            root,
            place,
            "retype",
            match numbers.below(6) {
                0 => Tree::Scalar("null".to_owned()),
                1 => Tree::Scalar("true".to_owned()),
                2 => Tree::Scalar("7".to_owned()),
                3 => Tree::text("text"),
                4 => Tree::List(Vec::new()),
                _ => Tree::Map(Vec::new()),
            },
        ),
        7 => put(
            root,
            place,
            "blow up a number",
            Tree::Scalar((*numbers.one(&NUMBERS)).to_owned()),
        ),
        8 => put(root, place, "hostile text", Tree::text(numbers.one::<&str>(&TEXTS))),
        9 => {
            let moved = root.at(other).cloned().unwrap_or(Tree::List(Vec::new()));
            put(root, place, "move", moved)
        }
        10 => {
            let reference = format!("#{}", numbers.one(&pointers));
            put(
                root,
                place,
                "cycle",
                Tree::Map(vec![("$ref".to_owned(), Tree::text(&reference))]),
            )
        }
        11 => {
            let inner = root.at(place).cloned().unwrap_or(Tree::List(Vec::new()));
            let deep = nested(inner, numbers);
            put(root, place, "nest", deep)
        }
        12 => {
            let name = *numbers.one(&WORDS);
            let value = root.at(other).cloned().unwrap_or(Tree::List(Vec::new()));
            if let Some(Tree::Map(entries)) = root.at(place) {
                entries.retain(|(key, _)| key != name);
                entries.push((name.to_owned(), value));
            }
            "add a word"
        }
        _ => {
            if let Some(Tree::List(items)) = root.at(place) {
                let twice = items.clone();
                items.extend(twice);
            }
            "double a list"
        }
    }
}

/// Changes an entry of the mapping at a place, or of the next one behind it.
fn inside(
    root: &mut Tree,
    place: usize,
    numbers: &mut Numbers,
    what: &'static str,
    change: impl FnOnce(&mut Vec<(String, Tree)>, usize, &mut Numbers),
) -> &'static str {
    for place in place..root.places() {
        if let Some(Tree::Map(entries)) = root.at(place)
            && !entries.is_empty()
        {
            let at = numbers.below(entries.len());
            change(entries, at, numbers);
            break;
        }
    }
    what
}

fn put(root: &mut Tree, place: usize, what: &'static str, value: Tree) -> &'static str {
    // Anything in place of the whole would be one and the same document each time.
    if let Some(found) = root.at(place.max(1)) {
        *found = value;
    }
    what
}

/// A value behind many others of its kind.
fn nested(inner: Tree, numbers: &mut Numbers) -> Tree {
    let levels = [3, 40, 300][numbers.below(3)];
    let word = *numbers.one(&[
        "items",
        "allOf",
        "oneOf",
        "properties",
        "additionalProperties",
        "schema",
    ]);
    (0..levels).fold(inner, |inner, _| {
        let inside = match word {
            "allOf" | "oneOf" => Tree::List(vec![inner]),
            "properties" => Tree::Map(vec![("a".to_owned(), inner)]),
            _ => inner,
        };
        Tree::Map(vec![(word.to_owned(), inside)])
    })
}
