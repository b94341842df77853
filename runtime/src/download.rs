//! An answer whose body is read while it comes.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};

use crate::answer::Head;
use crate::{Body, BodyError, Error};

/// An answer that carries bytes as they are: a file, a picture, a stream of events.
///
/// The bytes are read while they come and have no limit but the one that the reader sets. It is a [`Stream`] itself.
///
/// ```
/// # use specloom_runtime::{Download, Error};
/// async fn size(mut download: Download) -> Result<usize, Error> {
///     let mut size = 0;
///     while let Some(chunk) = download.next_chunk().await? {
///         size += chunk.len();
///     }
///     Ok(size)
/// }
/// ```
pub struct Download {
    head: Head,
    body: Body,
}

impl Download {
    pub(crate) fn new(head: Head, body: Body) -> Self {
        Self { head, body }
    }

    /// What comes before the bytes: status and headers.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The number of bytes, where the server says it.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        let length = self.head.headers.get(CONTENT_LENGTH)?;
        length.to_str().ok()?.parse().ok()
    }

    /// The media type that the server names.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.head
            .headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
    }

    /// The next bytes; nothing at the end.
    ///
    /// # Errors
    ///
    /// When the connection breaks off.
    pub async fn next_chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let chunk = self.body.next_chunk().await.transpose();
        chunk.map_err(|source| Error::unread(&self.head, BodyError::Read(source)))
    }

    /// All bytes, at most `limit` of them.
    ///
    /// # Errors
    ///
    /// When there are more, or when the connection breaks off.
    pub async fn bytes(self, limit: usize) -> Result<Bytes, Error> {
        let head = self.head;
        self.body
            .collect(limit)
            .await
            .map_err(|error| Error::unread(&head, error))
    }

    /// The next bytes, for which the thread waits; nothing at the end.
    ///
    /// # Errors
    ///
    /// When the connection breaks off.
    #[cfg(feature = "blocking")]
    pub fn next_chunk_blocking(&mut self) -> Result<Option<Bytes>, Error> {
        pollster::block_on(self.next_chunk())
    }

    /// All bytes, at most `limit` of them, for which the thread waits.
    ///
    /// # Errors
    ///
    /// When there are more, or when the connection breaks off.
    #[cfg(feature = "blocking")]
    pub fn bytes_blocking(self, limit: usize) -> Result<Bytes, Error> {
        pollster::block_on(self.bytes(limit))
    }

    /// The bytes as a body, to hand them on.
    #[must_use]
    pub fn into_body(self) -> Body {
        self.body
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = Pin::new(&mut self.body).poll_next(context);
        next.map_err(|source| Error::unread(&self.head, BodyError::Read(source)))
    }
}

/// The status and what is known of the length: the bytes can be a secret.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Download({}, {:?})", self.head.status, self.body)
    }
}
