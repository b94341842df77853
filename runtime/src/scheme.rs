//! The ways to prove who is calling.

use crate::Signature;

/// A way to prove who is calling, as the API's description has it.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    id: &'static str,
    setter: &'static str,
    kind: SchemeKind,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum SchemeKind {
    HeaderKey(&'static str),
    QueryKey(&'static str),
    CookieKey(&'static str),
    Basic,
    Bearer,
    Signature(&'static Signature),
}

impl SchemeKind {
    /// How many values it takes.
    pub(crate) fn values(self) -> usize {
        match self {
            Self::Basic => 2,
            Self::Signature(recipe) => recipe.credentials().len(),
            Self::HeaderKey(_) | Self::QueryKey(_) | Self::CookieKey(_) | Self::Bearer => 1,
        }
    }
}

impl Scheme {
    const fn new(id: &'static str, setter: &'static str, kind: SchemeKind) -> Self {
        Self { id, setter, kind }
    }

    /// A value in a header of this name.
    #[must_use]
    pub const fn header_key(id: &'static str, setter: &'static str, name: &'static str) -> Self {
        Self::new(id, setter, SchemeKind::HeaderKey(name))
    }

    /// A value in the query under this name.
    #[must_use]
    pub const fn query_key(id: &'static str, setter: &'static str, name: &'static str) -> Self {
        Self::new(id, setter, SchemeKind::QueryKey(name))
    }

    /// A value in a cookie of this name.
    #[must_use]
    pub const fn cookie_key(id: &'static str, setter: &'static str, name: &'static str) -> Self {
        Self::new(id, setter, SchemeKind::CookieKey(name))
    }

    /// User name and password.
    #[must_use]
    pub const fn basic(id: &'static str, setter: &'static str) -> Self {
        Self::new(id, setter, SchemeKind::Basic)
    }

    /// A token behind the word `Bearer`.
    #[must_use]
    pub const fn bearer(id: &'static str, setter: &'static str) -> Self {
        Self::new(id, setter, SchemeKind::Bearer)
    }

    /// Headers computed from the request.
    #[must_use]
    pub const fn signature(id: &'static str, setter: &'static str, recipe: &'static Signature) -> Self {
        Self::new(id, setter, SchemeKind::Signature(recipe))
    }

    /// The scheme's name in the description of the API.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The method of the client's builder that takes its values.
    #[must_use]
    pub fn setter(&self) -> &'static str {
        self.setter
    }

    pub(crate) fn kind(&self) -> SchemeKind {
        self.kind
    }
}
