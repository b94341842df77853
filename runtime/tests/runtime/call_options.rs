//! What a single call sends beside its operation.

use http::Method;
use specloom_runtime::codegen::v1;
use specloom_runtime::{Answer, CallOptions, Description, Error, Members, RequestParts, Scheme};

use crate::scripted::{Scripted, builder, operation};

const KEY: Scheme = Scheme::header_key("key", "key", "X-Key");

operation!(Bare -> (), Description::new("bare", Method::POST, "/things"), |_, _| Ok(()), |answer| Answer::empty(answer));
operation!(Keyed -> (), Description::new("keyed", Method::GET, "/things").security(&[&[&KEY]]), |_, _| Ok(()), |answer| Answer::empty(answer));
operation!(
    Json(&'static str) -> (),
    Description::new("json", Method::POST, "/things"),
    |this, parts| parts.json(&serde_json::from_str::<Box<serde_json::value::RawValue>>(this.0).unwrap()),
    |answer| Answer::empty(answer)
);
operation!(Form -> (), Description::new("form", Method::POST, "/things"), |_, parts| form(parts), |answer| Answer::empty(answer));
operation!(
    Text -> (),
    Description::new("text", Method::POST, "/things"),
    |_, parts| parts.text(&"plain"),
    |answer| Answer::empty(answer)
);
operation!(
    Traced -> (),
    Description::new("traced", Method::GET, "/things"),
    |_, parts| parts.header("X-Trace", specloom_runtime::ParameterValue::Text("by parameter".into())),
    |answer| Answer::empty(answer)
);

fn form(parts: &mut RequestParts) -> Result<(), Error> {
    let mut members = Members::new();
    members.value("a", "1 2", None).map_err(|_| ()).unwrap();
    parts.form_members(members, &[])
}

fn requested<Op: v1::Operation>(operation: &Op, options: &CallOptions) -> Result<http::Request<v1::Body>, Error> {
    let core = builder(&Scripted::answering(200, ""))
        .credential(&KEY, ["k".into()])
        .build()
        .unwrap();
    v1::request(&core, operation, options)
}

fn body(request: &http::Request<v1::Body>) -> &str {
    std::str::from_utf8(request.body().as_bytes().unwrap()).unwrap()
}

fn refusal<Op: v1::Operation>(operation: &Op, options: &CallOptions) -> String {
    let error = requested(operation, options).unwrap_err();
    assert!(error.is_invalid_request() && !error.may_have_been_received());
    error.to_string()
}

#[test]
fn headers_and_query_are_added() {
    let options = CallOptions::new()
        .header("X-Trace", "t-1")
        .query("a b", "c&d")
        .header("Accept", "text/csv");
    let request = requested(&Bare, &options).unwrap();
    assert_eq!(request.uri().query(), Some("a%20b=c%26d"));
    assert_eq!(request.headers()["x-trace"], "t-1");
    assert_eq!(
        request.headers().get_all("accept").iter().collect::<Vec<_>>(),
        ["text/csv"]
    );
}

#[test]
fn a_header_takes_the_place_of_the_parameters() {
    let request = requested(&Traced, &CallOptions::new().header("x-trace", "by hand")).unwrap();
    assert_eq!(
        request.headers().get_all("x-trace").iter().collect::<Vec<_>>(),
        ["by hand"]
    );
}

#[test]
fn the_headers_of_credentials_and_transport_are_not_for_options() {
    let refused = refusal(&Keyed, &CallOptions::new().header("x-key", "other"));
    assert_eq!(
        refused,
        "GET /things: nothing was sent: the header `x-key` is set by the credentials, so no parameter can set it too"
    );
    for name in ["Host", "content-length", "Transfer-Encoding", "connection"] {
        assert!(refusal(&Bare, &CallOptions::new().header(name, "1")).contains("belongs to the transport"));
    }
    assert!(refusal(&Bare, &CallOptions::new().header("a b", "1")).contains("\"a b\" is no name for a header"));
    let refused = refusal(&Bare, &CallOptions::new().header("a", "1\r\nb: s3cret"));
    assert!(refused.contains("`a`") && !refused.contains("s3cret"), "{refused}");
}

#[test]
fn members_join_an_object_as_it_is_written() {
    let options = CallOptions::new().member("note", "a \"b\"").member("n", 7);
    let request = requested(&Json(r#"{"amount": 1.10, "deep": {"x": []}}"#), &options).unwrap();
    assert_eq!(
        body(&request),
        r#"{"amount": 1.10, "deep": {"x": []},"note":"a \"b\"","n":7}"#
    );
    let request = requested(&Json(" { } "), &options).unwrap();
    assert_eq!(body(&request), r#"{"note":"a \"b\"","n":7}"#);
    let request = requested(&Bare, &options).unwrap();
    assert_eq!(body(&request), r#"{"note":"a \"b\"","n":7}"#);
    assert_eq!(request.headers()["content-type"], "application/json");
    let request = requested(&Form, &options).unwrap();
    assert_eq!(body(&request), "a=1%202&note=a%20%22b%22&n=7");
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
}

#[test]
fn members_that_cannot_be_added_are_named() {
    assert!(refusal(&Json(r#"{"a": 1}"#), &CallOptions::new().member("a", 2)).contains("has a member `a` already"));
    assert!(refusal(&Bare, &CallOptions::new().member("a", 1).member("a", 2)).contains("has a member `a` already"));
    for json in ["[1]", "null", "\"{}\""] {
        assert!(
            refusal(&Json(json), &CallOptions::new().member("a", 2)).contains("JSON object"),
            "{json}"
        );
    }
    assert!(refusal(&Text, &CallOptions::new().member("a", 2)).contains("JSON object"));
}

#[test]
fn options_show_names_and_never_values() {
    let options = CallOptions::new()
        .header("x-a", "s3cret")
        .query("q", "s3cret")
        .member("m", "s3cret");
    let shown = format!("{options:?}");
    assert!(shown.contains("x-a") && shown.contains("\"q\"") && shown.contains("\"m\""));
    assert!(!shown.contains("s3cret"), "{shown}");
}
