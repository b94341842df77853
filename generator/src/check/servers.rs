use crate::diagnostics::{Code, Diagnostic, Report};
use crate::load::Node;
use crate::openapi::Document;

/// The servers behind the first: the client knows one address.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    let servers = document
        .root
        .get("servers")
        .and_then(Node::as_sequence)
        .unwrap_or_default();
    let [first, second, rest @ ..] = servers else { return };
    let message = match rest.len() {
        0 => "a second server: not offered by name".to_owned(),
        more => format!("{} servers behind the first: not offered by name", more + 1),
    };
    report.push(
        Diagnostic::new(Code::UnsupportedConstruct, second.span, message)
            .label("to use this one, give its address to the client's `base_url`")
            .also(first.span, "this one is the client's default"),
    );
}
