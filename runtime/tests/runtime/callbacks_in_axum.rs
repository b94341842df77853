//! Callbacks as arguments of handlers of axum, called without a network.

use axum::body::Body;
use axum::extract::FromRef;
use axum::handler::Handler;
use axum::response::IntoResponse;
use http::{Request, StatusCode};
use specloom_runtime::codegen::v1::axum::CallbackRejection;

use crate::receivers::{Event, Receiver, Trusted};

const URL: &str = "https://shop.example/events?id=32";

#[derive(Clone)]
struct State {
    receiver: Receiver,
}

impl FromRef<State> for Receiver {
    fn from_ref(state: &State) -> Self {
        state.receiver.clone()
    }
}

fn state() -> State {
    State {
        receiver: Receiver::new("example-secret")
            .base_url("https://shop.example")
            .body_limit(64),
    }
}

async fn strict(trusted: Trusted) -> String {
    format!("{:?}", trusted.event())
}

async fn lenient(trusted: Result<Trusted, CallbackRejection>) -> impl IntoResponse {
    match trusted {
        Ok(_) => "taken".to_owned(),
        Err(rejection) => rejection.to_string(),
    }
}

async fn said<H: Handler<T, State>, T>(handler: H, request: Request<Body>) -> (StatusCode, String) {
    let response = handler.call(request, state()).await;
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

fn signed(event: &Event) -> Request<Body> {
    state().receiver.signer().sign(URL, event).unwrap().map(Body::from)
}

#[tokio::test]
async fn a_genuine_callback_is_an_argument() {
    assert_eq!(
        said(strict, signed(&Event::Get)).await,
        (StatusCode::OK, "Get".to_owned())
    );
}

#[tokio::test]
async fn anything_else_never_reaches_the_handler_and_is_told_nothing() {
    let mut unsigned = signed(&Event::Get);
    unsigned.headers_mut().remove("x-signature");
    let mut forged = signed(&Event::Get);
    *forged.body_mut() = Body::from("{}");
    let mut large = signed(&Event::Get);
    *large.body_mut() = Body::from(vec![b'1'; 65]);
    let mut endless = signed(&Event::Get);
    *endless.body_mut() = Body::from_stream(Chunks(5));
    for (request, status) in [
        (unsigned, StatusCode::BAD_REQUEST),
        (forged, StatusCode::UNAUTHORIZED),
        (large, StatusCode::PAYLOAD_TOO_LARGE),
        (endless, StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        assert_eq!(said(strict, request).await, (status, String::new()));
    }
}

#[tokio::test]
async fn a_handler_that_takes_a_result_sees_the_reason() {
    let mut unsigned = signed(&Event::Get);
    unsigned.headers_mut().remove("x-signature");
    let (_, said) = said(lenient, unsigned).await;
    assert!(said.contains("`X-Signature` is missing"), "{said}");
}

/// Parts of 16 bytes, of which nobody says before how many there are.
struct Chunks(u8);

impl futures_core::Stream for Chunks {
    type Item = Result<Vec<u8>, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let more = self.0.checked_sub(1);
        self.0 = more.unwrap_or(0);
        std::task::Poll::Ready(more.map(|_| Ok(vec![b'1'; 16])))
    }
}
