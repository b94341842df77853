use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use super::Timer;

/// What a future comes to, or nothing where the limit passes first.
pub(super) async fn within<F: Future>(timer: &dyn Timer, limit: Option<Duration>, future: F) -> Option<F::Output> {
    let Some(limit) = limit else {
        return Some(future.await);
    };
    let mut future = pin!(future);
    let mut sleep = None;
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        // What is ready at once needs no clock.
        let sleep = sleep.get_or_insert_with(|| timer.limit(limit));
        sleep.as_mut().poll(context).map(|()| None)
    })
    .await
}
