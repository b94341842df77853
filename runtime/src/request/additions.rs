//! What a single call sends beside its operation.

use std::collections::BTreeMap;

use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderName, HeaderValue};
use serde_json::value::RawValue;

use super::{RequestParts, encode};
use crate::{Body, Error};

impl RequestParts {
    pub(crate) fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known == name)
    }

    /// Sets a header, in place of those of that name.
    pub(crate) fn replace_header(&mut self, name: &HeaderName, value: &HeaderValue) {
        match *name {
            CONTENT_TYPE => self.content_type = Some(value.clone()),
            ACCEPT => self.accept = Some(value.clone()),
            _ => {
                self.headers.retain(|(known, _)| known != name);
                self.headers.push((name.clone(), value.clone()));
            }
        }
    }

    /// Adds members to a body that is a JSON object, a URL-encoded form, or missing.
    ///
    /// # Errors
    ///
    /// When the body is of another kind, or has a member of that name.
    pub(crate) fn add_members(&mut self, members: &[(String, Box<RawValue>)]) -> Result<(), Error> {
        if members.is_empty() {
            return Ok(());
        }
        let written = self.body.as_bytes().and_then(|bytes| std::str::from_utf8(bytes).ok());
        let media_type = self.content_type.as_ref().and_then(|value| value.to_str().ok());
        let added = match (written, media_type) {
            (Some(text), Some(media_type)) if media_type.starts_with("application/x-www-form-urlencoded") => {
                Ok(in_form(text, members))
            }
            (Some(""), _) => in_object("{}", members),
            (Some(text), _) => in_object(text, members),
            (None, _) => Err("members can be added to a JSON object or a URL-encoded form only".to_owned()),
        };
        let text = added.map_err(|why| Error::invalid_request(self.description, why))?;
        let media_type = self.content_type.take();
        self.content_type = Some(media_type.unwrap_or(HeaderValue::from_static("application/json")));
        self.body = Body::from(text);
        Ok(())
    }
}

fn in_form(text: &str, members: &[(String, Box<RawValue>)]) -> String {
    let mut form = text.to_owned();
    for (name, value) in members {
        if !form.is_empty() {
            form.push('&');
        }
        // A text stands for itself, everything else for its JSON.
        let text: Result<String, _> = serde_json::from_str(value.get());
        let value = text.unwrap_or_else(|_| value.get().to_owned());
        form.push_str(&format!("{}={}", encode(name), encode(&value)));
    }
    form
}

/// The text of an object with further members. What is there stays as it is written.
fn in_object(text: &str, members: &[(String, Box<RawValue>)]) -> Result<String, String> {
    let only_objects = || "members can be added to a JSON object or a URL-encoded form only".to_owned();
    let mut known: BTreeMap<String, &RawValue> = serde_json::from_str(text).map_err(|_| only_objects())?;
    let open = text.trim_end().strip_suffix('}').ok_or_else(only_objects)?;
    let mut object = open.trim_end().to_owned();
    for (name, value) in members {
        if !known.is_empty() {
            object.push(',');
        }
        if known.insert(name.clone(), value).is_some() {
            return Err(format!("the body has a member `{name}` already"));
        }
        object.push_str(&format!("{}:{}", serde_json::Value::from(name.as_str()), value.get()));
    }
    object.push('}');
    Ok(object)
}
