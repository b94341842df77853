/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client was configured wrongly.
    Configuration,
    /// Credentials were missing; nothing was sent.
    CredentialMissing,
    /// The source of a credential had none; nothing was sent.
    CredentialUnavailable,
    /// A value could not be sent; nothing was.
    InvalidRequest,
    /// The request provably never left.
    Connect,
    /// No answer in time.
    Timeout,
    /// The connection broke.
    Interrupted,
    /// The answer had a status outside 2xx.
    Status,
    /// The server said no inside an answer of status 2xx.
    Refused,
    /// The answer was a page for people.
    HtmlAnswer,
    /// The answer was empty where something was expected.
    EmptyAnswer,
    /// The JSON of the answer was cut off.
    TruncatedAnswer,
    /// The answer was neither JSON nor HTML.
    NotJson,
    /// The answer was JSON, but not wrapped as answers of this API are.
    NotAnEnvelope,
    /// A value of the answer was missing or of another type than described.
    WrongType,
    /// The answer was larger than the client takes.
    TooLarge,
    /// The answer had a status of success that the description does not know.
    Undocumented,
    /// A value that was waited for cannot come any more.
    WaitFailed,
    /// A value that was waited for did not come in time.
    WaitTimeout,
    /// A page of a list is not what the pages before it announced.
    Paging,
}

impl ErrorKind {
    /// One word for it, the same in every version, for whoever counts errors.
    #[cfg(feature = "tracing")]
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::CredentialMissing => "credential_missing",
            Self::CredentialUnavailable => "credential_unavailable",
            Self::InvalidRequest => "invalid_request",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Interrupted => "interrupted",
            Self::Status => "status",
            Self::Refused => "refused",
            Self::HtmlAnswer => "html_answer",
            Self::EmptyAnswer => "empty_answer",
            Self::TruncatedAnswer => "truncated_answer",
            Self::NotJson => "not_json",
            Self::NotAnEnvelope => "not_an_envelope",
            Self::WrongType => "wrong_type",
            Self::TooLarge => "too_large",
            Self::Undocumented => "undocumented",
            Self::WaitFailed => "wait_failed",
            Self::WaitTimeout => "wait_timeout",
            Self::Paging => "paging",
        }
    }

    pub(crate) fn is_decode(self) -> bool {
        matches!(
            self,
            Self::HtmlAnswer
                | Self::EmptyAnswer
                | Self::TruncatedAnswer
                | Self::NotJson
                | Self::NotAnEnvelope
                | Self::WrongType
                | Self::TooLarge
                | Self::Undocumented
        )
    }
}
