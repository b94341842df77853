use super::{Docs, Origin, Type};

/// A parameter outside the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The field's name.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The name on the wire.
    pub wire_name: String,
    /// What it means.
    pub docs: Docs,
    /// Where it goes and how it is spelled.
    pub place: Place,
    /// How its value becomes text.
    pub spelling: Spelling,
    /// Its type.
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// Whether the description says that it goes away.
    pub deprecated: bool,
    /// What values it may have beyond its type, and its default, in words.
    pub limits: Option<String>,
    /// An example value, as JSON text.
    pub example: Option<String>,
}

/// Where a parameter goes and how its parts are spelled there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path: `a,b`.
    Path,
    /// In the path, members as `name=value`.
    PathExploded,
    /// In the path: `.a,b`.
    Label,
    /// In the path: `.a.b`.
    LabelExploded,
    /// In the path: `;name=a,b`.
    Matrix,
    /// In the path: `;name=a;name=b`.
    MatrixExploded,
    /// In the query: `name=a&name=b`.
    Query,
    /// In the query: `name=a&name=b`, reserved characters as they are.
    QueryReserved,
    /// In the query: `name=a,b`.
    QueryComma,
    /// In the query: `name=a,b`, reserved characters as they are.
    QueryCommaReserved,
    /// In the query: `name=a%20b`.
    QuerySpace,
    /// In the query: `name=a%7Cb`.
    QueryPipe,
    /// In the query: `name[member]=a`.
    QueryDeep,
    /// A header: `a,b`.
    Header,
    /// A header, members as `name=value`.
    HeaderExploded,
    /// A cookie: `name=a,b`.
    Cookie,
    /// Cookies: `name=a; name=b`.
    CookieExploded,
}

/// How the value of a parameter becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// Its type is text, or a list of texts.
    Text,
    /// It is taken apart into its items or members.
    Structured,
    /// It is written as JSON.
    Json,
}
