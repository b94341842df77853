//! A call on its way: attempts, the waits between them, and the limits of time.

mod attempts;
#[cfg(feature = "blocking")]
mod blocking;
mod budget;
mod hint;
mod limit;
mod options;
mod progress;
mod retries;
mod stall;
mod timeouts;
mod timer;
mod trace;

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use http::{Request, Response};

#[cfg(feature = "blocking")]
pub(crate) use blocking::Blocking;
pub use budget::RetryBudget;
pub(crate) use hint::read as retry_hint;
pub use options::CallOptions;
pub use retries::Retries;
pub(crate) use retries::shortened;
pub use timeouts::{Limits, Timeouts};
pub(crate) use trace::Span;

pub use timer::{Sleeping, SystemTimer, Timer, VirtualTimer};

use crate::answer::Head;
use crate::credentials::Credentials;
use crate::{
    Answer, AttemptLimits, Body, Core, Description, Error, ErrorKind, ParameterValue, RequestParts, Transport,
    TransportError,
};
use attempts::Attempts;
use limit::within;
use progress::Progress;

/// A call on its way.
pub(crate) struct Sending {
    core: Core,
    transport: Arc<dyn Transport>,
    timer: SharedTimer,
    description: &'static Description,
    options: CallOptions,
    limits: Limits,
    attempts: Attempts,
    /// The same for all attempts: by it the server knows that they are one call.
    idempotency_key: Option<String>,
    last: Option<Error>,
    /// The operation itself, for a transport that looks at it.
    #[cfg(feature = "testing")]
    called: Option<crate::testing::Called>,
}

impl Sending {
    pub(crate) fn new(core: Core, description: &'static Description, options: CallOptions) -> Self {
        let (transport, timer) = (Arc::clone(&core.0.transport), Arc::clone(&core.0.timer));
        Self::over(core, transport, timer, description, options)
    }

    /// A call whose waits block the thread.
    #[cfg(feature = "blocking")]
    pub(crate) fn blocking(core: Core, description: &'static Description, options: CallOptions) -> Self {
        let blocking = &core.0.blocking;
        let (transport, timer) = (Arc::clone(&blocking.transport), Arc::clone(&blocking.timer));
        Self::over(core, transport, timer, description, options)
    }

    fn over(
        core: Core,
        transport: Arc<dyn Transport>,
        timer: SharedTimer,
        description: &'static Description,
        options: CallOptions,
    ) -> Self {
        let limits = options.limits(core.0.timeouts);
        let retries = options.retries.unwrap_or(core.0.retries);
        let deadline = limits.overall.map(|overall| timer.elapsed().saturating_add(overall));
        Self {
            attempts: Attempts::new(retries, deadline),
            idempotency_key: None,
            last: None,
            #[cfg(feature = "testing")]
            called: None,
            transport,
            timer,
            core,
            description,
            options,
            limits,
        }
    }

    /// Has the transport see the operation too.
    #[cfg(feature = "testing")]
    pub(crate) fn shared<Op: crate::Operation>(&mut self, operation: Op) -> Arc<Op> {
        let operation = Arc::new(operation);
        self.called = Some(Op::called(&operation));
        operation
    }

    /// The span of the call.
    pub(crate) fn span(&self) -> Span {
        Span::call(self.description, self.core.base_url(self.description))
    }

    /// How often the request was sent, or tried to.
    pub(crate) fn made(&self) -> u32 {
        self.attempts.made()
    }

    /// Sends the request once and waits for its answer: all of it, or its head where the body is read while it comes.
    pub(crate) async fn attempt(
        &mut self,
        parts: Result<RequestParts, Error>,
        is_streamed: fn(&Head) -> bool,
    ) -> Result<Answer, Error> {
        let (core, description) = (self.core.clone(), self.description);
        let parts = self.completed(parts)?;
        let timer = &*Arc::clone(&self.timer);
        let remaining = self.attempts.remaining(timer.elapsed());
        let secrets = within(timer, remaining, core.0.credentials.resolved(description)).await;
        let secrets = secrets.unwrap_or_else(|| {
            let why = "the source of the credentials took longer than the call may take";
            Err(Error::transport(description, TransportError::connect_timeout(why)))
        })?;
        let mut request = core.request(parts, &secrets)?;
        self.attempts.count();
        let remaining = self.attempts.remaining(timer.elapsed());
        let limits = self.attempt_limits(&request, remaining);
        request.extensions_mut().insert(limits);
        #[cfg(feature = "testing")]
        if let Some(called) = &self.called {
            request.extensions_mut().insert(called.clone());
        }
        let span = Span::attempt(description, &request, self.attempts.made() - 1);
        let exchange = self.exchange(&core, request, secrets, is_streamed);
        let answer = within(timer, remaining, span.around(exchange)).await;
        let answer = answer.unwrap_or_else(|| Err(timed_out(description, "the whole call", self.limits.overall)));
        span.answered(&answer);
        answer
    }

    /// The parts with what this call adds to its operation.
    fn completed(&mut self, parts: Result<RequestParts, Error>) -> Result<RequestParts, Error> {
        let mut parts = parts?;
        self.options.apply(&mut parts)?;
        self.identify(&mut parts)?;
        Ok(parts)
    }

    /// The request as it would be sent now. It waits for nothing, so a source of credentials must have them at hand.
    pub(crate) fn request_at_once(&mut self, parts: Result<RequestParts, Error>) -> Result<Request<Body>, Error> {
        let parts = self.completed(parts)?;
        let resolved = pin!(self.core.0.credentials.resolved(self.description));
        let Poll::Ready(secrets) = resolved.poll(&mut Context::from_waker(Waker::noop())) else {
            let why = "the source of the credentials does not have them at hand; send the call instead";
            return Err(Error::invalid_request(self.description, why));
        };
        self.core.request(parts, &secrets?)
    }

    /// The limits of an attempt for a transport that blocks.
    fn attempt_limits(&self, request: &Request<Body>, remaining: Option<Duration>) -> AttemptLimits {
        let least = |limit: Option<Duration>| limit.into_iter().chain(remaining).min();
        let is_streamed = self.description.may_stream() || request.body().as_bytes().is_none();
        let mut limits = AttemptLimits::default();
        limits.connect = least(self.limits.connect);
        limits.whole = if is_streamed { None } else { least(self.limits.attempt) };
        limits.head = least(self.limits.attempt);
        limits.stalled = self.limits.stalled;
        limits
    }

    async fn exchange(
        &self,
        core: &Core,
        mut request: Request<Body>,
        secrets: Credentials,
        is_streamed: fn(&Head) -> bool,
    ) -> Result<Answer, Error> {
        let timer = &self.timer;
        let progress = Progress::of(&mut request, timer);
        let mut limit = self.limits.attempt;
        let started = timer.elapsed();
        let sent = self.transport.execute(request);
        let sent = match &progress {
            Some(progress) => progress.within(&**timer, limit, sent).await,
            None => within(&**timer, limit, sent).await,
        };
        let late = || timed_out(self.description, "an attempt", self.limits.attempt);
        let response = sent.ok_or_else(late)?;
        let response = response.map_err(|error| Error::transport(self.description, error).without(&secrets))?;
        let (head, body) = self.guarded(response);
        if is_streamed(&head) {
            return Ok(Answer::coming(head, body, secrets));
        }
        if progress.is_none() {
            let passed = timer.elapsed().saturating_sub(started);
            limit = limit.map(|limit| limit.saturating_sub(passed));
        }
        let collected = within(&**timer, limit, body.collect(core.0.answer_limit)).await;
        match collected {
            Some(Ok(body)) => Ok(Answer::whole(head, body, secrets)),
            Some(Err(error)) => {
                let error = Error::unread(&head, error).without(&secrets);
                Err(error.about(Answer::without_body(head, secrets)))
            }
            None => Err(late().about(Answer::without_body(head, secrets))),
        }
    }

    /// Head and body of an answer; the body breaks off where no piece of it comes for too long.
    fn guarded(&self, response: Response<Body>) -> (Head, Body) {
        let (head, body) = response.into_parts();
        let head = Head {
            description: self.description,
            status: head.status,
            headers: head.headers,
        };
        (head, stall::guard(body, &self.timer, self.limits.stalled))
    }

    /// Puts in the key by which the server knows attempts of the same call, where the operation has one and the caller gave none.
    fn identify(&mut self, parts: &mut RequestParts) -> Result<(), Error> {
        let Some(name) = self.description.idempotency_header() else {
            return Ok(());
        };
        if parts.has_header(name) {
            return Ok(());
        }
        let key = self
            .idempotency_key
            .get_or_insert_with(|| uuid::Uuid::new_v4().to_string());
        parts.header(name, ParameterValue::Text(key.clone()))
    }

    /// Waits until the next attempt is due.
    ///
    /// # Errors
    ///
    /// The error of the call, where there is to be no further attempt.
    pub(crate) async fn recover(&mut self, error: Error) -> Result<(), Error> {
        let delay = self.decide(error)?;
        if !delay.is_zero() {
            self.timer.sleep(delay).await;
        }
        Ok(())
    }

    /// How long to wait until the next attempt, or the error of the call.
    fn decide(&mut self, error: Error) -> Result<Duration, Error> {
        // A stream that was used up by the first attempt is no news: what that attempt failed with is.
        let error = match self.last.take() {
            Some(last) if error.kind() == ErrorKind::InvalidRequest => return Err(self.attempts.sum_up(last)),
            _ => error,
        };
        match self.attempts.next(&self.core, self.timer.elapsed(), &error) {
            Some(delay) => {
                self.last = Some(error);
                Ok(delay)
            }
            None => Err(self.attempts.sum_up(error)),
        }
    }

    /// The call has succeeded.
    pub(crate) fn succeeded(&self) {
        self.core.0.budget.give_back(self.attempts.has_retried());
    }
}

fn timed_out(description: &'static Description, what: &str, limit: Option<Duration>) -> Error {
    let limit = limit.unwrap_or_default();
    let source = TransportError::timeout(format!("{what} took longer than {limit:?}"));
    Error::transport(description, source)
}

/// The timer as the streams of a call hold it.
type SharedTimer = Arc<dyn Timer>;
