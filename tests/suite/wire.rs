use std::path::Path;

use snapbox::{Data, assert_data_eq};

use crate::calls::{OPERATIONS, call};
use crate::transport::{Credential, Recorder, client};

/// The credentials that an operation takes, as the API's documentation has it.
fn credentials(operation: &str) -> &'static [Credential] {
    match operation {
        "issueApiKey" | "verifyPluginKey" => &[Credential::None],
        "createPluginOrder" | "createPluginToken" => &[Credential::ApiKey],
        "getPaymentUrl" => &[Credential::ApiKey, Credential::Signature, Credential::SignatureSha3],
        _ => &[Credential::ApiKey, Credential::Signature],
    }
}

/// Request line, headers and body of every operation, under each credential that it takes, stand byte for byte under `tests/wire`.
#[tokio::test]
async fn every_request_is_sent_as_expected() {
    for &operation in OPERATIONS {
        for &credential in credentials(operation) {
            let recorder = Recorder::answering(r#"{"code":0,"message":"ok","result":true,"data":{}}"#);
            // Whether the empty answer can be read is not the question here.
            let _ = call(&client(credential, &recorder), operation, "https://shop.example").await;
            let [request] = recorder.requests().try_into().unwrap();
            let request = request.replace(&format!("/{}", env!("CARGO_PKG_VERSION")), "/VERSION");
            let path = Path::new("tests/wire").join(format!("{operation}.{credential:?}.txt"));
            assert_data_eq!(request, Data::read_from(&path, None).raw());
        }
    }
}

/// An operation that needs credentials is not sent without, and the error says how to give them.
#[tokio::test]
async fn nothing_is_sent_without_the_credentials_that_it_needs() {
    for &operation in OPERATIONS
        .iter()
        .filter(|operation| credentials(operation) != [Credential::None])
    {
        let recorder = Recorder::answering("{}");
        let called = call(&client(Credential::None, &recorder), operation, "https://shop.example").await;
        let error = called.answer.unwrap_err();
        assert!(error.is_credential_missing(), "{}: {error}", called.operation);
        assert!(error.to_string().contains("api_key"), "{error}");
        assert_eq!(recorder.requests(), [""; 0]);
    }
}

/// The plugin calls take an API key only.
#[tokio::test]
async fn plugin_calls_are_never_signed() {
    for operation in ["createPluginOrder", "createPluginToken"] {
        let recorder = Recorder::answering("{}");
        let error = call(
            &client(Credential::Signature, &recorder),
            operation,
            "https://shop.example",
        )
        .await
        .answer
        .unwrap_err();
        assert!(error.is_credential_missing(), "{error}");
    }
}

/// The client covers the description, and these tests cover the client.
#[test]
fn every_operation_of_the_description_is_called() {
    let described: Vec<String> = crate::description::operations()
        .into_iter()
        .map(|operation| operation.id)
        .collect();
    assert_eq!(described, OPERATIONS);
}
