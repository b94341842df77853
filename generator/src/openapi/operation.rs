use super::{Body, Document, Parameter, PathItem, Response};
use crate::load::Node;
use crate::source::Span;

/// What is done at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
}

impl Verb {
    /// The verb that a member of a Path Item Object stands for.
    #[must_use]
    pub fn from_member(name: &str) -> Option<Self> {
        Some(match name {
            "get" => Self::Get,
            "put" => Self::Put,
            "post" => Self::Post,
            "delete" => Self::Delete,
            "options" => Self::Options,
            "head" => Self::Head,
            "patch" => Self::Patch,
            "trace" => Self::Trace,
            _ => return None,
        })
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }
}

/// An operation at its path.
#[derive(Clone, Copy, Debug)]
pub struct Operation<'t> {
    /// The path template.
    pub path: &'t str,
    /// The Path Item Object that it belongs to.
    pub item: &'t Node,
    /// What is done.
    pub verb: Verb,
    /// The Operation Object.
    pub node: &'t Node,
    /// Where the verb stands.
    pub key_span: Span,
}

impl<'t> Operation<'t> {
    /// The operation's own name and its place.
    #[must_use]
    pub fn id(self) -> Option<(&'t str, Span)> {
        let node = self.node.get("operationId")?;
        node.as_str().filter(|id| !id.is_empty()).map(|id| (id, node.span))
    }

    /// A text member.
    #[must_use]
    pub fn text(self, name: &str) -> Option<&'t str> {
        self.node.get(name)?.as_str()
    }

    /// The first tag.
    #[must_use]
    pub fn tag(self) -> Option<&'t str> {
        self.node.get("tags")?.as_sequence()?.first()?.as_str()
    }

    /// Its own parameters and those of the path, each once: its own replace those of the path.
    #[must_use]
    pub fn parameters(self, document: Document<'t>) -> Vec<Parameter<'t>> {
        let mut all: Vec<Parameter<'t>> = Vec::new();
        for holder in [self.node, self.item] {
            for node in holder.get("parameters").and_then(Node::as_sequence).unwrap_or_default() {
                let parameter = Parameter::new(document.follow(node), node.span);
                if !all
                    .iter()
                    .any(|known| known.name() == parameter.name() && known.place_text() == parameter.place_text())
                {
                    all.push(parameter);
                }
            }
        }
        all
    }

    /// What the request carries.
    #[must_use]
    pub fn body(self, document: Document<'t>) -> Option<Body<'t>> {
        self.node.get("requestBody").map(|node| Body {
            node: document.follow(node),
        })
    }

    /// The answers, in their order.
    #[must_use]
    pub fn responses(self, document: Document<'t>) -> Vec<Response<'t>> {
        let entries = self.node.get("responses").and_then(Node::as_mapping);
        entries
            .into_iter()
            .flat_map(|mapping| mapping.iter())
            .filter(|entry| !entry.key.starts_with("x-"))
            .map(|entry| Response {
                status: &entry.key,
                node: document.follow(&entry.value),
                span: entry.key_span,
            })
            .collect()
    }

    /// The security requirements that hold here: its own, or those of the document.
    #[must_use]
    pub fn security(self, document: Document<'t>) -> &'t [Node] {
        self.node
            .get("security")
            .or_else(|| document.root.get("security"))
            .and_then(Node::as_sequence)
            .unwrap_or_default()
    }

    /// The callbacks: the expression, and the path item that it leads to.
    #[must_use]
    pub fn callbacks(self, document: Document<'t>) -> Vec<(&'t str, PathItem<'t>)> {
        let mut all = Vec::new();
        for callback in self
            .node
            .get("callbacks")
            .and_then(Node::as_mapping)
            .into_iter()
            .flat_map(|mapping| mapping.iter())
        {
            let items = document.follow(&callback.value).as_mapping();
            for item in items
                .into_iter()
                .flat_map(|mapping| mapping.iter())
                .filter(|entry| !entry.key.starts_with("x-"))
            {
                let path_item = PathItem {
                    path: &item.key,
                    node: document.follow(&item.value),
                    key_span: item.key_span,
                };
                all.push((&*callback.key, path_item));
            }
        }
        all
    }

    /// Whether the operation is deprecated.
    #[must_use]
    pub fn is_deprecated(self) -> bool {
        self.node.get("deprecated").and_then(Node::as_bool).unwrap_or(false)
    }
}
