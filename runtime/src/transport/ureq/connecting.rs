//! Tells what fails before a connection stands from what fails on it: the library gives both the same error.

use std::fmt;

use ureq::Error;
use ureq::config::Config;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{ConnectionDetails, Connector, DefaultConnector, NextTimeout};

use super::early_answer::Hearing;

/// The connection does not stand, so nothing can have been sent over it.
#[derive(Debug)]
pub(super) struct NotConnected(Error);

impl NotConnected {
    /// Whether the time for it was over.
    pub(super) fn is_timeout(&self) -> bool {
        match &self.0 {
            Error::Timeout(_) => true,
            Error::Io(error) => error.kind() == std::io::ErrorKind::TimedOut,
            _ => false,
        }
    }
}

impl fmt::Display for NotConnected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no connection")
    }
}

impl std::error::Error for NotConnected {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

fn not_connected(error: Error) -> Error {
    Error::Other(Box::new(NotConnected(error)))
}

/// Connections of the usual kind.
#[derive(Debug)]
pub(super) struct Connecting(pub(super) DefaultConnector);

impl Connector for Connecting {
    type Out = Hearing;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<()>) -> Result<Option<Self::Out>, Error> {
        let connected = self.0.connect(details, chained).map_err(not_connected)?;
        Ok(connected.map(Hearing::new))
    }
}

/// Names looked up as usual.
#[derive(Debug)]
pub(super) struct Resolving(pub(super) DefaultResolver);

impl Resolver for Resolving {
    fn resolve(&self, uri: &http::Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        self.0.resolve(uri, config, timeout).map_err(not_connected)
    }
}
