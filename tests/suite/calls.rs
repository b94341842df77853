use aurpay::{Client, Error, models};
use serde::Serialize;

/// What came of a call: the answer as JSON.
pub struct Called {
    pub operation: &'static str,
    pub answer: Result<String, Error>,
}

fn json(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap()
}

macro_rules! calls {
    ($($operation:literal => $call:expr,)*) => {
        /// The operations, in the order of the description.
        pub const OPERATIONS: &[&str] = &[$($operation),*];

        /// Calls one operation with every argument and every option that it has; `site` is where the shop is.
        pub async fn call(client: &Client, operation: &'static str, site: &str) -> Called {
            let answer = match operation {
                $($operation => {
                    let call = $call;
                    call(client, site).send().await.map(|answer| json(&answer))
                })*
                other => panic!("no call of {other}"),
            };
            Called { operation, answer }
        }
    };
}

const ORDER: &str = "20240617000000000001";

calls! {
    "getPaymentUrl" => |client: &Client, site: &str| client
        .orders()
        .payment_url("USD", "18.50".parse().unwrap())
        .succeed_url(format!("{site}/thanks?order=7&lang=en"))
        .timeout_url(format!("{site}/late"))
        .callback_url(format!("{site}/aurpay/callback?id=32"))
        .timeout_callback(format!("{site}/aurpay/timeout?id=32"))
        .fixed_encrypt_price(true)
        .enable_post_callback(true),
    "getPaymentInfo" => |client: &Client, site: &str| client
        .orders()
        .payment_info("ETH", "USDT-ERC20", "USD", "18".parse().unwrap())
        .callback_url(format!("{site}/aurpay/callback?id=32")),
    "listOrders" => |client: &Client, _: &str| client.orders().list().page(1).size(10),
    "getOrder" => |client: &Client, _: &str| client.orders().get(ORDER),
    "getOrderRefundInfo" => |client: &Client, _: &str| client.orders().refund_info(ORDER),
    "refundOrder" => |client: &Client, _: &str| client
        .orders()
        .refund(ORDER)
        .body(models::RefundRequest::new().address("0x52908400098527886E0F7030069857D2E4169EE7")),
    "listTransactions" => |client: &Client, _: &str| client.orders().transactions().page(2).size(5),
    "listCryptoCurrencies" => |client: &Client, _: &str| client.orders().crypto_currencies(),
    "listFiatCurrencies" => |client: &Client, _: &str| client.orders().fiat_currencies(),
    "listWallets" => |client: &Client, _: &str| client.wallets().list(),
    "withdrawFromWallet" => |client: &Client, _: &str| client.wallets().withdraw(
        "TRX",
        "USDT-TRC20",
        "100.25".parse().unwrap(),
        "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8",
    ),
    "listSelfCustodyWallets" => |client: &Client, _: &str| client.wallets().self_custody(),
    "getLightningBalance" => |client: &Client, _: &str| client.lightning().balance(),
    "createLightningOrder" => |client: &Client, site: &str| client
        .lightning()
        .create_order("USD", "100.0".parse().unwrap())
        .callback_url(format!("{site}/aurpay/callback?id=33")),
    "withdrawLightning" => |client: &Client, _: &str| client.lightning().withdraw("lnbc1examplefortests").amount("0.001".parse().unwrap()),
    "issueApiKey" => |client: &Client, _: &str| client.keys().issue("merchant@shop.example", "example-password"),
    "createPluginOrder" => |client: &Client, site: &str| client.plugins().create_order(aurpay::plugins::CreatePluginOrderArguments {
        chain: "ETH".into(),
        currency: "USDT-ERC20".into(),
        callback: format!("{site}/thanks"),
        platform: "WOOCOMMERCE".into(),
        origin: models::PluginOrderOrigin::new("1001", "USD", "18.5".parse().unwrap(), site, format!("{site}/cb")),
    }),
    "createPluginToken" => |client: &Client, site: &str| client.plugins().create_token(
        "WOOCOMMERCE",
        models::PluginTokenOrigin::new("1001", "18.5".parse().unwrap(), "USD", format!("{site}/cb"), format!("{site}/ok"), site),
    ),
    "verifyPluginKey" => |client: &Client, site: &str| client.plugins().verify_key("example-public-key", "WOOCOMMERCE", format!("{site}/?a=b&c=d")).id("7"),
}
