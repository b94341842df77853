//! A server that goes wrong in every way that a seed picks, and counts what arrives.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// The ways to go wrong, and to go right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    None,
    /// Answers, and closes a connection that the client keeps.
    ClosedLater,
    CutDuringRequest,
    CutAfterRequest,
    CutInHead,
    CutInBody,
    StalledHead,
    StalledBody,
    Garbage,
    Status(u16),
    Hint(&'static str, &'static str),
}

const FAULTS: [Fault; 20] = [
    Fault::None,
    Fault::None,
    Fault::ClosedLater,
    Fault::ClosedLater,
    Fault::CutDuringRequest,
    Fault::CutAfterRequest,
    Fault::CutInHead,
    Fault::CutInBody,
    Fault::StalledHead,
    Fault::StalledBody,
    Fault::Garbage,
    Fault::Status(408),
    Fault::Status(429),
    Fault::Status(500),
    Fault::Status(503),
    Fault::Status(401),
    Fault::Hint("retry-after", "0"),
    Fault::Hint("retry-after-ms", "1"),
    Fault::Hint("retry-after", "Mon, 17 Jun 2024 00:00:00 GMT"),
    Fault::Hint("retry-after", "9999"),
];

/// What arrived, by call, and which faults there were.
#[derive(Default)]
pub struct Log {
    pub arrivals: HashMap<u64, u32>,
    pub faults: HashMap<Fault, u32>,
}

pub struct FaultServer {
    pub address: SocketAddr,
    pub log: Arc<Mutex<Log>>,
}

/// A number that looks like chance and is the same for the same seed.
pub fn chance(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl FaultServer {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let log: Arc<Mutex<Log>> = Arc::default();
        let shared = Arc::clone(&log);
        let connections = AtomicU64::new(0);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let number = connections.fetch_add(1, Ordering::Relaxed);
                if chance(number) % 16 == 0 {
                    // Cut before the request: nothing of it is read.
                    continue;
                }
                let log = Arc::clone(&shared);
                thread::spawn(move || serve(stream, &log));
            }
        });
        Self { address, log }
    }
}

/// Answers the requests of a connection until a fault ends it.
fn serve(mut stream: TcpStream, log: &Mutex<Log>) -> Option<()> {
    loop {
        let head = head(&mut stream)?;
        let call: u64 = field(&head, "x-call")?.parse().ok()?;
        let fault = {
            let mut log = log.lock().unwrap();
            let arrivals = log.arrivals.entry(call).or_default();
            *arrivals += 1;
            let at = chance(call.wrapping_mul(97).wrapping_add(u64::from(*arrivals))) % 20;
            let fault = FAULTS[usize::try_from(at).unwrap()];
            *log.faults.entry(fault).or_default() += 1;
            fault
        };
        if fault == Fault::CutDuringRequest {
            return None;
        }
        let length: usize = field(&head, "content-length").map_or(Some(0), |length| length.parse().ok())?;
        let mut body = vec![0; length];
        stream.read_exact(&mut body).ok()?;
        let answer: String = match fault {
            Fault::None | Fault::ClosedLater => "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".into(),
            Fault::CutDuringRequest | Fault::CutAfterRequest => return None,
            Fault::CutInHead => "HTTP/1.1 200 OK\r\ncontent-le".into(),
            Fault::CutInBody | Fault::StalledBody => "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"half\":".into(),
            Fault::StalledHead => String::new(),
            Fault::Garbage => "\u{0}\u{7f}\r\n\r\n<?xml?>\u{1}\r\n".into(),
            Fault::Status(status) => format!("HTTP/1.1 {status} So\r\ncontent-length: 0\r\n\r\n"),
            Fault::Hint(name, value) => format!("HTTP/1.1 429 So\r\n{name}: {value}\r\ncontent-length: 0\r\n\r\n"),
        };
        stream.write_all(answer.as_bytes()).ok()?;
        match fault {
            Fault::None | Fault::Status(_) | Fault::Hint(..) => {}
            // Says nothing more until the client has enough of it.
            Fault::StalledHead | Fault::StalledBody => {
                let _ = stream.read(&mut [0]);
                return None;
            }
            _ => return None,
        }
    }
}

/// The head of the next request; nothing at the end of the connection.
fn head(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        bytes.push(byte[0]);
    }
    String::from_utf8(bytes).ok()
}

fn field<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}
