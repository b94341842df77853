use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_security::confusable_detection::skeleton;
use unicode_security::mixed_script::is_potential_mixed_script_confusable_char;
use unicode_security::{GeneralSecurityProfile as _, MixedScript as _};

/// Text in the one spelling that identifiers have: the compiler takes names for equal that differ only in it.
pub(super) fn spelled_once(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect())
    }
}

/// Whether an identifier can hold this without a warning of the compiler's. A small letter that has no capital can stand in no constant.
pub(super) fn is_usable(character: char) -> bool {
    if character.is_ascii() {
        return character == '_' || character.is_ascii_alphanumeric();
    }
    let has_no_capital = || character.is_lowercase() && character.to_uppercase().eq([character]);
    unicode_ident::is_xid_continue(character) && character.identifier_allowed() && !has_no_capital()
}

/// A name that nobody takes for another: letters of one script that look like those of another become what they look like.
pub(super) fn honest(name: String) -> String {
    if name.is_ascii() {
        return name;
    }
    let foreign: Vec<char> = name.chars().filter(|character| !character.is_ascii()).collect();
    if foreign.iter().all(|character| latin(*character).is_some()) || !name.as_str().is_single_script() {
        return name
            .chars()
            .filter_map(|character| latin(character).or(Some(character)))
            .collect();
    }
    // Letters that all look like those of other scripts tell nobody that this is a script of its own.
    if foreign
        .iter()
        .all(|character| is_potential_mixed_script_confusable_char(*character))
    {
        return name.chars().filter(char::is_ascii).collect();
    }
    name
}

/// The ASCII letter or digit that a character looks like.
fn latin(character: char) -> Option<char> {
    let text = character.to_string();
    let mut alike = skeleton(&text);
    match (alike.next(), alike.next()) {
        (Some(only), None) if !character.is_ascii() && only.is_ascii_alphanumeric() => Some(only),
        _ => None,
    }
}
