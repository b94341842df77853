//! Finds our secrets in what a server says, however it spells them.

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::Credential;
use crate::Secret;
use crate::signature::hex;
use crate::text::floor_boundary;

/// From how many characters on a spelling that is not the secret's own is looked for: a shorter one stands in any text.
const SHORTEST_SPELLING: usize = 4;
/// From how many characters on a piece out of the middle of a base64 text is looked for.
const SHORTEST_PIECE: usize = 8;
/// As how many bytes a server may write one byte of a secret: `\\\u005c` and the like.
const LONGEST_ESCAPE: usize = 12;

/// All spellings of the values of some credentials. They are copies of secrets, so they are wiped.
pub(super) struct Redaction(Vec<Spelling>);

struct Spelling {
    text: Zeroizing<String>,
    /// Hexadecimal digits are the same in capitals.
    ignores_case: bool,
}

impl Spelling {
    fn exact(text: String) -> Self {
        Self {
            text: Zeroizing::new(text),
            ignores_case: false,
        }
    }
}

impl Redaction {
    pub(super) fn of(credentials: &[Credential]) -> Self {
        let mut spellings = Vec::new();
        for credential in credentials {
            let values: Vec<&str> = credential.values.iter().map(Secret::expose).collect();
            if values.len() > 1 {
                spellings.extend(encoded(&Zeroizing::new(values.join(":"))));
            }
            for value in values.into_iter().filter(|value| !value.is_empty()) {
                spellings.extend(encoded(value));
                spellings.push(Spelling::exact(value.to_owned()));
            }
        }
        Self(spellings)
    }

    /// A part of a text with our secrets replaced, also those that begin or end outside of the part.
    pub(super) fn shown(&self, text: &str, part: Range<usize>) -> String {
        let longest = self.0.iter().map(|spelling| spelling.text.len()).max().unwrap_or(0);
        let margin = longest.saturating_mul(LONGEST_ESCAPE);
        let from = floor_boundary(text, part.start.saturating_sub(margin));
        let end = floor_boundary(text, part.end.saturating_add(margin));
        let searched = text.get(..end).unwrap_or_default();
        let mut shown = String::with_capacity(part.len().min(text.len()));
        // To where a secret reaches that was found.
        let mut hidden = from;
        for (at, character) in searched.char_indices().skip_while(|(at, _)| *at < from) {
            if at >= part.end {
                break;
            }
            let found = self.0.iter().filter_map(|spelling| spelling.reach(searched, at)).max();
            if let Some(found) = found {
                if at >= hidden && found > part.start {
                    shown.push_str("***");
                }
                hidden = hidden.max(found);
            }
            if at >= hidden && at >= part.start {
                shown.push(character);
            }
        }
        shown
    }
}

impl Spelling {
    /// The place behind this spelling, where it begins at a place of a text. A server may have escaped any of its characters, as JSON, URLs
    /// and HTML do, and more than once.
    fn reach(&self, text: &str, at: usize) -> Option<usize> {
        let mut characters = self.text.chars();
        let behind = |place: usize, wanted: char| {
            let rest = text.get(place..).unwrap_or_default();
            let lengths = self.lengths(rest, wanted).into_iter().flatten();
            lengths.map(move |length| place + length)
        };
        let mut places: Vec<usize> = behind(at, characters.next()?).collect();
        for wanted in characters {
            if places.is_empty() {
                return None;
            }
            places = places.into_iter().flat_map(|place| behind(place, wanted)).collect();
            places.dedup();
        }
        places.into_iter().max()
    }

    /// How many bytes of a text may stand for a character: as it is, or escaped in one of these ways.
    fn lengths(&self, text: &str, wanted: char) -> [Option<usize>; 4] {
        let first = text.chars().next();
        let is_plain = match first {
            Some(found) if self.ignores_case => found.eq_ignore_ascii_case(&wanted),
            found => found == Some(wanted) || found == Some('+') && wanted == ' ',
        };
        [
            is_plain.then(|| first.map_or(0, char::len_utf8)),
            (first == Some('\\')).then(|| in_json(text, wanted)).flatten(),
            (first == Some('%')).then(|| in_url(text, wanted)).flatten(),
            (first == Some('&')).then(|| in_html(text, wanted)).flatten(),
        ]
    }
}

/// The length of a character that is escaped by backslashes, however many.
fn in_json(text: &str, wanted: char) -> Option<usize> {
    let escaped = text.trim_start_matches('\\');
    let slashes = text.len() - escaped.len();
    if let Some(digits) = escaped.strip_prefix('u') {
        let mut units = [0; 2];
        let units = wanted.encode_utf16(&mut units);
        let [unit] = units else { return None };
        let code = digits.get(..4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
        if code == Some(*unit) {
            return Some(slashes + 5);
        }
    }
    let found = escaped.chars().next()?;
    if found == wanted {
        return Some(slashes + found.len_utf8());
    }
    // A backslash that is escaped by itself.
    (wanted == '\\' && slashes > 1).then_some(slashes)
}

/// The length of a character that is percent-encoded, be it that the percent sign is encoded in turn.
fn in_url(text: &str, wanted: char) -> Option<usize> {
    let mut bytes = [0; 4];
    let mut rest = text;
    for byte in wanted.encode_utf8(&mut bytes).bytes() {
        rest = rest.strip_prefix('%')?;
        loop {
            let code = rest.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
            if code == Some(byte) {
                rest = rest.get(2..)?;
                break;
            }
            rest = rest.strip_prefix("25")?;
        }
    }
    Some(text.len() - rest.len())
}

/// The length of a character that is an entity of HTML.
fn in_html(text: &str, wanted: char) -> Option<usize> {
    let (name, _) = text.get(1..)?.split_once(';').filter(|(name, _)| name.len() < 10)?;
    let found = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    (found == wanted).then(|| name.len() + 2)
}

/// A text in hexadecimal digits and in base64 of both alphabets: by itself, and as a piece of a longer text.
fn encoded(text: &str) -> Vec<Spelling> {
    let mut spellings = vec![Spelling {
        text: Zeroizing::new(hex(text.as_bytes())),
        ignores_case: true,
    }];
    for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
        spellings.push(Spelling::exact(engine.encode(text)));
        for before in 0..3 {
            let padded = Zeroizing::new([&vec![0; before], text.as_bytes()].concat());
            let whole = Zeroizing::new(engine.encode(&*padded));
            // Characters that also stand for what is before or behind it are none of its own.
            let own = (before * 8).div_ceil(6)..padded.len() * 8 / 6;
            let piece = whole.get(own).filter(|piece| piece.len() >= SHORTEST_PIECE);
            spellings.extend(piece.map(|piece| Spelling::exact(piece.to_owned())));
        }
    }
    spellings.retain(|spelling| spelling.text.len() >= SHORTEST_SPELLING);
    spellings
}
