//! Values that fit their schemas beyond doubt, told without a validator: making one takes longer than all else that is done with a value.

use std::collections::HashMap;

use jsonschema::{ValidationOptions, Validator};
use serde_json::json;

use super::values::{SILENT, is_decimal};
use crate::load::{Mapping, Node, Value};

/// How deep values are followed, references included.
const DEEPEST: usize = 64;

/// Tells values that fit beyond doubt. What it does not know, or what it sees as wrong, is for the validator to judge.
pub(super) struct Plain<'t, 'v> {
    root: &'t Node,
    options: &'v ValidationOptions<'v>,
    /// What judges texts, by format.
    formats: HashMap<&'t str, Option<Validator>>,
}

impl<'t, 'v> Plain<'t, 'v> {
    pub(super) fn new(root: &'t Node, options: &'v ValidationOptions<'v>) -> Self {
        Self {
            root,
            options,
            formats: HashMap::new(),
        }
    }

    pub(super) fn fits(&mut self, value: &Node, schema: &'t Node) -> bool {
        self.fits_within(value, schema, DEEPEST)
    }

    fn fits_within(&mut self, value: &Node, schema: &'t Node, depth: usize) -> bool {
        let (Value::Mapping(members), Some(depth)) = (&schema.value, depth.checked_sub(1)) else {
            return false;
        };
        members.iter().all(|member| match (&*member.key, &member.value.value) {
            ("$ref", Value::String(reference)) => {
                members.len() == 1
                    && reference
                        .strip_prefix('#')
                        .and_then(|pointer| self.root.at(pointer))
                        .is_some_and(|schema| self.fits_within(value, schema, depth))
            }
            ("type", Value::String(name)) => is_of(name, value) || value.is_null() && is_nullable(members),
            ("nullable", Value::Bool(_)) | ("readOnly" | "writeOnly", _) => true,
            ("format", Value::String(format)) => match &value.value {
                Value::String(text) => self.is_in(format, text),
                _ => true,
            },
            ("enum", Value::Sequence(listed)) => match &value.value {
                Value::String(text) => listed
                    .iter()
                    .any(|listed| matches!(&listed.value, Value::String(listed) if listed == text)),
                _ => false,
            },
            ("required", Value::Sequence(names)) => match &value.value {
                Value::Mapping(given) => names
                    .iter()
                    .all(|name| matches!(&name.value, Value::String(name) if given.get(name).is_some())),
                _ => true,
            },
            ("properties", Value::Mapping(properties)) => match &value.value {
                Value::Mapping(given) => given.iter().all(|given| {
                    let property = properties.get(&given.key);
                    property.is_none_or(|schema| self.fits_within(&given.value, schema, depth))
                }),
                _ => true,
            },
            ("items", Value::Mapping(_)) => match &value.value {
                Value::Sequence(items) => items.iter().all(|item| self.fits_within(item, &member.value, depth)),
                _ => true,
            },
            ("allOf", Value::Sequence(schemas)) => schemas.iter().all(|schema| self.fits_within(value, schema, depth)),
            ("anyOf", Value::Sequence(schemas)) => schemas.iter().any(|schema| self.fits_within(value, schema, depth)),
            ("additionalProperties", Value::Bool(true)) => true,
            (key, _) => SILENT.contains(&key) || key.starts_with("x-"),
        })
    }

    /// Whether a text is of a format, as the validator sees it.
    fn is_in(&mut self, format: &'t str, text: &str) -> bool {
        let options = self.options;
        let validator = self.formats.entry(format).or_insert_with(|| {
            let schema = json!({ "type": "string", "format": format });
            options.build(&schema).ok()
        });
        validator
            .as_ref()
            .is_some_and(|validator| validator.is_valid(&text.into()))
    }
}

fn is_nullable(schema: &Mapping) -> bool {
    matches!(
        schema.get("nullable").map(|value| &value.value),
        Some(Value::Bool(true))
    )
}

fn is_of(name: &str, value: &Node) -> bool {
    match (name, &value.value) {
        ("string", Value::String(_))
        | ("boolean", Value::Bool(_))
        | ("object", Value::Mapping(_))
        | ("array", Value::Sequence(_)) => true,
        ("integer", Value::Number(number)) => is_decimal(number) && number.bytes().all(|digit| digit.is_ascii_digit()),
        ("number", Value::Number(number)) => is_decimal(number),
        _ => false,
    }
}
