use granit_parser::{Event, ScalarStyle, Tag};

use super::anchors::{Anchors, Refusal};
use super::frame::{Frame, Part};
use super::{mistake, scalar};
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::load::{DEEPEST, Node, Value, duplicate, too_deep};
use crate::source::{SourceId, Span};

/// Makes a tree of the parser's events. Where a method returns an option, none means: reported,
/// stop reading.
pub(super) struct Builder<'a> {
    source: SourceId,
    text: &'a str,
    report: &'a mut Report,
    /// The collections that are open, the innermost last.
    open: Vec<Frame>,
    anchors: Anchors,
    root: Option<Node>,
    /// Where the document began.
    began: Option<Span>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: SourceId, text: &'a str, report: &'a mut Report) -> Self {
        Self {
            source,
            text,
            report,
            open: Vec::new(),
            anchors: Anchors::default(),
            root: None,
            began: None,
        }
    }

    pub(super) fn take(&mut self, event: Event<'_>, span: &granit_parser::Span) -> Option<()> {
        let span = self.place(span);
        match event {
            Event::DocumentStart(..) => self.begin(span),
            Event::Scalar(text, style, anchor, tag) => self.scalar(&text, style, anchor, tag.as_deref(), span),
            Event::SequenceStart(_, anchor, tag) => self.enter(Frame::sequence(span, anchor), tag.as_deref()),
            Event::MappingStart(_, anchor, tag) => self.enter(Frame::mapping(span, anchor), tag.as_deref()),
            Event::SequenceEnd | Event::MappingEnd => self.leave(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            _ => Some(()),
        }
    }

    /// The tree, when all events were taken.
    pub(super) fn finish(self) -> Option<Node> {
        if self.root.is_none() {
            self.report.push(crate::load::empty(self.source));
        }
        self.root
    }

    fn begin(&mut self, span: Span) -> Option<()> {
        let Some(first) = self.began else {
            self.began = Some(span);
            return Some(());
        };
        self.report.push(
            Diagnostic::new(
                Code::SeveralDocuments,
                span,
                "a second document begins in the same file",
            )
            .also(first, "the first one begins here")
            .hint("keep one description in a file; `---` separates documents"),
        );
        None
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, anchor: usize, tag: Option<&Tag>, span: Span) -> Option<()> {
        let plain = style == ScalarStyle::Plain;
        let span = if plain { span } else { trimmed(span, self.text) };
        let left_out = plain && span.start == span.end && !text.is_empty();
        let value = match scalar::value(text, plain, tag) {
            Ok(value) => value,
            Err(message) => {
                self.report.push(mistake::at(span, message).hint(scalar::TAG_HINT));
                Value::String(text.into())
            }
        };
        let merge = plain && tag.is_none() && text == "<<";
        let node = Node { span, value };
        self.anchors.keep(anchor, &node, 0).or_else(|| self.too_many(span))?;
        self.add(Part {
            node,
            end: span.end,
            height: 0,
            merge,
            left_out,
        })
    }

    fn enter(&mut self, frame: Frame, tag: Option<&Tag>) -> Option<()> {
        let span = Span {
            source: self.source,
            start: frame.start(),
            end: frame.start().saturating_add(1),
        };
        if self.open.len() >= DEEPEST {
            self.report.push(too_deep(span));
            return None;
        }
        if let Some(message) = tag.and_then(|tag| scalar::unfit_collection_tag(tag, frame.is_mapping())) {
            self.report.push(mistake::at(span, message).hint(scalar::TAG_HINT));
        }
        self.open.push(frame);
        Some(())
    }

    fn leave(&mut self, span: Span) -> Option<()> {
        let frame = self.open.pop()?;
        let anchor = frame.anchor();
        let closed = frame.close(span);
        for (first, entry) in &closed.duplicates {
            self.report.push(duplicate(*first, entry));
        }
        for misplaced in closed.unmergeable {
            let found = mistake::at(misplaced, "`<<` wants a mapping, or a sequence of mappings");
            self.report
                .push(found.hint("write `<<: *name`, where `&name` stands at a mapping; to have a key `<<`, quote it"));
        }
        self.anchors
            .keep(anchor, &closed.part.node, closed.part.height)
            .or_else(|| self.too_many(span))?;
        self.add(closed.part)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Option<()> {
        match self.anchors.copy(anchor, self.open.len()) {
            Ok((node, height)) => self.add(Part {
                node,
                end: span.end,
                height,
                merge: false,
                left_out: false,
            }),
            Err(Refusal::TooMany) => self.too_many(span),
            Err(Refusal::TooDeep) => {
                self.report.push(too_deep(span));
                None
            }
            Err(Refusal::Unfinished) => {
                let found = mistake::at(span, "an alias stands inside of the very value that it means");
                self.report
                    .push(found.hint("recursive schemas refer to themselves with `$ref`"));
                None
            }
        }
    }

    /// Puts a value where it belongs: behind the last item, as a key, as a key's value, or at the
    /// root.
    fn add(&mut self, part: Part) -> Option<()> {
        let Some(frame) = self.open.last_mut() else {
            if !part.left_out {
                self.root = Some(part.node);
            }
            return Some(());
        };
        if !frame.wants_key() {
            frame.add(part, self.text);
            return Some(());
        }
        let span = part.node.span;
        let key: Option<Box<str>> = match part.node.value {
            Value::String(text) | Value::Number(text) => Some(text),
            // Such keys are named as they are written: `true`, `~`, or nothing.
            Value::Null | Value::Bool(_) => Some(self.text.get(span.range()).unwrap_or_default().into()),
            Value::Sequence(_) | Value::Mapping(_) => None,
        };
        if key.is_none() {
            let found = mistake::at(trimmed(span, self.text), "a key has to be text");
            self.report
                .push(found.hint("a value that begins with `{` or `[` has to be quoted if it is meant as text"));
        }
        frame.key(key, span, part.end, part.merge);
        Some(())
    }

    fn too_many(&mut self, span: Span) -> Option<()> {
        let found = Diagnostic::new(
            Code::TooManyAliases,
            span,
            "aliases make the document unreasonably large",
        );
        self.report
            .push(found.hint("use `$ref` for what is used in many places: it is not copied"));
        None
    }

    fn place(&self, span: &granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or_default();
        Span::new(self.source, range.start, range.end.max(range.start))
    }
}

/// A place without the white space at its end: block scalars reach to the next line that is not
/// theirs.
fn trimmed(span: Span, text: &str) -> Span {
    let range = span.range();
    let length = text.get(range.clone()).unwrap_or_default().trim_end().len();
    Span::new(span.source, range.start, range.start + length)
}
