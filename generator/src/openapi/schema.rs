use crate::load::{Entry, Node, Value};
use crate::source::Span;

/// A Schema Object, or a reference to one.
#[derive(Clone, Copy, Debug)]
pub struct Schema<'t> {
    /// The node.
    pub node: &'t Node,
}

/// What a schema says of members that it does not name.
#[derive(Clone, Copy, Debug)]
pub enum Additional<'t> {
    /// Nothing.
    Unsaid,
    /// There are none.
    None,
    /// They may be anything.
    Any,
    /// They are of this schema.
    Typed(Schema<'t>),
}

/// How the candidates of a union are told apart.
#[derive(Clone, Debug)]
pub struct Discriminator<'t> {
    /// The member that tells.
    pub property: &'t str,
    /// Value of the member → reference or name of the candidate, in their order.
    pub mapping: Vec<(&'t str, &'t str)>,
    /// Where it stands.
    pub span: Span,
}

impl<'t> Schema<'t> {
    /// The schema at this node.
    #[must_use]
    pub fn new(node: &'t Node) -> Self {
        Self { node }
    }

    /// Where it stands.
    #[must_use]
    pub fn span(self) -> Span {
        self.node.span
    }

    /// The reference, where it is one.
    #[must_use]
    pub fn reference(self) -> Option<&'t str> {
        super::reference::target(self.node)
    }

    /// A text member.
    #[must_use]
    pub fn text(self, name: &str) -> Option<&'t str> {
        self.node.get(name)?.as_str()
    }

    /// A member that is true or false; false where it is absent.
    #[must_use]
    pub fn flag(self, name: &str) -> bool {
        self.node.get(name).and_then(Node::as_bool).unwrap_or(false)
    }

    /// The types that it names, `null` aside.
    #[must_use]
    pub fn types(self) -> Vec<&'t str> {
        let mut types = match self.node.get("type") {
            Some(node) => match &node.value {
                Value::Sequence(items) => items.iter().filter_map(Node::as_str).collect(),
                _ => node.as_str().into_iter().collect(),
            },
            None => Vec::new(),
        };
        types.retain(|name| *name != "null");
        // Every integer is a number.
        if types.contains(&"number") {
            types.retain(|name| *name != "integer");
        }
        types
    }

    /// Whether null is a value of it.
    #[must_use]
    pub fn is_nullable(self) -> bool {
        let by_type = match self.node.get("type") {
            Some(node) => match &node.value {
                Value::Sequence(items) => items.iter().any(|item| item.as_str() == Some("null")),
                _ => node.as_str() == Some("null"),
            },
            None => false,
        };
        let by_value = self
            .enumeration()
            .is_some_and(|values| values.iter().any(|value| matches!(value.value, Value::Null)));
        by_type || by_value || self.flag("nullable") || self.flag("x-nullable")
    }

    /// Whether it is nothing but null.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.node.get("type").is_some() && self.types().is_empty() && self.is_nullable()
    }

    /// The listed values; a constant is a list of one.
    #[must_use]
    pub fn enumeration(self) -> Option<&'t [Node]> {
        match self.node.get("enum").and_then(Node::as_sequence) {
            Some(values) => Some(values),
            None => self.node.get("const").map(std::slice::from_ref),
        }
    }

    /// The named members, in their order.
    pub fn properties(self) -> impl Iterator<Item = &'t Entry> + use<'t> {
        self.node
            .get("properties")
            .and_then(Node::as_mapping)
            .into_iter()
            .flat_map(|mapping| mapping.iter())
    }

    /// The names of the members that are always there.
    #[must_use]
    pub fn required(self) -> Vec<&'t str> {
        self.node
            .get("required")
            .and_then(Node::as_sequence)
            .unwrap_or_default()
            .iter()
            .filter_map(Node::as_str)
            .collect()
    }

    /// A member that is a schema.
    #[must_use]
    pub fn schema(self, name: &str) -> Option<Schema<'t>> {
        self.node
            .get(name)
            .filter(|node| node.as_mapping().is_some())
            .map(Schema::new)
    }

    /// A member that is a list of schemas.
    #[must_use]
    pub fn schemas(self, name: &str) -> Vec<Schema<'t>> {
        self.node
            .get(name)
            .and_then(Node::as_sequence)
            .unwrap_or_default()
            .iter()
            .map(Schema::new)
            .collect()
    }

    /// What it says of members that it does not name.
    #[must_use]
    pub fn additional(self) -> Additional<'t> {
        match self.node.get("additionalProperties") {
            None => Additional::Unsaid,
            Some(node) => match node.as_bool() {
                Some(true) => Additional::Any,
                Some(false) => Additional::None,
                None if node.as_mapping().is_some_and(|mapping| mapping.iter().next().is_none()) => Additional::Any,
                None => Additional::Typed(Schema::new(node)),
            },
        }
    }

    /// How the candidates of a union are told apart.
    #[must_use]
    pub fn discriminator(self) -> Option<Discriminator<'t>> {
        let node = self.node.get("discriminator")?;
        let property = node.get("propertyName")?.as_str()?;
        let entries = node.get("mapping").and_then(Node::as_mapping);
        let mapping = entries
            .into_iter()
            .flat_map(|mapping| mapping.iter())
            .filter_map(|entry| entry.value.as_str().map(|target| (&*entry.key, target)))
            .collect();
        Some(Discriminator {
            property,
            mapping,
            span: node.span,
        })
    }

    /// An example value: `example`, or the first of `examples`.
    #[must_use]
    pub fn example(self) -> Option<&'t Node> {
        self.node
            .get("example")
            .or_else(|| self.node.get("examples")?.as_sequence()?.first())
    }

    /// Whether it describes an object.
    #[must_use]
    pub fn is_object(self) -> bool {
        let types = self.types();
        types.as_slice() == ["object"]
            || (types.is_empty()
                && (self.node.get("properties").is_some() || self.node.get("additionalProperties").is_some()))
    }
}
