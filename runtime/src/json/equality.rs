use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::depth::LIMIT;
use crate::Amount;

/// Whether two JSON texts mean the same.
pub(super) fn equal(ours: &str, theirs: &str) -> bool {
    equal_at(ours, theirs, 0)
}

fn equal_at(ours: &str, theirs: &str, depth: usize) -> bool {
    if ours == theirs {
        return true;
    }
    let (Some(kind), Some(other_kind)) = (ours.bytes().next(), theirs.bytes().next()) else {
        return false;
    };
    match kind {
        b'{' | b'[' | b'"' if kind != other_kind => false,
        b'{' | b'[' if depth >= LIMIT => false,
        b'{' => match (members(ours), members(theirs)) {
            (Some(ours), Some(theirs)) => {
                ours.len() == theirs.len()
                    && ours.iter().zip(&theirs).all(|((name, value), (other_name, other))| {
                        name == other_name && equal_at(value.get(), other.get(), depth + 1)
                    })
            }
            _ => false,
        },
        b'[' => match (elements(ours), elements(theirs)) {
            (Some(ours), Some(theirs)) => {
                ours.len() == theirs.len()
                    && ours
                        .iter()
                        .zip(&theirs)
                        .all(|(value, other)| equal_at(value.get(), other.get(), depth + 1))
            }
            _ => false,
        },
        b'"' => match (string(ours), string(theirs)) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => false,
        },
        _ => matches!((ours.parse::<Amount>(), theirs.parse::<Amount>()), (Ok(ours), Ok(theirs)) if ours == theirs),
    }
}

pub(super) fn members(text: &str) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_str(text).ok()
}

pub(super) fn elements(text: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(text).ok()
}

fn string(text: &str) -> Option<String> {
    serde_json::from_str(text).ok()
}

/// The last member of that name, where the text is an object.
pub(super) fn member<'a>(text: &'a str, name: &str) -> Option<&'a RawValue> {
    struct Member<'n>(&'n str);

    impl<'de> Visitor<'de> for Member<'_> {
        type Value = Option<&'de RawValue>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut found = None;
            while let Some(name) = map.next_key::<String>()? {
                if name == self.0 {
                    found = Some(map.next_value()?);
                } else {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            Ok(found)
        }
    }

    serde_json::Deserializer::from_str(text)
        .deserialize_map(Member(name))
        .ok()
        .flatten()
}
