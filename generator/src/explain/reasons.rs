use super::items::Item;
use super::place;
use crate::ir::code;
use crate::load::{Node, Value};
use crate::openapi::Document;
use crate::pipeline::Lowered;
use crate::source::{Sources, Span};

/// What a schema says that decides on a type.
const TELLING: [&str; 5] = ["x-rust-type", "$ref", "type", "format", "x-newtype"];
/// The words of a schema that decide on a type by being there.
const PRESENT: [&str; 8] = [
    "enum",
    "const",
    "items",
    "properties",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
];
/// As many users as these are listed.
const MOST_USERS: usize = 10;

/// All that is known of an item, a line for each question.
pub(super) fn of(item: &Item<'_>, all: &[Item<'_>], lowered: &Lowered, sources: &Sources) -> String {
    let mut lines = vec![format!("{}: {}", item.path, item.kind)];
    let mut say = |about: &str, text: String| lines.push(format!("  {about:<9}{text}"));
    let at = |span: Option<Span>| span.map_or_else(String::new, |span| format!(" at {}", place(sources, span)));
    if let Some(span) = item.origin.place {
        say("from", place(sources, span));
    }
    say("name", name(item, sources));
    // What is made of an operation has no schema, though the operation may.
    let schema = item
        .origin
        .schema
        .filter(|_| item.said.is_none())
        .and_then(|span| find(&lowered.root, span));
    match (&item.written, schema) {
        (Some(written), Some(schema)) => say("type", format!("`{written}`, {}", telling(schema, lowered, sources))),
        (None, Some(schema)) => say("type", telling(schema, lowered, sources)),
        (Some(written), None) => say("type", format!("`{written}`")),
        (None, None) => {}
    }
    for (other, span) in item.origin.others.iter().filter(|_| item.said.is_none()) {
        say(
            "also",
            format!(
                "`{other}`{}, which is equal and has no name in the description",
                at(*span)
            ),
        );
    }
    if let Some(model) = item.path.strip_prefix("models::").filter(|model| !model.contains("::")) {
        let users = all
            .iter()
            .filter(|user| user.types.iter().any(|ty| ty.model() == Some(model)));
        let users: Vec<&Item<'_>> = users.collect();
        for user in users.iter().take(MOST_USERS) {
            say("used by", format!("{}{}", user.path, at(user.origin.place)));
        }
        if users.len() > MOST_USERS {
            say("used by", format!("{} more", users.len() - MOST_USERS));
        }
    }
    lines.join("\n") + "\n"
}

/// Which rule gave it its name, and which choice.
fn name(item: &Item<'_>, sources: &Sources) -> String {
    let name = item.name();
    if let Some(said) = &item.said {
        return said.clone();
    }
    if let Some(span) = item.given {
        let chosen = sources.slice(span).trim_matches(['"', '\'']);
        let instead = format!("in place of {}", code(&item.origin.named_after));
        return format!("{} was chosen at {}, {instead}", code(chosen), place(sources, span));
    }
    let after = if item.origin.has_name {
        format!("after {}, {}", code(&item.origin.named_after), item.case)
    } else {
        format!("after where it stands, {}: it has none in the description", item.case)
    };
    match name.strip_prefix(item.plain.as_str()) {
        Some("") => after,
        Some(number) if number.chars().all(|digit| digit.is_ascii_digit()) => {
            format!("{after}; `{}` was taken, so it has a number", item.plain)
        }
        _ => format!(
            "{after}; `{}` has a meaning in Rust or in the client itself",
            item.plain
        ),
    }
}

/// What of a schema decides on its type.
fn telling(schema: &Node, lowered: &Lowered, sources: &Sources) -> String {
    let mut said: Vec<String> = Vec::new();
    for word in TELLING {
        let Some(value) = schema.get(word) else { continue };
        let text = match &value.value {
            Value::Sequence(items) => {
                let items: Vec<&str> = items.iter().filter_map(Node::as_scalar_text).collect();
                format!("[{}]", items.join(", "))
            }
            _ => value.as_scalar_text().unwrap_or("…").to_owned(),
        };
        if word == "x-rust-type" {
            return format!("chosen at {}", place(sources, value.span));
        }
        said.push(code(&format!("{word}: {text}")));
    }
    let present = PRESENT.iter().filter(|word| schema.get(word).is_some());
    said.extend(present.map(|word| format!("`{word}`")));
    let at = place(sources, schema.span);
    if said.is_empty() {
        return format!("since nothing is said of it at {at}");
    }
    let target = Document::new(&lowered.root).follow(schema);
    let chosen = target.get("x-rust-type");
    let chosen = chosen.map_or_else(String::new, |chosen| {
        format!(", chosen at {}", place(sources, chosen.span))
    });
    format!("from {} at {at}{chosen}", said.join(", "))
}

/// The mapping at a place.
fn find(node: &Node, span: Span) -> Option<&Node> {
    match &node.value {
        Value::Mapping(_) if node.span == span => Some(node),
        Value::Sequence(items) => items.iter().find_map(|item| find(item, span)),
        Value::Mapping(members) => members.iter().find_map(|member| find(&member.value, span)),
        _ => None,
    }
}
