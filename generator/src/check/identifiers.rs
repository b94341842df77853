use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Report};
use crate::openapi::Document;
use crate::source::Span;

/// Operations without a name, and names that two operations have.
pub fn check(document: Document<'_>, report: &mut Report) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for operation in document.paths().flat_map(crate::openapi::PathItem::operations) {
        let Some((id, span)) = operation.id() else {
            report.push(
                Diagnostic::new(
                    Code::MissingOperationId,
                    operation.key_span,
                    "the operation has no `operationId`",
                )
                .label(format!("{} {}", operation.verb.method(), operation.path))
                .hint("its method gets a name made of the path; give it one that stays when the path changes"),
            );
            continue;
        };
        if let Some(&first) = seen.get(id) {
            report.push(
                Diagnostic::new(
                    Code::DuplicateOperationId,
                    span,
                    format!("two operations are called `{id}`"),
                )
                .label("where both belong to one tag, this one gets a number behind its name")
                .also(first, "the first one stands here"),
            );
        } else {
            seen.insert(id, span);
        }
    }
}
