use super::Lowering;
use crate::load::Node;
use crate::openapi::{Operation, PathItem, Response};

/// Words of JSON Schema that would change a type and that are passed over where they stand beside others.
const SCHEMA_WORDS: [&str; 8] = [
    "not",
    "if",
    "prefixItems",
    "patternProperties",
    "dependentSchemas",
    "unevaluatedProperties",
    "contains",
    "propertyNames",
];

impl<'t> Lowering<'t, '_> {
    /// Names what an operation has and the client does not: nothing is passed over in silence.
    pub(crate) fn uncovered(&mut self, operation: Operation<'t>) {
        for (holder, what) in [(operation.node, "of an operation"), (operation.item, "of a path")] {
            if let Some(servers) = holder.get("servers") {
                let consequence = "requests go to the address of the whole client";
                self.unsupported(servers.span, format!("servers {what}: not supported"), consequence);
            }
        }
        for parameter in operation.parameters(self.document) {
            if let Some(node) = parameter
                .node
                .get("allowReserved")
                .filter(|node| node.as_bool() == Some(true))
            {
                let consequence = "reserved characters are percent-encoded like all others";
                self.unsupported(node.span, "`allowReserved`: not supported", consequence);
            }
        }
        for response in operation.responses(self.document) {
            self.uncovered_response(operation, response);
        }
    }

    fn uncovered_response(&mut self, operation: Operation<'t>, response: Response<'t>) {
        if let Some(headers) = response.node.get("headers").filter(|headers| !is_empty(headers)) {
            self.unsupported(
                headers.span,
                "headers of an answer: not supported",
                "they are not in the answer's type",
            );
        }
        if let Some(links) = response.node.get("links").filter(|links| !is_empty(links)) {
            self.unsupported(links.span, "links: not supported", "they are not looked at");
        }
        let is_failure = !response.is_success()
            && (response.status != "default" || has_success(&operation.responses(self.document)));
        let wrapped = self.document.root.get("x-envelope").is_some();
        if is_failure && !wrapped && response.content().iter().any(|media| media.is_json()) {
            let consequence = "the error has the status and shows the body as text";
            self.unsupported(response.node.span, "the type of a failure: not supported", consequence);
        }
    }

    /// Names the words of a schema that its type does not express.
    pub(crate) fn uncovered_words(&mut self, schema: crate::openapi::Schema<'t>) {
        for word in SCHEMA_WORDS {
            if let Some(node) = schema.node.get(word) {
                self.unsupported(
                    node.span,
                    format!("`{word}`: not supported"),
                    "the type takes more than this allows",
                );
            }
        }
    }
}

fn is_empty(node: &Node) -> bool {
    node.as_mapping().is_none_or(|mapping| mapping.iter().next().is_none())
}

fn has_success(responses: &[Response<'_>]) -> bool {
    responses.iter().any(|response| response.is_success())
}

/// The operations of a document that nothing is generated for, since they stand where no path is.
pub(crate) fn extra_paths(lowering: &mut Lowering<'_, '_>) {
    let document = lowering.document;
    let paths = document.root.get("paths").and_then(Node::as_mapping);
    for entry in paths.into_iter().flat_map(|mapping| mapping.iter()) {
        let item = PathItem {
            path: &entry.key,
            node: document.follow(&entry.value),
            key_span: entry.key_span,
        };
        if !entry.key.starts_with('/') && !entry.key.starts_with("x-") && item.operations().next().is_some() {
            lowering.unsupported(
                entry.key_span,
                "a path that does not start with a slash",
                "its operations are left out",
            );
        }
    }
}
