use std::time::Duration;

/// How long is waited for what.
///
/// ```
/// use std::time::Duration;
/// use specloom_runtime::Timeouts;
///
/// let hurried = Timeouts::default().attempt(Duration::from_secs(5)).overall(Duration::from_secs(12));
/// assert_eq!(hurried.limits().attempt, Some(Duration::from_secs(5)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts(Limits);

/// The limits of [`Timeouts`]; where one is missing, there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// For the connection to stand, TLS included.
    pub connect: Option<Duration>,
    /// For one attempt, from its start to the last byte of its answer. Where request or answer are streamed, it counts from the last
    /// bytes that were sent to the head of the answer.
    pub attempt: Option<Duration>,
    /// For the whole call: all attempts, and the waits between them.
    pub overall: Option<Duration>,
    /// Between two pieces of the answer's body.
    pub stalled: Option<Duration>,
}

/// 10 seconds to connect, 30 seconds for an attempt, 5 minutes altogether, and 30 seconds without a byte of the answer's body.
impl Default for Timeouts {
    fn default() -> Self {
        Self(Limits {
            connect: Some(Duration::from_secs(10)),
            attempt: Some(Duration::from_secs(30)),
            overall: Some(Duration::from_secs(300)),
            stalled: Some(Duration::from_secs(30)),
        })
    }
}

impl Timeouts {
    /// No limit at all.
    #[must_use]
    pub fn none() -> Self {
        Self(Limits {
            connect: None,
            attempt: None,
            overall: None,
            stalled: None,
        })
    }

    /// Limits the time for the connection to stand. The built-in transport takes it from the settings of the client, not of a call.
    #[must_use]
    pub fn connect(mut self, limit: Duration) -> Self {
        self.0.connect = Some(limit);
        self
    }

    /// Limits the time of one attempt.
    #[must_use]
    pub fn attempt(mut self, limit: Duration) -> Self {
        self.0.attempt = Some(limit);
        self
    }

    /// Limits the time of the whole call.
    #[must_use]
    pub fn overall(mut self, limit: Duration) -> Self {
        self.0.overall = Some(limit);
        self
    }

    /// Limits the time between two pieces of the answer's body.
    #[must_use]
    pub fn stalled(mut self, limit: Duration) -> Self {
        self.0.stalled = Some(limit);
        self
    }

    /// The limits.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.0
    }
}
