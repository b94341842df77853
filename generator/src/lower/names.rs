use std::collections::{HashMap, HashSet};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Words that Rust keeps for itself and that can stand as raw identifiers.
const KEYWORDS: [&str; 49] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that cannot even stand as raw identifiers.
const UNUSABLE: [&str; 4] = ["self", "super", "crate", "_"];

/// Names of fields that would meet a method of the same name: the constructor, and what a call can do.
const METHODS: [&str; 6] = [
    "new",
    "send",
    "send_for_response",
    "into_operation",
    "to_request",
    "with_options",
];

/// Names of types that generated code says without a path, or that a reader takes for the standard library's.
const TYPES: [&str; 21] = [
    "Self",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "String",
    "Box",
    "Default",
    "Clone",
    "Debug",
    "PartialEq",
    "Eq",
    "Hash",
    "Into",
    "From",
    "Send",
    "Sync",
    "Sized",
];

/// The words of a name, so that signs become words where nothing else is left, and what no identifier can hold becomes a gap.
fn words(text: &str) -> String {
    let cleaned: String = text
        .chars()
        .map(|character| if character.is_alphanumeric() { character } else { ' ' })
        .collect();
    if !cleaned.trim().is_empty() && !text.starts_with(['-', '+']) {
        return cleaned;
    }
    let mut spelled = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() {
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

/// Keeps what an identifier can hold and lets it start as one.
fn identifier(cased: &str, otherwise: &str) -> String {
    let kept: String = cased
        .chars()
        .filter(|&character| character == '_' || unicode_ident::is_xid_continue(character))
        .collect();
    match kept.chars().next() {
        None => otherwise.to_owned(),
        Some(first) if unicode_ident::is_xid_start(first) || first == '_' && kept.len() > 1 => kept,
        Some(_) => format!("_{kept}"),
    }
}

/// A name for a value: a field, a parameter, a method, a module.
#[must_use]
pub fn value_name(text: &str) -> String {
    let name = identifier(&words(text).to_snake_case(), "empty");
    if UNUSABLE.contains(&name.as_str()) || METHODS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
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

/// A name for a type or a variant.
#[must_use]
pub fn type_name(text: &str) -> String {
    let name = identifier(&words(text).to_upper_camel_case(), "Empty");
    if TYPES.contains(&name.as_str()) {
        format!("{name}Value")
    } else {
        name
    }
}

/// A name for a constant.
#[must_use]
pub fn constant_name(text: &str) -> String {
    identifier(&words(text).to_shouty_snake_case(), "EMPTY")
}

/// How a name is written in code: raw where it is a keyword.
#[must_use]
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Names that are taken, in one place where they must differ. Case does not tell names apart, since files are named after them.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    lower: HashSet<String>,
    /// The number to try next for a name that was taken: a thousand equal names must not try all numbers each.
    next: HashMap<String, usize>,
}

impl Taken {
    /// A place where some names are taken from the start.
    #[must_use]
    pub fn with(names: &[&str]) -> Self {
        Self {
            lower: names.iter().map(|name| name.to_lowercase()).collect(),
            next: HashMap::new(),
        }
    }

    /// Whether a name is taken.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.lower.contains(&name.to_lowercase())
    }

    /// Takes a name, or the first of `name2`, `name3` … that is free.
    pub fn take(&mut self, name: String) -> String {
        let lower = name.to_lowercase();
        if self.lower.insert(lower.clone()) {
            return name;
        }
        let number = self.next.entry(lower).or_insert(2);
        loop {
            let candidate = format!("{name}{number}");
            *number += 1;
            if self.lower.insert(candidate.to_lowercase()) {
                return candidate;
            }
        }
    }
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
    fn a_taken_name_gets_a_number_whatever_its_case() {
        let mut taken = Taken::default();
        assert_eq!(taken.take("Order".to_owned()), "Order");
        assert_eq!(taken.take("order".to_owned()), "order2");
    }
}
