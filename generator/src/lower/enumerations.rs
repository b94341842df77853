use std::collections::HashSet;

use super::names::{self, Taken};
use super::{Lowering, markdown};
use crate::ir::{Docs, MixedVariant, ModelKind, NumberVariant, Origin, Scalar, StringEnum, ValueGroup, Variant};
use crate::load::{Node, Value};
use crate::openapi::Schema;

/// The variant that takes every other value. Few APIs have a value of this name; one that has gets a number behind its own.
const FALLBACK: &str = "Unrecognized";

/// Whether a schema is a set of text values.
#[must_use]
pub(crate) fn is_text(schema: Schema<'_>) -> bool {
    let types = schema.types();
    (types.is_empty() || types.contains(&"string")) && kinds(schema) == [Kind::Text]
}

/// Whether a schema is a set of whole numbers.
#[must_use]
pub(crate) fn is_number(schema: Schema<'_>) -> bool {
    let types = schema.types();
    (types.is_empty() || types.contains(&"integer")) && kinds(schema) == [Kind::Number]
}

/// Whether a schema is a set of values of several kinds: texts, whole numbers and flags.
#[must_use]
pub(crate) fn is_mixed(schema: Schema<'_>) -> bool {
    let values = schema.enumeration().unwrap_or_default();
    schema.types().len() != 1 && values.len() <= MOST_VARIANTS && kinds(schema).len() > 1
}

/// What a listed value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Flag,
}

/// The kinds of the listed values, each once, null aside; none where one is nothing of this.
fn kinds(schema: Schema<'_>) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for value in schema.enumeration().unwrap_or_default() {
        let kind = match &value.value {
            Value::Null => continue,
            Value::String(_) => Kind::Text,
            Value::Bool(_) => Kind::Flag,
            Value::Number(_) if number(value).is_some() => Kind::Number,
            Value::Number(_) | Value::Sequence(_) | Value::Mapping(_) => return Vec::new(),
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// A listed value, where it is a text, a whole number or a flag.
#[must_use]
pub(crate) fn scalar(value: &Node) -> Option<Scalar> {
    match &value.value {
        Value::String(text) => Some(Scalar::Text(text.to_string())),
        Value::Bool(flag) => Some(Scalar::Flag(*flag)),
        Value::Number(_) => number(value).map(Scalar::Number),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

fn number(value: &Node) -> Option<i64> {
    value.as_scalar_text()?.parse().ok()
}

/// More values than these are constants of an open type: nobody writes a `match` over them.
const MOST_VARIANTS: usize = 200;

impl<'t> Lowering<'t, '_> {
    /// A set of text values: an enum, or an open type with constants where there are a great many.
    pub(crate) fn text_values(&mut self, schemas: &[Schema<'t>]) -> ModelKind {
        let counts = schemas
            .iter()
            .map(|schema| schema.enumeration().unwrap_or_default().len());
        let has_groups = schemas.iter().any(|schema| schema.node.get("x-value-groups").is_some());
        if counts.sum::<usize>() <= MOST_VARIANTS || has_groups {
            return ModelKind::StringEnum(self.string_enum(schemas));
        }
        let mut taken = Taken::default();
        let mut constants = self.string_enum(schemas).variants;
        for constant in &mut constants {
            constant.name = taken.take(names::constant_name(&constant.value));
        }
        ModelKind::Newtype(constants)
    }

    /// A set of whole numbers; `x-enum-varnames`, where there is one for each, names them.
    pub(crate) fn number_enum(&mut self, schema: Schema<'t>) -> Vec<NumberVariant> {
        let values = self.mixed_enum(schema).into_iter();
        let numbers = values.filter_map(|variant| match variant.value {
            Scalar::Number(number) => Some(NumberVariant {
                name: variant.name,
                number,
                docs: variant.docs,
            }),
            Scalar::Text(_) | Scalar::Flag(_) => None,
        });
        numbers.collect()
    }

    /// A set of values of any kind, named by themselves, or by `x-enum-varnames`.
    pub(crate) fn mixed_enum(&mut self, schema: Schema<'t>) -> Vec<MixedVariant> {
        let mut taken = Taken::with(&[FALLBACK]);
        let values = schema.enumeration().unwrap_or_default();
        let named = |word: &str| {
            schema
                .node
                .get(word)
                .and_then(Node::as_sequence)
                .filter(|all| all.len() == values.len())
        };
        let given = named("x-enum-varnames")
            .or_else(|| named("x-enumNames"))
            .unwrap_or_default();
        let descriptions = schema.node.get("x-enum-descriptions");
        let mut known: HashSet<Scalar> = HashSet::new();
        let mut variants = Vec::new();
        for (at, node) in values.iter().enumerate() {
            let Some(value) = scalar(node) else { continue };
            if known.insert(value.clone()) {
                let own = node.as_scalar_text().unwrap_or_default();
                let name = given.get(at).and_then(Node::as_str).unwrap_or(own);
                variants.push(MixedVariant {
                    name: taken.take(names::type_name(name)),
                    value,
                    docs: descriptions
                        .and_then(|texts| described(texts, at, node))
                        .map(markdown::clean)
                        .unwrap_or_default(),
                });
            }
        }
        variants
    }

    /// A set of text values: all those of these schemas.
    pub(crate) fn string_enum(&mut self, schemas: &[Schema<'t>]) -> StringEnum {
        let mut taken = Taken::with(&[FALLBACK]);
        let mut variants: Vec<Variant> = Vec::new();
        let mut known: HashSet<&str> = HashSet::new();
        let values = schemas.iter().flat_map(|schema| {
            let descriptions = schema.node.get("x-enum-descriptions");
            let values = schema.enumeration().unwrap_or_default().iter().enumerate();
            values.map(move |(at, node)| (node, descriptions.and_then(|texts| described(texts, at, node))))
        });
        for (node, description) in values {
            let Some(value) = node.as_str() else { continue };
            if !known.insert(value) {
                continue;
            }
            variants.push(Variant {
                origin: Origin {
                    place: Some(node.span),
                    named_after: value.to_owned(),
                    has_name: true,
                    ..Origin::default()
                },
                name: self.take_name(&mut taken, names::type_name(value), node.span, "value"),
                value: value.to_owned(),
                docs: description.map(markdown::clean).unwrap_or_default(),
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

/// What `x-enum-descriptions` says of a value: under its name, or in a list at its place.
fn described<'t>(texts: &'t Node, at: usize, value: &Node) -> Option<&'t str> {
    match texts.as_sequence() {
        Some(texts) => texts.get(at)?.as_str(),
        None => texts.get(value.as_scalar_text()?)?.as_str(),
    }
}

fn groups(schema: Schema<'_>, variants: &[Variant]) -> Vec<ValueGroup> {
    let groups = schema.node.get("x-value-groups").and_then(Node::as_mapping);
    let entries = groups.into_iter().flat_map(|mapping| mapping.iter());
    let mut taken = Taken::default();
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
                method: taken.take(names::value_name(&format!("is {}", entry.key))),
                variants: members.map(|variant| variant.name.clone()).collect(),
            }
        })
        .collect()
}

/// The docs of a set of values whose type stays a plain one, such as numbers.
#[must_use]
pub(crate) fn listed(schema: Schema<'_>) -> Option<String> {
    let values: Vec<&str> = schema.enumeration()?.iter().filter_map(Node::as_scalar_text).collect();
    (!is_text(schema) && !is_number(schema) && !is_mixed(schema) && !values.is_empty())
        .then(|| format!("Known values: `{}`.", values.join("`, `")))
}

/// Adds the known values to docs, where the type does not show them.
pub(crate) fn note_values(schema: Schema<'_>, docs: &mut Docs) {
    if let Some(text) = listed(schema) {
        docs.paragraph(text);
    }
}
