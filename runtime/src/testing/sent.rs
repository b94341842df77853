use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, Method};
use serde::de::DeserializeOwned;

use super::Called;
use crate::Operation;

/// A request that a mock was asked to send, each attempt by itself: the operation with its values, and what goes over the wire.
///
/// Its `Debug` shows the operation, method and path; query, headers and body can hold secrets.
#[derive(Clone)]
pub struct SentRequest {
    pub(super) called: Option<Called>,
    pub(super) head: Parts,
    pub(super) body: Bytes,
    pub(super) arrived: bool,
}

impl SentRequest {
    /// The operation with its values, where it is of this type.
    #[must_use]
    pub fn operation<Op: Operation>(&self) -> Option<&Op> {
        self.called.as_ref()?.get()
    }

    pub(super) fn share<Op: Operation>(&self) -> Option<Arc<Op>> {
        self.called.as_ref()?.share()
    }

    /// The operation's identifier in the description of the API.
    #[must_use]
    pub fn operation_id(&self) -> Option<&'static str> {
        self.called.as_ref().map(|called| called.description().id())
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.head.method
    }

    /// The path, percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.head.uri.path()
    }

    /// The query behind the question mark, percent-encoded; nothing where there is none.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.head.uri.query()
    }

    /// The headers, those of the credentials among them.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The value of a header; nothing where it is missing or no text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.headers.get(name)?.to_str().ok()
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The value that the body is the JSON of.
    ///
    /// # Errors
    ///
    /// When the body is not that.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }

    /// Whether the server would have seen it: all but a connection that was refused, or cut while the request was sent.
    #[must_use]
    pub fn has_arrived(&self) -> bool {
        self.arrived
    }
}

impl fmt::Debug for SentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(called) = &self.called {
            write!(f, "{called:?} as ")?;
        }
        write!(f, "{} {}", self.head.method, self.path())
    }
}
