use super::places::Place;
use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::openapi::grammar;

/// Where parameters can be.
const PLACES: [&str; 4] = ["path", "query", "header", "cookie"];

/// Words of parameters: slips in `in`, and `allowEmptyValue`.
pub(super) fn check(places: &[Place<'_>], report: &mut Report) {
    for place in places.iter().filter(|place| place.is(&grammar::PARAMETER)) {
        if let Some(node) = place.node.get("in")
            && let Some(text) = node.as_str().filter(|text| !PLACES.contains(text))
            && let Some(near) = nearest(text, PLACES)
        {
            report.push(
                Diagnostic::new(
                    Code::UnknownValue,
                    node.span,
                    format!("a parameter cannot be in `{text}`"),
                )
                .label("no request would carry it")
                .hint(format!("did you mean `{near}`?"))
                .as_error(),
            );
        }
        if let Some(node) = place
            .node
            .get("allowEmptyValue")
            .filter(|node| node.as_bool() == Some(true))
        {
            report.push(
                Diagnostic::new(
                    Code::UnsupportedConstruct,
                    node.span,
                    "`allowEmptyValue`: not supported",
                )
                .label("the parameter can be sent empty where it is a text, and not otherwise"),
            );
        }
    }
}
