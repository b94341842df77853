mod answer;

pub(crate) use answer::answer;

use super::types::{self, Scope};
use super::{Index, literal};
use crate::ir::{AnswerFormat, Argument, Arguments, Group, Operation, Type};

/// A call as a user writes it.
pub(crate) struct Example {
    /// The statement.
    pub call: String,
    /// What it needs and the description has no sample for, as parameters of a function.
    pub outside: Option<String>,
}

/// An example of a call. It compiles.
#[must_use]
pub(crate) fn of(index: &Index<'_>, group: &Group, operation: &Operation) -> Example {
    let mut outside = Vec::new();
    let mut values = Vec::new();
    for argument in operation.arguments.list() {
        let separate = matches!(operation.arguments, Arguments::Separate(_));
        match value(argument, index, separate) {
            Some(sample) => values.push((argument.name.clone(), sample)),
            None => {
                outside.push(format!("{}: {}", literal::ident(&argument.name), qualified(argument)));
                values.push((argument.name.clone(), literal::ident(&argument.name)));
            }
        }
    }
    let bound = if matches!(
        operation.answer.format,
        AnswerFormat::Empty | AnswerFormat::Acknowledged(_)
    ) {
        ""
    } else {
        "let answer = "
    };
    let call = format!(
        "{bound}client.{}().{}",
        literal::ident(&group.module),
        literal::ident(&operation.method_name)
    );
    let call = match &operation.arguments {
        Arguments::Separate(_) => {
            let list: Vec<&str> = values.iter().map(|(_, value)| value.as_str()).collect();
            format!("{call}({}).send().await?;", list.join(", "))
        }
        Arguments::Struct(name, _) => {
            let mut text = format!("{call}({}::{name} {{\n", literal::ident(&group.module));
            for (name, value) in &values {
                let name = literal::ident(name);
                text.push_str(&if name == *value {
                    format!("    {name},\n")
                } else {
                    format!("    {name}: {value},\n")
                });
            }
            text + "}).send().await?;"
        }
    };
    Example {
        call,
        outside: (!outside.is_empty()).then(|| outside.join(", ")),
    }
}

/// The sample as an expression; none where the type has no literal, or the sample does not fit it.
fn value(argument: &Argument, index: &Index<'_>, separate: bool) -> Option<String> {
    let sample: serde_json::Value = serde_json::from_str(argument.example.as_deref()?).ok()?;
    let into = if separate { "" } else { ".into()" };
    let text = sample.as_str();
    if argument.nullable {
        return None;
    }
    match &argument.ty {
        Type::String | Type::Secret => Some(format!("{}{into}", short(text?)?)),
        Type::Model(name) if index.is_text(name) => Some(format!("{}{into}", short(text?)?)),
        Type::Bool => sample.as_bool().map(|flag| flag.to_string()),
        Type::Integer { bits: 32, signed: true } => sample
            .as_i64()
            .and_then(|number| i32::try_from(number).ok())
            .map(|number| number.to_string()),
        Type::Integer { bits: 64, signed: true } => sample.as_i64().map(|number| number.to_string()),
        Type::Amount { .. } => {
            // A number's own text: a value of the JSON library would have made it binary.
            let digits = text.unwrap_or(argument.example.as_deref()?.trim());
            Some(format!("{}.parse()?", short(digits)?))
        }
        Type::Uuid | Type::Timestamp | Type::CivilDateTime | Type::Date | Type::Time => {
            Some(format!("{}.parse()?", short(text?)?))
        }
        _ => None,
    }
}

fn short(text: &str) -> Option<String> {
    (text.chars().count() <= 60 && !text.contains("```")).then(|| literal::string(text))
}

/// The type as a user of the crate names it.
fn qualified(argument: &Argument) -> String {
    let ty = types::text(&argument.ty, Scope::Crate)
        .replace("v1::", "runtime::")
        .replace("BTreeMap<", "std::collections::BTreeMap<");
    if argument.nullable { format!("Option<{ty}>") } else { ty }
}
