//! Requests signed by a recipe that is data.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Method;
use jiff::Timestamp;
use specloom_runtime::{
    Body, Core, Description, Encoding, Error, FixedClock, Mac, Operation, ParameterValue, Piece, RequestParts, Scheme,
    Secret, Signature,
};

use crate::scripted::{Scripted, builder, call, ignore, operation, request};

pub const RECIPE: Signature = Signature::new(
    &["token", "secret"],
    "secret",
    &[("HMAC-SHA256", Mac::HmacSha256), ("HMAC-SHA3_256", Mac::HmacSha3_256)],
    &[
        ("API-Token", &[Piece::Credential("token")]),
        ("Algorithm", &[Piece::Algorithm]),
        ("Date", &[Piece::Date]),
        ("Body-MD5", &[Piece::BodyMd5]),
        ("Signature", &[Piece::Signature]),
    ],
    &[
        &[Piece::Algorithm],
        &[Piece::Date],
        &[Piece::Method, Piece::Text(" "), Piece::Target],
        &[Piece::BodyMd5],
    ],
    " | ",
    Encoding::Base64,
);
pub const SIGNED: Scheme = Scheme::signature("signature", "signing", &RECIPE);

const TOKEN: &str = "example-token";
const SECRET: &str = "example-api-secret-0123456789abcdef";

fn pages(parts: &mut RequestParts) -> Result<(), Error> {
    parts.query("page", ParameterValue::Text("1".to_owned()))?;
    parts.query("size", ParameterValue::Text("10".to_owned()))
}

struct Price;

impl serde::Serialize for Price {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("price", &specloom_runtime::Amount::from(18))?;
        map.serialize_entry("currency", "USD")?;
        map.end()
    }
}

operation!(
    Orders -> (),
    Description::new("orders", Method::GET, "/api/v2/order/").security(&[&[&SIGNED]]),
    |_, parts| pages(parts),
    |answer| ignore(answer)
);
operation!(
    PaymentUrl -> (),
    Description::new("paymentUrl", Method::POST, "/api/order/pay-url").security(&[&[&SIGNED]]),
    |_, parts| parts.json(&Price),
    |answer| ignore(answer)
);
operation!(
    Refund -> (),
    Description::new("refund", Method::POST, "/api/v2/order/refund/{order_id}").security(&[&[&SIGNED]]),
    |_, parts| parts.path("order_id", ParameterValue::Text("20240101000000000001".to_owned())),
    |answer| ignore(answer)
);
operation!(
    GetWithBody -> (),
    Description::new("getWithBody", Method::GET, "/api/v2/order/").security(&[&[&SIGNED]]),
    |_, parts| pages(parts).and_then(|()| parts.json(&Price)),
    |answer| ignore(answer)
);

fn core(algorithm: Option<&str>) -> Core {
    let builder = builder(&Scripted::answering(200, "")).credential(&SIGNED, [TOKEN.into(), SECRET.into()]);
    match algorithm {
        Some(algorithm) => builder.signature_algorithm(&SIGNED, algorithm),
        None => builder,
    }
    .build()
    .unwrap()
}

fn header<'a>(request: &'a http::Request<Body>, name: &str) -> Option<&'a str> {
    request.headers().get(name).map(|value| value.to_str().unwrap())
}

fn signature<Op: Operation>(core: &Core, operation: &Op) -> String {
    let request = request(core, operation).unwrap();
    header(&request, "signature").unwrap().to_owned()
}

#[test]
fn a_get_is_signed_as_the_vector_says() {
    let request = request(&core(None), &Orders).unwrap();
    assert_eq!(request.method(), Method::GET);
    assert_eq!(request.uri(), "https://dashboard.example/api/v2/order/?page=1&size=10");
    assert_eq!(header(&request, "api-token"), Some(TOKEN));
    assert_eq!(header(&request, "algorithm"), Some("HMAC-SHA256"));
    assert_eq!(header(&request, "date"), Some("2024-06-17T00:00:00Z"));
    assert_eq!(
        header(&request, "signature"),
        Some("GlIADPZrY3p/20O3WgCkUfzsZvwNZJuE3fcVruGA+a8=")
    );
}

#[test]
fn the_other_algorithm_is_named_in_the_signed_text_too() {
    let request = request(&core(Some("HMAC-SHA3_256")), &Orders).unwrap();
    assert_eq!(header(&request, "algorithm"), Some("HMAC-SHA3_256"));
    assert_eq!(
        header(&request, "signature"),
        Some("uQDsD2KfGudlTccPpNn2MFr+16/6UIuLOsYA/sC+qkY=")
    );
}

#[test]
fn a_body_is_signed_by_the_digest_of_the_very_bytes_sent() {
    let request = request(&core(None), &PaymentUrl).unwrap();
    assert_eq!(
        request.body().as_bytes().unwrap().as_ref(),
        br#"{"price":18,"currency":"USD"}"#
    );
    assert_eq!(header(&request, "content-type"), Some("application/json"));
    assert_eq!(header(&request, "body-md5"), Some("c632cee900c84d831705dc3b0caf0539"));
    assert_eq!(
        header(&request, "signature"),
        Some("dWTIAeAyvVeW0CzdMZm6rn07vo7ivbFcRP6oBYC1SAw=")
    );
}

#[test]
fn without_a_body_the_part_and_its_separator_are_left_out() {
    let request = request(&core(None), &Refund).unwrap();
    assert_eq!(request.uri().path(), "/api/v2/order/refund/20240101000000000001");
    assert_eq!(header(&request, "body-md5"), None);
    assert_eq!(header(&request, "content-type"), None);
    assert_eq!(
        header(&request, "signature"),
        Some("7PtwmDfFTz2mN2zJue2zobm/nWff1jFS7SYt6PL1dEk=")
    );
}

#[test]
fn a_get_has_no_digest_even_with_a_body() {
    let request = request(&core(None), &GetWithBody).unwrap();
    assert_eq!(header(&request, "body-md5"), None);
    assert_eq!(
        header(&request, "signature"),
        Some("GlIADPZrY3p/20O3WgCkUfzsZvwNZJuE3fcVruGA+a8=")
    );
}

#[test]
fn what_is_sent_is_what_request_shows() {
    let transport = Scripted::answering(200, "");
    let core = builder(&transport)
        .credential(&SIGNED, [TOKEN.into(), SECRET.into()])
        .build()
        .unwrap();
    call(&core, PaymentUrl).unwrap();
    let shown = request(&core, &PaymentUrl).unwrap();
    let sent = transport.sent().remove(0);
    assert_eq!(sent.url, shown.uri().to_string());
    assert_eq!(&sent.headers, shown.headers());
    assert_eq!(sent.body.as_ref(), shown.body().as_bytes());
}

#[test]
fn a_path_in_the_base_url_is_part_of_the_signed_target() {
    let with_prefix = |url: &str| {
        builder(&Scripted::answering(200, ""))
            .base_url(url)
            .credential(&SIGNED, [TOKEN.into(), SECRET.into()])
            .build()
            .unwrap()
    };
    let prefixed = request(&with_prefix("https://dashboard.example/gateway/v1"), &Orders).unwrap();
    assert_eq!(
        prefixed.uri(),
        "https://dashboard.example/gateway/v1/api/v2/order/?page=1&size=10"
    );
    // HMAC-SHA256 over `HMAC-SHA256 | 2024-06-17T00:00:00Z | GET /gateway/v1/api/v2/order/?page=1&size=10`.
    assert_eq!(
        header(&prefixed, "signature"),
        Some("PSkSLp2yywQJ51wzBpuxWd0wMTs3PyyH8Q8B/7+rqP0=")
    );
    let slashed = request(&with_prefix("https://dashboard.example/gateway/v1/"), &Orders).unwrap();
    assert_eq!(slashed.uri(), prefixed.uri());
    assert_eq!(header(&slashed, "signature"), header(&prefixed, "signature"));
}

#[test]
fn host_and_scheme_are_no_part_of_the_signed_target() {
    let elsewhere = builder(&Scripted::answering(200, ""))
        .base_url("http://127.0.0.1:8080")
        .credential(&SIGNED, [TOKEN.into(), SECRET.into()])
        .build()
        .unwrap();
    assert_eq!(signature(&elsewhere, &Orders), signature(&core(None), &Orders));
}

#[test]
fn each_attempt_is_signed_with_its_own_time_in_whole_seconds() {
    let at = |time: &str| {
        builder(&Scripted::answering(200, ""))
            .clock(FixedClock(time.parse::<Timestamp>().unwrap()))
            .credential(&SIGNED, [TOKEN.into(), SECRET.into()])
            .build()
            .unwrap()
    };
    let fractional = request(&at("2024-06-17T00:00:00.999999999Z"), &Orders).unwrap();
    assert_eq!(header(&fractional, "date"), Some("2024-06-17T00:00:00Z"));
    assert_ne!(
        signature(&at("2024-06-17T00:00:01Z"), &Orders),
        signature(&core(None), &Orders)
    );
}

/// A body that nobody has seen yet.
struct Nothing;

impl futures_core::Stream for Nothing {
    type Item = Result<Bytes, specloom_runtime::BoxError>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}

#[test]
fn a_stream_has_no_bytes_that_could_be_signed() {
    let body = Body::from_stream(Nothing);
    assert!(body.as_bytes().is_none() && body.content_length().is_none());
}

#[test]
fn an_algorithm_that_the_recipe_does_not_list_is_refused_at_build() {
    for algorithm in ["HMAC-SHA1", "hmac-sha256", ""] {
        let error = builder(&Scripted::answering(200, ""))
            .credential(&SIGNED, [TOKEN.into(), SECRET.into()])
            .signature_algorithm(&SIGNED, algorithm)
            .build()
            .unwrap_err();
        let shown = error.to_string();
        assert!(
            shown.contains("HMAC-SHA256, HMAC-SHA3_256") && shown.contains(algorithm),
            "{shown}"
        );
        assert!(!shown.contains(SECRET) && !shown.contains(TOKEN), "{shown}");
    }
}

#[test]
fn an_algorithm_without_credentials_signs_nothing() {
    let core = builder(&Scripted::answering(200, ""))
        .signature_algorithm(&SIGNED, "HMAC-SHA3_256")
        .build()
        .unwrap();
    assert!(request(&core, &Orders).unwrap_err().is_credential_missing());
}

#[test]
fn the_order_of_credential_and_algorithm_does_not_matter() {
    let core = builder(&Scripted::answering(200, ""))
        .signature_algorithm(&SIGNED, "HMAC-SHA3_256")
        .credential(&SIGNED, [TOKEN.into(), SECRET.into()])
        .build()
        .unwrap();
    assert_eq!(
        signature(&core, &Orders),
        "uQDsD2KfGudlTccPpNn2MFr+16/6UIuLOsYA/sC+qkY="
    );
}

#[test]
fn a_recipe_needs_all_its_values() {
    let values: [&[&str]; 2] = [&[TOKEN], &[TOKEN, SECRET, "third"]];
    for values in values {
        let core = builder(&Scripted::answering(200, ""))
            .credential(&SIGNED, values.iter().map(|value| Secret::from(*value)))
            .build();
        let error = match core {
            Ok(core) => request(&core, &Orders).unwrap_err(),
            Err(error) => error,
        };
        assert!(!error.may_have_been_received());
        assert!(error.to_string().contains("token and secret"), "{error}");
    }
}

#[test]
fn a_recipe_says_what_it_covers() {
    assert_eq!(RECIPE.credentials(), ["token", "secret"]);
    assert_eq!(
        RECIPE.algorithms().collect::<Vec<_>>(),
        ["HMAC-SHA256", "HMAC-SHA3_256"]
    );
    assert!(RECIPE.covers(Piece::Target) && RECIPE.covers(Piece::Method) && RECIPE.covers(Piece::BodyMd5));
    assert!(!RECIPE.covers(Piece::Url) && !RECIPE.covers(Piece::Credential("token")));
}

#[test]
fn the_other_functions_and_the_hex_spelling_are_those_of_rfc_4231_and_rfc_2202() {
    const HEX_512: Signature = Signature::new(
        &["secret"],
        "secret",
        &[("A", Mac::HmacSha512)],
        &[("Signature", &[Piece::Signature])],
        &[&[Piece::Text("what do ya want for nothing?")]],
        "",
        Encoding::Hex,
    );
    const HEX_1: Signature = Signature::new(
        &["secret"],
        "secret",
        &[("A", Mac::HmacSha1)],
        &[("Signature", &[Piece::Text("sha1="), Piece::Signature])],
        &[&[Piece::Text("what do ya want for nothing?")]],
        "",
        Encoding::Hex,
    );
    const BY_512: Scheme = Scheme::signature("by512", "by512", &HEX_512);
    const BY_1: Scheme = Scheme::signature("by1", "by1", &HEX_1);
    operation!(With512 -> (), Description::new("a", Method::GET, "/").security(&[&[&BY_512]]), |_, _| Ok(()), |answer| ignore(answer));
    operation!(With1 -> (), Description::new("b", Method::GET, "/").security(&[&[&BY_1]]), |_, _| Ok(()), |answer| ignore(answer));
    let core = builder(&Scripted::answering(200, ""))
        .credential(&BY_512, ["Jefe".into()])
        .credential(&BY_1, ["Jefe".into()])
        .build()
        .unwrap();
    assert_eq!(
        signature(&core, &With512),
        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554\
         9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    );
    assert_eq!(
        signature(&core, &With1),
        "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
    );
}
