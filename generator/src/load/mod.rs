//! From bytes to a tree in which every node knows its place.
//!
//! JSON and YAML give the same tree. Whatever is wrong with the text is reported with its place;
//! nothing about OpenAPI is known here.

mod json;
mod mapping;
mod text;
mod tree;
mod yaml;

#[cfg(test)]
mod tests;

pub use mapping::{Entry, Mapping};
pub use tree::{Node, Value};

use crate::diagnostics::{Code, Diagnostic, Report};
use crate::source::{Source, SourceId, Sources, Span};

/// How deeply mappings and sequences may be nested. Real descriptions stay below 50; stages that
/// recurse over the tree may rely on it.
pub const DEEPEST: usize = 256;

/// Reads a document and adds its text to `sources` under `name`.
///
/// A text that begins with `{` or `[` is read as JSON; if it is not JSON and `name` does not end in
/// `.json`, it may still be YAML in its flow style. Returns no tree if the text could not be
/// understood; then `report` has the reason. Equal keys are errors as well, but the tree is
/// returned (with the first of each), so that the stages behind can report their findings too.
pub fn load(sources: &mut Sources, name: &str, bytes: &[u8], report: &mut Report) -> Option<Node> {
    if u32::try_from(bytes.len()).is_err() {
        let message = format!("`{name}` is larger than 4 GiB");
        report.push(Diagnostic::without_place(Code::UnreadableFile, message));
        return None;
    }
    let (text, broken) = text::decode(bytes);
    let id = sources.add(Source::new(name, text));
    if let Some(broken) = broken {
        report.push(broken.diagnostic(id));
        return None;
    }
    let text = sources.get(id).text();
    match text.trim_start().chars().next() {
        None => {
            report.push(empty(id));
            None
        }
        Some('{' | '[') => read_json(id, name, text, report),
        Some(_) => yaml::read(id, text, report),
    }
}

fn read_json(id: SourceId, name: &str, text: &str, report: &mut Report) -> Option<Node> {
    let mut as_json = Report::new();
    let mut root = json::read(id, text, &mut as_json);
    if root.is_none() && !name.to_ascii_lowercase().ends_with(".json") {
        let mut as_yaml = Report::new();
        root = yaml::read(id, text, &mut as_yaml);
        if root.is_some() {
            as_json = as_yaml;
        }
    }
    report.absorb(as_json);
    root
}

fn empty(id: SourceId) -> Diagnostic {
    Diagnostic::new(Code::EmptyDocument, Span::new(id, 0, 0), "the document is empty")
        .hint("a description begins with `openapi: 3.0.3`")
}

/// The finding about a key that its mapping has already.
fn duplicate(first: Span, again: &Entry) -> Diagnostic {
    let message = format!("the key `{}` is given twice", again.key);
    Diagnostic::new(Code::DuplicateKey, again.key_span, message)
        .label("given again")
        .also(first, "given first")
        .hint("remove or rename one of them: readers disagree on which one counts")
}

/// The finding about a collection that lies too deep.
fn too_deep(span: Span) -> Diagnostic {
    let message = format!("mappings and sequences are nested more than {DEEPEST} deep");
    Diagnostic::new(Code::TooDeep, span, message)
        .hint("name inner schemas under `components` and refer to them with `$ref`")
}
