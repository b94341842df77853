//! What the caller chooses beside the description, in terms of the description: names, types, derives, and which operations there are.
//!
//! A choice about one thing of the description becomes the extension that says the same inside of it, so that everything behind sees
//! one document, and each choice keeps its place.

mod apply;
mod parameters;
mod paths;
mod select;
mod unselected;

use crate::load::Node;
use crate::source::{SourceId, Span};

/// All that `specloom.toml` says of the description.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// What is set on things of the description.
    pub settings: Vec<Setting>,
    /// The tags and operations that are wanted; all, where there are none.
    pub only: Vec<Selected>,
    /// Traits that every type derives, as far as it does not have them anyway.
    pub derives: Vec<Node>,
    /// Where they stand.
    pub source: Option<SourceId>,
    /// Whether each tag stands behind a Cargo feature.
    pub features: bool,
}

/// An extension that is set on something of the description.
#[derive(Clone, Debug)]
pub struct Setting {
    /// What kind of thing.
    pub target: Target,
    /// Its name in the description.
    pub name: String,
    /// Where it is named.
    pub span: Span,
    /// The extension.
    pub extension: &'static str,
    /// Its value.
    pub value: Node,
}

/// Something that is wanted.
#[derive(Clone, Debug)]
pub struct Selected {
    /// A tag or an operation.
    pub target: Target,
    /// Its name in the description.
    pub name: String,
    /// Where it is named.
    pub span: Span,
}

/// What a choice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A schema, by its name.
    Schema,
    /// A member of a schema, as `Schema.member`.
    Member,
    /// An operation, by its `operationId`, or as `GET /path`.
    Operation,
    /// A parameter, as `operationId.name`, or among the components by its key there.
    Parameter,
    /// A security scheme, by its name.
    Scheme,
    /// A tag, by its name.
    Tag,
    /// Every schema of a format.
    Format,
}

impl Target {
    /// The word in messages.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::Member => "member",
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::Scheme => "security scheme",
            Self::Tag => "tag",
            Self::Format => "format",
        }
    }
}
