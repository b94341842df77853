//! Lists over all their pages: each page a request of its own, signed for itself, and none too many.

use std::sync::{Arc, Mutex};

use aurpay::runtime::{Body, Exchange, FixedClock, Position, http};
use aurpay::{Client, Error, Transport};

/// A server with so many orders or transactions.
#[derive(Clone, Debug)]
struct Shop {
    total: u64,
    sent: Arc<Mutex<Vec<(String, String)>>>,
}

impl Shop {
    fn of(total: u64) -> Self {
        Self {
            total,
            sent: Arc::default(),
        }
    }

    fn client(&self) -> Client {
        Client::builder()
            .signature("example-token", "example-api-secret-0123456789abcdef")
            .clock(FixedClock("2024-06-17T00:00:00Z".parse().unwrap()))
            .transport(self.clone())
            .build()
            .unwrap()
    }

    fn targets(&self) -> Vec<String> {
        self.sent
            .lock()
            .unwrap()
            .iter()
            .map(|(target, _)| target.clone())
            .collect()
    }

    fn signatures(&self) -> Vec<String> {
        self.sent
            .lock()
            .unwrap()
            .iter()
            .map(|(_, signature)| signature.clone())
            .collect()
    }

    fn page(&self, query: &str, member: &str) -> String {
        let of = |name: &str| {
            let pair = query
                .split('&')
                .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
            pair.map(|number| number.parse::<u64>().unwrap())
        };
        let (page, size) = (of("page").unwrap(), of("size").unwrap_or(10));
        let (start, max_page) = ((page - 1) * size, self.total.div_ceil(size));
        let items = (start.min(self.total)..(start + size).min(self.total)).map(|number| {
            let (user, order) = ("mct-0123456789ab", format!("20240617{number:012}"));
            match member {
                "order_id" => serde_json::json!({
                    "user_id": user, "order_id": order, "order_type": "INVOICE", "platform": "AURPAY",
                    "status": "PENDING", "chain": "TRX", "chain_name": "Tron", "currency": "USDC-TRC20",
                    "amount": "19.0012", "vs_price": "19.0", "vs_currency": "USD", "remark": "", "refund": false,
                    "create_time": "2024-06-17T08:30:00", "update_time": "2024-06-17T08:30:00",
                }),
                _ => serde_json::json!({
                    "user_id": user, "tx_id": format!("3f2c1b7e-5d4a-4c8b-9e6f-{number:012}"), "tx_type": "ORDER",
                    "status": "SUCCESS", "chain": "TRX", "currency": "USDC-TRC20", "amount": "19.0012",
                    "obtained": null, "fee": "0.1",
                }),
            }
        });
        let data: Vec<serde_json::Value> = items.collect();
        let page = serde_json::json!({
            "data": data, "page": page, "size": size, "total": self.total, "max_page": max_page,
        });
        serde_json::json!({"code": 0, "message": "ok", "result": true, "data": page}).to_string()
    }
}

impl Transport for Shop {
    fn execute(&self, request: http::Request<Body>) -> Exchange<'_> {
        let target = request.uri().path_and_query().unwrap().to_string();
        let signature = request.headers()["signature"].to_str().unwrap().to_owned();
        let member = if target.starts_with("/api/v2/tx") {
            "tx_id"
        } else {
            "order_id"
        };
        let answer = self.page(request.uri().query().unwrap_or_default(), member);
        self.sent.lock().unwrap().push((target, signature));
        Box::pin(async move { Ok(http::Response::new(Body::from(answer))) })
    }
}

#[tokio::test]
async fn orders_are_read_over_all_pages_and_no_further() -> Result<(), Error> {
    let shop = Shop::of(43);
    let mut orders = shop.client().orders().list().size(10).items();
    let mut ids = Vec::new();
    while let Some(order) = orders.next().await {
        ids.push(order?.order_id.to_string());
    }
    assert_eq!(ids.len(), 43);
    ids.dedup();
    assert_eq!((ids.len(), &*ids[42]), (43, "20240617000000000042"));
    let targets: Vec<String> = (1..=5)
        .map(|page| format!("/api/v2/order/?size=10&page={page}"))
        .collect();
    assert_eq!(shop.targets(), targets);
    Ok(())
}

#[tokio::test]
async fn each_page_is_signed_for_itself() -> Result<(), Error> {
    let shop = Shop::of(5);
    let client = shop.client();
    let mut pages = client.orders().list().page(1).size(2).pages();
    let mut numbers = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page?;
        assert_eq!(
            (page.total(), page.pages(), page.value.total),
            (Some(5), Some(3), Some(5))
        );
        numbers.push(page.number());
    }
    assert_eq!(numbers, [Some(1), Some(2), Some(3)]);
    let alone: Vec<String> = (1..=3)
        .map(|page| {
            let request = client.orders().list().page(page).size(2).to_request().unwrap();
            request.headers()["signature"].to_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(shop.signatures(), alone, "what a call of that page alone has");
    assert_ne!(alone[0], alone[1]);
    // The documented signature of the first page of ten.
    let mut first = client.orders().list().page(1).size(10).items();
    first.next().await.unwrap()?;
    assert_eq!(shop.signatures()[3], "GlIADPZrY3p/20O3WgCkUfzsZvwNZJuE3fcVruGA+a8=");
    Ok(())
}

#[tokio::test]
async fn transactions_begin_where_they_are_told_to() -> Result<(), Error> {
    let shop = Shop::of(25);
    let mut transactions = shop.client().orders().transactions().size(10).page(2).items();
    let mut found = 0;
    while let Some(transaction) = transactions.next().await {
        transaction?;
        found += 1;
    }
    assert_eq!(found, 15);
    assert_eq!(
        shop.targets(),
        ["/api/v2/tx?page=2&size=10", "/api/v2/tx?page=3&size=10"]
    );
    Ok(())
}

#[test]
fn lists_can_block() {
    let shop = Shop::of(21);
    let mut orders = shop.client().orders().list().items().start_at(Position::page(2));
    let mut found = 0;
    while let Some(order) = orders.next_blocking() {
        order.unwrap();
        found += 1;
    }
    assert_eq!((found, orders.total()), (11, Some(21)));
    assert_eq!(shop.targets(), ["/api/v2/order/?page=2", "/api/v2/order/?page=3"]);
}
