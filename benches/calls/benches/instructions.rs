//! How many instructions a call takes, and what it allocates, beside the same by hand. `benches/calls/run` makes the table of it.

#![expect(missing_docs, clippy::unwrap_used, reason = "a bench, and what its macros make")]

use std::hint::black_box;

use aurpay::{Amount, Client};
use bytes::Bytes;
use call_benches::by_hand::{Canned, Money};
use call_benches::{answers, by_hand, ours};
use gungraun::{Callgrind, Dhat, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main};

const TOKEN: &str = "example-token";
const SECRET: &str = "example-api-secret-0123456789abcdef";

/// Each was used once before, as it is in a program that runs.
fn client_for_checkouts() -> (Client, Amount) {
    let client = ours::client(answers::checkout()).unwrap();
    let price: Amount = "18.50".parse().unwrap();
    ours::send_checkout(&client, price.clone()).unwrap();
    (client, price)
}

fn client_for_orders() -> Client {
    let client = ours::client(answers::orders()).unwrap();
    ours::send_list(&client).unwrap();
    client
}

fn hand_for_checkouts() -> (by_hand::Client, Money) {
    let client = by_hand::Client::new(TOKEN, SECRET, Canned(answers::checkout()));
    let price = Money::parse("18.50").unwrap();
    client.create_checkout("USD", &price, None).unwrap();
    (client, price)
}

fn hand_for_orders() -> by_hand::Client {
    let client = by_hand::Client::new(TOKEN, SECRET, Canned(answers::orders()));
    client.list_orders(1, 10).unwrap();
    client
}

#[library_benchmark]
#[bench::ours(client_for_checkouts())]
fn create_checkout((client, price): (Client, Amount)) {
    black_box(ours::create_checkout(&client, price, answers::checkout())).unwrap();
    std::mem::forget(client);
}

#[library_benchmark]
#[bench::sent(client_for_checkouts())]
fn send_checkout((client, price): (Client, Amount)) {
    black_box(ours::send_checkout(&client, price)).unwrap();
    std::mem::forget(client);
}

#[library_benchmark]
#[bench::by_hand(hand_for_checkouts())]
fn create_checkout_by_hand((client, price): (by_hand::Client, Money)) {
    let callback_url = Some("https://shop.example/paid?cart=32");
    black_box(client.create_checkout("USD", &price, callback_url)).unwrap();
    std::mem::forget(client);
}

#[library_benchmark]
#[bench::ours(client_for_orders(), answers::orders())]
fn list_orders(client: Client, answer: Bytes) {
    black_box(ours::list_orders(&client, answer)).unwrap();
    std::mem::forget(client);
}

#[library_benchmark]
#[bench::sent(client_for_orders())]
fn send_list(client: Client) {
    black_box(ours::send_list(&client)).unwrap();
    std::mem::forget(client);
}

#[library_benchmark]
#[bench::by_hand(hand_for_orders())]
fn list_orders_by_hand(client: by_hand::Client) {
    black_box(client.list_orders(1, 10)).unwrap();
    std::mem::forget(client);
}

library_benchmark_group!(
    name = calls;
    benchmarks = create_checkout, send_checkout, create_checkout_by_hand, list_orders, send_list, list_orders_by_hand
);

main!(
    config = LibraryBenchmarkConfig::default()
        .tool(Callgrind::default())
        .tool(Dhat::with_args(["--num-callers=100"]));
    library_benchmark_groups = calls
);
