use super::{MediaType, Schema};
use crate::load::Node;
use crate::source::Span;

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterPlace {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// A Parameter Object.
#[derive(Clone, Copy, Debug)]
pub struct Parameter<'t> {
    /// The object, references followed.
    pub node: &'t Node,
    /// Where the operation names it.
    pub span: Span,
}

impl<'t> Parameter<'t> {
    /// The parameter at this node.
    #[must_use]
    pub fn new(node: &'t Node, span: Span) -> Self {
        Self { node, span }
    }

    /// Its name on the wire.
    #[must_use]
    pub fn name(self) -> Option<&'t str> {
        self.node.get("name")?.as_str()
    }

    /// The text of its place.
    #[must_use]
    pub fn place_text(self) -> Option<&'t str> {
        self.node.get("in")?.as_str()
    }

    /// Where it goes.
    #[must_use]
    pub fn place(self) -> Option<ParameterPlace> {
        Some(match self.place_text()? {
            "path" => ParameterPlace::Path,
            "query" => ParameterPlace::Query,
            "header" => ParameterPlace::Header,
            "cookie" => ParameterPlace::Cookie,
            _ => return None,
        })
    }

    /// Whether it must be given; a path parameter always must.
    #[must_use]
    pub fn is_required(self) -> bool {
        self.place() == Some(ParameterPlace::Path) || self.node.get("required").and_then(Node::as_bool).unwrap_or(false)
    }

    /// Its schema, where it is not described by a media type.
    #[must_use]
    pub fn schema(self) -> Option<Schema<'t>> {
        self.node.get("schema").map(Schema::new)
    }

    /// The media type that describes it, where it is not described by a schema.
    #[must_use]
    pub fn content(self) -> Option<MediaType<'t>> {
        let entry = self.node.get("content")?.as_mapping()?.iter().next()?;
        Some(MediaType {
            name: &entry.key,
            span: entry.key_span,
            node: &entry.value,
        })
    }

    /// The name of its style, as written.
    #[must_use]
    pub fn style(self) -> Option<&'t str> {
        self.node.get("style")?.as_str()
    }

    /// Whether a list repeats the parameter: by default where the style is `form`.
    #[must_use]
    pub fn explode(self) -> bool {
        self.node
            .get("explode")
            .and_then(Node::as_bool)
            .unwrap_or_else(|| match self.style() {
                Some(style) => style == "form",
                None => matches!(self.place(), Some(ParameterPlace::Query | ParameterPlace::Cookie)),
            })
    }

    /// An example value: its own, or the schema's.
    #[must_use]
    pub fn example(self) -> Option<&'t Node> {
        self.node.get("example").or_else(|| {
            let first = self.node.get("examples")?.as_mapping()?.iter().next()?;
            first.value.get("value")
        })
    }
}
