//! The built-in transport, over a socket.

use std::error::Error as _;
use std::net::{TcpListener, TcpStream};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use http::Method;
use specloom_runtime::codegen::v1::{self, Parameter};
use specloom_runtime::{
    Body, CallOptions, CoreBuilder, Description, Error, ErrorKind, ParameterValue, ReqwestTransport, Retries, Scheme,
    Secret, Timeouts, Transport, TransportErrorKind,
};

use crate::scripted::{call, operation, request, run, shown};
use crate::server::{Server, ok};

const KEY: Scheme = Scheme::query_key("queryKey", "query_key", "key");
const SECRET: &str = "sk-query-secret";

operation!(
    Get(&'static str) -> String,
    Description::new("get", Method::GET, "/items/{id}").security(&[&[], &[&KEY]]),
    |this, parts| parts
        .path("id", this.0.value())
        .and_then(|()| parts.query("q", ParameterValue::Text("a b~".to_owned()))),
    |answer| answer.text()
);
operation!(
    Post(Option<&'static str>) -> String,
    Description::new("post", Method::POST, "/pay"),
    |this, parts| parts.json_if_some(&this.0),
    |answer| answer.text()
);

/// The request line, the sorted headers without those that differ from run to run, and the body.
fn essence(received: &str) -> (String, Vec<String>, String) {
    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    let mut lines = head.split("\r\n").map(str::to_owned);
    let line = lines.next().unwrap();
    let mut headers: Vec<String> = lines
        .filter(|line| !line.starts_with("user-agent: ") && !line.starts_with("host: "))
        .collect();
    headers.sort();
    (line, headers, body.to_owned())
}

#[test]
fn a_request_goes_out_to_the_byte_as_it_was_prepared() {
    let server = Server::answering(ok("fine"));
    let core = server.core();
    assert_eq!(call(&core, Get("a/b~%2F é")).unwrap(), "fine");
    let prepared = request(&core, &Get("a/b~%2F é")).unwrap();
    let (line, headers, body) = essence(&server.received()[0]);
    assert_eq!(line, "GET /items/a%2Fb~%252F%20%C3%A9?q=a%20b~ HTTP/1.1");
    assert_eq!(
        line,
        format!("GET {} HTTP/1.1", prepared.uri().path_and_query().unwrap())
    );
    assert_eq!(headers, ["accept: application/json"]);
    assert_eq!(body, "");
    assert!(server.received()[0].contains(&format!("host: {}\r\n", server.address)));
}

#[test]
fn a_body_goes_out_to_the_byte_and_its_absence_too() {
    let server = Server::answering(ok(""));
    call(&server.core(), Post(Some("é"))).unwrap();
    call(&server.core(), Post(None)).unwrap();
    let received = server.received();
    let (line, headers, body) = essence(&received[0]);
    assert_eq!(line, "POST /pay HTTP/1.1");
    assert_eq!(
        headers,
        [
            "accept: application/json",
            "content-length: 4",
            "content-type: application/json"
        ]
    );
    assert_eq!(body, "\"é\"");
    let (_, headers, body) = essence(&received[1]);
    assert_eq!(headers, ["accept: application/json", "content-length: 0"]);
    assert_eq!(body, "");
}

fn execute(uri: &str) -> Result<http::Response<Body>, specloom_runtime::TransportError> {
    let request = http::Request::builder().uri(uri).body(Body::empty()).unwrap();
    run(async { ReqwestTransport::new().unwrap().execute(request).await })
}

#[test]
fn a_target_is_not_normalised() {
    let server = Server::answering(ok(""));
    let targets = [
        "/a%2Fb",
        "/%7E",
        "/a//b/",
        "/a;b=c,d/?x=%41&y=+",
        "/%e2%82%ac",
        "/a?",
        "/?a=/../b",
        "/a%20b?c=%27",
    ];
    for target in targets {
        assert!(
            execute(&format!("http://{}{target}", server.address)).is_ok(),
            "{target}"
        );
    }
    let lines: Vec<String> = server.received().iter().map(|received| essence(received).0).collect();
    assert_eq!(lines, targets.map(|target| format!("GET {target} HTTP/1.1")));
}

#[test]
fn a_target_that_the_library_would_rewrite_is_refused_before_it_leaves() {
    let server = Server::answering(ok(""));
    for target in ["/a/../b", "/a/./b", "/..", "/%2e%2e/b", "/a/%2E/b", "/a\"b", "/a?b='c"] {
        let error = execute(&format!("http://{}{target}", server.address)).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Unsendable, "{target}");
    }
    assert!(server.received().is_empty());
    let prefixed = CoreBuilder::new(Some(&format!("http://{}/a\"b", server.address)), "tests/1").build();
    let error = prefixed.and_then(|core| call(&core, Post(None))).unwrap_err();
    assert!(error.is_invalid_request() && !error.may_have_been_received() && !error.is_retryable());
    assert_eq!(error.attempts(), 1, "what cannot be sent is not tried again");
    assert!(
        error.to_string().contains("percent-encode special characters"),
        "{error}"
    );
    assert!(server.received().is_empty());
}

#[test]
fn no_redirect_is_followed() {
    let elsewhere = Server::answering(ok("elsewhere"));
    for status in [
        "301 Moved Permanently",
        "302 Found",
        "303 See Other",
        "307 Temporary Redirect",
        "308 Permanent Redirect",
    ] {
        let server = Server::answering(format!(
            "HTTP/1.1 {status}\r\nlocation: http://{}/\r\ncontent-length: 0\r\n\r\n",
            elsewhere.address
        ));
        for error in [
            call(&server.core(), Get("1")).unwrap_err(),
            call(&server.core(), Post(Some("x"))).unwrap_err(),
        ] {
            assert!(error.is_status() && error.may_have_been_received(), "{error}");
            assert_eq!(error.status().unwrap().as_str(), &status[..3]);
        }
        assert_eq!(server.received().len(), 2, "one request for each call");
    }
    assert!(elsewhere.received().is_empty());
}

#[test]
fn an_answer_larger_than_the_limit_is_not_read_to_its_end() {
    for head in ["content-length: 100000", "transfer-encoding: chunked"] {
        let chunk = "1000\r\n".to_owned() + &"x".repeat(0x1000) + "\r\n";
        let body = if head.starts_with("content") {
            "x".repeat(100_000)
        } else {
            chunk.repeat(25) + "0\r\n\r\n"
        };
        let server = Server::answering(format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n{body}"));
        let error = call(&server.builder().answer_limit(1_000).build().unwrap(), Get("1")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{head}");
        assert!(error.may_have_been_received());
    }
}

#[test]
fn a_connection_cut_in_the_middle_of_the_answer_is_an_interruption() {
    for answer in [
        "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"code\":0",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"cod",
        "HTTP/1.1 200 OK\r\ncontent-le",
        "garbage\r\n\r\n",
        "",
    ] {
        let server = Server::answering(answer);
        let error = call(&server.core(), Post(Some("x"))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Interrupted, "{answer:?}: {error:?}");
        assert!(error.may_have_been_received() && !error.is_connect());
        assert_eq!(server.received().len(), 1, "{answer:?} is not asked for again");
    }
}

/// An address that nobody listens at.
fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[test]
fn a_refused_connection_means_that_nothing_was_received() {
    let core = CoreBuilder::new(Some(&nobody()), "tests/1").build().unwrap();
    let error = call(&core, Post(Some("x"))).unwrap_err();
    assert!(
        error.is_connect() && error.is_transport() && !error.may_have_been_received(),
        "{error:?}"
    );
    assert!(error.source().is_some());
    assert!(
        error.to_string().to_lowercase().contains("connection refused"),
        "{error}"
    );
}

/// A server whose queue of connections is full, so that no further one comes to stand, and the connections that fill it.
fn full() -> (TcpListener, Vec<TcpStream>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let connect = || TcpStream::connect_timeout(&address, Duration::from_millis(100)).ok();
    let queue = std::iter::from_fn(connect).take(100_000).collect();
    (listener, queue)
}

#[test]
fn a_connection_that_does_not_stand_in_time_is_both_a_time_out_and_no_connection() {
    let (listener, queue) = full();
    let builder = || {
        let url = format!("http://{}", listener.local_addr().unwrap());
        let builder = CoreBuilder::new(Some(&url), "tests/1").retries(Retries::none());
        builder.timeouts(Timeouts::default().connect(Duration::from_millis(100)))
    };
    let errors = [
        call(&builder().build().unwrap(), Post(Some("x"))).unwrap_err(),
        #[cfg(feature = "blocking")]
        v1::send_blocking(builder().build().unwrap(), Post(Some("x")), CallOptions::new()).unwrap_err(),
    ];
    for error in errors {
        assert!(
            error.is_timeout() && error.is_connect() && !error.may_have_been_received(),
            "{error:?}"
        );
        assert!(
            error.to_string().contains("time ran out before the request left"),
            "{error}"
        );
    }
    drop(queue);
}

#[test]
fn a_call_outside_of_a_runtime_is_an_error_that_says_so() {
    let server = Server::answering(ok("fine"));
    let core = server.builder().build().unwrap();
    let sent = std::pin::pin!(v1::send(core, Post(Some("x")), CallOptions::new()));
    let Poll::Ready(Err(error)) = sent.poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("it waits for nothing");
    };
    assert!(
        error.is_invalid_request() && !error.may_have_been_received(),
        "{error:?}"
    );
    assert!(
        error.to_string().contains("inside of a running tokio runtime only"),
        "{error}"
    );
    #[cfg(feature = "blocking")]
    {
        let core = server
            .builder()
            .transport(ReqwestTransport::new().unwrap())
            .build()
            .unwrap();
        let error = v1::send_blocking(core, Post(Some("x")), CallOptions::new()).unwrap_err();
        assert!(error.to_string().contains("such as `UreqTransport`"), "{error}");
    }
    assert!(server.received().is_empty());
}

#[test]
fn a_tls_failure_means_that_nothing_was_received() {
    let server = Server::answering("this is no TLS");
    let core = CoreBuilder::new(Some(&format!("https://{}", server.address)), "tests/1")
        .build()
        .unwrap();
    let error = call(&core, Post(Some("x"))).unwrap_err();
    assert!(error.is_connect() && !error.may_have_been_received(), "{error:?}");
}

fn fails_without_its_url(error: &Error, path_value: &str) {
    let shown = shown(error);
    for part in [SECRET, path_value, "http://", "https://", "key="] {
        assert!(!shown.contains(part), "`{part}` shows in {shown}");
    }
}

#[test]
fn a_url_never_shows_in_an_error() {
    let keyed = |builder: CoreBuilder| builder.credential(&KEY, [Secret::from(SECRET)]).build().unwrap();
    let path_value = "order-4711";
    let refused = call(&keyed(CoreBuilder::new(Some(&nobody()), "tests/1")), Get("order-4711")).unwrap_err();
    fails_without_its_url(&refused, path_value);
    for answer in [
        "",
        "garbage\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nx",
        "HTTP/1.1 302 Found\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n\u{fffd}",
        "HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n",
    ] {
        let server = Server::answering(answer);
        let error = call(&keyed(server.builder()), Get("order-4711")).unwrap_err();
        fails_without_its_url(&error, path_value);
        assert!(server.received()[0].contains("key=sk-query-secret"), "the key was sent");
    }
}

#[test]
fn a_transport_shows_nothing_of_what_it_holds() {
    assert_eq!(format!("{:?}", ReqwestTransport::new().unwrap()), "ReqwestTransport");
}
