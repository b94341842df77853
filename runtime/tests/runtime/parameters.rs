//! The styles of parameters, against the table "Style Examples" of the OpenAPI specification, versions 3.0.4 and 3.1.1.

use http::Request;
use specloom_runtime::codegen::v1;
use specloom_runtime::{Amount, Body, Error, Json};

use crate::scripted::idle;

v1::object! {
    pub struct Color: sent {
        required {
            r: i64 = "R",
            g: i64 = "G",
            b: i64 = "B",
        }
    }
}

/// The request of an operation with one parameter, as the generator would write it.
macro_rules! sent {
    ($path:literal, $place:ident $name:literal $(as $how:ident)?, $value:expr, $type:ty) => {{
        struct Styled {
            value: $type,
        }
        specloom_runtime::codegen::v1::operation! {
            Styled -> () {
                id: "styled",
                request: GET $path,
                security: [],
                repeat: Safe,
                answer: empty,
                parameters: {
                    $place value = $name $(as $how)?,
                },
            }
        }
        specloom_runtime::codegen::v1::request(&$crate::scripted::idle(), &Styled { value: $value }, &specloom_runtime::CallOptions::new())
    }};
}
pub(crate) use sent;

macro_rules! text {
    ($place:ident, $path:literal) => {
        sent!($path, $place "color", "blue".to_owned(), String)
    };
}
macro_rules! empty_text {
    ($place:ident, $path:literal) => {
        sent!($path, $place "color", String::new(), String)
    };
}
macro_rules! list {
    ($place:ident, $path:literal) => {
        sent!($path, $place "color", vec!["blue".to_owned(), "black".to_owned(), "brown".to_owned()], Vec<String>)
    };
}
macro_rules! object {
    ($place:ident, $path:literal) => {
        sent!($path, $place "color" as structured, Color { r: 100, g: 200, b: 150 }, Color)
    };
}
macro_rules! absent {
    ($place:ident, $path:literal) => {
        sent!($path, $place "color", None::<String>, Option<String>)
    };
}
macro_rules! empty_list {
    ($place:ident, $path:literal) => {
        [
            sent!($path, $place "color", Vec::new(), Vec<String>),
            sent!($path, $place "color" as structured, Vec::new(), Vec<String>),
            sent!($path, $place "color" as structured, Default::default(), std::collections::BTreeMap<String, i64>),
            sent!($path, $place "color" as structured, None, Option<Color>),
        ]
    };
}

pub fn target(request: Result<Request<Body>, Error>) -> String {
    request.unwrap().uri().path_and_query().unwrap().to_string()
}

pub fn header(request: Result<Request<Body>, Error>, name: &str) -> Option<String> {
    let request = request.unwrap();
    let mut values = request.headers().get_all(name).iter();
    let value = values
        .next()
        .map(|value| String::from_utf8(value.as_bytes().to_vec()).unwrap());
    assert_eq!(values.next(), None);
    value
}

/// What is said of a value that is not sent.
pub fn refused(request: Result<Request<Body>, Error>) -> String {
    let error = request.unwrap_err();
    assert!(
        error.is_invalid_request() && !error.may_have_been_received(),
        "{error:?}"
    );
    error.to_string()
}

#[test]
fn matrix() {
    assert_eq!(target(empty_text!(matrix, "/{color}")), "/;color");
    assert_eq!(target(text!(matrix, "/{color}")), "/;color=blue");
    assert_eq!(target(list!(matrix, "/{color}")), "/;color=blue,black,brown");
    assert_eq!(target(object!(matrix, "/{color}")), "/;color=R,100,G,200,B,150");
}

#[test]
fn matrix_exploded() {
    assert_eq!(target(empty_text!(matrix_exploded, "/{color}")), "/;color");
    assert_eq!(target(text!(matrix_exploded, "/{color}")), "/;color=blue");
    assert_eq!(
        target(list!(matrix_exploded, "/{color}")),
        "/;color=blue;color=black;color=brown"
    );
    assert_eq!(target(object!(matrix_exploded, "/{color}")), "/;R=100;G=200;B=150");
}

#[test]
fn label() {
    assert_eq!(target(text!(label, "/{color}")), "/.blue");
    assert_eq!(target(list!(label, "/{color}")), "/.blue,black,brown");
    assert_eq!(target(object!(label, "/{color}")), "/.R,100,G,200,B,150");
}

#[test]
fn label_exploded() {
    assert_eq!(target(text!(label_exploded, "/{color}")), "/.blue");
    assert_eq!(target(list!(label_exploded, "/{color}")), "/.blue.black.brown");
    assert_eq!(target(object!(label_exploded, "/{color}")), "/.R=100.G=200.B=150");
}

#[test]
fn simple_in_a_path() {
    assert_eq!(target(text!(path, "/{color}")), "/blue");
    assert_eq!(target(list!(path, "/{color}")), "/blue,black,brown");
    assert_eq!(target(object!(path, "/{color}")), "/R,100,G,200,B,150");
    assert_eq!(target(text!(path_exploded, "/{color}")), "/blue");
    assert_eq!(target(list!(path_exploded, "/{color}")), "/blue,black,brown");
    assert_eq!(target(object!(path_exploded, "/{color}")), "/R=100,G=200,B=150");
}

#[test]
fn simple_in_a_header() {
    assert_eq!(header(empty_text!(header, "/"), "color").unwrap(), "");
    assert_eq!(header(text!(header, "/"), "color").unwrap(), "blue");
    assert_eq!(header(list!(header, "/"), "color").unwrap(), "blue,black,brown");
    assert_eq!(header(object!(header, "/"), "color").unwrap(), "R,100,G,200,B,150");
    assert_eq!(header(empty_text!(header_exploded, "/"), "color").unwrap(), "");
    assert_eq!(header(text!(header_exploded, "/"), "color").unwrap(), "blue");
    assert_eq!(
        header(list!(header_exploded, "/"), "color").unwrap(),
        "blue,black,brown"
    );
    assert_eq!(
        header(object!(header_exploded, "/"), "color").unwrap(),
        "R=100,G=200,B=150"
    );
}

#[test]
fn form_in_a_query() {
    assert_eq!(target(empty_text!(query_comma, "/")), "/?color=");
    assert_eq!(target(text!(query_comma, "/")), "/?color=blue");
    assert_eq!(target(list!(query_comma, "/")), "/?color=blue,black,brown");
    assert_eq!(target(object!(query_comma, "/")), "/?color=R,100,G,200,B,150");
}

#[test]
fn form_exploded_in_a_query() {
    assert_eq!(target(empty_text!(query, "/")), "/?color=");
    assert_eq!(target(text!(query, "/")), "/?color=blue");
    assert_eq!(target(list!(query, "/")), "/?color=blue&color=black&color=brown");
    assert_eq!(target(object!(query, "/")), "/?R=100&G=200&B=150");
}

#[test]
fn form_in_a_cookie() {
    assert_eq!(header(empty_text!(cookie, "/"), "cookie").unwrap(), "color=");
    assert_eq!(header(text!(cookie, "/"), "cookie").unwrap(), "color=blue");
    assert_eq!(header(list!(cookie, "/"), "cookie").unwrap(), "color=blue,black,brown");
    assert_eq!(
        header(object!(cookie, "/"), "cookie").unwrap(),
        "color=R,100,G,200,B,150"
    );
}

/// The table joins cookies by `&`, which no server reads; the specification itself warns of it. Each part is a cookie of its own.
#[test]
fn form_exploded_in_a_cookie() {
    assert_eq!(header(text!(cookie_exploded, "/"), "cookie").unwrap(), "color=blue");
    assert_eq!(
        header(list!(cookie_exploded, "/"), "cookie").unwrap(),
        "color=blue; color=black; color=brown"
    );
    assert_eq!(
        header(object!(cookie_exploded, "/"), "cookie").unwrap(),
        "R=100; G=200; B=150"
    );
}

#[test]
fn delimited_by_spaces_and_by_pipes() {
    assert_eq!(target(list!(query_space, "/")), "/?color=blue%20black%20brown");
    assert_eq!(target(object!(query_space, "/")), "/?color=R%20100%20G%20200%20B%20150");
    assert_eq!(target(list!(query_pipe, "/")), "/?color=blue%7Cblack%7Cbrown");
    assert_eq!(target(object!(query_pipe, "/")), "/?color=R%7C100%7CG%7C200%7CB%7C150");
}

#[test]
fn deep_object() {
    assert_eq!(
        target(object!(query_deep, "/")),
        "/?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"
    );
}

/// The specification leaves open what is below the first level; this is what servers in use read.
#[test]
fn deep_object_with_objects_and_lists_inside() {
    let value = r#"{"a":{"b":[1,{"c":null}],"d e":"x&y"},"f":true,"n":0.10,"none":[],"void":{}}"#;
    let request = sent!("/", query_deep "q" as structured, Json::from_text(value).unwrap(), Json);
    assert_eq!(
        target(request),
        "/?q%5Ba%5D%5Bb%5D%5B0%5D=1&q%5Ba%5D%5Bb%5D%5B1%5D%5Bc%5D=&q%5Ba%5D%5Bd%20e%5D=x%26y&q%5Bf%5D=true&q%5Bn%5D=0.10"
    );
}

/// The column "undefined": the table shows what is left of a parameter without a value. Where the place allows it, it is left out.
#[test]
fn what_is_absent_or_without_parts_is_left_out() {
    macro_rules! left_out {
        ($($place:ident)*) => {
            $(assert_eq!(target(absent!($place, "/")), "/", stringify!($place));
            for request in empty_list!($place, "/") {
                assert_eq!(target(request), "/", stringify!($place));
            })*
        };
    }
    left_out!(query query_comma query_space query_pipe query_deep query_reserved query_comma_reserved);
    macro_rules! no_header {
        ($name:literal $($place:ident)*) => {
            $(assert_eq!(header(absent!($place, "/"), $name), None, stringify!($place));
            for request in empty_list!($place, "/") {
                assert_eq!(header(request, $name), None, stringify!($place));
            })*
        };
    }
    no_header!("color" header header_exploded);
    no_header!("cookie" cookie cookie_exploded);
}

/// In a path nothing can be left out, and RFC 6570 would make the path another one.
#[test]
fn what_is_absent_or_without_parts_is_refused_in_a_path() {
    macro_rules! refused_in_a_path {
        ($($place:ident)*) => {
            $(assert!(refused(absent!($place, "/a/{color}")).contains("`color`"));
            for request in empty_list!($place, "/a/{color}") {
                assert!(refused(request).contains("`color`"), stringify!($place));
            })*
        };
    }
    refused_in_a_path!(path path_exploded label label_exploded matrix matrix_exploded);
    refused(empty_text!(path, "/a/{color}"));
    refused(empty_text!(path_exploded, "/a/{color}"));
    refused(empty_text!(label, "/a/{color}"));
    refused(empty_text!(label_exploded, "/a/{color}"));
}

/// RFC 6570 passes over members that are undefined, in lists and in objects.
#[test]
fn parts_that_are_null_are_passed_over() {
    let list = || Json::from_text(r#"["a",null,"b"]"#).unwrap();
    assert_eq!(target(sent!("/", query "q" as structured, list(), Json)), "/?q=a&q=b");
    assert_eq!(
        target(sent!("/", query_comma "q" as structured, list(), Json)),
        "/?q=a,b"
    );
    assert_eq!(target(sent!("/{q}", path "q" as structured, list(), Json)), "/a,b");
    let typed = vec![Some(1), None, Some(2)];
    assert_eq!(
        target(sent!("/", query "q", typed.clone(), Vec<Option<i64>>)),
        "/?q=1&q=2"
    );
    assert_eq!(
        target(sent!("/", query "q" as structured, typed, Vec<Option<i64>>)),
        "/?q=1&q=2"
    );
    let object = || Json::from_text(r#"{"a":1,"b":null,"c":""}"#).unwrap();
    assert_eq!(target(sent!("/", query "q" as structured, object(), Json)), "/?a=1&c=");
    assert_eq!(
        target(sent!("/", query_comma "q" as structured, object(), Json)),
        "/?q=a,1,c,"
    );
}

#[test]
fn a_parameter_that_is_json_goes_as_its_text() {
    let color = || Color { r: 100, g: 200, b: 150 };
    let encoded = "%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D";
    assert_eq!(
        target(sent!("/", query "q" as json, color(), Color)),
        format!("/?q={encoded}")
    );
    assert_eq!(
        target(sent!("/{q}", path "q" as json, color(), Color)),
        format!("/{encoded}")
    );
    assert_eq!(
        header(sent!("/", header "X-Q" as json, color(), Color), "x-q").unwrap(),
        r#"{"R":100,"G":200,"B":150}"#
    );
    assert_eq!(
        header(sent!("/", cookie "q" as json, color(), Color), "cookie").unwrap(),
        format!("q={encoded}")
    );
    assert_eq!(target(sent!("/", query "q" as json, None, Option<Color>)), "/");
    assert_eq!(
        target(sent!("/", query "q" as json, "a\"b".to_owned(), String)),
        "/?q=%22a%5C%22b%22"
    );
}

#[test]
fn numbers_keep_their_digits_in_every_shape() {
    let digits = "1234567890123456789012345678901234567.890";
    let amount: Amount = digits.parse().unwrap();
    let list = vec![amount.clone(), "0.10".parse().unwrap()];
    assert_eq!(
        target(sent!("/", query "q", amount.clone(), Amount)),
        format!("/?q={digits}")
    );
    assert_eq!(
        target(sent!("/", query "q" as structured, amount, Amount)),
        format!("/?q={digits}")
    );
    assert_eq!(
        target(sent!("/", query_comma "q" as structured, list, Vec<Amount>)),
        format!("/?q={digits},0.10")
    );
    let json = || Json::from_text(r#"{"a":1E+2,"b":[1.0, 2],"c":{"d":0.10}}"#).unwrap();
    assert_eq!(
        target(sent!("/", query "q" as structured, json(), Json)),
        "/?a=1E%2B2&b=%5B1.0%2C%202%5D&c=%7B%22d%22%3A0.10%7D"
    );
}

#[test]
fn several_parameters_go_to_their_places() {
    struct Many {
        id: i64,
        tags: Vec<String>,
        color: Option<Color>,
        trace: Option<String>,
        session: Option<String>,
    }
    v1::operation! {
        Many -> () {
            id: "many",
            request: GET "/things/{id}/tags/{tags}",
            security: [],
            repeat: Safe,
            answer: empty,
            parameters: {
                path id = "id",
                label_exploded tags = "tags",
                query_deep color = "color" as structured,
                header trace = "X-Trace",
                cookie session = "session",
            },
        }
    }
    let many = Many {
        id: 7,
        tags: vec!["new".into(), "{id}".into()],
        color: Some(Color { r: 1, g: 2, b: 3 }),
        trace: Some("t".into()),
        session: None,
    };
    let request = v1::request(&idle(), &many, &specloom_runtime::CallOptions::new()).unwrap();
    assert_eq!(
        request.uri().to_string(),
        "https://dashboard.example/things/7/tags/.new.%7Bid%7D?color%5BR%5D=1&color%5BG%5D=2&color%5BB%5D=3"
    );
    assert_eq!(request.headers()["x-trace"], "t");
    assert!(!request.headers().contains_key("cookie"));
}
