use super::{Docs, SignatureRecipe, Type};

/// A way of signing callbacks.
#[derive(Clone, Debug, PartialEq)]
pub struct CallbackSignature {
    /// Its constant.
    pub constant: String,
    /// The function that makes what checks it.
    pub verifier: String,
    /// How it is made.
    pub recipe: SignatureRecipe,
    /// What of a request it says nothing about, in words.
    pub gap: Option<String>,
}

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
}
