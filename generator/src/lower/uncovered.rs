use super::Lowering;
use crate::load::Node;
use crate::openapi::PathItem;

/// Words of JSON Schema that would change a type and that are passed over where they stand beside others.
const SCHEMA_WORDS: [&str; 12] = [
    "not",
    "if",
    "prefixItems",
    "patternProperties",
    "dependentSchemas",
    "unevaluatedProperties",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "dependentRequired",
    "contentSchema",
    "$dynamicRef",
];

impl<'t> Lowering<'t, '_> {
    /// Names the words of a schema that its type does not express.
    pub(crate) fn uncovered_words(&mut self, schema: crate::openapi::Schema<'t>) {
        if schema.node.as_bool() == Some(false) {
            let message = "`false` as a schema: not supported";
            self.unsupported(schema.span(), message, "the type takes any value, and this allows none");
        }
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
