mod letters;
mod plain;
pub(crate) mod reserved;
mod taken;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use reserved::{KEYWORDS, METHODS, TYPES, UNUSABLE};
pub(crate) use taken::Taken;

/// The words of a name, so that signs become words where nothing else is left, and what no identifier can hold becomes a gap.
fn words(text: &str) -> String {
    let text = &*letters::spelled_once(text);
    let cleaned: String = text
        .chars()
        .map(|character| if is_word(character) { character } else { ' ' })
        .collect();
    if !cleaned.trim().is_empty() && !text.starts_with(['-', '+']) {
        return cleaned;
    }
    let mut spelled = String::new();
    for character in text.chars() {
        if is_word(character) {
            spelled.push(character);
            continue;
        }
        let word = match character {
            '+' => "plus",
            '-' => "minus",
            '*' => "star",
            '/' => "slash",
            '=' => "equal",
            '<' => "less",
            '>' => "greater",
            '!' => "not",
            '&' => "and",
            '|' => "or",
            '%' => "percent",
            '$' => "dollar",
            '#' => "hash",
            '@' => "at",
            '.' => "dot",
            '?' => "question",
            '~' => "tilde",
            '^' => "caret",
            _ => "",
        };
        spelled.push(' ');
        spelled.push_str(word);
        spelled.push(' ');
    }
    spelled
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() && letters::is_usable(character)
}

/// Keeps what an identifier can hold and lets it start as one.
fn identifier(cased: &str, otherwise: &str) -> String {
    // A letter in another case may be one that cannot be held, or several.
    let kept: String = letters::spelled_once(cased)
        .chars()
        .filter(|&character| letters::is_usable(character))
        .collect();
    let kept = letters::honest(kept);
    match kept.chars().next() {
        None => otherwise.to_owned(),
        Some(first) if unicode_ident::is_xid_start(first) || first == '_' && kept.len() > 1 => kept,
        Some(_) => format!("_{kept}"),
    }
}

/// A name for a value, were no name taken by anybody.
pub(crate) fn plain_value_name(text: &str) -> String {
    let cased = plain::snake_case(text).unwrap_or_else(|| words(text).to_snake_case());
    identifier(&cased, "empty")
}

/// A name for a type, were no name taken by anybody.
pub(crate) fn plain_type_name(text: &str) -> String {
    let cased = plain::upper_camel_case(text).unwrap_or_else(|| words(text).to_upper_camel_case());
    cut(identifier(&cased, "Empty"))
}

/// A name for a value: a field, a parameter, a method, a module.
#[must_use]
pub fn value_name(text: &str) -> String {
    let name = plain_value_name(text);
    if UNUSABLE.contains(&name.as_str()) || METHODS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// A name for an argument that stands where constants do. Without a letter that has a case the two would be one name, and the argument a
/// pattern that only the constant fits.
#[must_use]
pub(crate) fn argument_name(text: &str) -> String {
    let name = value_name(text);
    if name.chars().any(char::is_lowercase) {
        name
    } else {
        format!("value_{}", name.trim_start_matches('_'))
    }
}

/// The longest name of a file, far below what file systems take.
const LONGEST_MODULE: usize = 64;

/// A name for a module, and so for a file: ASCII, not too long, and never a keyword.
#[must_use]
pub fn module_name(text: &str) -> String {
    let ascii: String = value_name(text)
        .chars()
        .filter(char::is_ascii)
        .take(LONGEST_MODULE)
        .collect();
    let name = ascii.trim_matches('_');
    if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
        return format!("m{name}");
    }
    if is_keyword(name) || UNUSABLE.contains(&name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// The longest name of an item that has a page of its own in the documentation, in bytes: its name is in that of a file.
const LONGEST_ITEM: usize = 160;

fn cut(mut name: String) -> String {
    let mut end = name.len().min(LONGEST_ITEM);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.truncate(end);
    name
}

/// A name for a type or a variant.
#[must_use]
pub fn type_name(text: &str) -> String {
    let name = plain_type_name(text);
    if TYPES.contains(&name.as_str()) {
        format!("{name}Value")
    } else {
        name
    }
}

/// A name for a type that is made by `new`: Clippy takes that of `New` for a constructor that is called after its type.
#[must_use]
pub(crate) fn made_type_name(text: &str) -> String {
    match type_name(text) {
        name if name == "New" => "NewValue".to_owned(),
        name => name,
    }
}

/// A name for a constant.
#[must_use]
pub fn constant_name(text: &str) -> String {
    let cased = plain::snake_case(text).map(|cased| cased.to_ascii_uppercase());
    let cased = cased.unwrap_or_else(|| words(text).to_shouty_snake_case());
    cut(identifier(&cased, "EMPTY"))
}

/// Whether a method of this name, written out, reads as one of a trait of the standard library or as a conversion, which Clippy minds.
#[must_use]
pub(crate) fn reads_as_another_method(name: &str) -> bool {
    reserved::METHODS_OF_TRAITS.contains(&name)
        || reserved::CONVERSIONS
            .iter()
            .any(|prefix| name.len() > prefix.len() && name.starts_with(prefix))
}

/// How a name is written in code: raw where it is a keyword.
#[must_use]
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{Taken, constant_name, type_name, value_name};

    #[test]
    fn values_are_snake_case_and_never_keywords_that_cannot_be_raw() {
        for (text, name) in [
            ("orderId", "order_id"),
            ("type", "type"),
            ("self", "self_"),
            ("_", "empty"),
            ("", "empty"),
            ("+1", "plus_1"),
            ("-1", "minus_1"),
            ("3d_secure", "_3d_secure"),
            ("send", "send_"),
            ("ÄÖ ü", "äö_ü"),
            ("a/b", "a_b"),
            ("🙂", "empty"),
        ] {
            assert_eq!(value_name(text), name, "{text}");
        }
    }

    #[test]
    fn types_are_camel_case_and_leave_the_prelude_alone() {
        for (text, name) in [
            ("Option", "OptionValue"),
            ("order-status", "OrderStatus"),
            ("", "Empty"),
            ("3ds", "_3ds"),
            ("self", "SelfValue"),
        ] {
            assert_eq!(type_name(text), name, "{text}");
        }
        assert_eq!(constant_name("ApiKey"), "API_KEY");
    }

    #[test]
    fn letters_have_one_spelling_and_look_like_no_others() {
        for (text, name) in [
            ("e\u{301}tat", "état"),
            ("ﬁle", "file"),
            ("раypal", "paypal"),
            ("имя", "имя"),
            ("名前", "名前"),
            ("x²", "x2"),
            ("\u{202e}abc", "abc"),
        ] {
            assert_eq!(value_name(text), name, "{text}");
        }
        assert_eq!(type_name(&"x".repeat(300)).len(), 160);
    }

    #[test]
    fn a_taken_name_gets_a_number_whatever_its_case() {
        let mut taken = Taken::default();
        assert_eq!(taken.take("Order".to_owned()), "Order");
        assert_eq!(taken.take("order".to_owned()), "order2");
    }
}
