use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Unexpected, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use super::Amount;
use crate::raw::{self, FromRaw};
use crate::text::capped;

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_str(&self.0);
        }
        serde_json::from_str::<&RawValue>(&self.0)
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            raw::read(deserializer, Decimal)
        } else {
            deserializer.deserialize_str(Decimal)
        }
    }
}

struct Decimal;

impl Visitor<'_> for Decimal {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number, or a string with one")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
        text.parse()
            .map_err(|error| E::custom(format_args!("{error} (found the string {:?})", capped(text, 64))))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Amount, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Amount, E> {
        Ok(number.into())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Amount, E> {
        Err(E::invalid_type(
            Unexpected::Float(number),
            &"an exact decimal; a binary floating-point number has lost digits already",
        ))
    }
}

impl<'de> FromRaw<'de> for Decimal {
    fn accept_raw<E: de::Error>(self, text: Cow<'de, str>) -> Result<Amount, E> {
        let unexpected = match text.as_bytes().first() {
            Some(b'"') => {
                // Digits need no escapes, so the text between the quotes mostly is the string.
                let between = text.get(1..text.len() - 1).filter(|between| !between.contains('\\'));
                return match between {
                    Some(between) => self.visit_str(between),
                    None => self.visit_str(&serde_json::from_str::<String>(&text).map_err(E::custom)?),
                };
            }
            Some(b'n') => Unexpected::Unit,
            Some(b't') => Unexpected::Bool(true),
            Some(b'f') => Unexpected::Bool(false),
            Some(b'{') => Unexpected::Map,
            Some(b'[') => Unexpected::Seq,
            _ => return text.parse().map_err(E::custom),
        };
        Err(E::invalid_type(unexpected, &self))
    }
}
