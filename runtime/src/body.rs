//! What a request or an answer carries.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use crate::transport::BoxError;

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// What a request or an answer carries: bytes, or a stream of them.
///
/// It is a [`Stream`] itself, so a [`Transport`](crate::Transport) can send either kind in the same way.
pub struct Body(Repr);

enum Repr {
    Empty,
    Bytes(Bytes),
    // The mutex is never locked: it makes the body `Sync`, whatever the stream is.
    Stream(Mutex<Chunks>),
}

impl Body {
    /// No bytes at all.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Repr::Empty)
    }

    /// The bytes that a stream yields. Its length is unknown, it can be sent once only, and it cannot be signed.
    pub fn from_stream(stream: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        Self(Repr::Stream(Mutex::new(Box::pin(stream))))
    }

    /// The bytes, if they are all there; a stream has none to show.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        static NOTHING: Bytes = Bytes::new();
        match &self.0 {
            Repr::Empty => Some(&NOTHING),
            Repr::Bytes(bytes) => Some(bytes),
            Repr::Stream(_) => None,
        }
    }

    /// The number of bytes, if it is known.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.as_bytes().and_then(|bytes| u64::try_from(bytes.len()).ok())
    }

    /// All bytes. Nothing beyond `limit` bytes is kept.
    ///
    /// # Errors
    ///
    /// [`BodyError::TooLarge`] when there are more than `limit` bytes, [`BodyError::Read`] when the stream breaks off.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, BodyError> {
        if let Some(bytes) = self.as_bytes() {
            return if bytes.len() > limit {
                Err(BodyError::TooLarge { limit })
            } else {
                Ok(bytes.clone())
            };
        }
        let mut collected = BytesMut::new();
        while let Some(chunk) = poll_fn(|cx| Pin::new(&mut self).poll_next(cx)).await {
            let chunk = chunk.map_err(BodyError::Read)?;
            if chunk.len() > limit - collected.len() {
                return Err(BodyError::TooLarge { limit });
            }
            collected.extend_from_slice(&chunk);
        }
        Ok(collected.freeze())
    }
}

/// No bytes at all.
impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl Stream for Body {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Repr::Empty => Poll::Ready(None),
            Repr::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                self.0 = Repr::Empty;
                Poll::Ready(if bytes.is_empty() { None } else { Some(Ok(bytes)) })
            }
            Repr::Stream(stream) => stream
                .get_mut()
                .unwrap_or_else(PoisonError::into_inner)
                .as_mut()
                .poll_next(cx),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        if bytes.is_empty() {
            Self::empty()
        } else {
            Self(Repr::Bytes(bytes))
        }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

/// The length only: a body can hold secrets.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.content_length() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(stream)"),
        }
    }
}

/// Why the bytes of a [`Body`] could not be collected.
#[derive(Debug)]
#[non_exhaustive]
pub enum BodyError {
    /// There are more bytes than the limit allows.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The stream broke off.
    Read(BoxError),
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { limit } => write!(f, "the body is larger than {limit} bytes"),
            Self::Read(_) => f.write_str("the body broke off"),
        }
    }
}

impl std::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::TooLarge { .. } => None,
            Self::Read(source) => Some(source.as_ref()),
        }
    }
}
