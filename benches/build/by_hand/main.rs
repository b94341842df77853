//! Makes a checkout without the client.

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Request<'a> {
    currency: &'a str,
    price: u32,
}

#[derive(Deserialize)]
struct Envelope {
    code: i64,
    message: Option<String>,
    data: Option<Checkout>,
}

#[derive(Deserialize)]
struct Checkout {
    pay_url: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let request = reqwest::Client::new()
        .post("https://dashboard.aurpay.net/api/order/pay-url")
        .header("API-Key", "an-example-key")
        .json(&Request { currency: "USD", price: 18 });
    let answer: Envelope = request.send().await?.error_for_status()?.json().await?;
    match answer.data {
        Some(checkout) if answer.code == 0 => println!("{}", checkout.pay_url),
        _ => return Err(answer.message.unwrap_or_default().into()),
    }
    Ok(())
}
