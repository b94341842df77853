//! Text that must not be seen.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::raw::{self, FromRaw};

/// Text that must not be seen: a key, a password, a token.
///
/// `Debug` shows `***`, and there is no `Display`: nobody prints a secret unawares. Comparison takes the same time wherever the texts
/// differ. [`expose`](Self::expose) gives the text, and so does serialisation, because a secret in a body is there to be sent.
///
/// The memory is wiped when it is dropped, and so are the copies that are made to sign with it and to keep it out of errors. Not wiped is what
/// has to be sent: the headers, the URL and the body of a request, and what the libraries below copy out of them. Neither is what was there
/// before: a `&str` that it was made of, the environment of the process, and the body of an answer that it was read from.
///
/// ```
/// use specloom_runtime::Secret;
///
/// let key = Secret::from("example-key");
/// assert_eq!(format!("{key:?}"), "Secret(***)");
/// assert_eq!(key.expose(), "example-key");
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text. Keep it out of logs and errors.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Self::from(text.clone())
    }
}

impl From<&Secret> for Secret {
    fn from(secret: &Secret) -> Self {
        secret.clone()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// In constant time for texts of the same length; the length itself is not hidden.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose().as_bytes().ct_eq(other.expose().as_bytes()).into()
    }
}

impl Eq for Secret {}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            raw::read(deserializer, SecretText)
        } else {
            deserializer.deserialize_string(SecretText)
        }
    }
}

/// Refuses values of other types without quoting them, as the usual errors would.
struct SecretText;

impl Visitor<'_> for SecretText {
    type Value = Secret;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a secret text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Secret, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Secret, E> {
        Ok(text.into())
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Secret, E> {
        Err(not_text())
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Secret, E> {
        Err(not_text())
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Secret, E> {
        Err(not_text())
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Secret, E> {
        Err(not_text())
    }
}

impl<'de> FromRaw<'de> for SecretText {
    fn accept_raw<E: de::Error>(self, text: Cow<'de, str>) -> Result<Secret, E> {
        let text = Zeroizing::new(text.into_owned());
        serde_json::from_str::<String>(&text)
            .map(Secret::from)
            .map_err(|_| not_text())
    }
}

fn not_text<E: de::Error>() -> E {
    E::custom("expected a secret text, found a value of another type")
}
