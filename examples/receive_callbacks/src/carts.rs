use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use aurpay::Amount;
use aurpay::models::{FiatCurrency, OrderId};

/// What the shop's own records say of a cart. A real shop has a table of them.
#[derive(Clone, Debug)]
pub struct Cart {
    /// What the buyer was told.
    pub price: Amount,
    /// In this currency.
    pub currency: FiatCurrency,
    /// The order that was made for it, where the answer named one.
    pub order: Option<OrderId>,
    /// The order that has paid it.
    pub paid_by: Option<OrderId>,
    /// Whether its goods are still kept for the buyer.
    pub is_open: bool,
}

/// The carts by our own references.
#[derive(Debug, Default)]
pub struct Carts(Mutex<HashMap<String, Cart>>);

impl Carts {
    /// Writes down what a cart costs, before anything is asked of anybody.
    pub fn open(&self, reference: &str, price: Amount, currency: FiatCurrency) {
        let cart = Cart {
            price,
            currency,
            order: None,
            paid_by: None,
            is_open: true,
        };
        self.lock().insert(reference.to_owned(), cart);
    }

    /// Writes down which order was made for it.
    pub fn tie(&self, reference: &str, order: OrderId) {
        if let Some(cart) = self.lock().get_mut(reference) {
            cart.order = Some(order);
        }
    }

    /// What is known of a cart.
    pub fn find(&self, reference: &str) -> Option<Cart> {
        self.lock().get(reference).cloned()
    }

    /// Marks a cart as paid by an order. It says no when it was paid before, since callbacks come more than once, and when the order has paid
    /// another cart: one order pays once. In a database, this is one `UPDATE … WHERE paid_by IS NULL` on a column that is unique, in one
    /// transaction with whatever is delivered.
    pub fn pay(&self, reference: &str, order: &OrderId) -> bool {
        let mut carts = self.lock();
        let is_spent = carts.values().any(|cart| cart.paid_by.as_ref() == Some(order));
        match carts.get_mut(reference) {
            Some(cart) if cart.paid_by.is_none() && !is_spent => {
                cart.paid_by = Some(order.clone());
                true
            }
            _ => false,
        }
    }

    /// Gives the goods of a cart back to the shelf.
    pub fn release(&self, reference: &str) {
        if let Some(cart) = self.lock().get_mut(reference) {
            cart.is_open = false;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Cart>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
