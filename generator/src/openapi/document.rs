use super::{Operation, Schema, Verb, reference};
use crate::load::Node;

/// The whole document.
#[derive(Clone, Copy, Debug)]
pub struct Document<'t> {
    /// The root of the tree.
    pub root: &'t Node,
}

impl<'t> Document<'t> {
    /// The document whose tree this is.
    #[must_use]
    pub fn new(root: &'t Node) -> Self {
        Self { root }
    }

    /// Whether the document is of OpenAPI 3.1.
    #[must_use]
    pub fn is_3_1(self) -> bool {
        self.root
            .get("openapi")
            .and_then(Node::as_str)
            .is_some_and(|version| version.starts_with("3.1"))
    }

    /// A member of the Info Object.
    #[must_use]
    pub fn info(self, name: &str) -> Option<&'t str> {
        self.root.get("info")?.get(name)?.as_str()
    }

    /// The entries of one section of the components, in their order.
    pub fn components(self, section: &str) -> impl Iterator<Item = (&'t str, &'t Node)> + use<'t> {
        let entries = self
            .root
            .get("components")
            .and_then(|components| components.get(section))
            .and_then(Node::as_mapping);
        entries
            .into_iter()
            .flat_map(|mapping| mapping.iter())
            .map(|entry| (&*entry.key, &entry.value))
    }

    /// A named schema.
    #[must_use]
    pub fn schema(self, name: &str) -> Option<Schema<'t>> {
        self.root.get("components")?.get("schemas")?.get(name).map(Schema::new)
    }

    /// The paths, in their order.
    pub fn paths(self) -> impl Iterator<Item = PathItem<'t>> + use<'t> {
        let entries = self.root.get("paths").and_then(Node::as_mapping);
        entries
            .into_iter()
            .flat_map(|mapping| mapping.iter())
            .filter(|entry| entry.key.starts_with('/'))
            .map(move |entry| PathItem {
                path: &entry.key,
                node: self.follow(&entry.value),
                key_span: entry.key_span,
            })
    }

    /// The tags that the document describes, in their order.
    pub fn tags(self) -> impl Iterator<Item = &'t Node> + use<'t> {
        self.root
            .get("tags")
            .and_then(Node::as_sequence)
            .unwrap_or_default()
            .iter()
    }

    /// What a node stands for: the end of its references, or itself where they lead nowhere.
    #[must_use]
    pub fn follow(self, node: &'t Node) -> &'t Node {
        reference::resolve(self.root, node).unwrap_or(node)
    }

    /// The places where the server sends something of its own accord: the callbacks of operations and the webhooks of the document, each
    /// with its name.
    #[must_use]
    pub fn callbacks(self) -> Vec<(String, PathItem<'t>)> {
        let callbacks = self
            .paths()
            .flat_map(PathItem::operations)
            .flat_map(|operation| operation.callbacks(self));
        let mut items: Vec<(String, PathItem<'t>)> = callbacks.map(|(name, item)| (name.to_owned(), item)).collect();
        let webhooks = self.root.get("webhooks").and_then(Node::as_mapping);
        for webhook in webhooks.into_iter().flat_map(|mapping| mapping.iter()) {
            let item = PathItem {
                path: &webhook.key,
                node: self.follow(&webhook.value),
                key_span: webhook.key_span,
            };
            items.push((webhook.key.to_string(), item));
        }
        items
    }
}

/// A path and what can be done there.
#[derive(Clone, Copy, Debug)]
pub struct PathItem<'t> {
    /// The template.
    pub path: &'t str,
    /// The Path Item Object.
    pub node: &'t Node,
    /// Where the template stands.
    pub key_span: crate::source::Span,
}

impl<'t> PathItem<'t> {
    /// The operations, in their order.
    pub fn operations(self) -> impl Iterator<Item = Operation<'t>> + use<'t> {
        let entries = self.node.as_mapping();
        entries
            .into_iter()
            .flat_map(|mapping| mapping.iter())
            .filter_map(move |entry| {
                let verb = Verb::from_member(&entry.key)?;
                Some(Operation {
                    path: self.path,
                    item: self.node,
                    verb,
                    node: &entry.value,
                    key_span: entry.key_span,
                })
            })
    }
}
