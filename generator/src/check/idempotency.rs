use super::places::Place;
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::openapi::{Document, Schema, grammar};

/// `x-idempotency-key` where nothing can be filled in: whoever wrote it takes the call for safe to repeat.
pub(super) fn check(document: Document<'_>, places: &[Place<'_>], report: &mut Report) {
    for place in places {
        let Some(entry) = place
            .node
            .as_mapping()
            .and_then(|mapping| mapping.entry("x-idempotency-key"))
        else {
            continue;
        };
        if entry.value.as_bool() != Some(true) {
            continue;
        }
        let why = if !place.is(&grammar::PARAMETER) {
            Some("it belongs to a parameter")
        } else if place.node.get("in").and_then(|node| node.as_str()) != Some("header") {
            Some("this parameter is no header")
        } else {
            let schema = place
                .node
                .get("schema")
                .map(|schema| Schema::new(document.follow(schema)));
            let is_text = schema.is_some_and(|schema| schema.types().as_slice() == ["string"]);
            (!is_text).then_some("this parameter is not of type `string`")
        };
        if let Some(why) = why {
            report.push(
                Diagnostic::new(
                    Code::BadExtension,
                    entry.key_span,
                    "`x-idempotency-key` fills in nothing here",
                )
                .label(why)
                .hint("put it at the header parameter of type `string` by which the server knows attempts of the same call"),
            );
        }
    }
}
