//! A request while it is put together.

mod additions;
mod following;
mod form;
mod members;
mod multipart;
mod parameters;
mod replacing;
mod structure;

use std::fmt;

use http::{HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

pub use form::FormStyle;
pub use members::Members;
pub use multipart::{Files, Multipart};
pub use structure::ParameterValue;

use crate::{Body, Description, Error, Upload};

/// Everything but the unreserved characters of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A value as it may stand in a path, a query or a form.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// The parts of a request, filled by an operation, before credentials are added and it is signed.
pub struct RequestParts {
    pub(crate) description: &'static Description,
    pub(crate) path: String,
    pub(crate) query: String,
    /// The address of a further page, which takes the place of path and query.
    pub(crate) link: Option<String>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) cookies: String,
    pub(crate) body: Body,
    pub(crate) content_type: Option<HeaderValue>,
    /// The media types that are taken as an answer, where the call has its own.
    pub(crate) accept: Option<HeaderValue>,
    /// Whether the media type is the usual one of its format, which the description may replace.
    has_usual_type: bool,
}

/// The operation and the length of the body only: every value can be a secret.
impl fmt::Debug for RequestParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestParts")
            .field("operation", &self.description.id())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl RequestParts {
    /// The request of an operation, before any value.
    #[must_use]
    pub fn new(description: &'static Description) -> Self {
        Self {
            description,
            path: description.path().to_owned(),
            query: String::new(),
            link: None,
            headers: Vec::new(),
            cookies: String::new(),
            body: Body::empty(),
            content_type: None,
            accept: None,
            has_usual_type: false,
        }
    }

    fn carry(&mut self, body: Body, usual_type: &'static str) {
        self.body = body;
        self.content_type = Some(HeaderValue::from_static(usual_type));
        self.has_usual_type = true;
    }

    fn carry_as(&mut self, body: Body, media_type: HeaderValue) {
        self.body = body;
        self.content_type = Some(media_type);
        self.has_usual_type = false;
    }

    /// Makes a value the body, as JSON.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn json<T: Serialize>(&mut self, value: &T) -> Result<(), Error> {
        let bytes = serde_json::to_vec(value).map_err(|error| {
            Error::invalid_request(self.description, format!("the body cannot be written as JSON: {error}"))
        })?;
        self.carry(bytes.into(), "application/json");
        Ok(())
    }

    /// Makes a value the body, as JSON, where there is one.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn json_if_some<T: Serialize>(&mut self, value: &Option<T>) -> Result<(), Error> {
        value.as_ref().map_or(Ok(()), |value| self.json(value))
    }

    /// Makes text the body.
    ///
    /// # Errors
    ///
    /// None today; the signature leaves room for texts that cannot be sent.
    pub fn text<T: AsRef<str>>(&mut self, text: &T) -> Result<(), Error> {
        self.carry(text.as_ref().to_owned().into(), "text/plain; charset=utf-8");
        Ok(())
    }

    /// Makes text the body, where there is one.
    ///
    /// # Errors
    ///
    /// None today; the signature leaves room for texts that cannot be sent.
    pub fn text_if_some<T: AsRef<str>>(&mut self, text: &Option<T>) -> Result<(), Error> {
        text.as_ref().map_or(Ok(()), |text| self.text(text))
    }

    /// Makes bytes the body, as they are.
    ///
    /// # Errors
    ///
    /// When they are a stream that was sent already and cannot be sent again, or when their media type cannot stand in a header.
    pub fn upload(&mut self, content: &Upload) -> Result<(), Error> {
        let sent = || Error::invalid_request(self.description, "the stream was sent already and cannot be sent again");
        let body = content.body().ok_or_else(sent)?;
        let Some(media_type) = content.media_type() else {
            self.carry(body, "application/octet-stream");
            return Ok(());
        };
        let media_type = HeaderValue::from_str(media_type).map_err(|_| {
            let why = "the media type has a character that no header can hold";
            Error::invalid_request(self.description, why)
        })?;
        self.carry_as(body, media_type);
        Ok(())
    }

    /// Makes bytes the body, as they are, where there are any.
    ///
    /// # Errors
    ///
    /// When they are a stream that was sent already and cannot be sent again, or when their media type cannot stand in a header.
    pub fn upload_if_some(&mut self, content: &Option<Upload>) -> Result<(), Error> {
        content.as_ref().map_or(Ok(()), |content| self.upload(content))
    }

    /// Names the media type of the body, where there is one that has not named its own.
    pub fn content_type(&mut self, media_type: &'static str) {
        if self.has_usual_type {
            self.content_type = Some(HeaderValue::from_static(media_type));
        }
    }
}
