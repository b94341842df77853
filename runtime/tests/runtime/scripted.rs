//! A transport that answers from memory and keeps what it was asked to send.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use specloom_runtime::{
    Answer, Body, CallOptions, Core, CoreBuilder, Description, Error, Exchange, FixedClock, Operation, RequestParts,
    Retries, Transport, TransportError,
};

/// A request that would have been sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub url: String,
    pub headers: HeaderMap,
    pub body: Option<Bytes>,
}

type Script = dyn Fn() -> Result<Response<Body>, TransportError> + Send + Sync;

/// Gives the same answer to every request.
#[derive(Clone)]
pub struct Scripted {
    script: Arc<Script>,
    sent: Arc<Mutex<Vec<Sent>>>,
}

impl std::fmt::Debug for Scripted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Scripted")
    }
}

impl Scripted {
    pub fn new(script: impl Fn() -> Result<Response<Body>, TransportError> + Send + Sync + 'static) -> Self {
        Self {
            script: Arc::new(script),
            sent: Arc::default(),
        }
    }

    pub fn answering(status: u16, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self::new(move || Ok(answer(status, body.clone())))
    }

    pub fn failing(failure: impl Fn() -> TransportError + Send + Sync + 'static) -> Self {
        Self::new(move || Err(failure()))
    }

    pub fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }
}

impl Transport for Scripted {
    fn execute(&self, request: Request<Body>) -> Exchange<'_> {
        self.sent.lock().unwrap().push(Sent {
            url: request.uri().to_string(),
            headers: request.headers().clone(),
            body: request.body().as_bytes().cloned(),
        });
        let answer = (self.script)();
        Box::pin(async move { answer })
    }
}

pub fn answer(status: u16, body: Bytes) -> Response<Body> {
    Response::builder().status(status).body(Body::from(body)).unwrap()
}

/// A client whose server gives this answer to every request.
pub fn answered(status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Core {
    let mut head = Response::builder().status(status);
    for (name, value) in headers {
        head = head.header(*name, value.as_bytes());
    }
    let (head, ()) = head.body(()).unwrap().into_parts();
    let body = body.into();
    let transport = Scripted::new(move || Ok(Response::from_parts(head.clone(), Body::from(body.clone()))));
    builder(&transport).build().unwrap()
}

/// A client whose server streams this answer to every request.
pub fn streamed<S>(status: u16, body: impl Fn() -> S + Send + Sync + 'static) -> CoreBuilder
where
    S: futures_core::Stream<Item = Result<Bytes, specloom_runtime::BoxError>> + Send + 'static,
{
    builder(&Scripted::new(move || {
        let response = Response::builder().status(status).header("x-trace", "t-1");
        Ok(response.body(Body::from_stream(body())).unwrap())
    }))
}

/// A builder with the address, the clock and a transport that all tests share.
pub fn builder(transport: &Scripted) -> CoreBuilder {
    CoreBuilder::new(Some("https://dashboard.example"), "tests/1")
        .clock(FixedClock("2024-06-17T00:00:00Z".parse().unwrap()))
        .retries(Retries::none())
        .transport(transport.clone())
}

/// A client without credentials that nothing is sent with.
pub fn idle() -> Core {
    builder(&Scripted::answering(200, "{}")).build().unwrap()
}

/// Runs a future to its end.
pub fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

/// Everything that an error shows of itself and of what caused it.
pub fn shown(error: &Error) -> String {
    let mut shown = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        shown.push_str(&format!("\n{cause}\n{cause:?}"));
        source = cause.source();
    }
    shown
}

/// The parts that a closure fills.
pub fn prepared(
    description: &'static Description,
    fill: impl FnOnce(&mut RequestParts) -> Result<(), Error>,
) -> Result<RequestParts, Error> {
    let mut parts = RequestParts::new(description);
    fill(&mut parts).map(|()| parts)
}

/// Declares an operation whose parameters a closure-like block fills, and which reads its answer in one way.
macro_rules! operation {
    ($name:ident $(($($field:ty),*))? -> $output:ty, $description:expr, |$this:pat_param, $parts:pat_param| $fill:expr, |$answer:pat_param| $decode:expr) => {
        struct $name $(($($field),*))?;

        impl specloom_runtime::Operation for $name {
            type Output = $output;
            type Failure = std::convert::Infallible;
            const DESCRIPTION: &'static specloom_runtime::Description = &$description;

            fn prepare(&self, request: &mut specloom_runtime::RequestParts) -> Result<(), specloom_runtime::Error> {
                let ($this, $parts) = (self, request);
                $fill
            }

            fn decode(answer: specloom_runtime::Answer) -> Result<$output, specloom_runtime::Error> {
                let $answer = answer;
                $decode
            }
        }
    };
}
pub(crate) use operation;

/// Sends an operation that the scripted transport answers.
pub fn call<Op: Operation>(core: &Core, operation: Op) -> Result<Op::Output, Error> {
    run(specloom_runtime::codegen::v1::send(
        core.clone(),
        operation,
        CallOptions::new(),
    ))
}

/// The request of an operation as it would be sent now.
pub fn request<Op: Operation>(core: &Core, operation: &Op) -> Result<Request<Body>, Error> {
    specloom_runtime::codegen::v1::request(core, operation, &CallOptions::new())
}

/// Reads an answer without any operation of its own.
pub fn ignore(answer: Answer) -> Result<(), Error> {
    drop(answer);
    Ok(())
}
