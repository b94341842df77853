use std::ops::Range;

use super::{Diagnostic, Label};
use crate::source::{Source, SourceId, Sources};

/// A line longer than this (bytes) is cut: what is handed to the drawing stays small however large
/// the document is.
const WIDEST: usize = 4096;

/// Places farther apart than this (bytes) are shown in excerpts of their own.
const FARTHEST: usize = 32 * 1024;

/// How much of a long line is kept before and behind the beginning of a place, in bytes. The
/// drawing cuts further, to the width of a terminal.
const BEFORE: usize = 80;
const BEHIND: usize = 240;

/// A piece of a text that shows one or several places.
#[derive(Debug)]
pub(super) struct Excerpt<'a> {
    /// The text's name.
    pub(super) name: &'a str,
    /// The piece.
    pub(super) text: &'a str,
    /// The line it begins in, from 1.
    pub(super) line: usize,
    /// The column of the first place in its line.
    pub(super) column: usize,
    /// Whether the piece begins in the middle of a line, so that columns cannot be counted in it.
    pub(super) cut: bool,
    /// Places within the piece; the first of the first excerpt is the primary one.
    pub(super) marks: Vec<Mark<'a>>,
    source: SourceId,
    bytes: Range<usize>,
}

/// A place within an [`Excerpt`].
#[derive(Debug)]
pub(super) struct Mark<'a> {
    /// Bytes of the excerpt.
    pub(super) range: Range<usize>,
    /// What is said there.
    pub(super) text: &'a str,
    /// Whether the finding is about it.
    pub(super) primary: bool,
}

/// The excerpts that a finding needs: near places share one.
pub(super) fn excerpts<'a>(found: &'a Diagnostic, sources: &'a Sources) -> Vec<Excerpt<'a>> {
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    let labels = found.primary.iter().map(|label| (label, true));
    for (label, primary) in labels.chain(found.secondary.iter().map(|label| (label, false))) {
        let source = sources.get(label.span.source);
        let place = first_line(label, source);
        let window = window(&place, source);
        let excerpt = match excerpts
            .iter_mut()
            .find_map(|known| known.joined(label, &window, source).map(|b| (b, known)))
        {
            Some((bytes, known)) => {
                known.widen(bytes, source);
                known
            }
            None => {
                excerpts.push(Excerpt::new(label, &place, window, source));
                let Some(last) = excerpts.last_mut() else {
                    continue;
                };
                last
            }
        };
        let start = place.start - excerpt.bytes.start;
        let end = place.end.min(excerpt.bytes.end) - excerpt.bytes.start;
        excerpt.marks.push(Mark {
            range: start..end.max(start),
            text: &label.text,
            primary,
        });
    }
    excerpts
}

impl<'a> Excerpt<'a> {
    fn new(label: &Label, place: &Range<usize>, bytes: Range<usize>, source: &'a Source) -> Self {
        let (line, line_start) = source.line_at(bytes.start);
        Self {
            name: source.name(),
            text: source.text().get(bytes.clone()).unwrap_or_default(),
            line,
            column: source.line_column(place.start).1,
            cut: bytes.start != line_start,
            marks: Vec::new(),
            source: label.span.source,
            bytes,
        }
    }

    /// The bytes of a common excerpt, if a place can be shown in this one.
    fn joined(&self, label: &Label, window: &Range<usize>, source: &Source) -> Option<Range<usize>> {
        if self.source != label.span.source {
            return None;
        }
        let both = self.bytes.start.min(window.start)..self.bytes.end.max(window.end);
        let whole_lines = both.start == source.line_at(both.start).1;
        let same_line = source.line_at(both.start).0 == source.line_at(both.end).0;
        let near = both.len() <= if whole_lines && !self.cut { FARTHEST } else { BEHIND };
        (near && (whole_lines || same_line)).then_some(both)
    }

    fn widen(&mut self, bytes: Range<usize>, source: &'a Source) {
        let shift = self.bytes.start - bytes.start;
        for mark in &mut self.marks {
            mark.range = mark.range.start + shift..mark.range.end + shift;
        }
        let (line, line_start) = source.line_at(bytes.start);
        (self.line, self.cut) = (line, bytes.start != line_start);
        self.text = source.text().get(bytes.clone()).unwrap_or_default();
        self.bytes = bytes;
    }
}

/// Only the first line of a place is underlined: a bracket beside a thousand lines helps nobody.
fn first_line(label: &Label, source: &Source) -> Range<usize> {
    let range = label.span.range();
    let start = source.floor_char(range.start);
    let end = source.floor_char(range.end).min(source.line_end(start)).max(start);
    start..end
}

/// The line of a place, or the part of it around the place.
fn window(place: &Range<usize>, source: &Source) -> Range<usize> {
    let (_, line_start) = source.line_at(place.start);
    // A place may lie on the line break itself, behind what counts as its line.
    let line_end = source.line_end(place.start).max(place.start);
    if line_end - line_start <= WIDEST {
        return line_start..line_end;
    }
    let start = source.floor_char(place.start.saturating_sub(BEFORE)).max(line_start);
    let end = source.floor_char(place.start + BEHIND).min(line_end);
    start..end.max(place.start)
}
