//! A server on a socket of this machine.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use specloom_runtime::{Core, CoreBuilder, Retries};

/// A server that keeps what it was sent.
pub struct Server {
    pub address: SocketAddr,
    received: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Server {
    /// Gives the same bytes to every connection.
    pub fn answering(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::doing(move |stream| {
            let _ = stream.write_all(&answer);
        })
    }

    /// Reads the request of every connection, one after the other, and leaves the answer to a closure.
    pub fn doing(answer: impl Fn(&mut TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let received: Arc<Mutex<Vec<Vec<u8>>>> = Arc::default();
        let log = Arc::clone(&received);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut stream = stream;
                let request = read_request(&mut stream);
                log.lock().unwrap().push(request);
                answer(&mut stream);
                let _ = stream.shutdown(Shutdown::Write);
            }
        });
        Self { address, received }
    }

    pub fn core(&self) -> Core {
        self.builder().build().unwrap()
    }

    /// A client that sends each request once.
    pub fn builder(&self) -> CoreBuilder {
        CoreBuilder::new(Some(&format!("http://{}", self.address)), "tests/1").retries(Retries::none())
    }

    pub fn received(&self) -> Vec<String> {
        let received = self.received.lock().unwrap();
        received
            .iter()
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .collect()
    }

    /// Head and body of the only request. Where the client breaks off, it may still be on its way.
    pub fn only(&self) -> (String, Vec<u8>) {
        let deadline = Instant::now() + Duration::from_secs(5);
        while self.received.lock().unwrap().is_empty() && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(1));
        }
        let received = self.received.lock().unwrap();
        assert_eq!(received.len(), 1);
        let end = received[0].windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(received[0][..end + 2].to_vec()).unwrap();
        (head, received[0][end + 4..].to_vec())
    }
}

/// The head of a request, and the body as far as it comes.
fn read_request(stream: &mut TcpStream) -> Vec<u8> {
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
        bytes.push(byte[0]);
        if bytes.starts_with(b"\x16") {
            // The greeting of TLS, which has no head.
            return bytes;
        }
    }
    let head = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    if let Some(length) = length {
        let _ = stream.take(length).read_to_end(&mut bytes);
    } else if head.contains("\r\ntransfer-encoding: chunked\r\n") {
        while !bytes.ends_with(b"\r\n0\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
            bytes.push(byte[0]);
        }
    }
    bytes
}

pub fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}
