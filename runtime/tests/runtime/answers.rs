//! Answers that are read, or explained.

use std::error::Error as _;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Method, Response, StatusCode};
use specloom_runtime::codegen::v1::{CallOptions, object, send, union};
use specloom_runtime::{
    Amount, Body, BoxError, Core, Description, Envelope, Error, ErrorKind, Json, Meaning, Operation, Scheme,
    TransportError, TransportErrorKind,
};

use specloom_runtime::Download;

use crate::scripted::{Scripted, answer, builder, call, operation, run, shown};

const ENVELOPE: Envelope = Envelope::new("data")
    .success("result", true)
    .code("code", 0)
    .messages(&["message", "msg"])
    .meanings(&[(401, Meaning::Credentials)]);
const KEY: Scheme = Scheme::header_key("apiKey", "api_key", "API-Key");

object! {
    pub struct Order: received {
        required {
            order_id: String = "order_id" into,
            amount: Amount = "amount" into,
        }
        optional {
            remark: String = "remark" into,
        }
    }
}

object! {
    pub struct Page: received {
        required {
            data: Vec<Order> = "data" into,
            total: i64 = "total" into,
        }
    }
}

union! {
    /// A value that holds values of its own kind.
    pub enum Tree {
        Leaf(String) = String,
        Branch(Vec<Tree>) = Array,
    }
}

operation!(Orders -> Page, Description::new("orders", Method::GET, "/orders"), |_, _| Ok(()), |answer| answer.payload(&ENVELOPE));
operation!(
    SecretOrders -> Page,
    Description::new("secretOrders", Method::POST, "/keys").sensitive(true),
    |_, _| Ok(()),
    |answer| answer.payload(&ENVELOPE)
);
operation!(Acknowledged -> (), Description::new("done", Method::POST, "/done"), |_, _| Ok(()), |answer| answer.acknowledged(&ENVELOPE));
operation!(Plain -> Page, Description::new("plain", Method::GET, "/plain"), |_, _| Ok(()), |answer| answer.json());
operation!(AnyData -> Json, Description::new("any", Method::GET, "/any"), |_, _| Ok(()), |answer| answer.payload(&ENVELOPE));
operation!(Trees -> Tree, Description::new("trees", Method::GET, "/trees"), |_, _| Ok(()), |answer| answer.payload(&ENVELOPE));
operation!(
    Values -> serde_json::Value,
    Description::new("values", Method::GET, "/values"),
    |_, _| Ok(()),
    |answer| answer.payload(&ENVELOPE)
);
operation!(
    Counts -> std::collections::BTreeMap<String, i64>,
    Description::new("counts", Method::GET, "/counts"),
    |_, _| Ok(()),
    |answer| answer.json()
);
operation!(Empty -> (), Description::new("empty", Method::DELETE, "/empty"), |_, _| Ok(()), |answer| answer.empty());
operation!(Text -> String, Description::new("text", Method::GET, "/text"), |_, _| Ok(()), |answer| answer.text());
operation!(Raw -> Download, Description::new("raw", Method::GET, "/raw"), |_, _| Ok(()), |answer| answer.download());
operation!(
    Keyed -> Page,
    Description::new("keyed", Method::GET, "/keyed").security(&[&[&KEY]]),
    |_, _| Ok(()),
    |answer| answer.payload(&ENVELOPE)
);

const GOOD: &str = r#"{"code":0,"message":"ok – é","data":{"data":[{"order_id":"20240101000000000001","amount":"19.0012","remark":"é😀"},{"order_id":"2","amount":1e-8}],"total":2},"result":true}"#;

fn client(status: u16, body: impl Into<Bytes>) -> Core {
    builder(&Scripted::answering(status, body)).build().unwrap()
}

fn ask<Op: Operation>(operation: Op, status: u16, body: impl Into<Bytes>) -> Result<Op::Output, Error> {
    call(&client(status, body), operation)
}

fn refused(status: u16, body: impl Into<Bytes>) -> Error {
    ask(Orders, status, body).unwrap_err()
}

fn with_type(status: u16, content_type: &'static str, body: &'static str) -> Core {
    let script = move || {
        let mut response = answer(status, Bytes::from_static(body.as_bytes()));
        let content_type = http::HeaderValue::from_static(content_type);
        response.headers_mut().insert("content-type", content_type);
        Ok(response)
    };
    builder(&Scripted::new(script)).build().unwrap()
}

#[test]
fn a_good_answer_gives_its_payload_to_the_digit() {
    let page = ask(Orders, 200, GOOD).unwrap();
    assert_eq!(page.total, 2);
    assert_eq!(page.data[0].amount.as_str(), "19.0012");
    assert_eq!(page.data[0].remark.as_deref(), Some("é😀"));
    assert_eq!(page.data[1].amount.as_str(), "1e-8");
    assert_eq!(ask(Orders, 201, GOOD).unwrap(), page);
}

#[test]
fn members_may_stand_in_any_order_and_be_more_than_described() {
    let text = r#" {"result":true,"new":{"data":[1]},"data":{"total":1,"extra":[[]],"data":[{"amount":1,"order_id":"1","x":null}]},"code":0}
"#;
    assert_eq!(ask(Orders, 200, text).unwrap().data[0].order_id, "1");
}

#[test]
fn of_members_that_stand_twice_the_last_counts() {
    let text = r#"{"code":1,"result":true,"data":null,"data":{"total":1,"total":2,"data":[]},"code":0}"#;
    assert_eq!(ask(Orders, 200, text).unwrap().total, 2);
    let text = r#"{"code":0,"result":true,"data":{"total":1,"data":[]},"code":7}"#;
    assert_eq!(refused(200, text).code(), Some(7));
}

#[test]
fn a_name_spelled_with_escapes_is_the_same_name() {
    let text = r#"{"\u0063ode":5,"result":true,"data":null}"#;
    assert_eq!(refused(200, text).code(), Some(5));
}

#[test]
fn one_sign_of_failure_is_enough() {
    for (text, code) in [
        (
            r#"{"code":1001,"message":"no funds","data":null,"result":false}"#,
            Some(1001),
        ),
        (
            r#"{"code":1001,"message":"no funds","data":{"data":[],"total":0},"result":true}"#,
            Some(1001),
        ),
        (
            r#"{"code":0,"message":"no funds","data":{"data":[],"total":0},"result":false}"#,
            Some(0),
        ),
        (
            r#"{"message":"no funds","data":{"data":[],"total":0},"result":false}"#,
            None,
        ),
        (
            r#"{"code":1001,"message":"no funds","data":{"data":[],"total":0}}"#,
            Some(1001),
        ),
        (
            r#"{"code":"1001","message":"no funds","data":{"data":[],"total":0},"result":true}"#,
            Some(1001),
        ),
    ] {
        let error = refused(200, text);
        assert_eq!(error.kind(), ErrorKind::Refused, "{text}");
        assert!(
            error.is_api() && !error.is_status() && !error.is_decode() && !error.is_transport() && !error.is_auth()
        );
        assert_eq!(error.code(), code, "{text}");
        assert_eq!(error.server_message(), Some("no funds"), "{text}");
        assert_eq!(error.status(), Some(StatusCode::OK));
        assert!(error.may_have_been_received());
    }
    assert_eq!(
        refused(200, r#"{"code":1001,"message":"no funds","data":null,"result":false}"#).to_string(),
        "GET /orders: the server refuses (status 200), code 1001, message \"no funds\""
    );
}

#[test]
fn a_code_that_cannot_be_read_is_no_code_of_success() {
    for code in ["\"E1001\"", "99999999999999999999", "1.5", "{}", "[0]", "true", "\"\""] {
        let text = format!(r#"{{"code":{code},"data":{{"data":[],"total":0}},"result":true}}"#);
        let error = ask(Orders, 200, text).err();
        assert_eq!(error.as_ref().map(Error::kind), Some(ErrorKind::Refused), "code {code}");
    }
}

#[test]
fn a_result_that_is_not_the_word_of_success_is_failure() {
    for result in ["null", "0", "1", "\"true\"", "\"false\"", "[]"] {
        let text = format!(r#"{{"code":0,"data":{{"data":[],"total":0}},"result":{result}}}"#);
        assert_eq!(refused(200, text).kind(), ErrorKind::Refused, "result {result}");
    }
}

#[test]
fn a_code_for_wrong_credentials_is_told_from_others() {
    let error = refused(200, r#"{"code":401,"message":"bad key","data":null,"result":false}"#);
    assert!(error.is_auth() && error.is_api() && !error.is_credential_missing());
}

#[test]
fn an_envelope_that_does_not_say_how_it_went_is_none() {
    for text in [
        "{}",
        r#"{"data":{"data":[],"total":0}}"#,
        r#"{"data":[{"order_id":"1"}],"total":1}"#,
        r#"{"error":"x"}"#,
    ] {
        let error = refused(200, text);
        assert_eq!(error.kind(), ErrorKind::NotAnEnvelope, "{text}");
        assert!(error.is_decode() && error.may_have_been_received());
    }
}

#[test]
fn json_that_is_no_object_is_no_envelope() {
    for text in ["[]", "[{\"code\":0}]", "null", "true", "0", "1.5", "\"ok\""] {
        assert_eq!(refused(200, text).kind(), ErrorKind::NotAnEnvelope, "{text}");
    }
}

#[test]
fn another_status_is_an_error_with_what_the_server_says() {
    for (text, message) in [
        (r#"{"code":5,"msg":"no such order"}"#, Some("no such order")),
        (r#"{"code":5,"message":"no such order"}"#, Some("no such order")),
        (r#"{"msg":"short","message":"long"}"#, Some("long")),
        (r#"{"message":"long","msg":"short"}"#, Some("long")),
        (
            r#"{"message":"no such order","result":true,"code":0}"#,
            Some("no such order"),
        ),
        (r#"{"detail":"unknown"}"#, None),
        (r#"{"message":17}"#, None),
        ("<html>nginx</html>", None),
        ("", None),
        ("%PDF-1.4 garbage", None),
        ("{\"message\":\"cut", None),
    ] {
        let error = refused(404, text);
        assert_eq!(error.kind(), ErrorKind::Status, "{text}");
        assert!(error.is_status() && error.is_not_found() && !error.is_api() && !error.is_decode());
        assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
        assert_eq!(error.server_message(), message, "{text}");
        assert!(error.to_string().contains("Not Found"), "{error}");
    }
    assert!(refused(404, "%PDF-1.4 garbage").excerpt().unwrap().contains("PDF"));
    assert!(
        refused(502, "<html>nginx</html>")
            .to_string()
            .contains("a page for people")
    );
}

#[test]
fn each_status_answers_the_questions() {
    assert!(refused(401, "").is_auth() && refused(403, "").is_auth() && !refused(404, "").is_auth());
    assert!(refused(429, "").is_rate_limited() && !refused(503, "").is_rate_limited());
    for status in [301, 302, 307, 400, 500, 503, 599] {
        let error = refused(status, GOOD);
        assert!(error.is_status() && error.may_have_been_received(), "{status}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    }
}

#[test]
fn a_page_for_people_is_told_from_json() {
    for text in ["<!DOCTYPE html><html></html>", "\n  <html>", "<"] {
        assert_eq!(refused(200, text).kind(), ErrorKind::HtmlAnswer, "{text}");
    }
    let error = call(&with_type(200, "text/html; charset=utf-8", "Please log in"), Orders).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::HtmlAnswer);
}

#[test]
fn json_that_is_called_html_is_read_all_the_same() {
    assert_eq!(call(&with_type(200, "text/html", GOOD), Orders).unwrap().total, 2);
    let error = call(&with_type(400, "text/html", r#"{"code":5,"msg":"no"}"#), Orders).unwrap_err();
    assert_eq!(error.server_message(), Some("no"));
}

#[test]
fn an_empty_answer_is_told_from_json() {
    for text in ["", " ", "\r\n\t \n"] {
        let error = refused(200, text);
        assert_eq!(error.kind(), ErrorKind::EmptyAnswer, "{text:?}");
        assert!(error.is_decode());
    }
    assert_eq!(ask(Plain, 200, "").unwrap_err().kind(), ErrorKind::EmptyAnswer);
}

#[test]
fn an_answer_cut_off_at_any_byte_is_an_error_that_says_so() {
    for end in 0..GOOD.len() {
        let expected = if end == 0 {
            ErrorKind::EmptyAnswer
        } else {
            ErrorKind::TruncatedAnswer
        };
        let cut = Bytes::copy_from_slice(&GOOD.as_bytes()[..end]);
        let error = refused(200, cut.clone());
        assert_eq!(error.kind(), expected, "cut at {end}");
        let error = ask(SecretOrders, 200, cut.clone()).unwrap_err();
        assert_eq!(error.kind(), expected, "cut at {end}");
        assert_eq!(error.excerpt(), None);
        assert_eq!(
            ask(Acknowledged, 200, cut.clone()).unwrap_err().kind(),
            expected,
            "cut at {end}"
        );
        assert_eq!(refused(500, cut).kind(), ErrorKind::Status, "cut at {end}");
    }
}

#[test]
fn plain_json_cut_off_at_any_byte_is_an_error_that_says_so() {
    let text = r#"{"data":[{"order_id":"é","amount":-0.5e-3,"remark":"\u00e9"}],"total":12}"#;
    assert_eq!(ask(Plain, 200, text).unwrap().total, 12);
    for end in 1..text.len() {
        let cut = Bytes::copy_from_slice(&text.as_bytes()[..end]);
        assert_eq!(
            ask(Plain, 200, cut).unwrap_err().kind(),
            ErrorKind::TruncatedAnswer,
            "cut at {end}"
        );
    }
}

#[test]
fn text_after_the_json_is_an_error() {
    for rest in ["x", "{}", "null", ",", "\0"] {
        assert_eq!(
            refused(200, format!("{GOOD}{rest}")).kind(),
            ErrorKind::NotJson,
            "{rest:?}"
        );
    }
}

#[test]
fn what_is_neither_json_nor_a_page_is_told_so() {
    let bodies: [&'static [u8]; 6] = [
        b"ok",
        b"{'code':0}",
        b"{\"code\":0,}",
        b"\x1f\x8b\x08gzip",
        b"{\"code\":0,\"message\":\"\xff\"}",
        b"\xc3\x28",
    ];
    for body in bodies {
        let error = ask(Orders, 200, body).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotJson, "{}", String::from_utf8_lossy(body));
    }
}

#[test]
fn a_byte_order_mark_is_not_json_and_does_no_harm() {
    let error = refused(200, format!("\u{feff}{GOOD}"));
    assert_eq!(error.kind(), ErrorKind::NotJson);
    assert!(error.excerpt().unwrap().starts_with("\\u{feff}"), "{error}");
}

#[test]
fn a_wrong_type_is_shown_where_it_stands() {
    let filler = "x".repeat(5_000);
    let text = format!(
        r#"{{"code":0,"result":true,"data":{{"data":[{{"order_id":"{filler}","amount":1}},{{"order_id":"2","amount":"much","remark":"{filler}"}}],"total":2}}}}"#
    );
    let error = refused(200, text);
    assert_eq!(error.kind(), ErrorKind::WrongType);
    assert_eq!(error.json_path(), Some("data.data[1].amount"));
    let excerpt = error.excerpt().unwrap();
    assert!(
        excerpt.contains(r#""amount":"much""#) && excerpt.starts_with('…') && excerpt.ends_with('…'),
        "{excerpt}"
    );
    assert!(excerpt.chars().count() <= 202, "{} characters", excerpt.chars().count());
    assert!(error.to_string().contains("at `data.data[1].amount`"), "{error}");
    assert!(error.is_decode() && error.may_have_been_received());
}

#[test]
fn the_path_begins_where_the_answer_does() {
    let path = |error: Error| error.json_path().unwrap().to_owned();
    assert_eq!(path(refused(200, r#"{"code":0,"data":[],"result":true}"#)), "data");
    assert_eq!(path(refused(200, r#"{"code":0,"result":true}"#)), "data");
    assert_eq!(path(ask(Plain, 200, "[]").unwrap_err()), "$");
    assert_eq!(
        path(ask(Plain, 200, r#"{"data":[1],"total":1}"#).unwrap_err()),
        "data[0]"
    );
}

#[test]
fn a_missing_required_member_is_named() {
    let error = refused(
        200,
        r#"{"code":0,"result":true,"data":{"data":[{"order_id":"1"}],"total":1}}"#,
    );
    assert_eq!(error.kind(), ErrorKind::WrongType);
    assert_eq!(error.json_path(), Some("data.data[0]"));
    assert!(error.to_string().contains("missing field `amount`"), "{error}");
}

#[test]
fn a_long_wrong_value_is_capped_wherever_it_shows() {
    let long = "y".repeat(1_000_000);
    let text =
        format!(r#"{{"code":0,"result":true,"data":{{"data":[{{"order_id":"1","amount":"{long}"}}],"total":1}}}}"#);
    assert!(shown(&refused(200, text)).len() < 4_000);
    let text = format!(r#"{{"code":1,"result":false,"message":"{long}"}}"#);
    assert!(shown(&refused(200, text)).len() < 4_000);
    assert!(shown(&refused(500, long.clone())).len() < 4_000);
    let text = format!(r#"{{"{long}":"wrong"}}"#);
    assert!(shown(&ask(Counts, 200, text).unwrap_err()).len() < 4_000);
}

#[test]
fn what_the_server_sends_cannot_break_out_of_the_line_it_is_shown_in() {
    let hostile = r"evil\r\n\u001b[31m\u202eline";
    for error in [
        refused(200, format!(r#"{{"code":1,"result":false,"message":"{hostile}"}}"#)),
        refused(
            200,
            format!(r#"{{"code":0,"result":true,"data":{{"data":"{hostile}","total":1}}}}"#),
        ),
        refused(500, "evil\r\n\u{1b}[31m\u{202e}line"),
        ask(Counts, 200, format!(r#"{{"{hostile}":"wrong"}}"#)).unwrap_err(),
    ] {
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!(shown.contains("evil"), "{shown}");
            assert!(!shown.contains(['\r', '\n', '\u{1b}', '\u{202e}']), "{shown:?}");
        }
    }
}

fn nested(open: &str, close: &str) -> String {
    format!("{}{}", open.repeat(10_000), close.repeat(10_000))
}

#[test]
fn deep_nesting_never_exhausts_the_stack() {
    for deep in [nested("[", "]"), nested("{\"a\":[", "]}")] {
        let good =
            format!(r#"{{"ignored":{deep},"code":0,"result":true,"data":{{"total":1,"data":[],"more":{deep}}}}}"#);
        assert_eq!(ask(Orders, 200, good).unwrap().total, 1);
        let wrapped = format!(r#"{{"code":0,"result":true,"data":{deep}}}"#);
        assert!(ask(Orders, 200, wrapped.clone()).is_err());
        assert_eq!(ask(AnyData, 200, wrapped.clone()).unwrap().text(), deep);
        assert!(ask(Values, 200, wrapped).unwrap_err().is_decode());
    }
    let cut = "[".repeat(10_000);
    assert!(refused(200, cut.clone()).is_decode());
    assert!(refused(200, format!(r#"{{"code":0,"result":true,"data":{cut}"#)).is_decode());
    assert!(refused(500, cut).is_status());
}

#[test]
fn a_type_that_holds_itself_is_read_without_exhausting_the_stack() {
    let small = ask(Trees, 200, r#"{"code":0,"result":true,"data":["a",["b"],1]}"#).unwrap();
    let Tree::Branch(branches) = small else {
        unreachable!("{small:?}")
    };
    assert_eq!(branches[1], Tree::Branch(vec![Tree::Leaf("b".to_owned())]));
    let deep = nested("[", "]");
    let answer = ask(Trees, 200, format!(r#"{{"code":0,"result":true,"data":{deep}}}"#));
    assert!(answer.is_err() || matches!(answer, Ok(Tree::Unrecognized(_))));
}

#[test]
fn an_answer_larger_than_the_limit_is_refused_also_as_a_stream() {
    let limited = |limit| {
        builder(&Scripted::answering(200, GOOD))
            .answer_limit(limit)
            .build()
            .unwrap()
    };
    assert!(call(&limited(GOOD.len()), Orders).is_ok());
    let error = call(&limited(GOOD.len() - 1), Orders).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(error.is_decode() && error.may_have_been_received());
    let endless = Scripted::new(|| Ok(Response::new(Body::from_stream(Endless))));
    let error = call(&builder(&endless).answer_limit(1_000).build().unwrap(), Orders).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(error.to_string().contains("1000 bytes"), "{error}");
}

/// A body that never ends.
struct Endless;

impl futures_core::Stream for Endless {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(Ok(Bytes::from_static(b"{\"a\":1"))))
    }
}

/// A body that breaks off after its first piece.
struct Broken(Option<fn() -> BoxError>, bool);

impl futures_core::Stream for Broken {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::replace(&mut self.1, true) {
            return Poll::Ready(self.0.take().map(|failure| Err(failure())));
        }
        Poll::Ready(Some(Ok(Bytes::from_static(b"{\"code\":0,"))))
    }
}

#[test]
fn a_body_that_breaks_off_is_an_interruption_and_never_a_value() {
    let breaking = |failure: fn() -> BoxError| {
        let transport = Scripted::new(move || Ok(Response::new(Body::from_stream(Broken(Some(failure), false)))));
        call(&builder(&transport).build().unwrap(), Orders).unwrap_err()
    };
    let error = breaking(|| "reset".into());
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert!(error.may_have_been_received() && error.is_transport());
    let error = breaking(|| TransportError::timeout("slow").into());
    assert!(error.is_timeout() && error.may_have_been_received());
    // The head of the answer proves that the request arrived, whatever the stream claims.
    let error = breaking(|| TransportError::unsent("reset").into());
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert!(error.may_have_been_received());
}

#[test]
fn a_failure_on_the_way_says_whether_the_request_left() {
    let failing = |failure: fn() -> TransportError| {
        call(&builder(&Scripted::failing(failure)).build().unwrap(), Orders).unwrap_err()
    };
    let unsent = failing(|| TransportError::unsent("no route"));
    assert!(unsent.is_connect() && unsent.is_transport() && !unsent.may_have_been_received());
    let timeout = failing(|| TransportError::timeout("slow"));
    assert!(timeout.is_timeout() && timeout.is_transport() && timeout.may_have_been_received());
    let interrupted = failing(|| TransportError::interrupted("reset"));
    assert_eq!(interrupted.kind(), ErrorKind::Interrupted);
    assert!(interrupted.is_transport() && interrupted.may_have_been_received());
    assert_eq!(
        (interrupted.status(), interrupted.code(), interrupted.json_path()),
        (None, None, None)
    );
}

#[test]
fn the_chain_of_causes_is_whole() {
    let transport = Scripted::failing(|| TransportError::interrupted(std::io::Error::other("the cable")));
    let error = call(&builder(&transport).build().unwrap(), Orders).unwrap_err();
    let cause = error.source().unwrap().downcast_ref::<TransportError>().unwrap();
    assert_eq!(cause.kind(), TransportErrorKind::Interrupted);
    let root = cause.source().unwrap().downcast_ref::<std::io::Error>().unwrap();
    assert_eq!(root.to_string(), "the cable");
}

#[test]
fn a_sensitive_operation_shows_nothing_of_its_answer() {
    for (status, text) in [
        (200, r#"{"code":0,"result":true,"data":{"data":"t0psecret","total":1}}"#),
        (
            200,
            r#"{"code":0,"result":true,"data":{"data":[{"order_id":"t0psecret","amount":"t0psecret"}],"total":1}}"#,
        ),
        (200, r#"{"code":0,"result":true,"data":"t0psecret"}"#),
        (200, r#"{"code":7,"result":false,"message":"t0psecret"}"#),
        (200, r#"{"data":"t0psecret"}"#),
        (200, r#"{"code":0,"data":"t0psecret"#),
        (200, r"t0psecret"),
        (200, "<html>t0psecret"),
        (500, "t0psecret"),
        (500, r#"{"message":"t0psecret"}"#),
        (500, r#"{"detail":"t0psecret"}"#),
    ] {
        let error = ask(SecretOrders, status, text).unwrap_err();
        assert!(!shown(&error).contains("t0psecret"), "{error:?}");
        assert_eq!((error.excerpt(), error.server_message()), (None, None), "{text}");
    }
    let error = ask(SecretOrders, 200, r#"{"code":7,"result":false,"message":"t0psecret"}"#).unwrap_err();
    assert_eq!(error.code(), Some(7));
}

#[test]
fn our_own_secret_is_masked_where_the_server_gives_it_back() {
    for secret in ["zzq1HqLyjWDarjtT1zdp7dc", "zzq1/+&=?; 100%\"end", "zzq1\\def/ghi"] {
        use base64::Engine as _;
        let base64 = base64::engine::general_purpose::STANDARD.encode(secret);
        let unpadded = base64.trim_end_matches('=').to_owned();
        let quoted = serde_json::to_string(secret).unwrap();
        let slashed = quoted.replace('/', "\\/");
        for json in [quoted, slashed, format!("\"{base64}\""), format!("\"{unpadded}\"")] {
            for (status, body) in [
                (200, format!(r#"{{"code":7,"result":false,"message":{json}}}"#)),
                (
                    200,
                    format!(r#"{{"code":0,"result":true,"data":{{"data":{json},"total":1}}}}"#),
                ),
                (
                    200,
                    format!(r#"{{"code":0,"result":true,"data":{{"x":{json},"data":1}}}}"#),
                ),
                (500, format!(r#"{{"detail":{json}}}"#)),
                (500, format!("bad key {secret} {base64}")),
                (200, format!("bad key {secret} {unpadded}")),
            ] {
                let core = builder(&Scripted::answering(status, body.clone()))
                    .credential(&KEY, [secret.into()])
                    .build()
                    .unwrap();
                let shown = shown(&call(&core, Keyed).unwrap_err());
                assert!(
                    !shown.contains("zzq1") && !shown.contains(&unpadded),
                    "{body} shows in {shown}"
                );
                assert!(shown.contains("***"), "{shown}");
            }
        }
    }
}

#[test]
fn a_secret_that_begins_with_another_is_masked_whole() {
    const PAIR: Scheme = Scheme::basic("basicAuth", "basic_auth");
    operation!(
        ByPair -> Page,
        Description::new("byPair", Method::GET, "/pair").security(&[&[&PAIR]]),
        |_, _| Ok(()),
        |answer| answer.payload(&ENVELOPE)
    );
    let core = builder(&Scripted::answering(
        500,
        "no: shop-tail4711 and c2hvcDpzaG9wLXRhaWw0NzEx",
    ))
    .credential(&PAIR, ["shop".into(), "shop-tail4711".into()])
    .build()
    .unwrap();
    let error = call(&core, ByPair).unwrap_err();
    assert!(!shown(&error).contains("tail4711"), "{error}");
    assert!(!shown(&error).contains("c2hvcDpzaG9wLXRhaWw0NzEx"), "{error}");
}

#[test]
fn a_cut_never_leaves_a_piece_of_a_secret() {
    let secret = "0123456789abcdefghijklmnopqrstuvwxyz";
    for padding in 60..140 {
        let body = format!("{}{secret}{}", "é".repeat(padding), "x".repeat(300));
        let core = builder(&Scripted::answering(200, body))
            .credential(&KEY, [secret.into()])
            .build()
            .unwrap();
        let error = shown(&call(&core, Keyed).unwrap_err());
        assert!(!error.contains("0123") && !error.contains("wxyz"), "{error}");
    }
}

#[test]
fn answers_without_json_are_given_as_they_are() {
    assert!(ask(Empty, 204, "").is_ok());
    assert!(ask(Empty, 200, "whatever").is_ok());
    assert!(ask(Empty, 404, "").unwrap_err().is_not_found());
    assert_eq!(ask(Text, 200, " é ").unwrap(), " é ");
    assert_eq!(ask(Text, 200, &b"\xff"[..]).unwrap_err().kind(), ErrorKind::WrongType);
    let download = ask(Raw, 200, &b"\xff\x00"[..]).unwrap();
    assert_eq!(run(download.bytes(2)).unwrap().as_ref(), b"\xff\x00");
    assert!(ask(Raw, 500, "x").unwrap_err().is_status());
}

#[test]
fn an_acknowledgement_needs_no_payload() {
    assert!(ask(Acknowledged, 200, r#"{"code":0,"result":true}"#).is_ok());
    assert!(ask(Acknowledged, 200, r#"{"code":0,"result":true,"data":[1]}"#).is_ok());
    assert!(
        ask(Acknowledged, 200, r#"{"code":1,"result":true}"#)
            .unwrap_err()
            .is_api()
    );
}

#[test]
fn an_error_knows_its_operation() {
    let error = refused(500, "");
    assert_eq!(error.operation_id(), Some("orders"));
    assert_eq!(error.method(), Some(&Method::GET));
    assert_eq!(error.path_template(), Some("/orders"));
    assert!(error.to_string().starts_with("GET /orders: "), "{error}");
}

#[test]
fn an_error_is_one_pointer_wide_and_goes_anywhere() {
    fn goes_anywhere<T: std::error::Error + Send + Sync + 'static>() {}
    goes_anywhere::<Error>();
    goes_anywhere::<TransportError>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
}

#[test]
fn a_call_can_be_spawned_and_a_client_shared() {
    fn spawnable<F: Future + Send + 'static>(future: F) -> F {
        future
    }
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let core = client(200, GOOD);
    shared(&core);
    assert!(run(spawnable(send(core, Orders, CallOptions::new()))).is_ok());
}
