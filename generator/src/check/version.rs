use crate::diagnostics::{Code, Diagnostic, Report};
use crate::load::Node;
use crate::openapi::Version;

/// Finds the version, or reports why the document is not one that can be read.
pub fn check(root: &Node, report: &mut Report) -> Option<Version> {
    if root.as_mapping().is_none() {
        report.push(
            Diagnostic::new(
                Code::NotOpenApi,
                root.span,
                format!("an OpenAPI document is a mapping, this is {}", root.kind_name()),
            )
            .hint("the document starts with `openapi: 3.0.3`, `info:` and `paths:`"),
        );
        return None;
    }
    if let Some(node) = root.get("swagger") {
        report.push(
            Diagnostic::new(Code::UnsupportedVersion, node.span, "Swagger 2.0 is not supported")
                .label("this is the predecessor of OpenAPI 3")
                .hint("convert the document to OpenAPI 3.0, for example with `swagger2openapi`"),
        );
        return None;
    }
    let Some(node) = root.get("openapi") else {
        report.push(
            Diagnostic::new(
                Code::NotOpenApi,
                root.span,
                "the member `openapi` is missing, so this is no OpenAPI document",
            )
            .hint("write `openapi: 3.0.3` on the first line"),
        );
        return None;
    };
    let text = node
        .as_str()
        .map(str::to_owned)
        .or_else(|| node.as_number().map(str::to_owned));
    let Some(text) = text else {
        report.push(Diagnostic::new(
            Code::NotOpenApi,
            node.span,
            format!("the version is a text, this is {}", node.kind_name()),
        ));
        return None;
    };
    let version = Version::named(&text);
    if version.is_none() {
        report.push(
            Diagnostic::new(
                Code::UnsupportedVersion,
                node.span,
                format!("OpenAPI {text} is not supported"),
            )
            .label("supported are 3.0 and 3.1")
            .hint("write `openapi: 3.0.3` if the document keeps to that version"),
        );
    }
    version
}
