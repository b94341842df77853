//! A server in memory that answers each request in its own way, and a timer that is put forward instead of waited for.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{Request, Response};
use specloom_runtime::{Body, CoreBuilder, Exchange, FixedClock, Transport, TransportError, VirtualTimer};

pub type Outcome = Result<Response<Body>, TransportError>;

/// Gives its outcomes in order, then an answer of status 200.
#[derive(Clone, Default)]
pub struct Sequence {
    outcomes: Arc<Mutex<Vec<Outcome>>>,
    sent: Arc<Mutex<Vec<Request<()>>>>,
}

impl std::fmt::Debug for Sequence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sequence")
    }
}

impl Sequence {
    pub fn of(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        let mut outcomes: Vec<Outcome> = outcomes.into_iter().collect();
        outcomes.reverse();
        Self {
            outcomes: Arc::new(Mutex::new(outcomes)),
            sent: Arc::default(),
        }
    }

    pub fn builder(&self, timer: &VirtualTimer) -> CoreBuilder {
        CoreBuilder::new(Some("https://api.example"), "tests/1")
            .clock(FixedClock("2024-06-17T00:00:00Z".parse().unwrap()))
            .timer(timer.clone())
            .transport(self.clone())
    }

    /// The values of a header in all requests; an empty text where it is missing.
    pub fn headers(&self, name: &str) -> Vec<String> {
        let value = |request: &Request<()>| {
            let value = request.headers().get(name).map(|value| value.to_str().unwrap());
            value.unwrap_or_default().to_owned()
        };
        self.sent.lock().unwrap().iter().map(value).collect()
    }

    pub fn arrivals(&self) -> usize {
        self.sent.lock().unwrap().len()
    }
}

impl Transport for Sequence {
    fn execute(&self, request: Request<Body>) -> Exchange<'_> {
        let (head, body) = request.into_parts();
        self.sent.lock().unwrap().push(Request::from_parts(head, ()));
        let outcome = self.outcomes.lock().unwrap().pop();
        Box::pin(async move {
            let _ = body.collect(usize::MAX).await;
            outcome.unwrap_or_else(|| status(200, &[]))
        })
    }
}

/// An answer of this status.
pub fn status(status: u16, headers: &[(&str, &str)]) -> Outcome {
    let mut head = Response::builder().status(status);
    for (name, value) in headers {
        head = head.header(*name, *value);
    }
    Ok(head.body(Body::from("{}")).unwrap())
}

pub fn unsent() -> Outcome {
    Err(TransportError::unsent("connection refused"))
}

pub fn timeout() -> Outcome {
    Err(TransportError::timeout("too slow"))
}

pub fn interrupted() -> Outcome {
    Err(TransportError::interrupted("reset"))
}

/// Waits of the default, with what chance takes off.
pub fn is_backoff(waits: &[Duration]) -> bool {
    let full = [500, 1000, 2000, 4000, 8000];
    waits
        .iter()
        .zip(full)
        .all(|(wait, full)| (full * 3 / 4..=full).contains(&wait.as_millis()))
}
