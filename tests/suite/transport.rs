use std::sync::{Arc, Mutex};

use aurpay::Transport;
use aurpay::runtime::{Body, Exchange, FixedClock, http};

/// Keeps the requests and gives the same answer to each.
#[derive(Clone)]
pub struct Recorder {
    requests: Arc<Mutex<Vec<String>>>,
    status: u16,
    answer: Arc<str>,
}

/// Shows neither requests nor answers: both can hold what must not be seen.
impl std::fmt::Debug for Recorder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recorder")
    }
}

impl Recorder {
    pub fn answering(answer: impl Into<Arc<str>>) -> Self {
        Self::failing(200, answer)
    }

    pub fn failing(status: u16, answer: impl Into<Arc<str>>) -> Self {
        Self {
            requests: Arc::default(),
            status,
            answer: answer.into(),
        }
    }

    /// The requests as text: request line, headers in their order, a blank line, body.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Transport for Recorder {
    fn execute(&self, request: http::Request<Body>) -> Exchange<'_> {
        self.requests.lock().unwrap().push(shown(&request));
        let (status, answer) = (self.status, Body::from(self.answer.to_string()));
        Box::pin(async move {
            Ok(http::Response::builder()
                .status(status)
                .header("content-type", "application/json")
                .body(answer)
                .unwrap())
        })
    }
}

fn shown(request: &http::Request<Body>) -> String {
    let mut text = format!("{} {}\n", request.method(), request.uri());
    for (name, value) in request.headers() {
        text.push_str(&format!("{name}: {}\n", value.to_str().unwrap()));
    }
    let body = request
        .body()
        .as_bytes()
        .map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
        .unwrap_or_default();
    if !body.is_empty() {
        text.push_str(&format!("\n{body}\n"));
    }
    text
}

/// The time of the documentation's samples.
pub fn clock() -> FixedClock {
    FixedClock("2024-06-17T00:00:00Z".parse().unwrap())
}

/// What a client authenticates with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    None,
    ApiKey,
    Signature,
    SignatureSha3,
}

pub fn client(credential: Credential, recorder: &Recorder) -> aurpay::Client {
    let builder = aurpay::Client::builder().transport(recorder.clone()).clock(clock());
    let builder = match credential {
        Credential::None => builder,
        Credential::ApiKey => builder.api_key("example-api-key"),
        Credential::Signature => builder.signature("example-api-token", "example-api-secret-0123456789abcdef"),
        Credential::SignatureSha3 => builder
            .signature("example-api-token", "example-api-secret-0123456789abcdef")
            .signature_algorithm("HMAC-SHA3_256"),
    };
    builder.build().unwrap()
}
