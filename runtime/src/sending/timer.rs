use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

#[cfg(not(feature = "reqwest"))]
use std::time::Instant;
#[cfg(feature = "reqwest")]
use tokio::time::Instant;

/// A wait that has begun.
pub type Sleeping = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What waits are made of: time limits, and the pauses between attempts. Tests replace it.
pub trait Timer: Send + Sync + fmt::Debug {
    /// How much time has passed since a moment that stays the same; it never goes back.
    fn elapsed(&self) -> Duration;

    /// Waits, from when it is first polled.
    fn sleep(&self, duration: Duration) -> Sleeping;

    /// Waits as [`sleep`](Self::sleep) does, beside something that may be done before.
    fn limit(&self, duration: Duration) -> Sleeping {
        self.sleep(duration)
    }
}

impl<T: Timer + ?Sized> Timer for Arc<T> {
    fn elapsed(&self) -> Duration {
        (**self).elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleeping {
        (**self).sleep(duration)
    }

    fn limit(&self, duration: Duration) -> Sleeping {
        (**self).limit(duration)
    }
}

/// Real time: that of the runtime `tokio` where it runs, else that of a thread which serves all waits.
#[derive(Clone, Copy, Debug)]
pub struct SystemTimer(Instant);

impl Default for SystemTimer {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Timer for SystemTimer {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleeping {
        Box::pin(async move {
            #[cfg(feature = "reqwest")]
            if tokio::runtime::Handle::try_current().is_ok() {
                return tokio::time::sleep(duration).await;
            }
            futures_timer::Delay::new(duration).await;
        })
    }
}

/// A timer whose waits are over as soon as somebody waits: its time goes forward by what was waited for. For tests with a transport
/// that answers from memory; whatever takes real time would come too late for it. Clones share the time.
#[derive(Clone, Debug, Default)]
pub struct VirtualTimer(Arc<Mutex<Vec<Duration>>>);

impl VirtualTimer {
    /// All waits so far, in order.
    #[must_use]
    pub fn waits(&self) -> Vec<Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Timer for VirtualTimer {
    fn elapsed(&self) -> Duration {
        let waits = self.waits();
        waits.iter().fold(Duration::ZERO, |sum, wait| sum.saturating_add(*wait))
    }

    fn sleep(&self, duration: Duration) -> Sleeping {
        Box::pin(VirtualSleep(self.clone(), duration))
    }
}

struct VirtualSleep(VirtualTimer, Duration);

impl Future for VirtualSleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let Self(VirtualTimer(waits), duration) = &*self;
        let mut waits = waits.lock().unwrap_or_else(PoisonError::into_inner);
        waits.push(*duration);
        Poll::Ready(())
    }
}
