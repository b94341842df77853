use super::types::{self, Scope};
use super::{literal, models};
use crate::ir::{AnswerFormat, Api, Argument, Arguments, Group, Operation, Type};

/// An example of a call as lines of documentation. It compiles: what the description has no sample for comes from outside.
#[must_use]
pub(crate) fn lines(api: &Api, group: &Group, operation: &Operation) -> Vec<String> {
    let library = api.package.library_name();
    let mut outside = vec![format!("client: {library}::Client")];
    let is_text = |name: &str| {
        api.models
            .iter()
            .any(|model| model.name == name && models::is_text(&model.kind))
    };
    let mut values = Vec::new();
    for argument in operation.arguments.list() {
        let separate = matches!(operation.arguments, Arguments::Separate(_));
        match value(argument, is_text, separate) {
            Some(sample) => values.push((argument.name.clone(), sample)),
            None => {
                let ty = qualified(argument, &library);
                outside.push(format!("{}: {ty}", literal::ident(&argument.name)));
                values.push((argument.name.clone(), literal::ident(&argument.name)));
            }
        }
    }
    let mut lines = vec![String::new(), "```".to_owned()];
    if operation.unverified {
        lines.push("# #[cfg(feature = \"unverified\")]".to_owned());
    }
    lines.push(format!(
        "# async fn example({}) -> Result<(), Box<dyn std::error::Error>> {{",
        outside.join(", ")
    ));
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
    match &operation.arguments {
        Arguments::Separate(_) => {
            let list: Vec<&str> = values.iter().map(|(_, value)| value.as_str()).collect();
            let line = format!("{call}({}).send().await?;", list.join(", "));
            if line.chars().count() <= 96 {
                lines.push(line);
            } else {
                lines.push(format!("{call}("));
                lines.extend(list.iter().map(|value| format!("    {value},")));
                lines.push(").send().await?;".to_owned());
            }
        }
        Arguments::Struct(name, _) => {
            lines.push(format!(
                "{call}({library}::{}::{name} {{",
                literal::ident(&group.module)
            ));
            for (name, value) in &values {
                let name = literal::ident(name);
                lines.push(if name == *value {
                    format!("    {name},")
                } else {
                    format!("    {name}: {value},")
                });
            }
            lines.push("}).send().await?;".to_owned());
        }
    }
    lines.extend(["# Ok(()) }".to_owned(), "```".to_owned()]);
    lines
}

/// The sample as an expression; none where the type has no literal, or the sample does not fit it.
fn value(argument: &Argument, is_text: impl Fn(&str) -> bool, separate: bool) -> Option<String> {
    let sample: serde_json::Value = serde_json::from_str(argument.example.as_deref()?).ok()?;
    let into = if separate { "" } else { ".into()" };
    let text = sample.as_str();
    if argument.nullable {
        return None;
    }
    match &argument.ty {
        Type::String | Type::Secret => Some(format!("{}{into}", short(text?)?)),
        Type::Model(name) if is_text(name) => Some(format!("{}{into}", short(text?)?)),
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

fn qualified(argument: &Argument, library: &str) -> String {
    let ty = types::text(&argument.ty, Scope::Crate)
        .replace("models::", &format!("{library}::models::"))
        .replace("v1::", &format!("{library}::runtime::"))
        .replace("BTreeMap<", "std::collections::BTreeMap<");
    if argument.nullable { format!("Option<{ty}>") } else { ty }
}
