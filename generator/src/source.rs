//! The texts that were read, and places in them.

/// One text that was read, under the name that people know it by.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Byte offsets at which lines begin; the first line is not listed, it begins at 0.
    line_starts: Vec<usize>,
}

impl Source {
    /// Takes a text in. `name` is what messages call it, usually the path as the user typed it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let line_starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self {
            name: name.into(),
            text,
            line_starts,
        }
    }

    /// The name shown to people.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and the column of a byte offset, both counted from 1, the column in characters.
    ///
    /// An offset behind the end of the text means its end; one inside of a character means that
    /// character.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.floor_char(offset);
        let (line, start) = self.line_at(offset);
        let before = self.text.get(start..offset).unwrap_or_default();
        (line, before.chars().count() + 1)
    }

    /// The line (from 1) that holds a byte offset, and the offset at which it begins.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> (usize, usize) {
        let before = self.line_starts.partition_point(|start| *start <= offset);
        let start = before.checked_sub(1).and_then(|last| self.line_starts.get(last));
        (before + 1, start.copied().unwrap_or(0))
    }

    /// The end of the line that holds a byte offset, before its line break.
    #[must_use]
    pub fn line_end(&self, offset: usize) -> usize {
        let next = self.line_starts.partition_point(|start| *start <= offset);
        let (_, start) = self.line_at(offset);
        let end = self.line_starts.get(next).map_or(self.text.len(), |next| next - 1);
        let line = self.text.get(start..end).unwrap_or_default();
        start + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// The nearest beginning of a character at or before an offset.
    #[must_use]
    pub fn floor_char(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// Which of the [`Sources`] a place belongs to.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
pub struct SourceId(u32);

/// A place in a text: bytes from `start` up to, not including, `end`.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// A place from byte offsets.
    ///
    /// Texts of 4 GiB and more are refused when they are loaded, so the conversion never cuts in
    /// practice.
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let narrow = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            source,
            start: narrow(start),
            end: narrow(end.max(start)),
        }
    }

    /// Whether another place lies within this one.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }

    /// The bytes as a range, to slice the text with.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Every text of one run.
#[derive(Debug, Default)]
pub struct Sources(Vec<Source>);

/// Stands in for a source of another run, so that asking for one is harmless.
static NOWHERE: Source = Source {
    name: String::new(),
    text: String::new(),
    line_starts: Vec::new(),
};

impl Sources {
    /// No texts yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a text and tells how it is referred to.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(source);
        id
    }

    /// Every text, in the order in which they were read.
    pub fn iter(&self) -> std::slice::Iter<'_, Source> {
        self.0.iter()
    }

    /// The text of an identifier that [`add`](Self::add) handed out; an empty one for a stranger's.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        self.0.get(id.0 as usize).unwrap_or(&NOWHERE)
    }

    /// The text at a place, empty where the place does not exist.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).text().get(span.range()).unwrap_or_default()
    }
}

impl<'a> IntoIterator for &'a Sources {
    type Item = &'a Source;
    type IntoIter = std::slice::Iter<'a, Source>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_line_feeds() {
        let source = Source::new("a", "ab\r\ncß✓d\n\n");
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(4), (2, 1));
        assert_eq!(source.line_column("ab\r\ncß✓".len()), (2, 4));
        assert_eq!(
            source.line_column("ab\r\ncß✓".len() - 1),
            (2, 3),
            "inside of a character"
        );
        assert_eq!(source.line_column(12), (3, 1));
        assert_eq!(source.line_column(999), (4, 1));
        assert_eq!(source.line_end(1), 2, "the carriage return is not part of the line");
        assert_eq!(source.line_end(5), 11);
    }
}
