use crate::diagnostics::{Code, Diagnostic, Report};
use crate::openapi::{Document, PathItem, Version};

/// Whether each operation has answers, and each stands under a status, a range of them, or `default`.
pub(super) fn check(document: Document<'_>, version: Version, report: &mut Report) {
    for operation in document.paths().flat_map(PathItem::operations) {
        // OpenAPI 3.1 lets them be left out.
        if version == Version::V30 && operation.node.get("responses").is_none() {
            report.push(
                Diagnostic::new(
                    Code::MissingMember,
                    operation.key_span,
                    "the operation has no `responses`",
                )
                .label("its method gives nothing")
                .hint("say what comes back: at least `'204': {description: Done.}`")
                .as_warning(),
            );
        }
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
