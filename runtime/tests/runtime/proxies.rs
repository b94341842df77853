//! What stands between the client and the server: it is asked as it should be, its refusal is told from the server's, and its password
//! shows nowhere.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use http::Method;
use specloom_runtime::{CoreBuilder, Description, Error, ReqwestTransport, Retries};

use crate::scripted::{call, operation, shown};

operation!(
    Create -> String,
    Description::new("create", Method::POST, "/payments"),
    |_, parts| parts.text(&"a payment"),
    |answer| answer.text()
);

/// A proxy with the same answer to every request: its address, with what it asks for, and the heads of the requests.
fn proxy(answer: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let asked = Arc::<Mutex<Vec<String>>>::default();
    let kept = Arc::clone(&asked);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let (mut head, mut byte) = (Vec::new(), [0]);
            while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
                head.push(byte[0]);
            }
            kept.lock()
                .unwrap()
                .push(String::from_utf8(head).unwrap().to_ascii_lowercase());
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (format!("http://user:hunter2@{address}"), asked)
}

fn builder(origin: &str) -> CoreBuilder {
    CoreBuilder::new(Some(origin), "tests/1").retries(Retries::none())
}

/// What comes of a call through a proxy, of one that waits and of one that blocks.
fn through(proxy: &str, origin: &str) -> Vec<Result<String, Error>> {
    let transport = ReqwestTransport::builder().proxy(proxy).build().unwrap();
    let waiting = builder(origin).transport(transport).build().unwrap();
    #[cfg(not(feature = "blocking"))]
    return vec![call(&waiting, Create)];
    #[cfg(feature = "blocking")]
    {
        use specloom_runtime::codegen::v1;
        let transport = specloom_runtime::UreqTransport::builder().proxy(proxy).build().unwrap();
        let blocking = builder(origin).blocking_transport(transport).build().unwrap();
        vec![
            call(&waiting, Create),
            v1::send_blocking(blocking, Create, v1::CallOptions::new()),
        ]
    }
}

#[test]
fn a_request_goes_to_the_proxy_and_nowhere_else() {
    let (address, asked) = proxy("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nfine");
    // Nobody can look this name up, so the proxy is who was asked to.
    let results = through(&address, "http://origin.invalid/v1");
    assert_eq!(results[0].as_deref().unwrap(), "fine");
    let asked = asked.lock().unwrap();
    assert!(
        asked[0].starts_with("post http://origin.invalid/v1/payments http/1.1\r\n"),
        "{}",
        asked[0]
    );
    assert!(
        asked
            .iter()
            .all(|head| head.contains("\r\nproxy-authorization: basic ")),
        "{asked:?}"
    );
}

#[cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))]
#[test]
fn behind_a_proxy_that_refuses_nothing_has_left() {
    for answer in [
        "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nthis is no TLS",
        "nonsense\r\n\r\n",
        "",
    ] {
        let (address, asked) = proxy(answer);
        for result in through(&address, "https://origin.invalid/v1") {
            let error = result.unwrap_err();
            assert!(
                error.is_connect() && !error.may_have_been_received(),
                "{answer}: {error:?}"
            );
            assert!(
                !shown(&error).contains("hunter2") && !shown(&error).contains("127.0.0.1"),
                "{error:?}"
            );
        }
        for head in asked.lock().unwrap().iter() {
            assert!(head.starts_with("connect origin.invalid:443 http/1.1\r\n"), "{head}");
            assert!(!head.contains("/v1"), "the path is not for the proxy");
        }
    }
}

#[test]
fn a_proxy_that_is_down_means_that_nothing_was_received() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for result in through(&format!("http://user:hunter2@{nobody}"), "http://origin.invalid") {
        let error = result.unwrap_err();
        assert!(error.is_connect() && !error.may_have_been_received(), "{error:?}");
        assert!(!shown(&error).contains("hunter2"), "{error:?}");
    }
}

#[test]
fn a_password_of_a_proxy_shows_in_no_builder_and_in_no_error() {
    let url = "http://user:hunter2@proxy.example:3128";
    let mut shown = vec![format!("{:?}", ReqwestTransport::builder().proxy(url))];
    for wrong in [
        "http://user:hunter2@proxy example",
        "user:hunter2",
        "::hunter2::",
        "http://user:hunter2@",
    ] {
        shown.push(format!("{:?}", ReqwestTransport::builder().proxy(wrong).build()));
    }
    #[cfg(feature = "blocking")]
    {
        use specloom_runtime::UreqTransport;
        shown.push(format!("{:?}", UreqTransport::builder().proxy(url)));
        for wrong in [
            "http://user:hunter2@proxy example",
            "user:hunter2",
            "::hunter2::",
            "http://user:hunter2@",
        ] {
            shown.push(format!("{:?}", UreqTransport::builder().proxy(wrong).build()));
        }
    }
    for shown in shown {
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
