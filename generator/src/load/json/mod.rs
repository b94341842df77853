//! JSON text to a tree. A reader of our own: it is several times quicker than the one for YAML and
//! can name what people and programs get wrong in JSON: commas, quotes, comments.

mod mistake;
mod number;
mod string;

use super::{DEEPEST, Entry, Mapping, Node, Value, duplicate, too_deep};
use crate::diagnostics::{Diagnostic, Report};
use crate::source::{SourceId, Span};

/// Findings are large and rare, so they travel in a box.
type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// Reads a JSON text. Equal keys are reported and the first is kept; at any other error reading
/// ends.
pub(super) fn read(source: SourceId, text: &str, report: &mut Report) -> Option<Node> {
    let mut reader = Reader {
        source,
        text,
        at: 0,
        depth: 0,
        report,
    };
    match reader.document() {
        Ok(root) => Some(root),
        Err(error) => {
            report.push(*error);
            None
        }
    }
}

struct Reader<'a> {
    source: SourceId,
    text: &'a str,
    /// Offset of the next byte.
    at: usize,
    depth: usize,
    report: &'a mut Report,
}

impl Reader<'_> {
    fn document(&mut self) -> Result<Node> {
        self.skip_space();
        let root = self.value()?;
        self.skip_space();
        match self.peek() {
            None => Ok(root),
            Some(_) => Err(self.text_behind_end()),
        }
    }

    fn value(&mut self) -> Result<Node> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            _ if self.word("true") => Value::Bool(true),
            _ if self.word("false") => Value::Bool(false),
            _ if self.word("null") => Value::Null,
            _ => return Err(self.no_value()),
        };
        Ok(Node {
            span: self.span(start),
            value,
        })
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Result<Value>) -> Result<Value> {
        if self.depth >= DEEPEST {
            return Err(too_deep(Span::new(self.source, self.at, self.at + 1)).into());
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Result<Value> {
        let open = self.at;
        self.at += 1;
        let mut entries = Vec::new();
        self.skip_space();
        if !self.take(b'}') {
            loop {
                entries.push(self.entry(open)?);
                if self.ends(open, b'}')? {
                    break;
                }
            }
        }
        let (mapping, again) = Mapping::new(entries);
        for (first, entry) in &again {
            self.report.push(duplicate(*first, entry));
        }
        Ok(Value::Mapping(mapping))
    }

    fn entry(&mut self, open: usize) -> Result<Entry> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.no_key(open));
        }
        let key = self.string()?;
        let key_span = self.span(start);
        self.skip_space();
        if !self.take(b':') {
            return Err(self.no_colon(key_span));
        }
        self.skip_space();
        Ok(Entry {
            key,
            key_span,
            value: self.value()?,
        })
    }

    fn array(&mut self) -> Result<Value> {
        let open = self.at;
        self.at += 1;
        let mut items = Vec::new();
        self.skip_space();
        if !self.take(b']') {
            loop {
                items.push(self.value()?);
                if self.ends(open, b']')? {
                    break;
                }
            }
        }
        Ok(Value::Sequence(items))
    }

    /// Passes over what stands between two members; true if it was the end of the collection.
    fn ends(&mut self, open: usize, close: u8) -> Result<bool> {
        self.skip_space();
        if self.take(close) {
            return Ok(true);
        }
        let comma = self.at;
        if !self.take(b',') {
            return Err(self.no_comma(open, close));
        }
        self.skip_space();
        if self.peek() == Some(close) {
            return Err(self.trailing_comma(comma));
        }
        Ok(false)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, word: &str) -> bool {
        let rest = self.rest().strip_prefix(word);
        let found = rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'));
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// The text not read yet.
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// From an offset to what was read last.
    fn span(&self, start: usize) -> Span {
        Span::new(self.source, start, self.at)
    }
}
