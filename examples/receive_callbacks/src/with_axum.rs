//! With axum: a callback is an argument of a handler, and what is none never gets there.

use std::sync::Arc;

use aurpay::callbacks::{Receiver, Unconfirmed};
use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::get;

use crate::Shop;

/// The state of the application.
#[derive(Clone, Debug)]
pub struct App {
    /// What is done.
    pub shop: Arc<Shop>,
    /// Made with `Receiver::from_env()?.base_url("https://shop.example")`.
    pub receiver: Receiver,
}

/// Where handlers find the receiver.
impl FromRef<App> for Receiver {
    fn from_ref(app: &App) -> Self {
        app.receiver.clone()
    }
}

/// The two URLs that are registered. Each takes both forms: by GET, and by POST with the order.
pub fn router(app: App) -> Router {
    let callbacks = Router::new()
        .route("/callback", get(completed).post(completed))
        .route("/timeout", get(timed_out).post(timed_out));
    Router::new().nest("/aurpay", callbacks).with_state(app)
}

async fn completed(State(app): State<App>, callback: Unconfirmed) -> StatusCode {
    app.shop.completed(&callback).await.status()
}

async fn timed_out(State(app): State<App>, callback: Unconfirmed) -> StatusCode {
    app.shop.timed_out(&callback).await.status()
}
