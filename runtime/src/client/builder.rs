use std::sync::Arc;

use http::{HeaderValue, Uri};

use super::{Core, Shared};
use crate::credentials::Credentials;
use crate::{Clock, Error, Scheme, Secret, SystemClock, Transport};

/// How large an answer may be unless the user says otherwise: 16 MiB.
const ANSWER_LIMIT: usize = 16 * 1024 * 1024;

/// Configures a [`Core`].
#[derive(Debug)]
pub struct CoreBuilder {
    base_url: Option<String>,
    is_given: bool,
    transport: Option<Arc<dyn Transport>>,
    credentials: Credentials,
    clock: Arc<dyn Clock>,
    answer_limit: usize,
    user_agent: String,
}

impl CoreBuilder {
    /// A client that sends to this address, and names itself so in the header `User-Agent`.
    #[must_use]
    pub fn new(base_url: Option<&str>, product: &str) -> Self {
        Self {
            base_url: base_url.map(str::to_owned),
            is_given: false,
            transport: None,
            credentials: Credentials::default(),
            clock: Arc::new(SystemClock),
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

    /// What carries them.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Where the time comes from.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
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
            None => default_transport()?,
        };
        let (credentials, clock, answer_limit) = (self.credentials, self.clock, self.answer_limit);
        Ok(Core(Arc::new(Shared {
            base_url,
            is_given: self.is_given,
            transport,
            credentials,
            clock,
            answer_limit,
            user_agent,
        })))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Arc<dyn Transport>, Error> {
    match crate::ReqwestTransport::new() {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(source) => {
            let mut error =
                Error::configuration("the transport cannot be set up: TLS or the proxies of the environment");
            error.0.source = Some(Box::new(source));
            Err(error)
        }
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Arc<dyn Transport>, Error> {
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
    Ok(url.trim_end_matches('/').to_owned())
}
