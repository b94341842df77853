//! The call by hand.

mod money;
mod orders;
mod secret;
mod signing;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub use money::Money;
pub use orders::{Order, OrderPage, OrderStatus};
pub use secret::Secret;

/// Whatever goes wrong.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What carries requests to the server.
pub trait Transport: Send + Sync {
    /// Sends a request and waits for its answer.
    ///
    /// # Errors
    ///
    /// When there is no answer.
    fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, BoxError>;
}

/// Answers everything with the same.
pub struct Canned(pub Bytes);

impl Transport for Canned {
    fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, BoxError> {
        std::hint::black_box(request);
        Ok(Response::new(self.0.clone()))
    }
}

/// A client by hand.
pub struct Client {
    origin: String,
    token: Secret,
    secret: Secret,
    transport: Box<dyn Transport>,
}

#[derive(Serialize)]
struct CheckoutRequest<'a> {
    currency: &'a str,
    price: &'a Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_url: Option<&'a str>,
}

/// A checkout.
#[derive(Debug, Deserialize)]
pub struct Checkout {
    /// Where to send the buyer.
    pub pay_url: String,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    code: Option<i64>,
    message: Option<String>,
    msg: Option<String>,
    result: Option<bool>,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
}

impl Client {
    /// A client with these credentials.
    #[must_use]
    pub fn new(token: &str, secret: &str, transport: impl Transport + 'static) -> Self {
        Self {
            origin: "https://dashboard.aurpay.net".to_owned(),
            token: Secret::new(token),
            secret: Secret::new(secret),
            transport: Box::new(transport),
        }
    }

    /// Creates a checkout.
    ///
    /// # Errors
    ///
    /// When the server refuses, or answers what cannot be read.
    pub fn create_checkout(
        &self,
        currency: &str,
        price: &Money,
        callback_url: Option<&str>,
    ) -> Result<Checkout, BoxError> {
        let body = serde_json::to_vec(&CheckoutRequest {
            currency,
            price,
            callback_url,
        })?;
        self.call(Method::POST, "/api/order/pay-url", body.into())
    }

    /// Lists orders.
    ///
    /// # Errors
    ///
    /// When the server refuses, or answers what cannot be read.
    pub fn list_orders(&self, page: u64, size: u64) -> Result<OrderPage, BoxError> {
        let target = format!("/api/v2/order/?page={page}&size={size}");
        self.call(Method::GET, &target, Bytes::new())
    }

    fn call<T: DeserializeOwned>(&self, method: Method, target: &str, body: Bytes) -> Result<T, BoxError> {
        let has_body = !body.is_empty();
        let mut request = Request::new(body);
        *request.uri_mut() = format!("{}{target}", self.origin).parse()?;
        *request.method_mut() = method;
        signing::sign(&mut request, target, &self.token, &self.secret)?;
        let headers = request.headers_mut();
        if has_body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(USER_AGENT, HeaderValue::from_static("by-hand/0.1.0"));
        read(&self.transport.send(request)?)
    }
}

/// The payload of an answer, where its envelope says that all went well.
fn read<T: DeserializeOwned>(answer: &Response<Bytes>) -> Result<T, BoxError> {
    let status = answer.status();
    let text = std::str::from_utf8(answer.body())?;
    let envelope: Envelope<'_> = serde_json::from_str(text)?;
    if status != StatusCode::OK || envelope.code != Some(0) || envelope.result != Some(true) {
        let message = envelope.message.or(envelope.msg).unwrap_or_default();
        return Err(format!("{status}, code {:?}: {message}", envelope.code).into());
    }
    let data = envelope.data.ok_or("no data")?;
    Ok(serde_json::from_str(data.get())?)
}
