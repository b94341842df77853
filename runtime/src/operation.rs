//! Operations are plain values: they become a request, and an answer becomes a value or an error. Nothing here does I/O but `send`.

use std::fmt;

use bytes::Bytes;
use http::Request;

use crate::answer::Head;
use crate::sending::Sending;
use crate::{Answer, Body, CallOptions, Core, Description, Error, RequestParts, Response};

/// An operation of an API with all its values.
pub trait Operation: Send + Sync + 'static {
    /// What comes back when all goes well.
    type Output: Send + 'static;

    /// What the description says that the server answers when it refuses. An operation without such a description has
    /// [`Infallible`](std::convert::Infallible) here, which no error holds.
    type Failure: 'static;

    /// What is known of the operation before any value.
    const DESCRIPTION: &'static Description;

    /// What is known of this one: the same for all values, but for requests that no description knows.
    #[must_use]
    fn description(&self) -> &'static Description {
        Self::DESCRIPTION
    }

    /// The operation with its values, for whoever looks at a test that fails; nothing where it does not show them.
    #[must_use]
    fn shown(&self) -> Option<&dyn fmt::Debug> {
        None
    }

    /// What a server in memory is told of it: that it is the operation itself, or the one that it only carries.
    #[cfg(feature = "testing")]
    #[doc(hidden)]
    fn called(this: &std::sync::Arc<Self>) -> crate::testing::Called
    where
        Self: Sized,
    {
        crate::testing::Called::new(this)
    }

    /// Fills the request.
    ///
    /// # Errors
    ///
    /// When a value cannot be sent.
    fn prepare(&self, request: &mut RequestParts) -> Result<(), Error>;

    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// When the server refuses, or when its answer cannot be understood.
    fn decode(answer: Answer) -> Result<Self::Output, Error>;

    /// Reads the answer of a server that refuses; nothing where the description knows no such answer, an error where it is not as
    /// described.
    #[must_use]
    fn failure(answer: Answer) -> Option<Result<Self::Failure, Error>> {
        let _ = answer;
        None
    }

    /// Whether an answer of this head is one whose body is read while it comes.
    #[must_use]
    fn is_streamed(head: &Head) -> bool {
        let _ = head;
        false
    }
}

/// Sends an operation and reads its answer.
///
/// # Errors
///
/// When a credential is missing, when a value cannot be sent, when there is no answer, or when the answer is no success.
pub async fn send<Op: Operation>(core: Core, operation: Op, options: CallOptions) -> Result<Op::Output, Error> {
    let sending = Sending::new(core, operation.description(), options);
    carry(sending, operation, |answer, _| Op::decode(answer)).await
}

/// Sends an operation, reads its answer and keeps what came beside the value.
///
/// # Errors
///
/// When a credential is missing, when a value cannot be sent, when there is no answer, or when the answer is no success.
pub async fn send_for_response<Op: Operation>(
    core: Core,
    operation: Op,
    options: CallOptions,
) -> Result<Response<Op::Output>, Error> {
    carry(
        Sending::new(core, operation.description(), options),
        operation,
        respond::<Op>,
    )
    .await
}

/// Sends an operation and reads its answer, and lets the thread wait for it.
///
/// # Errors
///
/// Those of [`send`].
#[cfg(feature = "blocking")]
pub fn send_blocking<Op: Operation>(core: Core, operation: Op, options: CallOptions) -> Result<Op::Output, Error> {
    let sending = Sending::blocking(core, operation.description(), options);
    pollster::block_on(carry(sending, operation, |answer, _| Op::decode(answer)))
}

/// Sends an operation, reads its answer, keeps what came beside the value, and lets the thread wait for it.
///
/// # Errors
///
/// Those of [`send`].
#[cfg(feature = "blocking")]
pub fn send_blocking_for_response<Op: Operation>(
    core: Core,
    operation: Op,
    options: CallOptions,
) -> Result<Response<Op::Output>, Error> {
    let sending = Sending::blocking(core, operation.description(), options);
    pollster::block_on(carry(sending, operation, respond::<Op>))
}

/// Reads the answer and keeps what came beside the value.
fn respond<Op: Operation>(answer: Answer, attempts: u32) -> Result<Response<Op::Output>, Error> {
    let head = answer.head().clone();
    let body = (!Op::is_streamed(&head)).then(|| answer.body().clone());
    Ok(Response {
        value: Op::decode(answer)?,
        head,
        body,
        attempts,
    })
}

/// Makes attempts until one succeeds or none is left.
async fn carry<Op: Operation, T>(
    mut sending: Sending,
    operation: Op,
    read: fn(Answer, u32) -> Result<T, Error>,
) -> Result<T, Error> {
    #[cfg(feature = "testing")]
    let operation = sending.shared(operation);
    let span = sending.span();
    let attempts = async {
        loop {
            let answer = sending.attempt(prepared::<Op>(&operation), Op::is_streamed).await;
            match answer.and_then(|answer| read(answer, sending.made())) {
                Ok(value) => {
                    sending.succeeded();
                    return Ok(value);
                }
                Err(error) => sending.recover(error).await?,
            }
        }
    };
    let result = span.around(attempts).await;
    span.ended(&result, sending.made());
    result
}

/// The parts of the request, without what depends on the client.
fn prepared<Op: Operation>(operation: &Op) -> Result<RequestParts, Error> {
    let mut parts = RequestParts::new(operation.description());
    operation.prepare(&mut parts).map(|()| parts)
}

/// The request of an operation as it would be sent now, signed.
///
/// # Errors
///
/// When a credential is missing, when it comes from a source that has it not at hand, or when a value cannot be sent.
pub fn request<Op: Operation>(core: &Core, operation: &Op, options: &CallOptions) -> Result<Request<Body>, Error> {
    let mut sending = Sending::new(core.clone(), operation.description(), options.clone());
    sending.request_at_once(prepared(operation))
}

/// Reads the answer of an operation, however it came.
///
/// # Errors
///
/// When the server refuses, or when its answer cannot be understood.
pub fn read_answer<Op: Operation>(
    core: &Core,
    operation: &Op,
    answer: http::Response<Bytes>,
) -> Result<Op::Output, Error> {
    let (head, body) = answer.into_parts();
    let head = Head {
        description: operation.description(),
        status: head.status,
        headers: head.headers,
    };
    Op::decode(Answer::whole(head, body, core.0.credentials.clone()))
}
