//! Bodies of the type `application/x-www-form-urlencoded`.

use std::collections::BTreeMap;

use http::Request;
use specloom_runtime::codegen::v1;
use specloom_runtime::{Amount, Body, Error, Json, Nullable, Secret};

use crate::parameters::refused;
use crate::scripted::idle;

/// The request of an operation with a form, as the generator would write it.
macro_rules! posted {
    ([$($name:literal $style:ident),*], $value:expr, $type:ty) => {{
        struct Posted {
            body: $type,
        }
        v1::operation! {
            Posted -> () {
                id: "posted",
                request: POST "/orders",
                security: [],
                repeat: OnlyIfUnsent,
                answer: empty,
                body: form [$($name $style,)*],
            }
        }
        v1::request(&idle(), &Posted { body: $value }, &v1::CallOptions::new())
    }};
}

fn body(request: Result<Request<Body>, Error>) -> String {
    let request = request.unwrap();
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap()
}

fn json(text: &str) -> Json {
    Json::from_text(text).unwrap()
}

const VALUES: &str = r#"{"text":"blue","list":["blue","black"],"object":{"R":100,"G":200}}"#;

macro_rules! styled {
    ($style:ident) => {
        body(posted!(["text" $style, "list" $style, "object" $style], json(VALUES), Json))
    };
}

#[test]
fn each_style_of_a_member() {
    assert_eq!(
        body(posted!([], json(VALUES), Json)),
        "text=blue&list=blue&list=black&object=%7B%22R%22%3A100%2C%22G%22%3A200%7D"
    );
    assert_eq!(
        styled!(Deep),
        "text=blue&list%5B0%5D=blue&list%5B1%5D=black&object%5BR%5D=100&object%5BG%5D=200"
    );
    assert_eq!(styled!(Comma), "text=blue&list=blue,black&object=R,100,G,200");
    assert_eq!(styled!(Space), "text=blue&list=blue%20black&object=R%20100%20G%20200");
    assert_eq!(styled!(Pipe), "text=blue&list=blue%7Cblack&object=R%7C100%7CG%7C200");
    assert_eq!(styled!(Exploded), "text=blue&list=blue&list=black&R=100&G=200");
}

/// A media type of a member counts for whatever it is: the text of a JSON string has quotes.
#[test]
fn a_member_that_is_json_is_json_whatever_it_is() {
    assert_eq!(
        styled!(Json),
        "text=%22blue%22&list=%5B%22blue%22%2C%22black%22%5D&object=%7B%22R%22%3A100%2C%22G%22%3A200%7D"
    );
    assert_eq!(
        body(posted!(["a" Json, "b" Json, "c" Json], json(r#"{"a":null,"b":1.0,"c":[]}"#), Json)),
        "a=null&b=1.0&c=%5B%5D"
    );
}

v1::object! {
    pub struct Order: sent {
        required {
            item: String = "item" into,
            price: Amount = "price" text,
        }
        optional {
            note: String = "note" into,
        }
        three_state {
            gift: String = "gift",
        }
        extra { extra: Json }
    }
}

#[test]
fn the_members_of_a_generated_object_in_their_order() {
    let order = || Order::new("a b", "0.10".parse::<Amount>().unwrap());
    assert_eq!(body(posted!([], order(), Order)), "item=a%20b&price=0.10");
    let mut full = order().note("");
    full.gift = Nullable::Null;
    full.extra.insert("zone".into(), json("[1,2]"));
    full.extra.insert("also".into(), json("true"));
    assert_eq!(
        body(posted!(["zone" Comma], full, Order)),
        "item=a%20b&price=0.10&note=&gift=&also=true&zone=1,2"
    );
}

/// A null is there on purpose: an empty value is how a form empties a member.
#[test]
fn null_and_nothing() {
    assert_eq!(body(posted!([], json(r#"{"a":null,"b":1}"#), Json)), "a=&b=1");
    assert_eq!(body(posted!([], json(r#"{"a":[],"b":[null]}"#), Json)), "b=");
    assert_eq!(
        body(posted!(["a" Deep, "b" Deep], json(r#"{"a":{"x":null},"b":{}}"#), Json)),
        "a%5Bx%5D="
    );
    assert_eq!(
        body(posted!(["a" Comma, "b" Pipe, "c" Space], json(r#"{"a":[],"b":{},"c":[null]}"#), Json)),
        "c="
    );
    assert_eq!(body(posted!([], json("{}"), Json)), "");
}

#[test]
fn nested_members() {
    let nested = r#"{"a":{"b":[{"c":1},{"c":[2,3]}],"d":{"e":"f"}}}"#;
    assert_eq!(
        body(posted!(["a" Deep], json(nested), Json)),
        "a%5Bb%5D%5B0%5D%5Bc%5D=1&a%5Bb%5D%5B1%5D%5Bc%5D%5B0%5D=2&a%5Bb%5D%5B1%5D%5Bc%5D%5B1%5D=3&a%5Bd%5D%5Be%5D=f"
    );
    assert_eq!(
        body(posted!([], json(r#"{"a":[{"c":1},[2]]}"#), Json)),
        "a=%7B%22c%22%3A1%7D&a=%5B2%5D"
    );
}

#[test]
fn numbers_keep_their_digits() {
    let digits = "1234567890123456789012345678901234567890";
    let text = format!(r#"{{"a":{digits},"b":0.10,"c":[1.0,1E+2],"d":{{"e":{digits}.0}}}}"#);
    assert_eq!(
        body(posted!(["c" Comma, "d" Deep], json(&text), Json)),
        format!("a={digits}&b=0.10&c=1.0,1E%2B2&d%5Be%5D={digits}.0")
    );
}

#[test]
fn hostile_names_and_values_stay_in_their_place() {
    let text = r#"{"a&b=c\r\n\u0000":"1&admin=true+\r\n\u0000é%41"}"#;
    assert_eq!(
        body(posted!([], json(text), Json)),
        "a%26b%3Dc%0D%0A%00=1%26admin%3Dtrue%2B%0D%0A%00%C3%A9%2541"
    );
}

#[test]
fn a_list_that_would_be_read_as_a_longer_one_is_refused() {
    for said in [
        refused(posted!(["a" Space], json(r#"{"a":["hunter 2"]}"#), Json)),
        refused(posted!(["a" Pipe], json(r#"{"a":["hunter|2"]}"#), Json)),
        refused(posted!(["a" Space], json(r#"{"a":{"k":"hunter 2"}}"#), Json)),
    ] {
        assert!(said.contains("separates parts") && !said.contains("hunter"), "{said}");
    }
    assert_eq!(
        body(posted!(["a" Comma], json(r#"{"a":["1,2","3"]}"#), Json)),
        "a=1%2C2,3"
    );
}

#[test]
fn a_body_that_is_no_object_is_refused_without_being_shown() {
    for text in [
        r#""hunter2""#,
        r#"["hunter2"]"#,
        "4711",
        "true",
        "null",
        r#"[["hunter2", 4711]]"#,
    ] {
        let said = refused(posted!([], json(text), Json));
        assert!(
            said.contains("cannot be written as a form") && said.contains("object"),
            "{said}"
        );
        assert!(!said.contains("hunter2") && !said.contains("4711"), "{said}");
    }
    let said = refused(posted!([], "hunter2".to_owned(), String));
    assert!(!said.contains("hunter2"), "{said}");
}

#[test]
fn what_cannot_be_written_is_refused_without_being_shown() {
    let mut order = Order::new("hunter2", "1".parse::<Amount>().unwrap());
    order.extra.insert("item".into(), Json::from("hunter2"));
    let said = refused(posted!([], order, Order));
    assert!(said.contains("`item`") && !said.contains("hunter2"), "{said}");
    let deep = format!("{{\"a\":{}\"hunter2\"{}}}", "[".repeat(200), "]".repeat(200));
    for said in [
        refused(posted!([], json(&deep), Json)),
        refused(posted!(["a" Deep], json(&deep), Json)),
    ] {
        assert!(said.contains("deep") && !said.contains("hunter2"), "{said}");
    }
}

#[test]
fn a_form_that_may_be_left_out() {
    struct Optional {
        body: Option<BTreeMap<String, Secret>>,
    }
    v1::operation! {
        Optional -> () {
            id: "optional",
            request: POST "/orders",
            security: [],
            repeat: OnlyIfUnsent,
            answer: empty,
            body: form_if_some [],
        }
    }
    let request = v1::request(&idle(), &Optional { body: None }, &v1::CallOptions::new()).unwrap();
    assert!(!request.headers().contains_key("content-type"));
    assert_eq!(request.body().content_length(), Some(0));
    let keys = BTreeMap::from([("key".to_owned(), Secret::from("a b"))]);
    assert_eq!(
        body(v1::request(
            &idle(),
            &Optional { body: Some(keys) },
            &v1::CallOptions::new()
        )),
        "key=a%20b"
    );
}
