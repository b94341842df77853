use jsonschema::{Draft, Registry};
use serde_json::{Map, Value as Json, json};

use super::maker::Way;
use super::pattern;
use crate::check;
use crate::load::{Mapping, Node, Value};
use crate::openapi::{Document, Schema};

/// What the document is called among the validator's resources.
const ADDRESS: &str = "urn:description";

/// Tells whether values that travel one way fit their schemas.
pub(super) struct Fit<'t> {
    document: Document<'t>,
    pub(super) way: Way,
    draft: Draft,
    registry: Option<Registry<'static>>,
}

impl<'t> Fit<'t> {
    pub(super) fn new(document: Document<'t>, way: Way) -> Self {
        let draft = if document.is_3_1() {
            Draft::Draft202012
        } else {
            Draft::Draft4
        };
        let mut fit = Self {
            document,
            way,
            draft,
            registry: None,
        };
        let whole = fit.any(document.root, "");
        let registry = Registry::new().draft(draft).add(ADDRESS, whole);
        fit.registry = registry.and_then(jsonschema::RegistryBuilder::prepare).ok();
        fit
    }

    /// Why a value does not fit a schema.
    pub(super) fn check(&self, schema: Schema<'t>, value: &Json) -> Result<(), String> {
        let Some(registry) = &self.registry else {
            return Err("the schemas of the description cannot be used".to_owned());
        };
        let validator = jsonschema::options()
            .with_draft(self.draft)
            .should_validate_formats(true)
            .with_format("decimal", check::is_decimal)
            .with_format("uuid", check::is_uuid)
            .with_format("date-time-local", check::is_date_time_local)
            .with_registry(registry)
            .build(&self.any(schema.node, ADDRESS))
            .map_err(|error| format!("its schema cannot be used: {}", short(&error.to_string())))?;
        match validator.iter_errors(value).next() {
            Some(error) => {
                let place = error.instance_path().to_string();
                let masked = error.masked_with("it").to_string();
                Err(format!("no sample fits its schema, at `{place}`: {}", short(&masked)))
            }
            None => Ok(()),
        }
    }

    /// A part of the document as JSON Schema knows it.
    fn any(&self, node: &'t Node, address: &str) -> Json {
        match &node.value {
            Value::Mapping(mapping) => self.object(mapping, address),
            Value::Sequence(items) => items.iter().map(|item| self.any(item, address)).collect(),
            _ => node.to_json(),
        }
    }

    fn object(&self, mapping: &'t Mapping, address: &str) -> Json {
        let mut members = Map::new();
        for entry in mapping.iter() {
            let value = match (&*entry.key, &entry.value.value) {
                ("$ref", Value::String(text)) if text.starts_with('#') => json!(format!("{address}{text}")),
                ("properties" | "schemas" | "patternProperties" | "$defs", Value::Mapping(inner)) => inner
                    .iter()
                    .map(|member| (member.key.to_string(), self.any(&member.value, address)))
                    .collect(),
                ("enum" | "const", _) => entry.value.to_json(),
                ("pattern", Value::String(pattern)) => json!(pattern::undelimited(pattern)),
                ("required", Value::Sequence(names)) => self.required(names, mapping),
                (
                    "discriminator" | "example" | "examples" | "default" | "xml" | "externalDocs" | "description"
                    | "title" | "deprecated",
                    _,
                ) => continue,
                (extension, _) if extension.starts_with("x-") => continue,
                _ => self.any(&entry.value, address),
            };
            members.insert(entry.key.to_string(), value);
        }
        // A value that fits several candidates is a value all the same: open objects seldom keep that promise.
        if !members.contains_key("anyOf")
            && let Some(candidates) = members.remove("oneOf")
        {
            members.insert("anyOf".to_owned(), candidates);
        }
        // Who names members means an object, and that is what a client takes it for.
        if members.contains_key("properties") && !members.contains_key("type") {
            members.insert("type".to_owned(), json!("object"));
        }
        if members
            .get("required")
            .and_then(Json::as_array)
            .is_some_and(Vec::is_empty)
        {
            members.remove("required");
        }
        if self.draft == Draft::Draft4 && members.remove("nullable") == Some(Json::Bool(true)) {
            return json!({"anyOf": [members, {"type": "null"}]});
        }
        Json::Object(members)
    }

    /// The required members that travel this way.
    fn required(&self, names: &'t [Node], mapping: &'t Mapping) -> Json {
        let stays = |name: &str| {
            let member = self.member(mapping, name, 16);
            member.is_some_and(|member| member.flag(self.way.stays()))
        };
        let names = names.iter().filter(|name| !name.as_str().is_some_and(stays));
        names.map(Node::to_json).collect()
    }

    fn member(&self, mapping: &'t Mapping, name: &str, depth: usize) -> Option<Schema<'t>> {
        let deeper = depth.checked_sub(1)?;
        let schema = mapping.get("properties").and_then(|properties| properties.get(name));
        if let Some(found) = schema {
            return Some(Schema::new(self.document.follow(found)));
        }
        let parts = mapping.get("allOf")?.as_sequence()?;
        let mut parts = parts.iter().filter_map(|part| self.document.follow(part).as_mapping());
        parts.find_map(|part| self.member(part, name, deeper))
    }
}

/// The beginning of a message: the validator quotes what it has read.
fn short(message: &str) -> String {
    let mut short: String = message.chars().take(120).collect();
    if short.len() < message.len() {
        short.push('…');
    }
    short
}
