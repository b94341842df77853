//! Whether two values are the same, whichever way they are spelled.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::document::Document;

/// A value as far as its style can show it. Where every text has a whole path of names, what is empty leaves no trace; elsewhere only
/// parts of the value itself are told apart, and what is inside of a part stands as JSON, empty or not.
pub(crate) fn shown(given: &Value, style: &str) -> Option<Value> {
    match given {
        _ if style == "deepObject" => visible(given),
        Value::Array(items) if items.is_empty() => None,
        Value::Object(members) if members.is_empty() => None,
        other => Some(other.clone()),
    }
}

/// A value as far as texts with names can show it: what is empty leaves no trace.
fn visible(given: &Value) -> Option<Value> {
    match given {
        Value::Array(items) => {
            let items: Vec<Value> = items.iter().filter_map(visible).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(members) => {
            let kept = members
                .iter()
                .filter_map(|(name, value)| Some((name.clone(), visible(value)?)));
            let kept: serde_json::Map<String, Value> = kept.collect();
            (!kept.is_empty()).then_some(Value::Object(kept))
        }
        other => Some(other.clone()),
    }
}

/// Whether what was decoded, whose leaves are all text, is what was given.
pub(crate) fn texts(decoded: &Value, given: &Value) -> Result<(), String> {
    let differ = || Err(format!("it says {decoded}, where {given} was given"));
    match (decoded, given) {
        (Value::String(text), Value::String(wanted)) if text_alike(text, wanted) => Ok(()),
        (Value::String(text), Value::Number(number)) if number_alike(text, &number.to_string()) => Ok(()),
        (Value::String(text), Value::Bool(wanted)) if *text == wanted.to_string() => Ok(()),
        (Value::String(text), Value::Null) if text.is_empty() => Ok(()),
        // Where a style has no place for parts of parts, they stand as JSON.
        (Value::String(text), Value::Array(_) | Value::Object(_)) => match serde_json::from_str::<Value>(text) {
            Ok(value) if value == *given => Ok(()),
            _ => differ(),
        },
        (Value::Array(items), Value::Array(wanted)) if items.len() == wanted.len() => items
            .iter()
            .zip(wanted)
            .try_for_each(|(item, wanted)| texts(item, wanted)),
        (Value::Object(members), Value::Object(wanted)) if members.len() == wanted.len() => {
            let mut pairs = members.iter().map(|(name, value)| (value, wanted.get(name)));
            pairs.try_for_each(|(value, wanted)| wanted.map_or_else(differ, |wanted| texts(value, wanted)))
        }
        _ => differ(),
    }
}

/// What may differ between two JSON texts.
pub(crate) enum Rule<'d> {
    /// Nothing.
    Exactly,
    /// What a client may lose of an answer: null, and members that none of these schemas names.
    Answer(&'d Document, Vec<&'d Value>),
}

/// Whether a JSON text says what another one says. Numbers are compared by their digits.
pub(crate) fn json(found: &str, wanted: &str, rule: &Rule<'_>) -> Result<(), String> {
    let raw = |text| serde_json::from_str::<&RawValue>(text).map_err(|error| format!("this is no JSON: {error}"));
    compare(raw(found)?, raw(wanted)?, rule, "")
}

fn compare(found: &RawValue, wanted: &RawValue, rule: &Rule<'_>, place: &str) -> Result<(), String> {
    let differ = || Err(format!("at `{place}` stands {found} instead of {wanted}"));
    match (kind(found), kind(wanted)) {
        (b'{', b'{') => {
            let (found, wanted) = (members(found)?, members(wanted)?);
            for (name, value) in &wanted {
                let place = format!("{place}/{name}");
                match (found.get(name), rule.member(name)) {
                    (Some(found), below) => compare(found, value, &below.unwrap_or(Rule::Exactly), &place)?,
                    (None, None) => {}
                    (None, Some(_)) if rule.is_answer() && kind(value) == b'n' => {}
                    (None, Some(_)) => return Err(format!("`{place}` is lost; it was {value}")),
                }
            }
            let mut further = found.iter().filter(|(name, _)| !wanted.contains_key(*name));
            match further.find(|(_, value)| !(rule.is_answer() && kind(value) == b'n')) {
                Some((name, value)) => Err(format!("`{place}/{name}` has come up from nowhere: {value}")),
                None => Ok(()),
            }
        }
        (b'[', b'[') => {
            let (found, wanted) = (items(found)?, items(wanted)?);
            if found.len() != wanted.len() {
                return Err(format!(
                    "at `{place}` stand {} items instead of {}",
                    found.len(),
                    wanted.len()
                ));
            }
            let below = rule.item();
            let mut both = found.iter().zip(&wanted).enumerate();
            both.try_for_each(|(at, (found, wanted))| compare(found, wanted, &below, &format!("{place}/{at}")))
        }
        (b'"', b'"') => {
            let text = |raw: &RawValue| serde_json::from_str::<String>(raw.get()).map_err(|error| error.to_string());
            if text_alike(&text(found)?, &text(wanted)?) {
                Ok(())
            } else {
                differ()
            }
        }
        (b'0', b'0') if number_alike(found.get(), wanted.get()) => Ok(()),
        _ if found.get() == wanted.get() => Ok(()),
        _ => differ(),
    }
}

impl<'d> Rule<'d> {
    fn is_answer(&self) -> bool {
        matches!(self, Self::Answer(..))
    }

    /// What is known of a member; nothing where it may be lost.
    pub(crate) fn member(&self, name: &str) -> Option<Self> {
        let Self::Answer(document, schemas) = self else {
            return Some(Self::Exactly);
        };
        let all = flattened(document, schemas);
        let mut below = Vec::new();
        let (mut named, mut open) = (all.is_empty(), false);
        let mut has_members = false;
        for schema in all {
            has_members |= schema
                .get("properties")
                .and_then(Value::as_object)
                .is_some_and(|all| !all.is_empty());
            if let Some(property) = schema.get("properties").and_then(|properties| properties.get(name)) {
                named = true;
                below.push(property);
            } else if let Some(further) = schema
                .get("additionalProperties")
                .filter(|further| **further != Value::Bool(false))
            {
                open = true;
                below.push(further);
            }
        }
        (named || open || !has_members).then_some(Self::Answer(document, below))
    }

    fn item(&self) -> Self {
        let Self::Answer(document, schemas) = self else {
            return Self::Exactly;
        };
        let all = flattened(document, schemas);
        Self::Answer(
            document,
            all.into_iter().filter_map(|schema| schema.get("items")).collect(),
        )
    }
}

/// Schemas with all that they are composed of.
fn flattened<'d>(document: &'d Document, schemas: &[&'d Value]) -> Vec<&'d Value> {
    let mut open: Vec<&Value> = schemas.to_vec();
    let mut all: Vec<&Value> = Vec::new();
    while let Some(schema) = open.pop() {
        let schema = document.follow(schema);
        if all.iter().any(|known| std::ptr::eq(*known, schema)) {
            continue;
        }
        all.push(schema);
        for word in ["allOf", "oneOf", "anyOf"] {
            open.extend(schema.get(word).and_then(Value::as_array).into_iter().flatten());
        }
    }
    all
}

/// The first sign of a value; a nought for numbers.
fn kind(value: &RawValue) -> u8 {
    match value.get().bytes().next() {
        Some(b'-' | b'0'..=b'9') => b'0',
        first => first.unwrap_or_default(),
    }
}

fn members(value: &RawValue) -> Result<BTreeMap<String, &RawValue>, String> {
    serde_json::from_str(value.get()).map_err(|error| error.to_string())
}

fn items(value: &RawValue) -> Result<Vec<&RawValue>, String> {
    serde_json::from_str(value.get()).map_err(|error| error.to_string())
}

/// Whether two texts are the same, or the same instant, or the same UUID.
fn text_alike(found: &str, wanted: &str) -> bool {
    let is_uuid = |text: &str| {
        let groups: Vec<usize> = text.split('-').map(str::len).collect();
        groups == [8, 4, 4, 4, 12]
            && text
                .chars()
                .all(|character| character == '-' || character.is_ascii_hexdigit())
    };
    found == wanted
        || is_uuid(found) && found.eq_ignore_ascii_case(wanted)
        || instant(found).is_some_and(|found| instant(wanted) == Some(found))
}

/// The second since the epoch, and the digits of its fraction.
fn instant(text: &str) -> Option<(i64, String)> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let signs = [4, 7, 10, 13, 16].map(|at| text.as_bytes().get(at).copied());
    if !matches!(
        signs,
        [Some(b'-'), Some(b'-'), Some(b'T' | b't' | b' '), Some(b':'), Some(b':')]
    ) {
        return None;
    }
    let rest = text.get(19..)?;
    let (fraction, zone) = match rest.strip_prefix('.') {
        Some(rest) => rest.split_at(rest.find(|character: char| !character.is_ascii_digit())?),
        None => ("", rest),
    };
    let offset = match zone {
        "Z" | "z" => 0,
        _ => {
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let minutes = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
            if zone.starts_with('-') { -minutes } else { minutes }
        }
    };
    // Days of the civil calendar, counted from the first of March, so that the leap day is the last.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days =
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day;
    let seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second;
    Some((seconds, fraction.trim_end_matches('0').to_owned()))
}

/// Whether two spellings are of one number, digit by digit.
fn number_alike(found: &str, wanted: &str) -> bool {
    found == wanted || digits(found).is_some_and(|found| digits(wanted) == Some(found))
}

/// A number as its sign, its digits without noughts at the ends, and the place of its point.
fn digits(text: &str) -> Option<(bool, String, i64)> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let led = all.trim_start_matches('0');
    let stripped = all.len() - led.len();
    let point = i64::try_from(whole.len()).ok()? - i64::try_from(stripped).ok()? + exponent.parse::<i64>().ok()?;
    let kept = led.trim_end_matches('0');
    if kept.is_empty() {
        return Some((false, String::new(), 0));
    }
    Some((negative, kept.to_owned(), point))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_by_their_digits() {
        assert!(number_alike("1.50", "15e-1"));
        assert!(number_alike("-0", "0.0"));
        assert!(number_alike("1E3", "1000"));
        assert!(!number_alike("0.1", "0.10000000000000001"));
        assert!(!number_alike("12", "120"));
        assert!(!number_alike("x", "y"));
    }

    #[test]
    fn what_is_empty_leaves_no_trace() {
        let visible = |text: &str| super::visible(&serde_json::from_str(text).unwrap());
        assert_eq!(visible(r#"{"a": [{}], "b": {"c": []}}"#), None);
        assert_eq!(visible(r#"{"a": [{}], "b": ""}"#), Some(serde_json::json!({"b": ""})));
    }

    #[test]
    fn texts_are_the_same_by_what_they_mean() {
        assert!(text_alike("2024-02-29T23:30:00-01:00", "2024-03-01T00:30:00.000Z"));
        assert!(!text_alike("2024-02-29T23:30:00Z", "2024-02-29T23:30:01Z"));
        assert!(text_alike(
            "3FA85F64-5717-4562-B3FC-2C963F66AFA6",
            "3fa85f64-5717-4562-b3fc-2c963f66afa6"
        ));
        assert!(!text_alike("Z", "z"));
    }
}
