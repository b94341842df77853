mod builder;
mod connecting;
mod early_answer;
mod tls;

use std::fmt;
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method, Request, Response};
use ureq::{Agent, BodyReader, SendBody};

pub use builder::UreqTransportBuilder;
use connecting::NotConnected;

use super::{AttemptLimits, BoxError, Exchange, Transport, TransportError};
use crate::Body;

/// The largest piece of an answer that is read at once, in bytes.
const PIECE: usize = 16 * 1024;

/// The built-in transport of calls that block, over the library `ureq`. It needs no runtime: whoever waits for it does so by blocking.
///
/// No redirects and no retries; proxies from the environment variables `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`. It trusts
/// the authorities that the machine trusts.
///
/// The library writes logs by the crate `log`: at the level `debug` URLs with their queries, at `trace` every byte that is sent and that
/// comes, credentials too. Keep its targets `ureq` and `ureq_proto` at `info`.
#[derive(Clone)]
pub struct UreqTransport(Agent);

impl UreqTransport {
    /// A transport with the settings of the default.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        Self::builder().build()
    }

    /// Starts to configure a transport.
    pub fn builder() -> UreqTransportBuilder {
        UreqTransportBuilder::default()
    }

    /// A transport over an agent that the program has already. It must follow no redirects.
    #[cfg(feature = "ureq-3")]
    #[must_use]
    pub fn from_agent(agent: Agent) -> Self {
        Self(agent)
    }

    fn exchange(&self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        let (mut head, body) = request.into_parts();
        let limits = head.extensions.remove::<AttemptLimits>().unwrap_or_default();
        let length = body.content_length();
        // Where the library does not see a length it leaves the header out, and some servers refuse a body, or a POST, without one.
        if length != Some(0) || matches!(head.method, Method::POST | Method::PUT | Method::PATCH) {
            head.headers
                .extend(length.map(|length| (CONTENT_LENGTH, HeaderValue::from(length))));
        }
        let body = match body.as_bytes() {
            Some(bytes) if bytes.is_empty() => SendBody::none(),
            _ => SendBody::from_owned_reader(Sent {
                body,
                left: Bytes::new(),
            }),
        };
        let request = self
            .0
            .configure_request(Request::from_parts(head, body))
            .timeout_connect(limits.connect.and_then(reachable))
            .timeout_global(limits.whole.and_then(reachable))
            .timeout_recv_response(limits.head.and_then(reachable))
            .timeout_per_read(limits.stalled.and_then(reachable))
            .build();
        let answer = self.0.run(request).map_err(failure)?;
        let (head, body) = answer.into_parts();
        let body = Body::from_stream(Received(Mutex::new(Some(body.into_reader()))));
        Ok(Response::from_parts(head, body))
    }
}

impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UreqTransport")
    }
}

impl Transport for UreqTransport {
    fn execute(&self, request: Request<Body>) -> Exchange<'_> {
        Box::pin(async move { self.exchange(request) })
    }
}

/// A limit of time, unless it is so far away that the library could not count to it: then nobody will see it.
fn reachable(limit: Duration) -> Option<Duration> {
    const FAR: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    Some(limit).filter(|limit| *limit < FAR)
}

/// What is known of an error: only what happened before the connection stood has provably not been sent.
fn failure(error: ureq::Error) -> TransportError {
    use ureq::Error;

    match error {
        Error::Other(inner) if inner.downcast_ref().is_some_and(NotConnected::is_timeout) => {
            TransportError::connect_timeout(inner)
        }
        Error::Other(inner) if inner.is::<NotConnected>() => TransportError::unsent(inner),
        Error::Timeout(_) => TransportError::timeout(error),
        Error::Io(inner) if inner.kind() == io::ErrorKind::TimedOut => TransportError::timeout(inner),
        Error::Http(_) | Error::InvalidProxyUrl | Error::TlsRequired => TransportError::unsendable(error),
        // It quotes the URL.
        Error::BadUri(_) | Error::RequireHttpsOnly(_) => TransportError::unsendable("the address cannot be used"),
        _ => TransportError::interrupted(error),
    }
}

/// The body of a request as the library reads it.
struct Sent {
    body: Body,
    left: Bytes,
}

impl Read for Sent {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.left.is_empty() {
            match pollster::block_on(self.body.next_chunk()) {
                Some(chunk) => self.left = chunk.map_err(io::Error::other)?,
                None => return Ok(0),
            }
        }
        let piece = self.left.split_to(buffer.len().min(self.left.len()));
        buffer.iter_mut().zip(&piece).for_each(|(place, byte)| *place = *byte);
        Ok(piece.len())
    }
}

/// The body of an answer. The mutex is never locked: it makes the stream `Sync`, as bodies are.
struct Received(Mutex<Option<BodyReader<'static>>>);

impl Stream for Received {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let reader = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(open) = reader else {
            return Poll::Ready(None);
        };
        let mut piece = vec![0; PIECE];
        match open.read(&mut piece) {
            Ok(0) => {
                *reader = None;
                Poll::Ready(None)
            }
            Ok(length) => {
                piece.truncate(length);
                Poll::Ready(Some(Ok(piece.into())))
            }
            Err(error) => {
                *reader = None;
                Poll::Ready(Some(Err(failure(ureq::Error::from(error)).into())))
            }
        }
    }
}
