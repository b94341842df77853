use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use http::{HeaderValue, Uri};

use super::{Core, Shared};
use crate::credentials::Credentials;
use crate::{
    Clock, CredentialSource, Error, Retries, RetryBudget, Scheme, Secret, SystemClock, SystemTimer, Timeouts, Timer,
    Transport,
};

/// How large an answer may be unless the user says otherwise: 16 MiB.
const ANSWER_LIMIT: usize = 16 * 1024 * 1024;

/// Configures a [`Core`].
#[derive(Clone, Debug)]
pub struct CoreBuilder {
    pub(super) base_url: Option<String>,
    pub(super) is_given: bool,
    pub(super) transport: Option<Arc<dyn Transport>>,
    #[cfg(feature = "blocking")]
    pub(super) blocking_transport: Option<Arc<dyn Transport>>,
    pub(super) credentials: Credentials,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) timer: Option<Arc<dyn Timer>>,
    pub(super) timeouts: Timeouts,
    pub(super) retries: Retries,
    pub(super) budget: RetryBudget,
    pub(super) answer_limit: usize,
    pub(super) user_agent: String,
    pub(super) skew: Arc<AtomicI64>,
}

impl CoreBuilder {
    /// A client that sends to this address, and names itself so in the header `User-Agent`.
    #[must_use]
    pub fn new(base_url: Option<&str>, product: &str) -> Self {
        Self {
            base_url: base_url.map(str::to_owned),
            is_given: false,
            transport: None,
            #[cfg(feature = "blocking")]
            blocking_transport: None,
            credentials: Credentials::default(),
            clock: Arc::new(SystemClock),
            timer: None,
            timeouts: Timeouts::default(),
            retries: Retries::default(),
            budget: RetryBudget::default(),
            skew: Arc::default(),
            answer_limit: ANSWER_LIMIT,
            user_agent: format!("{product} specloom-runtime/{}", env!("CARGO_PKG_VERSION")),
        }
    }

    /// The values for a scheme, in its order.
    #[must_use]
    pub fn credential(mut self, scheme: &'static Scheme, values: impl IntoIterator<Item = Secret>) -> Self {
        self.credentials.set(scheme, values.into_iter().collect());
        self
    }

    /// Where the values for a scheme come from, as long as the client runs.
    #[must_use]
    pub fn credential_source(mut self, scheme: &'static Scheme, source: impl CredentialSource + 'static) -> Self {
        self.credentials.set_source(scheme, Arc::new(source));
        self
    }

    pub(super) fn has_credentials(&self) -> bool {
        !self.credentials.is_empty()
    }

    /// Forgets the values of all schemes.
    #[must_use]
    pub fn without_credentials(mut self) -> Self {
        self.credentials = Credentials::default();
        self
    }

    /// The algorithm that a signature is made with, by its name in the description.
    #[must_use]
    pub fn signature_algorithm(mut self, scheme: &'static Scheme, algorithm: &str) -> Self {
        self.credentials.set_algorithm(scheme, algorithm);
        self
    }

    /// Where requests go.
    #[must_use]
    pub fn base_url(mut self, url: &str) -> Self {
        self.base_url = Some(url.to_owned());
        self.is_given = true;
        self
    }

    /// What carries them, also those of calls that block.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        let transport: Arc<dyn Transport> = Arc::new(transport);
        #[cfg(feature = "blocking")]
        {
            self.blocking_transport = Some(Arc::clone(&transport));
        }
        self.transport = Some(transport);
        self
    }

    /// What carries the requests of calls that block.
    #[cfg(feature = "blocking")]
    #[must_use]
    pub fn blocking_transport(mut self, transport: impl Transport + 'static) -> Self {
        self.blocking_transport = Some(Arc::new(transport));
        self
    }

    /// Where the time comes from.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// What waits are made of.
    #[must_use]
    pub fn timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Some(Arc::new(timer));
        self
    }

    /// How long is waited for what.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// How often requests are repeated, and when.
    #[must_use]
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// What all retries share.
    #[must_use]
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.budget = budget;
        self
    }

    /// How large an answer may be, in bytes.
    #[must_use]
    pub fn answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = bytes;
        self
    }

    /// A product to be named before the client in the header `User-Agent`.
    #[must_use]
    pub fn user_agent(mut self, product: &str) -> Self {
        self.user_agent = format!("{product} {}", self.user_agent);
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// When something of this cannot be used: the error says what, and never shows a secret.
    pub fn build(self) -> Result<Core, Error> {
        let base_url = checked_url(self.base_url.as_deref())?;
        self.credentials.check().map_err(Error::configuration)?;
        let user_agent = HeaderValue::from_str(&self.user_agent).map_err(|_| {
            Error::configuration("the product for `User-Agent` has a character that no header can hold")
        })?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(self.timeouts)?,
        };
        #[cfg(feature = "blocking")]
        let blocking =
            crate::sending::Blocking::new(self.blocking_transport, self.timer.as_ref()).map_err(not_set_up)?;
        let timer = self.timer.or_else(|| transport.timer());
        let has_own_timer = timer.is_some();
        let timer = timer.unwrap_or_else(|| Arc::new(SystemTimer::default()));
        Ok(Core(Arc::new(Shared {
            base_url,
            is_given: self.is_given,
            transport,
            credentials: self.credentials,
            clock: self.clock,
            timer,
            #[cfg(feature = "blocking")]
            blocking,
            has_own_timer,
            timeouts: self.timeouts,
            retries: self.retries,
            budget: self.budget,
            answer_limit: self.answer_limit,
            user_agent,
            skew: self.skew,
        })))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(timeouts: Timeouts) -> Result<Arc<dyn Transport>, Error> {
    let builder = crate::ReqwestTransport::builder().connect_timeout(timeouts.limits().connect);
    Ok(Arc::new(builder.build().map_err(not_set_up)?))
}

/// Where there is only a library that blocks, it is what all calls are sent with.
#[cfg(all(not(feature = "reqwest"), feature = "blocking"))]
fn default_transport(_: Timeouts) -> Result<Arc<dyn Transport>, Error> {
    Ok(Arc::new(crate::UreqTransport::new().map_err(not_set_up)?))
}

#[cfg(any(feature = "reqwest", feature = "blocking"))]
fn not_set_up(source: crate::TransportError) -> Error {
    let mut error = Error::configuration("the transport cannot be set up: TLS or the proxies of the environment");
    error.0.source = Some(Box::new(source));
    error
}

#[cfg(not(any(feature = "reqwest", feature = "blocking")))]
fn default_transport(_: Timeouts) -> Result<Arc<dyn Transport>, Error> {
    Err(Error::configuration(
        "there is nothing to send with: give `transport`, or switch the feature `reqwest` on",
    ))
}

/// The address without a slash at its end, if requests can go there.
fn checked_url(url: Option<&str>) -> Result<String, Error> {
    let Some(url) = url else {
        return Err(Error::configuration("the description names no server: give `base_url`"));
    };
    let wrong = |why: &str| {
        Error::configuration(format!(
            "the base URL {why}; it looks like `https://api.example` or `http://127.0.0.1:8080/v1`"
        ))
    };
    if url.trim() != url {
        return Err(wrong("begins or ends with a blank or a line break"));
    }
    if !url.is_ascii() {
        return Err(wrong(
            "has characters outside of ASCII: write a host in the form `xn--…`, and percent-encode a path",
        ));
    }
    let uri = Uri::try_from(url).map_err(|_| wrong("is no URL"))?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.host().is_none_or(str::is_empty) {
        return Err(wrong("does not start with `http://` or `https://` and a host"));
    }
    if let Some(authority) = uri.authority() {
        if authority.as_str().contains('@') {
            return Err(wrong("holds a user name or password"));
        }
        let port = uri.port().map_or(0, |port| port.as_str().len() + 1);
        if authority.as_str().len() != authority.host().len() + port {
            return Err(wrong("has a port that is no number"));
        }
    }
    if uri.query().is_some() || url.contains('#') {
        return Err(wrong("has a query or a fragment"));
    }
    let is_step = |segment: &str| matches!(&*segment.to_ascii_lowercase().replace("%2e", "."), "." | "..");
    if uri.path().split('/').any(is_step) {
        return Err(wrong("has a path with steps such as `..`"));
    }
    Ok(url.trim_end_matches('/').to_owned())
}
