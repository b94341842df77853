//! Calls that let the thread wait: the same requests, the same retries, the same errors, and no runtime anywhere.

use std::io::Write;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use http::Method;
use specloom_runtime::codegen::v1;
use specloom_runtime::{
    Answer, CallOptions, CoreBuilder, Description, Download, Error, Repeat, RequestParts, Retries, SystemTimer,
    Timeouts, Timer, Upload, VirtualTimer,
};

use crate::scripted::operation;
use crate::sequence::{Sequence, is_backoff, status, unsent};
use crate::server::{Server, ok};
use crate::streams::chunks;

operation!(Read -> String, Description::new("read", Method::GET, "/things").repeat(Repeat::Safe), |_, _| Ok(()), |answer| Answer::text(answer));
operation!(
    Create(&'static str) -> String,
    Description::new("create", Method::POST, "/things"),
    |this, parts| parts.json(&this.0),
    |answer| Answer::text(answer)
);
operation!(Touch -> String, Description::new("touch", Method::POST, "/things"), |_, _| Ok(()), |answer| Answer::text(answer));
operation!(
    Send(Upload) -> String,
    Description::new("send", Method::PUT, "/things"),
    |this, parts| parts.upload(&this.0),
    |answer| Answer::text(answer)
);

struct Fetch;

impl v1::Operation for Fetch {
    type Output = Download;
    type Failure = std::convert::Infallible;
    const DESCRIPTION: &'static Description = &Description::new("fetch", Method::GET, "/file").streamed(true);

    fn prepare(&self, _: &mut RequestParts) -> Result<(), Error> {
        Ok(())
    }

    fn decode(answer: Answer) -> Result<Download, Error> {
        answer.download()
    }

    fn is_streamed(head: &v1::Head) -> bool {
        head.status().is_success()
    }
}

fn send<Op: v1::Operation>(builder: CoreBuilder, operation: Op) -> Result<Op::Output, Error> {
    v1::send_blocking(builder.build().unwrap(), operation, CallOptions::new())
}

#[test]
fn a_request_goes_out_as_it_was_prepared() {
    let server = Server::answering(ok("fine"));
    assert_eq!(send(server.builder(), Create("é")).unwrap(), "fine");
    let (head, body) = server.only();
    assert!(head.starts_with("POST /things HTTP/1.1\r\n"), "{head}");
    let mut names: Vec<String> = head
        .lines()
        .skip(1)
        .map(|line| line.split(':').next().unwrap().to_ascii_lowercase())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["accept", "content-length", "content-type", "host", "user-agent"]
    );
    assert_eq!(String::from_utf8(body).unwrap(), "\"é\"");
    let server = Server::answering(ok("fine"));
    send(server.builder(), Touch).unwrap();
    assert!(
        server
            .only()
            .0
            .to_ascii_lowercase()
            .contains("\r\ncontent-length: 0\r\n")
    );
}

#[test]
fn answers_of_any_status_and_redirects_are_the_callers() {
    let server = Server::answering("HTTP/1.1 404 No\r\ncontent-length: 4\r\n\r\nnone");
    assert!(send(server.builder(), Read).unwrap_err().is_not_found());
    let server = Server::answering("HTTP/1.1 302 Go\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n");
    let error = send(server.builder(), Read).unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 302);
    assert_eq!(server.received().len(), 1);
}

#[test]
fn what_never_left_is_known() {
    let nowhere = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let builder = |url: String| CoreBuilder::new(Some(&url), "tests/1").retries(Retries::none());
    let error = send(builder(format!("http://{nowhere}")), Create("")).unwrap_err();
    assert!(error.is_connect() && !error.may_have_been_received(), "{error:?}");
    let error = send(builder("http://nowhere.invalid".into()), Create("")).unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    // A server that speaks no TLS cannot have understood anything.
    let server = Server::answering("this is no TLS\r\n\r\n");
    let error = send(builder(format!("https://{}", server.address)), Create("")).unwrap_err();
    assert!(
        error.is_transport() && !format!("{error:?}").contains("127.0.0.1"),
        "{error:?}"
    );
}

#[test]
fn what_broke_on_the_way_may_have_arrived() {
    for answer in [
        "",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf",
        "nonsense\r\n\r\n",
    ] {
        let server = Server::answering(answer);
        let error = send(server.builder(), Create("")).unwrap_err();
        assert!(
            error.is_transport() && error.may_have_been_received(),
            "{answer:?}: {error:?}"
        );
        assert_eq!(server.received().len(), 1);
    }
}

#[test]
fn limits_of_time_hold() {
    let limit = Duration::from_millis(200);
    for answer in ["", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"] {
        let server = Server::doing(move |stream| {
            let _ = stream.write_all(answer.as_bytes());
            let _ = std::io::Read::read(stream, &mut [0]);
        });
        let started = Instant::now();
        let error = send(
            server.builder().timeouts(Timeouts::default().attempt(limit)),
            Create(""),
        )
        .unwrap_err();
        assert!(error.is_timeout() && error.may_have_been_received(), "{error:?}");
        assert!(started.elapsed() >= limit);
    }
}

#[test]
fn an_answer_that_drips_does_not_outlast_the_limit() {
    for head in [
        "HTTP/1.1 200 OK\r\nx-long: ",
        "HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n",
    ] {
        let server = Server::doing(move |stream| {
            let _ = stream.write_all(head.as_bytes());
            for _ in 0..900 {
                if stream.write_all(b"x").is_err() {
                    return;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        let started = Instant::now();
        let limits = Timeouts::default().attempt(Duration::from_millis(300));
        let error = send(server.builder().timeouts(limits), Create("")).unwrap_err();
        assert!(
            error.is_timeout() && error.may_have_been_received(),
            "{head}: {error:?}"
        );
        assert!(
            started.elapsed() < Duration::from_secs(5),
            "{head}: {:?}",
            started.elapsed()
        );
    }
}

#[test]
fn a_call_that_blocks_does_so_inside_of_a_runtime_too() {
    let server = Server::answering(ok("fine"));
    crate::scripted::run(async { assert_eq!(send(server.builder(), Create("")).unwrap(), "fine") });
    let server = Server::answering("");
    crate::scripted::run(async {
        let retries = Retries::up_to(1).first_delay(Duration::from_millis(1));
        assert_eq!(send(server.builder().retries(retries), Read).unwrap_err().attempts(), 2);
    });
}

#[test]
fn a_download_that_stalls_ends() {
    let server = Server::doing(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf");
        let _ = std::io::Read::read(stream, &mut [0]);
    });
    let builder = server
        .builder()
        .timeouts(Timeouts::default().stalled(Duration::from_millis(200)));
    let download = send(builder, Fetch).unwrap();
    assert!(download.bytes_blocking(99).unwrap_err().is_timeout());
}

#[test]
fn streams_go_both_ways() {
    let server = Server::answering(ok("fine"));
    send(server.builder(), Send(Upload::once(Some(4), chunks(&["ab", "cd"])))).unwrap();
    let (head, body) = server.only();
    assert!(
        head.to_ascii_lowercase().contains("\r\ncontent-length: 4\r\n"),
        "{head}"
    );
    assert_eq!(body, b"abcd");
    let server = Server::answering(ok("a file of some bytes"));
    let mut download = send(server.builder(), Fetch).unwrap();
    let first = download.next_chunk_blocking().unwrap().unwrap();
    assert!(first.starts_with(b"a file"));
    let server = Server::answering(ok("a file of some bytes"));
    assert_eq!(
        send(server.builder(), Fetch).unwrap().bytes_blocking(99).unwrap(),
        "a file of some bytes"
    );
}

#[test]
fn retries_are_the_same() {
    let timer = VirtualTimer::default();
    let sequence = Sequence::of([unsent(), status(503, &[])]);
    send(sequence.builder(&timer), Read).unwrap();
    assert_eq!(sequence.arrivals(), 3);
    assert!(timer.waits().len() == 2 && is_backoff(&timer.waits()));
    let sequence = Sequence::of([status(503, &[])]);
    let error = send(sequence.builder(&timer), Create("")).unwrap_err();
    assert!(error.is_status() && error.attempts() == 1);
}

#[test]
fn the_answer_can_be_had_whole() {
    let sequence = Sequence::of([unsent(), status(200, &[("x-request-id", "r-7")])]);
    let core = sequence.builder(&VirtualTimer::default()).build().unwrap();
    let response = v1::send_blocking_for_response(core, Read, CallOptions::new()).unwrap();
    assert_eq!((response.attempts(), response.request_id()), (2, Some("r-7")));
}

/// Answers from another thread after so long, as transports do that do not block.
#[derive(Debug)]
struct Elsewhere(Duration);

impl specloom_runtime::Transport for Elsewhere {
    fn execute(&self, _: http::Request<v1::Body>) -> v1::Exchange<'_> {
        Box::pin(async move {
            SystemTimer::default().sleep(self.0).await;
            Ok(http::Response::new("late".into()))
        })
    }
}

#[test]
fn a_transport_that_does_not_block_serves_as_well() {
    let sent = |answers_after, limit| {
        let builder = CoreBuilder::new(Some("https://api.example"), "tests/1").transport(Elsewhere(answers_after));
        let started = Instant::now();
        (
            send(builder.timeouts(Timeouts::default().attempt(limit)), Create("")),
            started.elapsed(),
        )
    };
    let (result, passed) = sent(Duration::from_millis(50), Duration::from_secs(20));
    assert_eq!(result.unwrap(), "late");
    assert!(
        passed < Duration::from_secs(10),
        "it waits for the answer, not for the limit"
    );
    let (result, _) = sent(Duration::from_secs(20), Duration::from_millis(50));
    assert!(result.unwrap_err().is_timeout());
}
