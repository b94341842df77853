use ureq::config::ConfigBuilder;
#[cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))]
use ureq::tls::{Certificate, ClientCert, PemItem, PrivateKey, RootCerts, TlsConfig, TlsProvider, parse_pem};
use ureq::typestate::AgentScope;

use crate::TransportError;
use crate::transport::Tls;
use crate::transport::certificates::Certificates;

type Settings = ConfigBuilder<AgentScope>;

/// The settings with this library for TLS.
#[cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))]
pub(super) fn applied(
    settings: Settings,
    tls: Option<Tls>,
    is_asked_for: bool,
    certificates: &Certificates,
) -> Result<Settings, TransportError> {
    let mut trusted = Vec::new();
    for pem in &certificates.roots {
        trusted.extend(each(pem)?);
    }
    let roots = if certificates.only_these {
        RootCerts::from(trusted.into_iter())
    } else {
        RootCerts::PlatformVerifier
    };
    let mut config = TlsConfig::builder().root_certs(roots);
    if let Some((chain, key)) = certificates.shown() {
        let key = PrivateKey::from_pem(key).map_err(TransportError::unsent)?;
        config = config.client_cert(Some(ClientCert::new_with_certs(&each(chain)?, key)));
    }
    match tls {
        #[cfg(any(feature = "rustls", feature = "rustls-ring"))]
        Some(rustls @ (Tls::Rustls | Tls::RustlsRing)) => {
            let provider = crate::transport::tls::provider(is_asked_for.then_some(rustls));
            config = config
                .provider(TlsProvider::Rustls)
                .unversioned_rustls_crypto_provider(provider);
        }
        _ => {
            let _ = is_asked_for;
            config = config.provider(TlsProvider::NativeTls);
        }
    }
    Ok(settings.tls_config(config.build()))
}

#[cfg(not(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls")))]
pub(super) fn applied(
    settings: Settings,
    _: Option<Tls>,
    _: bool,
    certificates: &Certificates,
) -> Result<Settings, TransportError> {
    certificates.refuse_any()?;
    Ok(settings)
}

/// The certificates in a text.
#[cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))]
fn each(pem: &[u8]) -> Result<Vec<Certificate<'static>>, TransportError> {
    let mut found = Vec::new();
    for item in parse_pem(pem) {
        if let PemItem::Certificate(certificate) = item.map_err(TransportError::unsent)? {
            found.push(certificate);
        }
    }
    if found.is_empty() {
        return Err(TransportError::unsent("there is no certificate in PEM form"));
    }
    Ok(found)
}
