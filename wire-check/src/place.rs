//! Parameters in their places, decoded by their style. The tables of the specification, read from right to left.

use serde_json::{Map, Value};

use crate::deep;
use crate::url::{Pair, decoded, decoded_form};

/// How the parts of a value are joined.
struct Joint<'s> {
    /// The ways in which the separator is written.
    separators: &'s [&'s str],
    /// What stands between a member's name and its value, where that is not the separator.
    pair: Option<&'s str>,
    decode: fn(&str) -> String,
}

impl Joint<'_> {
    /// The value of a text, of the kind that was given.
    fn value(&self, text: &str, given: &Value) -> Value {
        match given {
            Value::Array(_) => self.parts(text).iter().map(|part| (self.decode)(part)).collect(),
            Value::Object(_) => {
                let parts = self.parts(text);
                let members: Map<String, Value> = match self.pair {
                    Some(pair) => parts
                        .iter()
                        .filter_map(|part| part.split_once(pair))
                        .map(|pair| self.member(pair))
                        .collect(),
                    None => parts
                        .chunks(2)
                        .filter_map(|both| Some((both.first()?.as_str(), both.get(1)?.as_str())))
                        .map(|pair| self.member(pair))
                        .collect(),
                };
                Value::Object(members)
            }
            _ => Value::from((self.decode)(text)),
        }
    }

    fn member(&self, (name, value): (&str, &str)) -> (String, Value) {
        ((self.decode)(name), Value::from((self.decode)(value)))
    }

    fn parts(&self, text: &str) -> Vec<String> {
        let mut parts = vec![text.to_owned()];
        for separator in self.separators {
            let split = parts.iter().flat_map(|part| part.split(separator));
            parts = split.map(str::to_owned).collect();
        }
        parts
    }
}

/// A value in the path.
pub(crate) fn path(text: &str, name: &str, (style, explode): (&str, bool), given: &Value) -> Option<Value> {
    let comma = Joint {
        separators: &[","],
        pair: explode.then_some("="),
        decode: decoded,
    };
    Some(match style {
        "simple" => comma.value(text, given),
        "label" => {
            let text = text.strip_prefix('.')?;
            let dots = Joint {
                separators: if explode { &["."] } else { &[","] },
                ..comma
            };
            dots.value(text, given)
        }
        "matrix" => {
            let text = text.strip_prefix(';')?;
            let parts: Vec<(&str, &str)> = text
                .split(';')
                .map(|part| part.split_once('=').unwrap_or((part, "")))
                .collect();
            match given {
                Value::Object(_) if explode => parts.into_iter().map(|pair| comma.member(pair)).collect(),
                Value::Array(_) if explode => parts
                    .iter()
                    .filter(|(part, _)| decoded(part) == name)
                    .map(|(_, value)| decoded(value))
                    .collect(),
                _ => {
                    let (part, value) = parts.first().filter(|_| parts.len() == 1)?;
                    (decoded(part) == name).then(|| comma.value(value, given))?
                }
            }
        }
        _ => return None,
    })
}

/// A value in a header, which is not encoded.
pub(crate) fn header(text: &str, explode: bool, given: &Value) -> Value {
    let joint = Joint {
        separators: &[","],
        pair: explode.then_some("="),
        decode: |text| text.trim().to_owned(),
    };
    joint.value(text, given)
}

/// A value among pairs: of a query, a form or the cookies. Those that belong to it are claimed.
pub(crate) fn among(pairs: &mut [Pair], name: &str, (style, explode): (&str, bool), given: &Value) -> Option<Value> {
    if style == "deepObject" {
        let mut leaves = Vec::new();
        for pair in pairs.iter_mut() {
            if let Some(steps) = deep::steps(&pair.name, name) {
                pair.claimed = true;
                leaves.push((steps, decoded_form(&pair.value)));
            }
        }
        return (!leaves.is_empty()).then(|| deep::assembled(&leaves, given));
    }
    match given {
        Value::Object(members) if explode => {
            let mut made = Map::new();
            for pair in pairs
                .iter_mut()
                .filter(|pair| !pair.claimed && members.contains_key(&pair.name))
            {
                pair.claimed = true;
                made.insert(pair.name.clone(), Value::from(decoded_form(&pair.value)));
            }
            (!made.is_empty()).then_some(Value::Object(made))
        }
        Value::Array(_) if explode => {
            let texts = claimed(pairs, name);
            (!texts.is_empty()).then(|| texts.iter().map(|text| decoded_form(text)).collect())
        }
        _ => {
            let separators: &[&str] = match style {
                "spaceDelimited" => &["%20", "+"],
                "pipeDelimited" => &["|", "%7C", "%7c"],
                _ => &[","],
            };
            let joint = Joint {
                separators,
                pair: None,
                decode: decoded_form,
            };
            match claimed(pairs, name).as_slice() {
                [text] => Some(joint.value(text, given)),
                _ => None,
            }
        }
    }
}

/// The texts under a name, not decoded.
pub(crate) fn claimed(pairs: &mut [Pair], name: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for pair in pairs.iter_mut().filter(|pair| !pair.claimed && pair.name == name) {
        pair.claimed = true;
        texts.push(pair.value.clone());
    }
    texts
}
