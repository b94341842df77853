use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::load::Node;
use crate::openapi::{Document, Schema, is_reference};

/// Near names are looked for in lists of so many at most.
const MOST_NAMES: usize = 2000;

/// Whether the values of discriminators lead to schemas. One that does not leaves the others as they are.
pub(super) fn check(document: Document<'_>, schemas: &[Schema<'_>], report: &mut Report) {
    for schema in schemas {
        let mapping = schema.node.get("discriminator").and_then(|found| found.get("mapping"));
        let entries = mapping
            .and_then(Node::as_mapping)
            .into_iter()
            .flat_map(|mapping| mapping.iter());
        for entry in entries {
            if let Some(target) = entry.value.as_str()
                && !leads_somewhere(document, *schema, target)
            {
                report.push(lost(document, &entry.key, &entry.value, target));
            }
        }
    }
}

fn leads_somewhere(document: Document<'_>, schema: Schema<'_>, target: &str) -> bool {
    if let Some(pointer) = target.strip_prefix('#') {
        return document.root.at(pointer).is_some();
    }
    // What is in another file has been said where the files were brought together.
    let is_elsewhere = is_reference(target);
    let is_candidate = |candidate: &Schema<'_>| {
        let reference = candidate.reference().unwrap_or_default();
        reference.rsplit('/').next() == Some(target)
    };
    is_elsewhere
        || document.schema(target).is_some()
        || ["oneOf", "anyOf"]
            .into_iter()
            .any(|word| schema.schemas(word).iter().any(is_candidate))
}

fn lost(document: Document<'_>, value: &str, node: &Node, target: &str) -> Diagnostic {
    let found = Diagnostic::new(
        Code::DanglingReference,
        node.span,
        format!("the value `{value}` of the discriminator leads to `{target}`, where nothing is"),
    )
    .label("an object with this value is read as unrecognized")
    .as_warning();
    let start = target.rfind('/').map_or(0, |slash| slash + 1);
    let (path, last) = target.split_at(start);
    let names = document.components("schemas").map(|(name, _)| name).take(MOST_NAMES);
    match nearest(last, names).filter(|_| path.is_empty() || path == "#/components/schemas/") {
        Some(near) => found.hint(format!("did you mean `{path}{near}`?")),
        None => found,
    }
}
