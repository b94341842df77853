use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use crate::{Sleeping, Timer, VirtualTimer};

/// A timer whose waits are over at once, and whose limits run out only where the mock says nothing any more: what takes real time, such
/// as a file that is read while it is sent, does not come too late.
#[derive(Clone, Debug, Default)]
pub(super) struct MockTimer {
    pub(super) waits: VirtualTimer,
    /// For each exchange that has gone silent, the limit that ends it.
    silences: Arc<Mutex<Vec<Duration>>>,
}

impl MockTimer {
    /// From now on, until it is dropped, an exchange is silent that ends by this limit.
    pub(super) fn silence(&self, limit: Duration) -> Silence {
        self.silences.lock().unwrap_or_else(PoisonError::into_inner).push(limit);
        Silence(self.clone(), limit)
    }
}

impl Timer for MockTimer {
    fn elapsed(&self) -> Duration {
        self.waits.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleeping {
        self.waits.sleep(duration)
    }

    fn limit(&self, duration: Duration) -> Sleeping {
        Box::pin(RunningOut(self.clone(), duration, self.waits.sleep(duration)))
    }
}

struct RunningOut(MockTimer, Duration, Sleeping);

impl Future for RunningOut {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let silences = self.0.silences.lock().unwrap_or_else(PoisonError::into_inner);
        // Of several limits around a silence the shortest runs out.
        let ends = silences.iter().any(|limit| self.1 <= *limit);
        drop(silences);
        if ends {
            self.2.as_mut().poll(context)
        } else {
            Poll::Pending
        }
    }
}

/// An exchange that has gone silent.
pub(super) struct Silence(MockTimer, Duration);

impl Drop for Silence {
    fn drop(&mut self) {
        let mut silences = self.0.silences.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = silences.iter().position(|limit| *limit == self.1) {
            silences.swap_remove(at);
        }
    }
}
