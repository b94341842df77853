use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::load::Node;
use crate::openapi::{Document, PathItem};
use crate::source::Span;

/// Near names are looked for so often: more findings are only counted.
const MOST_SUGGESTIONS: usize = 200;

/// Where a document declares its tags: names that it declares twice, and those of operations that it does not declare.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    let mut declared: HashMap<&str, Span> = HashMap::new();
    let mut names = Vec::new();
    for name in document.tags().filter_map(|tag| tag.get("name")) {
        let Some(text) = name.as_str() else { continue };
        if let Some(&first) = declared.get(text) {
            report.push(
                Diagnostic::new(Code::DuplicateTag, name.span, format!("two tags are called `{text}`"))
                    .label("operations of this tag go to the first")
                    .also(first, "the first one stands here"),
            );
        } else {
            declared.insert(text, name.span);
            names.push(text);
        }
    }
    if declared.is_empty() {
        return;
    }
    // A tag that many operations share is one slip.
    let mut reported = HashSet::new();
    for operation in document.paths().flat_map(PathItem::operations) {
        let tags = operation
            .node
            .get("tags")
            .and_then(Node::as_sequence)
            .unwrap_or_default();
        for (position, tag) in tags.iter().enumerate() {
            let Some(text) = tag.as_str() else { continue };
            if declared.contains_key(text) || !reported.insert(text) {
                continue;
            }
            let found = Diagnostic::new(
                Code::UndeclaredTag,
                tag.span,
                format!("the tag `{text}` is not among the document's `tags`"),
            )
            .label(if position == 0 {
                "operations of this tag make a group of their own, without a description"
            } else {
                "only the first tag of an operation chooses its group"
            });
            let near = (reported.len() <= MOST_SUGGESTIONS).then(|| nearest(text, names.iter().copied()));
            report.push(found.hint(match near.flatten() {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare it: `- name: {text}` under `tags`"),
            }));
        }
    }
}
