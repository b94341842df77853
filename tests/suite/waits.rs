//! Waits until an order is settled, in time that is put forward.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aurpay::runtime::{Body, Exchange, VirtualTimer, http};
use aurpay::{Client, Transport};

/// Gives an order its statuses in their order; the last one stays.
#[derive(Clone, Debug)]
struct Ledger(Arc<Mutex<Vec<&'static str>>>);

impl Ledger {
    fn client(statuses: &[&'static str], timer: &VirtualTimer) -> Client {
        let statuses: Vec<&'static str> = statuses.iter().rev().copied().collect();
        Client::builder()
            .api_key("example-key")
            .timer(timer.clone())
            .transport(Self(Arc::new(Mutex::new(statuses))))
            .build()
            .unwrap()
    }
}

impl Transport for Ledger {
    fn execute(&self, _: http::Request<Body>) -> Exchange<'_> {
        let mut statuses = self.0.lock().unwrap();
        let status = if statuses.len() > 1 {
            statuses.pop().unwrap()
        } else {
            statuses[0]
        };
        let order = serde_json::json!({
            "user_id": "mct-0123456789ab", "order_id": "20240617000000000001", "order_type": "INVOICE",
            "platform": "AURPAY", "status": status, "chain": "TRX", "chain_name": "Tron", "currency": "USDC-TRC20",
            "amount": "19.0012", "vs_price": "19.0", "vs_currency": "USD", "remark": "", "refund": false,
            "create_time": "2024-06-17T08:30:00", "update_time": "2024-06-17T08:41:27",
        });
        let answer = serde_json::json!({"code": 0, "message": "ok", "result": true, "data": order}).to_string();
        Box::pin(async move { Ok(http::Response::new(Body::from(answer))) })
    }
}

const ORDER: &str = "20240617000000000001";

#[tokio::test]
async fn an_order_is_waited_for_until_it_is_settled() {
    for (last, paid) in [
        ("SUCCESS", true),
        ("RESOLVED", true),
        ("OVERDUE", false),
        ("TERMINATED", false),
        ("REFUNDED", false),
    ] {
        let timer = VirtualTimer::default();
        let client = Ledger::client(&["PENDING", "PARTIAL", last], &timer);
        let order = client.orders().get(ORDER).wait_until_settled().await.unwrap();
        assert_eq!(
            (order.status.is_paid(), order.status.is_settled()),
            (paid, true),
            "{last}"
        );
        assert_eq!(timer.waits().len(), 2);
    }
}

#[tokio::test]
async fn a_status_that_nobody_knows_is_an_error_at_once() {
    // Some clients wait for this one, which the documentation does not know.
    let timer = VirtualTimer::default();
    let client = Ledger::client(&["PENDING", "SUCCEED"], &timer);
    let error = client.orders().get(ORDER).wait_until_settled().await.unwrap_err();
    assert!(error.is_wait_failed() && !error.is_timeout());
    assert_eq!(error.last_value(), Some("SUCCEED"));
    assert_eq!(timer.waits().len(), 1);
}

#[tokio::test]
async fn an_order_that_stays_pending_is_not_waited_for_for_ever() {
    let timer = VirtualTimer::default();
    let client = Ledger::client(&["PENDING"], &timer);
    let error = client.orders().get(ORDER).wait_until_settled().await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.last_value(), Some("PENDING"));
    // The last look is taken two seconds before the time is over.
    assert_eq!(timer.waits().iter().sum::<Duration>(), Duration::from_secs(45 * 60 - 2));
    let hurried = client
        .orders()
        .get(ORDER)
        .wait_until_settled()
        .time_limit(Duration::from_secs(20));
    assert!(hurried.await.unwrap_err().is_timeout());
}

#[test]
fn the_thread_can_wait() {
    let client = Ledger::client(&["PENDING", "SUCCESS"], &VirtualTimer::default());
    let order = client.orders().get(ORDER).wait_until_settled().wait_blocking().unwrap();
    assert!(order.status.is_paid());
}
