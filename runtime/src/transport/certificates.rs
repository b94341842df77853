use crate::Secret;

/// The certificates of a transport, in PEM form.
#[derive(Clone, Debug, Default)]
pub(super) struct Certificates {
    /// Of the authorities that it trusts.
    pub(super) roots: Vec<Vec<u8>>,
    /// Whether it trusts no others.
    pub(super) only_these: bool,
    /// Its own, with what is between it and its authority, and the key.
    identity: Option<(Vec<u8>, Secret)>,
}

impl Certificates {
    pub(super) fn add(&mut self, pem: &[u8]) {
        self.roots.push(pem.to_vec());
    }

    pub(super) fn only(&mut self, pem: &[u8]) {
        self.add(pem);
        self.only_these = true;
    }

    pub(super) fn identity(&mut self, chain: &[u8], key: Secret) {
        self.identity = Some((chain.to_vec(), key));
    }

    #[cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))]
    pub(super) fn shown(&self) -> Option<(&[u8], &[u8])> {
        let (chain, key) = self.identity.as_ref()?;
        Some((chain, key.expose().as_bytes()))
    }

    /// An error where there are certificates, since nothing carries TLS.
    #[cfg(not(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls")))]
    pub(super) fn refuse_any(&self) -> Result<(), crate::TransportError> {
        if self.roots.is_empty() && self.identity.is_none() {
            return Ok(());
        }
        let why = "certificates need one of the features `rustls`, `rustls-ring` and `native-tls`";
        Err(crate::TransportError::unsent(why))
    }
}
