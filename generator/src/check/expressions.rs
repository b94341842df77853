use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::load::Node;
use crate::openapi::{Document, MediaType, Operation, ParameterPlace, PathItem, Schema};
use crate::source::Span;

/// How runtime expressions begin, by the specification.
const BEGINNINGS: [&str; 5] = ["$url", "$method", "$statusCode", "$request", "$response"];
/// Where in a request or an answer the value is.
const SOURCES: [&str; 4] = ["header", "query", "path", "body"];
/// So many names are listed where none is near.
const MOST_NAMES: usize = 8;
/// A pointer is followed so deep.
const DEEPEST: usize = 64;
/// A value is looked for in so many schemas at most.
const MOST_SCHEMAS: usize = 1024;

/// Whether the addresses of callbacks name what the request or its answer has: with a slip the callback never comes.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    for operation in document.paths().flat_map(PathItem::operations) {
        for (_, item) in operation.callbacks(document) {
            for expression in expressions(item.path) {
                if let Err(slip) = follow(document, operation, expression) {
                    report.push(slip.diagnostic(expression, item.key_span, operation));
                }
            }
        }
    }
}

/// The expressions in the key of a callback: those between braces, or the key itself.
fn expressions(key: &str) -> Vec<&str> {
    if key.starts_with('$') {
        return vec![key];
    }
    crate::openapi::template_names(key)
        .into_iter()
        .filter(|inside| inside.starts_with('$'))
        .collect()
}

/// What is wrong with an expression: the word that is not known, and what was meant.
struct Slip {
    message: String,
    hint: Option<String>,
}

impl Slip {
    fn new(word: &str, known: &[&str], message: impl Into<String>) -> Self {
        let near = nearest(word, known.iter().copied());
        let hint = near.map(|near| format!("did you mean `{near}`?")).or_else(|| {
            (1..=MOST_NAMES)
                .contains(&known.len())
                .then(|| format!("there are: {}", known.join(", ")))
        });
        Self {
            message: message.into(),
            hint,
        }
    }

    fn diagnostic(self, expression: &str, span: Span, operation: Operation<'_>) -> Diagnostic {
        let found = Diagnostic::new(
            Code::DanglingExpression,
            span,
            format!("`{expression}` leads to nothing: {}", self.message),
        )
        .label("nobody can tell where this callback goes")
        .also(operation.key_span, "of this operation");
        match self.hint {
            Some(hint) => found.hint(hint),
            None => found,
        }
    }
}

fn follow(document: Document<'_>, operation: Operation<'_>, expression: &str) -> Result<(), Slip> {
    let (beginning, rest) = expression.split_once('.').unwrap_or((expression, ""));
    if !BEGINNINGS.contains(&beginning) {
        return Err(Slip::new(
            beginning,
            &BEGINNINGS,
            format!("no expression begins with `{beginning}`"),
        ));
    }
    let in_request = beginning == "$request";
    if !in_request && beginning != "$response" {
        return Ok(());
    }
    let end = rest.find(['.', '#']).unwrap_or(rest.len());
    let (source, rest) = rest.split_at(end);
    match source {
        "body" => {
            let Some(pointer) = rest.strip_prefix('#') else {
                return Ok(());
            };
            let (media, what) = if in_request {
                let body = operation.body(document);
                (
                    body.map(crate::openapi::Body::content).unwrap_or_default(),
                    "the request",
                )
            } else {
                let answers = operation.responses(document).into_iter();
                (
                    answers.flat_map(crate::openapi::Response::content).collect(),
                    "the answer",
                )
            };
            member(document, &media, pointer, what)
        }
        "query" | "path" | "header" if in_request => {
            let name = rest.strip_prefix('.').unwrap_or(rest);
            parameter(document, operation, source, name)
        }
        // Headers of answers need not be described.
        "query" | "path" | "header" => Ok(()),
        _ => Err(Slip::new(source, &SOURCES, format!("`{beginning}` has no `{source}`"))),
    }
}

fn parameter(document: Document<'_>, operation: Operation<'_>, source: &str, name: &str) -> Result<(), Slip> {
    let parameters = operation.parameters(document);
    let place = match source {
        "query" => ParameterPlace::Query,
        "path" => ParameterPlace::Path,
        // A client may send headers that are not described, so only a name near to a described one is a slip.
        _ => ParameterPlace::Header,
    };
    let is_header = place == ParameterPlace::Header;
    let names: Vec<&str> = parameters
        .iter()
        .filter(|parameter| parameter.place() == Some(place))
        .filter_map(|parameter| parameter.name())
        .collect();
    if names
        .iter()
        .any(|known| *known == name || is_header && known.eq_ignore_ascii_case(name))
    {
        return Ok(());
    }
    if is_header && nearest(name, names.iter().copied()).is_none() {
        return Ok(());
    }
    let message = format!("the operation has no {source} parameter `{name}`");
    Err(Slip::new(name, &names, message))
}

/// Follows a JSON pointer through the schemas of a body. What a schema leaves open may be there.
fn member(document: Document<'_>, media: &[MediaType<'_>], pointer: &str, what: &str) -> Result<(), Slip> {
    let mut at: Vec<Schema<'_>> = media.iter().filter_map(|media| media.schema()).collect();
    if at.is_empty() {
        let lacking = format!("{what} has no body");
        return if media.is_empty() {
            Err(Slip::new("", &[], lacking))
        } else {
            Ok(())
        };
    }
    for step in pointer.split('/').skip(1).take(DEEPEST) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let Some(parts) = alternatives(document, at) else {
            return Ok(());
        };
        let mut inner = Vec::new();
        let mut names = Vec::new();
        for part in &parts {
            names.extend(part.properties().map(|entry| &*entry.key));
            inner.extend(
                part.properties()
                    .filter(|entry| *entry.key == step)
                    .map(|entry| Schema::new(&entry.value)),
            );
            if step.bytes().all(|byte| byte.is_ascii_digit()) {
                inner.extend(part.schema("items"));
            }
        }
        if inner.is_empty() {
            // A map, or what is not described any further, can have every member.
            let open = |part: &Schema<'_>| {
                part.node
                    .get("additionalProperties")
                    .is_some_and(|more| more.as_bool() != Some(false))
                    || part.node.get("patternProperties").is_some()
            };
            if names.is_empty() && parts.iter().all(|part| part.schema("items").is_none()) || parts.iter().any(open) {
                return Ok(());
            }
            let message = format!("the body of {what} has no member `{step}`");
            return Err(Slip::new(&step, &names, message));
        }
        at = inner;
    }
    Ok(())
}

/// The schemas that a value may be of, with their parts; nothing where there are too many.
fn alternatives<'t>(document: Document<'t>, schemas: Vec<Schema<'t>>) -> Option<Vec<Schema<'t>>> {
    let mut seen: HashSet<*const Node> = HashSet::new();
    let mut found = Vec::new();
    let mut waiting = schemas;
    while let Some(schema) = waiting.pop() {
        if !seen.insert(schema.node) {
            continue;
        }
        waiting.push(Schema::new(document.follow(schema.node)));
        if seen.len() > MOST_SCHEMAS {
            return None;
        }
        for word in ["allOf", "anyOf", "oneOf"] {
            waiting.extend(schema.schemas(word));
        }
        found.push(schema);
    }
    Some(found)
}
