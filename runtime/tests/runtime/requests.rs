//! Requests to the byte.

use http::Method;
use specloom_runtime::codegen::v1::Parameter;
use specloom_runtime::{Amount, CoreBuilder, Description, Error, Json, Nullable, ParameterValue, RequestParts};

use crate::scripted::{Scripted, builder, idle, ignore, operation, prepared, request, run};

static ITEM: Description = Description::new("item", Method::GET, "/items/{id}/parts/{part}");
const RESERVED: &str = "a b/?#[]@!$&'()*+,;=:%\"<>\\^`{|}é\u{1f600}\n";
const ENCODED: &str =
    "a%20b%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A%25%22%3C%3E%5C%5E%60%7B%7C%7D%C3%A9%F0%9F%98%80%0A";

fn text(text: &str) -> ParameterValue {
    ParameterValue::Text(text.to_owned())
}

fn list(texts: &[&str]) -> ParameterValue {
    ParameterValue::List(texts.iter().map(|text| (*text).to_owned()).collect())
}

type Fill = fn(&mut RequestParts) -> Result<(), Error>;

operation!(
    Filled(Fill) -> (),
    Description::new("filled", Method::GET, "/items"),
    |this, parts| (this.0)(parts),
    |answer| ignore(answer)
);
operation!(
    Item(ParameterValue, ParameterValue) -> (),
    Description::new("item", Method::GET, "/items/{id}/parts/{part}"),
    |this, parts| parts.path("id", this.0.clone()).and_then(|()| parts.path("part", this.1.clone())),
    |answer| ignore(answer)
);

fn built(fill: Fill) -> http::Request<specloom_runtime::Body> {
    request(&idle(), &Filled(fill)).unwrap()
}

fn target(fill: Fill) -> String {
    built(fill).uri().path_and_query().unwrap().to_string()
}

#[test]
fn everything_but_unreserved_characters_is_encoded_in_a_path() {
    let request = request(&idle(), &Item(text(RESERVED), text("A-Za.z0_9~"))).unwrap();
    assert_eq!(request.uri().path(), format!("/items/{ENCODED}/parts/A-Za.z0_9~"));
    assert_eq!(request.uri().query(), None);
}

#[test]
fn everything_but_unreserved_characters_is_encoded_in_a_query() {
    assert_eq!(
        target(|parts| parts.query("q", text(RESERVED))),
        format!("/items?q={ENCODED}")
    );
    assert_eq!(
        target(|parts| parts.query("a&b=c", text("-._~"))),
        "/items?a%26b%3Dc=-._~"
    );
}

#[test]
fn everything_but_unreserved_characters_is_encoded_in_a_cookie() {
    let request = built(|parts| {
        parts
            .cookie("a;b", text(RESERVED))
            .and_then(|()| parts.cookie("c", text("1")))
    });
    assert_eq!(request.headers()["cookie"], format!("a%3Bb={ENCODED}; c=1"));
}

#[test]
fn a_header_keeps_its_value_as_it_is() {
    let request = built(|parts| parts.header("X-Value", text("a b/?%20\"é")));
    assert_eq!(request.headers()["x-value"].as_bytes(), "a b/?%20\"é".as_bytes());
}

#[test]
fn a_value_that_would_leave_its_place_in_the_path_is_refused() {
    for value in [
        text(""),
        text("."),
        text(".."),
        list(&[]),
        list(&[""]),
        list(&["."]),
        list(&[".."]),
        ParameterValue::Absent,
    ] {
        let error = request(&idle(), &Item(value.clone(), text("1"))).unwrap_err();
        assert!(
            error.is_invalid_request() && !error.may_have_been_received(),
            "{value:?}"
        );
        assert!(error.to_string().contains("`id`"), "{error}");
    }
}

#[test]
fn a_value_that_looks_encoded_is_encoded_again_and_stays_in_its_place() {
    for (value, path) in [
        ("%2e%2e", "/items/%252e%252e/parts/1"),
        ("%2E", "/items/%252E/parts/1"),
        ("..%2f..", "/items/..%252f../parts/1"),
        ("../..", "/items/..%2F../parts/1"),
        ("...", "/items/.../parts/1"),
        ("{part}", "/items/%7Bpart%7D/parts/1"),
        ("?admin=1#", "/items/%3Fadmin%3D1%23/parts/1"),
    ] {
        let request = request(&idle(), &Item(text(value), text("1"))).unwrap();
        assert_eq!(request.uri().path_and_query().unwrap().as_str(), path);
    }
}

#[test]
fn a_header_with_a_line_break_is_refused_without_being_shown() {
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "a\u{7f}b"] {
        let parts = prepared(&ITEM, |parts| parts.header("X-Value", text(value)));
        let error = parts.unwrap_err();
        assert!(error.is_invalid_request(), "{value:?}");
        assert!(
            !error.to_string().contains("Evil") && error.to_string().contains("`X-Value`"),
            "{error}"
        );
        assert!(prepared(&ITEM, |parts| parts.header("X-Value", list(&["fine", value]))).is_err());
    }
}

#[test]
fn a_value_that_is_absent_is_left_out() {
    let request = built(|parts| {
        parts.query("q", ParameterValue::Absent)?;
        parts.query_comma("r", ParameterValue::Absent)?;
        parts.header("X-Value", ParameterValue::Absent)?;
        parts.cookie("c", ParameterValue::Absent)?;
        parts.json_if_some(&None::<u8>)
    });
    assert_eq!(request.uri().path_and_query().unwrap(), "/items");
    assert!(!request.headers().contains_key("x-value") && !request.headers().contains_key("cookie"));
    assert!(!request.headers().contains_key("content-type"));
    assert_eq!(request.body().content_length(), Some(0));
}

#[test]
fn an_empty_text_is_sent_where_a_place_allows_it() {
    assert_eq!(target(|parts| parts.query("q", text(""))), "/items?q=");
    let request = built(|parts| {
        parts
            .header("X-Value", text(""))
            .and_then(|()| parts.cookie("c", text("")))
    });
    assert_eq!(request.headers()["x-value"], "");
    assert_eq!(request.headers()["cookie"], "c=");
}

#[test]
fn a_list_is_spelled_as_its_style_says() {
    assert_eq!(
        target(|parts| parts.query("q", list(&["a b", "c,d"]))),
        "/items?q=a%20b&q=c%2Cd"
    );
    assert_eq!(
        target(|parts| parts.query_comma("q", list(&["a b", "c,d"]))),
        "/items?q=a%20b,c%2Cd"
    );
    assert_eq!(
        target(|parts| parts.query_space("q", list(&["a|b", "c"]))),
        "/items?q=a%7Cb%20c"
    );
    assert_eq!(
        target(|parts| parts.query_pipe("q", list(&["a b", "c"]))),
        "/items?q=a%20b%7Cc"
    );
    let request = built(|parts| {
        parts
            .header("X-List", list(&["a", "b"]))
            .and_then(|()| parts.cookie("c", list(&["a", "b"])))
    });
    assert_eq!(request.headers()["x-list"], "a,b");
    assert_eq!(request.headers()["cookie"], "c=a,b");
    let path = request_path(list(&["a/b", "c"]));
    assert_eq!(path, "/items/a%2Fb,c/parts/1");
}

fn request_path(value: ParameterValue) -> String {
    request(&idle(), &Item(value, text("1")))
        .unwrap()
        .uri()
        .path()
        .to_owned()
}

#[test]
fn an_empty_list_in_a_query_is_left_out() {
    let fills: [Fill; 4] = [
        |parts| parts.query("q", list(&[])),
        |parts| parts.query_comma("q", list(&[])),
        |parts| parts.query_space("q", list(&[])),
        |parts| parts.query_pipe("q", list(&[])),
    ];
    for fill in fills {
        assert_eq!(target(fill), "/items");
    }
}

#[test]
fn the_order_of_parameters_is_that_of_the_calls() {
    let fill: Fill = |parts| {
        parts.query("z", text("1"))?;
        parts.query("a", text("2"))?;
        parts.query("z", text("3"))
    };
    assert_eq!(target(fill), "/items?z=1&a=2&z=3");
}

#[test]
fn values_of_every_type_become_text_as_json_would_spell_them() {
    assert_eq!(true.value(), text("true"));
    assert_eq!(18_446_744_073_709_551_615_u64.value(), text("18446744073709551615"));
    assert_eq!("0.10".parse::<Amount>().unwrap().value(), text("0.10"));
    assert_eq!("x".value(), text("x"));
    assert_eq!(Json::from("x").value(), text("x"));
    assert_eq!(Json::from_text("[1]").unwrap().value(), text("[1]"));
    assert_eq!(Some(1).value(), text("1"));
    assert_eq!(None::<i32>.value(), ParameterValue::Absent);
    assert_eq!(Nullable::<i32>::Null.value(), ParameterValue::Absent);
    assert_eq!(Nullable::Value(3).value(), text("3"));
    assert_eq!(vec![Some(1), None, Some(2)].value(), list(&["1", "2"]));
    assert_eq!(
        "2024-06-17T01:02:03".parse::<jiff::civil::DateTime>().unwrap().value(),
        text("2024-06-17T01:02:03")
    );
}

#[test]
fn a_body_is_json_to_the_byte() {
    let request = built(|parts| parts.json(&["0.10".parse::<Amount>().unwrap()]));
    assert_eq!(request.body().as_bytes().unwrap().as_ref(), b"[0.10]");
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.body().content_length(), Some(6));
}

#[test]
fn a_client_says_what_it_is_and_what_it_takes() {
    let core = builder(&Scripted::answering(200, ""))
        .user_agent("shop/2")
        .build()
        .unwrap();
    let request = request(&core, &Filled(|_| Ok(()))).unwrap();
    let agent = request.headers()["user-agent"].to_str().unwrap();
    assert!(agent.starts_with("shop/2 tests/1 specloom-runtime/"), "{agent}");
    assert_eq!(request.headers()["accept"], "application/json");
    assert!(
        builder(&Scripted::answering(200, ""))
            .user_agent("shop\r\nX: 1")
            .build()
            .is_err()
    );
}

#[test]
fn a_parameter_can_say_what_the_client_is() {
    let request = built(|parts| parts.header("User-Agent", text("shop/3")));
    let agents: Vec<_> = request.headers().get_all("user-agent").iter().collect();
    assert_eq!(agents, ["shop/3"]);
}

#[test]
fn a_base_url_that_requests_cannot_go_to_is_refused_at_build() {
    for url in [
        "",
        "dashboard.example",
        "//dashboard.example",
        "/api",
        "ftp://dashboard.example",
        "file:///etc/passwd",
        "https://",
        "https:///api",
        "https://user:pa55word@dashboard.example",
        "https://user@dashboard.example",
        "https://dashboard.example?key=pa55word",
        "https://dashboard.example/?",
        "https://dashboard.example/#pa55word",
        "https://dashboard.example/a b",
        "https://dashboard.example\r\n",
        "https://dashboard.example:port",
        "https://dashboard.example:99999",
        "https://dashböard.example",
        "https://dashboard.example/ä",
        "https://dashboard.example/v1/../v2",
        "https://dashboard.example/v1/%2E%2e",
        "https://dashboard.example/.",
        "http://[::1",
    ] {
        let built = builder(&Scripted::answering(200, "")).base_url(url).build();
        let error = built.err().unwrap_or_else(|| panic_for(url));
        assert!(!error.may_have_been_received());
        assert!(!format!("{error} {error:?}").contains("pa55word"), "{error:?}");
    }
}

fn panic_for(url: &str) -> Error {
    unreachable!("`{url}` was taken as a base URL")
}

#[test]
fn the_refusal_of_a_base_url_says_what_to_write() {
    for (url, advice) in [
        ("https://dashböard.example", "`xn--…`"),
        ("https://dashboard.example/ä", "percent-encode"),
        ("https://dashboard.example\n", "a line break"),
        ("https://dashboard.example/v1/..", "steps such as `..`"),
    ] {
        let error = builder(&Scripted::answering(200, ""))
            .base_url(url)
            .build()
            .unwrap_err();
        assert!(error.to_string().contains(advice), "{error}");
    }
    for url in [
        "http://[::1]:8080/v1",
        "HTTPS://Dashboard.Example",
        "https://xn--dashbard-s4a.example/v1..2/...",
    ] {
        assert!(
            builder(&Scripted::answering(200, "")).base_url(url).build().is_ok(),
            "{url}"
        );
    }
}

#[test]
fn a_client_without_an_address_is_refused_at_build() {
    let error = CoreBuilder::new(None, "tests/1")
        .transport(Scripted::answering(200, ""))
        .build()
        .unwrap_err();
    assert!(error.to_string().contains("`base_url`"), "{error}");
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn a_client_without_a_transport_is_refused_at_build() {
    let error = CoreBuilder::new(Some("https://dashboard.example"), "tests/1")
        .build()
        .unwrap_err();
    assert!(error.to_string().contains("`transport`"), "{error}");
}

#[test]
fn slashes_at_the_end_of_the_base_url_do_not_count() {
    for (url, expected) in [
        ("https://dashboard.example", "https://dashboard.example/items"),
        ("https://dashboard.example/", "https://dashboard.example/items"),
        ("https://dashboard.example/v1", "https://dashboard.example/v1/items"),
        ("https://dashboard.example/v1/", "https://dashboard.example/v1/items"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/items"),
        ("http://[::1]:8080", "http://[::1]:8080/items"),
    ] {
        let core = builder(&Scripted::answering(200, "")).base_url(url).build().unwrap();
        assert_eq!(request(&core, &Filled(|_| Ok(()))).unwrap().uri(), expected);
    }
}

#[test]
fn a_body_of_bytes_is_collected_up_to_the_limit() {
    use specloom_runtime::{Body, BodyError};
    assert_eq!(run(Body::from("12345").collect(5)).unwrap().as_ref(), b"12345");
    assert!(matches!(
        run(Body::from("12345").collect(4)),
        Err(BodyError::TooLarge { limit: 4 })
    ));
    assert_eq!(run(Body::empty().collect(0)).unwrap().len(), 0);
}

operation!(
    Elsewhere -> (),
    Description::new("files", Method::GET, "/files").server("https://files.example/v2"),
    |_, _| Ok(()),
    |answer| ignore(answer)
);

#[test]
fn an_operation_goes_to_its_own_server_unless_the_client_was_given_one() {
    let described =
        CoreBuilder::new(Some("https://dashboard.example"), "tests/1").transport(Scripted::answering(200, "{}"));
    let core = described.build().unwrap();
    assert_eq!(
        request(&core, &Elsewhere).unwrap().uri(),
        "https://files.example/v2/files"
    );
    let given = CoreBuilder::new(Some("https://dashboard.example"), "tests/1").base_url("http://127.0.0.1:8080/test/");
    let core = given.transport(Scripted::answering(200, "{}")).build().unwrap();
    assert_eq!(
        request(&core, &Elsewhere).unwrap().uri(),
        "http://127.0.0.1:8080/test/files"
    );
}
