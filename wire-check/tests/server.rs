//! A request goes to a server as it was caught, and only a refusal is one.

#![expect(clippy::unwrap_used, reason = "tests say what they expect by failing")]

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread::JoinHandle;

use specloom_wire_check::Sent;

fn sent() -> Sent {
    Sent {
        method: "POST".to_owned(),
        target: "/pets?sort=a".to_owned(),
        headers: vec![("content-type".to_owned(), "text/plain".to_owned())],
        body: b"Rex".to_vec(),
    }
}

/// A server that answers one request, and what it was sent.
fn server(answer: &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/base/", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut heard = Vec::new();
        while !heard.ends_with(b"Rex") {
            let mut some = [0; 1024];
            let count = stream.read(&mut some).unwrap();
            heard.extend_from_slice(&some[..count]);
        }
        stream.write_all(answer.as_bytes()).unwrap();
        String::from_utf8(heard).unwrap()
    });
    (address, thread)
}

#[test]
fn a_request_arrives_whole() {
    let (address, thread) = server("HTTP/1.1 201 Created\r\n\r\n");
    assert_eq!(sent().accepted_by(&address), Ok(()));
    let heard = thread.join().unwrap();
    let (head, body) = heard.split_once("\r\n\r\n").unwrap();
    let lines: Vec<&str> = head.lines().filter(|line| !line.starts_with("host: ")).collect();
    assert_eq!(
        lines,
        [
            "POST /base/pets?sort=a HTTP/1.1",
            "connection: close",
            "content-length: 3",
            "content-type: text/plain"
        ]
    );
    assert_eq!(body, "Rex");
}

#[test]
fn a_refusal_is_shown_as_it_came() {
    let (address, _) = server("HTTP/1.1 422 Unprocessable Entity\r\n\r\nno such sort");
    let why = sent().accepted_by(&address).unwrap_err();
    assert!(why.starts_with("refused by http://127.0.0.1:"), "{why}");
    assert!(
        why.ends_with("HTTP/1.1 422 Unprocessable Entity\r\n\r\nno such sort"),
        "{why}"
    );
}

#[test]
fn a_fault_of_the_server_is_no_refusal() {
    let (address, _) = server("HTTP/1.1 500 Internal Server Error\r\n\r\n");
    assert_eq!(sent().accepted_by(&address), Ok(()));
}

#[test]
fn what_is_no_server_is_said() {
    let (address, _) = server("good day");
    assert!(
        sent()
            .accepted_by(&address)
            .unwrap_err()
            .contains("does not answer with HTTP")
    );
    assert_eq!(
        sent().accepted_by("https://pets.example"),
        Err("https://pets.example is not http://…".to_owned())
    );
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    assert!(sent().accepted_by(&closed).unwrap_err().starts_with(&closed));
}
