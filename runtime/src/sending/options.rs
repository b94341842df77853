use std::fmt;
use std::time::Duration;

use http::header::{CONNECTION, CONTENT_LENGTH, HOST, TE, TRAILER, TRANSFER_ENCODING, UPGRADE};
use http::{HeaderName, HeaderValue};
use serde::Serialize;

use super::{Limits, Retries, Timeouts};
use crate::request::encode;
use crate::{Error, RequestParts};

/// Headers that belong to the transport: set by hand, they would say something else than what is sent.
const OF_THE_TRANSPORT: [HeaderName; 7] = [
    CONNECTION,
    CONTENT_LENGTH,
    HOST,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// What is different for one call: its time, its retries, and what it sends beside what the description knows.
///
/// ```
/// use std::time::Duration;
/// use specloom_runtime::{CallOptions, Retries};
///
/// let options = CallOptions::new()
///     .timeout(Duration::from_secs(5))
///     .retries(Retries::none())
///     .header("X-Trace", "t-1")
///     .query("verbose", "true");
/// ```
#[derive(Clone, Default)]
pub struct CallOptions {
    timeouts: Option<Timeouts>,
    overall: Option<Duration>,
    pub(super) retries: Option<Retries>,
    headers: Vec<(HeaderName, HeaderValue)>,
    query: Vec<(String, String)>,
    members: Vec<(String, Box<serde_json::value::RawValue>)>,
    /// The first thing that cannot be sent; the call fails with it before anything leaves.
    problem: Option<String>,
}

impl CallOptions {
    /// Nothing different.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the time of the whole call; the other limits stay.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.overall = Some(limit);
        self
    }

    /// Sets all limits of time, in place of those of the client.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = Some(timeouts);
        self
    }

    /// Sets how often the request is repeated, in place of what the client has.
    #[must_use]
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Sends a header, in place of one of that name from a parameter. The headers of the credentials stay: a call that names one of them
    /// fails before anything is sent.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(value.as_ref()),
        ) {
            (Ok(known), _) if OF_THE_TRANSPORT.contains(&known) => {
                self.refuse(format!("the header `{name}` belongs to the transport"));
            }
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(true);
                self.headers.push((name, value));
            }
            (Err(_), _) => self.refuse(format!("{name:?} is no name for a header")),
            (_, Err(_)) => self.refuse(format!(
                "the value for the header `{name}` has a character that no header can hold"
            )),
        }
        self
    }

    /// Sends a further parameter in the query.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Sends a further member in the body, which must be a JSON object or a URL-encoded form.
    #[must_use]
    pub fn member(mut self, name: impl Into<String>, value: impl Serialize) -> Self {
        let name = name.into();
        match serde_json::value::to_raw_value(&value) {
            Ok(value) => self.members.push((name, value)),
            Err(error) => self.refuse(format!("the member `{name}` cannot be written as JSON: {error}")),
        }
        self
    }

    /// The same, but with no more time for the whole call than this.
    pub(crate) fn within(mut self, left: Duration, of_client: Timeouts) -> Self {
        let overall = self.limits(of_client).overall;
        self.overall = Some(overall.map_or(left, |overall| overall.min(left)));
        self
    }

    fn refuse(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }

    /// The limits of time, where the client has these.
    pub(super) fn limits(&self, of_client: Timeouts) -> Limits {
        let mut limits = self.timeouts.unwrap_or(of_client).limits();
        limits.overall = self.overall.or(limits.overall);
        limits
    }

    /// Puts what this call sends beside its operation into the request.
    pub(super) fn apply(&self, parts: &mut RequestParts) -> Result<(), Error> {
        if let Some(problem) = &self.problem {
            return Err(Error::invalid_request(parts.description, problem.clone()));
        }
        for (name, value) in &self.headers {
            parts.replace_header(name, value);
        }
        for (name, value) in &self.query {
            parts.query_pair(name, &encode(value));
        }
        parts.add_members(&self.members)
    }
}

/// Names only: values can be secrets.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        let query: Vec<&str> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        let members: Vec<&str> = self.members.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("CallOptions")
            .field("timeouts", &self.timeouts)
            .field("timeout", &self.overall)
            .field("retries", &self.retries)
            .field("headers", &headers)
            .field("query", &query)
            .field("members", &members)
            .finish()
    }
}
