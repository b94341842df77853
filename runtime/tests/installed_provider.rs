//! Cryptography that the program itself has installed for rustls, which is one for a whole program: this file is a program of its own.

#![cfg(all(
    feature = "reqwest",
    feature = "blocking",
    any(feature = "rustls", feature = "rustls-ring")
))]
#![expect(clippy::unwrap_used, reason = "tests say what they expect by failing")]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

use rcgen::generate_simple_self_signed;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::PrivateKeyDer;
use rustls::{CipherSuite, ServerConfig, ServerConnection, Stream};
use specloom_runtime::codegen::v1::{self, CallOptions};
use specloom_runtime::{Core, CoreBuilder, ReqwestTransport, Retries, UreqTransport};

#[derive(Debug)]
struct Suite;

v1::operation! {
    Suite -> String {
        id: "suite",
        request: GET "/suite",
        security: [],
        repeat: Safe,
        answer: text,
    }
}

/// A server that answers which suite of ciphers was agreed upon: its address, and its certificate.
fn server() -> (String, String) {
    let certified = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(certified.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth();
    let config = Arc::new(
        config
            .with_single_cert(vec![certified.cert.der().clone()], key)
            .unwrap(),
    );
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for mut socket in listener.incoming().flatten() {
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = Stream::new(&mut connection, &mut socket);
            if stream.read(&mut [0; 4096]).is_ok_and(|length| length > 0) {
                let suite = format!("{:?}", stream.conn.negotiated_cipher_suite().unwrap().suite());
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                    suite.len()
                );
                let _ = stream.write_all((head + &suite).as_bytes());
                connection.send_close_notify();
                let _ = connection.write_tls(&mut socket);
            }
        }
    });
    (format!("https://localhost:{port}"), certified.cert.pem())
}

fn core(address: &str, certificate: &str) -> Core {
    let waiting = ReqwestTransport::builder()
        .without_proxy()
        .only_root_certificates(certificate);
    let blocking = UreqTransport::builder()
        .without_proxy()
        .only_root_certificates(certificate);
    CoreBuilder::new(Some(address), "tests/1")
        .retries(Retries::none())
        .transport(waiting.build().unwrap())
        .blocking_transport(blocking.build().unwrap())
        .build()
        .unwrap()
}

/// The suites that calls agree upon which wait, and which block.
fn suites(core: &Core) -> [String; 2] {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let waiting = runtime.block_on(v1::send(core.clone(), Suite, CallOptions::new()));
    let blocking = v1::send_blocking(core.clone(), Suite, CallOptions::new());
    [waiting.unwrap(), blocking.unwrap()]
}

/// One that no library of TLS prefers, so that whoever agrees upon it was told to.
const ONLY: CipherSuite = CipherSuite::TLS13_CHACHA20_POLY1305_SHA256;

#[test]
fn what_the_program_installs_is_used_and_nothing_stands_in_its_way() {
    let (address, certificate) = server();
    let before = core(&address, &certificate);
    assert!(
        suites(&before).iter().all(|suite| *suite != format!("{ONLY:?}")),
        "{:?}",
        suites(&before)
    );
    let mut provider: CryptoProvider = ring::default_provider();
    provider.cipher_suites.retain(|suite| suite.suite() == ONLY);
    assert!(
        provider.install_default().is_ok(),
        "a client has installed one of its own"
    );
    let installed = core(&address, &certificate);
    assert_eq!(suites(&installed), [format!("{ONLY:?}"), format!("{ONLY:?}")]);
    assert!(
        suites(&before).iter().all(|suite| suite.starts_with("TLS13_AES")),
        "it keeps what it had"
    );
}
