use std::fmt::Debug;

use aurpay::models;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::transport::{Credential, Recorder, client};

fn is_data<T: Clone + Debug + PartialEq + Send + Sync + Serialize + DeserializeOwned + 'static>() {}

macro_rules! data {
    ($($name:ident,)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// Compiles only where each type can be cloned, compared, shown, shared between threads, read and written.
        #[test]
        fn every_type_is_plain_data() {
            $(is_data::<models::$name>();)*
        }
    };
}

data! {
    ApiKeyRequest,
    Chain,
    Checkout,
    Coin,
    CryptoCurrency,
    CryptoCurrencyEntry,
    Failure,
    FiatCurrency,
    FiatCurrencyEntry,
    IssuedApiKey,
    LightningBalance,
    LightningOrder,
    LightningOrderRequest,
    LightningWithdrawalRequest,
    Order,
    OrderDetail,
    OrderId,
    OrderNotification,
    OrderPage,
    OrderStatus,
    OrderType,
    PaymentInfo,
    PaymentInfoRequest,
    PaymentUrlRequest,
    Platform,
    PluginOrder,
    PluginOrderOrigin,
    PluginOrderRequest,
    PluginToken,
    PluginTokenOrigin,
    PluginTokenRequest,
    Refund,
    RefundInfo,
    RefundRequest,
    SelfCustodyWallet,
    Transaction,
    TransactionPage,
    TransactionType,
    UserId,
    Wallet,
    Withdrawal,
    WithdrawalRequest,
}

/// The list above is whole.
#[test]
fn every_type_is_listed() {
    let files = std::fs::read_dir("generated/src/models").unwrap();
    let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let mut names = Vec::new();
    for line in texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()) {
        // The rows that begin a type in the table of its file.
        let words: Vec<&str> = line.split([' ', ':']).filter(|word| !word.is_empty()).collect();
        if let (true, ["object" | "values" | "union" | "text", name, ..]) =
            (line.starts_with("    ") && !line.starts_with("     "), words.as_slice())
        {
            names.push((*name).to_owned());
        }
    }
    names.sort_unstable();
    assert_eq!(names, NAMES);
}

/// A call can be spawned on any runtime, from a handle that is gone by then.
#[test]
fn calls_are_send_and_borrow_nothing() {
    fn spawnable<F: Future + Send + 'static>(_: F) {}
    let client = client(Credential::ApiKey, &Recorder::answering("{}"));
    let call = client.orders().list();
    drop(client);
    spawnable(call.send());
}

/// Secrets show in no `Debug` output: not in requests, not in answers, not in the client.
#[tokio::test]
async fn secrets_are_masked_in_what_is_shown() {
    let request = models::ApiKeyRequest::new("merchant@shop.example", "hunter2-password");
    let issued: models::IssuedApiKey = serde_json::from_str(r#"{"access_token":"eyJhbGciOi","expire":86400}"#).unwrap();
    let recorder = Recorder::answering("<html>hunter2-password</html>");
    let client = client(Credential::Signature, &recorder);
    let call = client
        .plugins()
        .verify_key("hunter2-key", "WOOCOMMERCE", "https://shop.example");
    let mut shown = format!("{request:?} {issued:?} {client:?} {call:?}");
    let error = client
        .keys()
        .issue("merchant@shop.example", "hunter2-password")
        .send()
        .await
        .unwrap_err();
    shown.push_str(&format!("{error} {error:?}"));
    for secret in ["hunter2", "eyJhbGciOi", "example-api-secret", "example-api-token"] {
        assert!(!shown.contains(secret), "{secret} shows in: {shown}");
    }
}
