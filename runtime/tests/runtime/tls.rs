//! Handshakes with a server of our own authority, in a program that holds both kinds of cryptography for rustls and installs none.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, Stream};
use specloom_runtime::codegen::v1::{self, CallOptions};
use specloom_runtime::{CoreBuilder, Error, ReqwestTransport, Retries, Tls, Transport, UreqTransport};

use crate::scripted::{call, shown};

#[derive(Debug)]
struct Read200;

v1::operation! {
    Read200 -> String {
        id: "read",
        request: GET "/things",
        security: [],
        repeat: Safe,
        answer: text,
    }
}

/// What one is known by.
struct Certified {
    certificate: String,
    key: String,
}

/// An authority, what it certified for a server, and what for a client.
struct Authority {
    certificate: String,
    server: Certified,
    client: Certified,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
            .distinguished_name
            .push(DnType::CommonName, "an authority of tests");
        let certificate = params.self_signed(&key).unwrap().pem();
        let issuer = Issuer::new(params, key);
        let certify = |name: &str| {
            let key = KeyPair::generate().unwrap();
            let params = CertificateParams::new([name.to_owned()]).unwrap();
            Certified {
                certificate: params.signed_by(&key, &issuer).unwrap().pem(),
                key: key.serialize_pem(),
            }
        };
        Self {
            certificate,
            server: certify("localhost"),
            client: certify("client.example"),
        }
    }

    /// A server that answers each connection once; where it asks for certificates, it says so in its answer. Gives its address.
    fn serve(&self, asks: bool) -> String {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(Arc::clone(&provider));
        let builder = builder.with_safe_default_protocol_versions().unwrap();
        let builder = if asks {
            let mut roots = RootCertStore::empty();
            roots.add(der(&self.certificate)).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            builder.with_client_cert_verifier(verifier.build().unwrap())
        } else {
            builder.with_no_client_auth()
        };
        let key = PrivateKeyDer::from_pem_slice(self.server.key.as_bytes()).unwrap();
        let config = builder.with_single_cert(vec![der(&self.server.certificate)], key);
        let config = Arc::new(config.unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for mut socket in listener.incoming().flatten() {
                let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
                let mut stream = Stream::new(&mut connection, &mut socket);
                let mut request = [0; 4096];
                if stream.read(&mut request).is_ok_and(|length| length > 0) {
                    let known = if asks { "known" } else { "anybody" };
                    let answer = format!(
                        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{known}",
                        known.len()
                    );
                    let _ = stream.write_all(answer.as_bytes());
                    connection.send_close_notify();
                    let _ = connection.write_tls(&mut socket);
                }
            }
        });
        format!("https://localhost:{port}")
    }
}

fn der(pem: &str) -> CertificateDer<'static> {
    CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()
}

fn builder(address: &str) -> CoreBuilder {
    CoreBuilder::new(Some(address), "tests/1").retries(Retries::none())
}

fn asynchronous(address: &str, transport: impl Transport + 'static) -> Result<String, Error> {
    call(&builder(address).transport(transport).build().unwrap(), Read200)
}

fn blocking(address: &str, transport: UreqTransport) -> Result<String, Error> {
    let core = builder(address).blocking_transport(transport).build().unwrap();
    v1::send_blocking(core, Read200, CallOptions::new())
}

/// The libraries that are compiled in, and whatever comes when none is named.
fn libraries() -> Vec<Option<Tls>> {
    vec![
        None,
        #[cfg(feature = "rustls")]
        Some(Tls::Rustls),
        #[cfg(feature = "rustls-ring")]
        Some(Tls::RustlsRing),
        #[cfg(feature = "native-tls")]
        Some(Tls::NativeTls),
    ]
}

fn reqwest(tls: Option<Tls>) -> specloom_runtime::ReqwestTransportBuilder {
    let builder = ReqwestTransport::builder().without_proxy();
    tls.into_iter().fold(builder, |builder, tls| builder.tls(tls))
}

fn ureq(tls: Option<Tls>) -> specloom_runtime::UreqTransportBuilder {
    let builder = UreqTransport::builder().without_proxy();
    tls.into_iter().fold(builder, |builder, tls| builder.tls(tls))
}

#[test]
fn every_library_speaks_with_a_server_of_our_own_authority() {
    let authority = Authority::new();
    let address = authority.serve(false);
    for tls in libraries() {
        let merged = reqwest(tls).root_certificates(&authority.certificate).build().unwrap();
        assert_eq!(asynchronous(&address, merged).unwrap(), "anybody", "{tls:?}");
        let only = reqwest(tls)
            .only_root_certificates(&authority.certificate)
            .build()
            .unwrap();
        assert_eq!(asynchronous(&address, only).unwrap(), "anybody", "{tls:?}");
        let only = ureq(tls)
            .only_root_certificates(&authority.certificate)
            .build()
            .unwrap();
        assert_eq!(blocking(&address, only).unwrap(), "anybody", "{tls:?}");
    }
    assert!(
        CryptoProvider::get_default().is_none(),
        "nothing is installed for the program"
    );
}

#[test]
fn an_authority_that_nobody_knows_is_refused_before_anything_is_sent() {
    let address = Authority::new().serve(false);
    let another = Authority::new().certificate;
    for tls in libraries() {
        for error in [
            asynchronous(&address, reqwest(tls).build().unwrap()).unwrap_err(),
            asynchronous(&address, reqwest(tls).only_root_certificates(&another).build().unwrap()).unwrap_err(),
            blocking(&address, ureq(tls).build().unwrap()).unwrap_err(),
            blocking(&address, ureq(tls).only_root_certificates(&another).build().unwrap()).unwrap_err(),
        ] {
            assert!(
                error.is_connect() && !error.may_have_been_received(),
                "{tls:?}: {}",
                shown(&error)
            );
        }
    }
}

#[test]
fn a_client_shows_its_certificate() {
    let authority = Authority::new();
    let address = authority.serve(true);
    let client = &authority.client;
    for tls in libraries() {
        let with = reqwest(tls)
            .only_root_certificates(&authority.certificate)
            .client_certificate(&client.certificate, client.key.as_str());
        let shown = format!("{with:?}");
        assert!(!shown.contains("PRIVATE KEY"), "{shown}");
        assert_eq!(
            asynchronous(&address, with.build().unwrap()).unwrap(),
            "known",
            "{tls:?}"
        );
        let with = ureq(tls)
            .only_root_certificates(&authority.certificate)
            .client_certificate(&client.certificate, client.key.as_str());
        assert_eq!(blocking(&address, with.build().unwrap()).unwrap(), "known", "{tls:?}");
        let without = reqwest(tls)
            .only_root_certificates(&authority.certificate)
            .build()
            .unwrap();
        assert!(asynchronous(&address, without).is_err(), "{tls:?}");
    }
}

#[test]
fn certificates_that_are_none_are_refused() {
    for tls in libraries() {
        assert!(
            reqwest(tls).client_certificate("none", "none").build().is_err(),
            "{tls:?}"
        );
        assert!(ureq(tls).client_certificate("none", "none").build().is_err(), "{tls:?}");
        assert!(ureq(tls).only_root_certificates("none").build().is_err(), "{tls:?}");
    }
}

#[cfg(not(feature = "native-tls"))]
#[test]
fn a_library_that_is_not_compiled_in_is_an_error() {
    let error = UreqTransport::builder().tls(Tls::NativeTls).build().unwrap_err();
    assert!(shown_of(&error).contains("the feature `native-tls` is off"));
    assert!(ReqwestTransport::builder().tls(Tls::NativeTls).build().is_err());
}

#[cfg(not(feature = "native-tls"))]
fn shown_of(error: &dyn std::error::Error) -> String {
    error.source().unwrap().to_string()
}
