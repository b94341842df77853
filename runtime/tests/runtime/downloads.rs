//! Answers whose bytes are read while they come.

use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;
use specloom_runtime::codegen::v1;
use specloom_runtime::{Download, Error, ErrorKind, Header};

use crate::kinds_of_answers::{Fetch, FetchAnswer};
use crate::scripted::{Scripted, answered, builder, call, run, shown, streamed};
use crate::streams::{breaking, chunks, whole};

struct Get;

v1::operation! {
    Get -> Download {
        id: "get",
        request: GET "/content",
        security: [],
        repeat: Safe,
        accept: "application/pdf",
        answer: download,
    }
}

fn interrupted(error: &Error) {
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert_eq!(error.status().unwrap(), 200, "the head had come");
    assert!(error.is_transport() && error.may_have_been_received() && !error.is_connect());
    assert_eq!(error.operation_id(), Some("get"));
}

#[test]
fn bytes_come_piece_by_piece_beyond_the_limit_of_other_answers() {
    let core = streamed(200, || chunks(&["ab", "cd", "ef"]))
        .answer_limit(1)
        .build()
        .unwrap();
    let mut download = call(&core, Get).unwrap();
    run(async {
        for expected in ["ab", "cd", "ef"] {
            assert_eq!(download.next_chunk().await.unwrap().unwrap(), expected);
        }
        assert_eq!(download.next_chunk().await.unwrap(), None);
        assert_eq!(download.next_chunk().await.unwrap(), None);
    });
    let mut download = call(&core, Get).unwrap();
    run(async {
        let mut all = Vec::new();
        while let Some(chunk) = poll_fn(|context| Pin::new(&mut download).poll_next(context)).await {
            all.push(chunk.unwrap());
        }
        assert_eq!(all, ["ab", "cd", "ef"]);
    });
    assert_eq!(whole(call(&core, Get).unwrap().into_body()), "abcdef");
}

#[test]
fn all_bytes_up_to_a_limit() {
    let core = streamed(200, || chunks(&["ab", "cd", "ef"])).build().unwrap();
    let bytes = |limit| run(call(&core, Get).unwrap().bytes(limit));
    assert_eq!(bytes(6).unwrap(), "abcdef");
    assert_eq!(bytes(usize::MAX).unwrap(), "abcdef");
    for limit in [0, 1, 5] {
        let error = bytes(limit).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge);
        assert_eq!(error.status().unwrap(), 200);
        assert!(error.to_string().contains(&format!("{limit} bytes")), "{error}");
    }
    let whole = answered(200, &[], "abc");
    assert_eq!(run(call(&whole, Get).unwrap().bytes(3)).unwrap(), "abc");
    assert!(run(call(&whole, Get).unwrap().bytes(2)).is_err());
}

#[test]
fn a_download_that_breaks_off_is_an_interruption() {
    let core = streamed(200, || breaking(&["ab"])).build().unwrap();
    interrupted(&run(call(&core, Get).unwrap().bytes(10)).unwrap_err());
    let mut download = call(&core, Get).unwrap();
    run(async {
        assert_eq!(download.next_chunk().await.unwrap().unwrap(), "ab");
        interrupted(&download.next_chunk().await.unwrap_err());
        assert_eq!(download.next_chunk().await.unwrap(), None);
    });
    let mut download = call(&core, Get).unwrap();
    run(async {
        let mut next = async || poll_fn(|context| Pin::new(&mut download).poll_next(context)).await;
        assert_eq!(next().await.unwrap().unwrap(), "ab");
        interrupted(&next().await.unwrap().unwrap_err());
        assert!(next().await.is_none());
    });
}

#[test]
fn the_head_is_there_before_the_bytes() {
    let headers = &[
        ("content-length", "1234"),
        ("content-type", "application/pdf"),
        ("x-pages", "3"),
    ];
    let download = call(&answered(206, headers, "x"), Get).unwrap();
    assert_eq!(download.head().status(), 206);
    assert_eq!(download.length(), Some(1234));
    assert_eq!(download.content_type(), Some("application/pdf"));
    assert_eq!(download.head().header(Header::<u32>::new("X-Pages")).unwrap(), Some(3));
    assert!(download.head().is("application/*"));
    for length in ["", "-1", "1 2", "99999999999999999999"] {
        let download = call(&answered(200, &[("content-length", length)], ""), Get).unwrap();
        assert_eq!((download.length(), download.content_type()), (None, None), "{length}");
    }
}

#[test]
fn a_failure_is_read_whole_and_explained() {
    for status in [301, 404, 500] {
        let core = streamed(status, || chunks(&["{\"title\":", "\"gone\"}"]))
            .build()
            .unwrap();
        let error = call(&core, Get).unwrap_err();
        assert!(error.is_status(), "{error:?}");
        assert_eq!(error.answer().unwrap().body(), "{\"title\":\"gone\"}");
        assert!(error.excerpt().unwrap().contains("gone"));
    }
    let core = streamed(404, || chunks(&["{\"title\":", "\"gone\"}"]))
        .answer_limit(10)
        .build()
        .unwrap();
    let error = call(&core, Get).unwrap_err();
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (ErrorKind::TooLarge, 404)
    );
}

#[test]
fn a_response_keeps_no_bytes_of_a_download() {
    let core = streamed(200, || chunks(&["ab", "cd"])).build().unwrap();
    let response = run(v1::send_for_response(core, Get, v1::CallOptions::new())).unwrap();
    assert_eq!(response.body(), None);
    assert_eq!(
        response.header(Header::<String>::new("X-Trace")).unwrap().as_deref(),
        Some("t-1")
    );
    assert_eq!(run(response.value.bytes(4)).unwrap(), "abcd");
}

#[test]
fn among_several_kinds_only_the_download_is_streamed() {
    let of = |media_type: &'static str| {
        let transport = Scripted::new(move || {
            let head = http::Response::builder().header("content-type", media_type);
            Ok(head
                .body(specloom_runtime::Body::from_stream(chunks(&["{\"id\":", "7}"])))
                .unwrap())
        });
        let core = builder(&transport).build().unwrap();
        run(v1::send_for_response(core, Fetch, v1::CallOptions::new())).unwrap()
    };
    let json = of("application/json");
    assert_eq!(json.body().unwrap(), "{\"id\":7}");
    assert!(matches!(json.value, FetchAnswer::Success(_)));
    let zip = of("application/zip");
    assert_eq!(zip.body(), None);
    let FetchAnswer::SuccessZip(download) = zip.value else {
        unreachable!("a zip is a download")
    };
    assert_eq!(run(download.bytes(8)).unwrap(), "{\"id\":7}");
}

#[test]
fn no_bytes_show() {
    let core = streamed(200, || breaking(&["hunter2"])).build().unwrap();
    let download = call(&core, Get).unwrap();
    assert_eq!(format!("{download:?}"), "Download(200 OK, Body(stream))");
    let error = run(call(&core, Get).unwrap().bytes(3)).unwrap_err();
    let whole = call(&answered(200, &[("x-key", "hunter2")], "hunter2"), Get).unwrap();
    let all = format!("{download:?} {whole:?} {}", shown(&error));
    assert!(!all.contains("hunter2"), "{all}");
}

#[cfg(feature = "reqwest")]
mod over_a_socket {
    use std::io::Write;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::{Get, call, interrupted, run, v1};
    use crate::server::Server;

    /// A server that waits after each piece until it hears that the piece was read.
    fn step_by_step(head: &'static str, pieces: [&'static str; 3]) -> (Server, mpsc::Sender<()>) {
        let (tell, told) = mpsc::channel();
        let server = Server::doing(move |stream| {
            stream.write_all(head.as_bytes()).unwrap();
            for piece in pieces {
                stream.write_all(piece.as_bytes()).unwrap();
                if told.recv_timeout(Duration::from_secs(5)).is_err() {
                    return;
                }
            }
            stream.write_all(b"0\r\n\r\n").unwrap();
        });
        (server, tell)
    }

    #[test]
    fn a_piece_is_there_before_the_next_one_is_sent() {
        let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        let (server, tell) = step_by_step(head, ["3\r\none\r\n", "3\r\ntwo\r\n", "5\r\nthree\r\n"]);
        run(async {
            let mut download = v1::send(server.core(), Get, v1::CallOptions::new()).await.unwrap();
            for expected in ["one", "two", "three"] {
                assert_eq!(download.next_chunk().await.unwrap().unwrap(), expected);
                tell.send(()).unwrap();
            }
            assert_eq!(download.next_chunk().await.unwrap(), None);
        });
    }

    #[test]
    fn a_connection_that_breaks_midway_is_an_interruption() {
        for head in ["content-length: 100", "transfer-encoding: chunked"] {
            let answer = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n3\r\none\r\n");
            let server = Server::answering(answer);
            let mut download = call(&server.core(), Get).unwrap();
            run(async {
                let error = loop {
                    match download.next_chunk().await {
                        Ok(chunk) => assert!(chunk.is_some(), "{head}: an end that is none"),
                        Err(error) => break error,
                    }
                };
                interrupted(&error);
            });
        }
    }
}
