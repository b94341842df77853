//! Callbacks as arguments of handlers of axum 0.8.

use std::fmt;

use axum::body::{Body, to_bytes};
use axum::extract::OriginalUri;
pub use axum::extract::{FromRef, FromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::{CallbackEvent, CallbackReceiver, Received};
use crate::CallbackError;

/// Why a request does not become the argument of a handler. It answers with its status and nothing else: the reasons are for the log of
/// this server. A handler that takes `Result<…, CallbackRejection>` sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackRejection {
    /// It is no genuine callback: 400, 401, or 500 where this server is set up wrongly.
    Refused(CallbackError),
    /// Its body is larger than the receiver's limit: 413.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Its body broke off: 400.
    Interrupted,
}

impl CallbackRejection {
    /// What is answered.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(error) => error.status(),
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Interrupted => StatusCode::BAD_REQUEST,
        }
    }
}

impl fmt::Display for CallbackRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => error.fmt(f),
            Self::TooLarge { limit } => write!(f, "the callback is larger than {limit} bytes"),
            Self::Interrupted => f.write_str("the body of the callback broke off"),
        }
    }
}

impl std::error::Error for CallbackRejection {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Refused(error) => Some(error),
            _ => None,
        }
    }
}

impl IntoResponse for CallbackRejection {
    fn into_response(self) -> Response {
        self.status().into_response()
    }
}

/// Receives a request of axum. In nested routers, the path is that before nesting.
///
/// # Errors
///
/// When the callback is not genuine, too large, or breaks off.
pub async fn receive<E: CallbackEvent>(
    receiver: &CallbackReceiver,
    request: Request,
) -> Result<Received<E>, CallbackRejection> {
    let (parts, body) = request.into_parts();
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
    let url = receiver.url_of(uri).map_err(CallbackRejection::Refused)?;
    let limit = receiver.most_bytes();
    let body = whole(body, limit).await?;
    receiver
        .receive_parts(&parts.method, &url, &parts.headers, &body)
        .map_err(CallbackRejection::Refused)
}

async fn whole(body: Body, limit: usize) -> Result<axum::body::Bytes, CallbackRejection> {
    use axum::body::HttpBody as _;
    let announced = body.size_hint().lower();
    if usize::try_from(announced).map_or(true, |announced| announced > limit) {
        return Err(CallbackRejection::TooLarge { limit });
    }
    to_bytes(body, limit).await.map_err(|error| {
        // The limit is told apart by what the library wraps, which it gives no name.
        if error.to_string().contains("length limit") {
            CallbackRejection::TooLarge { limit }
        } else {
            CallbackRejection::Interrupted
        }
    })
}
