use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::load::Node;
use crate::openapi::{Document, Operation, PathItem, Schema};

/// Whether the members that an envelope names are there in the answers: with a slip no answer could be read.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    let envelope = document
        .root
        .get("x-envelope")
        .filter(|node| node.as_mapping().is_some());
    let operations: Vec<Operation<'_>> = document.paths().flat_map(PathItem::operations).collect();
    if let Some(envelope) = envelope {
        let names: Vec<&str> = operations
            .iter()
            .flat_map(|operation| members(document, *operation))
            .collect();
        let member = |of: &str| envelope.get(of).and_then(|node| node.get("member"));
        for node in [envelope.get("payload"), member("success"), member("code")]
            .into_iter()
            .flatten()
        {
            named(node, &names, "no answer has", report);
        }
    }
}

pub(super) fn named(node: &Node, names: &[&str], message: &str, report: &mut Report) {
    let Some(text) = node.as_str() else { return };
    if names.is_empty() || names.contains(&text) {
        return;
    }
    let mut found = Diagnostic::new(Code::BadExtension, node.span, format!("{message} `{text}`"));
    if let Some(near) = nearest(text, names.iter().copied()) {
        found = found.hint(format!("did you mean `{near}`?"));
    }
    report.push(found);
}

/// The schemas of the JSON that an operation answers when all goes well.
fn schemas<'t>(document: Document<'t>, operation: Operation<'t>) -> Vec<Schema<'t>> {
    let successes = operation
        .responses(document)
        .into_iter()
        .filter(|response| response.is_success());
    let media = successes
        .flat_map(crate::openapi::Response::content)
        .filter(|media| media.is_json());
    media
        .filter_map(crate::openapi::MediaType::schema)
        .map(|schema| Schema::new(document.follow(schema.node)))
        .collect()
}

fn members<'t>(document: Document<'t>, operation: Operation<'t>) -> Vec<&'t str> {
    schemas(document, operation)
        .into_iter()
        .flat_map(|schema| properties(document, schema))
        .map(|(name, _)| name)
        .collect()
}

/// The members of what an operation gives: of what is in the envelope, where there is one.
pub(super) fn payload_members<'t>(
    document: Document<'t>,
    operation: Operation<'t>,
    payload: Option<&str>,
) -> Vec<(&'t str, Schema<'t>)> {
    let whole: Vec<(&str, Schema<'t>)> = schemas(document, operation)
        .into_iter()
        .flat_map(|schema| properties(document, schema))
        .collect();
    match whole.iter().find(|(name, _)| Some(*name) == payload) {
        Some((_, payload)) => properties(document, *payload),
        None => whole,
    }
}

/// The members of an object, those of its parts too.
pub(super) fn properties<'t>(document: Document<'t>, schema: Schema<'t>) -> Vec<(&'t str, Schema<'t>)> {
    let schema = Schema::new(document.follow(schema.node));
    let mut found: Vec<(&str, Schema<'t>)> = schema
        .properties()
        .map(|entry| (&*entry.key, Schema::new(&entry.value)))
        .collect();
    for part in schema.schemas("allOf") {
        let part = Schema::new(document.follow(part.node));
        found.extend(part.properties().map(|entry| (&*entry.key, Schema::new(&entry.value))));
    }
    found
}
