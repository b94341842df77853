use super::answers;
use crate::emit::literal;
use crate::ir::{AnswerFormat, Api, Body, BodyFormat, Failure, Group, Link, Operation, Repeat, code};

/// What happens when the call is sent, in a few sentences.
pub(super) fn of(api: &Api, group: &Group, operation: &Operation) -> String {
    let mut text = format!(
        "Sends {}",
        code(&format!("{} {}", operation.http_method, operation.path))
    );
    if let Some(media_type) = media_type(operation) {
        text.push_str(&format!(" with a body of the type {}", code(media_type)));
    }
    let mut names: Vec<String> = Vec::new();
    for schemes in &operation.security {
        let ids = schemes
            .iter()
            .filter_map(|constant| api.schemes.iter().find(|scheme| scheme.constant == *constant));
        names.push(ids.map(|scheme| code(&scheme.id)).collect::<Vec<_>>().join(" and "));
    }
    let optional = names.iter().any(String::is_empty);
    names.retain(|name| !name.is_empty());
    text.push_str(&match (names.as_slice(), optional) {
        ([], _) => " without credentials".to_owned(),
        (names, true) => format!(" with {}, or without credentials", names.join(" or ")),
        (names, false) => format!(" with {}", names.join(" or ")),
    });
    text.push_str(match operation.repeat {
        Repeat::Safe => "; it may be repeated.",
        Repeat::OnlyIfUnsent => "; it must not be repeated unless it provably never left.",
    });
    if operation.moves_money {
        text.push_str("\n**It moves money.**");
    }
    if operation.unverified {
        text.push_str("\nSince nobody has seen it work, it stands behind the feature `unverified`.");
    }
    match &operation.failure {
        Some(Failure::One { reading, statuses }) => {
            let held = answers::link(reading);
            text.push_str(&format!("\nFails with {held} ({}).", answers::words(statuses)));
        }
        Some(Failure::OneOf(answers)) => text.push_str(&format!("\nFails with [`{}`].", answers.name)),
        None => {}
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
    text
}

/// The media type of the body, where it is not plain JSON.
fn media_type(operation: &Operation) -> Option<&str> {
    match operation.body.as_ref()? {
        Body::Multipart(_) => Some("multipart/form-data"),
        Body::Value(body) => body.media_type.as_deref().or(match body.format {
            BodyFormat::Json => None,
            BodyFormat::Form(_) => Some("application/x-www-form-urlencoded"),
            BodyFormat::Text => Some("text/plain"),
            BodyFormat::Upload => Some("application/octet-stream"),
        }),
    }
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
