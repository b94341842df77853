use super::{Docs, SignatureRecipe, Type};

/// What the server sends of its own accord.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// The identifier in the description, or one derived from its place.
    pub id: String,
    /// The name of the type that it carries.
    pub name: String,
    /// The HTTP method in capitals.
    pub http_method: String,
    /// What it means.
    pub docs: Docs,
    /// What it carries.
    pub payload: Option<Type>,
    /// How it is signed.
    pub signature: Option<SignatureRecipe>,
}
