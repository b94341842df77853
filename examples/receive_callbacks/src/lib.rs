//! A shop that is paid by Aurpay: how an order is tied to a cart, and how callbacks are received with axum and with hyper alone.
//!
//! [`Shop`] knows no framework: [`with_axum`] and [`with_hyper`] only hand it what was received.

mod carts;
mod shop;
pub mod with_axum;
pub mod with_hyper;

pub use carts::{Cart, Carts};
pub use shop::{Outcome, Shop};
