//! What values a schema allows beyond its type, in words.

use crate::ir::code;
use crate::load::Node;
use crate::openapi::{Document, Schema};

/// The longest pattern or default that is shown.
const LONGEST: usize = 60;

/// What a value may be, and what it is where none is given; nothing where the description leaves both open.
#[must_use]
pub(crate) fn of(document: Document<'_>, schema: Schema<'_>) -> Option<String> {
    let target = Schema::new(document.follow(schema.node));
    // What stands beside a reference counts in OpenAPI 3.1; of 3.0 the check has said that it does not.
    let beside = schema.node.get("$ref").is_some() && document.is_3_1();
    let node = |word: &str| {
        let own = beside.then(|| schema.node.get(word)).flatten();
        own.or_else(|| target.node.get(word))
    };
    let text = |word: &str| node(word).and_then(Node::as_scalar_text);
    let mut limits = Vec::new();
    limits.extend(format(target).map(str::to_owned));
    limits.extend(counted(text("minLength"), text("maxLength"), "character"));
    limits.extend(range(node));
    if let Some(step) = text("multipleOf") {
        limits.push(format!("a multiple of {step}"));
    }
    limits.extend(counted(text("minItems"), text("maxItems"), "item"));
    if target.flag("uniqueItems") {
        limits.push("each only once".to_owned());
    }
    limits.extend(counted(text("minProperties"), text("maxProperties"), "member"));
    limits.extend(content(node));
    if let Some(pattern) = text("pattern").filter(|text| is_short(text)) {
        limits.push(format!("like {}", code(pattern)));
    }
    let default = schema.node.get("default").or_else(|| target.node.get("default"));
    if let Some(default) = default.and_then(Node::as_scalar_text).filter(|text| is_short(text)) {
        limits.push(format!("{} by default", code(default)));
    }
    (!limits.is_empty()).then(|| limits.join("; "))
}

/// What a text has to be whose format makes no type of its own. Servers are not careful with these, and a text that is none would fail a
/// whole answer.
fn format(schema: Schema<'_>) -> Option<&'static str> {
    if schema.types().as_slice() != ["string"] || schema.enumeration().is_some() {
        return None;
    }
    Some(match schema.text("format")? {
        "uri" | "url" | "iri" => "a URI",
        "uri-reference" | "iri-reference" => "a URI reference",
        "time" => "a time of day with its zone, by RFC 3339",
        "duration" => "a duration, by ISO 8601",
        "email" | "idn-email" => "an e-mail address",
        "hostname" | "idn-hostname" => "a host name",
        _ => return None,
    })
}

fn is_short(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST && !text.contains(['`', '\n', '\r'])
}

/// How many there may be of something.
fn counted(least: Option<&str>, most: Option<&str>, what: &str) -> Option<String> {
    let many = |number: &str| {
        if number == "1" {
            what.to_owned()
        } else {
            format!("{what}s")
        }
    };
    match (least.filter(|least| *least != "0"), most) {
        (Some(least), Some(most)) if least == most => Some(format!("{least} {}", many(least))),
        (Some(least), Some(most)) => Some(format!("{least} to {most} {}", many(most))),
        (Some(least), None) => Some(format!("at least {least} {}", many(least))),
        (None, Some(most)) => Some(format!("at most {most} {}", many(most))),
        (None, None) => None,
    }
}

/// Between which numbers a number is. A bound is excluded by `true` beside it in OpenAPI 3.0, by its own number in 3.1.
fn range<'t>(node: impl Fn(&str) -> Option<&'t Node>) -> Option<String> {
    let bound = |word: &str, exclusive: &str| {
        let own = node(word).and_then(Node::as_scalar_text);
        match node(exclusive) {
            Some(excluded) if excluded.as_bool().is_some() => own.map(|own| (own, excluded.as_bool() == Some(true))),
            Some(excluded) => excluded.as_scalar_text().map(|excluded| (excluded, true)),
            None => own.map(|own| (own, false)),
        }
    };
    match (
        bound("minimum", "exclusiveMinimum"),
        bound("maximum", "exclusiveMaximum"),
    ) {
        (Some((least, false)), Some((most, false))) => Some(format!("{least} to {most}")),
        (least, most) => {
            let least =
                least.map(|(least, excluded)| format!("{} {least}", if excluded { "more than" } else { "at least" }));
            let most =
                most.map(|(most, excluded)| format!("{} {most}", if excluded { "less than" } else { "at most" }));
            let bounds: Vec<String> = least.into_iter().chain(most).collect();
            (!bounds.is_empty()).then(|| bounds.join(" and "))
        }
    }
}

/// What a text holds, and how it is written into it. Base64 has a type that does this.
fn content<'t>(node: impl Fn(&str) -> Option<&'t Node>) -> Option<String> {
    let text = |word: &str| node(word).and_then(Node::as_str).filter(|text| is_short(text));
    let encoding = text("contentEncoding").filter(|encoding| !matches!(*encoding, "base64" | "base64url"));
    let media = text("contentMediaType").map(|media| format!("of the type {}", code(media)));
    let encoded = encoding.map(|encoding| format!("encoded as {}", code(encoding)));
    let both: Vec<String> = media.into_iter().chain(encoded).collect();
    (!both.is_empty()).then(|| both.join(", "))
}
