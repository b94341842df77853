use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::{SharedTimer, Sleeping};
use crate::{Body, BoxError, TransportError};

/// The body, which breaks off where no piece of it comes for longer than `limit`.
pub(super) fn guard(body: Body, timer: &SharedTimer, limit: Option<Duration>) -> Body {
    let Some(limit) = limit.filter(|_| body.as_bytes().is_none()) else {
        return body;
    };
    Body::from_stream(Guarded {
        body,
        timer: Arc::clone(timer),
        limit,
        waiting: None,
    })
}

struct Guarded {
    body: Body,
    timer: SharedTimer,
    limit: Duration,
    waiting: Option<Sleeping>,
}

impl Stream for Guarded {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let guarded = &mut *self;
        if let Poll::Ready(next) = Pin::new(&mut guarded.body).poll_next(context) {
            guarded.waiting = None;
            return Poll::Ready(next);
        }
        let waiting = guarded
            .waiting
            .get_or_insert_with(|| guarded.timer.limit(guarded.limit));
        waiting.as_mut().poll(context).map(|()| {
            let why = format!("no byte of the answer came for {:?}", guarded.limit);
            Some(Err(TransportError::timeout(why).into()))
        })
    }
}
