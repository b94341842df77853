//! What generated code says of an operation, once and for all.

use http::Method;

use crate::{AnswerKind, Envelope, Scheme};

/// Alternatives, each a set of schemes that count together.
pub(crate) type Alternatives = &'static [&'static [&'static Scheme]];

/// What is known of an operation before any value: its request line, who may send it, whether it may be repeated.
#[derive(Clone, Debug)]
pub struct Description {
    id: &'static str,
    method: Method,
    path: &'static str,
    security: Alternatives,
    repeat: Repeat,
    sensitive: bool,
    accept: &'static str,
    server: Option<&'static str>,
    idempotency_header: Option<&'static str>,
    streamed: bool,
    answered: AnswerKind,
}

/// Whether a request may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Repeat {
    /// Sent twice, it does the same as once.
    Safe,
    /// Only if the first request provably never left.
    OnlyIfUnsent,
}

impl Description {
    /// An operation that needs no credentials and must not be repeated.
    #[must_use]
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            security: &[],
            repeat: Repeat::OnlyIfUnsent,
            sensitive: false,
            accept: "application/json",
            server: None,
            idempotency_header: None,
            streamed: false,
            answered: AnswerKind::json(),
        }
    }

    /// Who may send it: one of these alternatives; none of them where the list is empty.
    #[must_use]
    pub const fn security(mut self, alternatives: &'static [&'static [&'static Scheme]]) -> Self {
        self.security = alternatives;
        self
    }

    /// Whether it may be sent again.
    #[must_use]
    pub const fn repeat(mut self, repeat: Repeat) -> Self {
        self.repeat = repeat;
        self
    }

    /// Whether request or answer carry a secret, so that errors show nothing of them.
    #[must_use]
    pub const fn sensitive(mut self, sensitive: bool) -> Self {
        self.sensitive = sensitive;
        self
    }

    /// The media types that it takes as an answer; JSON unless said otherwise.
    #[must_use]
    pub const fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = media_types;
        self
    }

    /// The address that it has of its own; a client that was given one goes there all the same.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// How its answer comes when all goes well; as JSON unless said otherwise.
    #[must_use]
    pub const fn answered(mut self, kind: AnswerKind) -> Self {
        self.answered = kind;
        self
    }

    /// Whether its answer can be one that is read while it comes.
    #[must_use]
    pub const fn streamed(mut self, streamed: bool) -> Self {
        self.streamed = streamed;
        self
    }

    /// The header by which the server knows attempts of the same call. Where the caller gives no value, each call has one of its own, the
    /// same for all its attempts.
    #[must_use]
    pub const fn idempotency_key(mut self, header: &'static str) -> Self {
        self.idempotency_header = Some(header);
        self
    }

    /// The identifier in the description of the API.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path, with `{name}` where values go.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// Whether it may be sent again.
    #[must_use]
    pub fn repeatable(&self) -> Repeat {
        self.repeat
    }

    pub(crate) fn alternatives(&self) -> Alternatives {
        self.security
    }

    pub(crate) fn own_server(&self) -> Option<&'static str> {
        self.server
    }

    pub(crate) fn idempotency_header(&self) -> Option<&'static str> {
        self.idempotency_header
    }

    pub(crate) fn known_envelope(&self) -> Option<&'static Envelope> {
        self.answered.envelope()
    }

    #[cfg(feature = "testing")]
    pub(crate) fn answer_kind(&self) -> AnswerKind {
        self.answered
    }

    pub(crate) fn may_stream(&self) -> bool {
        self.streamed
    }

    pub(crate) fn accepted(&self) -> &'static str {
        self.accept
    }

    pub(crate) fn is_sensitive(&self) -> bool {
        self.sensitive
    }
}
