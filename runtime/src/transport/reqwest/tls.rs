use reqwest::ClientBuilder;

#[cfg(any(feature = "rustls", feature = "native-tls"))]
use super::failure;
use crate::TransportError;
use crate::transport::Tls;
use crate::transport::certificates::Certificates;

/// The builder with this library for TLS.
#[cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))]
pub(super) fn applied(
    client: ClientBuilder,
    tls: Option<Tls>,
    is_asked_for: bool,
    certificates: &Certificates,
) -> Result<ClientBuilder, TransportError> {
    match tls {
        #[cfg(feature = "rustls")]
        Some(Tls::Rustls) => with_certificates(client.tls_backend_rustls(), certificates, |chain, key| {
            reqwest::Identity::from_pem(&[key, b"\n", chain].concat())
        }),
        #[cfg(feature = "rustls-ring")]
        Some(asked @ Tls::RustlsRing) => {
            let provider = crate::transport::tls::provider(is_asked_for.then_some(asked));
            let configuration = crate::transport::tls::configuration(
                &provider,
                &certificates.roots,
                certificates.only_these,
                certificates.shown(),
            );
            Ok(client.tls_backend_preconfigured(configuration.map_err(TransportError::unsent)?))
        }
        #[cfg(feature = "native-tls")]
        Some(Tls::NativeTls) => with_certificates(
            client.tls_backend_native(),
            certificates,
            reqwest::Identity::from_pkcs8_pem,
        ),
        _ => {
            let _ = is_asked_for;
            Ok(client)
        }
    }
}

#[cfg(not(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls")))]
pub(super) fn applied(
    client: ClientBuilder,
    _: Option<Tls>,
    _: bool,
    certificates: &Certificates,
) -> Result<ClientBuilder, TransportError> {
    certificates.refuse_any()?;
    Ok(client)
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn with_certificates(
    mut client: ClientBuilder,
    certificates: &Certificates,
    identity: impl Fn(&[u8], &[u8]) -> reqwest::Result<reqwest::Identity>,
) -> Result<ClientBuilder, TransportError> {
    let mut roots = Vec::new();
    for pem in &certificates.roots {
        roots.extend(reqwest::Certificate::from_pem_bundle(pem).map_err(failure)?);
    }
    if certificates.only_these {
        client = client.tls_certs_only(roots);
    } else if !roots.is_empty() {
        client = client.tls_certs_merge(roots);
    }
    match certificates.shown() {
        Some((chain, key)) => Ok(client.identity(identity(chain, key).map_err(failure)?)),
        None => Ok(client),
    }
}
