//! Any JSON value.

mod depth;
mod equality;
mod loss;
mod serde_impls;

use std::fmt;

use serde::Serialize;
use serde::de::{DeserializeOwned, Error as _};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::Amount;
use crate::text::capped;

/// Any JSON value, kept as the text it was written with, so that no digit of a number is lost.
///
/// Two values are equal when they mean the same: the order of an object's members does not matter, and numbers are compared as
/// [`Amount`]s. Values nested more than 128 levels deep are equal only if their texts are.
///
/// ```
/// use specloom_runtime::{Json, JsonKind};
///
/// let value = Json::from_text(r#"{"b": 1.0, "a": ["x"]}"#)?;
/// assert_eq!(value.kind(), JsonKind::Object);
/// assert_eq!(value, Json::from_text(r#"{"a":["x"],"b":1}"#)?);
/// assert_eq!(value.member("a").map(|a| a.decode::<Vec<String>>()).transpose()?, Some(vec!["x".to_owned()]));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone)]
pub struct Json(Box<str>);

/// What a JSON value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JsonKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Json {
    /// `null`.
    #[must_use]
    pub fn null() -> Self {
        Self("null".into())
    }

    /// The value that a JSON text stands for.
    ///
    /// # Errors
    ///
    /// When the text is not exactly one JSON value.
    pub fn from_text(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str::<&RawValue>(text).map(|raw| Self(raw.get().into()))
    }

    /// The JSON text, as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What the value is.
    #[must_use]
    pub fn kind(&self) -> JsonKind {
        match self.0.as_bytes().first() {
            Some(b'{') => JsonKind::Object,
            Some(b'[') => JsonKind::Array,
            Some(b'"') => JsonKind::String,
            Some(b't' | b'f') => JsonKind::Bool,
            Some(b'n') | None => JsonKind::Null,
            Some(_) => JsonKind::Number,
        }
    }

    /// Whether the value is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.kind() == JsonKind::Null
    }

    /// A member of an object; the last, where several have the name. Anything but an object has none.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<Self> {
        equality::member(&self.0, name).map(|raw| Self(raw.get().into()))
    }

    /// The value as another type.
    ///
    /// # Errors
    ///
    /// When the value does not have the shape of the type, or is nested more than 128 levels deep.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        // A type that decodes parts of itself begins anew each time, so the limit of the reader alone would not hold.
        if depth::exceeds(&self.0, depth::LIMIT) {
            return Err(serde_json::Error::custom("the value is nested too deeply"));
        }
        serde_json::from_str(&self.0)
    }

    /// Whether what was read from this value, written again, has all that is in it: only the spelling of texts and numbers may differ.
    pub(crate) fn is_kept_by<T: Serialize>(&self, read: &T) -> bool {
        serde_json::to_string(read).is_ok_and(|written| loss::is_kept(&self.0, &written))
    }

    /// The value as `serde_json` holds values: as a tree, its fractional numbers binary.
    ///
    /// # Errors
    ///
    /// When the value is nested more than 128 levels deep, or has a number that a binary one cannot come near.
    pub fn to_value(&self) -> Result<Value, serde_json::Error> {
        self.decode()
    }
}

/// `null`.
impl Default for Json {
    fn default() -> Self {
        Self::null()
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        equality::equal(&self.0, &other.0)
    }
}

impl Eq for Json {}

/// The JSON text, whole.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The JSON text, at most 256 characters of it.
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&capped(&self.0, 256))
    }
}

/// A JSON string. [`Json::from_text`] reads JSON.
impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

/// A JSON string. [`Json::from_text`] reads JSON.
impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::from(Value::String(text))
    }
}

impl From<Amount> for Json {
    fn from(number: Amount) -> Self {
        Self(number.as_str().into())
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Self(value.to_string().into())
    }
}

macro_rules! from_displayed {
    ($($type:ty),*) => {
        $(impl From<$type> for Json {
            fn from(value: $type) -> Self {
                Self(value.to_string().into())
            }
        })*
    };
}

from_displayed!(bool, i32, i64, u32, u64);
