use std::time::Duration;

/// Among the extensions of a request, how long it may take. The client sees to it itself, unless the transport blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttemptLimits {
    /// For the connection to stand.
    pub connect: Option<Duration>,
    /// For all of it, to the last byte of the answer; nothing where the request or its answer is streamed.
    pub whole: Option<Duration>,
    /// For the head of the answer, once the request is sent.
    pub head: Option<Duration>,
    /// Between two pieces of the answer.
    pub stalled: Option<Duration>,
}
