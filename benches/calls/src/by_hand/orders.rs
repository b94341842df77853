use jiff::civil::DateTime;
use serde::{Deserialize, Deserializer};

use super::Money;

macro_rules! text {
    ($($(#[$about:meta])* $name:ident;)*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);
    )*};
}

text! {
    /// Names an account.
    UserId;
    /// Names an order.
    OrderId;
    /// A blockchain.
    Chain;
    /// A cryptocurrency.
    Coin;
    /// A fiat currency.
    FiatCurrency;
}

macro_rules! values {
    ($($(#[$about:meta])* $name:ident { $($variant:ident = $spelling:literal,)* })*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = concat!("`", $spelling, "`.")] $variant,)*
            /// Any other.
            Unknown(String),
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Ok(match &*text {
                    $($spelling => Self::$variant,)*
                    _ => Self::Unknown(text.into_owned()),
                })
            }
        }
    )*};
}

values! {
    /// Where an order stands.
    OrderStatus {
        Pending = "PENDING",
        Overdue = "OVERDUE",
        Success = "SUCCESS",
        Resolved = "RESOLVED",
        Partial = "PARTIAL",
        Terminated = "TERMINATED",
        Refunded = "REFUNDED",
    }
    /// What kind of order it is.
    OrderType {
        Order = "ORDER",
        Invoice = "INVOICE",
    }
    /// Where an order came from.
    Platform {
        Aurpay = "AURPAY",
        WooCommerce = "WOOCOMMERCE",
        EasyDigitalDownloads = "EASYDIGITALDOWNLOADS",
        PaidMembershipsPro = "PAIDMEMBERSHIPSPRO",
    }
}

/// An order.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Order {
    pub order_id: OrderId,
    pub status: OrderStatus,
    pub user_id: Option<UserId>,
    pub order_type: Option<OrderType>,
    pub platform: Option<Platform>,
    pub chain: Option<Chain>,
    pub chain_name: Option<String>,
    pub currency: Option<Coin>,
    pub amount: Option<Money>,
    pub vs_price: Option<Money>,
    pub vs_currency: Option<FiatCurrency>,
    pub remark: Option<String>,
    pub refund: Option<bool>,
    pub create_time: Option<DateTime>,
    pub update_time: Option<DateTime>,
}

/// A page of orders.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct OrderPage {
    pub data: Vec<Order>,
    pub page: Option<i64>,
    pub size: Option<i64>,
    pub total: Option<i64>,
    pub max_page: Option<i64>,
}
