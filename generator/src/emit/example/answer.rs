use super::short;
use crate::emit::Index;
use crate::ir::{AnswerFormat, Field, Object, Operation, Presence, Type};

/// How deep the objects of an example may be nested.
const DEEPEST: usize = 3;

/// An answer of an operation as an expression; none where it would be too much for an example.
#[must_use]
pub(crate) fn answer(index: &Index<'_>, operation: &Operation) -> Option<String> {
    match (&operation.answer.format, &operation.answer.ty) {
        (AnswerFormat::Json | AnswerFormat::Payload(_), Some(ty)) => value(index, ty, None, DEEPEST),
        _ => None,
    }
}

fn value(index: &Index<'_>, ty: &Type, example: Option<&str>, depth: usize) -> Option<String> {
    let sample: Option<serde_json::Value> = example.and_then(|example| serde_json::from_str(example).ok());
    let text = sample.as_ref().and_then(serde_json::Value::as_str);
    match ty {
        Type::Bool => Some(sample?.as_bool()?.to_string()),
        Type::Integer { bits: 64, signed: true } => Some(sample.map_or(Some(1), |sample| sample.as_i64())?.to_string()),
        Type::String => short(text.unwrap_or("example")),
        Type::Amount { .. } => Some(format!("{}.parse()?", short(text.or(example)?.trim())?)),
        Type::Uuid | Type::Timestamp | Type::CivilDateTime | Type::Date | Type::Time => {
            Some(format!("{}.parse()?", short(text?)?))
        }
        Type::List(_) => Some("vec![]".to_owned()),
        Type::Model(name) if index.is_text(name) => short(text.unwrap_or("example")),
        Type::Model(name) => {
            let arguments = arguments(index, index.object(ty)?, depth.checked_sub(1)?)?;
            Some(format!("models::{name}::new({})", arguments.join(", ")))
        }
        _ => None,
    }
}

/// What `new` takes: the required members, then those that may be null.
fn arguments(index: &Index<'_>, object: &Object, depth: usize) -> Option<Vec<String>> {
    let of = |presence: Presence| {
        object
            .fields
            .iter()
            .filter(move |field: &&Field| field.presence == presence)
    };
    let required = of(Presence::Required).map(|field| value(index, &field.ty, field.example.as_deref(), depth));
    let nullable = of(Presence::Nullable).map(|_| Some("None".to_owned()));
    required.chain(nullable).collect()
}
