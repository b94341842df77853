//! What every generated client holds: where requests go, who sends them, and with which credentials.

mod builder;
pub(crate) mod environment;
mod request;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use http::HeaderValue;
use jiff::{SignedDuration, Timestamp};

pub use builder::CoreBuilder;

use crate::credentials::Credentials;
use crate::{Clock, Retries, RetryBudget, Timeouts, Timer, Transport};

/// The common part of all generated clients. Cheap to clone.
#[derive(Clone)]
pub struct Core(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    base_url: String,
    /// Whether the user gave the address: then no operation goes elsewhere.
    is_given: bool,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) credentials: Credentials,
    clock: Arc<dyn Clock>,
    pub(crate) timer: Arc<dyn Timer>,
    #[cfg(feature = "blocking")]
    pub(crate) blocking: crate::sending::Blocking,
    /// Whether the user gave the timer: then it serves calls that block too.
    has_own_timer: bool,
    pub(crate) timeouts: Timeouts,
    pub(crate) retries: Retries,
    pub(crate) budget: RetryBudget,
    pub(crate) answer_limit: usize,
    user_agent: HeaderValue,
    /// By how many milliseconds the clock is behind that of the server, as far as the server has shown.
    skew: Arc<AtomicI64>,
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("base_url", &self.0.base_url)
            .field("transport", &self.0.transport)
            .field("credentials", &self.0.credentials)
            .field("timeouts", &self.0.timeouts)
            .field("retries", &self.0.retries)
            .finish_non_exhaustive()
    }
}

impl Core {
    /// A builder for a client like this one, which shares transport, retry budget and clock with it.
    #[must_use]
    pub fn to_builder(&self) -> CoreBuilder {
        let shared = &*self.0;
        CoreBuilder {
            base_url: Some(shared.base_url.clone()),
            is_given: shared.is_given,
            transport: Some(Arc::clone(&shared.transport)),
            #[cfg(feature = "blocking")]
            blocking_transport: Some(Arc::clone(&shared.blocking.transport)),
            credentials: shared.credentials.clone(),
            clock: Arc::clone(&shared.clock),
            timer: Some(Arc::clone(&shared.timer)).filter(|_| shared.has_own_timer),
            timeouts: shared.timeouts,
            retries: shared.retries,
            budget: shared.budget.clone(),
            answer_limit: shared.answer_limit,
            user_agent: shared.user_agent.to_str().unwrap_or_default().to_owned(),
            skew: Arc::clone(&shared.skew),
        }
    }

    /// The present moment, as far as is known the server's.
    pub(crate) fn now(&self) -> Timestamp {
        let skew = SignedDuration::from_millis(self.0.skew.load(Ordering::Relaxed));
        let now = self.0.clock.now();
        now.checked_add(skew).unwrap_or(now)
    }

    /// Sets the clock by the server's.
    pub(crate) fn correct_clock(&self, server: Timestamp) {
        let behind = server.duration_since(self.0.clock.now()).as_millis();
        self.0.skew.store(i64::try_from(behind).unwrap_or(0), Ordering::Relaxed);
    }
}
