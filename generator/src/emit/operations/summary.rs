use crate::emit::literal;
use crate::ir::{AnswerFormat, Api, Group, Link, Operation, code};

/// What the macro cannot say of a call by its rows, in a few sentences.
pub(super) fn of(api: &Api, group: &Group, operation: &Operation) -> String {
    let mut text = String::new();
    if operation.moves_money {
        text.push_str("\n**It moves money.**");
    }
    if operation.unverified {
        text.push_str("\nSince nobody has seen it work, it stands behind the feature `unverified`.");
    }
    if let AnswerFormat::JsonUnless(statuses) = &operation.answer.format {
        let statuses: Vec<String> = statuses.iter().map(u16::to_string).collect();
        text.push_str(&format!("\nWith {} there is nothing to give.", statuses.join(" or ")));
    }
    let headers: Vec<String> = operation
        .answer
        .headers
        .iter()
        .map(|constant| format!("[`{constant}`](super::headers::{constant})"))
        .collect();
    if !headers.is_empty() {
        text.push_str(&format!("\nIts answers have the headers {}.", headers.join(", ")));
    }
    for link in &operation.answer.links {
        text.push_str(&format!("\n{}", follow_up(api, group, link)));
    }
    text.trim_start().to_owned()
}

/// A call that can follow, in a sentence.
fn follow_up(api: &Api, group: &Group, link: &Link) -> String {
    let found = api.groups.iter().find_map(|other| {
        let operation = other
            .operations
            .iter()
            .find(|operation| operation.id == link.operation)?;
        Some((other, operation))
    });
    let target = match found {
        Some((other, operation)) if other.name == group.name => {
            format!("[`{}::{}`]", other.name, operation.method_name)
        }
        Some((other, operation)) => format!(
            "[`{0}::{1}`](super::{2}::{0}::{1})",
            other.name,
            operation.method_name,
            literal::ident(&other.module)
        ),
        None => code(&link.operation),
    };
    let values: Vec<String> = link
        .parameters
        .iter()
        .map(|(name, value)| format!("{} from {}", code(name), code(value)))
        .collect();
    let with = if values.is_empty() {
        String::new()
    } else {
        format!(" takes {}", values.join(", "))
    };
    let said = link.docs.summary();
    let said = if said.is_empty() {
        String::new()
    } else {
        format!(": {said}")
    };
    format!(
        "Next can be {target}{}{said}",
        if with.is_empty() {
            with
        } else {
            format!(", which{with}")
        }
    )
}
