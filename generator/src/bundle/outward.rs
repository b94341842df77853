use crate::load::{Node, Value};
use crate::openapi::is_reference;

/// Whether anything in a document may lead to another file, or to something within by other means than a plain reference. It looks at
/// data too, so it says so at times where nothing does.
pub(super) fn refers_outward(root: &Node) -> bool {
    let items = ["paths", "webhooks"]
        .into_iter()
        .filter_map(|word| root.get(word)?.as_mapping());
    let mut items = items.flatten().filter_map(|entry| entry.value.as_mapping());
    items.any(|item| item.len() > 1 && item.get("$ref").is_some()) || leads_outward(root)
}

fn leads_outward(node: &Node) -> bool {
    match &node.value {
        Value::Sequence(items) => items.iter().any(leads_outward),
        Value::Mapping(mapping) => mapping.iter().any(|entry| match (&*entry.key, &entry.value.value) {
            ("$ref", Value::String(text)) => !is_plain(text),
            ("$dynamicRef", Value::String(_)) => true,
            ("mapping", Value::Mapping(values)) => {
                let mut texts = values.iter().filter_map(|entry| entry.value.as_str());
                texts.any(|text| !text.starts_with('#') && is_reference(text)) || leads_outward(&entry.value)
            }
            _ => leads_outward(&entry.value),
        }),
        _ => false,
    }
}

/// Whether a reference is a pointer within its own file.
pub(super) fn is_plain(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|pointer| pointer.is_empty() || pointer.starts_with('/'))
}
