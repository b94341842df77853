//! What the runtime promises to whoever stands on it, seen from outside.

#![expect(clippy::unwrap_used, reason = "tests say what they expect by failing")]

mod amount;
mod answers;
mod base64;
#[cfg(all(feature = "blocking", feature = "reqwest"))]
mod blocking;
mod call_options;
mod callback_hints;
mod callbacks;
#[cfg(feature = "axum-0-8")]
mod callbacks_in_axum;
mod clock_skew;
#[cfg(feature = "reqwest")]
mod connections;
mod constants;
mod credentials;
mod downloads;
mod environment;
mod extremes;
mod failures;
#[cfg(feature = "reqwest")]
mod fault_server;
#[cfg(feature = "reqwest")]
mod faults;
#[cfg(feature = "reqwest")]
mod files;
mod forms;
mod headers;
mod hostile_values;
mod interface;
mod kinds_of_answers;
#[cfg(feature = "tracing")]
mod listener;
mod mixed;
#[cfg(feature = "testing")]
mod mock;
mod multipart;
mod numbers;
mod once;
mod paging;
mod parameters;
#[cfg(feature = "reqwest")]
mod proxies;
mod receivers;
mod redaction;
mod requests;
#[cfg(feature = "reqwest")]
mod reqwest;
mod retries;
mod scripted;
mod secrecy;
mod sequence;
#[cfg(feature = "reqwest")]
mod server;
mod signatures;
mod sources;
#[cfg(feature = "tracing")]
mod spans;
mod streams;
#[cfg(feature = "reqwest")]
mod time_limits;
#[cfg(all(
    feature = "reqwest",
    feature = "blocking",
    any(feature = "rustls", feature = "rustls-ring")
))]
mod tls;
#[cfg(feature = "reqwest")]
mod transfers;
mod undescribed;
mod unions;
mod uploads;
mod values;
mod waiting;
