//! Calls that are repeated until what they answer has come to something.

mod waiter;

pub use waiter::Waiter;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use waiter::Finding;

use crate::sending::shortened;
use crate::{Answer, CallOptions, Core, Description, Error, Operation, RequestParts, Timer};

/// A wait until a value has come to something: the call is sent, and sent again after a pause, until the answer says so.
///
/// Awaited, it gives the last answer. The pauses grow, and are shortened by up to a quarter by chance. What one of the calls fails with, after
/// its own retries, is what the wait fails with.
///
/// # Errors
///
/// Those of the call. When the value is one behind which the wanted ones cannot come, or when the time is over; the error says which value was
/// the last one, and [`Error::last_value`] gives it.
#[must_use = "nothing is sent until it is awaited"]
pub struct Waiting<Op> {
    core: Core,
    operation: Arc<Op>,
    options: CallOptions,
    waiter: &'static Waiter,
    pauses: Pauses,
    time_limit: Duration,
}

/// How much of the time is kept for a last call, where that is no more than a tenth of it.
const LAST_CALL: Duration = Duration::from_secs(2);

/// No pause is shorter: a server is asked, not hammered, and the time goes on.
const SHORTEST_PAUSE: Duration = Duration::from_millis(10);

/// How long is waited between calls.
#[derive(Clone, Copy, Debug)]
struct Pauses {
    next: Duration,
    longest: Duration,
    factor: f64,
}

impl<Op: Operation> fmt::Debug for Waiting<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting")
            .field("operation", &self.operation.description().id())
            .field("pauses", &self.pauses)
            .field("time_limit", &self.time_limit)
            .finish_non_exhaustive()
    }
}

impl<Op: Operation> Waiting<Op> {
    /// A wait by repeating a call.
    pub fn new(core: Core, operation: Op, options: CallOptions, waiter: &'static Waiter) -> Self {
        Self {
            core,
            operation: Arc::new(operation),
            options,
            pauses: Pauses {
                next: waiter.first_pause,
                longest: waiter.longest_pause,
                factor: 1.5,
            },
            time_limit: waiter.time_limit,
            waiter,
        }
    }

    /// Waits no longer than this altogether, the calls and the pauses between them. The last call is made shortly before.
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = limit;
        self
    }

    /// Pauses this long behind the first call, and at least ten milliseconds.
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.pauses.next = pause;
        self
    }

    /// Pauses at most this long.
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.pauses.longest = pause;
        self
    }

    /// Makes each pause so many times as long as the one before: 1.5 times unless this says otherwise, and never less than once.
    pub fn factor(mut self, factor: f64) -> Self {
        self.pauses.factor = factor;
        self
    }

    /// Waits, and lets the thread wait for it.
    ///
    /// # Errors
    ///
    /// As when it is awaited.
    #[cfg(feature = "blocking")]
    pub fn wait_blocking(self) -> Result<Op::Output, Error> {
        let timer = Arc::clone(&self.core.0.blocking.timer);
        let mut poll = |core: Core, kept: Kept<Op>, options: CallOptions| {
            std::future::ready(crate::operation::send_blocking(core, kept, options))
        };
        pollster::block_on(self.wait(timer, &mut poll))
    }

    async fn wait<F>(
        mut self,
        timer: Arc<dyn Timer>,
        poll: &mut (impl FnMut(Core, Kept<Op>, CallOptions) -> F + Send),
    ) -> Result<Op::Output, Error>
    where
        F: Future<Output = Result<(Op::Output, Answer), Error>> + Send,
    {
        let description = self.operation.description();
        let started = timer.elapsed();
        let mut last: Option<(Answer, Option<String>)> = None;
        loop {
            let left = self.time_limit.saturating_sub(timer.elapsed().saturating_sub(started));
            if left.is_zero() && last.is_some() {
                return Err(self.waiter.too_late(description, last, self.time_limit));
            }
            let options = self.options.clone().within(left, self.core.0.timeouts);
            let kept = Kept(Arc::clone(&self.operation));
            let (value, answer) = match poll(self.core.clone(), kept, options).await {
                Ok(found) => found,
                // What cut the call short was the end of the wait.
                Err(error)
                    if error.is_timeout()
                        && last.is_some()
                        && timer.elapsed().saturating_sub(started) >= self.time_limit =>
                {
                    return Err(self.waiter.too_late(description, last, self.time_limit));
                }
                Err(error) => return Err(error),
            };
            let seen = self.waiter.value(&answer);
            match self.waiter.judge(seen.as_deref()) {
                Finding::Reached => return Ok(value),
                Finding::Failed(why) => return Err(self.waiter.error(description, (answer, seen), why)),
                Finding::Passing => last = Some((answer, seen)),
            }
            // The value is not held while nothing happens.
            drop(value);
            let left = self.time_limit.saturating_sub(timer.elapsed().saturating_sub(started));
            // The last pause ends early enough for a call; behind that nothing would be gained by another.
            let reserve = LAST_CALL.min(self.time_limit / 10);
            if left <= reserve {
                return Err(self.waiter.too_late(description, last, self.time_limit));
            }
            let pause = self.pauses.take(fastrand::f64()).min(left.saturating_sub(reserve));
            if !pause.is_zero() {
                timer.sleep(pause).await;
            }
        }
    }
}

impl Pauses {
    /// The next pause; chance, between 0 and 1, shortens it.
    fn take(&mut self, chance: f64) -> Duration {
        let pause = self.next.min(self.longest).max(SHORTEST_PAUSE);
        // A factor that is no number, or less than 1, changes nothing.
        let factor = if self.factor > 1.0 { self.factor } else { 1.0 };
        self.next = Duration::try_from_secs_f64(pause.as_secs_f64() * factor).unwrap_or(self.longest);
        shortened(pause, chance)
    }
}

impl<Op: Operation> IntoFuture for Waiting<Op> {
    type Output = Result<Op::Output, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let timer = Arc::clone(&self.core.0.timer);
            self.wait(timer, &mut |core, kept, options| {
                crate::operation::send(core, kept, options)
            })
            .await
        })
    }
}

/// An operation whose answer is kept beside its value.
struct Kept<Op>(Arc<Op>);

impl<Op: Operation> Operation for Kept<Op> {
    type Output = (Op::Output, Answer);
    type Failure = Op::Failure;
    const DESCRIPTION: &'static Description = Op::DESCRIPTION;

    fn description(&self) -> &'static Description {
        self.0.description()
    }

    fn shown(&self) -> Option<&dyn fmt::Debug> {
        self.0.shown()
    }

    #[cfg(feature = "testing")]
    fn called(this: &Arc<Self>) -> crate::testing::Called {
        Op::called(&this.0)
    }

    fn prepare(&self, request: &mut RequestParts) -> Result<(), Error> {
        self.0.prepare(request)
    }

    fn decode(answer: Answer) -> Result<Self::Output, Error> {
        let kept = answer.share();
        Ok((Op::decode(answer)?, kept))
    }

    fn failure(answer: Answer) -> Option<Result<Self::Failure, Error>> {
        Op::failure(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pauses(factor: f64) -> Pauses {
        Pauses {
            next: Duration::from_secs(4),
            longest: Duration::from_secs(20),
            factor,
        }
    }

    #[test]
    fn pauses_grow_up_to_the_longest_and_lose_at_most_a_quarter() {
        let mut growing = pauses(1.5);
        let taken: Vec<f64> = (0..6).map(|_| growing.take(0.0).as_secs_f64()).collect();
        assert_eq!(taken, [4.0, 6.0, 9.0, 13.5, 20.0, 20.0]);
        assert_eq!(pauses(1.5).take(1.0), Duration::from_secs(3));
    }

    #[test]
    fn a_factor_that_makes_no_sense_changes_nothing() {
        for factor in [0.0, -1.0, f64::NAN] {
            let mut steady = pauses(factor);
            assert_eq!(
                (steady.take(0.0), steady.take(0.0)),
                (Duration::from_secs(4), Duration::from_secs(4))
            );
        }
        let mut leaping = pauses(f64::INFINITY);
        leaping.take(0.0);
        assert_eq!(leaping.take(0.0), Duration::from_secs(20));
    }
}
