//! Values that are set in a request once it is put together: those that choose a page.

use http::HeaderValue;

use super::RequestParts;
use crate::paging::members;
use crate::{Body, Error};

impl RequestParts {
    /// Changes the text of a URL-encoded form.
    pub(crate) fn replace_in_form(&mut self, change: impl FnOnce(&str) -> String) -> Result<(), Error> {
        let form = change(self.body_text()?);
        self.rewrite(form, "application/x-www-form-urlencoded");
        Ok(())
    }

    /// Sets a member of a JSON body; objects on the way are made where they are missing.
    pub(crate) fn replace_in_json(&mut self, path: &[&str], json: &str) -> Result<(), Error> {
        let text = with_member(self.body_text()?, path, json);
        let text = text.ok_or_else(|| self.no_place(path))?;
        self.rewrite(text, "application/json");
        Ok(())
    }

    fn body_text(&self) -> Result<&str, Error> {
        let text = self.body.as_bytes().and_then(|bytes| std::str::from_utf8(bytes).ok());
        text.ok_or_else(|| Error::invalid_request(self.description, "no page can be chosen in a body that is streamed"))
    }

    fn no_place(&self, path: &[&str]) -> Error {
        let why = format!("the body is no object that `{}` could stand in", path.join("."));
        Error::invalid_request(self.description, why)
    }

    fn rewrite(&mut self, text: String, usual_type: &'static str) {
        self.body = Body::from(text);
        self.content_type
            .get_or_insert_with(|| HeaderValue::from_static(usual_type));
    }
}

/// The text of an object with a member set, everything else as it is written; nothing where it is no object.
fn with_member(object: &str, path: &[&str], json: &str) -> Option<String> {
    let Some((name, rest)) = path.split_first() else {
        return Some(json.to_owned());
    };
    let object = if matches!(object.trim(), "" | "null") {
        "{}"
    } else {
        object
    };
    let mut members: Vec<(String, String)> = members(object)?
        .into_iter()
        .map(|(name, value)| (name, value.to_owned()))
        .collect();
    let inner = members.iter_mut().rfind(|(known, _)| known == name);
    match inner {
        Some((_, value)) => *value = with_member(value, rest, json)?,
        None => members.push(((*name).to_owned(), with_member("{}", rest, json)?)),
    }
    let members: Vec<String> = members
        .into_iter()
        .map(|(name, value)| format!("{}:{value}", serde_json::Value::from(name)))
        .collect();
    Some(format!("{{{}}}", members.join(",")))
}

#[cfg(test)]
mod tests {
    use super::with_member;

    #[test]
    fn what_is_not_set_stays_as_it_is_written() {
        let set = |object: &str, path: &[&str]| with_member(object, path, "7");
        assert_eq!(set("", &["a"]).as_deref(), Some(r#"{"a":7}"#));
        assert_eq!(
            set(r#"{"n":1.50,"a":3}"#, &["a"]).as_deref(),
            Some(r#"{"n":1.50,"a":7}"#)
        );
        assert_eq!(
            set(r#"{"o":{"x":1e3}}"#, &["o", "a"]).as_deref(),
            Some(r#"{"o":{"x":1e3,"a":7}}"#)
        );
        assert_eq!(set(r#"{"o":null}"#, &["o", "a"]).as_deref(), Some(r#"{"o":{"a":7}}"#));
        assert_eq!(set("[1]", &["a"]), None);
        assert_eq!(set(r#"{"o":1}"#, &["o", "a"]), None);
    }
}
