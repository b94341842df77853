use std::time::Duration;

use reqwest::{Certificate, Client, ClientBuilder, Proxy};

use super::{ReqwestTransport, failure};
use crate::TransportError;

/// Configures a [`ReqwestTransport`].
#[derive(Debug)]
#[must_use = "the builder makes a transport only when `build` is called"]
pub struct ReqwestTransportBuilder {
    client: ClientBuilder,
    connect: Option<Duration>,
    /// The first setting that cannot be used.
    problem: Option<reqwest::Error>,
}

impl ReqwestTransportBuilder {
    pub(super) fn new() -> Self {
        Self {
            client: Client::builder(),
            connect: Some(Duration::from_secs(10)),
            problem: None,
        }
    }

    /// Counts a connection as failed that does not stand after this time, or never where it is `None`. The default is 10 seconds.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect = limit.into();
        self
    }

    /// Sends everything through this proxy, such as `http://user:password@proxy.example:3128`, instead of those that the environment
    /// variables name.
    pub fn proxy(self, url: impl AsRef<str>) -> Self {
        let proxy = Proxy::all(url.as_ref());
        self.with(proxy, ClientBuilder::proxy)
    }

    /// Uses no proxy, whatever the environment variables say.
    pub fn without_proxy(mut self) -> Self {
        self.client = self.client.no_proxy();
        self
    }

    /// Trusts the authorities of these certificates too, in PEM form, one or several.
    pub fn root_certificates(self, pem: impl AsRef<[u8]>) -> Self {
        let certificates = Certificate::from_pem_bundle(pem.as_ref());
        self.with(certificates, ClientBuilder::tls_certs_merge)
    }

    /// Applies further settings of the library. Redirects and retries stay off whatever they say: a redirect would carry credentials to
    /// another host, and what is repeated is for the client to decide.
    #[cfg(feature = "reqwest-0-13")]
    pub fn configure(mut self, settings: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Self {
        self.client = settings(self.client);
        self
    }

    fn with<T>(mut self, setting: reqwest::Result<T>, apply: impl FnOnce(ClientBuilder, T) -> ClientBuilder) -> Self {
        match setting {
            Ok(setting) => self.client = apply(self.client, setting),
            Err(error) => drop(self.problem.get_or_insert(error)),
        }
        self
    }

    /// The transport, with connections of its own; clones share them.
    ///
    /// # Errors
    ///
    /// When a proxy or a certificate cannot be used, or when TLS cannot be set up.
    pub fn build(self) -> Result<ReqwestTransport, TransportError> {
        if let Some(error) = self.problem {
            return Err(failure(error));
        }
        let client = match self.connect {
            Some(limit) => self.client.connect_timeout(limit),
            None => self.client,
        };
        let client = client
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        client.build().map(ReqwestTransport).map_err(failure)
    }
}
