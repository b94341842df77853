use serde_json::Value as Json;

use super::maker::Way;
use crate::load::Node;
use crate::openapi::{Additional, Document, Schema};

/// Leaves of an example what the schemas name and what travels this way: a client has no place for anything else.
pub(super) fn known<'t>(document: Document<'t>, way: Way, schemas: &[Schema<'t>], value: Json) -> Json {
    let all = flattened(document, schemas);
    match value {
        Json::Object(members) => {
            let is_named = all.iter().any(|schema| schema.properties().next().is_some());
            let kept = members.into_iter().filter_map(|(name, value)| {
                let below = below(&all, &name);
                let stays = |schema: &Schema<'t>| {
                    schema.flag(way.stays()) || Schema::new(document.follow(schema.node)).flag(way.stays())
                };
                if below.iter().any(stays) || is_named && below.is_empty() && !is_open(&all) {
                    return None;
                }
                Some((name, known(document, way, &below, value)))
            });
            Json::Object(kept.collect())
        }
        Json::Array(items) => {
            let below: Vec<Schema<'t>> = all.iter().filter_map(|schema| schema.schema("items")).collect();
            items
                .into_iter()
                .map(|item| known(document, way, &below, item))
                .collect()
        }
        other => other,
    }
}

/// Whether any of these schemas names a member, and each that does takes this value of it.
pub(super) fn takes_member<'t>(document: Document<'t>, schemas: &[Schema<'t>], name: &str, value: &Json) -> bool {
    let below = below(&flattened(document, schemas), name);
    let takes = |schema: &Schema<'t>| {
        let listed = Schema::new(document.follow(schema.node)).enumeration();
        listed.is_none_or(|listed| listed.iter().any(|known| known.to_json() == *value))
    };
    !below.is_empty() && below.iter().all(takes)
}

/// The schemas of a member.
fn below<'t>(all: &[Schema<'t>], name: &str) -> Vec<Schema<'t>> {
    let properties = all.iter().filter_map(|schema| schema.node.get("properties")?.get(name));
    let mut below: Vec<Schema<'t>> = properties.map(Schema::new).collect();
    if below.is_empty() {
        below.extend(all.iter().filter_map(|schema| match schema.additional() {
            Additional::Typed(schema) => Some(schema),
            _ => None,
        }));
    }
    below
}

fn is_open(all: &[Schema<'_>]) -> bool {
    all.iter().any(|schema| matches!(schema.additional(), Additional::Any))
}

/// Schemas with all that they are composed of.
fn flattened<'t>(document: Document<'t>, schemas: &[Schema<'t>]) -> Vec<Schema<'t>> {
    let mut open: Vec<Schema<'t>> = schemas.to_vec();
    let mut all: Vec<Schema<'t>> = Vec::new();
    while let Some(schema) = open.pop() {
        let node: &'t Node = document.follow(schema.node);
        if all.iter().any(|known| std::ptr::eq(known.node, node)) {
            continue;
        }
        let schema = Schema::new(node);
        all.push(schema);
        for word in ["allOf", "oneOf", "anyOf"] {
            open.extend(schema.schemas(word));
        }
    }
    all
}
