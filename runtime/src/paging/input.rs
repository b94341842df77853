use percent_encoding::percent_decode_str;

use super::path;
use crate::request::encode;
use crate::{Error, RequestParts};

/// Where a parameter of paging goes.
#[derive(Clone, Copy, Debug)]
pub enum Input {
    /// Into the query.
    Query(&'static str),
    /// Into a URL-encoded form.
    Form(&'static str),
    /// Into a member of a JSON body.
    Body(&'static [&'static str]),
}

impl Input {
    /// The parameter as messages call it.
    pub(super) fn name(self) -> String {
        match self {
            Self::Query(name) | Self::Form(name) => name.to_owned(),
            Self::Body(path) => path.join("."),
        }
    }

    /// What the request says already, as JSON text.
    pub(super) fn read(self, parts: &RequestParts) -> Option<String> {
        let body = || std::str::from_utf8(parts.body.as_bytes()?).ok();
        match self {
            Self::Query(name) => pair(&parts.query, name),
            Self::Form(name) => pair(body()?, name),
            Self::Body(path) => path::at(body()?, path).map(str::to_owned),
        }
    }

    /// A number that the request says already.
    pub(super) fn number(self, parts: &RequestParts) -> Option<u64> {
        path::text_of(&self.read(parts)?)?.parse().ok()
    }

    /// Puts a value into the request, in place of one that is there; it is JSON text.
    ///
    /// # Errors
    ///
    /// When it is a list or an object that has no place in a query, or when the body is no object.
    pub(super) fn write(self, parts: &mut RequestParts, json: &str) -> Result<(), Error> {
        let description = parts.description;
        let flat = || {
            path::text_of(json).ok_or_else(|| {
                let why = format!("`{}` can be no list and no object", self.name());
                Error::invalid_request(description, why)
            })
        };
        match self {
            Self::Query(name) => {
                parts.query = with_pair(&parts.query, name, &flat()?);
                Ok(())
            }
            Self::Form(name) => {
                let text = flat()?;
                parts.replace_in_form(|form| with_pair(form, name, &text))
            }
            Self::Body(path) => parts.replace_in_json(path, json),
        }
    }
}

fn is_named(pair: &str, name: &str) -> bool {
    let key = pair.split_once('=').map_or(pair, |(key, _)| key);
    percent_decode_str(&key.replace('+', " ")).decode_utf8_lossy() == name
}

/// The value of the first pair of this name, as JSON text.
fn pair(pairs: &str, name: &str) -> Option<String> {
    let pair = pairs.split('&').find(|pair| is_named(pair, name))?;
    let value = pair.split_once('=').map_or("", |(_, value)| value).replace('+', " ");
    let text = percent_decode_str(&value).decode_utf8_lossy().into_owned();
    serde_json::to_string(&text).ok()
}

/// The pairs with one in place of those of its name.
fn with_pair(pairs: &str, name: &str, value: &str) -> String {
    let mut written = Some(format!("{}={}", encode(name), encode(value)));
    let mut kept: Vec<String> = Vec::new();
    for pair in pairs.split('&').filter(|pair| !pair.is_empty()) {
        if !is_named(pair, name) {
            kept.push(pair.to_owned());
        } else if let Some(written) = written.take() {
            kept.push(written);
        }
    }
    kept.extend(written);
    kept.join("&")
}

/// The pairs without those of a name.
pub(crate) fn without_pair(pairs: &str, name: &str) -> String {
    let kept: Vec<&str> = pairs.split('&').filter(|pair| !is_named(pair, name)).collect();
    kept.join("&")
}
