use crate::diagnostics::{Code, Diagnostic, Report};
use crate::openapi::{Document, Schema};

/// Words that would make another type of the target, or let it be absent or null.
const SPEAKING: [&str; 21] = [
    "type",
    "format",
    "enum",
    "const",
    "nullable",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "dependentSchemas",
    "unevaluatedProperties",
    "propertyNames",
    "items",
    "prefixItems",
    "contains",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "if",
    "discriminator",
];

/// Members of a schema of OpenAPI 3.1 that count beside its `$ref` by the specification, and that the type does not have. In 3.0
/// none of them counts, which the members' check says.
pub(super) fn check<'t>(document: Document<'t>, schemas: &[Schema<'t>], report: &mut Report) {
    for schema in schemas.iter().filter(|schema| schema.reference().is_some()) {
        let target = Schema::new(document.follow(schema.node));
        // Some repeat the type of the target, which changes nothing.
        let repeats = schema.types() == target.types() && (!schema.is_nullable() || target.is_nullable());
        let entries = schema.node.as_mapping().into_iter().flat_map(|mapping| mapping.iter());
        let speaking: Vec<_> = entries
            .filter(|entry| SPEAKING.contains(&&*entry.key) && !(repeats && &*entry.key == "type"))
            .collect();
        let [first, rest @ ..] = speaking.as_slice() else {
            continue;
        };
        let others = rest.iter().map(|entry| format!("`{}`", entry.key));
        let names: Vec<String> = std::iter::once(format!("`{}`", first.key)).chain(others).collect();
        let verb = if rest.is_empty() { "stands" } else { "stand" };
        report.push(
            Diagnostic::new(
                Code::IgnoredSibling,
                first.key_span,
                format!("{} {verb} beside `$ref`", names.join(", ")),
            )
            .label("not supported there: the type is that of the target")
            .hint("put the reference and these into an `allOf`, each as an entry"),
        );
    }
}
