//! What is sent as it is: bytes, streams, files.

#[cfg(feature = "reqwest")]
mod reader;

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::{Body, BoxError};

/// Bytes that a request carries as they are: all there already, or streamed while it is sent.
///
/// Clones share the content. A stream made by [`from_fn`](Self::from_fn) can be sent as often as needed, each time from its start; one
/// given to [`once`](Self::once) can be sent a single time, so a request that carries it is never repeated.
///
/// ```
/// use specloom_runtime::Upload;
///
/// let text = Upload::from("a small text");
/// assert_eq!(text.length(), Some(12));
/// ```
#[derive(Clone)]
pub struct Upload {
    content: Content,
    media_type: Option<String>,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Repeatable {
        length: Option<u64>,
        start: Arc<dyn Fn() -> Body + Send + Sync>,
    },
    Once {
        length: Option<u64>,
        body: Arc<Mutex<Option<Body>>>,
    },
}

impl Upload {
    /// A stream that is started anew for each attempt. Give its `length` in bytes where it is known: some servers refuse a request that
    /// does not announce it.
    pub fn from_fn<S>(length: Option<u64>, start: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<Bytes, BoxError>> + Send + 'static,
    {
        let start = Arc::new(move || stream(length, start()));
        Content::Repeatable { length, start }.into()
    }

    /// A stream that can be sent a single time; its clones share that one time. It counts as sent when its first bytes are asked for.
    pub fn once(length: Option<u64>, content: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        let body = Arc::new(Mutex::new(Some(stream(length, content))));
        Content::Once { length, body }.into()
    }

    /// A file of this machine, read while it is sent; each attempt opens it again. Needs a running tokio runtime.
    ///
    /// # Errors
    ///
    /// When there is no such file, when it may not be looked at, or when it is a folder, a pipe or a device.
    #[cfg(feature = "reqwest")]
    pub async fn open(path: impl Into<std::path::PathBuf>) -> std::io::Result<Self> {
        let path = path.into();
        let metadata = tokio::fs::metadata(&path).await?;
        if !metadata.is_file() {
            let why = "only regular files can be sent: their length is known";
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, why));
        }
        let length = metadata.len();
        Ok(Self::from_fn(Some(length), move || reader::Reader::new(path.clone())))
    }

    /// Tells the server of what kind it is, such as `application/pdf`, where the description leaves that open.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// Its media type, where one was given.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    /// The number of bytes, where it is known before they are sent.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.content {
            Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Repeatable { length, .. } | Content::Once { length, .. } => *length,
        }
    }

    /// The content, from its start; nothing where it was sent already and cannot be sent again.
    pub(crate) fn body(&self) -> Option<Body> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes.clone().into()),
            Content::Repeatable { start, .. } => Some(start()),
            Content::Once { length, body } => {
                let is_there = body.lock().unwrap_or_else(PoisonError::into_inner).is_some();
                is_there.then(|| stream(*length, OnceStream::Waiting(Arc::clone(body))))
            }
        }
    }
}

impl From<Content> for Upload {
    fn from(content: Content) -> Self {
        Self {
            content,
            media_type: None,
        }
    }
}

/// The stream of [`Upload::once`], taken when it is first asked for bytes: a request that was never sent has not used it up.
enum OnceStream {
    Waiting(Arc<Mutex<Option<Body>>>),
    Taken(Body),
}

impl Stream for OnceStream {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Self::Waiting(shared) = &*self {
            let body = shared.lock().unwrap_or_else(PoisonError::into_inner).take();
            let Some(body) = body else {
                return Poll::Ready(Some(Err("the stream was sent already and cannot be sent again".into())));
            };
            *self = Self::Taken(body);
        }
        match &mut *self {
            Self::Taken(body) => Pin::new(body).poll_next(context),
            Self::Waiting(_) => Poll::Ready(None),
        }
    }
}

fn stream(length: Option<u64>, content: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Body {
    match length {
        Some(length) => Body::from_sized_stream(length, content),
        None => Body::from_stream(content),
    }
}

/// The length only.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "Upload({length} bytes)"),
            None => f.write_str("Upload(stream)"),
        }
    }
}

/// Bytes are equal by value, streams only to their clones.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        match (&self.content, &other.content) {
            (Content::Bytes(one), Content::Bytes(other)) => one == other,
            (Content::Repeatable { start: one, .. }, Content::Repeatable { start: other, .. }) => {
                Arc::ptr_eq(one, other)
            }
            (Content::Once { body: one, .. }, Content::Once { body: other, .. }) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Eq for Upload {}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Content::Bytes(bytes).into()
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Upload {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Upload {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<&'static str> for Upload {
    fn from(text: &'static str) -> Self {
        text.as_bytes().into()
    }
}
