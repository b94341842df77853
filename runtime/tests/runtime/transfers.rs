//! Streams over the built-in transport and a socket.

use specloom_runtime::codegen::v1;
use specloom_runtime::{Core, CoreBuilder, ErrorKind, File, Upload};

use crate::files::Folder;
use crate::scripted::{call, run};
use crate::server::{Server, ok};
use crate::streams::{Chunks, breaking, chunks};

struct Put {
    body: Upload,
}

v1::operation! {
    Put -> String {
        id: "put",
        request: PUT "/content",
        security: [],
        repeat: Safe,
        answer: text,
        body: upload,
    }
}

struct Post {
    scan: File,
}

v1::operation! {
    Post -> String {
        id: "post",
        request: POST "/papers",
        security: [],
        repeat: OnlyIfUnsent,
        answer: text,
        body: multipart {
            file scan = "scan",
        }
    }
}

fn put(core: &Core, upload: Upload) -> Result<String, specloom_runtime::Error> {
    call(core, Put { body: upload })
}

/// Bytes that repeat nowhere nearby.
fn large() -> Vec<u8> {
    let mut state = 1_u32;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_le_bytes()
    };
    std::iter::repeat_with(next).take(5 << 20).flatten().collect()
}

#[test]
fn a_large_file_arrives_whole_and_its_length_is_announced() {
    let folder = Folder::new("large");
    let content = large();
    assert_eq!(content.len(), 20 << 20);
    let path = folder.with("large.bin", &content);
    let server = Server::answering(ok("fine"));
    assert_eq!(put(&server.core(), run(Upload::open(&path)).unwrap()).unwrap(), "fine");
    let (head, body) = server.only();
    assert!(head.contains("\r\ncontent-length: 20971520\r\n"), "{head}");
    assert!(
        head.contains("\r\ncontent-type: application/octet-stream\r\n"),
        "{head}"
    );
    assert!(!head.contains("transfer-encoding"), "{head}");
    assert!(body == content);
    let server = Server::answering(ok("fine"));
    let scan = run(File::open(&path)).unwrap();
    call(&server.core(), Post { scan }).unwrap();
    let (head, body) = server.only();
    assert!(
        head.contains(&format!("\r\ncontent-length: {}\r\n", body.len())),
        "{head}"
    );
    assert_eq!(head.matches("content-length").count(), 1);
    let start = body.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    assert!(body[start..].starts_with(&content));
    assert!(body[start + content.len()..].starts_with(b"\r\n--") && body.ends_with(b"--\r\n"));
}

#[test]
fn an_empty_file_is_announced_as_such() {
    let folder = Folder::new("nothing");
    let server = Server::answering(ok(""));
    put(&server.core(), run(Upload::open(folder.with("a", b""))).unwrap()).unwrap();
    let (head, body) = server.only();
    assert!(head.contains("\r\ncontent-length: 0\r\n") && body.is_empty(), "{head}");
}

#[test]
fn a_stream_of_unknown_length_goes_in_chunks() {
    let server = Server::answering(ok(""));
    put(&server.core(), Upload::once(None, chunks(&["ab", "", "cde"]))).unwrap();
    let (head, body) = server.only();
    assert!(
        head.contains("\r\ntransfer-encoding: chunked\r\n") && !head.contains("content-length"),
        "{head}"
    );
    assert_eq!(String::from_utf8(body).unwrap(), "2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n");
}

/// No server may take the part of a stream that came for the whole.
#[test]
fn a_stream_that_breaks_off_never_looks_whole() {
    let sized = |length, stream: fn() -> Chunks| Upload::from_fn(length, stream);
    for (upload, announced) in [
        (sized(Some(5), || chunks(&["ab", "cd"])), 5),
        (sized(Some(3), || chunks(&["ab", "cd"])), 3),
        (sized(Some(4), || chunks(&["ab", "cd", "e"])), 4),
        (sized(Some(4), || breaking(&["ab", "cd"])), 4),
        (sized(Some(6), || breaking(&["ab", "cd"])), 6),
    ] {
        let server = Server::answering(ok(""));
        let error = put(&server.core(), upload).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Interrupted, "{error:?}");
        assert!(error.may_have_been_received());
        let (head, body) = server.only();
        assert!(head.contains(&format!("\r\ncontent-length: {announced}\r\n")), "{head}");
        assert!(body.len() < announced, "{} of {announced} bytes", body.len());
    }
    let server = Server::answering(ok(""));
    let error = put(&server.core(), sized(None, || breaking(&["ab"]))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted, "{error:?}");
    let (_, body) = server.only();
    assert!(!body.ends_with(b"0\r\n\r\n"));
}

/// A length of nothing needs no look into the stream, so the library takes none.
#[test]
fn a_stream_that_is_announced_as_empty_and_is_not_is_refused() {
    let server = Server::answering(ok(""));
    let error = put(&server.core(), Upload::from_fn(Some(0), || chunks(&["ab"]))).unwrap_err();
    assert!(!error.may_have_been_received(), "{error:?}");
    assert!(server.received().is_empty());
    put(&server.core(), Upload::from_fn(Some(0), || chunks(&["", ""]))).unwrap();
    let (head, body) = server.only();
    assert!(head.contains("\r\ncontent-length: 0\r\n") && body.is_empty(), "{head}");
}

#[test]
fn a_refused_connection_leaves_a_stream_of_one_time_usable() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let core = CoreBuilder::new(Some(&format!("http://{nobody}")), "tests/1")
        .build()
        .unwrap();
    let upload = Upload::once(Some(4), chunks(&["ab", "cd"]));
    let error = put(&core, upload.clone()).unwrap_err();
    assert!(error.is_connect() && !error.may_have_been_received(), "{error:?}");
    let server = Server::answering(ok("fine"));
    assert_eq!(put(&server.core(), upload.clone()).unwrap(), "fine");
    assert_eq!(server.only().1, b"abcd");
    let error = put(&server.core(), upload).unwrap_err();
    assert!(
        error.is_invalid_request() && error.to_string().contains("sent already"),
        "{error:?}"
    );
    assert_eq!(server.received().len(), 1);
}
