//! The server in memory as a merchant's tests use it.

use aurpay::models::{OrderDetail, OrderPage};
use aurpay::orders::{GetOrder, ListOrders};
use aurpay::testing::{Mock, Reply};
use aurpay::{Client, Error};

fn client(mock: &Mock) -> Client {
    Client::builder()
        .signature("token", "secret")
        .transport(mock.clone())
        .build()
        .unwrap()
}

#[tokio::test]
async fn five_lines_are_enough() -> Result<(), Error> {
    let mock = Mock::new();
    mock.when(|get: &GetOrder| get.order_id == "7")
        .answer(OrderDetail::new("7", "SUCCESS"));
    let client = Client::builder().api_key("test").transport(mock.clone()).build()?;
    assert_eq!(client.orders().get("7").send().await?.status, "SUCCESS");
    mock.verify();
    Ok(())
}

#[test]
fn five_lines_are_enough_where_the_thread_waits() -> Result<(), Error> {
    let mock = Mock::new();
    mock.when(|get: &GetOrder| get.order_id == "7")
        .answer(OrderDetail::new("7", "SUCCESS"));
    let client = Client::builder().api_key("test").transport(mock.clone()).build()?;
    assert_eq!(client.orders().get("7").send_blocking()?.status, "SUCCESS");
    mock.verify();
    Ok(())
}

#[tokio::test]
async fn pages_faults_and_refusals() {
    let mock = Mock::new();
    mock.when(|list: &ListOrders| matches!(list, ListOrders { page: Some(2), .. }))
        .answer(OrderPage::new(vec![]));
    mock.on::<ListOrders>()
        .reply(Reply::status(503))
        .refuse(500, "no such page");
    let client = client(&mock);
    assert!(client.orders().list().page(2).send().await.unwrap().data.is_empty());
    let refused = client.orders().list().send().await.unwrap_err();
    assert_eq!((refused.code(), refused.attempts()), (Some(500), 2));
    let requests = mock.requests();
    assert_eq!(
        (requests[0].path(), requests[0].query()),
        ("/api/v2/order/", Some("page=2"))
    );
    assert!(
        requests.iter().all(|request| request.header("signature").is_some()),
        "{requests:?}"
    );
    mock.verify();
}

#[tokio::test]
async fn what_is_not_expected_says_what_was_called() {
    let mock = Mock::new();
    mock.on::<ListOrders>().answer(OrderPage::new(vec![]));
    let error = client(&mock).orders().get("7").send().await.unwrap_err();
    let said = error.to_string();
    assert!(
        said.contains("no answer for `getOrder`: GetOrder { order_id: \"7\" }"),
        "{said}"
    );
    assert!(said.contains("`listOrders` (tests/suite/testing.rs:"), "{said}");
    assert_eq!(mock.problems().len(), 2, "{:?}", mock.problems());
}
