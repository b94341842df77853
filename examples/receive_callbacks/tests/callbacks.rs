//! The handlers of the shop, called with requests that the client's own signer makes.

#![expect(clippy::unwrap_used, reason = "tests say what they expect by failing")]

use std::sync::Arc;

use aurpay::callbacks::{Claims, Receiver, Signer};
use aurpay::models::{OrderNotification, OrderStatus};
use aurpay::runtime::bytes::Bytes;
use aurpay::runtime::http::{Method, Request, Response, StatusCode};
use aurpay::runtime::{Body, Exchange};
use aurpay::{Client, Transport};
use receive_callbacks::{Shop, with_axum, with_hyper};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tower::ServiceExt as _;

const OURS: &str = "20240617000000000001";
const THEIRS: &str = "20240617000000000002";
const UNPAID: &str = "20240617000000000003";

/// Makes order 1, and knows three orders over 18.50 USD, of which the third is not paid.
#[derive(Debug)]
struct Service;

impl Transport for Service {
    fn execute(&self, request: Request<Body>) -> Exchange<'_> {
        let path = request.uri().path().to_owned();
        let data = match path.rsplit('/').next().unwrap() {
            "pay-info" => format!(r#"{{"order_id": "{OURS}", "address": "0x1"}}"#),
            "pay-url" => r#"{"pay_url": "https://pay.example"}"#.to_owned(),
            order => {
                let status = if order == UNPAID { "OVERDUE" } else { "SUCCESS" };
                format!(r#"{{"order_id": "{order}", "status": "{status}", "vs_price": "18.50", "vs_currency": "USD"}}"#)
            }
        };
        let answer = format!(r#"{{"code": 0, "message": "ok", "result": true, "data": {data}}}"#);
        Box::pin(async move { Ok(Response::new(Body::from(answer))) })
    }
}

fn shop() -> Arc<Shop> {
    let aurpay = Client::builder().api_key("example-api-key").transport(Service).build();
    Arc::new(Shop::new(aurpay.unwrap(), "https://shop.example"))
}

fn receiver() -> Receiver {
    Receiver::new("example-callback-token", "example-callback-secret").base_url("https://shop.example")
}

fn signed(url: &str, claims: &Claims) -> Request<Bytes> {
    let signer = Signer::new("example-callback-token", "example-callback-secret");
    signer
        .sign(format!("https://shop.example/aurpay/{url}"), claims)
        .unwrap()
}

fn paid(order: &str) -> Claims {
    Claims::OrderNotification(OrderNotification::new(order, OrderStatus::Success))
}

async fn answered(shop: &Arc<Shop>, request: Request<Bytes>) -> StatusCode {
    let app = with_axum::App {
        shop: Arc::clone(shop),
        receiver: receiver(),
    };
    let request = request.map(axum::body::Body::from);
    with_axum::router(app).oneshot(request).await.unwrap().status()
}

fn paid_by(shop: &Shop, cart: &str) -> Option<String> {
    shop.carts
        .find(cart)
        .unwrap()
        .paid_by
        .map(|order| order.as_str().to_owned())
}

#[tokio::test]
async fn a_cart_is_paid_by_the_order_that_was_made_for_it() {
    let shop = shop();
    shop.pay_in_coin("32", "18.50".parse().unwrap()).await.unwrap();
    assert_eq!(
        answered(&shop, signed("callback?cart=32", &Claims::Get)).await,
        StatusCode::OK
    );
    assert_eq!(paid_by(&shop, "32").as_deref(), Some(OURS));
    // Once more: nothing happens again.
    assert_eq!(
        answered(&shop, signed("callback?cart=32", &Claims::Get)).await,
        StatusCode::OK
    );
}

#[tokio::test]
async fn the_order_of_somebody_else_pays_nothing() {
    let shop = shop();
    shop.pay_in_coin("32", "18.50".parse().unwrap()).await.unwrap();
    assert_eq!(
        answered(&shop, signed("callback?cart=32", &paid(THEIRS))).await,
        StatusCode::OK
    );
    assert_eq!(paid_by(&shop, "32"), None);
}

#[tokio::test]
async fn on_the_page_an_order_pays_one_cart() {
    let shop = shop();
    for cart in ["32", "33"] {
        shop.pay_on_page(cart, "18.50".parse().unwrap()).await.unwrap();
    }
    answered(&shop, signed("callback?cart=32", &Claims::Get)).await;
    assert_eq!(paid_by(&shop, "32"), None);
    answered(&shop, signed("callback?cart=32", &paid(THEIRS))).await;
    assert_eq!(paid_by(&shop, "32").as_deref(), Some(THEIRS));
    answered(&shop, signed("callback?cart=33", &paid(THEIRS))).await;
    assert_eq!(paid_by(&shop, "33"), None);
}

#[tokio::test]
async fn a_time_out_gives_goods_back_unless_they_are_paid() {
    let shop = shop();
    shop.pay_on_page("32", "18.50".parse().unwrap()).await.unwrap();
    let (mut parts, _) = signed("timeout?cart=32", &Claims::Get).into_parts();
    parts.method = Method::POST;
    let body = format!(r#"{{"order_id": "{UNPAID}", "status": "SUCCESS"}}"#);
    let request = Request::from_parts(parts, Bytes::from(body));
    assert_eq!(answered(&shop, request).await, StatusCode::OK);
    assert_eq!(paid_by(&shop, "32"), None);
    assert!(!shop.carts.find("32").unwrap().is_open);
}

#[tokio::test]
async fn what_is_no_callback_is_refused() {
    let shop = shop();
    shop.pay_in_coin("32", "18.50".parse().unwrap()).await.unwrap();
    let (mut parts, body) = signed("callback?cart=32", &Claims::Get).into_parts();
    parts.uri = "/aurpay/callback?cart=33".parse().unwrap();
    let moved = Request::from_parts(parts, body);
    assert_eq!(answered(&shop, moved).await, StatusCode::UNAUTHORIZED);
    let unsigned = Request::get("/aurpay/callback?cart=32").body(Bytes::new()).unwrap();
    assert_eq!(answered(&shop, unsigned).await, StatusCode::BAD_REQUEST);
    let unknown = signed("callback?cart=34", &Claims::Get);
    assert_eq!(answered(&shop, unknown).await, StatusCode::NOT_FOUND);
    assert_eq!(paid_by(&shop, "32"), None);
}

/// Over a socket, since hyper makes its bodies itself.
#[tokio::test]
async fn hyper_alone_does_the_same() {
    let shop = shop();
    shop.pay_in_coin("32", "18.50".parse().unwrap()).await.unwrap();
    for (request, status) in [
        (signed("timeout?cart=34", &paid(OURS)), "404"),
        (signed("callback?cart=32", &paid(OURS)), "200"),
        (Request::get("/").body(Bytes::new()).unwrap(), "400"),
    ] {
        let said = over_a_socket(&shop, &request).await;
        assert!(said.starts_with(&format!("HTTP/1.1 {status} ")), "{said}");
    }
    assert_eq!(paid_by(&shop, "32").as_deref(), Some(OURS));
}

async fn over_a_socket(shop: &Arc<Shop>, request: &Request<Bytes>) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut stream = tokio::net::TcpStream::connect(listener.local_addr().unwrap())
        .await
        .unwrap();
    let (accepted, _) = listener.accept().await.unwrap();
    let shop = Arc::clone(shop);
    let serving = tokio::spawn(async move {
        let receiver = receiver();
        let service = hyper::service::service_fn(|request| with_hyper::serve(&shop, &receiver, request));
        let connection = hyper::server::conn::http1::Builder::new();
        connection
            .serve_connection(hyper_util::rt::TokioIo::new(accepted), service)
            .await
    });
    let mut head = format!(
        "{} {} HTTP/1.1\r\nconnection: close\r\n",
        request.method(),
        request.uri()
    );
    for (name, value) in request.headers() {
        head.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
    }
    if !request.headers().contains_key("host") {
        head.push_str("host: shop.example\r\n");
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", request.body().len()));
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(request.body()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    serving.await.unwrap().unwrap();
    answer
}
