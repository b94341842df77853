//! Streams that yield what a test says.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use specloom_runtime::{Body, BoxError};

use crate::scripted::run;

/// Yields its chunks and waits once before each, as a socket would.
pub struct Chunks {
    chunks: VecDeque<Result<Bytes, BoxError>>,
    waits: bool,
}

impl Stream for Chunks {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.waits = !self.waits;
        if self.waits {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.chunks.pop_front())
    }
}

pub fn chunks(chunks: &[&'static str]) -> Chunks {
    Chunks {
        chunks: chunks
            .iter()
            .map(|chunk| Ok(Bytes::from_static(chunk.as_bytes())))
            .collect(),
        waits: false,
    }
}

/// Yields these chunks, then breaks off.
pub fn breaking(before: &[&'static str]) -> Chunks {
    breaking_with(before, "the disk is gone")
}

/// Yields these chunks, then breaks off for this reason.
pub fn breaking_with(before: &[&'static str], why: &'static str) -> Chunks {
    let mut broken = chunks(before);
    broken.chunks.push_back(Err(why.into()));
    broken
}

/// The bytes that come before the end or the error, and the error.
pub fn drained(mut body: Body) -> (Vec<u8>, Option<String>) {
    run(async {
        let mut bytes = Vec::new();
        while let Some(chunk) = body.next_chunk().await {
            match chunk {
                Ok(chunk) => bytes.extend_from_slice(&chunk),
                Err(error) => return (bytes, Some(error.to_string())),
            }
        }
        (bytes, None)
    })
}

/// All bytes of a body that does not break off.
pub fn whole(body: Body) -> String {
    let (bytes, error) = drained(body);
    assert_eq!(error, None);
    String::from_utf8(bytes).unwrap()
}

/// Yields these bytes.
pub fn once(bytes: Bytes) -> Chunks {
    let mut stream = chunks(&[]);
    stream.chunks.push_back(Ok(bytes));
    stream
}
