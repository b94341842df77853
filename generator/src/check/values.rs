use jsonschema::{Draft, Registry, ValidationOptions};
use serde_json::{Map, Value as Json};

use super::plain::Plain;
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::load::{Mapping, Node, Value};
use crate::openapi::{Document, Schema};
use crate::source::Span;

/// What the document is called among the validator's resources.
const ADDRESS: &str = "urn:description";
/// The longest message of the validator that is shown: it quotes the value.
const LONGEST_MESSAGE: usize = 200;
/// Members of a schema that say nothing about whether a value fits.
pub(super) const SILENT: [&str; 9] = [
    "example",
    "examples",
    "default",
    "discriminator",
    "xml",
    "externalDocs",
    "description",
    "title",
    "deprecated",
];

/// What a value is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// To show what values look like.
    Example,
    /// To stand for one that is not sent.
    Default,
}

/// A value of the document and the schema that it is for.
pub(super) struct Given<'t> {
    what: What,
    value: &'t Node,
    schema: Schema<'t>,
}

impl<'t> Given<'t> {
    pub(super) fn new(what: What, value: &'t Node, schema: Schema<'t>) -> Self {
        Self { what, value, schema }
    }
}

/// Whether values fit their schemas.
pub(super) fn check(document: Document<'_>, given: &[Given<'_>], report: &mut Report) {
    if given.is_empty() {
        return;
    }
    let draft = if document.is_3_1() {
        Draft::Draft202012
    } else {
        Draft::Draft4
    };
    let Ok(registry) = Registry::new()
        .draft(draft)
        .add(ADDRESS, validatable(document.root, ""))
        .and_then(jsonschema::RegistryBuilder::prepare)
    else {
        return;
    };
    let options = jsonschema::options()
        .with_draft(draft)
        .should_validate_formats(true)
        .with_format("decimal", is_decimal)
        .with_format("uuid", is_uuid)
        .with_format("date-time-local", is_date_time_local)
        .with_registry(&registry);
    let mut plain = Plain::new(document.root, &options);
    for value in given {
        if !plain.fits(value.value, value.schema.node) {
            validate(&options, value, report);
        }
    }
}

fn validate(options: &ValidationOptions<'_>, given: &Given<'_>, report: &mut Report) {
    // A schema that the validator refuses, for example for its pattern, says nothing about the value.
    let Ok(validator) = options.build(&validatable(given.schema.node, ADDRESS)) else {
        return;
    };
    let value = given.value.to_json();
    for error in validator.iter_errors(&value) {
        let place: Span = given
            .value
            .at(error.instance_path().as_str())
            .unwrap_or(given.value)
            .span;
        let mut message = error.masked_with("it").to_string();
        if let Some((end, _)) = message.char_indices().nth(LONGEST_MESSAGE) {
            message.truncate(end);
            message.push('…');
        }
        let found =
            |code, what: &str| Diagnostic::new(code, place, format!("the {what} does not fit its schema: {message}"));
        report.push(match given.what {
            What::Example => found(Code::ExampleMismatch, "example").also(given.schema.span(), "the schema is this"),
            What::Default => {
                let found = found(Code::DefaultMismatch, "default").label("either this is wrong or the schema");
                if given.value.is_null() {
                    found.hint("leave it out, or let the schema have null as a value")
                } else {
                    found
                }
            }
        });
    }
}

/// Exact money is spelled as JSON spells numbers.
pub(crate) fn is_decimal(text: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(text).is_ok()
}

/// Draft 4 does not know this format.
pub(crate) fn is_uuid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12]
        && text
            .chars()
            .all(|character| character == '-' || character.is_ascii_hexdigit())
}

/// A date and a time of day: what an instant is without its offset.
pub(crate) fn is_date_time_local(text: &str) -> bool {
    let shape: String = text
        .chars()
        .map(|character| if character.is_ascii_digit() { '0' } else { character })
        .collect();
    let (whole, fraction) = shape.split_once('.').unwrap_or((&shape, "0"));
    whole == "0000-00-00T00:00:00" && !fraction.is_empty() && fraction.chars().all(|character| character == '0')
}

/// The document as JSON Schema knows it: `nullable` becomes a type, and references lead to the registered document.
fn validatable(node: &Node, address: &str) -> Json {
    match &node.value {
        Value::Mapping(mapping) => Json::Object(schema(mapping, address)),
        Value::Sequence(items) => items.iter().map(|item| validatable(item, address)).collect(),
        _ => node.to_json(),
    }
}

fn schema(mapping: &Mapping, address: &str) -> Map<String, Json> {
    let mut members = Map::new();
    for entry in mapping
        .iter()
        .filter(|entry| !SILENT.contains(&&*entry.key) && !entry.key.starts_with("x-"))
    {
        let value = match (&*entry.key, &entry.value.value) {
            ("$ref", Value::String(text)) if text.starts_with('#') => Json::String(format!("{address}{text}")),
            // The names of members are no words of JSON Schema.
            ("properties" | "schemas", Value::Mapping(properties)) => properties
                .iter()
                .map(|property| (property.key.to_string(), validatable(&property.value, address)))
                .collect(),
            ("enum" | "const", _) => entry.value.to_json(),
            _ => validatable(&entry.value, address),
        };
        members.insert(entry.key.to_string(), value);
    }
    if members.remove("nullable") == Some(Json::Bool(true)) {
        if let Some(Json::String(name)) = members.get("type").cloned() {
            members.insert("type".to_owned(), Json::from(vec![name, "null".to_owned()]));
        }
        if let Some(Json::Array(values)) = members.get_mut("enum")
            && !values.contains(&Json::Null)
        {
            values.push(Json::Null);
        }
    }
    members
}
