//! Bytes and streams that are sent as they are.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use http::Request;
use specloom_runtime::codegen::v1;
use specloom_runtime::{Body, BodyError, Error, Upload};

use crate::parameters::refused;
use crate::scripted::{Scripted, builder, call, idle, run};
use crate::streams::{breaking, chunks, drained, whole};

/// The request of an operation with a body, as the generator would write it.
macro_rules! put {
    ($format:ident $(as $media_type:literal)?, $value:expr, $type:ty) => {{
        struct Put {
            body: $type,
        }
        v1::operation! {
            Put -> () {
                id: "put",
                request: PUT "/content",
                security: [],
                repeat: Safe,
                answer: empty,
                body: $format $(as $media_type)?,
            }
        }
        v1::request(&idle(), &Put { body: $value }, &v1::CallOptions::new())
    }};
}

fn media_type(request: Result<Request<Body>, Error>) -> String {
    request.unwrap().headers()["content-type"].to_str().unwrap().to_owned()
}

fn sent(upload: &Upload) -> Result<Request<Body>, Error> {
    put!(upload, upload.clone(), Upload)
}

#[test]
fn bytes_go_as_they_are() {
    for (upload, expected) in [
        (Upload::from("text"), &b"text"[..]),
        (Upload::from("text".to_owned()), b"text"),
        (Upload::from(vec![0, 159, 255]), &[0, 159, 255]),
        (Upload::from(&b"\r\n"[..]), b"\r\n"),
        (Upload::from(Bytes::new()), b""),
    ] {
        assert_eq!(upload.length(), Some(expected.len() as u64));
        for _ in 0..2 {
            let request = sent(&upload).unwrap();
            assert_eq!(request.body().as_bytes().unwrap().as_ref(), expected);
            assert_eq!(request.headers()["content-type"], "application/octet-stream");
        }
    }
}

#[test]
fn a_body_names_its_media_type() {
    let upload = || Upload::from("x");
    assert_eq!(media_type(put!(upload, upload(), Upload)), "application/octet-stream");
    assert_eq!(media_type(put!(upload as "image/png", upload(), Upload)), "image/png");
    // What the caller says of the bytes counts more than what the description says of all of them.
    for own in [
        "image/jpeg",
        "application/json",
        "application/octet-stream",
        "text/plain; charset=utf-8",
    ] {
        let own_type = || upload().content_type(own);
        assert_eq!(media_type(put!(upload, own_type(), Upload)), own);
        assert_eq!(media_type(put!(upload as "image/png", own_type(), Upload)), own);
        assert_eq!(
            media_type(put!(upload_if_some as "image/png", Some(own_type()), Option<Upload>)),
            own
        );
    }
    let text = || "<a/>".to_owned();
    assert_eq!(media_type(put!(text, text(), String)), "text/plain; charset=utf-8");
    assert_eq!(
        media_type(put!(text as "application/xml", text(), String)),
        "application/xml"
    );
    assert_eq!(
        media_type(put!(json as "application/vnd.shop+json", 1, i64)),
        "application/vnd.shop+json"
    );
    assert_eq!(
        media_type(put!(text_if_some as "text/html", Some(text()), Option<String>)),
        "text/html"
    );
    assert_eq!(
        whole(put!(text, "é\r\n".to_owned(), String).unwrap().into_body()),
        "é\r\n"
    );
}

#[test]
fn a_body_that_is_left_out_has_no_media_type() {
    for request in [
        put!(upload_if_some as "image/png", None, Option<Upload>),
        put!(text_if_some as "text/html", None, Option<String>),
        put!(json_if_some as "application/vnd.shop+json", None, Option<i64>),
    ] {
        let request = request.unwrap();
        assert!(!request.headers().contains_key("content-type"));
        assert_eq!(request.body().content_length(), Some(0));
    }
}

#[test]
fn a_media_type_that_would_leave_its_header_is_refused() {
    for media_type in ["text/plain\r\nX-Evil: 1", "a\0b"] {
        let said = refused(sent(&Upload::from("x").content_type(media_type)));
        assert!(said.contains("media type") && !said.contains("Evil"), "{said}");
    }
}

#[test]
fn a_stream_that_can_start_anew_is_sent_each_time_from_its_start() {
    let started = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&started);
    let upload = Upload::from_fn(Some(4), move || {
        count.fetch_add(1, Ordering::Relaxed);
        chunks(&["ab", "", "cd"])
    });
    for _ in 0..3 {
        let request = sent(&upload).unwrap();
        assert_eq!(request.body().content_length(), Some(4));
        assert!(request.body().as_bytes().is_none());
        assert_eq!(whole(request.into_body()), "abcd");
    }
    assert_eq!(started.load(Ordering::Relaxed), 3);
}

#[test]
fn a_stream_of_one_time_is_used_up_when_it_is_read_and_not_before() {
    let upload = Upload::once(None, chunks(&["ab", "cd"]));
    let first = sent(&upload).unwrap();
    let second = sent(&upload.clone()).unwrap();
    assert_eq!(first.body().content_length(), None);
    assert_eq!(whole(second.into_body()), "abcd");
    let (bytes, error) = drained(first.into_body());
    assert!(
        bytes.is_empty() && error.unwrap().contains("sent already"),
        "the clones share their one time"
    );
    let said = refused(sent(&upload));
    assert!(said.contains("sent already"), "{said}");
}

#[test]
fn a_stream_of_one_time_outlives_a_transport_that_sends_nothing() {
    let upload = Upload::once(Some(2), chunks(&["ab"]));
    struct Put {
        body: Upload,
    }
    v1::operation! {
        Put -> () {
            id: "put",
            request: PUT "/content",
            security: [],
            repeat: Safe,
            answer: empty,
            body: upload,
        }
    }
    let refusing = Scripted::failing(|| specloom_runtime::TransportError::unsent("no route"));
    let core = builder(&refusing).build().unwrap();
    for _ in 0..2 {
        let error = call(&core, Put { body: upload.clone() }).unwrap_err();
        assert!(error.is_connect() && !error.may_have_been_received(), "{error:?}");
    }
    assert_eq!(whole(sent(&upload).unwrap().into_body()), "ab");
}

fn body(length: u64, parts: &[&'static str]) -> (String, Option<String>) {
    let (bytes, error) = drained(Body::from_sized_stream(length, chunks(parts)));
    (String::from_utf8(bytes).unwrap(), error)
}

#[test]
fn an_announced_length_is_kept_or_the_body_breaks_off() {
    assert_eq!(body(4, &["ab", "cd"]), ("abcd".into(), None));
    assert_eq!(body(4, &["", "ab", "", "", "cd", "", ""]), ("abcd".into(), None));
    assert_eq!(body(0, &[]), (String::new(), None));
    assert_eq!(body(0, &["", ""]), (String::new(), None));
    let fewer = Some("the stream has fewer bytes than announced".to_owned());
    assert_eq!(body(5, &["ab", "cd"]), ("abcd".into(), fewer.clone()));
    assert_eq!(body(1, &[]), (String::new(), fewer.clone()));
    assert_eq!(body(u64::MAX, &["ab"]), ("ab".into(), fewer));
    // The bytes before the surplus are held back, so that whoever sends them cannot take them for the whole.
    let more = Some("the stream has more bytes than announced".to_owned());
    assert_eq!(body(4, &["ab", "cd", "e"]), ("ab".into(), more.clone()));
    assert_eq!(body(3, &["ab", "cd"]), ("ab".into(), more.clone()));
    assert_eq!(body(0, &["a"]), (String::new(), more));
    let (bytes, error) = drained(Body::from_sized_stream(4, breaking(&["ab", "cd"])));
    assert_eq!((bytes, error), (b"ab".to_vec(), Some("the disk is gone".to_owned())));
}

#[test]
fn what_is_still_to_come_is_counted() {
    run(async {
        let mut body = Body::from_sized_stream(6, chunks(&["ab", "cd", "ef"]));
        let mut counts = vec![body.content_length()];
        while let Some(chunk) = body.next_chunk().await {
            chunk.unwrap();
            counts.push(body.content_length());
        }
        assert_eq!(counts, [Some(6), Some(4), Some(2), Some(0)]);
        assert!(body.next_chunk().await.is_none());
        let mut broken = Body::from_stream(breaking(&[]));
        assert!(broken.next_chunk().await.unwrap().is_err());
        assert!(
            broken.next_chunk().await.is_none(),
            "a stream that failed is not asked again"
        );
    });
}

#[test]
fn a_sized_stream_is_collected_up_to_the_limit() {
    let collect = |limit| run(Body::from_sized_stream(6, chunks(&["ab", "cd", "ef"])).collect(limit));
    assert_eq!(collect(6).unwrap().as_ref(), b"abcdef");
    assert!(matches!(collect(5), Err(BodyError::TooLarge { limit: 5 })));
    assert!(matches!(collect(0), Err(BodyError::TooLarge { limit: 0 })));
    let broken = run(Body::from_stream(breaking(&["ab"])).collect(6));
    assert!(matches!(broken, Err(BodyError::Read(_))));
}

#[test]
fn uploads_are_equal_by_bytes_or_by_origin() {
    assert_eq!(Upload::from("a"), Upload::from(vec![b'a']));
    assert_ne!(Upload::from("a"), Upload::from("b"));
    let stream = Upload::from_fn(None, || chunks(&["a"]));
    assert_eq!(stream, stream.clone());
    assert_ne!(stream, Upload::from_fn(None, || chunks(&["a"])));
    let once = Upload::once(None, chunks(&["a"]));
    assert_eq!(once, once.clone());
    assert_ne!(once, Upload::once(None, chunks(&["a"])));
    assert_ne!(once, stream);
}
