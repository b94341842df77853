use super::{Docs, Type};

/// What comes back when all goes well.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The type, or nothing.
    pub ty: Option<Type>,
    /// How it is read.
    pub format: AnswerFormat,
    /// The media types that are asked for, where it is not plain JSON.
    pub accept: Option<String>,
    /// What it means.
    pub docs: Docs,
    /// The constants of the headers that come with it.
    pub headers: Vec<String>,
    /// The calls that can follow.
    pub links: Vec<Link>,
}

/// How an answer is read.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerFormat {
    /// JSON.
    Json,
    /// JSON, or nothing where the status is one of these.
    JsonUnless(Vec<u16>),
    /// JSON inside the envelope of this constant.
    Payload(String),
    /// The envelope of this constant alone.
    Acknowledged(String),
    /// Text.
    Text,
    /// Bytes as they come.
    Download,
    /// Nothing.
    Empty,
    /// One of several kinds.
    OneOf(Answers),
}

impl AnswerFormat {
    /// The constant of the envelope that the answer comes in.
    #[must_use]
    pub fn envelope(&self) -> Option<&str> {
        match self {
            Self::Payload(envelope) | Self::Acknowledged(envelope) => Some(envelope),
            _ => None,
        }
    }
}

/// An enum of the kinds of answer that an operation has.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// The enum's name.
    pub name: String,
    /// Its kinds, in the order in which they are tried.
    pub kinds: Vec<AnswerKind>,
}

/// One kind of answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerKind {
    /// The variant's name.
    pub variant: String,
    /// The statuses that it comes with.
    pub statuses: Statuses,
    /// The media type that tells it apart from others of its status.
    pub media_type: Option<String>,
    /// How it is read.
    pub reading: Reading,
    /// What it means.
    pub docs: Docs,
}

/// How the body of one kind of answer is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// JSON of this type.
    Json(Type),
    /// Text.
    Text,
    /// Bytes as they come.
    Download,
    /// Nothing.
    Empty,
}

impl Reading {
    /// The type that is read, or nothing.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Text => Some(&Type::String),
            Self::Download => Some(&Type::Download),
            Self::Empty => None,
        }
    }
}

/// The statuses that a response is described for, from the most to the least certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statuses {
    /// One status.
    One(u16),
    /// All that start with this digit.
    Range(u16),
    /// Every other one.
    Rest,
}

/// What the description says that an operation fails with.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// One type for all these statuses.
    One {
        /// How it is read, and its type.
        reading: Reading,
        /// The statuses.
        statuses: Vec<Statuses>,
    },
    /// Different ones.
    OneOf(Answers),
}

impl Failure {
    /// The kinds of it.
    #[must_use]
    pub fn readings(&self) -> Vec<&Reading> {
        match self {
            Self::One { reading, .. } => vec![reading],
            Self::OneOf(answers) => answers.kinds.iter().map(|kind| &kind.reading).collect(),
        }
    }
}

/// A call that can follow on an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The operation, by its identifier or its place in the document.
    pub operation: String,
    /// Its parameters, with the expression that gives their value.
    pub parameters: Vec<(String, String)>,
    /// What it is for.
    pub docs: Docs,
}

/// A header of answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The constant's name.
    pub constant: String,
    /// The name on the wire.
    pub wire_name: String,
    /// The type of its value.
    pub ty: Type,
    /// What it means.
    pub docs: Docs,
}
