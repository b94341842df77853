use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Sleeping, Timer};
use crate::{Transport, TransportError, UreqTransport};

/// What calls that block are sent with.
pub(crate) struct Blocking {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) timer: Arc<dyn Timer>,
}

impl Blocking {
    /// The built-in ones where the caller gave none.
    pub(crate) fn new(
        transport: Option<Arc<dyn Transport>>,
        timer: Option<&Arc<dyn Timer>>,
    ) -> Result<Self, TransportError> {
        let transport = match transport {
            Some(transport) => transport,
            None => Arc::new(UreqTransport::new()?),
        };
        let timer = timer.cloned().or_else(|| transport.timer());
        Ok(Self {
            transport,
            timer: timer.unwrap_or_else(|| Arc::new(ThreadTimer(Instant::now()))),
        })
    }
}

/// Waits that need no runtime. A transport that blocks is never seen to wait, so they limit only one of the caller's that does not.
#[derive(Clone, Copy, Debug)]
struct ThreadTimer(Instant);

impl Timer for ThreadTimer {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleeping {
        Box::pin(async move { futures_timer::Delay::new(duration).await })
    }
}
