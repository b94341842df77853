//! What the runtime promises to whoever stands on it, seen from outside.

#![expect(clippy::unwrap_used, reason = "tests say what they expect by failing")]

mod amount;
mod answers;
mod base64;
mod callbacks;
mod constants;
mod credentials;
mod downloads;
mod failures;
#[cfg(feature = "reqwest")]
mod files;
mod forms;
mod headers;
mod hostile_values;
mod kinds_of_answers;
mod multipart;
mod numbers;
mod parameters;
mod requests;
#[cfg(feature = "reqwest")]
mod reqwest;
mod scripted;
mod secrecy;
#[cfg(feature = "reqwest")]
mod server;
mod signatures;
mod streams;
#[cfg(feature = "reqwest")]
mod transfers;
mod uploads;
mod values;
