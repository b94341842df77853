//! The call by the client.

use aurpay::runtime::{Body, Exchange};
use aurpay::{Amount, Client, Error, Transport, models};
use bytes::Bytes;
use http::{Request, Response};

/// Answers everything with the same.
#[derive(Debug)]
struct Canned(Bytes);

impl Transport for Canned {
    fn execute(&self, request: Request<Body>) -> Exchange<'_> {
        // Taken apart, as a transport would, so that nothing of it is optimised away.
        std::hint::black_box(request);
        Box::pin(std::future::ready(Ok(Response::new(Body::from(self.0.clone())))))
    }
}

/// A client whose server answers everything with this.
///
/// # Errors
///
/// None with these credentials.
pub fn client(answer: Bytes) -> Result<Client, Error> {
    let client = Client::builder().signature("example-token", "example-api-secret-0123456789abcdef");
    client.transport(Canned(answer)).build()
}

/// Creates a checkout: the request built and signed, an answer read. What lies between is the caller's.
///
/// # Errors
///
/// None with these values.
pub fn create_checkout(client: &Client, price: Amount, answer: Bytes) -> Result<models::Checkout, Error> {
    let call = client
        .orders()
        .payment_url("USD", price)
        .callback_url("https://shop.example/paid?cart=32");
    std::hint::black_box(call.to_request()?);
    call.read_answer(Response::new(answer))
}

/// Creates a checkout, with what the client does beside: limits of time, and another attempt where one fails.
///
/// # Errors
///
/// None with this server.
pub fn send_checkout(client: &Client, price: Amount) -> Result<models::Checkout, Error> {
    let call = client
        .orders()
        .payment_url("USD", price)
        .callback_url("https://shop.example/paid?cart=32");
    pollster::block_on(call.send())
}

/// Lists orders: the request built and signed, an answer read.
///
/// # Errors
///
/// None with these values.
pub fn list_orders(client: &Client, answer: Bytes) -> Result<models::OrderPage, Error> {
    let call = client.orders().list().page(1).size(10);
    std::hint::black_box(call.to_request()?);
    call.read_answer(Response::new(answer))
}

/// Lists orders, with what the client does beside.
///
/// # Errors
///
/// None with this server.
pub fn send_list(client: &Client) -> Result<models::OrderPage, Error> {
    pollster::block_on(client.orders().list().page(1).size(10).send())
}
