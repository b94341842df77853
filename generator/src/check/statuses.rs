use crate::diagnostics::{Code, Diagnostic, Report};
use crate::openapi::{Document, PathItem};

/// Whether each answer stands under a status, a range of them, or `default`.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    for operation in document.paths().flat_map(PathItem::operations) {
        for response in operation.responses(document) {
            let mut letters = response.status.chars();
            let first = letters.next().is_some_and(|first| ('1'..='5').contains(&first));
            let rest = letters.as_str();
            let is_status = rest.len() == 2 && (rest == "XX" || rest.bytes().all(|byte| byte.is_ascii_digit()));
            if response.status != "default" && !(first && is_status) {
                report.push(
                    Diagnostic::new(
                        Code::UnknownKey,
                        response.span,
                        format!("`{}` is no status", response.status),
                    )
                    .label("this answer is not looked at")
                    .hint("write three digits such as `200`, a range such as `4XX`, or `default`"),
                );
            }
        }
    }
}
