use super::{Document, Schema};
use crate::load::Node;
use crate::source::Span;

/// A Media Type Object and the type that it is for.
#[derive(Clone, Copy, Debug)]
pub struct MediaType<'t> {
    /// The media type as written.
    pub name: &'t str,
    /// Where it is written.
    pub span: Span,
    /// The object.
    pub node: &'t Node,
}

impl<'t> MediaType<'t> {
    /// Its schema.
    #[must_use]
    pub fn schema(self) -> Option<Schema<'t>> {
        self.node.get("schema").map(Schema::new)
    }

    /// The media type without its parameters, in lower case.
    #[must_use]
    pub fn essence(self) -> String {
        self.name
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    }

    /// Whether it is JSON, also by suffix.
    #[must_use]
    pub fn is_json(self) -> bool {
        let essence = self.essence();
        essence == "application/json" || essence.ends_with("+json") || essence == "text/json"
    }

    /// Its examples: each with its value, references followed.
    #[must_use]
    pub fn examples(self, document: Document<'t>) -> Vec<&'t Node> {
        let single = self.node.get("example");
        let several = self.node.get("examples").and_then(Node::as_mapping);
        let named = several
            .into_iter()
            .flat_map(|mapping| mapping.iter())
            .filter_map(|entry| document.follow(&entry.value).get("value"));
        single.into_iter().chain(named).collect()
    }
}

fn content(node: &Node) -> Vec<MediaType<'_>> {
    let entries = node.get("content").and_then(Node::as_mapping);
    entries
        .into_iter()
        .flat_map(|mapping| mapping.iter())
        .map(|entry| MediaType {
            name: &entry.key,
            span: entry.key_span,
            node: &entry.value,
        })
        .collect()
}

/// A Request Body Object.
#[derive(Clone, Copy, Debug)]
pub struct Body<'t> {
    /// The object, references followed.
    pub node: &'t Node,
}

impl<'t> Body<'t> {
    /// The media types that it may have, in their order.
    #[must_use]
    pub fn content(self) -> Vec<MediaType<'t>> {
        content(self.node)
    }

    /// Whether it must be given.
    #[must_use]
    pub fn is_required(self) -> bool {
        self.node.get("required").and_then(Node::as_bool).unwrap_or(false)
    }
}

/// A Response Object and the status that it is for.
#[derive(Clone, Copy, Debug)]
pub struct Response<'t> {
    /// A status, a range such as `4XX`, or `default`.
    pub status: &'t str,
    /// The object, references followed.
    pub node: &'t Node,
    /// Where the status stands.
    pub span: Span,
}

impl<'t> Response<'t> {
    /// The media types that it may have, in their order.
    #[must_use]
    pub fn content(self) -> Vec<MediaType<'t>> {
        content(self.node)
    }

    /// Whether it says that all went well.
    #[must_use]
    pub fn is_success(self) -> bool {
        self.status.len() == 3 && self.status.starts_with('2')
    }
}
