use std::ffi::OsString;

use super::CoreBuilder;
use crate::{Error, Scheme, Secret};

/// The schemes of an API, each with the variables that its values are looked for in.
type Variables<'a> = &'a [(&'static Scheme, &'a [&'a str])];

impl CoreBuilder {
    /// Takes credentials and address from variables, as `look_up` gives them.
    ///
    /// # Errors
    ///
    /// When there are no credentials then, when some values of one are set and others are not, or when a value is not Unicode or has white
    /// space at an end.
    pub fn environment(
        mut self,
        base_url: &str,
        credentials: Variables<'_>,
        look_up: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        let value = |name: &str| {
            let given = look_up(name).filter(|value| !value.is_empty());
            given.map(|value| checked(name, value)).transpose()
        };
        if let Some(url) = value(base_url)? {
            self = self.base_url(&url);
        }
        for (scheme, names) in credentials {
            let mut values = Vec::new();
            let mut missing = None;
            for name in *names {
                match value(name)? {
                    Some(value) => values.push(Secret::from(value)),
                    None => missing = missing.or(Some(*name)),
                }
            }
            match missing {
                None => self = self.credential(scheme, values),
                Some(missing) if !values.is_empty() => return Err(incomplete(scheme, names, missing)),
                Some(_) => {}
            }
        }
        if !credentials.is_empty() && !self.has_credentials() {
            return Err(none(credentials));
        }
        Ok(self)
    }
}

/// The text of a variable. White space at its ends comes from a file or a shell, never from whoever issued the value.
pub(crate) fn checked(name: &str, value: OsString) -> Result<String, Error> {
    let refused = |why: &str| Error::configuration(format!("the environment variable `{name}` {why}"));
    let text = value.into_string().map_err(|_| refused("is not Unicode"))?;
    if text.trim() == text {
        Ok(text)
    } else {
        drop(Secret::from(text));
        Err(refused("begins or ends with a blank or a line break: set it without"))
    }
}

fn incomplete(scheme: &Scheme, names: &[&str], missing: &str) -> Error {
    Error::configuration(format!(
        "the environment variable `{missing}` is not set, and `{}` takes {} together",
        scheme.id(),
        quoted(names, " and ")
    ))
}

fn none(credentials: Variables<'_>) -> Error {
    let alternatives: Vec<String> = credentials.iter().map(|(_, names)| quoted(names, " with ")).collect();
    Error::configuration(format!(
        "the environment has no credentials: set {}",
        alternatives.join(", or ")
    ))
}

fn quoted(names: &[&str], between: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(between)
}
