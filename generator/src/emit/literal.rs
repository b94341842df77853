use crate::ir::Scalar;

/// A string literal that is nothing but a string, whatever the text holds.
#[must_use]
pub(crate) fn string(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            // Invisible characters, and those that change the direction of text, are shown by their number.
            _ if character.is_control() || is_format(character) => {
                literal.push_str(&character.escape_unicode().to_string())
            }
            _ => literal.push(character),
        }
    }
    literal.push('"');
    literal
}

/// A value of an enumeration as a literal.
pub(crate) fn scalar(value: &Scalar) -> String {
    match value {
        Scalar::Text(text) => string(text),
        Scalar::Number(number) => number.to_string(),
        Scalar::Flag(flag) => flag.to_string(),
    }
}

/// A string literal for text that holds literals itself: raw where that shows it as it is.
#[must_use]
pub(crate) fn readable(text: &str) -> String {
    let plain = text
        .chars()
        .all(|character| character == '\n' || !character.is_control() && !is_format(character));
    if plain && text.contains(['"', '\\', '\n']) && !text.contains("\"#") {
        format!("r#\"{text}\"#")
    } else {
        string(text)
    }
}

fn is_format(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | '\u{ad}')
}

/// An identifier, raw where it is a keyword.
#[must_use]
pub(crate) fn ident(name: &str) -> String {
    if crate::lower::is_keyword(name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}
