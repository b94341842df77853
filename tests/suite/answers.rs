use aurpay::models;
use serde::Serialize;
use serde::de::DeserializeOwned;
use specloom::load::{Node, Value};

use crate::calls::{OPERATIONS, call};
use crate::description::{self, json, tree};
use crate::transport::{Credential, Recorder, client};

/// Whether two values say the same: numbers by their text, absent and null alike, whatever the order of members.
fn same(left: &Node, right: &Node) -> bool {
    match (&left.value, &right.value) {
        (Value::Mapping(left), Value::Mapping(right)) => {
            let names = left.iter().chain(right.iter()).map(|entry| &*entry.key);
            names.into_iter().all(|name| match (left.get(name), right.get(name)) {
                (Some(left), Some(right)) => same(left, right),
                (Some(only), None) | (None, Some(only)) => only.is_null(),
                (None, None) => true,
            })
        }
        (Value::Sequence(left), Value::Sequence(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        _ => json(left) == json(right),
    }
}

#[track_caller]
fn assert_same(actual: &str, expected: &str, what: &str) {
    assert!(
        same(&tree(actual), &tree(expected)),
        "{what}:\n  encoded: {actual}\n  example: {expected}"
    );
}

/// Every example of an answer is read by the client, and written again it says the same.
#[tokio::test]
async fn every_answer_example_survives() {
    let mut examples = 0;
    for operation in description::operations() {
        let name = OPERATIONS.iter().copied().find(|name| *name == operation.id).unwrap();
        assert!(!operation.answers.is_empty(), "{name} has no example of an answer");
        for example in operation.answers {
            let recorder = Recorder::answering(example.as_str());
            let answer = call(&client(Credential::ApiKey, &recorder), name, "https://shop.example")
                .await
                .answer
                .unwrap();
            let root = tree(&example);
            let payload = root.get("data").map_or_else(|| "null".to_owned(), json);
            assert_same(&answer, &payload, name);
            examples += 1;
        }
    }
    assert!(examples >= 19, "only {examples} examples");
}

fn survives<T: Serialize + DeserializeOwned>(example: &str, what: &str) {
    let value: T = serde_json::from_str(example).unwrap_or_else(|error| panic!("{what}: {error}\n{example}"));
    assert_same(&serde_json::to_string(&value).unwrap(), example, what);
}

/// Every example of a request is read into its type, and written again it says the same.
#[test]
fn every_request_example_survives() {
    for operation in description::operations() {
        for example in &operation.requests {
            match operation.id.as_str() {
                "getPaymentUrl" => survives::<models::PaymentUrlRequest>(example, &operation.id),
                "getPaymentInfo" => survives::<models::PaymentInfoRequest>(example, &operation.id),
                "refundOrder" => survives::<models::RefundRequest>(example, &operation.id),
                "withdrawFromWallet" => survives::<models::WithdrawalRequest>(example, &operation.id),
                "createLightningOrder" => survives::<models::LightningOrderRequest>(example, &operation.id),
                "withdrawLightning" => survives::<models::LightningWithdrawalRequest>(example, &operation.id),
                "issueApiKey" => survives::<models::ApiKeyRequest>(example, &operation.id),
                "createPluginOrder" => survives::<models::PluginOrderRequest>(example, &operation.id),
                "createPluginToken" => survives::<models::PluginTokenRequest>(example, &operation.id),
                other => panic!("{other} has an example of a request and no type here"),
            }
        }
    }
}

/// The bodies that callbacks carry are read too.
#[test]
fn every_callback_example_survives() {
    let bodies = description::callback_bodies();
    assert!(!bodies.is_empty());
    for body in bodies {
        survives::<models::OrderNotification>(&body, "callback");
    }
}

/// Before payment most members can be null, those too whose type other schemas share.
#[test]
fn a_callback_with_nulls_is_read() {
    let order: models::OrderNotification = serde_json::from_str(
        r#"{"order_id":"20240617000000000001","status":"PENDING","user_id":null,"order_type":null,"platform":null,
            "chain":null,"currency":null,"vs_currency":null,"tx_type":null}"#,
    )
    .unwrap();
    assert_eq!((order.order_type, order.platform, order.tx_type), (None, None, None));
}

/// What the server adds or renames later never fails an answer; a money member that is no number does.
#[test]
fn the_unknown_survives_and_wrong_money_does_not() {
    let order: models::Order = serde_json::from_str(
        r#"{"order_id":"20240617000000000001","status":"SHIPPED","refund_reason":{"a":[1]},"amount":"19.0012"}"#,
    )
    .unwrap();
    assert_eq!(order.status, models::OrderStatus::from("SHIPPED"));
    assert_eq!(order.status.as_str(), "SHIPPED");
    assert!(!order.status.is_paid());
    assert_eq!(order.amount.unwrap().to_string(), "19.0012");
    let wrong = serde_json::from_str::<models::Order>(r#"{"order_id":"1","status":"PENDING","amount":"a lot"}"#);
    assert!(wrong.is_err());
}

/// What an answer of another status says is in the error, whichever way it is spelled.
#[tokio::test]
async fn every_failure_example_is_told_in_the_error() {
    let mut examples = 0;
    for operation in description::operations() {
        let name = OPERATIONS.iter().copied().find(|name| *name == operation.id).unwrap();
        for example in operation.failures {
            let recorder = Recorder::failing(401, example.as_str());
            let called = call(&client(Credential::ApiKey, &recorder), name, "https://shop.example").await;
            let error = called.answer.unwrap_err();
            assert!(error.is_status(), "{name}: {error}");
            // Where secrets travel, a server that repeats them would give them away.
            let silent = ["issueApiKey", "createPluginToken", "verifyPluginKey"].contains(&name);
            let said = (!silent).then_some("example message");
            assert_eq!(error.server_message(), said, "{name}: {error}");
            examples += 1;
        }
    }
    assert!(examples >= 19, "only {examples} examples");
}

/// The examples of the named types survive too, and of answers that say no.
#[test]
fn every_named_example_survives() {
    let examples = description::named_examples();
    assert!(examples.iter().any(|(name, _)| name == "Failure"));
    for (name, example) in examples {
        match name.as_str() {
            "Failure" => survives::<models::Failure>(&example, &name),
            "Chain" => survives::<models::Chain>(&example, &name),
            "Coin" => survives::<models::Coin>(&example, &name),
            "FiatCurrency" => survives::<models::FiatCurrency>(&example, &name),
            "OrderId" => survives::<models::OrderId>(&example, &name),
            "OrderStatus" => survives::<models::OrderStatus>(&example, &name),
            "OrderType" => survives::<models::OrderType>(&example, &name),
            "Platform" => survives::<models::Platform>(&example, &name),
            "TransactionType" => survives::<models::TransactionType>(&example, &name),
            "UserId" => survives::<models::UserId>(&example, &name),
            // What every envelope holds is read by the runtime, not into a type of its own.
            "EnvelopeCode" | "EnvelopeMessage" | "EnvelopeResult" => {}
            other => panic!("{other} has an example and no type here"),
        }
    }
}
