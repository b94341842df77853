use crate::diagnostics::{Code, Diagnostic, Report};
use crate::load::Node;
use crate::openapi::{Document, Schema};

/// The dialects of JSON Schema that schemas are read as: that of OpenAPI 3.1, and the one that it stands on.
const KNOWN: [&str; 2] = [
    "https://spec.openapis.org/oas/3.1/",
    "https://json-schema.org/draft/2020-12/",
];

/// Dialects that a document or a schema of OpenAPI 3.1 chooses: words may mean something else there.
pub(super) fn check(document: Document<'_>, schemas: &[Schema<'_>], report: &mut Report) {
    let whole = document.root.get("jsonSchemaDialect");
    let own = schemas.iter().filter_map(|schema| schema.node.get("$schema"));
    for node in whole.into_iter().chain(own) {
        if node
            .as_str()
            .is_some_and(|text| !KNOWN.iter().any(|known| text.starts_with(known)))
        {
            report.push(found(node));
        }
    }
}

fn found(node: &Node) -> Diagnostic {
    let name = node.as_str().unwrap_or_default();
    let message = format!("the dialect `{name}`: not supported");
    Diagnostic::new(Code::UnsupportedConstruct, node.span, message)
        .label("schemas are read as those of OpenAPI 3.1, which is JSON Schema 2020-12")
}
