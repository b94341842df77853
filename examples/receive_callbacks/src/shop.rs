use aurpay::callbacks::{Claims, Confirmed, Unconfirmed};
use aurpay::models::{OrderDetail, OrderId};
use aurpay::runtime::http::StatusCode;
use aurpay::{Amount, Client, Error};

use crate::Carts;

/// What became of a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The cart is paid, and its goods are on their way.
    Delivered,
    /// It was paid before, or by an order that has paid another cart.
    NothingNew,
    /// The order is not paid, so the goods are on the shelf again.
    Released,
    /// The order is not what was agreed upon, or not paid: somebody should look at it.
    Refused,
    /// No cart has this reference.
    Unknown,
    /// Nothing could be found out; it should come again.
    Later,
}

impl Outcome {
    /// What is answered. All that is settled is a success: whether a callback that fails comes again is not documented.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::Later => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::Delivered | Self::NothingNew | Self::Released | Self::Refused => StatusCode::OK,
        }
    }
}

/// A shop that is paid by Aurpay.
#[derive(Debug)]
pub struct Shop {
    aurpay: Client,
    /// The address under which Aurpay knows us, without a slash at its end.
    address: String,
    /// What was agreed upon.
    pub carts: Carts,
}

impl Shop {
    /// A shop at this address.
    #[must_use]
    pub fn new(aurpay: Client, address: &str) -> Self {
        Self {
            aurpay,
            address: address.to_owned(),
            carts: Carts::default(),
        }
    }

    /// Has a cart paid in a coin of the shop's choice. The answer names the order, so the tie is our own.
    ///
    /// # Errors
    ///
    /// When no order could be made.
    pub async fn pay_in_coin(&self, reference: &str, price: Amount) -> Result<String, Error> {
        self.carts.open(reference, price.clone(), "USD".into());
        let [completed, timed_out] = self.addresses(reference);
        let orders = self.aurpay.orders();
        let call = orders.payment_info("ETH", "USDT-ERC20", "USD", price);
        let call = call.callback_url(completed).timeout_callback(timed_out);
        let order = call.send().await?;
        self.carts.tie(reference, order.order_id);
        Ok(order.address)
    }

    /// Has a cart paid on the hosted page. The order comes into being only there, so the answer names none: the callback is asked for by POST,
    /// with the order in its body.
    ///
    /// # Errors
    ///
    /// When there is no such page.
    pub async fn pay_on_page(&self, reference: &str, price: Amount) -> Result<String, Error> {
        self.carts.open(reference, price.clone(), "USD".into());
        let [completed, timed_out] = self.addresses(reference);
        let call = self.aurpay.orders().payment_url("USD", price);
        let call = call.callback_url(completed).timeout_callback(timed_out);
        Ok(call.enable_post_callback(true).send().await?.pay_url)
    }

    /// Our reference goes into the query of both URLs. Time-outs get a URL of their own: the signature covers the URL, but not what is said.
    fn addresses(&self, reference: &str) -> [String; 2] {
        ["callback", "timeout"].map(|path| format!("{}/aurpay/{path}?cart={reference}", self.address))
    }

    /// What is done for a callback to the URL of completed orders.
    pub async fn completed(&self, callback: &Unconfirmed) -> Outcome {
        match self.confirm(callback).await {
            Ok((reference, order)) => self.deliver(&reference, &order),
            Err(outcome) => outcome,
        }
    }

    /// What is done for a callback to the URL of time-outs: an order can have been paid at the last moment.
    pub async fn timed_out(&self, callback: &Unconfirmed) -> Outcome {
        match self.confirm(callback).await {
            Ok((reference, order)) => self.deliver(&reference, &order),
            Err(Outcome::Refused) => {
                self.carts.release(&callback.query("cart").unwrap_or_default());
                Outcome::Released
            }
            Err(outcome) => outcome,
        }
    }

    /// From a callback to an order that is paid, for this cart. What is expected comes from our own records.
    async fn confirm(&self, callback: &Unconfirmed) -> Result<(String, Confirmed<OrderDetail>), Outcome> {
        // The signature covers the URL, so this is what we put there.
        let reference = callback.query("cart").ok_or(Outcome::Unknown)?;
        let cart = self.carts.find(&reference).ok_or(Outcome::Unknown)?;
        // Where we know the order, no claim counts. Where we do not, the claim says which one to ask for, and `pay` sees to it that
        // one order pays for one cart.
        let order = cart.order.or_else(|| claimed_order(callback)).ok_or(Outcome::Refused)?;
        match callback.confirm(&self.aurpay, order, cart.price, cart.currency).await {
            Ok(order) => Ok((reference, order)),
            Err(error) if error.is_fetch() => Err(Outcome::Later),
            Err(_) => Err(Outcome::Refused),
        }
    }

    /// Only a confirmed order gets here: nothing else has this type.
    fn deliver(&self, reference: &str, order: &Confirmed<OrderDetail>) -> Outcome {
        if self.carts.pay(reference, &order.order_id) {
            Outcome::Delivered
        } else {
            Outcome::NothingNew
        }
    }
}

fn claimed_order(callback: &Unconfirmed) -> Option<OrderId> {
    match callback.claims() {
        Claims::OrderNotification(claimed) => Some(claimed.order_id.clone()),
        _ => None,
    }
}
