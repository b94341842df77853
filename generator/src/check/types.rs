use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::load::Node;
use crate::openapi::{Schema, Version};

/// The types of JSON Schema.
const TYPES: [&str; 7] = ["string", "integer", "number", "boolean", "array", "object", "null"];
/// What types are called elsewhere, and how to say it here; the backticks around the whole are added where it is shown.
const ELSEWHERE: [(&str, &str); 30] = [
    ("bool", "boolean"),
    ("int", "integer"),
    ("int32", "integer` with `format: int32"),
    ("int64", "integer` with `format: int64"),
    ("long", "integer` with `format: int64"),
    ("short", "integer"),
    ("byte", "integer"),
    ("float", "number"),
    ("double", "number"),
    ("decimal", "number` with `format: decimal"),
    ("money", "number` with `format: decimal"),
    ("real", "number"),
    ("str", "string"),
    ("text", "string"),
    ("char", "string"),
    ("enum", "string` with `enum"),
    ("date", "string` with `format: date"),
    ("datetime", "string` with `format: date-time"),
    ("date-time", "string` with `format: date-time"),
    ("timestamp", "string` with `format: date-time"),
    ("time", "string` with `format: time"),
    ("uuid", "string` with `format: uuid"),
    ("guid", "string` with `format: uuid"),
    ("password", "string` with `format: password"),
    ("binary", "string` with `format: binary"),
    ("file", "string` with `format: binary"),
    ("list", "array"),
    ("dict", "object"),
    ("map", "object"),
    ("none", "null"),
];

/// The names of types: those that nobody knows, and what OpenAPI 3.0 does not have.
pub(super) fn check(schemas: &[Schema<'_>], version: Version, report: &mut Report) {
    let mut newer = Vec::new();
    for named in schemas.iter().filter_map(|schema| schema.node.get("type")) {
        let listed = named.as_sequence();
        if version == Version::V30 && (listed.is_some() || named.as_str() == Some("null")) {
            newer.push(named);
        }
        for name in listed.unwrap_or(std::slice::from_ref(named)) {
            unknown(name, report);
        }
    }
    // A document whose version is wrong has them everywhere: it is said once.
    let [first, rest @ ..] = newer.as_slice() else { return };
    let what = if first.as_str().is_some() {
        "the type `null`"
    } else {
        "a list of types"
    };
    let found = Diagnostic::new(
        Code::WrongType,
        first.span,
        format!("{what} is of OpenAPI 3.1, the document of 3.0"),
    )
    .label(match rest.len() {
        0 => "it is read all the same".to_owned(),
        1 => "it is read all the same, as is one more".to_owned(),
        more => format!("it is read all the same, as are {more} more"),
    })
    .hint("write `openapi: 3.1.0`; or one type, and `nullable: true` beside it where null is a value")
    .as_warning();
    report.push(found);
}

fn unknown(node: &Node, report: &mut Report) {
    let Some(name) = node.as_str().filter(|name| !TYPES.contains(name)) else {
        return;
    };
    let plain = name.to_lowercase();
    let elsewhere = ELSEWHERE.iter().find(|(other, _)| *other == plain);
    let found = Diagnostic::new(
        Code::UnknownValue,
        node.span,
        format!("`{name}` is no type of JSON Schema"),
    )
    .label("the values stay JSON as they come");
    report.push(
        match elsewhere.map(|(_, here)| *here).or_else(|| nearest(name, TYPES)) {
            Some(here) => found.hint(format!("did you mean `{here}`?")),
            None => found.hint(format!("the types are {}", TYPES.join(", "))),
        },
    );
}
