use std::collections::HashSet;

use super::names::{self, Taken};
use super::{Lowering, markdown};
use crate::ir::{Docs, StringEnum, ValueGroup, Variant};
use crate::load::{Node, Value};
use crate::openapi::Schema;

/// The variant that takes every other value. Few APIs have a value of this name; one that has gets a number behind its own.
const FALLBACK: &str = "Unrecognized";

/// Whether a schema is a set of text values.
#[must_use]
pub(crate) fn is_text(schema: Schema<'_>) -> bool {
    let types = schema.types();
    let values = schema.enumeration().unwrap_or_default();
    let text = values
        .iter()
        .all(|value| matches!(value.value, Value::String(_) | Value::Null));
    (types.is_empty() || types.as_slice() == ["string"]) && text && values.iter().any(|value| value.as_str().is_some())
}

impl<'t> Lowering<'t, '_> {
    /// A set of text values: all those of these schemas.
    pub(crate) fn string_enum(&mut self, schemas: &[Schema<'t>]) -> StringEnum {
        let mut taken = Taken::with(&[FALLBACK]);
        let mut variants: Vec<Variant> = Vec::new();
        let mut known: HashSet<&str> = HashSet::new();
        let values = schemas.iter().flat_map(|schema| {
            let descriptions = schema.node.get("x-enum-descriptions");
            let values = schema.enumeration().unwrap_or_default().iter();
            values.map(move |node| (node, descriptions))
        });
        for (node, descriptions) in values {
            let Some(value) = node.as_str() else { continue };
            if !known.insert(value) {
                continue;
            }
            let described = descriptions
                .and_then(|texts| texts.get(value))
                .and_then(Node::as_str)
                .map(markdown::clean)
                .unwrap_or_default();
            variants.push(Variant {
                name: self.take_name(&mut taken, names::type_name(value), node.span, "value"),
                value: value.to_owned(),
                docs: described,
            });
        }
        StringEnum {
            groups: schemas
                .first()
                .map(|schema| groups(*schema, &variants))
                .unwrap_or_default(),
            variants,
        }
    }
}

fn groups(schema: Schema<'_>, variants: &[Variant]) -> Vec<ValueGroup> {
    let groups = schema.node.get("x-value-groups").and_then(Node::as_mapping);
    let entries = groups.into_iter().flat_map(|mapping| mapping.iter());
    entries
        .map(|entry| {
            let values: Vec<&str> = entry
                .value
                .as_sequence()
                .unwrap_or_default()
                .iter()
                .filter_map(Node::as_str)
                .collect();
            let members = variants
                .iter()
                .filter(|variant| values.contains(&variant.value.as_str()));
            ValueGroup {
                method: format!("is_{}", names::value_name(&entry.key)),
                variants: members.map(|variant| variant.name.clone()).collect(),
            }
        })
        .collect()
}

/// The docs of a set of values whose type stays a plain one, such as numbers.
#[must_use]
pub(crate) fn listed(schema: Schema<'_>) -> Option<String> {
    let values: Vec<&str> = schema.enumeration()?.iter().filter_map(Node::as_scalar_text).collect();
    (!is_text(schema) && !values.is_empty()).then(|| format!("Known values: `{}`.", values.join("`, `")))
}

/// Adds the known values to docs, where the type does not show them.
pub(crate) fn note_values(schema: Schema<'_>, docs: &mut Docs) {
    if let Some(text) = listed(schema) {
        docs.paragraph(text);
    }
}
