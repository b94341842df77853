use std::time::Duration;

/// How often a request is repeated, and how long is waited before.
///
/// What is repeated at all is not a matter of settings: connections that failed, time-outs, broken connections and the statuses 408, 429
/// and 5xx, and of operations that must not be done twice only what provably never left. A server can say otherwise in the header
/// `x-should-retry`: `false` ends the attempts, and `true` asks for another one whatever the status, of what may be done twice.
///
/// ```
/// use std::time::Duration;
/// use specloom_runtime::Retries;
///
/// let patient = Retries::up_to(5).first_delay(Duration::from_secs(1));
/// assert_eq!(patient.maximum(), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    maximum: u32,
    first_delay: Duration,
    longest_delay: Duration,
    longest_hint: Duration,
}

/// Two retries; half a second before the first, then twice as long each time up to 8 seconds, all shortened by up to a quarter by
/// chance. A server's own `Retry-After` is obeyed up to 120 seconds.
impl Default for Retries {
    fn default() -> Self {
        Self {
            maximum: 2,
            first_delay: Duration::from_millis(500),
            longest_delay: Duration::from_secs(8),
            longest_hint: Duration::from_secs(120),
        }
    }
}

impl Retries {
    /// Never repeats a request.
    #[must_use]
    pub fn none() -> Self {
        Self::up_to(0)
    }

    /// Repeats a request so many times after the first try, otherwise as by default.
    #[must_use]
    pub fn up_to(maximum: u32) -> Self {
        Self {
            maximum,
            ..Self::default()
        }
    }

    /// How long is waited before the first retry; each further one doubles it.
    #[must_use]
    pub fn first_delay(mut self, delay: Duration) -> Self {
        self.first_delay = delay;
        self
    }

    /// How long is waited at most where the server gives no hint.
    #[must_use]
    pub fn longest_delay(mut self, delay: Duration) -> Self {
        self.longest_delay = delay;
        self
    }

    /// How long a wait a server may ask for. Where it asks for a longer one, the call fails at once.
    #[must_use]
    pub fn longest_hint(mut self, delay: Duration) -> Self {
        self.longest_hint = delay;
        self
    }

    /// How many times a request is repeated at most, the first try aside.
    #[must_use]
    pub fn maximum(&self) -> u32 {
        self.maximum
    }

    pub(super) fn obeys(&self, hint: Duration) -> bool {
        hint <= self.longest_hint
    }

    /// The wait before a retry, the first being 1. Chance, between 0 and 1, shortens it, so that clients that failed together do not
    /// come back together.
    pub(super) fn backoff(&self, retry: u32, chance: f64) -> Duration {
        let doubled = 2_u32.checked_pow(retry.saturating_sub(1)).unwrap_or(u32::MAX);
        let delay = self.first_delay.saturating_mul(doubled).min(self.longest_delay);
        shortened(delay, chance)
    }
}

/// A wait that chance, between 0 and 1, makes shorter by up to a quarter.
pub(crate) fn shortened(wait: Duration, chance: f64) -> Duration {
    let factor = 1.0 - chance.clamp(0.0, 1.0) / 4.0;
    Duration::try_from_secs_f64(wait.as_secs_f64() * factor).unwrap_or(wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_the_longest_and_lose_at_most_a_quarter() {
        let retries = Retries::default();
        let full: Vec<u128> = (1..=6).map(|retry| retries.backoff(retry, 0.0).as_millis()).collect();
        assert_eq!(full, [500, 1000, 2000, 4000, 8000, 8000]);
        let least: Vec<u128> = (1..=6).map(|retry| retries.backoff(retry, 1.0).as_millis()).collect();
        assert_eq!(least, [375, 750, 1500, 3000, 6000, 6000]);
        assert_eq!(retries.backoff(u32::MAX, 0.0), Duration::from_secs(8));
    }

    #[test]
    fn a_delay_beyond_all_measure_is_cut_to_the_longest() {
        let retries = Retries::default().first_delay(Duration::MAX);
        assert_eq!(retries.backoff(3, 0.0), Duration::from_secs(8));
        let retries = retries.longest_delay(Duration::MAX);
        assert_eq!(retries.backoff(3, 0.0), Duration::MAX);
    }
}
