//! Several kinds of answer of one operation, told apart by status and media type.

use specloom_runtime::codegen::v1;
use specloom_runtime::{Core, Download, Error, ErrorKind};

use crate::scripted::{answered, call, run};

v1::object! {
    pub struct Job: received {
        required {
            id: i64 = "id",
        }
    }
}

/// As the generator writes the kinds of `result`: by media type, and one for whoever names none that is known.
pub struct Fetch;

v1::operation! {
    Fetch -> FetchAnswer {
        id: "fetch",
        request: GET "/jobs/1/result",
        security: [],
        repeat: Safe,
        accept: "application/json, text/csv;q=0.5, application/zip;q=0.5",
        answer: one_of,
    }
}

#[derive(Debug)]
pub enum FetchAnswer {
    Success(Job),
    SuccessCsv(String),
    SuccessZip(Download),
    Accepted,
}

v1::answers! {
    FetchAnswer {
        200 if "application/json" => read_json Success(Job),
        200 if "text/csv" => read_text SuccessCsv(String),
        200 if "application/zip" => read_download SuccessZip(Download),
        200 => read_json Success(Job),
        202 => read_empty Accepted,
    }
}

struct Sort;

v1::operation! {
    Sort -> Sorted {
        id: "sort",
        request: POST "/sort",
        security: [],
        repeat: OnlyIfUnsent,
        answer: one_of,
    }
}

#[derive(Debug, PartialEq)]
enum Sorted {
    Exact(Job),
    Either(String),
    Picture,
    Range(String),
}

v1::answers! {
    Sorted {
        200 => read_json Exact(Job),
        201 | 203 => read_text Either(String),
        204..=209 if "image/*" => read_empty Picture,
        204..=209 if "text/plain; charset=utf-8" => read_text Range(String),
    }
}

struct Perhaps;

v1::operation! {
    Perhaps -> Option<Job> {
        id: "perhaps",
        request: GET "/jobs/{id}",
        security: [],
        repeat: Safe,
        answer: json_unless([204, 205]),
    }
}

const JOB: &str = r#"{"id":7}"#;

fn labelled(status: u16, media_type: &str, body: &'static str) -> Core {
    answered(status, &[("content-type", media_type)], body)
}

fn undocumented(error: &Error, status: u16) {
    assert_eq!(error.kind(), ErrorKind::Undocumented, "{error:?}");
    assert!(error.is_decode() && !error.is_status() && error.may_have_been_received());
    assert_eq!(error.status().unwrap().as_u16(), status);
    let shown = error.to_string();
    assert!(
        shown.contains(&format!("status {status}")) && shown.contains("does not know"),
        "{shown}"
    );
}

#[test]
fn a_status_tells_kinds_apart() {
    let sort = |status, body| call(&answered(status, &[], body), Sort).unwrap();
    assert_eq!(sort(200, JOB), Sorted::Exact(Job { id: 7 }));
    assert_eq!(sort(201, JOB), Sorted::Either(JOB.into()));
    assert_eq!(sort(203, ""), Sorted::Either(String::new()));
    assert!(matches!(
        call(&answered(202, &[], JOB), Fetch).unwrap(),
        FetchAnswer::Accepted
    ));
}

#[test]
fn a_media_type_tells_kinds_apart() {
    let sort = |status, media_type| call(&labelled(status, media_type, "x"), Sort);
    for media_type in ["image/png", "IMAGE/PNG", " image/svg+xml ;q=1"] {
        for status in [204, 207, 209] {
            assert_eq!(sort(status, media_type).unwrap(), Sorted::Picture, "{media_type}");
        }
    }
    for media_type in ["text/plain", "Text/Plain; charset=ISO-8859-1", "text/plain;x=\"a;b\""] {
        assert_eq!(
            sort(206, media_type).unwrap(),
            Sorted::Range("x".into()),
            "{media_type}"
        );
    }
    for media_type in [
        "",
        "image",
        "imagery/png",
        "text/plainer",
        "text",
        "text/*",
        "*/*",
        "application/json",
    ] {
        undocumented(&sort(206, media_type).unwrap_err(), 206);
    }
    undocumented(&call(&answered(206, &[], "x"), Sort).unwrap_err(), 206);
}

#[test]
fn the_first_kind_that_fits_counts_and_the_last_takes_the_rest() {
    let fetch = |media_type, body| call(&labelled(200, media_type, body), Fetch);
    assert!(matches!(
        fetch("application/json", JOB).unwrap(),
        FetchAnswer::Success(Job { id: 7 })
    ));
    assert!(
        matches!(fetch("text/csv; header=present", "a,b").unwrap(), FetchAnswer::SuccessCsv(text) if text == "a,b")
    );
    let FetchAnswer::SuccessZip(zip) = fetch("application/zip", "PK").unwrap() else {
        unreachable!("a zip is a download")
    };
    assert_eq!(zip.content_type(), Some("application/zip"));
    assert_eq!(run(zip.bytes(2)).unwrap(), "PK");
    for media_type in ["application/problem+json", "", "text/plain"] {
        assert!(matches!(
            fetch(media_type, JOB).unwrap(),
            FetchAnswer::Success(Job { id: 7 })
        ));
    }
    let error = fetch("text/plain", "PK").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotJson);
}

#[test]
fn a_success_that_the_description_does_not_know_is_told() {
    for status in [202, 210, 226, 299] {
        undocumented(&call(&answered(status, &[], JOB), Sort).unwrap_err(), status);
    }
    let error = call(&labelled(201, "text/csv", "a,b"), Fetch).unwrap_err();
    undocumented(&error, 201);
    assert_eq!(error.answer().unwrap().body(), "a,b");
    assert!(error.answer().unwrap().head().is("text/csv"));
}

#[test]
fn a_failure_stays_one_whatever_the_kinds_are() {
    for status in [302, 304, 400, 404, 500, 599] {
        let error = call(&labelled(status, "application/json", JOB), Fetch).unwrap_err();
        assert!(error.is_status(), "{error:?}");
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.answer().unwrap().body(), JOB);
    }
}

#[test]
fn a_kind_that_is_not_as_described_is_told_with_its_place() {
    let error = call(&answered(200, &[], r#"{"id":"seven"}"#), Sort).unwrap_err();
    assert_eq!((error.kind(), error.json_path()), (ErrorKind::WrongType, Some("id")));
    let error = call(&answered(200, &[], ""), Sort).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::EmptyAnswer);
    let error = call(&answered(201, &[], &b"\xff"[..]), Sort).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WrongType);
    assert_eq!(error.answer().unwrap().body().as_ref(), b"\xff");
}

#[test]
fn a_status_without_a_body_means_nothing() {
    let perhaps = |status, body| call(&answered(status, &[], body), Perhaps);
    assert_eq!(perhaps(200, JOB).unwrap(), Some(Job { id: 7 }));
    assert_eq!(perhaps(299, JOB).unwrap(), Some(Job { id: 7 }));
    assert_eq!(perhaps(204, "").unwrap(), None);
    assert_eq!(perhaps(205, "whatever").unwrap(), None);
    assert_eq!(perhaps(200, "").unwrap_err().kind(), ErrorKind::EmptyAnswer);
    assert_eq!(perhaps(200, "null").unwrap(), None);
    assert!(perhaps(404, JOB).unwrap_err().is_status());
}

#[test]
fn the_media_types_that_are_taken_are_asked_for() {
    let request = v1::request(&crate::scripted::idle(), &Fetch, &v1::CallOptions::new()).unwrap();
    assert_eq!(
        request.headers()["accept"],
        "application/json, text/csv;q=0.5, application/zip;q=0.5"
    );
    let request = v1::request(&crate::scripted::idle(), &Sort, &v1::CallOptions::new()).unwrap();
    assert_eq!(request.headers()["accept"], "application/json");
}

#[test]
fn a_head_knows_its_media_type() {
    let is = |sent: &str, asked: &str| {
        let error = call(&labelled(500, sent, ""), Sort).unwrap_err();
        error.answer().unwrap().head().is(asked)
    };
    assert!(is("application/json", "application/json"));
    assert!(is("Application/JSON ; charset=utf-8", "application/json"));
    assert!(is("application/json", "APPLICATION/JSON; v=1"));
    assert!(is("application/json", "application/*") && is("application/json", "*/*") && is("", "*/*"));
    assert!(!is("application/problem+json", "application/json"));
    assert!(!is("", "application/json") && !is("", "application/*"));
    assert!(!is("applications/json", "application/*"));
}
