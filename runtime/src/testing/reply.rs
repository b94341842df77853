use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde::Serialize;

use super::Content;
use super::stream::Broken;
use super::timer::MockTimer;
use crate::{AnswerKind, Body, BoxError, TransportError};

/// What a mock does with a request when it is no value of the operation's own: raw answers, and everything that can go wrong.
///
/// ```
/// use std::time::Duration;
/// use specloom_runtime::testing::Reply;
///
/// let busy = Reply::status(429).header("Retry-After", "3");
/// let slow = Reply::json(serde_json::json!({"name": "Rex"})).after(Duration::from_secs(20));
/// ```
#[derive(Clone)]
pub struct Reply {
    outcome: Outcome,
    status: Option<u16>,
    headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) delay: Duration,
    /// The first thing that cannot be sent; the call fails with it.
    problem: Option<String>,
}

#[derive(Clone)]
enum Outcome {
    Value(Result<Content, String>),
    Refusal(i64, String),
    Streamed(Arc<dyn Fn() -> Body + Send + Sync>),
    Unsent,
    CutInRequest,
    CutAfterRequest,
    CutInAnswer,
    NoAnswer,
    StalledAnswer,
}

const ENDLESS: &str = "no limit of time would end the wait for it";

/// What goes right.
impl Reply {
    /// An answer of this status without a body, such as 503.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::value(Content::read_empty()).with_status(status)
    }

    /// An answer that is this JSON as it stands, in no envelope, with status 200.
    #[must_use]
    pub fn json(value: impl Serialize) -> Self {
        Self::value(Content::read_json(value).map(Content::unchanged))
    }

    /// An answer that is this text, with status 200.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::value(Content::read_text(text.into()))
    }

    /// An answer of these bytes as this media type, with status 200.
    #[must_use]
    pub fn bytes(media_type: &str, bytes: impl Into<Bytes>) -> Self {
        Self::value(Ok(Content::bytes(media_type, bytes.into())))
    }

    /// An answer whose body is this stream, made anew for each request, with status 200.
    #[must_use]
    pub fn stream<S>(stream: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<Bytes, BoxError>> + Send + 'static,
    {
        Self::of(Outcome::Streamed(Arc::new(move || Body::from_stream(stream()))))
    }
}

/// What goes wrong.
impl Reply {
    /// No connection: the request provably never leaves.
    #[must_use]
    pub fn connection_refused() -> Self {
        Self::of(Outcome::Unsent)
    }

    /// The connection breaks while the request is sent. The server has not seen it, and the client cannot know.
    #[must_use]
    pub fn cut_in_request() -> Self {
        Self::of(Outcome::CutInRequest)
    }

    /// The connection breaks when the request has arrived, before any answer.
    #[must_use]
    pub fn cut_after_request() -> Self {
        Self::of(Outcome::CutAfterRequest)
    }

    /// The connection breaks in the middle of an answer's body.
    #[must_use]
    pub fn cut_in_answer() -> Self {
        Self::of(Outcome::CutInAnswer)
    }

    /// The request arrives and nothing comes back, until the client has waited long enough.
    #[must_use]
    pub fn no_answer() -> Self {
        Self::of(Outcome::NoAnswer)
    }

    /// The body of the answer stops in the middle, until the client has waited long enough.
    #[must_use]
    pub fn stalled_answer() -> Self {
        Self::of(Outcome::StalledAnswer)
    }

    /// An answer of status 200 that makes no sense.
    #[must_use]
    pub fn garbage() -> Self {
        Self::bytes("application/json", &b"\x00\xff not JSON \xfe"[..])
    }
}

/// What is different about it.
impl Reply {
    /// Answers with this status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Answers with this header too.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let (name, value) = (name.as_ref(), value.as_ref());
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => self.headers.push((name, value)),
            _ => drop(self.problem.get_or_insert(format!("`{name}: {value}` is no header"))),
        }
        self
    }

    /// Takes so long for it. The time does not pass, it only counts: where the client would wait shorter, it does not wait to the end.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    pub(super) fn of_value(content: Result<Content, String>) -> Self {
        Self::value(content)
    }

    pub(super) fn refusal(code: i64, message: &str) -> Self {
        Self::of(Outcome::Refusal(code, message.to_owned()))
    }

    fn value(content: Result<Content, String>) -> Self {
        Self::of(Outcome::Value(content))
    }

    fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            status: None,
            headers: Vec::new(),
            delay: Duration::ZERO,
            problem: None,
        }
    }

    /// Whether the server has seen the request.
    pub(super) fn lets_arrive(&self) -> bool {
        !matches!(self.outcome, Outcome::Unsent | Outcome::CutInRequest)
    }

    /// Whether nothing ever comes back.
    pub(super) fn is_silence(&self) -> bool {
        matches!(self.outcome, Outcome::NoAnswer)
    }

    /// What the client sees of it, for an operation with answers of this kind, where a stalled answer is given up by this limit; the outer
    /// error is a mistake in the test.
    pub(super) fn given(
        self,
        kind: AnswerKind,
        timer: &MockTimer,
        stalled: Option<Duration>,
    ) -> Result<Result<Response<Body>, TransportError>, String> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let half = || Content::bytes("application/json", Bytes::from_static(b"{\"half"));
        let (content, body) = match self.outcome {
            Outcome::Unsent => return Ok(Err(TransportError::unsent("connection refused"))),
            Outcome::CutInRequest | Outcome::CutAfterRequest => {
                return Ok(Err(TransportError::interrupted("connection reset")));
            }
            Outcome::NoAnswer => return Err(ENDLESS.to_owned()),
            Outcome::Value(content) => (content?.written_as(kind)?, None),
            Outcome::Refusal(code, message) => {
                let envelope = kind.envelope();
                let envelope = envelope.ok_or("its answers have no envelope, so only a status can say no")?;
                (Content::refusal(envelope, code, &message)?, None)
            }
            Outcome::Streamed(body) => (Content::bytes("application/octet-stream", Bytes::new()), Some(body())),
            Outcome::CutInAnswer => (half(), Some(Body::from_stream(Broken::cut(half().body)))),
            Outcome::StalledAnswer => {
                let limit = stalled.ok_or(ENDLESS)?;
                (
                    half(),
                    Some(Body::from_stream(Broken::stalled(half().body, timer.clone(), limit))),
                )
            }
        };
        let status = self.status.or(content.status).unwrap_or(200);
        let mut response = Response::new(body.unwrap_or_else(|| content.body.into()));
        *response.status_mut() = StatusCode::from_u16(status).map_err(|_| format!("{status} is no status"))?;
        if let Some(media_type) = content.media_type {
            let media_type =
                HeaderValue::from_str(&media_type).map_err(|_| format!("{media_type:?} is no media type"))?;
            response.headers_mut().insert(CONTENT_TYPE, media_type);
        }
        for (name, value) in self.headers {
            if name == CONTENT_TYPE {
                response.headers_mut().insert(name, value);
            } else {
                response.headers_mut().append(name, value);
            }
        }
        Ok(Ok(response))
    }
}

/// The kind only: a body can hold secrets.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match &self.outcome {
            Outcome::Value(_) => "value",
            Outcome::Refusal(..) => "refusal",
            Outcome::Streamed(_) => "stream",
            Outcome::Unsent => "connection refused",
            Outcome::CutInRequest => "cut in the request",
            Outcome::CutAfterRequest => "cut after the request",
            Outcome::CutInAnswer => "cut in the answer",
            Outcome::NoAnswer => "no answer",
            Outcome::StalledAnswer => "stalled answer",
        };
        write!(f, "Reply({what})")
    }
}
