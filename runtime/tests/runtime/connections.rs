//! Connections that end, and answers that come early or in pieces: what the libraries below do of their own accord is nothing.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use http::Method;
use specloom_runtime::codegen::v1;
use specloom_runtime::{
    CallOptions, Core, CoreBuilder, Description, Error, ErrorKind, ReqwestTransport, Retries, Timeouts, Upload,
};

use crate::scripted::{operation, run};

operation!(
    Create -> String,
    Description::new("create", Method::POST, "/payments"),
    |_, parts| parts.text(&"a payment of some length, so that it can be cut"),
    |answer| answer.text()
);
operation!(
    Send -> String,
    Description::new("send", Method::POST, "/files"),
    |_, parts| parts.upload(&Upload::from(vec![b'x'; 20_000_000])),
    |answer| answer.text()
);

const FINE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nfine";

/// A server that serves each connection by a closure, which counts the requests that arrive.
struct Connections {
    address: SocketAddr,
    arrivals: Arc<AtomicUsize>,
}

impl Connections {
    fn served(serve: impl Fn(&mut TcpStream, &AtomicUsize) -> Option<()> + std::marker::Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (arrivals, serve) = (Arc::<AtomicUsize>::default(), Arc::new(serve));
        let counter = Arc::clone(&arrivals);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let (serve, counter) = (Arc::clone(&serve), Arc::clone(&counter));
                thread::spawn(move || serve(&mut stream, &counter));
            }
        });
        Self { address, arrivals }
    }

    fn builder(&self) -> CoreBuilder {
        CoreBuilder::new(Some(&format!("http://{}", self.address)), "tests/1")
            .retries(Retries::none())
            .timeouts(Timeouts::default().attempt(Duration::from_secs(10)))
    }

    fn arrivals(&self) -> usize {
        self.arrivals.load(Ordering::SeqCst)
    }
}

/// The head of a request.
fn head(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let (mut bytes, mut byte) = (Vec::new(), [0]);
    while !bytes.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        bytes.push(byte[0]);
    }
    Some(bytes)
}

/// A request, head and body.
fn request(stream: &mut TcpStream) -> Option<()> {
    let head = String::from_utf8(head(stream)?).ok()?.to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "))?;
    let mut body = vec![0; length.parse().ok()?];
    stream.read_exact(&mut body).ok()
}

/// Sends an operation by a client in every way that there is, each time as often as it is told, over the same connections.
fn each_way<Op: v1::Operation>(
    core: &Core,
    times: usize,
    operation: fn() -> Op,
) -> Vec<Vec<Result<Op::Output, Error>>> {
    let waiting = run(async {
        let mut results = Vec::new();
        for _ in 0..times {
            results.push(v1::send(core.clone(), operation(), CallOptions::new()).await);
            // Time for the library to see that a connection is closed.
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        results
    });
    #[cfg(not(feature = "blocking"))]
    return vec![waiting];
    #[cfg(feature = "blocking")]
    {
        let blocking = (0..times).map(|_| {
            let result = v1::send_blocking(core.clone(), operation(), CallOptions::new());
            thread::sleep(Duration::from_millis(30));
            result
        });
        vec![waiting, blocking.collect()]
    }
}

/// How a server ends a connection that it has kept open, once a second request comes.
type End = fn(&mut TcpStream, &AtomicUsize) -> Option<()>;

#[test]
fn a_request_on_a_connection_that_ends_under_it_is_not_sent_on_another() {
    let ends: [End; 3] = [
        // Behind the request.
        |stream, arrivals| request(stream).map(|()| _ = arrivals.fetch_add(1, Ordering::SeqCst)),
        // Behind its first byte, with the others unread.
        |stream, arrivals| {
            stream
                .read_exact(&mut [0])
                .ok()
                .map(|()| _ = arrivals.fetch_add(1, Ordering::SeqCst))
        },
        // In the middle of the answer.
        |stream, arrivals| {
            request(stream)?;
            arrivals.fetch_add(1, Ordering::SeqCst);
            stream.write_all(b"HTTP/1.1 20").ok()
        },
    ];
    for end in ends {
        let server = Connections::served(move |stream, arrivals| {
            request(stream)?;
            arrivals.fetch_add(1, Ordering::SeqCst);
            stream.write_all(FINE).ok()?;
            end(stream, arrivals)
        });
        let core = server.builder().retries(Retries::default()).build().unwrap();
        let ways = each_way(&core, 3, || Create);
        assert_eq!(server.arrivals(), 3 * ways.len(), "each call arrives once");
        for results in ways {
            let [first, second, third] = <[_; 3]>::try_from(results).unwrap();
            assert!(first.is_ok() && third.is_ok(), "{first:?} {third:?}");
            let error = second.unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Interrupted, 1));
            assert!(error.may_have_been_received());
        }
    }
}

#[test]
fn a_connection_that_has_ended_meanwhile_is_replaced() {
    let server = Connections::served(|stream, arrivals| {
        request(stream)?;
        arrivals.fetch_add(1, Ordering::SeqCst);
        stream.write_all(FINE).ok()
    });
    let ways = each_way(&server.builder().build().unwrap(), 3, || Create);
    assert_eq!(server.arrivals(), 3 * ways.len());
    assert!(ways.iter().flatten().all(Result::is_ok), "{ways:?}");
}

#[test]
fn a_call_that_is_dropped_is_not_sent_again() {
    let server = Connections::served(|stream, arrivals| {
        request(stream)?;
        if arrivals.fetch_add(1, Ordering::SeqCst) == 0 {
            // The first call waits for an answer until it is given up.
            stream.read_exact(&mut [0]).ok()
        } else {
            stream.write_all(FINE).ok()
        }
    });
    let core = server.builder().retries(Retries::default()).build().unwrap();
    run(async {
        let call = v1::send(core.clone(), Create, CallOptions::new());
        assert!(tokio::time::timeout(Duration::from_millis(200), call).await.is_err());
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(server.arrivals(), 1);
        assert_eq!(
            v1::send(core.clone(), Create, CallOptions::new()).await.unwrap(),
            "fine"
        );
    });
    assert_eq!(server.arrivals(), 2);
}

/// How many connections three calls with short pauses between them need, on the average of the ways that there are.
fn connections(idle: Duration) -> usize {
    let opened = Arc::<AtomicUsize>::default();
    let counter = Arc::clone(&opened);
    let server = Connections::served(move |stream, _| {
        counter.fetch_add(1, Ordering::SeqCst);
        loop {
            request(stream)?;
            stream.write_all(FINE).ok()?;
        }
    });
    let transport = ReqwestTransport::builder().idle_timeout(idle).build().unwrap();
    let builder = server.builder().transport(transport);
    #[cfg(feature = "blocking")]
    let builder = {
        let transport = specloom_runtime::UreqTransport::builder().idle_timeout(idle);
        builder.blocking_transport(transport.build().unwrap())
    };
    let ways = each_way(&builder.build().unwrap(), 3, || Create);
    assert!(ways.iter().flatten().all(Result::is_ok), "{ways:?}");
    opened.load(Ordering::SeqCst) / ways.len()
}

#[test]
fn a_connection_that_was_idle_for_too_long_is_not_used_again() {
    assert_eq!(connections(Duration::from_secs(15)), 1);
    assert_eq!(connections(Duration::from_millis(1)), 3);
}

#[test]
fn what_comes_before_the_answer_is_none() {
    for before in [
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n",
    ] {
        let server = Connections::served(move |stream, _| {
            request(stream)?;
            stream.write_all(before.as_bytes()).ok()?;
            stream.write_all(FINE).ok()
        });
        for result in each_way(&server.builder().build().unwrap(), 1, || Create)
            .into_iter()
            .flatten()
        {
            assert_eq!(result.unwrap(), "fine", "{before}");
        }
    }
}

#[test]
fn an_answer_that_comes_before_the_request_is_sent_is_heard() {
    // A server that closes at once takes its answer back, as it were, so it waits a moment.
    let ends: [End; 2] = [
        |_, _| {
            thread::sleep(Duration::from_millis(300));
            None
        },
        |stream, _| {
            stream.shutdown(Shutdown::Write).ok()?;
            stream.read_to_end(&mut Vec::new()).ok().map(drop)
        },
    ];
    for (number, end) in ends.into_iter().enumerate() {
        let server = Connections::served(move |stream, arrivals| {
            head(stream)?;
            stream
                .write_all(b"HTTP/1.1 413 Too Much\r\nconnection: close\r\ncontent-length: 4\r\n\r\nlong")
                .ok()?;
            end(stream, arrivals)
        });
        for result in each_way(&server.builder().build().unwrap(), 1, || Send)
            .into_iter()
            .flatten()
        {
            let error = result.unwrap_err();
            assert_eq!(
                error.status().map(|status| status.as_u16()),
                Some(413),
                "{number}: {error:?}"
            );
        }
    }
}

/// A frame of HTTP/2.
#[cfg(feature = "reqwest-0-13")]
fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame
}

#[cfg(feature = "reqwest-0-13")]
#[test]
fn a_stream_that_the_server_refuses_is_not_opened_again() {
    const REFUSED_STREAM: u32 = 7;
    const CANCEL: u32 = 8;
    let reset = |stream: u32, why: u32| frame(3, 0, stream, &why.to_be_bytes());
    let goodbye = |_: u32, why: u32| frame(7, 0, 0, &[0_u32.to_be_bytes(), why.to_be_bytes()].concat());
    type Refusal = fn(u32, u32) -> Vec<u8>;
    let refusals: [(Refusal, u32); 4] = [(reset, REFUSED_STREAM), (reset, CANCEL), (goodbye, 0), (goodbye, 11)];
    for (refusal, why) in refusals {
        let server = Connections::served(move |stream, arrivals| {
            // Its greeting, and ours.
            stream.read_exact(&mut [0; 24]).ok()?;
            stream.write_all(&frame(4, 0, 0, &[])).ok()?;
            loop {
                let mut head = [0; 9];
                stream.read_exact(&mut head).ok()?;
                let [a, b, c, kind, flags, number @ ..] = head;
                let mut payload = vec![0; usize::try_from(u32::from_be_bytes([0, a, b, c])).ok()?];
                stream.read_exact(&mut payload).ok()?;
                match (kind, flags & 1) {
                    (4, 0) => stream.write_all(&frame(4, 1, 0, &[])).ok()?,
                    (1, _) => {
                        arrivals.fetch_add(1, Ordering::SeqCst);
                        stream.write_all(&refusal(u32::from_be_bytes(number), why)).ok()?;
                    }
                    _ => {}
                }
            }
        });
        let transport = ReqwestTransport::builder()
            .without_proxy()
            .configure(|client| client.http2_prior_knowledge())
            .build()
            .unwrap();
        let core = server
            .builder()
            .transport(transport)
            .retries(Retries::default())
            .build()
            .unwrap();
        let error = run(v1::send(core, Create, CallOptions::new())).unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Interrupted, 1),
            "{error:?}"
        );
        assert_eq!(server.arrivals(), 1, "{error:?}");
    }
}
