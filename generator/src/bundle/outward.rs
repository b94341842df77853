use super::mapping::is_reference;
use crate::load::{Node, Value};

/// Whether anything in a document may lead to another file. It looks at data too, so it says so at times where nothing does.
pub(super) fn refers_outward(node: &Node) -> bool {
    match &node.value {
        Value::Sequence(items) => items.iter().any(refers_outward),
        Value::Mapping(mapping) => mapping.iter().any(|entry| match (&*entry.key, &entry.value.value) {
            ("$ref", Value::String(text)) => !text.starts_with('#'),
            ("mapping", Value::Mapping(values)) => {
                let mut texts = values.iter().filter_map(|entry| entry.value.as_str());
                texts.any(|text| !text.starts_with('#') && is_reference(text)) || refers_outward(&entry.value)
            }
            _ => refers_outward(&entry.value),
        }),
        _ => false,
    }
}
