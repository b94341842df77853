//! The cases of plain names: small ASCII letters and digits with gaps between them, as most names are. Their words begin behind gaps and
//! nowhere else, so they are put together in one go; every other name is taken apart letter by letter.

/// A plain name in the case of values.
pub(super) fn snake_case(text: &str) -> Option<String> {
    let mut cased = String::with_capacity(text.len());
    for word in words(text)? {
        if !cased.is_empty() {
            cased.push('_');
        }
        cased.push_str(word);
    }
    Some(cased)
}

/// A plain name in the case of types.
pub(super) fn upper_camel_case(text: &str) -> Option<String> {
    let mut cased = String::with_capacity(text.len());
    for word in words(text)? {
        let mut letters = word.chars();
        cased.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        cased.push_str(letters.as_str());
    }
    Some(cased)
}

/// The words of a plain name; nothing for any other. A sign in front may be a word of its own.
fn words(text: &str) -> Option<impl Iterator<Item = &str>> {
    let is_of_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_gap = |byte: u8| matches!(byte, b'_' | b' ' | b'-' | b'.' | b'/' | b':');
    let is_plain =
        text.bytes().next().is_some_and(is_of_word) && text.bytes().all(|byte| is_of_word(byte) || is_gap(byte));
    is_plain.then(|| {
        text.split(['_', ' ', '-', '.', '/', ':'])
            .filter(|word| !word.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

    use super::{snake_case, upper_camel_case};

    #[test]
    fn plain_names_come_out_as_any_other_would() {
        for text in [
            "order_id",
            "a",
            "7",
            "3d_secure",
            "us-east-1",
            "a1b2",
            "x__y",
            "end_",
            "v1.2/orders:list",
            "two words",
            "a-",
            "utf8",
        ] {
            let words = super::super::words(text);
            assert_eq!(snake_case(text), Some(words.to_snake_case()), "{text}");
            assert_eq!(upper_camel_case(text), Some(words.to_upper_camel_case()), "{text}");
        }
    }

    #[test]
    fn other_names_are_left_to_others() {
        for text in ["", "_", "-1", "+1", "orderId", "ORDER", "a+b", "\u{e4}", "_id", "a\nb"] {
            assert_eq!(snake_case(text), None, "{text}");
            assert_eq!(upper_camel_case(text), None, "{text}");
        }
    }
}
