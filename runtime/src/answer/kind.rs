use crate::Envelope;

/// How the answer of an operation comes when all goes well. Tests without a server write answers by it.
#[derive(Clone, Copy, Debug)]
pub struct AnswerKind(pub(crate) Kind);

#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Json,
    /// JSON, but nothing at all with one of these statuses.
    #[cfg_attr(not(feature = "testing"), expect(dead_code, reason = "only mocks write answers"))]
    JsonUnless(&'static [u16]),
    JsonOrNull,
    Text,
    Empty,
    Download,
    OneOf,
    Payload(&'static Envelope),
    Acknowledged(&'static Envelope),
}

/// Each is called like the method of [`Answer`](crate::Answer) that reads it.
impl AnswerKind {
    /// The JSON of a value.
    #[must_use]
    pub const fn json() -> Self {
        Self(Kind::Json)
    }

    /// The JSON of a value, or nothing with one of these statuses.
    #[must_use]
    pub const fn json_unless(empty: &'static [u16]) -> Self {
        Self(Kind::JsonUnless(empty))
    }

    /// The JSON of a value, or nothing for `null`.
    #[must_use]
    pub const fn json_or_null() -> Self {
        Self(Kind::JsonOrNull)
    }

    /// Text.
    #[must_use]
    pub const fn text() -> Self {
        Self(Kind::Text)
    }

    /// Nothing.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Kind::Empty)
    }

    /// Bytes.
    #[must_use]
    pub const fn download() -> Self {
        Self(Kind::Download)
    }

    /// One of several kinds.
    #[must_use]
    pub const fn one_of() -> Self {
        Self(Kind::OneOf)
    }

    /// The payload of an envelope.
    #[must_use]
    pub const fn payload(envelope: &'static Envelope) -> Self {
        Self(Kind::Payload(envelope))
    }

    /// An envelope that says yes, and no more.
    #[must_use]
    pub const fn acknowledged(envelope: &'static Envelope) -> Self {
        Self(Kind::Acknowledged(envelope))
    }

    pub(crate) fn envelope(self) -> Option<&'static Envelope> {
        match self.0 {
            Kind::Payload(envelope) | Kind::Acknowledged(envelope) => Some(envelope),
            _ => None,
        }
    }
}
