//! An answer, and what can be read from it.

mod failure;
mod wrapped;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use crate::{Core, Description, Envelope, Error, ErrorKind};
use wrapped::Wrapped;

/// A whole answer.
pub struct Answer {
    pub(crate) description: &'static Description,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Knows the secrets that must not show in an excerpt.
    pub(crate) core: Core,
}

/// The length only: a body can hold secrets.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({}, {} bytes)", self.status, self.body.len())
    }
}

impl Answer {
    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value that the body is the JSON of.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx, or when the body is not that.
    pub fn json<T: DeserializeOwned>(self) -> Result<T, Error> {
        self.succeeded(None)?;
        let text = self.json_text()?;
        self.decode(text, "")
    }

    /// The value in the payload of an envelope.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx, when the envelope says no, or when the body is not that.
    pub fn payload<T: DeserializeOwned>(self, envelope: &'static Envelope) -> Result<T, Error> {
        let payload = self.unwrap(envelope)?;
        self.decode(payload, envelope.payload)
    }

    /// Nothing but that the envelope says yes.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx, when the envelope says no, or when there is none.
    pub fn acknowledged(self, envelope: &'static Envelope) -> Result<(), Error> {
        self.unwrap(envelope).map(drop)
    }

    /// Nothing but that the status is 2xx.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx.
    pub fn empty(self) -> Result<(), Error> {
        self.succeeded(None)
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx, or when the body is not UTF-8.
    pub fn text(self) -> Result<String, Error> {
        self.succeeded(None)?;
        match String::from_utf8(self.body.to_vec()) {
            Ok(text) => Ok(text),
            Err(_) => Err(self.failure(ErrorKind::WrongType, "the answer is not text in UTF-8")),
        }
    }

    /// The body as it came.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx.
    pub fn bytes(self) -> Result<Bytes, Error> {
        self.succeeded(None)?;
        Ok(self.body)
    }

    /// The text of the payload, once the envelope has said yes.
    fn unwrap(&self, envelope: &'static Envelope) -> Result<&str, Error> {
        self.succeeded(Some(envelope))?;
        let text = self.json_text()?;
        let wrapped = match Wrapped::read(text, envelope) {
            Ok(wrapped) => wrapped,
            Err(error) if error.is_data() => {
                return Err(self.failure(
                    ErrorKind::NotAnEnvelope,
                    "the answer is not wrapped as answers of this API are",
                ));
            }
            Err(error) => return Err(self.unreadable(text, &error)),
        };
        if let Some(error) = self.refusal(&wrapped, envelope) {
            return Err(error);
        }
        Ok(wrapped.payload.unwrap_or("null"))
    }

    /// The body as text that may be JSON.
    fn json_text(&self) -> Result<&str, Error> {
        if self.body.iter().all(u8::is_ascii_whitespace) {
            return Err(self.failure(ErrorKind::EmptyAnswer, "the answer is empty where JSON was expected"));
        }
        if self.is_html() {
            let detail = "the answer is a page for people; is the address right, or does something stand between?";
            return Err(self.failure(ErrorKind::HtmlAnswer, detail));
        }
        std::str::from_utf8(&self.body).map_err(|error| match error.error_len() {
            Some(_) => self.failure(ErrorKind::NotJson, "the answer is not text in UTF-8"),
            None => self.failure(
                ErrorKind::TruncatedAnswer,
                "the answer breaks off in the middle of a character",
            ),
        })
    }

    /// Reads plainly; only where that fails it is read again, to find the place.
    fn decode<T: DeserializeOwned>(&self, text: &str, above: &str) -> Result<T, Error> {
        serde_json::from_str(text).map_err(|error| {
            if !error.is_data() {
                return self.unreadable(text, &error);
            }
            let reader = &mut serde_json::Deserializer::from_str(text);
            let place = serde_path_to_error::deserialize::<_, T>(reader).err();
            let path = place.map(|place| place.path().to_string()).unwrap_or_default();
            self.wrong_type(text, &error, above, &path)
        })
    }
}
