//! How long a call may take, and what is said when it takes longer. All of it in time that is put forward, none in time that passes.

use std::future::pending;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{Method, Request, Response};
use specloom_runtime::codegen::v1;
use specloom_runtime::{
    Answer, Body, BoxError, CallOptions, CoreBuilder, Description, Download, Error, Exchange, Repeat, Retries,
    Sleeping, SystemTimer, Timeouts, Timer, Transport, Upload,
};

use crate::scripted::operation;

operation!(Read -> (), Description::new("read", Method::GET, "/things").repeat(Repeat::Safe), |_, _| Ok(()), |answer| Answer::empty(answer));
operation!(Create -> (), Description::new("create", Method::POST, "/things"), |_, _| Ok(()), |answer| Answer::empty(answer));
operation!(
    Send(Upload) -> (),
    Description::new("send", Method::PUT, "/things"),
    |this, parts| parts.upload(&this.0),
    |answer| Answer::empty(answer)
);

struct Fetch;

impl specloom_runtime::Operation for Fetch {
    type Output = Download;
    type Failure = std::convert::Infallible;
    const DESCRIPTION: &'static Description = &Description::new("fetch", Method::GET, "/file").repeat(Repeat::Safe);

    fn prepare(&self, _: &mut specloom_runtime::RequestParts) -> Result<(), Error> {
        Ok(())
    }

    fn decode(answer: Answer) -> Result<Download, Error> {
        answer.download()
    }

    fn is_streamed(_: &specloom_runtime::Head) -> bool {
        true
    }
}

/// Chunks that come one every so many seconds, forever if need be.
struct Dripping {
    left: u32,
    every: Duration,
    waiting: Option<Sleeping>,
}

impl Dripping {
    fn new(left: u32, seconds: u64) -> Self {
        Self {
            left,
            every: Duration::from_secs(seconds),
            waiting: None,
        }
    }
}

impl Stream for Dripping {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let every = self.every;
        let waiting = self.waiting.get_or_insert_with(|| SystemTimer::default().sleep(every));
        if waiting.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        self.waiting = None;
        self.left = match self.left.checked_sub(1) {
            Some(left) => left,
            None => return Poll::Ready(None),
        };
        Poll::Ready(Some(Ok(Bytes::from_static(b"x"))))
    }
}

/// Waits so many seconds before its head comes, then drips so many chunks, one every so many seconds.
#[derive(Debug)]
struct Slow {
    head: Option<u64>,
    chunks: u32,
    every: u64,
}

impl Transport for Slow {
    fn execute(&self, request: Request<Body>) -> Exchange<'_> {
        Box::pin(async move {
            let _ = request.into_body().collect(usize::MAX).await;
            match self.head {
                Some(seconds) => tokio::time::sleep(Duration::from_secs(seconds)).await,
                None => pending().await,
            }
            Ok(Response::new(Body::from_stream(Dripping::new(self.chunks, self.every))))
        })
    }
}

fn builder(slow: Slow) -> CoreBuilder {
    CoreBuilder::new(Some("https://api.example"), "tests/1").transport(slow)
}

/// Runs with a clock that goes on by itself as soon as everybody waits; gives back how long it took by that clock.
fn timed<T>(call: impl Future<Output = T>) -> (T, u64) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let started = tokio::time::Instant::now();
        (call.await, started.elapsed().as_secs())
    })
}

fn send<Op: v1::Operation>(builder: CoreBuilder, operation: Op) -> (Result<Op::Output, Error>, u64) {
    timed(async { v1::send(builder.build().unwrap(), operation, CallOptions::new()).await })
}

#[test]
fn an_attempt_ends_after_half_a_minute_by_default() {
    let (result, passed) = send(
        builder(Slow {
            head: None,
            chunks: 0,
            every: 0,
        }),
        Create,
    );
    let error = result.unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_received());
    assert_eq!((error.attempts(), passed), (1, 30));
    let source = std::error::Error::source(&error)
        .and_then(std::error::Error::source)
        .unwrap();
    assert_eq!(source.to_string(), "an attempt took longer than 30s");
}

#[test]
fn the_body_of_an_answer_counts_too() {
    let (result, passed) = send(
        builder(Slow {
            head: Some(20),
            chunks: 99,
            every: 1,
        }),
        Create,
    );
    let error = result.unwrap_err();
    assert!(error.is_timeout() && error.status().is_some());
    assert_eq!(passed, 30);
}

#[test]
fn a_body_that_stalls_is_not_waited_for() {
    let limits = Timeouts::none().stalled(Duration::from_secs(7));
    let (result, passed) = send(
        builder(Slow {
            head: Some(1),
            chunks: 1,
            every: 100,
        })
        .timeouts(limits),
        Create,
    );
    assert!(result.unwrap_err().is_timeout());
    assert_eq!(passed, 8);
    let (result, passed) = send(
        builder(Slow {
            head: Some(1),
            chunks: 20,
            every: 6,
        })
        .timeouts(limits),
        Create,
    );
    assert!(result.is_ok(), "each piece comes in time");
    assert_eq!(passed, 127);
}

#[test]
fn the_whole_call_has_a_limit_over_all_attempts() {
    let slow = || Slow {
        head: None,
        chunks: 0,
        every: 0,
    };
    let (result, passed) = send(builder(slow()).retries(Retries::up_to(99)), Read);
    let error = result.unwrap_err();
    assert!(error.is_timeout() && error.attempts() > 5, "{error}");
    assert!((290..=300).contains(&passed), "{passed}");
    let limits = Timeouts::default().overall(Duration::from_secs(12));
    let (result, passed) = send(builder(slow()).timeouts(limits), Read);
    assert_eq!((result.unwrap_err().attempts(), passed), (1, 12));
}

#[test]
fn a_time_out_is_tried_again_where_that_does_no_harm() {
    let limits = Timeouts::none().attempt(Duration::from_secs(2));
    let (result, passed) = send(
        builder(Slow {
            head: Some(3),
            chunks: 0,
            every: 0,
        })
        .timeouts(limits),
        Read,
    );
    assert_eq!(result.unwrap_err().attempts(), 3);
    assert!((7..=8).contains(&passed), "{passed}");
}

#[test]
fn without_limits_nothing_ends_a_call() {
    let (result, passed) = send(
        builder(Slow {
            head: Some(100_000),
            chunks: 0,
            every: 0,
        })
        .timeouts(Timeouts::none()),
        Create,
    );
    assert!(result.is_ok());
    assert_eq!(passed, 100_000);
}

#[test]
fn a_stream_takes_the_time_that_it_needs_as_long_as_it_moves() {
    let slow = || {
        builder(Slow {
            head: Some(1),
            chunks: 0,
            every: 0,
        })
        .timeouts(Timeouts::default().overall(Duration::from_secs(9999)))
    };
    let upload = Upload::once(None, Dripping::new(20, 10));
    let (result, passed) = send(slow(), Send(upload));
    assert!(result.is_ok());
    assert_eq!(passed, 211);
    let upload = Upload::once(None, Dripping::new(1, 999));
    let (result, passed) = send(slow(), Send(upload));
    assert!(result.unwrap_err().is_timeout());
    assert_eq!(passed, 30);
    let (result, passed) = timed(async {
        let core = builder(Slow {
            head: Some(1),
            chunks: 20,
            every: 10,
        })
        .build()
        .unwrap();
        v1::send(core, Fetch, CallOptions::new()).await.unwrap().bytes(99).await
    });
    assert_eq!((result.unwrap().len(), passed), (20, 211));
    let (result, passed) = timed(async {
        let core = builder(Slow {
            head: Some(1),
            chunks: 1,
            every: 99,
        })
        .build()
        .unwrap();
        v1::send(core, Fetch, CallOptions::new()).await.unwrap().bytes(99).await
    });
    assert!(result.unwrap_err().is_timeout());
    assert_eq!(passed, 31);
}

#[test]
fn a_single_call_can_have_its_own_limits() {
    let slow = builder(Slow {
        head: None,
        chunks: 0,
        every: 0,
    })
    .build()
    .unwrap();
    let timeouts = CallOptions::new()
        .timeouts(Timeouts::none().attempt(Duration::from_secs(1)))
        .retries(Retries::none());
    let (result, passed) = timed(v1::send(slow.clone(), Read, timeouts));
    assert_eq!((result.unwrap_err().attempts(), passed), (1, 1));
    let (result, passed) = timed(v1::send(slow, Read, CallOptions::new().timeout(Duration::from_secs(4))));
    assert_eq!((result.unwrap_err().attempts(), passed), (1, 4));
}
