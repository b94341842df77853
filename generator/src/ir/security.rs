use super::{Docs, Origin};

/// A way to prove who is calling.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Its name in the description.
    pub id: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The constant in generated code.
    pub constant: String,
    /// The method of the client builder.
    pub setter: String,
    /// The method of the client builder that takes a source of the values.
    pub source_setter: String,
    /// The method of the client builder that chooses an algorithm, where there are several.
    pub algorithm_setter: String,
    /// The values that it takes.
    pub values: Vec<CredentialValue>,
    /// What it is for.
    pub docs: Docs,
    /// How it works.
    pub kind: SchemeKind,
}

/// A value that a scheme takes.
#[derive(Clone, Debug, PartialEq)]
pub struct CredentialValue {
    /// The argument that takes it.
    pub name: String,
    /// The environment variable that it is looked for in.
    pub variable: String,
}

/// How a scheme works.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// A value in a header of this name.
    HeaderKey(String),
    /// A value in the query under this name.
    QueryKey(String),
    /// A value in a cookie of this name.
    CookieKey(String),
    /// User name and password.
    Basic,
    /// A token after the word `Bearer`.
    Bearer,
    /// Headers computed from the request.
    Signature(SignatureRecipe),
}

/// How a signature is computed.
#[derive(Clone, Debug, PartialEq)]
pub struct SignatureRecipe {
    /// The values that the caller supplies.
    pub credentials: Vec<String>,
    /// What they are called as arguments, in the same order.
    pub arguments: Vec<String>,
    /// Which of them keys the MAC.
    pub key: String,
    /// The algorithms, the default first.
    pub algorithms: Vec<Algorithm>,
    /// The headers, in order.
    pub headers: Vec<(String, Vec<Piece>)>,
    /// The parts of the message that is signed.
    pub parts: Vec<Vec<Piece>>,
    /// What stands between the parts.
    pub separator: String,
    /// `Iso8601` or `UnixSeconds`.
    pub date: &'static str,
    /// `Base64` or `Hex`.
    pub encoding: &'static str,
}

/// A MAC and its spelling on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Algorithm {
    /// The spelling.
    pub spelling: String,
    /// The runtime's name for it.
    pub mac: &'static str,
}

/// A piece of a header or of the message that is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands.
    Text(String),
    /// A value that the caller supplied.
    Credential(String),
    /// One of the runtime's own pieces, by its name there.
    Computed(&'static str),
}

/// How answers are wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The constant in generated code.
    pub constant: String,
    /// The Cargo features of which any one needs it; none, where it is always there.
    pub features: Vec<String>,
    /// The member that holds the payload.
    pub payload: String,
    /// The member that says whether it went well, and the value that says so.
    pub success: Option<(String, bool)>,
    /// The member with the code, and the code of success.
    pub code: Option<(String, i64)>,
    /// The members that may hold a message.
    pub messages: Vec<String>,
    /// Codes that mean that the credentials were refused.
    pub credential_codes: Vec<i64>,
}
