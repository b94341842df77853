//! Operations are plain values: they become a request, and an answer becomes a value or an error. Nothing here does I/O but `send`.

use http::Request;

use crate::{Answer, Body, Core, Description, Error, RequestParts};

/// An operation of an API with all its values.
pub trait Operation: Send + Sync + 'static {
    /// What comes back when all goes well.
    type Output: Send + 'static;

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
}

/// Sends an operation and reads its answer.
///
/// # Errors
///
/// When a credential is missing, when a value cannot be sent, when there is no answer, or when the answer is no success.
pub async fn send<Op: Operation>(core: Core, operation: Op) -> Result<Op::Output, Error> {
    let mut parts = RequestParts::new(Op::DESCRIPTION);
    operation.prepare(&mut parts)?;
    Op::decode(core.exchange(parts).await?)
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
