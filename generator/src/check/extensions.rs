use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::load::{Node, Value};
use crate::openapi::Document;

/// The values of `x-evidence`.
const EVIDENCE: [&str; 3] = ["documented", "observed", "inferred"];
/// The values of `x-retry`.
const RETRY: [&str; 2] = ["safe", "only-if-unsent"];
/// The meanings that a code of an envelope can have.
const MEANINGS: [&str; 1] = ["credentials"];
/// The MACs that a signature can use.
pub const MACS: [&str; 4] = ["hmac-sha256", "hmac-sha3-256", "hmac-sha512", "hmac-sha1"];
/// What stands between braces in the templates of a signature, credentials aside.
pub const PLACEHOLDERS: [&str; 8] = [
    "algorithm",
    "date",
    "method",
    "target",
    "url",
    "body",
    "body-md5",
    "signature",
];
/// The forms of dates that a signature can use.
pub const DATES: [&str; 2] = ["iso-8601", "unix-seconds"];

/// The values inside the generator's own extensions; their shape has been checked with the members.
pub fn check(document: Document<'_>, report: &mut Report) {
    visit(document.root, report);
}

fn visit(node: &Node, report: &mut Report) {
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| visit(item, report)),
        Value::Mapping(mapping) => {
            for entry in mapping.iter() {
                let value = &entry.value;
                match &*entry.key {
                    "x-evidence" => one_of(value, &EVIDENCE, "a value of `x-evidence`", report),
                    "x-retry" => one_of(value, &RETRY, "a value of `x-retry`", report),
                    "x-signature" => signature(value, report),
                    "x-callback-signature" => {
                        signature(value, report);
                        dated(value, report);
                    }
                    "x-envelope" => envelope(value, report),
                    "x-rust-name" => rust_name(value, report),
                    "x-newtype" => newtype(node, value, report),
                    "x-enum-descriptions" => enum_descriptions(node, value, report),
                    "x-value-groups" => value_groups(node, value, report),
                    "example" | "examples" | "default" | "enum" => {}
                    _ => visit(value, report),
                }
            }
        }
        _ => {}
    }
}

/// A value of an extension that is wrong.
pub(super) fn bad(node: &Node, message: String) -> Diagnostic {
    Diagnostic::new(Code::BadExtension, node.span, message)
}

fn one_of(node: &Node, known: &[&str], what: &str, report: &mut Report) {
    let Some(text) = node.as_str() else { return };
    if known.contains(&text) {
        return;
    }
    report.push(unlisted(node, text, known, what));
}

/// A text that is none of a list.
pub(super) fn unlisted(node: &Node, text: &str, known: &[&str], what: &str) -> Diagnostic {
    let found = bad(node, format!("`{text}` is not {what}")).label(format!("one of: {}", known.join(", ")));
    match nearest(text, known.iter().copied()) {
        Some(near) => found.hint(format!("did you mean `{near}`?")),
        None => found,
    }
}

fn rust_name(node: &Node, report: &mut Report) {
    let Some(text) = node.as_str() else { return };
    let valid = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '_');
    if !valid {
        report.push(
            Diagnostic::new(Code::BadName, node.span, format!("`{text}` is no name in Rust"))
                .label("a name is made of ASCII letters, digits and `_`, and starts with a letter"),
        );
    }
}

fn newtype(schema: &Node, value: &Node, report: &mut Report) {
    rust_name(value, report);
    let wanted = value.as_str().is_some() || value.as_bool() == Some(true);
    if wanted && schema.get("type").and_then(Node::as_str) != Some("string") {
        report.push(bad(value, "only a schema of type `string` can be a newtype".to_owned()));
    }
}

/// Others know this extension too, by the same name, so what is not of its shape is no error.
fn enum_descriptions(schema: &Node, texts: &Node, report: &mut Report) {
    let listed = schema.get("enum").and_then(Node::as_sequence).unwrap_or_default();
    let values: Vec<&str> = listed.iter().filter_map(Node::as_scalar_text).collect();
    match &texts.value {
        Value::Mapping(texts) => {
            for entry in texts.iter().filter(|entry| !values.contains(&&*entry.key)) {
                let message = format!("`{}` is not a value of this enumeration", entry.key);
                report.push(Diagnostic::new(Code::BadExtension, entry.key_span, message).as_warning());
            }
        }
        Value::Sequence(texts) if texts.len() == listed.len() => {}
        Value::Sequence(found) => report.push(
            bad(
                texts,
                format!(
                    "the values are {}, and their descriptions {}",
                    listed.len(),
                    found.len()
                ),
            )
            .label("each describes the value at the same place in `enum`")
            .as_warning(),
        ),
        _ => report.push(
            bad(texts, "these are no descriptions of values".to_owned())
                .label("a text for each value: under its name, or in a list")
                .as_warning(),
        ),
    }
}

fn envelope(node: &Node, report: &mut Report) {
    for meaning in node
        .get("meanings")
        .and_then(Node::as_mapping)
        .into_iter()
        .flat_map(|mapping| mapping.iter())
    {
        one_of(&meaning.value, &MEANINGS, "a value of `meanings`", report);
        if meaning.key.parse::<i64>().is_err() {
            let message = format!("`{}` is no code", meaning.key);
            report
                .push(Diagnostic::new(Code::BadExtension, meaning.key_span, message).label("codes are whole numbers"));
        }
    }
    if let Some(success) = node.get("code").and_then(|code| code.get("success"))
        && success.as_number().is_some_and(|number| number.parse::<i64>().is_err())
    {
        report.push(bad(success, "the code of success is no whole number".to_owned()));
    }
}

fn signature(node: &Node, report: &mut Report) {
    let credentials: Vec<&str> = node
        .get("credentials")
        .and_then(Node::as_sequence)
        .unwrap_or_default()
        .iter()
        .filter_map(Node::as_str)
        .collect();
    if let Some(key) = node.get("key")
        && key.as_str().is_some_and(|name| !credentials.contains(&name))
    {
        report.push(
            bad(key, "the key is none of the credentials".to_owned())
                .label(format!("one of: {}", credentials.join(", "))),
        );
    }
    if let Some(algorithms) = node.get("algorithms") {
        let entries = algorithms.as_mapping();
        if entries.is_some_and(|mapping| mapping.iter().next().is_none()) {
            report.push(bad(algorithms, "a signature has at least one algorithm".to_owned()));
        }
        for algorithm in entries.into_iter().flat_map(|mapping| mapping.iter()) {
            one_of(&algorithm.value, &MACS, "a MAC that the runtime knows", report);
        }
    }
    if let Some(date) = node.get("date") {
        one_of(date, &DATES, "a form of dates that the runtime knows", report);
    }
    if let Some(encoding) = node.get("encoding") {
        one_of(
            encoding,
            &["base64", "hex"],
            "an encoding that the runtime knows",
            report,
        );
    }
    let known: Vec<&str> = PLACEHOLDERS.iter().copied().chain(credentials).collect();
    // A body can be anything, a header cannot.
    let in_headers: Vec<&str> = known.iter().copied().filter(|name| *name != "body").collect();
    let headers = node.get("headers").and_then(Node::as_mapping);
    let mut is_sound = true;
    for header in headers.into_iter().flat_map(|mapping| mapping.iter()) {
        is_sound &= template(&header.value, &in_headers, report);
    }
    let parts = node.get("message").and_then(|message| message.get("parts"));
    let parts = parts.and_then(Node::as_sequence).unwrap_or_default();
    for part in parts {
        template(part, &known, report);
    }
    if let Some(headers) = node
        .get("headers")
        .filter(|_| is_sound && !carries(node, "{signature}"))
    {
        report.push(
            bad(
                headers,
                "no header carries the signature, so nobody could check it".to_owned(),
            )
            .hint("one of the headers holds `{signature}`"),
        );
    }
}

/// Whether a header of a signature holds this.
fn carries(signature: &Node, placeholder: &str) -> bool {
    let headers = signature.get("headers").and_then(Node::as_mapping);
    let mut headers = headers.into_iter().flat_map(|mapping| mapping.iter());
    headers.any(|header| header.value.as_str().is_some_and(|text| text.contains(placeholder)))
}

/// Whether a callback brings the time that its signature covers: without, none could be accepted.
fn dated(node: &Node, report: &mut Report) {
    let parts = node.get("message").and_then(|message| message.get("parts"));
    let parts = parts.and_then(Node::as_sequence).unwrap_or_default();
    let covers = parts
        .iter()
        .filter_map(Node::as_str)
        .any(|part| part.contains("{date}"));
    if let Some(headers) = node.get("headers").filter(|_| covers && !carries(node, "{date}")) {
        report.push(
            bad(
                headers,
                "the signature covers a date that no header carries, so no callback could be accepted".to_owned(),
            )
            .hint("one of the headers holds `{date}`"),
        );
    }
}

/// Whether all placeholders of a template are known.
fn template(node: &Node, known: &[&str], report: &mut Report) -> bool {
    let Some(text) = node.as_str() else { return true };
    let mut is_sound = true;
    for name in crate::openapi::template_names(text) {
        if !known.contains(&name) {
            is_sound = false;
            let mut diagnostic =
                bad(node, format!("nothing fills `{{{name}}}`")).label(format!("known are: {}", known.join(", ")));
            if let Some(near) = nearest(name, known.iter().copied()) {
                diagnostic = diagnostic.hint(format!("did you mean `{{{near}}}`?"));
            }
            report.push(diagnostic);
        }
    }
    is_sound
}

fn value_groups(schema: &Node, groups: &Node, report: &mut Report) {
    let values: Vec<&str> = schema
        .get("enum")
        .and_then(Node::as_sequence)
        .unwrap_or_default()
        .iter()
        .filter_map(Node::as_str)
        .collect();
    for group in groups.as_mapping().into_iter().flat_map(|mapping| mapping.iter()) {
        for value in group.value.as_sequence().unwrap_or_default() {
            one_of(value, &values, "a value of this enumeration", report);
        }
    }
}
