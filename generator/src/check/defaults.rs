use super::places::Place;
use super::values::{Given, What};
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::load::{Entry, Node, Value};
use crate::openapi::{Schema, grammar};

/// Words of a schema that a plain value need not be held against.
const PLAIN: [&str; 13] = [
    "type",
    "enum",
    "nullable",
    "default",
    "description",
    "title",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
];

/// The defaults that may not fit their schemas. Nearly all are plain and are seen to fit at once, which spares the validator.
pub(super) fn defaults<'t>(schemas: &[Schema<'t>]) -> Vec<Given<'t>> {
    schemas
        .iter()
        .filter_map(|schema| Some((schema, schema.node.get("default")?)))
        .filter(|(schema, value)| !fits_plainly(**schema, value))
        .map(|(schema, value)| Given::new(What::Default, value, *schema))
        .collect()
}

fn fits_plainly(schema: Schema<'_>, value: &Node) -> bool {
    let types = schema.types();
    let [name] = types.as_slice() else { return false };
    let is_text = *name == "string";
    let is_plain = |entry: &Entry| {
        PLAIN.contains(&&*entry.key) || entry.key.starts_with("x-") || !is_text && &*entry.key == "format"
    };
    let entries = schema.node.as_mapping().into_iter().flat_map(|mapping| mapping.iter());
    if !entries.into_iter().all(is_plain) {
        return false;
    }
    let is_listed = schema.enumeration().is_none_or(|values| {
        values
            .iter()
            .any(|listed| listed.as_str().is_some() && listed.as_str() == value.as_str())
    });
    let is_of_type = match (*name, &value.value) {
        ("string", Value::String(_)) | ("boolean", Value::Bool(_)) | ("number", Value::Number(_)) => true,
        ("integer", Value::Number(text)) => text.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    is_of_type && is_listed
}

/// Whether the default of a server's variable is among its values.
pub(super) fn check_variables(places: &[Place<'_>], report: &mut Report) {
    for place in places.iter().filter(|place| place.is(&grammar::SERVER_VARIABLE)) {
        let (Some(value), Some(values)) = (place.node.get("default"), place.node.get("enum")) else {
            continue;
        };
        let values = values.as_sequence().unwrap_or_default();
        if value.as_scalar_text().is_some()
            && !values
                .iter()
                .any(|listed| listed.as_scalar_text() == value.as_scalar_text())
        {
            report.push(
                Diagnostic::new(
                    Code::DefaultMismatch,
                    value.span,
                    "the default of this variable is none of its values",
                )
                .label("the client's address has it all the same"),
            );
        }
    }
}
