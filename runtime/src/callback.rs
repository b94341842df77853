//! Requests that the server sends to us: received, read, confirmed, and made for tests.

mod address;
#[cfg(feature = "axum-0-8")]
pub mod axum;
mod confirm;
mod event;
mod once;
mod receiver;
mod signer;

pub use address::registered_url;
pub use confirm::{Agreement, ConfirmError, Confirmed, Difference};
pub use event::{CallbackEvent, EventForm, FormReader, UnrecognizedCallback, read_event, read_form, write_body};
pub use once::{FirstTime, Once, SeenInMemory};
pub use receiver::{CallbackReceiver, Received};
pub use signer::CallbackSigner;
