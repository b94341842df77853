mod builder;
mod tls;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method, Request, Response, Uri};
use reqwest::{Client, Url};

pub use builder::ReqwestTransportBuilder;

use super::{BoxError, Exchange, Transport, TransportError};
use crate::Body;

/// The built-in transport, over the library `reqwest`. Needs a running tokio runtime, with its I/O and its time switched on.
///
/// No redirects, no retries, no `Referer`, no limit of time but the one to connect; proxies from the environment variables `HTTP_PROXY`,
/// `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`. A request whose path or query the library would send otherwise than they
/// were signed is refused before it leaves.
///
/// What the library and those below it write into logs names hosts, no path and no header, unless it is told to be verbose.
///
/// ```
/// use specloom_runtime::ReqwestTransport;
///
/// let transport = ReqwestTransport::builder().proxy("http://proxy.example:3128").build()?;
/// # Ok::<(), specloom_runtime::TransportError>(())
/// ```
#[derive(Clone)]
pub struct ReqwestTransport(Client);

impl ReqwestTransport {
    /// A transport with the settings of the default.
    ///
    /// # Errors
    ///
    /// When TLS or the proxies of the environment cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        Self::builder().build()
    }

    /// Starts to configure a transport.
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder::new()
    }

    /// A transport over a client that the program has already. It must follow no redirects and repeat nothing:
    /// [`configure`](ReqwestTransportBuilder::configure) sees to that, this cannot.
    #[cfg(feature = "reqwest-0-13")]
    #[must_use]
    pub fn from_client(client: Client) -> Self {
        Self(client)
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReqwestTransport")
    }
}

impl Transport for ReqwestTransport {
    fn execute(&self, request: Request<Body>) -> Exchange<'_> {
        Box::pin(async move {
            // The library would panic.
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(TransportError::unsendable(NO_RUNTIME));
            }
            let (parts, mut body) = request.into_parts();
            let mut request = reqwest::Request::new(parts.method, exact_url(&parts.uri)?);
            *request.headers_mut() = parts.headers;
            match body.as_bytes() {
                Some(bytes) if bytes.is_empty() => {
                    // The library leaves the length out, and some servers refuse a POST without one.
                    if matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) {
                        request
                            .headers_mut()
                            .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
                    }
                }
                Some(bytes) => *request.body_mut() = Some(bytes.clone().into()),
                None => {
                    // The library does not see the length of a stream, and some servers refuse a body without one.
                    let length = body.content_length();
                    if length == Some(0) {
                        // It does not look into a stream of no bytes either, and there may be some.
                        let more = body.next_chunk().await.transpose();
                        more.map_err(TransportError::unsent)?;
                    }
                    request
                        .headers_mut()
                        .extend(length.map(|length| (CONTENT_LENGTH, HeaderValue::from(length))));
                    *request.body_mut() = Some(reqwest::Body::wrap_stream(body));
                }
            }
            let answer = self.0.execute(request).await.map_err(failure)?;
            let mut response = Response::new(Body::empty());
            *response.status_mut() = answer.status();
            *response.version_mut() = answer.version();
            *response.headers_mut() = answer.headers().clone();
            *response.body_mut() = Body::from_stream(AnswerStream(Box::pin(answer.bytes_stream())));
            Ok(response)
        })
    }
}

const NO_RUNTIME: &str = "this transport works inside of a running tokio runtime only; for calls that block, give a transport that blocks, such \
                          as `UreqTransport`, or none at all";

/// The URL, if the library sends path and query as they stand.
fn exact_url(uri: &Uri) -> Result<Url, TransportError> {
    let url = Url::parse(&uri.to_string()).map_err(TransportError::unsendable)?;
    let asked = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    let (path, query) = asked
        .split_once('?')
        .map_or((asked, None), |(path, query)| (path, Some(query)));
    if url.path() == path && url.query() == query {
        return Ok(url);
    }
    Err(TransportError::unsendable(
        "path or query would be sent otherwise than they were signed; write dot segments out and percent-encode special characters",
    ))
}

fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_builder() {
        TransportError::unsendable(error)
    } else if error.is_connect() && error.is_timeout() {
        TransportError::connect_timeout(error)
    } else if error.is_connect() {
        TransportError::unsent(error)
    } else if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::interrupted(error)
    }
}

type Chunks = Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>;

/// The body of an answer, its errors told apart as those of the transport.
struct AnswerStream(Chunks);

impl Stream for AnswerStream {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0
            .as_mut()
            .poll_next(cx)
            .map_err(|error| BoxError::from(failure(error)))
    }
}
