//! How long a call takes, beside the same by hand.

#![expect(clippy::unwrap_used, reason = "a bench")]

use call_benches::by_hand::{Canned, Money};
use call_benches::{answers, by_hand, ours};
use criterion::{Criterion, criterion_group, criterion_main};

const TOKEN: &str = "example-token";
const SECRET: &str = "example-api-secret-0123456789abcdef";

fn creating_a_checkout(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("creating a checkout");
    let client = ours::client(answers::checkout()).unwrap();
    group.bench_function("by the client, sent", |bencher| {
        bencher.iter(|| ours::send_checkout(&client, "18.50".parse().unwrap()).unwrap());
    });
    let client = by_hand::Client::new(TOKEN, SECRET, Canned(answers::checkout()));
    group.bench_function("by hand", |bencher| {
        let callback_url = Some("https://shop.example/paid?cart=32");
        bencher.iter(|| {
            let price = Money::parse("18.50").unwrap();
            client.create_checkout("USD", &price, callback_url).unwrap()
        });
    });
}

fn listing_orders(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("listing ten orders");
    let client = ours::client(answers::orders()).unwrap();
    group.bench_function("by the client, sent", |bencher| {
        bencher.iter(|| ours::send_list(&client).unwrap());
    });
    let client = by_hand::Client::new(TOKEN, SECRET, Canned(answers::orders()));
    group.bench_function("by hand", |bencher| bencher.iter(|| client.list_orders(1, 10).unwrap()));
}

criterion_group!(benches, creating_a_checkout, listing_orders);
criterion_main!(benches);
