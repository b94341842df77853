use super::{Reader, Result};

impl Reader<'_> {
    /// A string; the reader stands on its opening quote.
    pub(super) fn string(&mut self) -> Result<Box<str>> {
        let open = self.at;
        self.at += 1;
        let mut decoded = String::new();
        loop {
            let start = self.at;
            while let Some(byte) = self.peek() {
                if matches!(byte, b'"' | b'\\' | 0..=0x1F) {
                    break;
                }
                self.at += 1;
            }
            let run = self.text.get(start..self.at).unwrap_or_default();
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    // Most strings have no escapes: one copy is enough for them.
                    return Ok(if decoded.is_empty() {
                        run.into()
                    } else {
                        (decoded + run).into()
                    });
                }
                Some(b'\\') => {
                    decoded.push_str(run);
                    decoded.push(self.escape()?);
                }
                Some(_) => return Err(self.control_character(open)),
                None => return Err(self.unclosed_string(open)),
            }
        }
    }

    /// An escape; the reader stands on its backslash.
    fn escape(&mut self) -> Result<char> {
        let start = self.at;
        self.at += 1;
        let sign = self.peek();
        self.at += 1;
        Ok(match sign {
            Some(sign @ (b'"' | b'\\' | b'/')) => sign.into(),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(start),
            _ => {
                self.at = start;
                return Err(self.unknown_escape());
            }
        })
    }

    /// The character of a `\uXXXX` escape, or of two that make a surrogate pair.
    fn unicode(&mut self, start: usize) -> Result<char> {
        let Some(first) = self.hex4() else {
            return Err(self.bad_unicode(start));
        };
        if let Some(character) = char::from_u32(first) {
            return Ok(character);
        }
        if self.rest().starts_with("\\u") {
            self.at += 2;
            if let Some(second) = self.hex4() {
                let pair = u16::try_from(first).ok().zip(u16::try_from(second).ok());
                let decoded = pair.and_then(|(a, b)| char::decode_utf16([a, b]).next()?.ok());
                if let Some(character) = decoded {
                    return Ok(character);
                }
            }
            self.at = start + 6;
        }
        Err(self.lone_surrogate(start))
    }

    fn hex4(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}
