//! Bodies whose members are fields of the operation.

use serde::Serialize;

use super::{FormStyle, RequestParts};
use crate::{Error, Json};

/// The members of a body while it is put together.
#[derive(Debug, Default)]
pub struct Members(Vec<(&'static str, Json)>);

impl Members {
    /// A body without members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a member.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn value<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
        _media_type: Option<&'static str>,
    ) -> Result<(), String> {
        let json = serde_json::to_string(value)
            .and_then(|text| Json::from_text(&text))
            .map_err(|error| error.to_string())?;
        self.0.push((name, json));
        Ok(())
    }

    /// The members as the text of a JSON object.
    fn text(&self) -> Result<String, serde_json::Error> {
        let mut text = String::from("{");
        for (at, (name, value)) in self.0.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push_str(&serde_json::to_string(name)?);
            text.push(':');
            text.push_str(value.text());
        }
        text.push('}');
        Ok(text)
    }
}

impl RequestParts {
    /// Makes members the body, as a JSON object.
    ///
    /// # Errors
    ///
    /// When they cannot be written as JSON.
    pub fn members(&mut self, members: Members) -> Result<(), Error> {
        let text = members.text().map_err(|error| {
            Error::invalid_request(self.description, format!("the body cannot be written as JSON: {error}"))
        })?;
        self.carry(text.into(), "application/json");
        Ok(())
    }

    /// Makes members the body, as a JSON object, where there are any.
    ///
    /// # Errors
    ///
    /// When they cannot be written as JSON.
    pub fn members_if_any(&mut self, members: Members) -> Result<(), Error> {
        if members.0.is_empty() {
            Ok(())
        } else {
            self.members(members)
        }
    }

    /// Makes members the body, as a form.
    ///
    /// # Errors
    ///
    /// When a list among them cannot be told from a longer one.
    pub fn form_members(&mut self, members: Members, styles: &[(&str, FormStyle)]) -> Result<(), Error> {
        self.form_of(members.0.iter().map(|(name, value)| (*name, value)), styles)
    }

    /// Makes members the body, as a form, where there are any.
    ///
    /// # Errors
    ///
    /// When a list among them cannot be told from a longer one.
    pub fn form_members_if_any(&mut self, members: Members, styles: &[(&str, FormStyle)]) -> Result<(), Error> {
        if members.0.is_empty() {
            Ok(())
        } else {
            self.form_members(members, styles)
        }
    }
}
