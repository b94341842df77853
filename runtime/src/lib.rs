#![doc = include_str!("../README.md")]

mod amount;
mod answer;
mod body;
mod client;
mod clock;
pub mod codegen;
mod credentials;
mod description;
mod envelope;
mod error;
mod json;
mod nullable;
mod operation;
mod raw;
mod request;
mod scheme;
mod secret;
mod signature;
mod text;
mod transport;

pub use amount::{Amount, AmountError};
pub use answer::Answer;
pub use body::{Body, BodyError};
pub use client::{Core, CoreBuilder};
pub use clock::{Clock, FixedClock, SystemClock};
pub use description::{Description, Repeat};
pub use envelope::{Envelope, Meaning};
pub use error::{Error, ErrorKind};
pub use json::{Json, JsonKind};
pub use nullable::Nullable;
pub use operation::Operation;
pub use request::{ParameterValue, RequestParts};
pub use scheme::Scheme;
pub use secret::Secret;
pub use signature::{CallbackError, CallbackVerifier, Encoding, Mac, Piece, Signature, Verified};
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{BoxError, Exchange, Transport, TransportError, TransportErrorKind};
