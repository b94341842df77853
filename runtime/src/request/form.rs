//! Bodies of the type `application/x-www-form-urlencoded`.

use serde::Serialize;

use super::structure::{items, members, push_pair, text, walk};
use super::{RequestParts, encode};
use crate::{Error, Json, JsonKind};

/// How a member stands in a form, where it is not written like the others: text as it is, a list repeats its name, an object is JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormStyle {
    /// `name[member]=value`, however deep.
    Deep,
    /// Parts joined by commas.
    Comma,
    /// Parts joined by spaces.
    Space,
    /// Parts joined by pipes.
    Pipe,
    /// The members of an object stand for themselves.
    Exploded,
    /// JSON, whatever it is: lists too, and text in quotes.
    Json,
}

impl RequestParts {
    /// Makes the members of a value the body, as a form.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON, or is no object.
    pub fn form<T: Serialize>(&mut self, value: &T, styles: &[(&str, FormStyle)]) -> Result<(), Error> {
        let refuse = |why: String| {
            Error::invalid_request(self.description, format!("the body cannot be written as a form: {why}"))
        };
        let json = serde_json::to_string(value)
            .and_then(|text| Json::from_text(&text))
            .map_err(|error| refuse(error.to_string()))?;
        // Taking it apart would say so too, but with the value in the message.
        if json.kind() != JsonKind::Object {
            return Err(refuse("it is no object, so it has no members".to_owned()));
        }
        let members = members(&json).map_err(refuse)?;
        self.form_of(members.iter().map(|(name, value)| (name.as_str(), value)), styles)
    }

    pub(super) fn form_of<'a>(
        &mut self,
        members: impl Iterator<Item = (&'a str, &'a Json)>,
        styles: &[(&str, FormStyle)],
    ) -> Result<(), Error> {
        let mut pairs = String::new();
        for (name, value) in members {
            let style = styles.iter().find(|(member, _)| *member == name);
            push_member(&mut pairs, name, value, style.map(|(_, style)| *style)).map_err(|why| {
                Error::invalid_request(self.description, format!("the body cannot be written as a form: {why}"))
            })?;
        }
        self.carry(pairs.into(), "application/x-www-form-urlencoded");
        Ok(())
    }

    /// Makes the members of a value the body, as a form, where there is one.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON, or is no object.
    pub fn form_if_some<T: Serialize>(&mut self, value: &Option<T>, styles: &[(&str, FormStyle)]) -> Result<(), Error> {
        value.as_ref().map_or(Ok(()), |value| self.form(value, styles))
    }
}

fn push_member(pairs: &mut String, name: &str, value: &Json, style: Option<FormStyle>) -> Result<(), String> {
    let is_list = value.kind() == JsonKind::Array;
    match (style, value.kind()) {
        (Some(FormStyle::Json), _) | (None, JsonKind::Object) => push_pair(pairs, name, &encode(value.text())),
        (_, JsonKind::Null | JsonKind::Bool | JsonKind::Number | JsonKind::String) => {
            push_pair(pairs, name, &encode(&text(value)?));
        }
        (None | Some(FormStyle::Exploded), JsonKind::Array) => {
            for item in items(value)? {
                push_pair(pairs, name, &encode(&text(&item)?));
            }
        }
        (Some(FormStyle::Exploded), JsonKind::Object) => {
            for (member, value) in members(value)? {
                push_pair(pairs, &member, &encode(&text(&value)?));
            }
        }
        (Some(FormStyle::Deep), _) => {
            let mut deep = Vec::new();
            walk(name, value, &mut deep)?;
            deep.iter()
                .for_each(|(name, value)| push_pair(pairs, name, &encode(value)));
        }
        (Some(FormStyle::Comma), _) => push_joined(pairs, name, value, is_list, ",")?,
        (Some(FormStyle::Space), _) => push_joined(pairs, name, value, is_list, "%20")?,
        (Some(FormStyle::Pipe), _) => push_joined(pairs, name, value, is_list, "%7C")?,
    }
    Ok(())
}

/// Adds the parts of a value in one piece; nothing where it has none, as in the other styles.
fn push_joined(
    pairs: &mut String,
    name: &str,
    value: &Json,
    is_list: bool,
    separator: &'static str,
) -> Result<(), String> {
    let mut parts = Vec::new();
    if is_list {
        for item in items(value)? {
            parts.push(encode(&text(&item)?));
        }
    } else {
        for (member, value) in members(value)? {
            parts.push(encode(&member));
            parts.push(encode(&text(&value)?));
        }
    }
    if parts.iter().any(|part| part.contains(separator)) {
        return Err("a part holds the character that separates parts, so the server would read it as two".to_owned());
    }
    if !parts.is_empty() {
        push_pair(pairs, name, &parts.join(separator));
    }
    Ok(())
}
