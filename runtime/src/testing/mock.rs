use std::fmt;
use std::future::pending;
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

use http::Request;

use super::state::{Fit, Shared, Stored, Unexpected};
use super::timer::MockTimer;
use super::{Anything, Called, Rule, SentRequest};
use crate::{AnswerKind, AttemptLimits, Body, Exchange, Operation, Timer, Transport, TransportError};

/// A server in memory: it answers by rules, keeps what it was asked, and lets go wrong what shall go wrong.
///
/// Give it to a client as its transport; clones are the same mock. The first rule that takes a request and is not used up counts. A request
/// that none takes fails, and is not tried again: the error says what was called and which rules there are.
///
/// The client waits by the mock's own timer, unless it is given another: waits between attempts and limits of time take no time. The clock
/// stays the system's; a [`FixedClock`](crate::FixedClock) makes signatures the same in every run.
#[derive(Clone, Default)]
pub struct Mock {
    shared: Shared,
    timer: MockTimer,
}

impl Mock {
    /// A mock whose rules take what fits them.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A mock whose rules count one after the other: only when each reply of a rule was given is it the next one's turn.
    #[must_use]
    pub fn in_order() -> Self {
        let mock = Self::default();
        mock.shared.lock().in_order = true;
        mock
    }

    /// A rule for all calls of an operation.
    #[track_caller]
    pub fn on<Op: Operation>(&self) -> Rule<Op> {
        self.rule::<Op>(code::<Op>(), false, |request| match request.operation::<Op>() {
            Some(_) => Fit::Fits,
            None => Fit::AnotherOperation,
        })
    }

    /// A rule for the calls of an operation whose values are as wanted. The closure is given the operation with its values; which
    /// operation it is, its type says.
    #[track_caller]
    pub fn when<Op: Operation>(&self, condition: impl Fn(&Op) -> bool + Send + Sync + 'static) -> Rule<Op> {
        let fits = move |request: &SentRequest| match request.operation::<Op>() {
            Some(operation) if condition(operation) => Fit::Fits,
            Some(_) => Fit::Condition,
            None => Fit::AnotherOperation,
        };
        self.rule::<Op>(code::<Op>(), true, fits)
    }

    /// A rule for all requests that are as wanted, whatever their operation.
    #[track_caller]
    pub fn any(&self, condition: impl Fn(&SentRequest) -> bool + Send + Sync + 'static) -> Rule<Anything> {
        let fits = move |request: &SentRequest| if condition(request) { Fit::Fits } else { Fit::Condition };
        self.rule("any request".to_owned(), true, fits)
    }

    #[track_caller]
    fn rule<Op>(
        &self,
        about: String,
        has_condition: bool,
        fits: impl Fn(&SentRequest) -> Fit + Send + Sync + 'static,
    ) -> Rule<Op> {
        let mut state = self.shared.lock();
        state.rules.push(Stored {
            about,
            place: Location::caller(),
            has_condition,
            fits: Arc::new(fits),
            replies: Vec::new(),
            given: 0,
            once: false,
        });
        Rule {
            shared: self.shared.clone(),
            index: state.rules.len() - 1,
            operation: PhantomData,
        }
    }

    /// All requests so far, in order: each attempt, also those that no rule took.
    #[must_use]
    pub fn requests(&self) -> Vec<SentRequest> {
        self.shared.lock().sent.clone()
    }

    /// The operations of one type that were sent so far, in order, each attempt by itself.
    #[must_use]
    pub fn calls<Op: Operation>(&self) -> Vec<Arc<Op>> {
        self.shared.lock().sent.iter().filter_map(SentRequest::share).collect()
    }

    /// How long would have been waited, in order: between attempts, for slow answers, and until limits ran out.
    #[must_use]
    pub fn waits(&self) -> Vec<Duration> {
        self.timer.waits.waits()
    }

    /// What was expected and did not happen, and what happened without being expected.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        self.shared.lock().problems()
    }

    /// Makes sure that every rule was used, each of its replies given, and no request left without an answer.
    ///
    /// # Panics
    ///
    /// When it is otherwise; the message names each rule and request.
    #[track_caller]
    #[expect(clippy::panic, reason = "it is an assertion for tests")]
    pub fn verify(&self) {
        let problems = self.problems();
        if !problems.is_empty() {
            panic!("the mock was not used as expected:\n  {}", problems.join("\n  "));
        }
    }

    async fn exchange(&self, request: Request<Body>) -> Result<http::Response<Body>, TransportError> {
        let (head, body) = request.into_parts();
        let body = body.collect(usize::MAX).await.map_err(TransportError::interrupted)?;
        let called = head.extensions.get::<Called>().cloned();
        let kind = called
            .as_ref()
            .map_or(AnswerKind::json(), |called| called.description().answer_kind());
        let limits = head.extensions.get::<AttemptLimits>().copied().unwrap_or_default();
        let taken = self.shared.take(SentRequest {
            called,
            head,
            body,
            arrived: false,
        });
        let reply = taken.map_err(TransportError::unsent)?;
        if let Some(limit) = limits.head.filter(|limit| reply.is_silence() || reply.delay >= *limit) {
            let _silence = self.timer.silence(limit);
            return pending().await;
        }
        if reply.delay > Duration::ZERO {
            self.timer.sleep(reply.delay).await;
        }
        let stalled = limits.head.into_iter().chain(limits.stalled).min();
        let given = reply.given(kind, &self.timer, stalled);
        given.unwrap_or_else(|why| Err(impossible(&why)))
    }
}

/// The reply of a rule cannot be given.
fn impossible(why: &str) -> TransportError {
    TransportError::unsent(Unexpected(format!("the mock cannot give its reply: {why}")))
}

/// The identifier of an operation, as code.
fn code<Op: Operation>() -> String {
    format!("`{}`", Op::DESCRIPTION.id())
}

impl Transport for Mock {
    fn execute(&self, request: Request<Body>) -> Exchange<'_> {
        Box::pin(self.exchange(request))
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        Some(Arc::new(self.timer.clone()))
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.shared.lock();
        write!(f, "Mock({} rules, {} requests)", state.rules.len(), state.sent.len())
    }
}
