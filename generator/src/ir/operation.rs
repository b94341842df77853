use super::{Docs, Evidence, Type};

/// The operations of one tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The handle's type, such as `Orders`.
    pub name: String,
    /// The method of the client and the file, such as `orders`.
    pub module: String,
    /// What the tag is about.
    pub docs: Docs,
    /// Its operations, in the order of the description.
    pub operations: Vec<Operation>,
}

impl Group {
    /// Whether all of it stands behind the Cargo feature `unverified`.
    #[must_use]
    pub fn is_unverified(&self) -> bool {
        self.operations.iter().all(|operation| operation.unverified)
    }
}

/// One operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The identifier in the description.
    pub id: String,
    /// The type, such as `ListOrders`.
    pub name: String,
    /// The method of the group, such as `list`.
    pub method_name: String,
    /// What it does.
    pub docs: Docs,
    /// The HTTP method in capitals.
    pub http_method: String,
    /// The path template.
    pub path: String,
    /// Alternatives, each a set of schemes by their constant's name.
    pub security: Vec<Vec<String>>,
    /// Whether it may be sent again.
    pub repeat: Repeat,
    /// Whether its request or answer carries a secret, so that errors show neither.
    pub sensitive: bool,
    /// Whether it moves money.
    pub moves_money: bool,
    /// Whether the description says that it goes away.
    pub deprecated: bool,
    /// How well it is known.
    pub evidence: Evidence,
    /// Whether it stands behind the Cargo feature `unverified`.
    pub unverified: bool,
    /// Path, query, header and cookie parameters.
    pub parameters: Vec<Parameter>,
    /// What the request carries.
    pub body: Option<Body>,
    /// What the method takes.
    pub arguments: Arguments,
    /// What comes back.
    pub answer: Answer,
}

/// A parameter outside the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The field's name.
    pub name: String,
    /// The name on the wire.
    pub wire_name: String,
    /// What it means.
    pub docs: Docs,
    /// Where it goes and how it is spelled.
    pub place: Place,
    /// Its type.
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// An example value, as JSON text.
    pub example: Option<String>,
}

/// Where a parameter goes and how a list is spelled there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path, list items joined by commas.
    Path,
    /// In the query, a list repeats the name.
    Query,
    /// In the query, list items joined by commas.
    QueryComma,
    /// In the query, list items joined by spaces.
    QuerySpace,
    /// In the query, list items joined by pipes.
    QueryPipe,
    /// A header, list items joined by commas.
    Header,
    /// A cookie.
    Cookie,
}

/// What a request carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Its type.
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// How it is spelled.
    pub format: BodyFormat,
    /// What it means.
    pub docs: Docs,
    /// An example of it, as JSON text.
    pub example: Option<String>,
    /// Whether the members of the body stand for themselves among arguments and setters.
    pub flattened: bool,
}

impl AnswerFormat {
    /// The constant of the envelope that the answer comes in.
    #[must_use]
    pub fn envelope(&self) -> Option<&str> {
        match self {
            Self::Payload(envelope) | Self::Acknowledged(envelope) => Some(envelope),
            Self::Json | Self::Text | Self::Bytes | Self::Empty => None,
        }
    }
}

/// How a body is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// JSON.
    Json,
}

/// What the method of an operation takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Arguments {
    /// One argument each.
    Separate(Vec<Argument>),
    /// One struct of this name, since there are too many to tell apart by their order.
    Struct(String, Vec<Argument>),
}

impl Arguments {
    /// The arguments, whichever way they are taken.
    #[must_use]
    pub fn list(&self) -> &[Argument] {
        match self {
            Self::Separate(list) | Self::Struct(_, list) => list,
        }
    }
}

/// An argument of an operation's method.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it means.
    pub docs: Docs,
    /// Where its value goes.
    pub source: ArgumentSource,
    /// An example value, as JSON text.
    pub example: Option<String>,
}

/// Where the value of an argument goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentSource {
    /// Into the parameter of that name.
    Parameter,
    /// Into the member of the body of that name.
    Member,
    /// It is the body.
    Body,
}

/// Whether an operation may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// It has the same effect twice as once.
    Safe,
    /// Only if the first request provably never left.
    OnlyIfUnsent,
}

/// What comes back.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The type, or nothing.
    pub ty: Option<Type>,
    /// How it is read.
    pub format: AnswerFormat,
    /// What it means.
    pub docs: Docs,
}

/// How an answer is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerFormat {
    /// JSON.
    Json,
    /// JSON inside the envelope of this constant.
    Payload(String),
    /// The envelope of this constant alone.
    Acknowledged(String),
    /// Text.
    Text,
    /// Bytes as they came.
    Bytes,
    /// Nothing.
    Empty,
}
