use super::{Document, Schema};
use crate::load::{Entry, Node};
use crate::source::Span;

/// What a media type says of how a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// JSON.
    Json,
    /// A form in the way of a query.
    Form,
    /// A form of several parts.
    Multipart,
    /// Text as it is, XML among it.
    Text,
    /// Bytes as they are, and texts that come without end.
    Bytes,
}

/// Texts whose type does not start with `text/`.
const TEXTS: [&str; 9] = [
    "application/xml",
    "application/yaml",
    "application/x-yaml",
    "application/javascript",
    "application/graphql",
    "application/sql",
    "application/toml",
    "application/jwt",
    "application/jose",
];

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

    /// Whether its name is that of a media type or a range: a type and a subtype.
    #[must_use]
    pub fn is_named(self) -> bool {
        self.name.contains('/')
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

    /// Whether it is a way to write what JSON can say, so that one without a schema says no more than JSON without one.
    #[must_use]
    pub fn writes_values(self) -> bool {
        let essence = self.essence();
        let writings = ["json", "xml", "yaml", "msgpack", "cbor"];
        writings.iter().any(|writing| essence.ends_with(writing))
    }

    /// How a body of it is written. A range that takes JSON is JSON.
    #[must_use]
    pub fn kind(self) -> MediaKind {
        let essence = self.essence();
        let is_binary = || {
            let schema = self.schema();
            schema.is_none_or(|schema| schema.types().as_slice() == ["string"])
        };
        match essence.as_str() {
            _ if self.is_json() => MediaKind::Json,
            "*/*" | "application/*" if !is_binary() => MediaKind::Json,
            "application/x-www-form-urlencoded" => MediaKind::Form,
            "multipart/form-data" => MediaKind::Multipart,
            "text/event-stream" => MediaKind::Bytes,
            _ if essence.starts_with("text/") || essence.ends_with("+xml") || essence.ends_with("+yaml") => {
                MediaKind::Text
            }
            _ if TEXTS.contains(&essence.as_str()) => MediaKind::Text,
            _ => MediaKind::Bytes,
        }
    }

    /// The media type where it names exactly one and can stand in a header.
    #[must_use]
    pub fn concrete(self) -> Option<String> {
        let essence = self.essence();
        let stands = essence
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "!#$&-^_.+/".contains(character));
        let halves = essence.split('/').filter(|half| !half.is_empty()).count();
        (stands && halves == 2).then_some(essence)
    }

    /// How a member of a form is written, where the document says so.
    #[must_use]
    pub fn encoding(self, member: &str) -> Option<&'t Node> {
        self.node.get("encoding")?.get(member)
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

/// The entries of a content. Beside a media type, what is none counts for nothing: nothing comes under it.
fn content(node: &Node) -> Vec<MediaType<'_>> {
    let mut content = entries(node);
    if content.iter().any(|media| media.is_named()) {
        content.retain(|media| media.is_named());
    }
    content
}

/// All entries of a content, as they are written; what is an extension aside.
pub(crate) fn entries(node: &Node) -> Vec<MediaType<'_>> {
    let entries = node.get("content").and_then(Node::as_mapping);
    entries
        .into_iter()
        .flat_map(|mapping| mapping.iter())
        .filter(|entry| !entry.key.starts_with("x-") || entry.key.contains('/'))
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

    /// What it says of itself.
    #[must_use]
    pub fn description(self) -> &'t str {
        self.node.get("description").and_then(Node::as_str).unwrap_or_default()
    }

    /// Its headers: names, and the objects that describe them.
    #[must_use]
    pub fn headers(self, document: Document<'t>) -> Vec<(&'t Entry, &'t Node)> {
        let entries = self.node.get("headers").and_then(Node::as_mapping);
        entries
            .into_iter()
            .flat_map(|mapping| mapping.iter())
            .map(|entry| (entry, document.follow(&entry.value)))
            .collect()
    }

    /// Its links, references followed.
    #[must_use]
    pub fn links(self, document: Document<'t>) -> Vec<&'t Node> {
        let entries = self.node.get("links").and_then(Node::as_mapping);
        entries
            .into_iter()
            .flat_map(|mapping| mapping.iter())
            .map(|entry| document.follow(&entry.value))
            .collect()
    }

    /// Whether it says that all went well.
    #[must_use]
    pub fn is_success(self) -> bool {
        self.status.len() == 3 && self.status.starts_with('2')
    }
}
