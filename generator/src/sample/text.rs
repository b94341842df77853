use super::pattern;
use crate::load::Node;
use crate::openapi::Schema;

/// What a text is for: what would test its encoding differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It is encoded, so it holds signs that must be.
    Encoded,
    /// It stands where only plain signs can.
    Plain,
}

/// A text of a schema, named after what it stands for, so that swapped values are noticed.
pub(super) fn of(schema: Schema<'_>, name: &str, of_use: Use) -> Result<String, String> {
    let limit = |member: &str| schema.node.get(member).and_then(Node::as_number)?.parse::<usize>().ok();
    let shortest = limit("minLength").unwrap_or(0);
    let longest = limit("maxLength").unwrap_or(usize::MAX);
    if let Some(pattern) = schema.text("pattern") {
        return pattern::text(pattern, shortest).ok_or_else(|| format!("no sample is made for the pattern {pattern}"));
    }
    if let Some(text) = schema.text("format").and_then(format) {
        return Ok(text.to_owned());
    }
    let plain: String = name
        .chars()
        .filter(|character| character.is_ascii_alphanumeric() || "_-".contains(*character))
        .collect();
    let plain = if plain.is_empty() { "text".to_owned() } else { plain };
    let whole = match of_use {
        Use::Encoded => format!("{plain}&/ü%"),
        Use::Plain => plain,
    };
    let mut text: String = whole.chars().take(longest).collect();
    let missing = shortest.saturating_sub(text.chars().count()).min(4096);
    text.extend(std::iter::repeat_n('x', missing));
    Ok(text)
}

/// A value of a format.
pub(super) fn format(format: &str) -> Option<&'static str> {
    Some(match format {
        "date-time" => "2024-02-29T08:30:00Z",
        "date-time-local" => "2024-02-29T08:30:00",
        "date" => "2024-02-29",
        "time" => "08:30:00Z",
        "time-local" => "08:30:00",
        "duration" => "P1DT2H",
        "decimal" => "12.50",
        "uuid" => "3fa85f64-5717-4562-b3fc-2c963f66afa6",
        "email" | "idn-email" => "someone@example.com",
        "uri" | "url" | "iri" | "uri-reference" | "iri-reference" => "https://example.com/a?b=c",
        "uri-template" => "https://example.com/{a}",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" | "ip" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" => "c2FtcGxl",
        "json-pointer" => "/a/b",
        "relative-json-pointer" => "1/a",
        "regex" => "^a$",
        _ => return None,
    })
}
