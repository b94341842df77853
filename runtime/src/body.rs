//! What a request or an answer carries.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

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
    Stream {
        // The mutex is never locked: it makes the body `Sync`, whatever the stream is.
        chunks: Mutex<Chunks>,
        announced: Option<Announced>,
    },
}

/// What is known of a stream whose length was announced.
struct Announced {
    /// How many bytes are still to come.
    remaining: u64,
    /// The last bytes, held back until it is known that none follow: whoever sends them takes no look behind the announced length.
    last: Option<Bytes>,
}

impl Body {
    /// No bytes at all.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Repr::Empty)
    }

    /// The bytes that a stream yields. Its length is unknown, it can be sent once only, and it cannot
    /// be signed.
    pub fn from_stream(stream: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        Self(Repr::Stream {
            chunks: Mutex::new(Box::pin(stream)),
            announced: None,
        })
    }

    /// The bytes that a stream yields, which are `length` altogether. It breaks off where the stream yields more or fewer.
    pub fn from_sized_stream(
        length: u64,
        stream: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static,
    ) -> Self {
        Self(Repr::Stream {
            chunks: Mutex::new(Box::pin(stream)),
            announced: Some(Announced {
                remaining: length,
                last: None,
            }),
        })
    }

    /// The bytes, if they are all there; a stream has none to show.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        static NOTHING: Bytes = Bytes::new();
        match &self.0 {
            Repr::Empty => Some(&NOTHING),
            Repr::Bytes(bytes) => Some(bytes),
            Repr::Stream { .. } => None,
        }
    }

    /// The number of bytes still to come, if it is known.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        match &self.0 {
            Repr::Empty => Some(0),
            Repr::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Repr::Stream { announced, .. } => announced.as_ref().map(Announced::to_come),
        }
    }

    /// The next bytes; nothing at the end.
    ///
    /// # Errors
    ///
    /// When the stream breaks off.
    pub async fn next_chunk(&mut self) -> Option<Result<Bytes, BoxError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
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
        while let Some(chunk) = self.next_chunk().await {
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
            Repr::Stream { chunks, announced } => {
                let chunks = chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
                let next = match announced {
                    None => ready!(chunks.as_mut().poll_next(cx)),
                    Some(announced) => ready!(announced.poll_next(chunks, cx)),
                };
                // A stream that has ended or failed is not asked again.
                if !matches!(next, Some(Ok(_))) {
                    self.0 = Repr::Empty;
                }
                Poll::Ready(next)
            }
        }
    }
}

impl Announced {
    fn to_come(&self) -> u64 {
        let held = self.last.as_ref().map_or(0, |last| last.len());
        self.remaining.saturating_add(u64::try_from(held).unwrap_or(u64::MAX))
    }

    fn poll_next(&mut self, chunks: &mut Chunks, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            let chunk = match ready!(chunks.as_mut().poll_next(cx)) {
                Some(Ok(chunk)) => chunk,
                None if self.remaining > 0 => {
                    return Poll::Ready(Some(Err("the stream has fewer bytes than announced".into())));
                }
                None => {
                    *chunks = Box::pin(Ended);
                    return Poll::Ready(self.last.take().map(Ok));
                }
                failed => return Poll::Ready(failed),
            };
            if chunk.is_empty() {
                continue;
            }
            let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            match self.remaining.checked_sub(length) {
                Some(remaining) => self.remaining = remaining,
                None => return Poll::Ready(Some(Err("the stream has more bytes than announced".into()))),
            }
            if self.remaining > 0 {
                return Poll::Ready(Some(Ok(chunk)));
            }
            self.last = Some(chunk);
        }
    }
}

/// A stream that is at its end.
struct Ended;

impl Stream for Ended {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
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
        match (&self.0, self.content_length()) {
            (Repr::Stream { .. }, Some(length)) => write!(f, "Body(stream of {length} bytes)"),
            (_, Some(length)) => write!(f, "Body({length} bytes)"),
            (_, None) => f.write_str("Body(stream)"),
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
