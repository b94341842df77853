use std::time::Duration;

use super::{Retries, hint, trace};
use crate::scheme::SchemeKind;
use crate::{Core, Description, Error};

/// From how many seconds on a clock counts as wrong.
const TOLERATED_SKEW: i64 = 30;

/// What is known of the attempts so far, and whether there is to be another. Nothing here waits or sends.
pub(super) struct Attempts {
    retries: Retries,
    /// When the whole call has to be over, by the timer.
    deadline: Option<Duration>,
    made: u32,
    retried: u32,
    /// Whether the call was repeated because its credentials were refused, which happens once.
    renewed: bool,
    /// Whether one of the attempts may have arrived, other than to be refused for its credentials.
    arrived: bool,
}

impl Attempts {
    pub(super) fn new(retries: Retries, deadline: Option<Duration>) -> Self {
        Self {
            retries,
            deadline,
            made: 0,
            retried: 0,
            renewed: false,
            arrived: false,
        }
    }

    pub(super) fn count(&mut self) {
        self.made += 1;
    }

    pub(super) fn made(&self) -> u32 {
        self.made
    }

    pub(super) fn has_retried(&self) -> bool {
        self.retried > 0
    }

    /// How long the call may still take.
    pub(super) fn remaining(&self, now: Duration) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_sub(now))
    }

    /// How long to wait until the next attempt; nothing where there is to be none.
    pub(super) fn next(&mut self, core: &Core, now: Duration, error: &Error) -> Option<Duration> {
        let description = error.0.operation;
        if error.is_auth() && !self.renewed && description.is_some_and(|description| renew(core, description, error)) {
            self.renewed = true;
            return Some(Duration::ZERO);
        }
        self.arrived |= error.may_have_been_received();
        if !error.is_retryable() {
            return None;
        }
        if self.retried >= self.retries.maximum() {
            return give_up("it was as often as it may be", error);
        }
        let hint = error
            .answer()
            .and_then(|answer| hint::read(answer.headers(), core.now()));
        let delay = match hint {
            Some(hint) if !self.retries.obeys(hint) => return give_up("the server asks for too long a wait", error),
            Some(hint) if !hint.is_zero() => hint,
            _ => self.retries.backoff(self.retried + 1, fastrand::f64()),
        };
        if self.remaining(now).is_some_and(|remaining| remaining <= delay) {
            return give_up("the time of the call would be over before", error);
        }
        if !core.0.budget.take() {
            return give_up("the budget of retries is used up", error);
        }
        self.retried += 1;
        trace::waits(delay, error);
        Some(delay)
    }

    /// The error of the call, with what the attempts before the last one add to it.
    pub(super) fn sum_up(&self, mut error: Error) -> Error {
        error.0.attempts = self.made;
        error.0.earlier_arrival = self.arrived;
        error
    }
}

/// Says that there is no further attempt, though there could be one.
fn give_up(why: &'static str, error: &Error) -> Option<Duration> {
    trace::gives_up(why, error);
    None
}

/// Whether a call whose credentials were refused may go well with the clock set by the server's, or with other credentials. Such a call was
/// not carried out, so it may be repeated whatever it does.
fn renew(core: &Core, description: &'static Description, error: &Error) -> bool {
    let server = error.answer().and_then(|answer| hint::server_time(answer.headers()));
    let skewed = server.filter(|server| server.duration_since(core.now()).abs().as_secs() > TOLERATED_SKEW);
    if let Some(server) = skewed.filter(|_| is_dated(core, description)) {
        trace::corrects_clock(server.duration_since(core.now()).as_secs());
        core.correct_clock(server);
        return true;
    }
    let renewed = core.0.credentials.refused(description);
    if renewed {
        trace::renews_credentials();
    }
    renewed
}

/// Whether the credentials in use depend on the time.
fn is_dated(core: &Core, description: &'static Description) -> bool {
    let chosen = core.0.credentials.choose(description).unwrap_or_default();
    chosen
        .iter()
        .any(|credential| matches!(credential.scheme.kind(), SchemeKind::Signature(recipe) if recipe.uses_date()))
}
