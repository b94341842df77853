use std::time::Duration;

use ureq::config::AutoHeaderValue;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Proxy};

use super::connecting::{Connecting, Resolving};
use super::{UreqTransport, tls};
use crate::transport::certificates::Certificates;
use crate::transport::{LONGEST_IDLE, Tls};
use crate::{Secret, TransportError};

/// Configures a [`UreqTransport`].
#[derive(Debug, Default)]
#[must_use = "the builder makes a transport only when `build` is called"]
pub struct UreqTransportBuilder {
    /// Nothing where the environment variables count.
    proxy: Option<Option<Proxy>>,
    idle: Option<Duration>,
    tls: Option<Tls>,
    certificates: Certificates,
    /// The first setting that cannot be used.
    problem: Option<TransportError>,
}

impl UreqTransportBuilder {
    /// Keeps a connection that nobody uses open for so long; the default is 15 seconds. Servers close theirs at some time, and a request
    /// that meets a closing connection may have been received or not.
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.idle = Some(limit);
        self
    }

    /// Sends everything through this proxy, such as `http://user:password@proxy.example:3128`, instead of those that the environment
    /// variables name.
    pub fn proxy(mut self, url: impl AsRef<str>) -> Self {
        match Proxy::new(url.as_ref()) {
            Ok(proxy) => self.proxy = Some(Some(proxy)),
            Err(_) => drop(self.problem.get_or_insert_with(TransportError::no_proxy)),
        }
        self
    }

    /// Uses no proxy, whatever the environment variables say.
    pub fn without_proxy(mut self) -> Self {
        self.proxy = Some(None);
        self
    }

    /// Has this library carry TLS, instead of the first that is compiled in.
    pub fn tls(mut self, tls: Tls) -> Self {
        self.tls = Some(tls);
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

    /// The transport, with connections of its own; clones share them.
    ///
    /// # Errors
    ///
    /// When a proxy or a certificate cannot be used, or when TLS cannot be set up.
    pub fn build(self) -> Result<UreqTransport, TransportError> {
        if let Some(error) = self.problem {
            return Err(error);
        }
        let chosen = Tls::chosen(self.tls).map_err(TransportError::unsent)?;
        let mut config = Agent::config_builder()
            .max_idle_age(self.idle.unwrap_or(LONGEST_IDLE))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(AutoHeaderValue::None)
            .accept(AutoHeaderValue::None)
            .accept_encoding(AutoHeaderValue::None)
            .allow_non_standard_methods(true);
        config = tls::applied(config, chosen, self.tls.is_some(), &self.certificates)?;
        if let Some(proxy) = self.proxy {
            config = config.proxy(proxy);
        }
        Ok(UreqTransport(Agent::with_parts(
            config.build(),
            Connecting(DefaultConnector::new()),
            Resolving(DefaultResolver::default()),
        )))
    }
}
