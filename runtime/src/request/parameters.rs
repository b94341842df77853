//! Parameters in their places, in each style of the OpenAPI specification.

use http::{HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::structure::{self, Shape};
use super::{ENCODED, ParameterValue, RequestParts, encode};
use crate::Error;

/// What a query may hold as it is where the description allows reserved characters; those that would end the value are still encoded.
const RESERVED: &AsciiSet = &ENCODED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

fn encode_reserved(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// How the members of an object stand behind each other.
#[derive(Clone, Copy)]
struct Spelling {
    /// Between values.
    separator: &'static str,
    /// Between the name of a member and its value.
    pair: &'static str,
    encode: fn(&str) -> String,
}

impl Spelling {
    const COMMA: Self = Self {
        separator: ",",
        pair: ",",
        encode,
    };

    fn texts(self, texts: &[String]) -> String {
        let encoded: Vec<String> = texts.iter().map(|text| (self.encode)(text)).collect();
        encoded.join(self.separator)
    }

    fn members(self, members: &[(String, String)]) -> String {
        let encoded: Vec<String> = members
            .iter()
            .map(|(name, value)| format!("{}{}{}", (self.encode)(name), self.pair, (self.encode)(value)))
            .collect();
        encoded.join(self.separator)
    }

    /// The value in one piece; nothing where there is none.
    fn joined(self, shape: &Shape) -> Option<String> {
        match shape {
            Shape::Absent => None,
            Shape::Text(text) => Some((self.encode)(text)),
            Shape::List(texts) if texts.is_empty() => None,
            Shape::List(texts) => Some(self.texts(texts)),
            Shape::Object(members) if members.is_empty() => None,
            Shape::Object(members) => Some(self.members(members)),
        }
    }

    /// Whether a part holds what stands between parts: the server would read more of them.
    fn is_ambiguous(self, shape: &Shape) -> bool {
        let separates = |text: &String| (self.encode)(text).contains(self.separator);
        let pairs = |text: &String| (self.encode)(text).contains(self.pair);
        match shape {
            Shape::Absent | Shape::Text(_) => false,
            Shape::List(texts) => texts.iter().any(separates),
            Shape::Object(members) => members
                .iter()
                .flat_map(|(name, value)| [name, value])
                .any(|text| separates(text) || pairs(text)),
        }
    }
}

/// Why a list is refused rather than sent as a longer one.
const AMBIGUOUS: &str = "has a part with the character that separates parts, so the server would read it as two";

/// What each method may refuse.
impl RequestParts {
    fn refuse(&self, name: &str, why: &str) -> Error {
        Error::invalid_request(self.description, format!("the parameter `{name}` {why}"))
    }

    fn shape(&self, name: &str, value: ParameterValue) -> Result<Shape, Error> {
        value.shape().map_err(|why| self.refuse(name, &why))
    }

    fn fill(&mut self, name: &str, text: Option<String>) -> Result<(), Error> {
        match text {
            Some(text) if !matches!(text.as_str(), "" | "." | "..") => {
                self.path = self.path.replace(&format!("{{{name}}}"), &text);
                Ok(())
            }
            _ => Err(self.refuse(
                name,
                "is empty or made of dots only, so the request would go to another path",
            )),
        }
    }

    /// Puts a value in its place in the path: style `simple`.
    ///
    /// # Errors
    ///
    /// When the value is absent, empty, `.` or `..`: the path would be another one.
    pub fn path(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        let shape = self.shape(name, value)?;
        self.fill(name, Spelling::COMMA.joined(&shape))
    }

    /// Puts a value in its place in the path: style `simple`, exploded.
    ///
    /// # Errors
    ///
    /// When the value is absent, empty, `.` or `..`: the path would be another one.
    pub fn path_exploded(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        let spelling = Spelling {
            pair: "=",
            ..Spelling::COMMA
        };
        let shape = self.shape(name, value)?;
        self.fill(name, spelling.joined(&shape))
    }

    /// Puts a value in its place in the path, behind a dot: style `label`.
    ///
    /// # Errors
    ///
    /// When the value is absent or empty.
    pub fn label(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        let shape = self.shape(name, value)?;
        let text = Spelling::COMMA.joined(&shape).filter(|text| !text.is_empty());
        self.fill(name, text.map(|text| format!(".{text}")))
    }

    /// Puts a value in its place in the path, each part behind a dot: style `label`, exploded.
    ///
    /// # Errors
    ///
    /// When the value is absent or empty, or when a part of it has a dot, which would make it two.
    pub fn label_exploded(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        let spelling = Spelling {
            separator: ".",
            pair: "=",
            encode,
        };
        let shape = self.shape(name, value)?;
        // A dot is never encoded.
        if spelling.is_ambiguous(&shape) {
            return Err(self.refuse(name, AMBIGUOUS));
        }
        let text = spelling.joined(&shape).filter(|text| !text.is_empty());
        self.fill(name, text.map(|text| format!(".{text}")))
    }

    /// Puts a value in its place in the path, as `;name=value`: style `matrix`.
    ///
    /// # Errors
    ///
    /// When the value is absent.
    pub fn matrix(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        let shape = self.shape(name, value)?;
        let text = Spelling::COMMA.joined(&shape);
        self.fill(name, text.map(|text| matrix_pair(&encode(name), &text)))
    }

    /// Puts a value in its place in the path, as `;name=value` for each of its parts: style `matrix`, exploded.
    ///
    /// # Errors
    ///
    /// When the value is absent, or has no parts.
    pub fn matrix_exploded(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        let text = match self.shape(name, value)? {
            Shape::Absent => String::new(),
            Shape::Text(text) => matrix_pair(&encode(name), &encode(&text)),
            Shape::List(texts) => texts
                .iter()
                .map(|text| matrix_pair(&encode(name), &encode(text)))
                .collect(),
            Shape::Object(members) => members
                .iter()
                .map(|(member, value)| matrix_pair(&encode(member), &encode(value)))
                .collect(),
        };
        self.fill(name, Some(text))
    }

    /// Adds a parameter to the query: style `form`, exploded. A list repeats its name, an object shows its members.
    ///
    /// # Errors
    ///
    /// When a structured value cannot be read as JSON.
    pub fn query(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        self.query_exploded(name, value, encode)
    }

    /// Like [`query`](Self::query), with reserved characters as they are.
    ///
    /// # Errors
    ///
    /// When a structured value cannot be read as JSON.
    pub fn query_reserved(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        self.query_exploded(name, value, encode_reserved)
    }

    fn query_exploded(&mut self, name: &str, value: ParameterValue, encode: fn(&str) -> String) -> Result<(), Error> {
        match self.shape(name, value)? {
            Shape::Absent => {}
            Shape::Text(text) => self.query_pair(name, &encode(&text)),
            Shape::List(texts) => texts.iter().for_each(|text| self.query_pair(name, &encode(text))),
            Shape::Object(members) => members
                .iter()
                .for_each(|(member, value)| self.query_pair(member, &encode(value))),
        }
        Ok(())
    }

    /// Adds a parameter to the query, its parts joined by commas: style `form`, not exploded.
    ///
    /// # Errors
    ///
    /// When a structured value cannot be read as JSON.
    pub fn query_comma(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        self.query_joined(name, value, ",", encode)
    }

    /// Like [`query_comma`](Self::query_comma), with reserved characters as they are.
    ///
    /// # Errors
    ///
    /// When a structured value cannot be read as JSON.
    pub fn query_comma_reserved(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        self.query_joined(name, value, ",", encode_reserved)
    }

    /// Adds a parameter to the query, its parts joined by spaces: style `spaceDelimited`.
    ///
    /// # Errors
    ///
    /// When a structured value cannot be read as JSON.
    pub fn query_space(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        self.query_joined(name, value, "%20", encode)
    }

    /// Adds a parameter to the query, its parts joined by pipes: style `pipeDelimited`.
    ///
    /// # Errors
    ///
    /// When a structured value cannot be read as JSON.
    pub fn query_pipe(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        self.query_joined(name, value, "%7C", encode)
    }

    fn query_joined(
        &mut self,
        name: &str,
        value: ParameterValue,
        separator: &'static str,
        encode: fn(&str) -> String,
    ) -> Result<(), Error> {
        let spelling = Spelling {
            separator,
            pair: separator,
            encode,
        };
        let shape = self.shape(name, value)?;
        if spelling.is_ambiguous(&shape) {
            return Err(self.refuse(name, AMBIGUOUS));
        }
        if let Some(text) = spelling.joined(&shape) {
            self.query_pair(name, &text);
        }
        Ok(())
    }

    /// Adds an object to the query as `name[member]=value`, however deep: style `deepObject`.
    ///
    /// # Errors
    ///
    /// When a structured value cannot be read as JSON.
    pub fn query_deep(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        let pairs = value.deep(name).map_err(|why| self.refuse(name, &why))?;
        for (name, value) in pairs {
            self.query_pair(&name, &encode(&value));
        }
        Ok(())
    }

    pub(crate) fn query_pair(&mut self, name: &str, encoded: &str) {
        structure::push_pair(&mut self.query, name, encoded);
    }

    /// Adds a header, its parts joined by commas: style `simple`.
    ///
    /// # Errors
    ///
    /// When the value has a line break or another character that no header can hold.
    pub fn header(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        self.header_spelled(name, value, ",")
    }

    /// Adds a header, its parts joined by commas, members as `name=value`: style `simple`, exploded.
    ///
    /// # Errors
    ///
    /// When the value has a line break or another character that no header can hold.
    pub fn header_exploded(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        self.header_spelled(name, value, "=")
    }

    fn header_spelled(&mut self, name: &str, value: ParameterValue, pair: &'static str) -> Result<(), Error> {
        let spelling = Spelling {
            separator: ",",
            pair,
            encode: str::to_owned,
        };
        let shape = self.shape(name, value)?;
        if spelling.is_ambiguous(&shape) {
            return Err(self.refuse(name, AMBIGUOUS));
        }
        let Some(text) = spelling.joined(&shape) else {
            return Ok(());
        };
        let header = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| self.refuse(name, "has a name that no header can have"))?;
        let mut value = HeaderValue::from_str(&text)
            .map_err(|_| self.refuse(name, "has a line break or another character that no header can hold"))?;
        value.set_sensitive(self.description.is_sensitive());
        self.headers.push((header, value));
        Ok(())
    }

    /// Adds a cookie, its parts joined by commas: style `form`, not exploded.
    ///
    /// # Errors
    ///
    /// When a structured value cannot be read as JSON.
    pub fn cookie(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        if let Some(text) = Spelling::COMMA.joined(&self.shape(name, value)?) {
            self.cookie_pair(name, &text);
        }
        Ok(())
    }

    /// Adds a cookie for each part of the value: style `form`, exploded.
    ///
    /// # Errors
    ///
    /// When a structured value cannot be read as JSON.
    pub fn cookie_exploded(&mut self, name: &'static str, value: ParameterValue) -> Result<(), Error> {
        match self.shape(name, value)? {
            Shape::Absent => {}
            Shape::Text(text) => self.cookie_pair(name, &encode(&text)),
            Shape::List(texts) => texts.iter().for_each(|text| self.cookie_pair(name, &encode(text))),
            Shape::Object(members) => members
                .iter()
                .for_each(|(member, value)| self.cookie_pair(member, &encode(value))),
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
}

fn matrix_pair(name: &str, value: &str) -> String {
    if value.is_empty() {
        format!(";{name}")
    } else {
        format!(";{name}={value}")
    }
}
