//! What a server said that refused.

use std::convert::Infallible;

use specloom_runtime::codegen::v1;
use specloom_runtime::{Core, Download, Error, ErrorKind, TransportError};

use crate::kinds_of_answers::{Fetch, Job};
use crate::scripted::{Scripted, answered, builder, call, run, shown, streamed};
use crate::streams::{breaking, chunks};

v1::object! {
    pub struct Problem: received {
        required {
            title: String = "title" into,
        }
    }
}

struct Start;

v1::operation! {
    Start -> Job {
        id: "start",
        request: POST "/jobs",
        security: [],
        repeat: OnlyIfUnsent,
        answer: json,
        failure: StartFailure,
    }
}

#[derive(Debug, PartialEq)]
enum StartFailure {
    NotFound(Problem),
    Mistakes(Vec<String>),
    Limited,
    ServerError(String),
}

v1::answers! {
    StartFailure {
        404 => read_json NotFound(Problem),
        422 if "application/json" => read_json Mistakes(Vec<String>),
        429 => read_empty Limited,
        500..=599 => read_text ServerError(String),
    }
}

struct State;

v1::operation! {
    State -> Option<Job> {
        id: "state",
        request: GET "/jobs/1",
        security: [],
        repeat: Safe,
        answer: json_unless([204]),
        failure: Problem = read_json 404 | 410,
    }
}

/// Any failure has one type.
struct Stop;

v1::operation! {
    Stop -> () {
        id: "stop",
        request: DELETE "/jobs/1",
        security: [],
        repeat: Safe,
        answer: empty,
        failure: Problem = read_json _,
    }
}

struct Load;

v1::operation! {
    Load -> Download {
        id: "load",
        request: GET "/jobs/1/log",
        security: [],
        repeat: Safe,
        sensitive: true,
        answer: download,
        failure: Download = read_download 400..=499,
    }
}

/// Another version of an operation, with the same name.
struct Twin;

v1::operation! {
    Twin -> Job {
        id: "start",
        request: POST "/v2/jobs",
        security: [],
        repeat: OnlyIfUnsent,
        answer: json,
        failure: StartFailure,
    }
}

const PROBLEM: &str = r#"{"title":"gone","more":1}"#;

fn problem() -> Problem {
    Problem { title: "gone".into() }
}

fn start(status: u16, headers: &[(&str, &str)], body: &'static str) -> Error {
    call(&answered(status, headers, body), Start).unwrap_err()
}

#[test]
fn each_failure_that_the_description_knows_has_its_type() {
    let failure = |error: &Error| error.failure::<Start>().unwrap().unwrap();
    assert_eq!(failure(&start(404, &[], PROBLEM)), StartFailure::NotFound(problem()));
    let json = &[("content-type", "application/json")];
    let mistakes = StartFailure::Mistakes(vec!["a".into(), "b".into()]);
    assert_eq!(failure(&start(422, json, r#"["a","b"]"#)), mistakes);
    assert_eq!(failure(&start(429, &[], "whatever")), StartFailure::Limited);
    for status in [500, 503, 599] {
        assert_eq!(
            failure(&start(status, &[], "oops")),
            StartFailure::ServerError("oops".into())
        );
    }
    for status in [404, 410] {
        let error = call(&answered(status, &[], PROBLEM), State).unwrap_err();
        assert_eq!(error.failure::<State>().unwrap().unwrap(), problem());
    }
    for status in [302, 400, 499, 500, 599] {
        let error = call(&answered(status, &[], PROBLEM), Stop).unwrap_err();
        assert_eq!(error.failure::<Stop>().unwrap().unwrap(), problem());
        assert_eq!(
            error.failure::<Stop>().unwrap().unwrap(),
            problem(),
            "as often as asked"
        );
    }
}

#[test]
fn a_failure_that_is_bytes_is_there_whole() {
    let error = call(&streamed(404, || chunks(&["ab", "cd"])).build().unwrap(), Load).unwrap_err();
    let download = error.failure::<Load>().unwrap().unwrap();
    assert_eq!(run(download.bytes(4)).unwrap(), "abcd");
}

#[test]
fn what_the_description_does_not_know_has_no_type() {
    for (status, headers) in [
        (400, &[][..]),
        (422, &[]),
        (422, &[("content-type", "text/plain")]),
        (409, &[("content-type", "application/json")]),
        (304, &[]),
    ] {
        let error = start(status, headers, PROBLEM);
        assert!(error.is_status() && error.failure::<Start>().is_none(), "{status}");
        assert_eq!(error.answer().unwrap().body(), PROBLEM);
    }
    let error = call(&answered(400, &[], PROBLEM), State).unwrap_err();
    assert!(error.failure::<State>().is_none());
    let error = call(&answered(404, &[], PROBLEM), Fetch).unwrap_err();
    let none: Option<Result<Infallible, Error>> = error.failure::<Fetch>();
    assert!(none.is_none());
}

#[test]
fn only_a_failure_has_the_type_of_one() {
    for body in ["", "null", "{", "<html>", r#"{"title":"gone"}"#] {
        let error = start(200, &[], body);
        assert!(error.is_decode() && error.failure::<Start>().is_none(), "{body}");
        assert_eq!(error.answer().unwrap().body(), body);
    }
    let error = call(&answered(200, &[], "[]"), State).unwrap_err();
    assert!(error.failure::<State>().is_none());
    let refusing = Scripted::failing(|| TransportError::unsent("no route"));
    let error = call(&builder(&refusing).build().unwrap(), Stop).unwrap_err();
    assert!(error.failure::<Stop>().is_none() && error.answer().is_none());
}

#[test]
fn the_failure_of_another_operation_has_no_type() {
    let error = start(404, &[], PROBLEM);
    assert!(error.failure::<State>().is_none() && error.failure::<Stop>().is_none());
    assert!(
        error.failure::<Twin>().is_none(),
        "the same name alone is not the same operation"
    );
    let error = call(&answered(404, &[], PROBLEM), Twin).unwrap_err();
    assert!(error.failure::<Twin>().is_some() && error.failure::<Start>().is_none());
}

#[test]
fn a_failure_that_is_not_as_described_is_an_error() {
    for (body, kind) in [
        ("", ErrorKind::EmptyAnswer),
        ("<html>no</html>", ErrorKind::HtmlAnswer),
        (r#"{"title":"#, ErrorKind::TruncatedAnswer),
        ("oops", ErrorKind::NotJson),
        ("{}", ErrorKind::WrongType),
        (r#"{"title":1}"#, ErrorKind::WrongType),
    ] {
        let error = start(404, &[], body);
        assert!(error.is_status(), "the call failed because of the status");
        let inner = error.failure::<Start>().unwrap().unwrap_err();
        assert_eq!(inner.kind(), kind, "{body}");
        assert_eq!(inner.status().unwrap(), 404);
        assert_eq!(inner.answer().unwrap().body(), body);
        assert_eq!(
            (inner.operation_id(), inner.path_template()),
            (Some("start"), Some("/jobs"))
        );
    }
}

#[test]
fn an_error_keeps_the_whole_answer() {
    let headers = &[
        ("x-trace", "t-1"),
        ("content-type", "application/problem+json"),
        ("x-trace", "t-2"),
    ];
    let error = start(503, headers, PROBLEM);
    let answer = error.answer().unwrap();
    assert_eq!(answer.status(), 503);
    assert_eq!(answer.body(), PROBLEM);
    assert_eq!(answer.headers().get_all("x-trace").iter().count(), 2);
    assert_eq!(
        (answer.head().status(), answer.head().headers()),
        (answer.status(), answer.headers())
    );
    assert!(answer.head().is("application/problem+json"));
    let error = call(&answered(404, &[], &b"\xff\x00"[..]), Stop).unwrap_err();
    assert_eq!(error.answer().unwrap().body().as_ref(), b"\xff\x00");
}

fn without_body(core: &Core, kind: ErrorKind, status: u16) {
    let error = call(core, Stop).unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (kind, status));
    let answer = error.answer().unwrap();
    assert_eq!(answer.status().as_u16(), status);
    assert_eq!(answer.headers()["x-trace"], "t-1");
    assert!(answer.body().is_empty());
    assert!(error.failure::<Stop>().is_none(), "what was not read cannot be judged");
    assert!(error.may_have_been_received());
}

#[test]
fn an_answer_that_cannot_be_read_to_its_end_keeps_its_head() {
    for status in [200, 404, 500] {
        without_body(
            &streamed(status, || breaking(&["{\"title\""])).build().unwrap(),
            ErrorKind::Interrupted,
            status,
        );
        let large = streamed(status, || chunks(&["123", "456"])).answer_limit(5);
        without_body(&large.build().unwrap(), ErrorKind::TooLarge, status);
    }
    let fits = streamed(200, || chunks(&["123", "456"]))
        .answer_limit(6)
        .build()
        .unwrap();
    assert!(call(&fits, Stop).is_ok());
}

#[test]
fn the_answer_to_a_sensitive_operation_is_kept_and_not_shown() {
    let error = call(&answered(404, &[("x-key", "hunter2")], r#"{"title":"hunter2"}"#), Load).unwrap_err();
    assert_eq!(error.answer().unwrap().body(), r#"{"title":"hunter2"}"#);
    let download = error.failure::<Load>().unwrap().unwrap();
    let all = format!("{}{:?}{download:?}", shown(&error), error.answer().unwrap());
    assert!(!all.contains("hunter2"), "{all}");
}

#[test]
fn an_error_stays_one_pointer_wide() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
}
