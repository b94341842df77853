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

/// How many backslashes are looked at before a character: as many as one becomes that is escaped three times.
const MOST_BACKSLASHES: usize = 8;

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
        let mut places = self.behind(text, at, characters.next()?);
        for wanted in characters {
            if places.is_empty() {
                return None;
            }
            places = places
                .into_iter()
                .flat_map(|place| self.behind(text, place, wanted))
                .collect();
            places.sort_unstable();
            places.dedup();
        }
        places.into_iter().max()
    }

    /// The places behind a character, as it is or escaped in one of these ways.
    fn behind(&self, text: &str, place: usize, wanted: char) -> Vec<usize> {
        let rest = text.get(place..).unwrap_or_default();
        let Some(first) = rest.chars().next() else {
            return Vec::new();
        };
        let is_plain = if self.ignores_case {
            first.eq_ignore_ascii_case(&wanted)
        } else {
            first == wanted || first == '+' && wanted == ' '
        };
        let mut lengths = match first {
            '\\' => in_json(rest, wanted),
            '%' => in_url(rest, wanted),
            '&' => in_html(rest, wanted),
            _ => Vec::new(),
        };
        lengths.extend(is_plain.then(|| first.len_utf8()));
        lengths.iter_mut().for_each(|length| *length += place);
        lengths
    }
}

/// The lengths of a character that is escaped by backslashes, however many.
fn in_json(text: &str, wanted: char) -> Vec<usize> {
    let slashes = text
        .bytes()
        .take(MOST_BACKSLASHES)
        .take_while(|byte| *byte == b'\\')
        .count();
    let escaped = text.get(slashes..).unwrap_or_default();
    if wanted == '\\' {
        // How many of them stand for one, nobody can tell.
        let mut lengths: Vec<usize> = (2..=slashes).collect();
        lengths.extend(unicode(escaped, wanted).map(|length| slashes + length));
        return lengths;
    }
    let itself = escaped.starts_with(wanted).then(|| wanted.len_utf8());
    let lengths = itself.into_iter().chain(unicode(escaped, wanted));
    lengths.map(|length| slashes + length).collect()
}

/// The length of a code such as `u0026`.
fn unicode(text: &str, wanted: char) -> Option<usize> {
    let code = u32::from_str_radix(text.strip_prefix('u')?.get(..4)?, 16).ok()?;
    (code == u32::from(wanted)).then_some(5)
}

/// The lengths of a character that is percent-encoded, be it that the percent sign is encoded in turn.
fn in_url(text: &str, wanted: char) -> Vec<usize> {
    let mut bytes = [0; 4];
    let mut places = vec![0];
    for byte in wanted.encode_utf8(&mut bytes).bytes() {
        let mut next = Vec::new();
        for place in places {
            let mut rest = text.get(place..).and_then(|rest| rest.strip_prefix('%'));
            while let Some(digits) = rest {
                let code = digits.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
                if code == Some(byte) {
                    next.push(text.len() - digits.len() + 2);
                }
                rest = digits.strip_prefix("25");
            }
        }
        places = next;
    }
    places
}

/// The lengths of a character that is an entity of HTML, be it that its ampersand is one in turn.
fn in_html(text: &str, wanted: char) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut rest = text.strip_prefix('&');
    while let Some((name, behind)) = rest.and_then(|rest| rest.split_once(';')) {
        if entity(name) == Some(wanted) {
            lengths.push(text.len() - behind.len());
        }
        rest = Some(behind).filter(|_| name == "amp");
    }
    lengths
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
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
