use crate::diagnostics::{Code, Diagnostic, Report};
use crate::openapi::{Document, PathItem, Verb};

/// Operations that move money and count as safe to repeat, by their own words or by their method: somebody would pay twice.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    for operation in document.paths().flat_map(PathItem::operations) {
        let mapping = operation.node.as_mapping();
        let member = |name| mapping.and_then(|mapping| mapping.entry(name));
        let Some(moves) = member("x-moves-money").filter(|entry| entry.value.as_bool() == Some(true)) else {
            continue;
        };
        let found = match member("x-retry") {
            Some(retry) if retry.value.as_str() == Some("safe") => Diagnostic::new(
                Code::BadExtension,
                retry.value.span,
                "an operation that moves money is said to be safe to repeat",
            )
            .label("sent twice, it could pay twice")
            .also(moves.key_span, "it moves money"),
            None if !matches!(operation.verb, Verb::Post | Verb::Patch) => Diagnostic::new(
                Code::BadExtension,
                moves.key_span,
                "an operation that moves money counts as safe to repeat",
            )
            .label("sent twice, it could pay twice")
            .also(
                operation.key_span,
                format!(
                    "every {} does, unless `x-retry` says otherwise",
                    operation.verb.method()
                ),
            )
            .as_warning(),
            _ => continue,
        };
        report.push(found.hint("write `x-retry: only-if-unsent`"));
    }
}
