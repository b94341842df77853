use std::fmt;

use jsonschema::{Draft, Registry};
use serde_json::{Map, Value, json};

/// What the description is called among the validator's resources.
const ADDRESS: &str = "urn:description";
/// Members of a schema that say nothing about whether a value fits, and may hold what is no schema.
const SILENT: [&str; 9] = [
    "example",
    "examples",
    "default",
    "discriminator",
    "xml",
    "externalDocs",
    "description",
    "title",
    "deprecated",
];

/// The schemas of a description as JSON Schema knows them, seen from one direction.
pub(crate) struct Schemas {
    registry: Registry<'static>,
    reader: Reader,
}

impl fmt::Debug for Schemas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Schemas({:?})", self.reader)
    }
}

impl Schemas {
    /// The schemas of a description, where members that are marked with this word do not travel.
    pub(crate) fn of(root: &Value, stays: &'static str) -> Result<Self, String> {
        let version = root.get("openapi").and_then(Value::as_str).unwrap_or_default();
        let draft = if version.starts_with("3.0") {
            Draft::Draft4
        } else {
            Draft::Draft202012
        };
        let reader = Reader { stays, draft };
        let registry = Registry::new()
            .draft(draft)
            .add(ADDRESS, reader.any(root, root, ""))
            .and_then(jsonschema::RegistryBuilder::prepare)
            .map_err(|error| format!("the schemas of the description cannot be read: {error}"))?;
        Ok(Self { registry, reader })
    }

    /// Why a value does not fit a schema.
    pub(crate) fn fits(&self, root: &Value, schema: &Value, value: &Value) -> Result<(), String> {
        let schema = self.reader.any(schema, root, ADDRESS);
        let validator = jsonschema::options()
            .with_draft(self.reader.draft)
            .should_validate_formats(true)
            .with_registry(&self.registry)
            .build(&schema)
            .map_err(|error| format!("its schema cannot be used: {error}"))?;
        let faults = validator.iter_errors(value);
        let faults: Vec<String> = faults
            .map(|error| format!("at `{}`: {error}", error.instance_path()))
            .take(5)
            .collect();
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults.join("; "))
        }
    }
}

/// Makes JSON Schema of what a description says.
#[derive(Debug)]
struct Reader {
    stays: &'static str,
    draft: Draft,
}

impl Reader {
    fn any(&self, node: &Value, root: &Value, address: &str) -> Value {
        match node {
            Value::Object(members) => self.object(members, root, address),
            Value::Array(items) => items.iter().map(|item| self.any(item, root, address)).collect(),
            other => other.clone(),
        }
    }

    fn object(&self, members: &Map<String, Value>, root: &Value, address: &str) -> Value {
        let mut made = Map::new();
        for (name, value) in members {
            // The names of an object's members are no words of JSON Schema, whatever they are.
            let named = matches!(name.as_str(), "properties" | "schemas" | "patternProperties" | "$defs");
            let value = match (name.as_str(), value) {
                ("$ref", Value::String(target)) if target.starts_with('#') => json!(format!("{address}{target}")),
                (_, Value::Object(inner)) if named => inner
                    .iter()
                    .map(|(name, value)| (name.clone(), self.any(value, root, address)))
                    .collect(),
                ("enum" | "const", _) => value.clone(),
                ("pattern", Value::String(pattern)) => json!(without_delimiters(pattern)),
                ("required", Value::Array(names)) => self.required(names, members, root),
                (silent, _) if SILENT.contains(&silent) || silent.starts_with("x-") => continue,
                _ => self.any(value, root, address),
            };
            made.insert(name.clone(), value);
        }
        // That a value fits one candidate only is a promise of the description, which open objects seldom keep. It is no matter of a
        // client, which says what was given.
        if !made.contains_key("anyOf")
            && let Some(candidates) = made.remove("oneOf")
        {
            made.insert("anyOf".to_owned(), candidates);
        }
        // Who names members means an object, though JSON Schema would take everything else as well.
        if made.contains_key("properties") && !made.contains_key("type") {
            made.insert("type".to_owned(), json!("object"));
        }
        // Draft 4 takes no empty list.
        if made
            .get("required")
            .and_then(Value::as_array)
            .is_some_and(Vec::is_empty)
        {
            made.remove("required");
        }
        if self.draft == Draft::Draft4 && made.remove("nullable") == Some(json!(true)) {
            return json!({"anyOf": [made, {"type": "null"}]});
        }
        Value::Object(made)
    }

    /// The required members that travel in this direction.
    fn required(&self, names: &[Value], members: &Map<String, Value>, root: &Value) -> Value {
        let stays = |name: &str| {
            let member = member(members, name, root, 16);
            member.is_some_and(|member| member.get(self.stays) == Some(&json!(true)))
        };
        let travels = |name: &&Value| name.as_str().is_none_or(|name| !stays(name));
        names.iter().filter(travels).cloned().collect()
    }
}

/// A pattern without the signs that stand around it in some languages. With them nothing would ever fit.
fn without_delimiters(pattern: &str) -> &str {
    let inner = pattern.strip_prefix("/^").and_then(|rest| rest.strip_suffix("$/"));
    inner.and_then(|_| pattern.get(1..pattern.len() - 1)).unwrap_or(pattern)
}

/// What is said of a member of an object, here or in what the object is composed of.
fn member<'d>(schema: &'d Map<String, Value>, name: &str, root: &'d Value, depth: usize) -> Option<&'d Value> {
    let deeper = depth.checked_sub(1)?;
    if let Some(found) = schema.get("properties").and_then(|properties| properties.get(name)) {
        return Some(target(found, root).unwrap_or(found));
    }
    let parts = schema.get("allOf").and_then(Value::as_array)?;
    parts.iter().find_map(|part| {
        let part = target(part, root).unwrap_or(part);
        member(part.as_object()?, name, root, deeper)
    })
}

fn target<'d>(node: &Value, root: &'d Value) -> Option<&'d Value> {
    let reference = node.get("$ref")?.as_str()?;
    root.pointer(&crate::url::decoded(reference.strip_prefix('#')?))
}
