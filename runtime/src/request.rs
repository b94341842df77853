//! A request while it is put together.

use std::fmt;

use http::{HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::{Body, Description, Error};

/// Everything but the unreserved characters of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A value as it may stand in a path, a query or a form.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// The value of a parameter before it is encoded for its place.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterValue {
    /// There is none: the parameter is left out.
    Absent,
    /// One text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
}

/// How many texts only: one of them can be a secret.
impl std::fmt::Debug for ParameterValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Absent => f.write_str("Absent"),
            Self::Text(_) => f.write_str("Text(***)"),
            Self::List(texts) => write!(f, "List({} texts)", texts.len()),
        }
    }
}

/// The parts of a request, filled by an operation, before credentials are added and it is signed.
pub struct RequestParts {
    pub(crate) description: &'static Description,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) cookies: String,
    pub(crate) body: Body,
    pub(crate) content_type: Option<HeaderValue>,
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
            headers: Vec::new(),
            cookies: String::new(),
            body: Body::empty(),
            content_type: None,
        }
    }

    fn refuse(&self, name: &str, why: &str) -> Error {
        Error::invalid_request(self.description, format!("the parameter `{name}` {why}"))
    }

    /// Puts a value in its place in the path.
    ///
    /// # Errors
    ///
    /// When the value is absent, empty, `.` or `..`: the path would be another one.
    pub fn path(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        let text = match value {
            ParameterValue::Absent => String::new(),
            ParameterValue::Text(text) => encode(&text),
            ParameterValue::List(texts) => texts.iter().map(|text| encode(text)).collect::<Vec<_>>().join(","),
        };
        if matches!(text.as_str(), "" | "." | "..") {
            return Err(self.refuse(
                name,
                "is empty or made of dots only, so the request would go to another path",
            ));
        }
        self.path = self.path.replace(&format!("{{{name}}}"), &text);
        Ok(())
    }

    /// Adds a parameter to the query; a list repeats its name.
    ///
    /// # Errors
    ///
    /// None today; the signature leaves room for values that cannot be sent.
    pub fn query(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        match value {
            ParameterValue::Absent => {}
            ParameterValue::Text(text) => self.query_pair(name, &encode(&text)),
            ParameterValue::List(texts) => texts.iter().for_each(|text| self.query_pair(name, &encode(text))),
        }
        Ok(())
    }

    /// Adds a parameter to the query; the items of a list are joined by commas.
    ///
    /// # Errors
    ///
    /// None today; the signature leaves room for values that cannot be sent.
    pub fn query_comma(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        self.query_joined(name, value, ",");
        Ok(())
    }

    /// Adds a parameter to the query; the items of a list are joined by spaces.
    ///
    /// # Errors
    ///
    /// None today; the signature leaves room for values that cannot be sent.
    pub fn query_space(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        self.query_joined(name, value, "%20");
        Ok(())
    }

    /// Adds a parameter to the query; the items of a list are joined by pipes.
    ///
    /// # Errors
    ///
    /// None today; the signature leaves room for values that cannot be sent.
    pub fn query_pipe(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        self.query_joined(name, value, "%7C");
        Ok(())
    }

    fn query_joined(&mut self, name: &str, value: ParameterValue, separator: &str) {
        match value {
            ParameterValue::Absent => {}
            ParameterValue::Text(text) => self.query_pair(name, &encode(&text)),
            // A list without items has no spelling but the parameter's absence.
            ParameterValue::List(texts) if texts.is_empty() => {}
            ParameterValue::List(texts) => {
                let encoded: Vec<String> = texts.iter().map(|text| encode(text)).collect();
                self.query_pair(name, &encoded.join(separator));
            }
        }
    }

    pub(crate) fn query_pair(&mut self, name: &str, encoded: &str) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        self.query.push_str(&encode(name));
        self.query.push('=');
        self.query.push_str(encoded);
    }

    /// Adds a header; the items of a list are joined by commas.
    ///
    /// # Errors
    ///
    /// When the value has a line break or another character that no header can hold.
    pub fn header(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        let text = match value {
            ParameterValue::Absent => return Ok(()),
            ParameterValue::Text(text) => text,
            ParameterValue::List(texts) => texts.join(","),
        };
        let header = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| self.refuse(name, "has a name that no header can have"))?;
        let mut value = HeaderValue::from_str(&text)
            .map_err(|_| self.refuse(name, "has a line break or another character that no header can hold"))?;
        value.set_sensitive(self.description.is_sensitive());
        self.headers.push((header, value));
        Ok(())
    }

    /// Adds a cookie.
    ///
    /// # Errors
    ///
    /// None today; the signature leaves room for values that cannot be sent.
    pub fn cookie(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        match value {
            ParameterValue::Absent => {}
            ParameterValue::Text(text) => self.cookie_pair(name, &encode(&text)),
            ParameterValue::List(texts) => {
                let encoded: Vec<String> = texts.iter().map(|text| encode(text)).collect();
                self.cookie_pair(name, &encoded.join(","));
            }
        }
        Ok(())
    }

    pub(crate) fn cookie_pair(&mut self, name: &str, encoded: &str) {
        if !self.cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        self.cookies.push_str(&encode(name));
        self.cookies.push('=');
        self.cookies.push_str(encoded);
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
        self.body = Body::from(bytes);
        self.content_type = Some(HeaderValue::from_static("application/json"));
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
}
