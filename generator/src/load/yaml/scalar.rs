use granit_parser::Tag;

use crate::load::Value;

/// Said wherever a tag does not fit.
pub(super) const TAG_HINT: &str = "descriptions need no tags: remove it, and quote the value if it is meant as text";

/// What a scalar means. An error says what is wrong with its tag.
///
/// Only plain scalars have a meaning of their own, after YAML's core schema: `yes`, `on` and dates
/// are text, as in JSON.
pub(super) fn value(text: &str, plain: bool, tag: Option<&Tag>) -> Result<Value, String> {
    let Some(tag) = tag else {
        return Ok(if plain {
            resolved(text)
        } else {
            Value::String(text.into())
        });
    };
    let unfit = || {
        Err(format!(
            "`{}` does not fit the tag `{tag}`",
            text.chars().take(40).collect::<String>()
        ))
    };
    match (tag.core_suffix(), resolved(text)) {
        (Some("str"), _) => Ok(Value::String(text.into())),
        (Some("int" | "float"), value @ Value::Number(_)) => Ok(value),
        (Some("bool"), value @ Value::Bool(_)) => Ok(value),
        (Some("null"), value @ Value::Null) => Ok(value),
        (Some(_), _) => unfit(),
        (None, _) => match tag.suffix_in_namespace("tag:yaml.org,2002:").as_deref() {
            // YAML 1.1 has these two for what is text in JSON anyway.
            Some("timestamp" | "binary") => Ok(Value::String(text.into())),
            // A lone `!` says: no special meaning.
            None if matches!((tag.handle(), tag.suffix()), ("" | "!", "" | "!")) => Ok(Value::String(text.into())),
            _ => Err(unknown(tag)),
        },
    }
}

/// What is wrong with the tag of a collection.
pub(super) fn unfit_collection_tag(tag: &Tag, mapping: bool) -> Option<String> {
    let (right, other) = if mapping {
        ("map", "a mapping")
    } else {
        ("seq", "a sequence")
    };
    match tag.core_suffix() {
        Some(suffix) if suffix == right => None,
        Some(_) => Some(format!("{other} does not fit the tag `{tag}`")),
        None if matches!((tag.handle(), tag.suffix()), ("" | "!", "" | "!")) => None,
        None => Some(unknown(tag)),
    }
}

fn unknown(tag: &Tag) -> String {
    format!("the tag `{tag}` is unknown")
}

fn resolved(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_number(text) => Value::Number(text.into()),
        _ => Value::String(text.into()),
    }
}

fn is_number(text: &str) -> bool {
    let all = |digits: &str, fits: fn(&u8) -> bool| !digits.is_empty() && digits.as_bytes().iter().all(fits);
    if let Some(digits) = text.strip_prefix("0x") {
        return all(digits, u8::is_ascii_hexdigit);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return all(digits, |digit| matches!(digit, b'0'..=b'7'));
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    let (base, exponent) = unsigned
        .split_once(['e', 'E'])
        .map_or((unsigned, None), |(base, rest)| (base, Some(rest)));
    let exponent_fits = exponent.is_none_or(|exponent| {
        all(
            exponent.strip_prefix(['-', '+']).unwrap_or(exponent),
            u8::is_ascii_digit,
        )
    });
    let base_fits = match base.split_once('.') {
        None => all(base, u8::is_ascii_digit),
        Some(("", fraction)) => all(fraction, u8::is_ascii_digit),
        Some((whole, fraction)) => {
            all(whole, u8::is_ascii_digit) && (fraction.is_empty() || all(fraction, u8::is_ascii_digit))
        }
    };
    base_fits && exponent_fits
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_those_of_the_core_schema() {
        for number in [
            "0", "-1", "+12", "007", "1.", ".5", "-.5", "1.5e-3", "1E5", "0x1F", "0o17", ".inf", "-.INF", ".nan",
        ] {
            assert!(is_number(number), "{number}");
        }
        for text in [
            "", "-", ".", "1_000", "1:30", "0b1", "1e", "e5", ".e5", "0x", "+0x1", "0o8", "1.2.3", "-.nan", "١",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }
}
