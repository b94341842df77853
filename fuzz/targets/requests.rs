//! Any value in every place of a request: it is sent so that an independent reader finds it again, or refused.
//!
//! The first byte chooses the place, the second the style; the rest is the value, where it is JSON as JSON, else as text.

#![no_main]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use libfuzzer_sys::fuzz_target;
use specloom_runtime::codegen::v1;
use specloom_runtime::{Body, Core, CoreBuilder, Error, Exchange, File, Json, JsonKind, Transport};

/// An operation that carries one value at one place.
macro_rules! sent {
    ($path:literal, $place:ident, $value:expr, $type:ty $(, $how:ident)?) => {{
        struct Sent {
            value: $type,
        }
        v1::operation! {
            Sent -> () {
                id: "sent",
                request: POST $path,
                security: [],
                repeat: Safe,
                answer: empty,
                parameters: { $place value = "value" $(as $how)?, },
            }
        }
        v1::request(&idle(), &Sent { value: $value }, &v1::CallOptions::new())
    }};
}

macro_rules! placed {
    ($path:literal, $place:ident, $value:expr) => {{
        let (text, json): (String, Option<Json>) = $value;
        match json {
            Some(json) => sent!($path, $place, json, Json, structured),
            None => sent!($path, $place, text, String),
        }
    }};
}

macro_rules! form {
    ($value:expr $(, $style:ident)?) => {{
        struct Sent {
            body: Json,
        }
        v1::operation! {
            Sent -> () {
                id: "sent",
                request: POST "/",
                security: [],
                repeat: Safe,
                answer: empty,
                body: form [$("a" $style, "b" $style)?],
            }
        }
        v1::request(&idle(), &Sent { body: $value }, &v1::CallOptions::new())
    }};
}

struct Parts {
    value: Json,
    text: String,
    scan: File,
}

v1::operation! {
    Parts -> () {
        id: "parts",
        request: POST "/",
        security: [],
        repeat: Safe,
        answer: empty,
        body: multipart {
            value value = "value",
            value text = "text",
            file scan = "scan",
        }
    }
}

#[derive(Debug)]
struct Nowhere;

impl Transport for Nowhere {
    fn execute(&self, _: http::Request<Body>) -> Exchange<'_> {
        Box::pin(async { Ok(http::Response::new(Body::empty())) })
    }
}

fn idle() -> Core {
    let built = CoreBuilder::new(Some("https://shop.example"), "fuzz/0")
        .transport(Nowhere)
        .build();
    built.expect("an address and a transport")
}

fuzz_target!(|bytes: &[u8]| {
    let Some(([place, style], rest)) = bytes.split_first_chunk() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let json = Json::from_text(text).ok();
    let value = (text.to_owned(), json.clone());
    let request = match (place % 4, style % 7) {
        (0, 0) => placed!("/{value}", path, value),
        (0, 1) => placed!("/{value}", path_exploded, value),
        (0, 2) => placed!("/{value}", label, value),
        (0, 3) => placed!("/{value}", label_exploded, value),
        (0, 4) => placed!("/{value}", matrix, value),
        (0, _) => placed!("/{value}", matrix_exploded, value),
        (1, 0) => placed!("/", query, value),
        (1, 1) => placed!("/", query_reserved, value),
        (1, 2) => placed!("/", query_comma, value),
        (1, 3) => placed!("/", query_space, value),
        (1, 4) => placed!("/", query_pipe, value),
        (1, 5) => placed!("/", query_deep, value),
        (1, _) => placed!("/", query_comma_reserved, value),
        (2, 0) => placed!("/", header, value),
        (2, 1) => placed!("/", header_exploded, value),
        (2, 2) => placed!("/", cookie, value),
        (2, 3) => placed!("/", cookie_exploded, value),
        (2, _) => return parts(json.unwrap_or_else(|| Json::from(text)), text, *style),
        (_, style) => return pairs(json, style),
    };
    let Ok(request) = request else { return };
    let uri = request.uri();
    assert_eq!(
        uri.authority().map(http::uri::Authority::as_str),
        Some("shop.example"),
        "the value changed the host"
    );
    assert!(uri.query().is_none_or(|query| !query.contains(['#', ' '])), "{uri}");
});

/// What stands in a form is what its members were.
fn pairs(json: Option<Json>, style: u8) {
    let Some(json) = json else { return };
    let request = match style {
        0 => form!(json.clone()),
        1 => form!(json.clone(), Deep),
        2 => form!(json.clone(), Comma),
        3 => form!(json.clone(), Space),
        4 => form!(json.clone(), Pipe),
        5 => form!(json.clone(), Exploded),
        _ => form!(json.clone(), Json),
    };
    let Ok(request) = request else { return };
    let body = request.body().as_bytes().cloned().unwrap_or_default();
    let body = std::str::from_utf8(&body).expect("a form is ASCII");
    let read: Vec<(String, String)> = body.split('&').filter(|pair| !pair.is_empty()).map(pair).collect();
    let Ok(serde_json::Value::Object(members)) = json.to_value() else {
        return;
    };
    for (name, value) in members {
        // Nothing is written with a style here but the members `a` and `b`.
        if let (serde_json::Value::String(text), false) = (value, name == "a" || name == "b") {
            assert!(read.contains(&(name.clone(), text)), "{name} is lost in {body}");
        }
    }
}

fn pair(pair: &str) -> (String, String) {
    let decoded = |text: &str| {
        let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
        decoded.expect("what was text is text").into_owned()
    };
    let (name, value) = pair.split_once('=').expect("a pair has both sides");
    (decoded(name), decoded(value))
}

/// What an independent reader finds in a form of parts is what was put there.
fn parts(value: Json, text: &str, style: u8) {
    let file = if style % 2 == 0 {
        File::new(text, text.to_owned())
    } else {
        File::unnamed(text.to_owned()).content_type(text)
    };
    let sent = Parts {
        value: value.clone(),
        text: text.to_owned(),
        scan: file,
    };
    let request: Result<http::Request<Body>, Error> = v1::request(&idle(), &sent, &v1::CallOptions::new());
    let Ok(request) = request else { return };
    let content_type = request.headers()["content-type"].to_str().expect("ASCII");
    let boundary = multer::parse_boundary(content_type).expect("a boundary");
    let mut form = multer::Multipart::new(request.into_body(), boundary);
    let mut reading = pin!(async {
        let mut found = Vec::new();
        while let Some(field) = form.next_field().await.expect("a form") {
            let name = field.name().expect("each part has a name").to_owned();
            found.push((name, field.bytes().await.expect("its bytes")));
        }
        found
    });
    let Poll::Ready(found) = reading.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("a form that is there was waited for");
    };
    let texts: Vec<&[u8]> = found
        .iter()
        .filter(|(name, _)| name == "text")
        .map(|(_, bytes)| &**bytes)
        .collect();
    let scans: Vec<&[u8]> = found
        .iter()
        .filter(|(name, _)| name == "scan")
        .map(|(_, bytes)| &**bytes)
        .collect();
    assert_eq!(texts, [text.as_bytes()]);
    assert_eq!(scans, [text.as_bytes()]);
    let values = found.iter().filter(|(name, _)| name == "value").count();
    if !matches!(value.kind(), JsonKind::Array | JsonKind::Null) {
        assert_eq!(values, 1);
    }
}
