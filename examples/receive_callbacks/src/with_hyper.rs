//! With hyper alone: the body is read with a limit, and the request given to the receiver as it came.

use std::convert::Infallible;

use aurpay::callbacks::Receiver;
use aurpay::runtime::bytes::Bytes;
use aurpay::runtime::http::{Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Empty, Limited};
use hyper::body::Incoming;

use crate::Shop;

/// No callback is as large as this.
const MOST_BYTES: usize = 256 * 1024;

/// Serves one request.
///
/// # Errors
///
/// None: whatever happens has a status.
pub async fn serve(
    shop: &Shop,
    receiver: &Receiver,
    request: Request<Incoming>,
) -> Result<Response<Empty<Bytes>>, Infallible> {
    let mut response = Response::new(Empty::new());
    *response.status_mut() = status(shop, receiver, request).await;
    Ok(response)
}

async fn status(shop: &Shop, receiver: &Receiver, request: Request<Incoming>) -> StatusCode {
    let (parts, body) = request.into_parts();
    let Ok(body) = Limited::new(body, MOST_BYTES).collect().await else {
        return StatusCode::PAYLOAD_TOO_LARGE;
    };
    let request = Request::from_parts(parts, body.to_bytes());
    let callback = match receiver.receive(&request) {
        Ok(callback) => callback,
        // The text of the error belongs into the log of the shop: it says what may be the reason.
        Err(refused) => return refused.status(),
    };
    // The signature says which URL was called, so the path can be trusted.
    match request.uri().path() {
        "/aurpay/callback" => shop.completed(&callback).await.status(),
        "/aurpay/timeout" => shop.timed_out(&callback).await.status(),
        _ => StatusCode::NOT_FOUND,
    }
}
