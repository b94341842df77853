use std::borrow::Cow;

use super::Mapping;
use crate::source::Span;

/// A value of the document and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// From the first to the last character, quotes and brackets included. What came through a YAML
    /// alias has the place where it was written, not the alias's. A value that was left out has the
    /// place of its key.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// What a document is made of.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`, `~`, or nothing at all.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written: never made binary, so `1.10` stays `1.10`. From YAML it may be
    /// `0x1F`, `.5` or `.inf`.
    Number(Box<str>),
    /// Text, without quotes and escapes.
    String(Box<str>),
    /// A sequence, in JSON an array.
    Sequence(Vec<Node>),
    /// A mapping, in JSON an object.
    Mapping(Mapping),
}

impl Node {
    /// The value of a key, if this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_mapping()?.get(key)
    }

    /// The text, if this is text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number as it was written, if this is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&str> {
        match &self.value {
            Value::Number(text) => Some(text),
            _ => None,
        }
    }

    /// Text, a number or a truth value as it was written.
    #[must_use]
    pub fn as_scalar_text(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) | Value::Number(text) => Some(text),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    /// The mapping, if this is one.
    #[must_use]
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The value of a key, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        match &mut self.value {
            Value::Mapping(mapping) => mapping.get_mut(key),
            _ => None,
        }
    }

    /// The items, if this is a sequence.
    #[must_use]
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// What to call the kind of value in a message, with its article.
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "a truth value",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Sequence(_) => "a sequence",
            Value::Mapping(_) => "a mapping",
        }
    }

    /// The node that a JSON pointer leads to: `/components/schemas/Pet`, with `~1` for `/` and `~0`
    /// for `~`.
    ///
    /// The empty pointer means this node. Percent-encoding is the business of whoever takes the
    /// pointer out of a reference.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Node> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer
            .strip_prefix('/')?
            .split('/')
            .try_fold(self, |node, step| match &node.value {
                Value::Mapping(mapping) => mapping.get(&unescaped(step)?),
                Value::Sequence(items) => items.get(index(step)?),
                _ => None,
            })
    }

    /// The value as JSON text, each number as it was written where JSON allows that.
    #[must_use]
    pub fn to_json_text(&self) -> String {
        match &self.value {
            Value::Number(text) if serde_json::from_str::<serde_json::Number>(text).is_ok() => text.to_string(),
            Value::Sequence(items) => {
                format!(
                    "[{}]",
                    items.iter().map(Node::to_json_text).collect::<Vec<_>>().join(",")
                )
            }
            Value::Mapping(mapping) => {
                let members = mapping.iter().map(|entry| {
                    format!(
                        "{}:{}",
                        serde_json::Value::from(&*entry.key),
                        entry.value.to_json_text()
                    )
                });
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
            _ => self.to_json().to_string(),
        }
    }

    /// The value without places, for a validator of JSON.
    ///
    /// Numbers go by their text. Those that only YAML can write are written anew (`0x1F` is 31);
    /// `.inf` and `.nan`, which no JSON can say, become text.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(text) => number(text),
            Value::String(text) => Json::String(text.to_string()),
            Value::Sequence(items) => items.iter().map(Node::to_json).collect(),
            Value::Mapping(mapping) => {
                let members = mapping
                    .iter()
                    .map(|entry| (entry.key.to_string(), entry.value.to_json()));
                Json::Object(members.collect())
            }
        }
    }
}

/// A step of a pointer without its escapes; none if an escape is not one.
fn unescaped(step: &str) -> Option<Cow<'_, str>> {
    let mut parts = step.split('~');
    let first = parts.next()?;
    if first.len() == step.len() {
        return Some(Cow::Borrowed(step));
    }
    let mut plain = first.to_owned();
    for part in parts {
        let (sign, rest) = part
            .strip_prefix('0')
            .map(|rest| ('~', rest))
            .or(part.strip_prefix('1').map(|rest| ('/', rest)))?;
        plain.push(sign);
        plain.push_str(rest);
    }
    Some(Cow::Owned(plain))
}

/// An array index, for which JSON pointers allow neither signs nor leading zeros.
fn index(step: &str) -> Option<usize> {
    let digits = step.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (step == "0" || !step.starts_with('0')))
        .then(|| step.parse().ok())
        .flatten()
}

fn number(text: &str) -> serde_json::Value {
    if let Ok(number) = serde_json::from_str::<serde_json::Number>(text) {
        return number.into();
    }
    let radix = |prefix, radix| u64::from_str_radix(text.strip_prefix(prefix)?, radix).ok();
    if let Some(whole) = radix("0x", 16).or_else(|| radix("0o", 8)) {
        return whole.into();
    }
    // `+1`, `.5`, `1.` and `007` are fine once the sign, the zeros and the point are as JSON wants
    // them.
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, rest) = digits.split_at(digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len()));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let rest = match rest.strip_prefix('.') {
        Some(fraction) if !fraction.starts_with(|c: char| c.is_ascii_digit()) => {
            format!(".0{fraction}")
        }
        _ => rest.to_owned(),
    };
    let anew = serde_json::from_str::<serde_json::Number>(&format!("{sign}{whole}{rest}"));
    anew.map_or_else(|_| text.into(), Into::into)
}
