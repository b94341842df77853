//! Takes a payment: creates an order, signed, and prints the address of its checkout page.
//!
//! Without an account it talks to a tiny server on this machine: `cargo run -p take_payment`. With one, set
//! `AURPAY_BASE_URL=https://dashboard.aurpay.net`, `AURPAY_API_TOKEN` and `AURPAY_API_SECRET`.

mod stand_in;

use std::env;
use std::error::Error;

#[expect(clippy::print_stdout, reason = "this is a program")]
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let base_url = match env::var("AURPAY_BASE_URL") {
        Ok(url) => url,
        Err(_) => stand_in::start().await?,
    };
    let token = env::var("AURPAY_API_TOKEN").unwrap_or_else(|_| "example-api-token".to_owned());
    let secret = env::var("AURPAY_API_SECRET").unwrap_or_else(|_| "example-api-secret".to_owned());

    let aurpay = aurpay::Client::builder()
        .base_url(base_url)
        .signature(token, secret)
        .build()?;
    let checkout = aurpay
        .orders()
        .payment_url("USD", "18.50".parse()?)
        // The order carries no other reference to the cart than what stands in these addresses.
        .callback_url("https://shop.example/aurpay/callback?cart=32")
        .timeout_callback("https://shop.example/aurpay/timeout?cart=32")
        .send()
        .await?;
    println!("{}", checkout.pay_url);
    Ok(())
}
