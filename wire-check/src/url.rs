/// Text with its percent-encoding undone; what is no encoding stays as it is.
pub(crate) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digits = bytes
            .get(at + 1..at + 3)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match digits
            .filter(|_| byte == b'%')
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        {
            Some(value) => {
                plain.push(value);
                at += 3;
            }
            None => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

/// Text of a form, where a plus sign is a space.
pub(crate) fn decoded_form(text: &str) -> String {
    decoded(&text.replace('+', "%20"))
}

/// A name and its value in a query or a form, the value as it was sent.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// The name, decoded.
    pub(crate) name: String,
    /// The value, not decoded.
    pub(crate) value: String,
    /// Whether a parameter has been found that explains it.
    pub(crate) claimed: bool,
}

/// The pairs of a query or a form.
pub(crate) fn pairs(text: &str) -> Vec<Pair> {
    let written = text.split('&').filter(|pair| !pair.is_empty());
    written
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Pair {
                name: decoded_form(name),
                value: value.to_owned(),
                claimed: false,
            }
        })
        .collect()
}

/// The values that stand in the places of a template, not decoded; nothing where the path is not of this template.
pub(crate) fn values(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let Some((literal, rest)) = template.split_once('{') else {
        return (decoded(template) == decoded(path)).then(Vec::new);
    };
    let (name, rest) = rest.split_once('}')?;
    let path = strip(path, literal)?;
    // A value holds no slash of its own, and the shortest one that lets the rest fit is taken.
    let longest = path.find('/').unwrap_or(path.len());
    let ends = (1..=longest).filter(|end| path.is_char_boundary(*end));
    for end in ends {
        if let (Some(value), Some(left)) = (path.get(..end), path.get(end..))
            && let Some(mut found) = values(rest, left)
        {
            found.insert(0, (name.to_owned(), value.to_owned()));
            return Some(found);
        }
    }
    None
}

/// What follows a literal piece of a template, which may be sent percent-encoded.
fn strip<'p>(path: &'p str, literal: &str) -> Option<&'p str> {
    if let Some(rest) = path.strip_prefix(literal) {
        return Some(rest);
    }
    let ends = (0..=path.len()).filter(|end| path.is_char_boundary(*end));
    ends.filter_map(|end| Some((path.get(..end)?, path.get(end..)?)))
        .find(|(start, _)| decoded(start) == decoded(literal))
        .map(|(_, rest)| rest)
}
