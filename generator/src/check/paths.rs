use std::collections::HashMap;

use super::path_parameters::template_names;
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::openapi::Document;
use crate::source::Span;

/// Paths that differ in the names of their parameters alone: no server can tell them apart.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    let mut seen: HashMap<String, (&str, Span)> = HashMap::new();
    for item in document.paths() {
        let names = template_names(item.path);
        if names.is_empty() {
            continue;
        }
        let shape = names.iter().fold(item.path.to_owned(), |shape, name| {
            shape.replacen(&format!("{{{name}}}"), "{}", 1)
        });
        let Some(&(path, span)) = seen.get(&shape) else {
            seen.insert(shape, (item.path, item.key_span));
            continue;
        };
        report.push(
            Diagnostic::new(
                Code::EquivalentPaths,
                item.key_span,
                format!("`{}` is the same path as `{path}`", item.path),
            )
            .label("only the names of parameters differ, and those are not sent")
            .also(span, "the first one stands here")
            .hint("put the operations of both under one path; if the server tells them apart, say how in the template"),
        );
    }
}
