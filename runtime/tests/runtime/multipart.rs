//! Bodies of the type `multipart/form-data`, to the byte and as an independent reader takes them.

use std::collections::HashSet;

use bytes::Bytes;
use http::Request;
use specloom_runtime::codegen::v1;
use specloom_runtime::{Amount, Body, Error, File, Json, Nullable, Upload};

use crate::parameters::refused;
use crate::scripted::{idle, run};
use crate::streams::{breaking, chunks, drained, whole};

/// The request of an operation with a form of one part, as the generator would write it.
macro_rules! posted {
    ($kind:ident $name:literal $(as $media_type:literal)?: $type:ty = $value:expr) => {{
        struct Posted {
            part: $type,
        }
        v1::operation! {
            Posted -> () {
                id: "posted",
                request: POST "/papers",
                security: [],
                repeat: OnlyIfUnsent,
                answer: empty,
                body: multipart {
                    $kind part = $name $(as $media_type)?,
                }
            }
        }
        v1::request(&idle(), &Posted { part: $value }, &v1::CallOptions::new())
    }};
}

fn boundary(request: &Request<Body>) -> String {
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    assert!(
        boundary.len() >= 32 && boundary.chars().all(|c| c.is_ascii_alphanumeric()),
        "{boundary}"
    );
    boundary.to_owned()
}

/// The body, its boundary replaced by `BOUNDARY`.
fn text(request: Result<Request<Body>, Error>) -> String {
    let request = request.unwrap();
    let boundary = boundary(&request);
    whole(request.into_body()).replace(&boundary, "BOUNDARY")
}

#[derive(Debug, PartialEq)]
struct Part {
    name: String,
    file_name: Option<String>,
    media_type: Option<String>,
    content: Bytes,
}

fn part(name: &str, file_name: Option<&str>, media_type: Option<&str>, content: &'static str) -> Part {
    Part {
        name: name.to_owned(),
        file_name: file_name.map(str::to_owned),
        media_type: media_type.map(str::to_owned),
        content: content.into(),
    }
}

fn read(request: Request<Body>) -> Vec<Part> {
    let boundary = multer::parse_boundary(request.headers()["content-type"].to_str().unwrap()).unwrap();
    run(async {
        let mut form = multer::Multipart::new(request.into_body(), boundary);
        let mut parts = Vec::new();
        while let Some(field) = form.next_field().await.unwrap() {
            parts.push(Part {
                name: field.name().unwrap().to_owned(),
                file_name: field.file_name().map(str::to_owned),
                media_type: field
                    .headers()
                    .get("content-type")
                    .map(|value| value.to_str().unwrap().to_owned()),
                content: field.bytes().await.unwrap(),
            });
        }
        parts
    })
}

struct Paper {
    title: String,
    count: i64,
    open: bool,
    price: Amount,
    tags: Option<Vec<String>>,
    place: Json,
    gone: Nullable<String>,
    absent: Option<String>,
    scan: File,
    cover: Option<File>,
    pages: Vec<File>,
}

v1::operation! {
    Paper -> () {
        id: "paper",
        request: POST "/papers",
        security: [],
        repeat: OnlyIfUnsent,
        answer: empty,
        body: multipart {
            value title = "title",
            value count = "count",
            value open = "open",
            value price = "price" as "text/plain",
            value tags = "tags",
            value place = "place",
            value gone = "gone",
            value absent = "absent",
            file scan = "scan",
            file cover = "cover" as "image/png",
            file pages = "pages",
        }
    }
}

fn paper(scan: impl Into<Upload>) -> Paper {
    Paper {
        title: "On \"money\"\r\n".into(),
        count: -3,
        open: true,
        price: "1234567890123456789012345678901234567.890".parse().unwrap(),
        tags: Some(vec!["a".into(), String::new()]),
        place: Json::from_text(r#"{"n": 0.10, "l": [1]}"#).unwrap(),
        gone: Nullable::Null,
        absent: None,
        scan: File::new("scan.pdf", scan),
        cover: Some(File::unnamed("png")),
        pages: vec![File::new("1", "one").content_type("text/css"), File::new("2", "")],
    }
}

const PAPER: &str = "--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"title\"\r\n\r\nOn \"money\"\r\n\r\n--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"count\"\r\n\r\n-3\r\n--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"open\"\r\n\r\ntrue\r\n--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"price\"\r\nContent-Type: text/plain\r\n\r\n\
    1234567890123456789012345678901234567.890\r\n--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"tags\"\r\n\r\na\r\n--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"tags\"\r\n\r\n\r\n--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"place\"\r\nContent-Type: application/json\r\n\r\n\
    {\"n\": 0.10, \"l\": [1]}\r\n--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"scan\"; filename=\"scan.pdf\"\r\n\
    Content-Type: application/octet-stream\r\n\r\n%PDF\r\n--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"cover\"\r\nContent-Type: image/png\r\n\r\npng\r\n--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"pages\"; filename=\"1\"\r\nContent-Type: text/css\r\n\r\none\r\n--BOUNDARY\r\n\
    Content-Disposition: form-data; name=\"pages\"; filename=\"2\"\r\n\
    Content-Type: application/octet-stream\r\n\r\n\r\n--BOUNDARY--\r\n";

#[test]
fn a_form_to_the_byte() {
    let request = v1::request(&idle(), &paper("%PDF"), &v1::CallOptions::new()).unwrap();
    let length = request.body().content_length();
    assert!(
        request.body().as_bytes().is_some(),
        "what is there already is sent in one piece"
    );
    let boundary = boundary(&request);
    let body = whole(request.into_body());
    assert_eq!(length, Some(body.len() as u64));
    assert_eq!(body.replace(&boundary, "BOUNDARY"), PAPER);
}

#[test]
fn a_form_with_a_stream_to_the_byte() {
    for length in [Some(4), None] {
        let scan = Upload::from_fn(length, || chunks(&["", "%", "", "PD", "F", ""]));
        let request = v1::request(&idle(), &paper(scan), &v1::CallOptions::new()).unwrap();
        let announced = request.body().content_length();
        assert!(request.body().as_bytes().is_none());
        let boundary = boundary(&request);
        let body = whole(request.into_body());
        assert_eq!(announced, length.map(|_| body.len() as u64));
        assert_eq!(body.replace(&boundary, "BOUNDARY"), PAPER);
    }
}

#[test]
fn another_reader_finds_the_same_parts() {
    let streamed = Upload::once(None, chunks(&["%P", "DF"]));
    for scan in [
        Upload::from("%PDF"),
        Upload::from_fn(Some(4), || chunks(&["%PDF"])),
        streamed,
    ] {
        let request = v1::request(&idle(), &paper(scan), &v1::CallOptions::new()).unwrap();
        let (binary, json) = (Some("application/octet-stream"), Some("application/json"));
        assert_eq!(
            read(request),
            [
                part("title", None, None, "On \"money\"\r\n"),
                part("count", None, None, "-3"),
                part("open", None, None, "true"),
                part(
                    "price",
                    None,
                    Some("text/plain"),
                    "1234567890123456789012345678901234567.890"
                ),
                part("tags", None, None, "a"),
                part("tags", None, None, ""),
                part("place", None, json, r#"{"n": 0.10, "l": [1]}"#),
                part("scan", Some("scan.pdf"), binary, "%PDF"),
                part("cover", None, Some("image/png"), "png"),
                part("pages", Some("1"), Some("text/css"), "one"),
                part("pages", Some("2"), binary, ""),
            ]
        );
    }
}

#[test]
fn a_value_is_spelled_as_its_media_type_says() {
    let one = |media_type: &str, content: &str| {
        let media_type = if media_type.is_empty() {
            String::new()
        } else {
            format!("Content-Type: {media_type}\r\n")
        };
        format!(
            "--BOUNDARY\r\nContent-Disposition: form-data; name=\"v\"\r\n{media_type}\r\n{content}\r\n--BOUNDARY--\r\n"
        )
    };
    let string = || "a\"b".to_owned();
    assert_eq!(text(posted!(value "v": String = string())), one("", "a\"b"));
    assert_eq!(
        text(posted!(value "v" as "application/json": String = string())),
        one("application/json", r#""a\"b""#)
    );
    assert_eq!(
        text(posted!(value "v" as "application/vnd.shop+json; v=1": String = string())),
        one("application/vnd.shop+json; v=1", r#""a\"b""#)
    );
    assert_eq!(
        text(posted!(value "v" as "text/html; charset=utf-8": String = string())),
        one("text/html; charset=utf-8", "a\"b")
    );
    // A list goes item by item; what is inside an item goes as JSON.
    let nested = || Json::from_text("[[1,2]]").unwrap();
    assert_eq!(
        text(posted!(value "v": Json = nested())),
        one("application/json", "[1,2]")
    );
    assert_eq!(
        text(posted!(value "v" as "text/plain": Json = nested())),
        one("text/plain", "[1,2]")
    );
}

#[test]
fn a_form_without_parts() {
    assert_eq!(text(posted!(value "v": Option<String> = None)), "--BOUNDARY--\r\n");
    struct Optional {
        scan: Option<File>,
        tags: Vec<String>,
    }
    v1::operation! {
        Optional -> () {
            id: "optional",
            request: POST "/papers",
            security: [],
            repeat: OnlyIfUnsent,
            answer: empty,
            body: multipart_if_any {
                file scan = "scan",
                value tags = "tags",
            }
        }
    }
    let request = v1::request(
        &idle(),
        &Optional {
            scan: None,
            tags: Vec::new(),
        },
        &v1::CallOptions::new(),
    )
    .unwrap();
    assert!(!request.headers().contains_key("content-type"));
    assert_eq!(request.body().content_length(), Some(0));
    let scan = Some(File::unnamed(""));
    assert_eq!(
        read(
            v1::request(
                &idle(),
                &Optional {
                    scan,
                    tags: vec!["x".into()]
                },
                &v1::CallOptions::new()
            )
            .unwrap()
        ),
        [
            part("scan", None, Some("application/octet-stream"), ""),
            part("tags", None, None, "x")
        ]
    );
}

#[test]
fn names_of_files_cannot_leave_their_header() {
    let head = |name: &str| {
        let body = text(posted!(file "f": File = File::new(name, "x")));
        let line = body.lines().nth(1).unwrap().to_owned();
        assert_eq!(body.lines().count(), 6, "{body}");
        line.strip_prefix("Content-Disposition: form-data; name=\"f\"; filename=")
            .unwrap()
            .to_owned()
    };
    assert_eq!(head("a b.pdf"), "\"a b.pdf\"");
    assert_eq!(head("a\"; name=\"admin"), "\"a%22; name=%22admin\"");
    assert_eq!(
        head("a\r\nContent-Type: text/html\r\n\r\n<b>"),
        "\"a%0D%0AContent-Type: text/html%0D%0A%0D%0A<b>\""
    );
    assert_eq!(head("Ünïcode \u{1f600}.pdf"), "\"Ünïcode \u{1f600}.pdf\"");
    assert_eq!(head("../../etc/passwd"), "\"../../etc/passwd\"");
    assert_eq!(head("c:\\temp\\"), "\"c:\\temp\\\"");
    assert_eq!(head("100%22"), "\"100%22\"");
    assert_eq!(head("\0a\tb\u{1}\u{7f}"), "\"%00a\tb%01%7F\"");
    assert_eq!(head(""), "\"\"");
    for name in ["Ünïcode \u{1f600}.pdf", "a; b=c.pdf", "a'b.pdf", "a%0D.pdf"] {
        let parts = read(posted!(file "f": File = File::new(name, "x")).unwrap());
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].file_name.as_deref(), Some(name));
    }
}

#[test]
fn names_of_parts_cannot_leave_their_header() {
    let body = text(posted!(value "a\"; filename=\"x\r\nb": String = "v".to_owned()));
    assert!(
        body.starts_with(
            "--BOUNDARY\r\nContent-Disposition: form-data; name=\"a%22; filename=%22x%0D%0Ab\"\r\n\r\nv\r\n"
        ),
        "{body}"
    );
}

#[test]
fn a_media_type_that_would_leave_its_header_is_refused() {
    for media_type in ["text/plain\r\nX-Evil: 1", "text/plain\n", "text/\0plain"] {
        let said = refused(posted!(file "scan": File = File::new("x", "y").content_type(media_type)));
        assert!(
            said.contains("`scan`") && said.contains("media type") && !said.contains("Evil"),
            "{said}"
        );
    }
}

#[test]
fn many_files_keep_their_order() {
    let files = |streamed: bool| -> Vec<File> {
        (0..200)
            .map(|at| {
                let content = format!("--content {at}\r\n--");
                let bytes = Bytes::from(content.clone());
                let stream = move || crate::streams::once(bytes.clone());
                let length = Some(content.len() as u64);
                let upload = if streamed && at % 3 == 0 {
                    Upload::from_fn(length, stream)
                } else {
                    content.into()
                };
                File::new(format!("{at}.txt"), upload)
            })
            .collect()
    };
    for streamed in [false, true] {
        let request = posted!(file "f": Vec<File> = files(streamed)).unwrap();
        assert!(request.body().content_length().is_some());
        let parts = read(request);
        assert_eq!(parts.len(), 200);
        for (at, part) in parts.iter().enumerate() {
            assert_eq!(part.file_name, Some(format!("{at}.txt")));
            assert_eq!(part.content, format!("--content {at}\r\n--"));
        }
    }
}

#[test]
fn each_request_has_a_boundary_of_its_own() {
    let boundaries: HashSet<String> = (0..100)
        .map(|_| boundary(&posted!(value "v": i64 = 1).unwrap()))
        .collect();
    assert_eq!(boundaries.len(), 100);
}

#[test]
fn a_stream_that_breaks_off_breaks_the_form_off() {
    let broken = |upload: Upload| {
        let request = posted!(file "f": Vec<File> = vec![File::new("a", upload), File::new("b", "later")]).unwrap();
        let (bytes, error) = drained(request.into_body());
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("later") && !text.ends_with("--\r\n"), "{text}");
        (text.rsplit("\r\n").next().unwrap().to_owned(), error.unwrap())
    };
    let (sent, error) = broken(Upload::from_fn(None, || breaking(&["ab", "cd"])));
    assert_eq!((sent.as_str(), error.as_str()), ("abcd", "the disk is gone"));
    let (sent, error) = broken(Upload::from_fn(Some(10), || breaking(&["ab", "cd"])));
    assert_eq!((sent.as_str(), error.as_str()), ("abcd", "the disk is gone"));
    let (sent, error) = broken(Upload::from_fn(Some(10), || chunks(&["ab", "cd"])));
    assert_eq!(
        (sent.as_str(), error.as_str()),
        ("abcd", "the stream has fewer bytes than announced")
    );
    let (sent, error) = broken(Upload::from_fn(Some(3), || chunks(&["ab", "cd"])));
    assert_eq!(
        (sent.as_str(), error.as_str()),
        ("ab", "the stream has more bytes than announced")
    );
    let (sent, error) = broken(Upload::from_fn(Some(0), || chunks(&["", "cd"])));
    assert_eq!(
        (sent.as_str(), error.as_str()),
        ("", "the stream has more bytes than announced")
    );
}

#[test]
fn a_stream_of_one_time_is_sent_once() {
    let scan = File::new("a", Upload::once(Some(2), chunks(&["ab"])));
    let post = || posted!(file "f": File = scan.clone());
    drop(post().unwrap());
    assert!(
        whole(post().unwrap().into_body()).contains("\r\n\r\nab\r\n"),
        "a look at the request took nothing"
    );
    let said = refused(post());
    assert!(said.contains("sent already"), "{said}");
}

#[test]
fn a_stream_of_one_time_in_two_parts_breaks_off_at_the_second() {
    let scan = File::new("a", Upload::once(Some(2), chunks(&["ab"])));
    let request = posted!(file "f": Vec<File> = vec![scan.clone(), scan]).unwrap();
    let (bytes, error) = drained(request.into_body());
    assert!(String::from_utf8(bytes).unwrap().contains("\r\n\r\nab\r\n"));
    assert!(error.unwrap().contains("sent already"));
}
