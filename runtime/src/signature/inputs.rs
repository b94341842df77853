use http::{HeaderName, HeaderValue, Method};
use jiff::Timestamp;
use md5::{Digest, Md5};

use super::mac::hex;
use super::{DateForm, Mac, Piece, Signature};
use crate::Secret;

/// What a recipe is applied to.
#[derive(Clone, Copy)]
pub(crate) struct Inputs<'a> {
    pub(crate) recipe: &'a Signature,
    /// In the order of the recipe's credentials.
    pub(crate) values: &'a [Secret],
    pub(crate) algorithm: &'a str,
    pub(crate) date: &'a str,
    pub(crate) method: &'a str,
    pub(crate) target: &'a str,
    pub(crate) url: &'a str,
    pub(crate) body: &'a [u8],
    pub(crate) body_md5: &'a str,
}

/// Path and query of a URL.
pub(crate) fn target(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    after_scheme.find(['/', '?']).map_or("/", |at| &after_scheme[at..])
}

/// The time as signatures of this recipe spell it.
pub(crate) fn date_text(recipe: &Signature, time: Timestamp) -> String {
    match recipe.date_form {
        DateForm::Iso8601 => Timestamp::from_second(time.as_second()).unwrap_or(time).to_string(),
        DateForm::UnixSeconds => time.as_second().to_string(),
    }
}

/// The time that a date of this recipe stands for.
pub(super) fn date_of(recipe: &Signature, text: &str) -> Option<Timestamp> {
    match recipe.date_form {
        DateForm::Iso8601 => text.parse().ok(),
        DateForm::UnixSeconds => Timestamp::from_second(text.parse().ok()?).ok(),
    }
}

/// The MD5 of a body; empty without one, and for GET.
pub(crate) fn body_md5(method: &Method, body: &[u8]) -> String {
    if body.is_empty() || method == Method::GET {
        String::new()
    } else {
        hex(&Md5::digest(body))
    }
}

impl<'a> Inputs<'a> {
    /// The credential of that name; empty for a name that the recipe does not list.
    pub(super) fn credential(&self, name: &str) -> &'a str {
        let position = self
            .recipe
            .credentials
            .iter()
            .position(|credential| *credential == name);
        position
            .and_then(|position| self.values.get(position))
            .map_or("", Secret::expose)
    }

    pub(super) fn key(&self) -> &'a [u8] {
        self.credential(self.recipe.key).as_bytes()
    }

    /// The function of the chosen algorithm.
    pub(super) fn mac(&self) -> Option<Mac> {
        self.recipe
            .algorithms
            .iter()
            .find(|(name, _)| *name == self.algorithm)
            .map(|(_, mac)| *mac)
    }

    /// The text that is signed: bytes, since a body need not be text.
    pub(super) fn text(&self) -> Vec<u8> {
        let mut text = Vec::with_capacity(128);
        for part in self.recipe.parts {
            let before = text.len();
            if before > 0 {
                text.extend_from_slice(self.recipe.separator.as_bytes());
            }
            let from = text.len();
            self.write(part, "", &mut text);
            if text.len() == from {
                text.truncate(before);
            }
        }
        text
    }

    fn write(&self, pieces: &[Piece], signature: &'a str, text: &mut Vec<u8>) {
        for piece in pieces {
            text.extend_from_slice(self.value(*piece, signature));
        }
    }

    fn value(&self, piece: Piece, signature: &'a str) -> &'a [u8] {
        match piece {
            Piece::Text(text) => text.as_bytes(),
            Piece::Credential(name) => self.credential(name).as_bytes(),
            Piece::Algorithm => self.algorithm.as_bytes(),
            Piece::Date => self.date.as_bytes(),
            Piece::Method => self.method.as_bytes(),
            Piece::Target => self.target.as_bytes(),
            Piece::Url => self.url.as_bytes(),
            Piece::Body => self.body,
            Piece::BodyMd5 => self.body_md5.as_bytes(),
            Piece::Signature => signature.as_bytes(),
        }
    }

    /// The headers that carry the signature. The error says what is wrong, without a secret.
    pub(crate) fn headers(&self) -> Result<Vec<(HeaderName, HeaderValue)>, String> {
        if self.values.len() != self.recipe.credentials.len() || self.key().is_empty() {
            return Err(format!(
                "the signature needs {}, none of them empty",
                self.recipe.credentials.join(" and ")
            ));
        }
        let mac = self
            .mac()
            .ok_or("the signature algorithm is not one that the API knows")?;
        let signature = self.recipe.encoding.encode(&mac.sign(self.key(), &self.text()));
        let mut headers = Vec::with_capacity(self.recipe.headers.len());
        let mut text = Vec::new();
        // The same values, for as long as the signature lives.
        let inputs: Inputs<'_> = *self;
        for (name, pieces) in self.recipe.headers {
            let value = if let [piece] = pieces {
                inputs.value(*piece, &signature)
            } else {
                text.clear();
                inputs.write(pieces, &signature, &mut text);
                &text
            };
            if value.is_empty() {
                continue;
            }
            let value = std::str::from_utf8(value).ok();
            let value = value.and_then(|value| HeaderValue::from_str(value).ok());
            let mut value = value.ok_or_else(|| format!("the header {name} cannot hold its value"))?;
            value.set_sensitive(
                pieces
                    .iter()
                    .any(|piece| matches!(piece, Piece::Credential(_) | Piece::Signature)),
            );
            let name =
                HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("{name} is no name for a header"))?;
            headers.push((name, value));
        }
        Ok(headers)
    }
}
