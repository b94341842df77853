use std::fmt;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::Envelope;
use crate::codegen::v1::{Key, skip};

/// An envelope that was opened: the text of each member that matters.
#[derive(Debug, Default)]
pub(super) struct Wrapped<'a> {
    pub(super) payload: Option<&'a str>,
    pub(super) success: Option<&'a str>,
    pub(super) code: Option<i64>,
    /// The text of a code that is no integer.
    pub(super) other_code: Option<&'a str>,
    pub(super) message: Option<String>,
}

impl<'a> Wrapped<'a> {
    /// Opens an envelope: one pass over the text, the payload kept as it stands.
    pub(super) fn read(text: &'a str, envelope: &'static Envelope) -> Result<Self, serde_json::Error> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let wrapped = reader.deserialize_map(Members(envelope))?;
        reader.end()?;
        Ok(wrapped)
    }

    /// Whether any of the members is there that say how it went.
    pub(super) fn says_how_it_went(&self) -> bool {
        self.success.is_some() || self.code.is_some() || self.other_code.is_some()
    }
}

struct Members(&'static Envelope);

impl<'de> Visitor<'de> for Members {
    type Value = Wrapped<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let envelope = self.0;
        let mut wrapped = Wrapped::default();
        // The earlier a member stands in the list, the more it counts.
        let mut best_message = envelope.messages.len();
        while let Some(key) = map.next_key::<Key<'de>>()? {
            let key = key.as_str();
            if key == envelope.payload {
                wrapped.payload = Some(map.next_value::<&RawValue>()?.get());
            } else if envelope.success.is_some_and(|(member, _)| member == key) {
                wrapped.success = Some(map.next_value::<&RawValue>()?.get());
            } else if envelope.code.is_some_and(|(member, _)| member == key) {
                let text = map.next_value::<&RawValue>()?.get();
                wrapped.code = integer(text.trim_matches('"'));
                wrapped.other_code = Some(text).filter(|text| wrapped.code.is_none() && *text != "null");
            } else if let Some(rank) = envelope.messages.iter().position(|member| *member == key) {
                let message = serde_json::from_str::<String>(map.next_value::<&RawValue>()?.get());
                if let (Ok(message), true) = (message, rank < best_message) {
                    best_message = rank;
                    wrapped.message = Some(message);
                }
            } else {
                skip(&mut map)?;
            }
        }
        Ok(wrapped)
    }
}

/// An integer, be it written as one or, as some languages do, with nothing behind a point.
fn integer(text: &str) -> Option<i64> {
    let whole = match text.split_once('.') {
        Some((whole, fraction)) => {
            Some(whole).filter(|_| !fraction.is_empty() && fraction.bytes().all(|digit| digit == b'0'))
        }
        None => Some(text),
    };
    whole?.parse().ok()
}
