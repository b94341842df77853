use jsonschema::{Draft, Registry, ValidationOptions};
use serde_json::{Map, Value as Json};

use crate::diagnostics::{Code, Diagnostic, Report};
use crate::load::{Mapping, Node, Value};
use crate::openapi::{Document, MediaType, Operation, Parameter, PathItem, Schema};
use crate::source::Span;

/// What the document is called among the validator's resources.
const ADDRESS: &str = "urn:description";
/// The longest message of the validator that is shown: it quotes the value.
const LONGEST_MESSAGE: usize = 200;
/// Members of a schema that say nothing about whether a value fits.
const SILENT: [&str; 9] = [
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

/// Whether the examples fit their schemas: those of bodies, answers, parameters, and of the named schemas and their members.
pub fn check(document: Document<'_>, report: &mut Report) {
    let mut examples = Vec::new();
    for operation in document.paths().flat_map(PathItem::operations) {
        of_operation(document, operation, &mut examples);
        for (_, item) in operation.callbacks(document) {
            item.operations()
                .for_each(|callback| of_operation(document, callback, &mut examples));
        }
    }
    for (_, node) in document.components("schemas") {
        of_schema(Schema::new(node), &mut examples);
    }
    if examples.is_empty() {
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
    for example in examples {
        validate(&options, &example, report);
    }
}

/// An example and the schema that it is for.
struct Example<'t> {
    value: &'t Node,
    schema: Schema<'t>,
}

fn of_operation<'t>(document: Document<'t>, operation: Operation<'t>, examples: &mut Vec<Example<'t>>) {
    for parameter in operation.parameters(document) {
        of_parameter(parameter, examples);
    }
    let bodies = operation
        .body(document)
        .into_iter()
        .flat_map(crate::openapi::Body::content);
    let answers = operation
        .responses(document)
        .into_iter()
        .flat_map(crate::openapi::Response::content);
    for media in bodies.chain(answers).filter(|media| media.is_json()) {
        of_media(document, media, examples);
    }
}

fn of_parameter<'t>(parameter: Parameter<'t>, examples: &mut Vec<Example<'t>>) {
    if let (Some(value), Some(schema)) = (parameter.example(), parameter.schema()) {
        examples.push(Example { value, schema });
    }
}

fn of_media<'t>(document: Document<'t>, media: MediaType<'t>, examples: &mut Vec<Example<'t>>) {
    if let Some(schema) = media.schema() {
        examples.extend(
            media
                .examples(document)
                .into_iter()
                .map(|value| Example { value, schema }),
        );
    }
}

fn of_schema<'t>(schema: Schema<'t>, examples: &mut Vec<Example<'t>>) {
    if let Some(value) = schema.node.get("example") {
        examples.push(Example { value, schema });
    }
    for entry in schema.properties() {
        of_schema(Schema::new(&entry.value), examples);
    }
    if let Some(items) = schema.schema("items") {
        of_schema(items, examples);
    }
}

fn validate(options: &ValidationOptions<'_>, example: &Example<'_>, report: &mut Report) {
    // A schema that the validator refuses, for example for its pattern, says nothing about the example.
    let Ok(validator) = options.build(&validatable(example.schema.node, ADDRESS)) else {
        return;
    };
    let value = example.value.to_json();
    for error in validator.iter_errors(&value) {
        let place: Span = example
            .value
            .at(error.instance_path().as_str())
            .unwrap_or(example.value)
            .span;
        let mut message = error.masked_with("it").to_string();
        if let Some((end, _)) = message.char_indices().nth(LONGEST_MESSAGE) {
            message.truncate(end);
            message.push('…');
        }
        report.push(
            Diagnostic::new(
                Code::ExampleMismatch,
                place,
                format!("the example does not fit its schema: {message}"),
            )
            .also(example.schema.span(), "the schema is this"),
        );
    }
}

/// Exact money is spelled as JSON spells numbers.
fn is_decimal(text: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(text).is_ok()
}

/// Draft 4 does not know this format.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12]
        && text
            .chars()
            .all(|character| character == '-' || character.is_ascii_hexdigit())
}

/// A date and a time of day: what an instant is without its offset.
fn is_date_time_local(text: &str) -> bool {
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
