//! What is told of a call to whoever listens with `tracing`: a span for the call, one for each attempt, and events for what is decided
//! between attempts. Never a value of a request, an answer or a credential. Without the feature nothing is told, at no cost.

use std::time::Duration;

use http::Request;
#[cfg(feature = "tracing")]
use http::Uri;

use crate::{Answer, Body, Description, Error};

/// A call, or one attempt of it.
pub(crate) struct Span(#[cfg(feature = "tracing")] tracing::Span);

#[cfg(feature = "tracing")]
macro_rules! span {
    ($name:literal, $kind:literal, $description:ident, $title:expr) => {
        Span(tracing::info_span!(
            $name,
            otel.name = %$title,
            otel.kind = $kind,
            otel.status_code = tracing::field::Empty,
            operation = $description.id(),
            http.request.method = %$description.method(),
            url.template = $description.path(),
            server.address = tracing::field::Empty,
            server.port = tracing::field::Empty,
            http.request.resend_count = tracing::field::Empty,
            http.response.status_code = tracing::field::Empty,
            error.type = tracing::field::Empty,
        ))
    };
}

#[cfg(feature = "tracing")]
impl Span {
    /// A call, from its start to its value.
    pub(crate) fn call(description: &'static Description, base_url: &str) -> Self {
        let span = span!("call", "internal", description, description.id());
        if !span.0.is_disabled() {
            span.server(&base_url.parse().unwrap_or_default());
        }
        span
    }

    /// An attempt, from when the request is ready to the last byte of its answer that is read for the caller.
    pub(super) fn attempt(description: &'static Description, request: &Request<Body>, resent: u32) -> Self {
        // In one expression, for Rust 1.85 keeps no arguments of a text longer.
        let span = span!(
            "attempt",
            "client",
            description,
            format_args!("{} {}", description.method(), description.path())
        );
        span.server(request.uri());
        if resent > 0 {
            span.0.record("http.request.resend_count", resent);
        }
        span
    }

    /// Only host and port: a path or a query can hold a secret.
    fn server(&self, uri: &Uri) {
        let port = uri
            .port_u16()
            .unwrap_or(if uri.scheme_str() == Some("http") { 80 } else { 443 });
        if let Some(host) = uri.host() {
            self.0.record("server.address", host.trim_matches(['[', ']']));
            self.0.record("server.port", port);
        }
    }

    /// The same future inside of the span.
    pub(crate) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.0.clone())
    }

    /// How an attempt has ended.
    pub(super) fn answered(&self, answer: &Result<Answer, Error>) {
        match answer {
            Ok(answer) => {
                let status = answer.status();
                self.0.record("http.response.status_code", status.as_u16());
                if status.is_client_error() || status.is_server_error() {
                    self.failed(status.as_str());
                }
            }
            Err(error) => self.error(error),
        }
    }

    /// How the call has ended.
    pub(crate) fn ended<T>(&self, result: &Result<T, Error>, attempts: u32) {
        if attempts > 1 {
            self.0.record("http.request.resend_count", attempts - 1);
        }
        if let Err(error) = result {
            self.error(error);
        }
    }

    fn error(&self, error: &Error) {
        if let Some(status) = error.status() {
            self.0.record("http.response.status_code", status.as_u16());
        }
        match error.status() {
            Some(status) if error.is_status() => self.failed(status.as_str()),
            _ => self.failed(error.kind().label()),
        }
    }

    fn failed(&self, why: &str) {
        self.0.record("otel.status_code", "ERROR");
        self.0.record("error.type", why);
    }
}

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(crate) fn call(_: &'static Description, _: &str) -> Self {
        Self()
    }

    pub(super) fn attempt(_: &'static Description, _: &Request<Body>, _: u32) -> Self {
        Self()
    }

    pub(crate) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    pub(super) fn answered(&self, _: &Result<Answer, Error>) {}

    pub(crate) fn ended<T>(&self, _: &Result<T, Error>, _: u32) {}
}

/// Tells what was decided between attempts, with what led to it.
macro_rules! event {
    ($($about:tt)*) => {
        #[cfg(feature = "tracing")]
        tracing::debug!($($about)*)
    };
}

#[cfg_attr(not(feature = "tracing"), expect(unused_variables, reason = "nobody listens"))]
pub(super) fn waits(delay: Duration, error: &Error) {
    event!(delay = ?delay, error.type = error.kind().label(), "the request is sent again after a wait");
}

#[cfg_attr(not(feature = "tracing"), expect(unused_variables, reason = "nobody listens"))]
pub(super) fn gives_up(why: &'static str, error: &Error) {
    event!(error.type = error.kind().label(), "the request is not sent again: {why}");
}

#[cfg_attr(not(feature = "tracing"), expect(unused_variables, reason = "nobody listens"))]
pub(super) fn corrects_clock(seconds: i64) {
    event!(
        seconds,
        "the clock is set by the server's, which is ahead by so many seconds"
    );
}

pub(super) fn renews_credentials() {
    event!("the server refused the credentials, and there are others");
}
