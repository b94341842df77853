use super::places::Place;
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::openapi::grammar;

/// Examples whose value is another file: that need not be JSON, and may lie on any machine.
pub(super) fn check(places: &[Place<'_>], report: &mut Report) {
    for place in places.iter().filter(|place| place.is(&grammar::EXAMPLE)) {
        if let Some(node) = place.node.get("externalValue") {
            report.push(
                Diagnostic::new(Code::UnsupportedConstruct, node.span, "`externalValue`: not supported")
                    .label("this example is not looked at")
                    .hint("put the value into `value`; a `$ref` may lead to a file with the whole example"),
            );
        }
    }
}
