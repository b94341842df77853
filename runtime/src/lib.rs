#![doc = include_str!("../README.md")]

mod amount;
mod answer;
mod base64;
mod body;
mod callback;
mod client;
mod clock;
pub mod codegen;
mod credentials;
mod description;
mod download;
mod envelope;
mod error;
mod file;
mod json;
mod nullable;
mod operation;
mod paging;
mod raw;
mod request;
mod response;
mod scheme;
mod secret;
mod sending;
mod signature;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
mod transport;
mod undescribed;
mod upload;
mod waiting;

pub use amount::{Amount, AmountError};
pub use answer::{Answer, AnswerKind, Answers, Head};
pub use base64::Base64;
pub use body::{Body, BodyError};
pub use callback::{
    CallbackEvent, CallbackReceiver, CallbackSigner, ConfirmError, Confirmed, Difference, FirstTime, Once, Received,
    SeenInMemory, UnrecognizedCallback, registered_url,
};
pub use client::{Core, CoreBuilder};
pub use clock::{Clock, FixedClock, SystemClock};
pub use credentials::{ChangingCredential, CredentialSource, Provided};
pub use description::{Description, Repeat};
pub use download::Download;
pub use envelope::{Envelope, Meaning};
pub use error::{Error, ErrorKind};
pub use file::File;
pub use json::{Json, JsonKind};
pub use nullable::Nullable;
pub use operation::Operation;
pub use paging::{Input, Items, Page, Paged, Pages, Paging, Position, PositionError};
pub use request::{Files, FormStyle, Members, Multipart, ParameterValue, RequestParts};
pub(crate) use response::request_id;
pub use response::{Header, HeaderText, Response};
pub use scheme::Scheme;
pub use secret::Secret;
pub use sending::{CallOptions, Limits, Retries, RetryBudget, Sleeping, SystemTimer, Timeouts, Timer, VirtualTimer};
pub use signature::{
    CallbackError, CallbackHint, CallbackVerifier, DateForm, Encoding, Mac, Piece, Signature, Verified,
};
#[cfg(any(feature = "reqwest", feature = "blocking"))]
pub use transport::Tls;
pub use transport::{AttemptLimits, BoxError, Exchange, Transport, TransportError, TransportErrorKind};
#[cfg(feature = "reqwest")]
pub use transport::{ReqwestTransport, ReqwestTransportBuilder};
#[cfg(feature = "blocking")]
pub use transport::{UreqTransport, UreqTransportBuilder};
pub use undescribed::{Undescribed, Undescribing};
pub use upload::Upload;
pub use waiting::{Waiter, Waiting};
