use super::{Reader, Result};

impl Reader<'_> {
    /// A number, as it is written.
    pub(super) fn number(&mut self) -> Result<Box<str>> {
        let start = self.at;
        self.take(b'-');
        let leading_zero = self.peek() == Some(b'0');
        let whole = self.digits();
        let mut sound = whole == 1 || (whole > 1 && !leading_zero);
        if self.take(b'.') {
            sound &= self.digits() > 0;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            sound &= self.digits() > 0;
        }
        // Whatever clings to the number is part of the mistake: `0x1F`, `1_000`, `10ms`.
        while let Some(b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'.' | b'+') = self.peek() {
            sound = false;
            self.at += 1;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        if sound {
            Ok(text.into())
        } else {
            Err(self.not_a_number(start, text))
        }
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at - start
    }
}
