use super::{Docs, Origin, Presence, Type};

/// What a request carries.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// One value.
    Value(BodyValue),
    /// Members or parts that are fields of the operation themselves.
    Members(Members),
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

/// A body whose members are fields of the operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Members {
    /// Whether it is sent even without a member.
    pub required: bool,
    /// How it is spelled.
    pub format: MembersFormat,
    /// Its media type, where the format has another one of its own.
    pub media_type: Option<String>,
    /// The members.
    pub members: Vec<Member>,
}

/// How a body of members is spelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MembersFormat {
    /// A JSON object.
    Json,
    /// A form in the way of a query, with the members that are spelled otherwise than the rest.
    Form(Vec<(String, FormStyle)>),
    /// A form of several parts.
    Multipart,
}

/// A member of a body, or a part of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The field's name.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The name on the wire.
    pub wire_name: String,
    /// What it means.
    pub docs: Docs,
    /// Its type, presence aside.
    pub ty: Type,
    /// Whether it must be given, and whether it may be null.
    pub presence: Presence,
    /// Whether the description says that it goes away.
    pub deprecated: bool,
    /// What values it may have beyond its type, and its default, in words.
    pub limits: Option<String>,
    /// Its media type, where it is a part that has not the usual one of its type.
    pub media_type: Option<String>,
    /// An example value, as JSON text.
    pub example: Option<String>,
}

impl Member {
    /// Whether it must be given.
    #[must_use]
    pub fn is_required(&self) -> bool {
        matches!(self.presence, Presence::Required | Presence::Nullable)
    }
}
