use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio_util::io::ReaderStream;

use crate::BoxError;

type Opening = Pin<Box<dyn Future<Output = std::io::Result<tokio::fs::File>> + Send>>;

/// A file that is opened when its first bytes are wanted.
pub(super) enum Reader {
    Opening(Opening),
    Open(ReaderStream<tokio::fs::File>),
}

impl Reader {
    pub(super) fn new(path: PathBuf) -> Self {
        Self::Opening(Box::pin(tokio::fs::File::open(path)))
    }
}

impl Stream for Reader {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Self::Opening(opening) = &mut *self {
            match ready!(opening.as_mut().poll(context)) {
                Ok(file) => *self = Self::Open(ReaderStream::with_capacity(file, 64 * 1024)),
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
        }
        match &mut *self {
            Self::Open(chunks) => Pin::new(chunks).poll_next(context).map_err(BoxError::from),
            Self::Opening(_) => Poll::Ready(None),
        }
    }
}
