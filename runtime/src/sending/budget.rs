use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// What a retry takes out of the budget.
const COST: u32 = 5;
/// What a call that succeeds at once puts back.
const REWARD: u32 = 1;

/// What all retries of a client share: while a server is down, calls stop repeating requests and no longer add to its load.
///
/// It starts with 500 units. A retry takes five; they come back when the call succeeds after all, and a call that succeeds at once puts
/// one back. Without units left, calls fail at their first error. Clones share the units.
#[derive(Clone)]
pub struct RetryBudget(Arc<Units>);

struct Units {
    left: AtomicU32,
    capacity: u32,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(500)
    }
}

impl RetryBudget {
    /// A budget of so many units, full.
    #[must_use]
    pub fn new(capacity: u32) -> Self {
        Self(Arc::new(Units {
            left: AtomicU32::new(capacity),
            capacity,
        }))
    }

    /// How many units are left.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.0.left.load(Ordering::Relaxed)
    }

    /// Takes what a retry costs, if it is there.
    pub(super) fn take(&self) -> bool {
        let take = |left: u32| left.checked_sub(COST);
        self.0
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take)
            .is_ok()
    }

    /// Puts back what a call that succeeded has earned: what its last retry took, or a little where it needed none.
    pub(super) fn give_back(&self, retried: bool) {
        let reward = if retried { COST } else { REWARD };
        let fill = |left: u32| Some(left.saturating_add(reward).min(self.0.capacity));
        // The closure never declines, so there is no failure to look at.
        let _ = self.0.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fill);
    }
}

impl fmt::Debug for RetryBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RetryBudget({} of {})", self.left(), self.0.capacity)
    }
}
