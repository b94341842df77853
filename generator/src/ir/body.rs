use super::{Docs, Type};

/// What a request carries.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// One value.
    Value(BodyValue),
    /// The parts of a form, each of its own type.
    Multipart(Multipart),
}

/// A body of one value.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyValue {
    /// Its type.
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// How it is spelled.
    pub format: BodyFormat,
    /// Its media type, where the format has another one of its own.
    pub media_type: Option<String>,
    /// What it means.
    pub docs: Docs,
    /// An example of it, as JSON text.
    pub example: Option<String>,
    /// Whether the members of the body stand for themselves among arguments and setters.
    pub flattened: bool,
}

/// How a body is spelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// JSON.
    Json,
    /// A form in the way of a query, with the members that are spelled otherwise than the rest.
    Form(Vec<(String, FormStyle)>),
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Upload,
}

/// How a member with parts stands in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormStyle {
    /// `name[member]=value`.
    Deep,
    /// Joined by commas.
    Comma,
    /// Joined by spaces.
    Space,
    /// Joined by pipes.
    Pipe,
    /// Members for themselves.
    Exploded,
    /// JSON.
    Json,
}

/// A form of several parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Multipart {
    /// Whether it is sent even without a part.
    pub required: bool,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The field's name.
    pub name: String,
    /// The name on the wire.
    pub wire_name: String,
    /// What it means.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// Its media type, where it is not the usual one of its type.
    pub media_type: Option<String>,
    /// An example value, as JSON text.
    pub example: Option<String>,
}
