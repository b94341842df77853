//! Answers that come wrapped.

/// How answers are wrapped: which member holds the payload, and which say how it went.
#[derive(Clone, Copy, Debug)]
pub struct Envelope {
    pub(crate) payload: &'static str,
    pub(crate) success: Option<(&'static str, bool)>,
    pub(crate) code: Option<(&'static str, i64)>,
    pub(crate) messages: &'static [&'static str],
    pub(crate) meanings: &'static [(i64, Meaning)],
}

/// What a code of an envelope means beyond "no".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Meaning {
    /// The credentials were refused.
    Credentials,
}

impl Envelope {
    /// An envelope with this member as its payload.
    #[must_use]
    pub const fn new(payload: &'static str) -> Self {
        Self {
            payload,
            success: None,
            code: None,
            messages: &[],
            meanings: &[],
        }
    }

    /// The member that says whether it went well, and the value that says so.
    #[must_use]
    pub const fn success(mut self, member: &'static str, value: bool) -> Self {
        self.success = Some((member, value));
        self
    }

    /// The member with the code, and the code of success.
    #[must_use]
    pub const fn code(mut self, member: &'static str, success: i64) -> Self {
        self.code = Some((member, success));
        self
    }

    /// The members that may hold a message; the first that is there counts.
    #[must_use]
    pub const fn messages(mut self, members: &'static [&'static str]) -> Self {
        self.messages = members;
        self
    }

    /// What certain codes mean.
    #[must_use]
    pub const fn meanings(mut self, meanings: &'static [(i64, Meaning)]) -> Self {
        self.meanings = meanings;
        self
    }

    pub(crate) fn means_credentials(&self, code: i64) -> bool {
        self.meanings.contains(&(code, Meaning::Credentials))
    }
}
