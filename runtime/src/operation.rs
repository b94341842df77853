//! Operations are plain values: they become a request, and an answer becomes a value or an error. Nothing here does I/O but `send`.

use http::Request;

use crate::answer::Head;
use crate::{Answer, Body, Core, Description, Error, RequestParts, Response};

/// An operation of an API with all its values.
pub trait Operation: Send + Sync + 'static {
    /// What comes back when all goes well.
    type Output: Send + 'static;

    /// What the description says that the server answers when it refuses. An operation without such a description has
    /// [`Infallible`](std::convert::Infallible) here, which no error holds.
    type Failure: 'static;

    /// What is known of the operation before any value.
    const DESCRIPTION: &'static Description;

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
pub async fn send<Op: Operation>(core: Core, operation: Op) -> Result<Op::Output, Error> {
    Op::decode(exchange(core, operation).await?)
}

/// Sends an operation, reads its answer and keeps what came beside the value.
///
/// # Errors
///
/// When a credential is missing, when a value cannot be sent, when there is no answer, or when the answer is no success.
pub async fn send_for_response<Op: Operation>(core: Core, operation: Op) -> Result<Response<Op::Output>, Error> {
    let answer = exchange(core, operation).await?;
    let head = answer.head().clone();
    let body = (!Op::is_streamed(&head)).then(|| answer.body().clone());
    Ok(Response {
        value: Op::decode(answer)?,
        head,
        body,
    })
}

async fn exchange<Op: Operation>(core: Core, operation: Op) -> Result<Answer, Error> {
    let mut parts = RequestParts::new(Op::DESCRIPTION);
    operation.prepare(&mut parts)?;
    core.exchange(parts, Op::is_streamed).await
}

/// The request of an operation as it would be sent now, signed.
///
/// # Errors
///
/// When a credential is missing or a value cannot be sent.
pub fn request<Op: Operation>(core: &Core, operation: &Op) -> Result<Request<Body>, Error> {
    let mut parts = RequestParts::new(Op::DESCRIPTION);
    operation.prepare(&mut parts)?;
    core.request(parts)
}
