use crate::load::Node;
use crate::openapi::grammar::{self, Object, Shape};
use crate::openapi::{Schema, Version};

/// An object of the specification at its place; a reference stands where the object could.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'t> {
    /// What stands here, or what the reference stands for.
    pub object: &'static Object,
    /// The node.
    pub node: &'t Node,
}

impl<'t> Place<'t> {
    pub(super) fn is(self, object: &'static Object) -> bool {
        std::ptr::eq(self.object, object)
    }

    pub(super) fn schema(self) -> Option<Schema<'t>> {
        self.is(&grammar::SCHEMA).then(|| Schema::new(self.node))
    }
}

/// Every object of the document with what it is, in the order of the document: what a word means depends on where it stands, and a
/// member may be called `default` or `required` as well.
pub(super) fn places(root: &Node, version: Version) -> Vec<Place<'_>> {
    let mut found = Vec::new();
    object(root, &grammar::DOCUMENT, version, &mut found);
    found
}

fn object<'t>(node: &'t Node, object: &'static Object, version: Version, found: &mut Vec<Place<'t>>) {
    let Some(mapping) = node.as_mapping() else { return };
    found.push(Place { object, node });
    // In OpenAPI 3.0, and outside of schemas, nothing beside a reference counts.
    let is_schema = std::ptr::eq(object, &grammar::SCHEMA);
    if mapping.get("$ref").is_some() && !(is_schema && version == Version::V31) {
        return;
    }
    for entry in mapping.iter().filter(|entry| !entry.key.starts_with("x-")) {
        let member = object
            .members
            .iter()
            .find(|member| member.name == &*entry.key && member.since <= version);
        if let Some(shape) = member.map(|member| member.shape).or(object.others) {
            inside(&entry.value, shape, version, found);
        }
    }
}

fn inside<'t>(node: &'t Node, shape: Shape, version: Version, found: &mut Vec<Place<'t>>) {
    match shape {
        Shape::Object(inner) | Shape::Referable(inner) | Shape::ObjectOrFalse(inner) => {
            object(node, inner, version, found);
        }
        Shape::Schema | Shape::SchemaOrBool => object(node, &grammar::SCHEMA, version, found),
        Shape::List(inner) => {
            for item in node.as_sequence().unwrap_or_default() {
                inside(item, *inner, version, found);
            }
        }
        Shape::Map(inner) => {
            for entry in node.as_mapping().into_iter().flat_map(|mapping| mapping.iter()) {
                if !entry.key.starts_with("x-") || matches!(inner, Shape::Schema) {
                    inside(&entry.value, *inner, version, found);
                }
            }
        }
        _ => {}
    }
}
