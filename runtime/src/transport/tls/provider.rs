use std::sync::Arc;

use rustls::crypto::CryptoProvider;

use super::Tls;

/// The cryptography of rustls: what was asked for; else what the program has installed; else what the features bring. rustls itself would
/// panic where several are compiled in.
pub(in crate::transport) fn provider(asked: Option<Tls>) -> Arc<CryptoProvider> {
    let installed = CryptoProvider::get_default().filter(|_| asked.is_none());
    installed.cloned().unwrap_or_else(|| Arc::new(ours(asked)))
}

#[cfg(all(feature = "rustls", feature = "rustls-ring"))]
fn ours(asked: Option<Tls>) -> CryptoProvider {
    match asked {
        Some(Tls::RustlsRing) => rustls::crypto::ring::default_provider(),
        _ => rustls::crypto::aws_lc_rs::default_provider(),
    }
}

#[cfg(all(feature = "rustls", not(feature = "rustls-ring")))]
fn ours(_: Option<Tls>) -> CryptoProvider {
    rustls::crypto::aws_lc_rs::default_provider()
}

#[cfg(all(feature = "rustls-ring", not(feature = "rustls")))]
fn ours(_: Option<Tls>) -> CryptoProvider {
    rustls::crypto::ring::default_provider()
}

/// What reqwest does for `aws-lc-rs`, for another provider: the authorities of the machine, or those that are given, and a certificate of
/// our own.
#[cfg(all(feature = "reqwest", feature = "rustls-ring"))]
pub(in crate::transport) fn configuration(
    provider: &Arc<CryptoProvider>,
    roots: &[Vec<u8>],
    only_these: bool,
    identity: Option<(&[u8], &[u8])>,
) -> Result<rustls::ClientConfig, crate::BoxError> {
    use rustls::pki_types::pem::PemObject as _;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};

    let roots = roots.iter().flat_map(|pem| CertificateDer::pem_slice_iter(pem));
    let roots: Vec<CertificateDer<'static>> = roots.collect::<Result<_, _>>()?;
    let builder =
        rustls::ClientConfig::builder_with_provider(Arc::clone(provider)).with_safe_default_protocol_versions()?;
    let builder = if only_these {
        let mut store = rustls::RootCertStore::empty();
        for root in roots {
            store.add(root)?;
        }
        builder.with_root_certificates(store)
    } else {
        let verifier = verifier(roots, provider)?;
        builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier))
    };
    let mut configuration = match identity {
        Some((chain, key)) => {
            let chain = CertificateDer::pem_slice_iter(chain).collect::<Result<_, _>>()?;
            builder.with_client_auth_cert(chain, PrivateKeyDer::from_pem_slice(key)?)?
        }
        None => builder.with_no_client_auth(),
    };
    configuration.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(configuration)
}

#[cfg(all(
    feature = "reqwest",
    feature = "rustls-ring",
    any(all(unix, not(target_os = "android")), windows)
))]
fn verifier(
    roots: Vec<rustls::pki_types::CertificateDer<'static>>,
    provider: &Arc<CryptoProvider>,
) -> Result<rustls_platform_verifier::Verifier, crate::BoxError> {
    Ok(rustls_platform_verifier::Verifier::new_with_extra_roots(
        roots,
        Arc::clone(provider),
    )?)
}

#[cfg(all(
    feature = "reqwest",
    feature = "rustls-ring",
    not(any(all(unix, not(target_os = "android")), windows))
))]
fn verifier(
    roots: Vec<rustls::pki_types::CertificateDer<'static>>,
    provider: &Arc<CryptoProvider>,
) -> Result<rustls_platform_verifier::Verifier, crate::BoxError> {
    if !roots.is_empty() {
        return Err("this system lets nobody add authorities to its own; give `only_root_certificates`".into());
    }
    Ok(rustls_platform_verifier::Verifier::new(Arc::clone(provider))?)
}
