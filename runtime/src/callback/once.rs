use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::{BoxError, Clock, SystemClock};

/// The answer to whether something is seen for the first time, on its way.
pub type FirstTime<'a> = Pin<Box<dyn Future<Output = Result<bool, BoxError>> + Send + 'a>>;

/// Remembers what was done, since callbacks come at least once: implement it over a store that all processes share.
///
/// **The key** names what is done, not the message about it: our own reference of the order with the step that is taken, such as
/// `32:delivered`, once the order is *confirmed*. Neither the signature nor the date will do, for a repetition may be signed anew; nor
/// a body that the signature does not cover, for anyone can make it look new.
///
/// **It saves work, and is no proof.** A process can stop between the question and the deed. What must not happen twice is guarded
/// where it happens: in the database, in one transaction with the deed, such as `UPDATE … WHERE delivered_at IS NULL`.
pub trait Once: Send + Sync + fmt::Debug {
    /// Whether the key is seen for the first time; from now on it is not.
    ///
    /// # Errors
    ///
    /// When the store cannot tell.
    fn first_time<'a>(&'a self, key: &'a str) -> FirstTime<'a>;

    /// Forgets a key, because what it stands for has failed: the next time is a first time again.
    ///
    /// # Errors
    ///
    /// When the store cannot be reached.
    fn forget<'a>(&'a self, key: &'a str) -> Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>>;
}

/// Remembers keys in the memory of this process, for a limited time and up to a limited number, of which the oldest go first.
///
/// Another process knows nothing of it, and neither does this one after a restart. That is why it is kept out of files: half a memory on
/// disk would be trusted like a whole one.
///
/// ```
/// use std::time::Duration;
///
/// use specloom_runtime::SeenInMemory;
///
/// let seen = SeenInMemory::new(10_000, Duration::from_secs(24 * 60 * 60));
/// assert!(seen.is_first("32:delivered"));
/// assert!(!seen.is_first("32:delivered"));
/// ```
#[derive(Debug)]
pub struct SeenInMemory {
    most: usize,
    keep: SignedDuration,
    clock: Box<dyn Clock>,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    keys: HashSet<String>,
    /// In the order in which they came.
    order: VecDeque<(Timestamp, String)>,
}

/// Without the keys, which may name customers.
impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seen")
            .field("keys", &self.keys.len())
            .finish_non_exhaustive()
    }
}

impl SeenInMemory {
    /// Remembers so many keys at most, for so long at most.
    #[must_use]
    pub fn new(most: usize, keep: Duration) -> Self {
        Self {
            most: most.max(1),
            keep: SignedDuration::try_from(keep).unwrap_or(SignedDuration::MAX),
            clock: Box::new(SystemClock),
            seen: Mutex::default(),
        }
    }

    /// Takes the time from this clock.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Whether the key is seen for the first time; from now on it is not.
    pub fn is_first(&self, key: &str) -> bool {
        let now = self.clock.now();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        while seen
            .order
            .front()
            .is_some_and(|(since, _)| now.duration_since(*since) > self.keep)
        {
            seen.drop_oldest();
        }
        if !seen.keys.insert(key.to_owned()) {
            return false;
        }
        seen.order.push_back((now, key.to_owned()));
        while seen.order.len() > self.most {
            seen.drop_oldest();
        }
        true
    }

    /// Forgets a key: the next time is a first time again.
    pub fn forget_now(&self, key: &str) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.keys.remove(key);
        seen.order.retain(|(_, known)| known != key);
    }
}

impl Seen {
    fn drop_oldest(&mut self) {
        if let Some((_, key)) = self.order.pop_front() {
            self.keys.remove(&key);
        }
    }
}

impl Once for SeenInMemory {
    fn first_time<'a>(&'a self, key: &'a str) -> FirstTime<'a> {
        Box::pin(async move { Ok(self.is_first(key)) })
    }

    fn forget<'a>(&'a self, key: &'a str) -> Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>> {
        Box::pin(async move {
            self.forget_now(key);
            Ok(())
        })
    }
}
