//! Setters of what goes away warn whoever calls them, as its fields do. A warning that is not there does not compile here.

#![deny(unfulfilled_lint_expectations)]

use golden_compiled::deprecated::models::Order;
use golden_compiled::deprecated::orders::SendOrder;
use golden_compiled::deprecated::{Call, Client};

#[expect(deprecated, reason = "a member that may be absent")]
fn optional(order: Order) -> Order {
    order.old_id("1")
}

#[expect(deprecated, reason = "a member that may be null")]
fn three_state(order: Order) -> Order {
    order.older("1".to_owned())
}

#[expect(deprecated, reason = "a member that the body lends to the call")]
fn lent(call: Call<SendOrder>) -> Call<SendOrder> {
    call.old_id("1")
}

#[test]
fn what_goes_away_is_still_set() {
    let client = Client::builder().build();
    let call = client.map(|client| lent(client.orders().send_order("7")));
    let whole = three_state(optional(Order::new("7")));
    if let Ok(call) = call {
        let sent = call.into_operation().body;
        assert_ne!(sent, Order::new("7"));
        assert_ne!(sent, whole);
    }
}
