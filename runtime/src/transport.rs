//! What carries requests to the server.

#[cfg(any(feature = "reqwest", feature = "blocking"))]
mod certificates;
mod limits;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
mod tls;
#[cfg(feature = "blocking")]
mod ureq;

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use http::{Request, Response};

use crate::credentials::Credentials;
use crate::{Body, Timer};

pub use self::limits::AttemptLimits;
#[cfg(feature = "reqwest")]
pub use self::reqwest::{ReqwestTransport, ReqwestTransportBuilder};
#[cfg(any(feature = "reqwest", feature = "blocking"))]
pub use self::tls::Tls;
#[cfg(feature = "blocking")]
pub use self::ureq::{UreqTransport, UreqTransportBuilder};

/// How long a connection is kept that nobody uses: less than what servers usually keep, so that few requests meet one that is closing.
#[cfg(any(feature = "reqwest", feature = "blocking"))]
const LONGEST_IDLE: std::time::Duration = std::time::Duration::from_secs(15);

/// Any error, boxed.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// An answer on its way.
pub type Exchange<'a> = Pin<Box<dyn Future<Output = Result<Response<Body>, TransportError>> + Send + 'a>>;

/// What carries requests to the server: implement it to use another HTTP library, to record, or to test without a server.
///
/// What an implementation must keep to, because requests can be signed and can move money:
///
/// * send the request **as it is**: method, path, query, headers and body to the byte;
/// * **follow no redirect**: the headers hold credentials and would go to another host;
/// * **repeat nothing** of its own accord, and set no limit of time but one to connect: both are the client's. One that
///   blocks cannot be stopped from outside: it keeps the [`AttemptLimits`] among the extensions of the request;
/// * report honestly, by [`TransportError::unsent`], what provably never left: only that may be repeated without asking;
/// * and by [`TransportError::unsendable`] what it cannot send at all, which is not tried again;
/// * keep URLs out of errors: a query can hold a secret. The client takes out what it knows, and only that.
///
/// ```
/// use specloom_runtime::{Body, Exchange, Transport};
///
/// #[derive(Debug)]
/// struct Canned(&'static str);
///
/// impl Transport for Canned {
///     fn execute(&self, _request: http::Request<Body>) -> Exchange<'_> {
///         Box::pin(async { Ok(http::Response::new(Body::from(self.0))) })
///     }
/// }
/// ```
///
/// It can stand around another one, to add what belongs to every attempt. It is asked inside of the attempt's span, so this is the place to
/// hand a trace on:
///
/// ```
/// use specloom_runtime::{Body, Exchange, Transport};
///
/// #[derive(Debug)]
/// struct HandsOn<T>(T);
///
/// impl<T: Transport> Transport for HandsOn<T> {
///     fn execute(&self, mut request: http::Request<Body>) -> Exchange<'_> {
///         // With OpenTelemetry its propagator writes this, from the context of `tracing::Span::current()`.
///         let trace = http::HeaderValue::from_static("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
///         request.headers_mut().insert("traceparent", trace);
///         self.0.execute(request)
///     }
/// }
/// ```
pub trait Transport: Send + Sync + fmt::Debug {
    /// Sends a request and waits for the head of its answer; the body may follow as a stream.
    ///
    /// # Errors
    ///
    /// When there is no answer. An answer of any status is no error here.
    fn execute(&self, request: Request<Body>) -> Exchange<'_>;

    /// The timer that belongs to it, for a client that was given none: whoever answers from memory may have a time of its own.
    fn timer(&self) -> Option<Arc<dyn Timer>> {
        None
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn execute(&self, request: Request<Body>) -> Exchange<'_> {
        (**self).execute(request)
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        (**self).timer()
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn execute(&self, request: Request<Body>) -> Exchange<'_> {
        (**self).execute(request)
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        (**self).timer()
    }
}

/// What went wrong on the way, as far as it matters to who asks whether to repeat a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The request provably never left: the name was not found, the connection was refused, TLS failed.
    NotSent,
    /// The transport cannot send such a request, or not from here: nothing left, and trying again would not help.
    Unsendable,
    /// No answer in time. The server may have received the request.
    Timeout,
    /// The connection broke. The server may have received the request.
    Interrupted,
}

/// Why there is no answer. Its `Display` never shows a URL.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    is_timeout: bool,
    source: BoxError,
}

impl TransportError {
    fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self {
            kind,
            is_timeout: kind == TransportErrorKind::Timeout,
            source: source.into(),
        }
    }

    /// The request provably never left.
    pub fn unsent(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::NotSent, source)
    }

    /// The request provably never left: time ran out before, mostly for the connection to stand.
    pub fn connect_timeout(source: impl Into<BoxError>) -> Self {
        Self {
            is_timeout: true,
            ..Self::unsent(source)
        }
    }

    /// Such a request cannot be sent. What the source says is shown to the caller: what to do instead.
    pub fn unsendable(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Unsendable, source)
    }

    /// The address that was given for a proxy is none.
    #[cfg(any(feature = "reqwest", feature = "blocking"))]
    fn no_proxy() -> Self {
        Self::unsendable(
            "the address of the proxy cannot be used; it looks like `http://user:password@proxy.example:3128`",
        )
    }

    /// No answer in time; the request may have been received.
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Timeout, source)
    }

    /// The connection broke; the request may have been received.
    pub fn interrupted(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Interrupted, source)
    }

    /// What is at the bottom of it, in the words of whoever noticed.
    pub(crate) fn root(&self) -> String {
        self.causes().last().map(ToString::to_string).unwrap_or_default()
    }

    /// What is behind it, one behind the other.
    fn causes(&self) -> impl Iterator<Item = &(dyn StdError + 'static)> {
        std::iter::successors(StdError::source(self), |cause: &&(dyn StdError + 'static)| {
            (*cause).source()
        })
    }

    /// The same without our secrets: where a text of what is behind it has one, only its words stay.
    pub(crate) fn without(self, secrets: &Credentials) -> Self {
        let shown: Vec<String> = self.causes().map(|cause| format!("{cause} {cause:?}")).collect();
        let shown = shown.join(" ");
        if secrets.redact(&shown) == shown {
            return self;
        }
        let words: Vec<String> = self.causes().map(ToString::to_string).collect();
        Self {
            source: secrets.redact(&words.join(": ")).into(),
            ..self
        }
    }

    /// Whether this is what is behind it.
    #[cfg(feature = "testing")]
    pub(crate) fn is<E: StdError + 'static>(&self) -> bool {
        self.source.is::<E>()
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether time ran out, for the connection to stand or for the answer to come.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.is_timeout
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::NotSent if self.is_timeout => "time ran out before the request left",
            TransportErrorKind::NotSent => "the request could not be sent",
            TransportErrorKind::Unsendable => "the transport cannot be used like this",
            TransportErrorKind::Timeout => "no answer in time",
            TransportErrorKind::Interrupted => "the connection broke",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
