//! How the client of its users sends: what they can change, and where its credentials come from.

use aurpay::{CallOptions, Retries, Undescribed};
use serde_json::json;

use crate::transport::{Credential, Recorder, client};

const ORDER_LIST: &str = r#"{"code": 0, "result": true, "data": {"data": [], "total": 0, "max_page": 0}}"#;

#[test]
fn a_call_can_block() {
    let recorder = Recorder::answering(ORDER_LIST);
    let page = client(Credential::ApiKey, &recorder)
        .orders()
        .list()
        .page(2)
        .send_blocking()
        .unwrap();
    assert!(page.data.is_empty());
    assert_eq!(recorder.requests().len(), 1);
}

#[test]
fn what_the_description_does_not_know_is_signed_and_unwrapped_too() {
    let recorder = Recorder::answering(r#"{"code": 0, "result": true, "data": {"id": 7}}"#);
    let client = client(Credential::Signature, &recorder);
    let request = Undescribed::<aurpay::Json>::post("/api/new/thing").json(&json!({"name": "a"}));
    let answer = client.undescribed(request).send_blocking().unwrap();
    assert_eq!(answer.text(), r#"{"id": 7}"#);
    let sent = &recorder.requests()[0];
    assert!(
        sent.starts_with("POST https://dashboard.aurpay.net/api/new/thing\n") && sent.contains("\nsignature: "),
        "{sent}"
    );
    assert!(sent.ends_with("\n\n{\"name\":\"a\"}\n"), "{sent}");
}

#[test]
fn a_client_like_another_can_have_other_credentials() {
    let recorder = Recorder::answering(ORDER_LIST);
    let one = client(Credential::Signature, &recorder);
    let other = one
        .to_builder()
        .without_credentials()
        .api_key("another-key")
        .retries(Retries::none())
        .build()
        .unwrap();
    other.orders().list().send_blocking().unwrap();
    one.orders()
        .list()
        .with_options(CallOptions::new().header("X-Trace", "t-1"))
        .send_blocking()
        .unwrap();
    let sent = recorder.requests();
    assert!(
        sent[0].contains("\napi-key: another-key\n") && !sent[0].contains("\nsignature: "),
        "{}",
        sent[0]
    );
    assert!(
        sent[1].contains("\nx-trace: t-1\n") && sent[1].contains("\nsignature: "),
        "{}",
        sent[1]
    );
}

#[test]
fn its_credentials_can_come_from_a_source() {
    let recorder = Recorder::answering(ORDER_LIST);
    let key = aurpay::ChangingCredential::new(["first-key"]);
    let builder = aurpay::Client::builder()
        .transport(recorder.clone())
        .api_key_from(key.clone());
    let client = builder.build().unwrap();
    client.orders().list().send_blocking().unwrap();
    key.set(["second-key"]);
    client.orders().list().send_blocking().unwrap();
    let sent = recorder.requests();
    assert!(
        sent[0].contains("\napi-key: first-key\n") && sent[1].contains("\napi-key: second-key\n"),
        "{sent:?}"
    );
}

#[test]
fn who_carries_requests_himself_has_the_client_read_the_answers() {
    let recorder = Recorder::answering("nothing is sent");
    let call = client(Credential::Signature, &recorder).orders().list().page(2);
    let request = call.to_request().unwrap();
    assert_eq!(request.uri().path_and_query().unwrap(), "/api/v2/order/?page=2");
    let page = call
        .read_answer(aurpay::runtime::http::Response::new(ORDER_LIST.into()))
        .unwrap();
    assert_eq!(page.total, Some(0));
    let refused = aurpay::runtime::http::Response::new(r#"{"code": 401, "result": false, "message": "no"}"#.into());
    assert!(call.read_answer(refused).unwrap_err().is_auth());
    assert!(recorder.requests().is_empty());
}
