//! Values with parts, as parameters and forms show them.

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::encode;
use crate::{Json, JsonKind};

/// The value of a parameter before it is encoded for its place.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterValue {
    /// There is none: the parameter is left out.
    Absent,
    /// One text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// A list or an object, as JSON.
    Structured(Json),
}

/// How many texts only: one of them can be a secret.
impl std::fmt::Debug for ParameterValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Absent => f.write_str("Absent"),
            Self::Text(_) => f.write_str("Text(***)"),
            Self::List(texts) => write!(f, "List({} texts)", texts.len()),
            Self::Structured(_) => f.write_str("Structured(***)"),
        }
    }
}

/// What a value consists of.
pub(super) enum Shape {
    Absent,
    Text(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl ParameterValue {
    /// The parts of any value that can be written as JSON.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn structured<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        Ok(Self::Structured(Json::from_text(&serde_json::to_string(value)?)?))
    }

    /// The JSON text of a value as one text.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        let text = serde_json::to_string(value)?;
        Ok(if text == "null" { Self::Absent } else { Self::Text(text) })
    }

    pub(super) fn shape(self) -> Result<Shape, String> {
        Ok(match self {
            Self::Absent => Shape::Absent,
            Self::Text(text) => Shape::Text(text),
            Self::List(texts) => Shape::List(texts),
            Self::Structured(json) => match json.kind() {
                JsonKind::Null => Shape::Absent,
                // A part that is null has no value, so RFC 6570 passes over it.
                JsonKind::Array => {
                    let items = items(&json)?.into_iter().filter(|item| !item.is_null());
                    Shape::List(items.map(|item| text(&item)).collect::<Result<_, _>>()?)
                }
                JsonKind::Object => {
                    let members = members(&json)?.into_iter().filter(|(_, value)| !value.is_null());
                    let texts = members.map(|(name, value)| Ok((name, text(&value)?)));
                    Shape::Object(texts.collect::<Result<_, String>>()?)
                }
                JsonKind::Bool | JsonKind::Number | JsonKind::String => Shape::Text(text(&json)?),
            },
        })
    }

    /// Each text with its path from the name on, such as `name[member][0]`.
    pub(super) fn deep(self, name: &str) -> Result<Vec<(String, String)>, String> {
        let mut pairs = Vec::new();
        match self {
            Self::Absent => {}
            Self::Text(text) => pairs.push((name.to_owned(), text)),
            Self::List(texts) => {
                let indexed = texts.into_iter().enumerate();
                pairs.extend(indexed.map(|(index, text)| (format!("{name}[{index}]"), text)));
            }
            Self::Structured(json) if json.is_null() => {}
            Self::Structured(json) => walk(name, &json, &mut pairs)?,
        }
        Ok(pairs)
    }
}

/// The texts below a value with their paths. `Json` refuses to be taken apart beyond a depth, so this ends.
pub(super) fn walk(path: &str, json: &Json, pairs: &mut Vec<(String, String)>) -> Result<(), String> {
    match json.kind() {
        JsonKind::Array => {
            for (index, item) in items(json)?.iter().enumerate() {
                walk(&format!("{path}[{index}]"), item, pairs)?;
            }
        }
        JsonKind::Object => {
            for (name, value) in members(json)? {
                walk(&format!("{path}[{name}]"), &value, pairs)?;
            }
        }
        // A member that is null is there on purpose: that is how a form empties it.
        _ => pairs.push((path.to_owned(), text(json)?)),
    }
    Ok(())
}

/// A string's own text, nothing for null, and the JSON of everything else.
pub(super) fn text(json: &Json) -> Result<String, String> {
    match json.kind() {
        JsonKind::String => json.decode().map_err(|error| format!("cannot be read: {error}")),
        JsonKind::Null => Ok(String::new()),
        _ => Ok(json.text().to_owned()),
    }
}

pub(super) fn items(json: &Json) -> Result<Vec<Json>, String> {
    json.decode().map_err(|error| format!("cannot be taken apart: {error}"))
}

/// The members in the order in which they are written.
pub(super) fn members(json: &Json) -> Result<Vec<(String, Json)>, String> {
    let members: Members = json
        .decode()
        .map_err(|error| format!("cannot be taken apart: {error}"))?;
    Ok(members.0)
}

struct Members(Vec<(String, Json)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// Adds `name=value` to a query or a form; the value is encoded already.
pub(super) fn push_pair(pairs: &mut String, name: &str, encoded: &str) {
    if !pairs.is_empty() {
        pairs.push('&');
    }
    pairs.push_str(&encode(name));
    pairs.push('=');
    pairs.push_str(encoded);
}
