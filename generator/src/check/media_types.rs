use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Report};
use crate::openapi::{Document, MediaType, PathItem, entries};

/// Whether each body stands under a media type or a range of them.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    let mut seen = HashSet::new();
    for operation in document.paths().flat_map(PathItem::operations) {
        let bodies = operation.body(document).into_iter().map(|body| body.node);
        let answers = operation.responses(document).into_iter().map(|response| response.node);
        for node in bodies.chain(answers) {
            let entries = entries(node);
            let has_named = entries.iter().any(|media| media.is_named());
            for media in entries.iter().filter(|media| !media.is_named()) {
                if seen.insert(media.span) {
                    report.push(found(*media, has_named));
                }
            }
        }
    }
}

fn found(media: MediaType<'_>, has_named: bool) -> Diagnostic {
    let label = if has_named {
        "this body is not looked at"
    } else {
        "it is taken for bytes"
    };
    Diagnostic::new(
        Code::UnknownKey,
        media.span,
        format!("`{}` is no media type", media.name),
    )
    .label(label)
    .hint("write a type and a subtype, such as `application/json`; examples stand below it, under `examples`")
}
