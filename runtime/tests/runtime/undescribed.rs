//! Requests that no description knows.

use http::Method;
use serde_json::json;
use specloom_runtime::codegen::v1;
use specloom_runtime::{CallOptions, Envelope, Error, Json, Meaning, Scheme, Undescribed, Undescribing, VirtualTimer};

use crate::scripted::{answered, call};
use crate::sequence::{Sequence, status, unsent};

const KEY: Scheme = Scheme::header_key("Key", "key", "X-Key");
static ENVELOPE: Envelope = Envelope::new("data")
    .code("code", 0)
    .meanings(&[(401, Meaning::Credentials)]);
static KEYED: Undescribing = Undescribing::new(&[&[&KEY], &[]], None);
static WRAPPED: Undescribing = Undescribing::new(&[], Some(&ENVELOPE));

fn sent<T: serde::de::DeserializeOwned + Send + 'static>(
    sequence: &Sequence,
    request: Undescribed<T>,
) -> Result<T, Error> {
    let core = sequence
        .builder(&VirtualTimer::default())
        .credential(&KEY, ["k".into()])
        .build()
        .unwrap();
    call(&core, request.with(&KEYED))
}

#[test]
fn it_is_sent_like_every_other_call() {
    let sequence = Sequence::of([unsent()]);
    let answer: Json = sent(&sequence, Undescribed::post("/v2/things").json(&json!({"a": 1}))).unwrap();
    assert_eq!(answer.text(), "{}");
    assert_eq!(sequence.headers("x-key"), ["k", "k"]);
    assert_eq!(sequence.headers("content-type")[1], "application/json");
}

#[test]
fn the_method_says_whether_it_may_be_repeated() {
    for (method, arrivals) in [
        (Method::GET, 2),
        (Method::PUT, 2),
        (Method::DELETE, 2),
        (Method::POST, 1),
        (Method::PATCH, 1),
    ] {
        let sequence = Sequence::of([status(503, &[])]);
        let result = sent::<Json>(&sequence, Undescribed::new(method.clone(), "/things"));
        assert_eq!(
            (sequence.arrivals(), result.is_ok()),
            (arrivals, arrivals == 2),
            "{method}"
        );
    }
}

#[test]
fn its_request_can_be_looked_at() {
    let core = Sequence::default().builder(&VirtualTimer::default()).build().unwrap();
    let request = Undescribed::<Json>::get("/v2/a%20b").with(&KEYED);
    let request = v1::request(&core, &request, &CallOptions::new().query("page", "2")).unwrap();
    assert_eq!(request.uri(), "https://api.example/v2/a%20b?page=2");
    assert!(request.body().as_bytes().unwrap().is_empty());
}

#[test]
fn answers_are_unwrapped_and_refusals_are_errors() {
    let asked = |body: &'static str| {
        call(
            &answered(200, &[], body),
            Undescribed::<Vec<u8>>::get("/").with(&WRAPPED),
        )
    };
    assert_eq!(asked(r#"{"code": 0, "data": [1, 2]}"#).unwrap(), [1, 2]);
    assert!(asked(r#"{"code": 401, "data": null}"#).unwrap_err().is_auth());
    let error = asked(r#"{"code": 0, "data": [1, "two"]}"#).unwrap_err();
    assert_eq!(error.json_path(), Some("data[1]"));
    let nothing: Option<Json> = call(&answered(204, &[], ""), Undescribed::new(Method::DELETE, "/things/1")).unwrap();
    assert_eq!(nothing, None);
}

#[test]
fn what_cannot_be_sent_is_said_before() {
    let core = Sequence::default().builder(&VirtualTimer::default()).build().unwrap();
    let refused = |request: Undescribed<Json>| {
        let error = call(&core, request.with(&KEYED)).unwrap_err();
        assert!(error.is_invalid_request() && error.attempts() == 0);
        error.to_string()
    };
    for path in ["", "things", "/things?page=1", "/things#1"] {
        assert!(
            refused(Undescribed::get(path)).contains("a path starts with a slash"),
            "{path}"
        );
    }
    assert!(refused(Undescribed::get("/a b")).contains("cannot be written as a URL"));
    assert!(refused(Undescribed::new(Method::CONNECT, "/")).contains("`CONNECT` is none that this client sends"));
    let keys = std::collections::HashMap::from([((1, 2), 3)]);
    assert!(refused(Undescribed::post("/").json(&keys)).contains("cannot be written as JSON"));
}

#[test]
fn it_shows_nothing_of_what_it_carries() {
    let request = Undescribed::<Json>::post("/s3cret").json("s3cret");
    assert_eq!(format!("{request:?}"), "Undescribed(POST)");
}
