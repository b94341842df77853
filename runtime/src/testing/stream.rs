use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::timer::{MockTimer, Silence};
use crate::{BoxError, TransportError};

/// The body of an answer that does not come to its end.
pub(super) struct Broken {
    first: Option<Bytes>,
    /// Where it stops instead of breaking off: by which timer, and the limit that ends the wait for more.
    stalls: Option<(MockTimer, Duration)>,
    silence: Option<Silence>,
}

impl Broken {
    /// Breaks off behind these bytes.
    pub(super) fn cut(first: Bytes) -> Self {
        Self {
            first: Some(first),
            stalls: None,
            silence: None,
        }
    }

    /// Stops behind these bytes.
    pub(super) fn stalled(first: Bytes, timer: MockTimer, limit: Duration) -> Self {
        Self {
            first: Some(first),
            stalls: Some((timer, limit)),
            silence: None,
        }
    }
}

impl Stream for Broken {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        match self.stalls.take() {
            Some((timer, limit)) => self.silence = Some(timer.silence(limit)),
            None if self.silence.is_none() => {
                return Poll::Ready(Some(Err(TransportError::interrupted("connection reset").into())));
            }
            None => {}
        }
        Poll::Pending
    }
}
