//! The one error type.

mod display;
mod kind;

use std::error::Error as _;
use std::time::Duration;

use http::{HeaderMap, Method, StatusCode};
use jiff::Timestamp;

pub use kind::ErrorKind;

use crate::answer::Head;
use crate::credentials::Credentials;
use crate::sending::retry_hint;
use crate::text::{capped, escaped};
use crate::{
    Answer, BodyError, BoxError, Description, Operation, Repeat, Scheme, TransportError, TransportErrorKind, request_id,
};

/// The longest reason that the libraries below give and that is shown, in characters.
const LONGEST_REASON: usize = 200;

/// Why a call did not give its value.
///
/// One pointer wide. It tells what happened ([`kind`](Self::kind) and the questions), where (operation, method, path template, never a
/// value) and what to do. Neither `Display` nor `Debug` shows a secret, a URL or a whole body.
///
/// ```
/// use specloom_runtime::Error;
///
/// fn advice(error: &Error) -> &'static str {
///     if error.is_auth() || error.is_credential_missing() {
///         "check the credentials"
///     } else if error.may_have_been_received() {
///         "look whether it was done before trying again"
///     } else {
///         "nothing was done"
///     }
/// }
/// ```
pub struct Error(pub(crate) Box<Inner>);

pub(crate) struct Inner {
    pub(crate) kind: ErrorKind,
    pub(crate) operation: Option<&'static Description>,
    pub(crate) detail: String,
    pub(crate) status: Option<StatusCode>,
    pub(crate) code: Option<i64>,
    pub(crate) message: Option<String>,
    pub(crate) credentials_refused: bool,
    pub(crate) json_path: Option<String>,
    pub(crate) excerpt: Option<String>,
    pub(crate) source: Option<BoxError>,
    pub(crate) answer: Option<Answer>,
    /// The server's name for the request, without our secrets.
    request_id: Option<String>,
    /// How often the request was sent, or tried to.
    pub(crate) attempts: u32,
    /// Whether an attempt before the last one may have arrived.
    pub(crate) earlier_arrival: bool,
    /// The last value that a wait has seen.
    pub(crate) last_value: Option<String>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, operation: Option<&'static Description>, detail: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            operation,
            detail: detail.into(),
            status: None,
            code: None,
            message: None,
            credentials_refused: false,
            json_path: None,
            excerpt: None,
            source: None,
            answer: None,
            request_id: None,
            attempts: 0,
            earlier_arrival: false,
            last_value: None,
        }))
    }

    /// The error with the answer that it is about.
    pub(crate) fn about(mut self, answer: Answer) -> Self {
        self.0.status = Some(answer.status());
        let id = request_id(answer.headers()).filter(|_| !answer.head.description.is_sensitive());
        self.0.request_id = id.map(|id| answer.redact(id));
        self.0.answer = Some(answer);
        self
    }

    /// No set of credentials that the operation takes is complete; nothing was sent.
    pub(crate) fn credential_missing(description: &'static Description) -> Self {
        let alternatives: Vec<String> = description
            .alternatives()
            .iter()
            .map(|schemes| {
                schemes
                    .iter()
                    .map(|scheme| format!("`{}`", scheme.setter()))
                    .collect::<Vec<_>>()
                    .join(" with ")
            })
            .collect();
        let detail = format!(
            "nothing was sent: it needs credentials; give the client's builder {}",
            alternatives.join(" or ")
        );
        Self::new(ErrorKind::CredentialMissing, Some(description), detail)
    }

    /// The source of a credential had none, or none that can be sent; nothing was sent.
    pub(crate) fn credential_unavailable(
        description: &'static Description,
        scheme: &Scheme,
        source: impl Into<BoxError>,
    ) -> Self {
        let detail = format!(
            "nothing was sent: the source of the credential `{}` has none",
            scheme.id()
        );
        let mut error = Self::new(ErrorKind::CredentialUnavailable, Some(description), detail);
        error.0.source = Some(source.into());
        error
    }

    pub(crate) fn invalid_request(description: &'static Description, detail: impl Into<String>) -> Self {
        Self::new(
            ErrorKind::InvalidRequest,
            Some(description),
            format!("nothing was sent: {}", detail.into()),
        )
    }

    pub(crate) fn configuration(detail: impl Into<String>) -> Self {
        Self::new(ErrorKind::Configuration, None, detail)
    }

    pub(crate) fn transport(description: &'static Description, source: TransportError) -> Self {
        #[cfg(feature = "testing")]
        if source.is::<crate::testing::Unexpected>() {
            let said = source.source().map(ToString::to_string);
            return Self::new(ErrorKind::Configuration, Some(description), said.unwrap_or_default());
        }
        let (kind, detail) = match source.kind() {
            TransportErrorKind::Unsendable => {
                let why = source.source().map(ToString::to_string).unwrap_or_default();
                let mut error = Self::invalid_request(description, why);
                error.0.source = Some(Box::new(source));
                return error;
            }
            TransportErrorKind::NotSent if source.is_timeout() => {
                (ErrorKind::Connect, "time ran out before the request left")
            }
            TransportErrorKind::NotSent => (ErrorKind::Connect, "the request never left"),
            TransportErrorKind::Timeout => (
                ErrorKind::Timeout,
                "no answer in time; the server may have received the request",
            ),
            TransportErrorKind::Interrupted => (
                ErrorKind::Interrupted,
                "the connection broke; the server may have received the request",
            ),
        };
        // Whoever logs the error alone wants to know why, too.
        let why = capped(&escaped(&source.root()), LONGEST_REASON);
        let mut error = Self::new(kind, Some(description), format!("{detail} ({why})"));
        error.0.source = Some(Box::new(source));
        error
    }

    /// The same without our secrets, which what is behind it may quote.
    pub(crate) fn without(mut self, secrets: &Credentials) -> Self {
        self.0.detail = secrets.redact(&self.0.detail);
        let source = self.0.source.take();
        self.0.source = source.map(|source| match source.downcast::<TransportError>() {
            Ok(error) => Box::new(error.without(secrets)) as BoxError,
            Err(other) => other,
        });
        self
    }

    /// The stream of an answer broke off.
    fn interrupted(description: &'static Description, source: BoxError) -> Self {
        // The head of an answer has come, so the request has arrived, whatever the stream says.
        let source = match source.downcast::<TransportError>() {
            Ok(error) if error.kind() != TransportErrorKind::NotSent => *error,
            Ok(error) => TransportError::interrupted(error),
            Err(source) => TransportError::interrupted(source),
        };
        Self::transport(description, source)
    }

    /// The body of an answer could not be read to its end.
    pub(crate) fn unread(head: &Head, error: BodyError) -> Self {
        let mut found = match error {
            BodyError::TooLarge { limit } => {
                let detail = format!("the answer is larger than the limit of {limit} bytes");
                Self::new(ErrorKind::TooLarge, Some(head.description), detail)
            }
            BodyError::Read(source) => Self::interrupted(head.description, source),
        };
        found.0.status = Some(head.status);
        found
    }

    /// A header of an answer is not of its type.
    pub(crate) fn header(head: &Head, name: &str) -> Self {
        let detail = format!("the header `{name}` of the answer is not as described");
        let mut found = Self::new(ErrorKind::WrongType, Some(head.description), detail);
        found.0.status = Some(head.status);
        found
    }

    /// What happened.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether credentials were missing, so that nothing was sent.
    #[must_use]
    pub fn is_credential_missing(&self) -> bool {
        self.0.kind == ErrorKind::CredentialMissing
    }

    /// Whether a value could not be sent, so that nothing was.
    #[must_use]
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == ErrorKind::InvalidRequest
    }

    /// Whether the request provably never left: name resolution, connection or TLS failed.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.0.kind == ErrorKind::Connect
    }

    /// Whether time ran out: for the connection to stand, in which case [`is_connect`](Self::is_connect) holds too, for an answer to come, or
    /// for the one that was waited for.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match self.0.kind {
            ErrorKind::Timeout | ErrorKind::WaitTimeout => true,
            ErrorKind::Connect => {
                let source = self.0.source.as_ref();
                let source = source.and_then(|source| source.downcast_ref::<TransportError>());
                source.is_some_and(TransportError::is_timeout)
            }
            _ => false,
        }
    }

    /// Whether a value that was waited for cannot come any more, as far as the description says.
    #[must_use]
    pub fn is_wait_failed(&self) -> bool {
        self.0.kind == ErrorKind::WaitFailed
    }

    /// The last value that was seen by a wait that came to nothing; nothing where the answer had none.
    #[must_use]
    pub fn last_value(&self) -> Option<&str> {
        self.0.last_value.as_deref()
    }

    /// Whether there was no whole answer, for whatever reason on the way.
    #[must_use]
    pub fn is_transport(&self) -> bool {
        matches!(
            self.0.kind,
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Interrupted
        )
    }

    /// Whether the server said no inside an answer of status 2xx.
    #[must_use]
    pub fn is_api(&self) -> bool {
        self.0.kind == ErrorKind::Refused
    }

    /// Whether the answer had a status outside 2xx.
    #[must_use]
    pub fn is_status(&self) -> bool {
        self.0.kind == ErrorKind::Status
    }

    /// Whether the server refused the credentials: status 401 or 403, or a code of the envelope that means so.
    #[must_use]
    pub fn is_auth(&self) -> bool {
        let status = matches!(self.0.status, Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN));
        self.0.credentials_refused || self.is_status() && status
    }

    /// Whether the server asks to slow down: status 429.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.is_status() && self.0.status == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether the server does not know the thing: status 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.is_status() && self.0.status == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the same request may go better later, and may be sent again without harm: connections that failed, and of operations
    /// that may be done twice also time-outs, broken connections, and the statuses 408, 429 and 5xx, unless the server says otherwise in the
    /// header `x-should-retry`. The client has repeated it already as often as it may.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let repeatable = self
            .0
            .operation
            .is_some_and(|operation| operation.repeatable() == Repeat::Safe);
        match self.0.kind {
            ErrorKind::Connect => repeatable || !self.0.earlier_arrival,
            ErrorKind::Timeout | ErrorKind::Interrupted => repeatable,
            ErrorKind::Status => {
                let asked = self.answer().and_then(|answer| should_retry(answer.headers()));
                repeatable && asked.unwrap_or_else(|| self.0.status.is_some_and(is_passing))
            }
            _ => false,
        }
    }

    /// Whether an answer of status 2xx came that cannot be understood.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.0.kind.is_decode()
    }

    /// Whether the pages of a list contradict each other: one repeats, they do not end, or the next is at another server.
    #[must_use]
    pub fn is_paging(&self) -> bool {
        self.0.kind == ErrorKind::Paging
    }

    /// Whether the server may have received the request. Before a request that moves money is sent again after such an error, look
    /// whether it was carried out.
    #[must_use]
    pub fn may_have_been_received(&self) -> bool {
        let never_left = matches!(
            self.0.kind,
            ErrorKind::CredentialMissing
                | ErrorKind::CredentialUnavailable
                | ErrorKind::InvalidRequest
                | ErrorKind::Configuration
                | ErrorKind::Connect
        );
        self.0.earlier_arrival || !never_left
    }

    /// How long the server asks to wait before the next try, where its answer says so. The client has obeyed it as far as its
    /// [`Retries`](crate::Retries) let it.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_hint(self.answer()?.headers(), Timestamp::now())
    }

    /// How often the request was sent, or tried to; 0 where it came to none.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The server's name for the request, from one of the headers that servers use for it, where the answer has one. Their support asks
    /// for it. Where the server repeats one of our secrets in it, `***` stands for that; where the operation deals with secrets, only
    /// [`answer`](Self::answer) has it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The status of the answer, where there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The server's own code, where it gave one.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.0.code
    }

    /// The server's own message, where it gave one.
    #[must_use]
    pub fn server_message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// Where in the JSON of the answer the wrong value stands, such as `data.data[3].amount`.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// A short piece of the answer, around what is wrong in it; none where the operation deals with secrets.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        self.0.excerpt.as_deref()
    }

    /// The whole answer, where there was one: its status, its headers and its body as it came.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        self.0.answer.as_ref()
    }

    /// What the server said, in the type that the description gives to this failure of the operation.
    ///
    /// Nothing where the description knows no such failure, or where the error is of another kind than [`ErrorKind::Status`] or of
    /// another operation; an error where the server does not answer as described. [`answer`](Self::answer) has it all.
    #[must_use]
    pub fn failure<Op: Operation>(&self) -> Option<Result<Op::Failure, Self>> {
        let answer = self.answer().filter(|_| self.is_status())?;
        let (known, asked) = (answer.head.description, Op::DESCRIPTION);
        let same = known.id() == asked.id() && known.method() == asked.method() && known.path() == asked.path();
        if same { Op::failure(answer.share()) } else { None }
    }

    /// The operation's identifier in the description of the API.
    #[must_use]
    pub fn operation_id(&self) -> Option<&'static str> {
        self.0.operation.map(Description::id)
    }

    /// The HTTP method of the request.
    #[must_use]
    pub fn method(&self) -> Option<&'static Method> {
        self.0.operation.map(Description::method)
    }

    /// The path of the request, with `{name}` where values went.
    #[must_use]
    pub fn path_template(&self) -> Option<&'static str> {
        self.0.operation.map(Description::path)
    }
}

/// Whether a status says that the same request may go well later.
fn is_passing(status: StatusCode) -> bool {
    status.is_server_error() || matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS)
}

/// Whether the server says itself that the same request may, or must not, be sent again. Several APIs have this header.
fn should_retry(headers: &HeaderMap) -> Option<bool> {
    match headers.get("x-should-retry")?.to_str().ok()?.trim() {
        said if said.eq_ignore_ascii_case("true") => Some(true),
        said if said.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}
