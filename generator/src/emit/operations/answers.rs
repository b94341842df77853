use std::collections::BTreeSet;

use quote::quote;

use crate::emit::types::{self, Scope};
use crate::emit::{Item, Table, documentation};
use crate::ir::{AnswerFormat, AnswerKind, Answers, Docs, Failure, Group, Operation, Reading, Statuses, code};

/// The enums of an operation's answers, those that are not written yet: what it gives, and what it fails with.
pub(super) fn items<'a>(group: &Group, operation: &'a Operation, written: &mut BTreeSet<&'a str>) -> Vec<Item> {
    let mut items = Vec::new();
    let method = format!("[`{}::{}`]", group.name, operation.method_name);
    if let AnswerFormat::OneOf(answers) = &operation.answer.format
        && written.insert(&answers.name)
    {
        items.extend(enumeration(answers, &format!("What {method} gives.")));
    }
    if let Some(Failure::OneOf(answers)) = &operation.failure
        && written.insert(&answers.name)
    {
        items.extend(enumeration(answers, &format!("What {method} fails with.")));
    }
    items
}

fn enumeration(answers: &Answers, about: &str) -> Vec<Item> {
    let name = types::tokens(&answers.name);
    let docs = documentation::line(about);
    let variants = answers.kinds.iter().map(|kind| {
        let docs = documentation::attributes(&kind_docs(kind));
        let held = held(&kind.reading).map_or_else(String::new, |held| format!("({held})"));
        let variant = types::tokens(&format!("{}{held}", kind.variant));
        quote!(#docs #variant)
    });
    // A stream is neither copied nor compared.
    let derives = if answers.kinds.iter().any(|kind| kind.reading == Reading::Download) {
        quote!(#[derive(Debug)])
    } else {
        quote!(#[derive(Clone, Debug, PartialEq)])
    };
    let mut table = Table::new("v1::answers!");
    table.open(&answers.name);
    for kind in &answers.kinds {
        table.row(row(kind, kind.media_type.as_deref()));
        if let Some(fallback) = fallback(kind, answers) {
            table.row(row(fallback, None));
        }
    }
    vec![
        Item::Code(quote! { #docs #derives #[non_exhaustive] pub enum #name { #(#variants),* } }),
        Item::Table(table),
    ]
}

fn row(kind: &AnswerKind, media_type: Option<&str>) -> String {
    let media = media_type.map_or_else(String::new, |media_type| {
        format!(" if {}", crate::emit::literal::string(media_type))
    });
    let held = held(&kind.reading).map_or_else(String::new, |held| format!("({held})"));
    format!(
        "{}{media} => {} {}{held},",
        pattern(&[kind.statuses]),
        method(&kind.reading),
        kind.variant
    )
}

/// Behind the last kind of a status, the one that also takes what has none of its media types: JSON proves itself when it is read.
fn fallback<'a>(kind: &AnswerKind, answers: &'a Answers) -> Option<&'a AnswerKind> {
    let mut of_status = answers.kinds.iter().filter(|other| other.statuses == kind.statuses);
    let is_last = of_status.clone().next_back() == Some(kind);
    let json = of_status.find(|other| matches!(other.reading, Reading::Json(_)))?;
    (is_last && json.media_type.is_some()).then_some(json)
}

/// The type that a kind of answer holds, or none.
pub(super) fn held(reading: &Reading) -> Option<String> {
    reading.ty().map(|ty| types::text(ty, Scope::Crate))
}

/// The method that reads it.
pub(super) fn method(reading: &Reading) -> &'static str {
    match reading {
        Reading::Json(_) => "read_json",
        Reading::Text => "read_text",
        Reading::Download => "read_download",
        Reading::Empty => "read_empty",
    }
}

/// Statuses as a pattern: neighbours run together, as the lints of the compiler want them.
pub(super) fn pattern(statuses: &[Statuses]) -> String {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    let mut sorted = statuses.to_vec();
    sorted.sort_by_key(|statuses| match statuses {
        Statuses::One(status) => *status,
        Statuses::Range(class) => class * 100,
        Statuses::Rest => u16::MAX,
    });
    for statuses in sorted {
        let (first, last) = match statuses {
            Statuses::One(status) => (status, status),
            Statuses::Range(class) => (class * 100, class * 100 + 99),
            Statuses::Rest => return "_".to_owned(),
        };
        match runs.last_mut() {
            Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
            _ => runs.push((first, last)),
        }
    }
    let parts = runs.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first} | {last}"),
        _ => format!("{first}..={last}"),
    });
    parts.collect::<Vec<_>>().join(" | ")
}

/// The statuses of a failure as a pattern.
pub(super) fn failing(statuses: &[Statuses]) -> String {
    match pattern(statuses).as_str() {
        "_" => "300..".to_owned(),
        pattern => pattern.to_owned(),
    }
}

/// Statuses in words.
pub(super) fn words(statuses: &[Statuses]) -> String {
    let parts: Vec<String> = statuses
        .iter()
        .map(|statuses| match statuses {
            Statuses::One(status) => status.to_string(),
            Statuses::Range(class) => format!("{class}00 to {class}99"),
            Statuses::Rest => "any other status".to_owned(),
        })
        .collect();
    parts.join(", ")
}

fn kind_docs(kind: &AnswerKind) -> Docs {
    let mut docs = kind.docs.clone();
    let media = kind
        .media_type
        .as_deref()
        .map_or_else(String::new, |media_type| format!(", {}", code(media_type)));
    let note = match kind.statuses {
        Statuses::Rest => format!("Any other status{media}."),
        statuses => format!("Status {}{media}.", words(&[statuses])),
    };
    let is_one_line = docs.lines.len() == 1;
    match docs.lines.first_mut() {
        Some(line) if is_one_line && line.chars().count() + note.chars().count() < 118 => {
            if !line.ends_with(['.', '!', '?']) {
                line.push('.');
            }
            line.push(' ');
            line.push_str(&note);
        }
        _ => docs.paragraph(note),
    }
    docs
}
