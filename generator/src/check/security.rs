use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::load::Node;
use crate::openapi::{Document, PathItem};

/// Whether each security requirement names schemes that are described: a slip would send requests without credentials.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    let known: Vec<&str> = document.components("securitySchemes").map(|(name, _)| name).collect();
    requirements(document.root, &known, report);
    for operation in document.paths().flat_map(PathItem::operations) {
        requirements(operation.node, &known, report);
    }
}

fn requirements(holder: &Node, known: &[&str], report: &mut Report) {
    let alternatives = holder.get("security").and_then(Node::as_sequence).unwrap_or_default();
    for entry in alternatives
        .iter()
        .filter_map(Node::as_mapping)
        .flat_map(|alternative| alternative.iter())
    {
        if known.contains(&&*entry.key) {
            continue;
        }
        let message = format!("there is no security scheme `{}`", entry.key);
        let mut found = Diagnostic::new(Code::DanglingReference, entry.key_span, message)
            .label("nothing under `components/securitySchemes` has this name");
        if let Some(near) = nearest(&entry.key, known.iter().copied()) {
            found = found.hint(format!("did you mean `{near}`?"));
        }
        report.push(found);
    }
}
