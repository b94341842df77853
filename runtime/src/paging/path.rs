use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

use crate::codegen::v1::Key;

/// The members of an object, each as its text, in their order.
pub(crate) fn members(text: &str) -> Option<Vec<(String, &str)>> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(String, &'de str)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some(key) = map.next_key::<Key<'de>>()? {
                members.push((key.into_string(), map.next_value::<&RawValue>()?.get()));
            }
            Ok(members)
        }
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.deserialize_map(Members).ok()
}

/// The items of a list, each as its text.
pub(super) fn list(text: &str) -> Option<Vec<&str>> {
    struct Items;
    impl<'de> Visitor<'de> for Items {
        type Value = Vec<&'de str>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = list.next_element::<&RawValue>()? {
                items.push(item.get());
            }
            Ok(items)
        }
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.deserialize_seq(Items).ok()
}

/// What stands at a place of a JSON text; nothing where there is nothing, or null. A step is the name of a member; in brackets, as in
/// `[rel=next]`, the first item of a list that has this value in this member.
pub(crate) fn at<'a>(text: &'a str, path: &[&str]) -> Option<&'a str> {
    let mut here = text.trim();
    for step in path {
        let condition = step.strip_prefix('[').and_then(|step| step.strip_suffix(']'));
        here = match condition.and_then(|condition| condition.split_once('=')) {
            Some((member, value)) => list(here)?
                .into_iter()
                .find(|item| at(item, &[member]).and_then(text_of).as_deref() == Some(value))?,
            None => {
                let known = members(here)?;
                known.into_iter().rfind(|(name, _)| name == step)?.1
            }
        };
    }
    (here != "null").then_some(here)
}

/// A JSON value as a text: a string without its quotes, a number or a flag as it is written. Nothing of a list or an object.
pub(crate) fn text_of(json: &str) -> Option<String> {
    match json.as_bytes().first()? {
        b'"' => serde_json::from_str(json).ok(),
        b'{' | b'[' => None,
        _ => Some(json.to_owned()),
    }
}
