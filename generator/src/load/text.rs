use std::borrow::Cow;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceId, Span};

/// Bytes that are not UTF-8.
pub(super) struct Broken {
    /// Where, in the text with replacement characters.
    at: usize,
    byte: u8,
    utf16: bool,
}

/// The text of some bytes, without a byte order mark. If they are not UTF-8, the text has
/// replacement characters, good enough to show the place in.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Broken>) {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => {
            // All before the first bad byte is kept as it is, so its offset is right in both texts.
            let at = error.valid_up_to();
            let byte = bytes.get(at).copied().unwrap_or_default();
            (String::from_utf8_lossy(bytes), Some(Broken { at, byte, utf16 }))
        }
    }
}

impl Broken {
    pub(super) fn diagnostic(&self, source: SourceId) -> Diagnostic {
        let span = Span::new(source, self.at, self.at + char::REPLACEMENT_CHARACTER.len_utf8());
        let message = format!("the byte 0x{:02X} is not UTF-8", self.byte);
        let hint = if self.utf16 {
            "the text is probably UTF-16: save it as UTF-8"
        } else {
            "save the document as UTF-8: the character here was written in another encoding"
        };
        Diagnostic::new(Code::NotUtf8, span, message).hint(hint)
    }
}
