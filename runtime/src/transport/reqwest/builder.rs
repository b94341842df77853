use std::time::Duration;

use reqwest::{Client, ClientBuilder, Proxy};

use super::{ReqwestTransport, failure};
use crate::transport::certificates::Certificates;
use crate::transport::{LONGEST_IDLE, Tls};
use crate::{Secret, TransportError};

/// Configures a [`ReqwestTransport`].
#[derive(Debug)]
#[must_use = "the builder makes a transport only when `build` is called"]
pub struct ReqwestTransportBuilder {
    client: ClientBuilder,
    connect: Option<Duration>,
    idle: Duration,
    tls: Option<Tls>,
    certificates: Certificates,
    /// The first setting that cannot be used.
    problem: Option<TransportError>,
}

impl ReqwestTransportBuilder {
    pub(super) fn new() -> Self {
        Self {
            client: Client::builder(),
            connect: Some(Duration::from_secs(10)),
            idle: LONGEST_IDLE,
            tls: None,
            certificates: Certificates::default(),
            problem: None,
        }
    }

    /// Counts a connection as failed that does not stand after this time, or never where it is `None`. The default is 10 seconds.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect = limit.into();
        self
    }

    /// Keeps a connection that nobody uses open for so long; the default is 15 seconds. Servers close theirs at some time, and a request
    /// that meets a closing connection may have been received or not.
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.idle = limit;
        self
    }

    /// Sends everything through this proxy, such as `http://user:password@proxy.example:3128`, instead of those that the environment
    /// variables name.
    pub fn proxy(mut self, url: impl AsRef<str>) -> Self {
        match Proxy::all(url.as_ref()) {
            Ok(proxy) => self.client = self.client.proxy(proxy),
            // The library quotes the address, with the password in it.
            Err(_) => drop(self.problem.get_or_insert_with(TransportError::no_proxy)),
        }
        self
    }

    /// Uses no proxy, whatever the environment variables say.
    pub fn without_proxy(mut self) -> Self {
        self.client = self.client.no_proxy();
        self
    }

    /// Has this library carry TLS, instead of the first that is compiled in.
    pub fn tls(mut self, tls: Tls) -> Self {
        self.tls = Some(tls);
        self
    }

    /// Trusts the authorities of these certificates beside those of the machine, in PEM form, one or several.
    pub fn root_certificates(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.certificates.add(pem.as_ref());
        self
    }

    /// Trusts the authorities of these certificates and no others, in PEM form, one or several.
    pub fn only_root_certificates(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.certificates.only(pem.as_ref());
        self
    }

    /// Shows this certificate to servers that ask for one: in PEM form, with those between it and its authority behind it, and its
    /// private key.
    pub fn client_certificate(mut self, pem: impl AsRef<[u8]>, key: impl Into<Secret>) -> Self {
        self.certificates.identity(pem.as_ref(), key.into());
        self
    }

    /// Applies further settings of the library. Redirects and retries stay off whatever they say: a redirect would carry credentials to
    /// another host, and what is repeated is for the client to decide. Which library carries TLS is settled by [`tls`](Self::tls); over
    /// [`Tls::RustlsRing`] other settings for TLS say nothing.
    #[cfg(feature = "reqwest-0-13")]
    pub fn configure(mut self, settings: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Self {
        self.client = settings(self.client);
        self
    }

    /// The transport, with connections of its own; clones share them.
    ///
    /// # Errors
    ///
    /// When a proxy or a certificate cannot be used, or when TLS cannot be set up.
    pub fn build(self) -> Result<ReqwestTransport, TransportError> {
        if let Some(error) = self.problem {
            return Err(error);
        }
        let client = match self.connect {
            Some(limit) => self.client.connect_timeout(limit),
            None => self.client,
        };
        let client = client
            .pool_idle_timeout(self.idle)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        let tls = Tls::chosen(self.tls).map_err(TransportError::unsent)?;
        let client = super::tls::applied(client, tls, self.tls.is_some(), &self.certificates)?;
        client.build().map(ReqwestTransport).map_err(failure)
    }
}
