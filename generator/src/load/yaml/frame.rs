use crate::load::{Entry, Mapping, Node, Value};
use crate::source::Span;

/// A value on its way into a collection.
pub(super) struct Part {
    pub(super) node: Node,
    /// Where it ends in the text; for an alias that is not where its value ends.
    pub(super) end: u32,
    /// How many levels of collections it has below itself.
    pub(super) height: usize,
    /// Whether it is a plain `<<`.
    pub(super) merge: bool,
    /// Whether nothing is written at all.
    pub(super) left_out: bool,
}

/// A collection that is not finished.
pub(super) struct Frame {
    begin: Span,
    /// Where the last part ended.
    end: u32,
    anchor: usize,
    height: usize,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<Entry>,
        merges: Vec<Merge>,
        key: Option<Key>,
    },
}

/// What stands under a `<<`, and before how many entries.
struct Merge {
    position: usize,
    node: Node,
}

struct Key {
    /// None if it cannot be one; then its value is dropped.
    text: Option<Box<str>>,
    span: Span,
    merge: bool,
}

/// A finished collection, and what was wrong with it.
pub(super) struct Closed {
    pub(super) part: Part,
    pub(super) duplicates: Vec<(Span, Entry)>,
    pub(super) unmergeable: Vec<Span>,
}

impl Frame {
    pub(super) fn sequence(begin: Span, anchor: usize) -> Self {
        Self {
            begin,
            end: begin.end,
            anchor,
            height: 0,
            content: Content::Sequence(Vec::new()),
        }
    }

    pub(super) fn mapping(begin: Span, anchor: usize) -> Self {
        let content = Content::Mapping {
            entries: Vec::new(),
            merges: Vec::new(),
            key: None,
        };
        Self {
            begin,
            end: begin.end,
            anchor,
            height: 0,
            content,
        }
    }

    pub(super) fn start(&self) -> u32 {
        self.begin.start
    }

    pub(super) fn anchor(&self) -> usize {
        self.anchor
    }

    pub(super) fn is_mapping(&self) -> bool {
        matches!(self.content, Content::Mapping { .. })
    }

    /// Whether the next value is a key.
    pub(super) fn wants_key(&self) -> bool {
        matches!(self.content, Content::Mapping { key: None, .. })
    }

    pub(super) fn key(&mut self, text: Option<Box<str>>, span: Span, end: u32, merge: bool) {
        self.end = self.end.max(end);
        if let Content::Mapping { key, .. } = &mut self.content {
            *key = Some(Key { text, span, merge });
        }
    }

    /// Adds an item, or the value of the last key.
    pub(super) fn add(&mut self, part: Part, text: &str) {
        let Part {
            mut node,
            end,
            height,
            left_out,
            ..
        } = part;
        self.end = self.end.max(if left_out { 0 } else { end });
        self.height = self.height.max(height);
        match &mut self.content {
            Content::Sequence(items) => {
                if left_out {
                    node.span = sign_before(node.span, text);
                    self.end = self.end.max(node.span.end);
                }
                items.push(node);
            }
            Content::Mapping { entries, merges, key } => {
                let Some(key) = key.take() else { return };
                if left_out {
                    node.span = key.span;
                }
                match key.text {
                    Some(_) if key.merge => merges.push(Merge {
                        position: entries.len(),
                        node,
                    }),
                    Some(text) => entries.push(Entry {
                        key: text,
                        key_span: key.span,
                        value: node,
                    }),
                    None => {}
                }
            }
        }
    }

    /// Finishes the collection; `span` is that of the closing bracket, or empty.
    pub(super) fn close(self, span: Span) -> Closed {
        let end = if span.start < span.end { span.end } else { self.end };
        let place = Span {
            end: end.max(self.begin.start),
            ..self.begin
        };
        let (value, duplicates, unmergeable) = match self.content {
            Content::Sequence(items) => (Value::Sequence(items), Vec::new(), Vec::new()),
            Content::Mapping { entries, merges, .. } if merges.is_empty() => {
                let (mapping, duplicates) = Mapping::new(entries);
                (Value::Mapping(mapping), duplicates, Vec::new())
            }
            Content::Mapping { entries, merges, .. } => merged(entries, merges),
        };
        let node = Node { span: place, value };
        let part = Part {
            node,
            end: place.end,
            height: self.height + 1,
            merge: false,
            left_out: false,
        };
        Closed {
            part,
            duplicates,
            unmergeable,
        }
    }
}

/// Puts merged entries where their `<<` stood, except those whose keys the mapping has itself. Of
/// several sources with the same key, the first wins.
fn merged(entries: Vec<Entry>, merges: Vec<Merge>) -> (Value, Vec<(Span, Entry)>, Vec<Span>) {
    let mut unmergeable = Vec::new();
    let mut sources: Vec<(usize, Mapping)> = Vec::new();
    for Merge { position, node } in merges {
        let nodes = match node.value {
            Value::Sequence(items) => items,
            _ => vec![node],
        };
        for node in nodes {
            match node.value {
                Value::Mapping(mapping) => sources.push((position, mapping)),
                _ => unmergeable.push(node.span),
            }
        }
    }
    let (own, duplicates) = Mapping::new(entries.clone());
    let mut sources = sources.into_iter().peekable();
    let mut all = Vec::with_capacity(entries.len());
    let inherited = |mapping: Mapping| {
        mapping
            .into_entries()
            .into_iter()
            .filter(|entry| own.get(&entry.key).is_none())
    };
    for (position, entry) in entries.into_iter().enumerate() {
        while let Some((_, mapping)) = sources.next_if(|(before, _)| *before <= position) {
            all.extend(inherited(mapping));
        }
        all.push(entry);
    }
    all.extend(sources.flat_map(|(_, mapping)| inherited(mapping)));
    let (mapping, _) = Mapping::new(all);
    (Value::Mapping(mapping), duplicates, unmergeable)
}

/// The `-`, `,` or `[` behind which an item was left out.
fn sign_before(span: Span, text: &str) -> Span {
    let before = text.get(..span.range().start).unwrap_or_default().trim_end();
    Span::new(span.source, before.len().saturating_sub(1), before.len())
}
