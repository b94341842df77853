//! Headers of answers, in the types that the description gives them.

use std::fmt::Debug;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use specloom_runtime::codegen::v1;
use specloom_runtime::{Amount, Error, ErrorKind, Header, HeaderText, Response};
use uuid::Uuid;

use crate::scripted::{answered, call, run, shown};

struct Ping;

v1::operation! {
    Ping -> () {
        id: "ping",
        request: GET "/ping",
        security: [],
        repeat: Safe,
        answer: empty,
    }
}

fn respond(headers: &[(&str, &str)]) -> Response<()> {
    run(v1::send_for_response(
        answered(200, headers, "body"),
        Ping,
        v1::CallOptions::new(),
    ))
    .unwrap()
}

/// What a header of this text is read as.
fn read<H: HeaderText>(text: &str) -> Result<Option<H>, Error> {
    respond(&[("x-value", text)]).header(Header::<H>::new("X-Value"))
}

fn is<H: HeaderText + Debug + PartialEq>(text: &str, expected: H) {
    assert_eq!(read::<H>(text).unwrap(), Some(expected), "{text}");
}

fn is_not<H: HeaderText + Debug>(texts: &[&str]) {
    for text in texts {
        let error = read::<H>(text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WrongType);
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!(error.operation_id(), Some("ping"));
        assert!(error.to_string().contains("`X-Value`"), "{error}");
    }
}

#[test]
fn numbers() {
    is("5", 5_i32);
    is(" -5 ", -5_i32);
    is("9223372036854775807", i64::MAX);
    is("4294967295", u32::MAX);
    is("18446744073709551615", u64::MAX);
    is("0.5", 0.5_f32);
    is("-1e3", -1000.0_f64);
    is("0.10", "0.10".parse::<Amount>().unwrap());
    assert_eq!(read::<Amount>("0.10").unwrap().unwrap().as_str(), "0.10");
    is_not::<i32>(&["", "5.0", "2147483648", "five", "5 5", "5, 5", "0x5"]);
    is_not::<u32>(&["-1", "4294967296"]);
    is_not::<u64>(&["18446744073709551616"]);
    is_not::<i64>(&["9223372036854775808"]);
    is_not::<f64>(&["", "0,5"]);
    is_not::<Amount>(&["", "1,000", "x"]);
}

#[test]
fn texts_and_truth() {
    is("a, b; c=\"d\"", "a, b; c=\"d\"".to_owned());
    is("", String::new());
    is("true", true);
    is("false", false);
    is_not::<bool>(&["", "True", "1", "yes"]);
    is(
        "67e55044-10b1-426f-9247-bb680e5fe0c8",
        "67e55044-10b1-426f-9247-bb680e5fe0c8".parse::<Uuid>().unwrap(),
    );
    is_not::<Uuid>(&["", "67e55044"]);
}

#[test]
fn times() {
    is(
        "2024-06-17T01:02:03Z",
        "2024-06-17T01:02:03Z".parse::<Timestamp>().unwrap(),
    );
    is("2024-06-17", "2024-06-17".parse::<Date>().unwrap());
    is(
        "2024-06-17T01:02:03",
        "2024-06-17T01:02:03".parse::<DateTime>().unwrap(),
    );
    is("01:02:03", "01:02:03".parse::<Time>().unwrap());
    is_not::<Timestamp>(&["", "2024-06-17", "Mon, 17 Jun 2024 01:02:03 GMT", "1718586123"]);
    is_not::<Date>(&["2024-13-01"]);
}

#[test]
fn lists() {
    is("1,2, 3", vec![1_i64, 2, 3]);
    is("a", vec!["a".to_owned()]);
    is("", Vec::<i64>::new());
    is("a,,b", vec!["a".to_owned(), String::new(), "b".to_owned()]);
    is("true, false", vec![true, false]);
    is_not::<Vec<i64>>(&["1,x", "1,,2", "1;2"]);
}

/// Lines of one name mean what one line with commas between them means.
#[test]
fn a_list_over_several_lines_is_one_list() {
    let response = respond(&[("x-value", "1, 2"), ("x-other", "9"), ("X-Value", "3")]);
    assert_eq!(
        response.header(Header::<Vec<i64>>::new("x-value")).unwrap(),
        Some(vec![1, 2, 3])
    );
    assert_eq!(
        response.header(Header::<String>::new("x-value")).unwrap().as_deref(),
        Some("1, 2, 3")
    );
    assert_eq!(response.headers().get_all("x-value").iter().count(), 2);
}

/// Which of them counts cannot be known.
#[test]
fn a_single_value_on_several_lines_is_none() {
    let response = respond(&[("x-value", "1"), ("x-value", "2")]);
    let error = response.header(Header::<i64>::new("x-value")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WrongType);
}

#[test]
fn what_is_absent_is_nothing() {
    let response = respond(&[("x-other", "1")]);
    assert_eq!(response.header(Header::<i64>::new("X-Value")).unwrap(), None);
    assert_eq!(response.header(Header::<Vec<i64>>::new("X-Value")).unwrap(), None);
    assert_eq!(
        response.header(Header::<i64>::new("no header has this name")).unwrap(),
        None
    );
    assert_eq!(response.header(Header::<i64>::new("X-OTHER")).unwrap(), Some(1));
}

#[test]
fn what_is_no_text_or_of_another_type_is_told_without_being_shown() {
    let response = respond(&[("x-value", "hunter2 \u{e9}"), ("x-key", "hunter2")]);
    for error in [
        response.header(Header::<String>::new("x-value")).unwrap_err(),
        response.header(Header::<i64>::new("x-key")).unwrap_err(),
        response.header(Header::<Vec<bool>>::new("x-key")).unwrap_err(),
    ] {
        let all = shown(&error);
        assert!(all.contains("GET /ping") && !all.contains("hunter2"), "{all}");
    }
}

#[test]
fn a_response_keeps_what_came_beside_the_value() {
    const LEFT: Header<u32> = Header::new("X-Calls-Left");
    let response = respond(&[("x-calls-left", "5")]);
    assert_eq!(response.status(), 200);
    assert_eq!(response.header(LEFT).unwrap(), Some(5));
    assert_eq!(response.body().unwrap(), "body");
    assert_eq!(format!("{response:?}"), "Response { value: (), status: 200, .. }");
    assert_eq!(format!("{LEFT:?}"), "Header(\"X-Calls-Left\")");
    assert_eq!(LEFT.name(), "X-Calls-Left");
}

#[test]
fn an_error_has_the_headers_too() {
    const AFTER: Header<i64> = Header::new("Retry-After");
    let error = call(&answered(429, &[("retry-after", "30")], ""), Ping).unwrap_err();
    assert!(error.is_rate_limited());
    let head = error.answer().unwrap().head();
    assert_eq!(head.header(AFTER).unwrap(), Some(30));
    assert_eq!(head.header(Header::<String>::new("x-none")).unwrap(), None);
    let inner = head.header(Header::<bool>::new("Retry-After")).unwrap_err();
    assert_eq!(
        (inner.kind(), inner.status().unwrap().as_u16()),
        (ErrorKind::WrongType, 429)
    );
}
