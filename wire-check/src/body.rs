//! Bodies, decoded by their media type.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::answer::is_json;
use crate::multipart;
use crate::operation::{Operation, essence};
use crate::place;
use crate::same::{self, Rule};
use crate::url::{self, decoded_form};

/// Whether a body is what was given, and within its schema.
pub(crate) fn check(operation: &Operation<'_>, media_type: &str, body: &[u8], given: &RawValue) -> Result<(), String> {
    let media = operation
        .body(media_type)
        .ok_or_else(|| format!("the body is of the type {media_type}, which the description does not name"))?;
    let value: Value = serde_json::from_str(given.get()).map_err(|error| error.to_string())?;
    let schema = media.get("schema");
    let kind = essence(media_type);
    // Other kinds of several parts, such as `multipart/mixed`, have no members with names: they are bytes to a client.
    let has_parts = kind == "multipart/form-data";
    // A form that is no object has no members either, so it is given as the text that it is.
    let has_members = has_parts || kind == "application/x-www-form-urlencoded" && !value.is_string();
    let is_text = !is_json(media_type) && !has_members;
    if let Some(schema) = schema.filter(|_| !is_text) {
        let document = operation.document;
        let fits = document.sent.fits(document.root(), schema, &value);
        fits.map_err(|why| format!("the body does not fit its schema {why}"))?;
    }
    if has_parts {
        return parts(media, media_type, body, &value);
    }
    let text = std::str::from_utf8(body).map_err(|_| "the body is no text")?;
    if is_json(media_type) {
        return same::json(text, given.get(), &Rule::Exactly).map_err(|why| format!("in the body {why}"));
    }
    if kind == "application/x-www-form-urlencoded"
        && let Value::Object(members) = &value
    {
        return form(media, text, members);
    }
    same::texts(&Value::from(text), &value).map_err(|why| format!("in the body {why}"))
}

/// A form in the way of a query.
fn form(media: &Value, text: &str, given: &Map<String, Value>) -> Result<(), String> {
    let mut pairs = url::pairs(text);
    for (name, given) in given {
        let encoding = media.get("encoding").and_then(|all| all.get(name));
        let style = encoding
            .and_then(|encoding| encoding.get("style"))
            .and_then(Value::as_str);
        let explode = encoding
            .and_then(|encoding| encoding.get("explode"))
            .and_then(Value::as_bool);
        let is_json = encoding
            .and_then(|encoding| encoding.get("contentType"))
            .and_then(Value::as_str)
            .is_some_and(|media_type| media_type.contains("json"));
        let whole = is_json || given.is_object() && style.is_none() && explode.is_none();
        let found = if whole {
            let text = place::claimed(&mut pairs, name).first().map(|text| decoded_form(text));
            text.map(|text| same::json(&text, &given.to_string(), &Rule::Exactly))
        } else {
            let style = style.unwrap_or("form");
            let shown = same::shown(given, style).unwrap_or(Value::Null);
            let found = place::among(&mut pairs, name, (style, explode.unwrap_or(style == "form")), &shown);
            found.map(|found| same::texts(&found, &shown))
        };
        let wrong = |why: String| format!("in the body, `{name}`: {why}");
        match found {
            Some(Ok(())) => {}
            Some(Err(why)) => return Err(wrong(why)),
            None if same::shown(given, style.unwrap_or("form")).is_none() => {}
            None => return Err(wrong(format!("it is not sent, {given} was given"))),
        }
    }
    match pairs.iter().find(|pair| !pair.claimed) {
        Some(pair) => Err(format!("the body has `{}`, which nobody gave", pair.name)),
        None => Ok(()),
    }
}

/// The parts of a form, each under the name of its member.
fn parts(media: &Value, media_type: &str, body: &[u8], given: &Value) -> Result<(), String> {
    let mut left = multipart::parts(media_type, body)?;
    let given = given.as_object().ok_or("a form has members")?;
    for (name, given) in given {
        let (of_name, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|part| part.name == *name);
        left = others;
        let wrong = |why: String| format!("in the form, `{name}`: {why}");
        let encoding = media.get("encoding").and_then(|all| all.get(name));
        let wanted = encoding
            .and_then(|encoding| encoding.get("contentType"))
            .and_then(Value::as_str);
        for part in &of_name {
            let found = part.media_type.as_deref().unwrap_or("text/plain");
            let named = |wanted: &str| wanted.split(',').any(|wanted| takes(wanted.trim(), found));
            if let Some(wanted) = wanted.filter(|wanted| !named(wanted)) {
                return Err(wrong(format!("it is of the type {found}, not {wanted}")));
            }
        }
        let read: Vec<Value> = of_name.iter().map(|part| content(part, given)).collect();
        let found = match (read.as_slice(), given) {
            ([], given) if same::shown(given, "form").is_none() || given.is_null() => continue,
            ([], _) => return Err(wrong(format!("it is not sent, {given} was given"))),
            // A list as one part is JSON.
            ([Value::Array(items)], Value::Array(_)) => Value::Array(items.clone()),
            (items, Value::Array(_)) => Value::Array(items.to_vec()),
            ([one], _) => one.clone(),
            (several, _) => return Err(wrong(format!("it is sent {} times", several.len()))),
        };
        if found != *given {
            same::texts(&found, given).map_err(wrong)?;
        }
    }
    match left.first() {
        Some(part) => Err(format!("the form has `{}`, which nobody gave", part.name)),
        None => Ok(()),
    }
}

/// What is in a part: a value where it says that it is JSON, else text.
fn content(part: &multipart::Part, given: &Value) -> Value {
    let text = String::from_utf8_lossy(&part.content);
    let says_json = part
        .media_type
        .as_deref()
        .is_some_and(|media_type| media_type.contains("json"));
    let value = (says_json && part.file.is_none()).then(|| serde_json::from_str(&text).ok());
    match value.flatten() {
        // A list of which each part is an item.
        Some(value) if !given.is_string() => value,
        _ => Value::from(text.as_ref()),
    }
}

/// Whether a media type, perhaps a range, takes another one.
fn takes(wanted: &str, found: &str) -> bool {
    let (wanted, found) = (essence(wanted), essence(found));
    let range = wanted
        .strip_suffix('*')
        .is_some_and(|kind| found.starts_with(kind) || kind == "*/");
    wanted == found || range
}
