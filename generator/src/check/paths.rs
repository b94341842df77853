use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Report};
use crate::openapi::{Document, PathItem, Target, template_names};
use crate::source::Span;

/// Paths that differ in the names of their parameters alone, since no server can tell them apart, and paths that are more than a path.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    document.paths().for_each(|item| more_than_a_path(item, report));
    equivalent(document, report);
}

fn more_than_a_path(item: PathItem<'_>, report: &mut Report) {
    let target = Target::of(item.path);
    let (found, label) = match (target.query, target.fragment) {
        (None, None) => return,
        (Some(query), _) => (format!("`?{query}`"), "it is sent with every request"),
        (None, Some(fragment)) => (format!("`#{fragment}`"), "nobody sends a fragment, so it is left out"),
    };
    report.push(
        Diagnostic::new(
            Code::QueryInPath,
            item.key_span,
            format!("{found} is no part of a path"),
        )
        .label(label)
        .hint("describe a query as parameters; operations with the same path and method are one operation"),
    );
}

fn equivalent(document: Document<'_>, report: &mut Report) {
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
