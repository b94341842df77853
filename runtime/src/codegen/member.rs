use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Amount, Nullable};

/// The name of a member of a JSON object, borrowed from the text where it carries no escapes.
#[derive(Debug)]
pub struct Key<'de>(Cow<'de, str>);

impl Key<'_> {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name, owned.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl<'de> Visitor<'de> for Name {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a member")
            }
            fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(name)))
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(Name)
    }
}

/// Passes over the value of a member that this version does not know.
pub fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(drop)
}

/// The error for a required member that is not there.
#[cold]
pub fn missing<E: de::Error>(name: &'static str) -> E {
    E::missing_field(name)
}

/// Writes the amounts inside a value as JSON strings, where the description declares them so.
#[derive(Debug)]
pub struct TextSpelling<'a, T: ?Sized>(pub &'a T);

/// A value that can be written in text spelling.
pub trait MaybeText {
    /// Writes the value, its amounts as JSON strings.
    fn serialize_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

impl<T: MaybeText + ?Sized> Serialize for TextSpelling<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_text(serializer)
    }
}

impl MaybeText for Amount {
    fn serialize_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<T: MaybeText> MaybeText for Option<T> {
    fn serialize_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.serialize_text(serializer),
            None => serializer.serialize_none(),
        }
    }
}

impl<T: MaybeText> MaybeText for Nullable<T> {
    fn serialize_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Nullable::Value(value) => value.serialize_text(serializer),
            Nullable::Absent | Nullable::Null => serializer.serialize_none(),
        }
    }
}

impl<T: MaybeText> MaybeText for Vec<T> {
    fn serialize_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(TextSpelling))
    }
}

impl<T: MaybeText> MaybeText for BTreeMap<String, T> {
    fn serialize_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(name, value)| (name, TextSpelling(value))))
    }
}

/// How a member is written: as its type does, or with its amounts as text.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_spelling {
    ($value:expr) => {
        $value
    };
    ($value:expr, into) => {
        $value
    };
    ($value:expr, text) => {
        &$crate::codegen::v1::TextSpelling($value)
    };
}
