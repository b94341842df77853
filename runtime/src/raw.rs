//! Reads the text of a JSON value through any deserializer that can give it.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::sync::OnceLock;

use serde::de::value::Error as ProbeError;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::value::RawValue;

use crate::codegen::v1::Key;

/// Makes a value from the text of a JSON value, and visits what formats other than JSON hand over instead.
pub(crate) trait FromRaw<'de>: Visitor<'de> {
    /// The value that the text stands for. The text is borrowed wherever the document lies in memory.
    fn accept_raw<E: serde::de::Error>(self, text: Cow<'de, str>) -> Result<Self::Value, E>;
}

/// Reads JSON text where the deserializer is one of `serde_json`, also when wrapped; asks `visitor` otherwise.
pub(crate) fn read<'de, D, V>(deserializer: D, visitor: V) -> Result<V::Value, D::Error>
where
    D: Deserializer<'de>,
    V: FromRaw<'de>,
{
    deserializer.deserialize_newtype_struct(raw_value_name(), RawOr(visitor))
}

/// The name under which `serde_json` recognises the request for raw text. It is private there, so `RawValue` itself is asked.
fn raw_value_name() -> &'static str {
    static NAME: OnceLock<&str> = OnceLock::new();
    NAME.get_or_init(|| {
        let name = Cell::new("");
        let _: Result<Box<RawValue>, _> = Deserialize::deserialize(Probe { name: &name });
        name.get()
    })
}

struct Probe<'a> {
    name: &'a Cell<&'static str>,
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = ProbeError;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ProbeError> {
        Err(ProbeError::custom("only the name is wanted"))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, _: V) -> Result<V::Value, ProbeError> {
        self.name.set(name);
        Err(ProbeError::custom("only the name is wanted"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

struct RawOr<V>(V);

/// Text, borrowed where it can be.
struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyText;
        impl<'de> Visitor<'de> for AnyText {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the text of a JSON value")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E>(self, text: String) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text)))
            }
        }
        deserializer.deserialize_string(AnyText)
    }
}

macro_rules! delegate {
    ($($method:ident: $type:ty),* $(,)?) => {
        $(fn $method<E: serde::de::Error>(self, value: $type) -> Result<V::Value, E> {
            self.0.$method(value)
        })*
    };
}

impl<'de, V: FromRaw<'de>> Visitor<'de> for RawOr<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    /// `serde_json` gives raw text as the only member of a map.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<V::Value, A::Error> {
        let known = map
            .next_key::<Key<'de>>()?
            .is_some_and(|key| key.as_str() == raw_value_name());
        if !known {
            return Err(A::Error::invalid_type(Unexpected::Map, &self.0));
        }
        let text = map.next_value::<Text<'de>>()?;
        self.0.accept_raw(text.0)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(self.0)
    }

    delegate!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str, visit_string: String);

    fn visit_unit<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }
}
