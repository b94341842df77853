use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::Request;

use super::{SharedTimer, Timer};
use crate::{Body, BoxError};

/// When the transport last took bytes of a request's body that is streamed.
pub(super) struct Progress(Arc<AtomicU64>);

impl Progress {
    /// Watches the body of a request from now on; nothing where all its bytes are there at once.
    pub(super) fn of(request: &mut Request<Body>, timer: &SharedTimer) -> Option<Self> {
        if request.body().as_bytes().is_some() {
            return None;
        }
        let last = Arc::new(AtomicU64::new(millis(timer.elapsed())));
        let body = std::mem::take(request.body_mut());
        let length = body.content_length();
        let watched = Watched {
            body: Mutex::new(body),
            timer: Arc::clone(timer),
            last: Arc::clone(&last),
        };
        *request.body_mut() = match length {
            Some(length) => Body::from_sized_stream(length, watched),
            None => Body::from_stream(watched),
        };
        Some(Self(last))
    }

    /// What a future comes to, or nothing where for so long neither it is done nor bytes are taken.
    pub(super) async fn within<F: Future>(
        &self,
        timer: &dyn Timer,
        limit: Option<Duration>,
        future: F,
    ) -> Option<F::Output> {
        let Some(limit) = limit else {
            return Some(future.await);
        };
        let mut future = pin!(future);
        let mut sleep = timer.limit(limit);
        poll_fn(|context| {
            loop {
                if let Poll::Ready(output) = future.as_mut().poll(context) {
                    return Poll::Ready(Some(output));
                }
                if sleep.as_mut().poll(context).is_pending() {
                    return Poll::Pending;
                }
                let since = millis(timer.elapsed()).saturating_sub(self.0.load(Ordering::Relaxed));
                let left = limit.saturating_sub(Duration::from_millis(since));
                if left.is_zero() {
                    return Poll::Ready(None);
                }
                sleep = timer.limit(left);
            }
        })
        .await
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// A body that notes when it is asked for bytes.
struct Watched {
    /// Never locked: it makes the stream `Sync`, as bodies are.
    body: Mutex<Body>,
    timer: SharedTimer,
    last: Arc<AtomicU64>,
}

impl Stream for Watched {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = Pin::new(self.body.get_mut().unwrap_or_else(PoisonError::into_inner)).poll_next(context);
        if next.is_ready() {
            self.last.store(millis(self.timer.elapsed()), Ordering::Relaxed);
        }
        next
    }
}
