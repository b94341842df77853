//! Makes a checkout with the client.

use aurpay::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), aurpay::Error> {
    let client = Client::builder().api_key("an-example-key").build()?;
    let checkout = client.orders().payment_url("USD", 18u32.into()).send().await?;
    println!("{}", checkout.pay_url);
    Ok(())
}
