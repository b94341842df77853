//! From a callback to an order that can be trusted, and what stands in the way of those who would shorten it.

use aurpay::callbacks::{Claims, ConfirmError, Confirmed, Receiver, Signer, Unconfirmed};
use aurpay::models::{OrderDetail, OrderNotification, OrderStatus};
use aurpay::runtime::http::{Method, Request};
use aurpay::runtime::{Amount, bytes::Bytes};

use crate::transport::{Credential, Recorder, client, clock};

const COMPLETED: &str = "https://shop.example/aurpay/callback?cart=32";
/// Time-outs have a URL of their own: the signature does not tell them from completed orders.
const TIMED_OUT: &str = "https://shop.example/aurpay/timeout?cart=32";
const ORDER: &str = "20240617000000000001";
const OTHER_ORDER: &str = "20240617000000000002";

fn receiver() -> Receiver {
    Receiver::new("example-callback-token", "example-callback-secret")
        .base_url("https://shop.example")
        .clock(clock())
}

fn signer() -> Signer {
    Signer::new("example-callback-token", "example-callback-secret").clock(clock())
}

fn notification(order_id: &str, status: OrderStatus) -> Claims {
    let mut order = OrderNotification::new(order_id, status);
    order.vs_price = Some("18.50".parse().unwrap());
    order.vs_currency = Some("USD".into());
    Claims::OrderNotification(order)
}

fn completed(claims: &Claims) -> Unconfirmed {
    receiver().receive(&signer().sign(COMPLETED, claims).unwrap()).unwrap()
}

/// The service, whose one order is this.
fn service(order_id: &str, status: &str, price: &str, currency: &str) -> Recorder {
    Recorder::answering(format!(
        r#"{{"code": 0, "message": "ok", "result": true, "data": {{
            "order_id": "{order_id}", "status": "{status}", "vs_price": {price}, "vs_currency": {currency}}}}}"#
    ))
}

fn paid() -> Recorder {
    service(ORDER, "SUCCESS", "\"18.50\"", "\"USD\"")
}

fn price() -> Amount {
    "18.5".parse().unwrap()
}

/// What the shop's own records say of the cart.
fn confirm(callback: &Unconfirmed, service: &Recorder) -> Result<Confirmed<OrderDetail>, ConfirmError> {
    callback.confirm_blocking(&client(Credential::Signature, service), ORDER, price(), "USD")
}

/// The differences as text, and how many requests were made.
fn refused(callback: &Unconfirmed, service: &Recorder) -> (ConfirmError, String, usize) {
    let error = confirm(callback, service).map(drop).unwrap_err();
    let text = error.to_string();
    (error, text, service.requests().len())
}

#[test]
fn a_paid_order_is_confirmed_by_fetching_it() {
    for claims in [Claims::Get, notification(ORDER, OrderStatus::Pending)] {
        let service = paid();
        let callback = completed(&claims);
        assert_eq!(callback.query("cart").as_deref(), Some("32"));
        let order = confirm(&callback, &service).unwrap();
        assert_eq!((order.order_id.as_str(), order.status.is_paid()), (ORDER, true));
        let requests = service.requests();
        assert_eq!(requests.len(), 1);
        assert!(requests[0].starts_with(&format!(
            "GET https://dashboard.aurpay.net/api/v2/order/detail/{ORDER}\n"
        )));
    }
    // Accepted by the merchant though underpaid, and a price that is spelled another way.
    let service = service(ORDER, "RESOLVED", "\"18.5000\"", "\"USD\"");
    assert!(confirm(&completed(&Claims::Get), &service).is_ok());
}

#[tokio::test]
async fn confirming_need_not_block() {
    let service = paid();
    let client = client(Credential::Signature, &service);
    let callback = completed(&Claims::Get);
    let order = callback.confirm(&client, ORDER, price(), "USD").await.unwrap();
    assert_eq!(order.into_inner().order_id.as_str(), ORDER);
}

/// The attack that the signature leaves open. Somebody starts an order and lets it time out; a genuine GET comes, whose headers they see, for
/// the address is theirs or leaks. They send the same headers again, by POST, with a body that is a paid order of somebody else.
#[test]
fn a_time_out_with_the_body_of_a_paid_order_verifies_and_is_not_confirmed() {
    let recorded = signer().sign(TIMED_OUT, &Claims::Get).unwrap();
    assert!(receiver().receive(&recorded).is_ok());
    let (mut parts, _) = recorded.into_parts();
    parts.method = Method::POST;
    let body = Bytes::from(
        r#"{"order_id": "20240617000000000002", "status": "SUCCESS", "vs_price": "18.50", "vs_currency": "USD"}"#,
    );
    let forged = Request::from_parts(parts.clone(), body);
    // The documentation says so, and it is true: method and body are not covered.
    let callback = receiver().receive(&forged).unwrap();
    let Claims::OrderNotification(claimed) = callback.claims() else {
        panic!("a POST with an order");
    };
    assert!(claimed.status.is_paid());
    // It claims another order than our records have. Nothing is fetched.
    let (error, text, requests) = refused(&callback, &paid());
    assert!(error.is_false_claim() && requests == 0, "{text}");
    assert_eq!(
        text,
        "the callback claims something else than our records say: `order_id` is 20240617000000000002, expected 20240617000000000001"
    );
    // With the right order in the body, or without a body, the service has the last word.
    let ours = Bytes::from(r#"{"order_id": "20240617000000000001", "status": "SUCCESS"}"#);
    for body in [ours, Bytes::new()] {
        let forged = receiver().receive(&Request::from_parts(parts.clone(), body)).unwrap();
        let (error, text, requests) = refused(&forged, &service(ORDER, "OVERDUE", "\"18.50\"", "\"USD\""));
        assert!(error.is_unmet() && requests == 1, "{text}");
        assert!(
            text.ends_with("`status` is OVERDUE, expected one that is paid"),
            "{text}"
        );
    }
    // To the URL of completed orders it cannot be carried over, since the signature covers the URL.
    parts.uri = "/aurpay/callback?cart=32".parse().unwrap();
    let moved = receiver().receive(&Request::from_parts(parts, Bytes::new()));
    assert!(moved.unwrap_err().is_wrong_signature());
}

#[test]
fn a_callback_of_one_order_does_not_serve_for_another() {
    let callback = completed(&notification(OTHER_ORDER, OrderStatus::Success));
    let (error, _, requests) = refused(&callback, &paid());
    assert!(error.is_false_claim() && requests == 0);
    // Nor does a service that answers with another order than was asked for.
    let (error, text, _) = refused(
        &completed(&Claims::Get),
        &service(OTHER_ORDER, "SUCCESS", "\"18.50\"", "\"USD\""),
    );
    assert!(error.is_mismatch(), "{text}");
    assert_eq!(error.differences()[0].member(), "order_id");
}

#[test]
fn a_paid_order_with_another_price_or_currency_is_a_mismatch() {
    for (price, currency, said) in [
        ("\"1.85\"", "\"USD\"", "`vs_price` is 1.85, expected 18.5"),
        (
            "\"18.49999999999999999999\"",
            "\"USD\"",
            "`vs_price` is 18.49999999999999999999, expected 18.5",
        ),
        ("\"18.50\"", "\"IDR\"", "`vs_currency` is IDR, expected USD"),
        ("null", "\"USD\"", "`vs_price` is missing, expected 18.5"),
        ("\"18.50\"", "null", "`vs_currency` is missing, expected USD"),
        (
            "\"20\"",
            "\"EUR\"",
            "`vs_price` is 20, expected 18.5; `vs_currency` is EUR, expected USD",
        ),
    ] {
        let (error, text, _) = refused(&completed(&Claims::Get), &service(ORDER, "SUCCESS", price, currency));
        assert!(error.is_mismatch() && text.ends_with(said), "{text}");
    }
}

#[test]
fn an_order_that_is_not_paid_is_not_confirmed() {
    for status in [
        "PENDING",
        "OVERDUE",
        "PARTIAL",
        "TERMINATED",
        "REFUNDED",
        "SUCCEED",
        "success",
        "",
    ] {
        let callback = completed(&notification(ORDER, OrderStatus::Success));
        let (error, text, _) = refused(&callback, &service(ORDER, status, "\"18.50\"", "\"USD\""));
        assert!(error.is_unmet() && !error.is_mismatch(), "{text}");
        assert_eq!(error.differences()[0].found(), Some(status));
    }
}

#[test]
fn what_cannot_be_fetched_is_neither_paid_nor_unpaid() {
    let failing = Recorder::failing(404, r#"{"code": 404, "msg": "no such order"}"#);
    let (error, _, _) = refused(&completed(&Claims::Get), &failing);
    assert!(error.is_fetch() && !error.is_unmet() && !error.is_mismatch());
    assert!(error.error().is_some_and(aurpay::Error::is_not_found));
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn what_comes_is_kept_though_it_is_no_order() {
    for (method, body) in [
        (Method::POST, "{\"order_id\": 7}"),
        (Method::POST, ""),
        (Method::PUT, "x"),
    ] {
        let (mut parts, _) = signer().sign(COMPLETED, &Claims::Get).unwrap().into_parts();
        parts.method = method.clone();
        let callback = receiver().receive(&Request::from_parts(parts, body)).unwrap();
        let Claims::Unrecognized(other) = callback.claims() else {
            panic!("{:?}", callback.claims());
        };
        assert_eq!((other.method(), &other.body()[..]), (&method, body.as_bytes()));
        // It claims nothing, and the order can be confirmed all the same.
        assert!(confirm(&callback, &paid()).is_ok());
    }
}

/// Members that nobody knows, and statuses, survive.
#[test]
fn a_notification_of_a_later_version_is_read() {
    let (mut parts, _) = signer().sign(COMPLETED, &Claims::Get).unwrap().into_parts();
    parts.method = Method::POST;
    let body = r#"{"order_id": "20240617000000000001", "status": "NEW", "vs_price": 18.5, "more": [1]}"#;
    let callback = receiver().receive(&Request::from_parts(parts, body)).unwrap();
    let Claims::OrderNotification(claimed) = callback.claims() else {
        panic!("a POST with an order");
    };
    assert_eq!(claimed.status.as_str(), "NEW");
}

#[test]
fn the_receiver_shows_no_secret() {
    let receiver = receiver().also_accept("old-token", "old-secret");
    let refused = receiver.receive(&signer().sign("https://other.example/", &Claims::Get).unwrap());
    for shown in [format!("{receiver:?} {:?}", signer()), format!("{refused:?}")] {
        for secret in ["example-callback", "old-token", "old-secret"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}
