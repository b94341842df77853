//! Names and values that would leave their place, and those that would be read as more than they are.

use std::collections::BTreeMap;

use specloom_runtime::Json;

use crate::parameters::{header, refused, sent, target};

type Map = BTreeMap<String, String>;

fn map(name: &str, value: &str) -> Map {
    BTreeMap::from([(name.to_owned(), value.to_owned())])
}

fn list(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// The characters of RFC 3986 that stay where reserved ones are allowed; the others would end the value or be read as a space.
const STAYING: &str = ":/?@!$()*,;=";
const LEAVING: [(char, &str); 16] = [
    ('#', "%23"),
    ('[', "%5B"),
    (']', "%5D"),
    ('&', "%26"),
    ('+', "%2B"),
    ('\'', "%27"),
    ('%', "%25"),
    (' ', "%20"),
    ('"', "%22"),
    ('<', "%3C"),
    ('>', "%3E"),
    ('\\', "%5C"),
    ('^', "%5E"),
    ('`', "%60"),
    ('|', "%7C"),
    ('\u{e9}', "%C3%A9"),
];

#[test]
fn reserved_characters_stay_where_the_description_allows_it() {
    for character in STAYING.chars() {
        let text = format!("a{character}b");
        let request = sent!("/", query_reserved "q", text.clone(), String);
        assert_eq!(target(request), format!("/?q={text}"));
        let request = sent!("/", query_reserved "q", vec![text.clone(), "c".into()], Vec<String>);
        assert_eq!(target(request), format!("/?q={text}&q=c"));
        let request = sent!("/", query_reserved "q" as structured, map("k", &text), Map);
        assert_eq!(target(request), format!("/?k={text}"));
        let request = sent!("/", query_comma_reserved "q", text.clone(), String);
        assert_eq!(target(request), format!("/?q={text}"));
        let request = sent!("/", query_comma_reserved "q", vec![text.clone(), "c".into()], Vec<String>);
        if character == ',' {
            assert!(refused(request).contains("`q`"));
        } else {
            assert_eq!(target(request), format!("/?q={text},c"));
        }
    }
}

#[test]
fn characters_that_would_end_a_value_are_encoded_even_there() {
    for (character, encoded) in LEAVING {
        let request = sent!("/", query_reserved "q", format!("a{character}b"), String);
        assert_eq!(target(request), format!("/?q=a{encoded}b"));
    }
    let request = sent!("/", query_reserved "a&b=#", "1".to_owned(), String);
    assert_eq!(target(request), "/?a%26b%3D%23=1");
}

#[cfg(feature = "reqwest")]
#[test]
fn the_transport_sends_each_reserved_character_as_it_is() {
    let server = crate::server::Server::answering(crate::server::ok(""));
    let core = server.core();
    struct Reserved {
        value: String,
    }
    specloom_runtime::codegen::v1::operation! {
        Reserved -> () {
            id: "reserved",
            request: GET "/items",
            security: [],
            repeat: Safe,
            answer: empty,
            parameters: {
                query_reserved value = "q",
            },
        }
    }
    let mut values: Vec<String> = STAYING.chars().map(|character| format!("a{character}b")).collect();
    values.push(STAYING.to_owned());
    for value in &values {
        crate::scripted::call(&core, Reserved { value: value.clone() }).unwrap();
    }
    let received = server.received();
    assert_eq!(received.len(), values.len());
    for (received, value) in received.iter().zip(values) {
        assert!(
            received.starts_with(&format!("GET /items?q={value} HTTP/1.1\r\n")),
            "{received}"
        );
    }
}

#[test]
fn names_of_members_stay_names() {
    let name = "a=1&b[c]\r\n\0\u{e9}";
    let encoded = "a%3D1%26b%5Bc%5D%0D%0A%00%C3%A9";
    let value = || map(name, "x&y=z");
    assert_eq!(
        target(sent!("/", query "q" as structured, value(), Map)),
        format!("/?{encoded}=x%26y%3Dz")
    );
    assert_eq!(
        target(sent!("/", query_deep "q" as structured, value(), Map)),
        format!("/?q%5B{encoded}%5D=x%26y%3Dz")
    );
    assert_eq!(
        target(sent!("/{q}", matrix_exploded "q" as structured, value(), Map)),
        format!("/;{encoded}=x%26y%3Dz")
    );
    assert_eq!(
        target(sent!("/{q}", path_exploded "q" as structured, value(), Map)),
        format!("/{encoded}=x%26y%3Dz")
    );
    assert_eq!(
        header(sent!("/", cookie_exploded "q" as structured, value(), Map), "cookie").unwrap(),
        format!("{encoded}=x%26y%3Dz")
    );
}

#[test]
fn values_stay_in_their_place_in_a_path() {
    let hostile = || "../a/b;c=d?e#f,g.h".to_owned();
    let encoded = "..%2Fa%2Fb%3Bc%3Dd%3Fe%23f%2Cg.h";
    assert_eq!(
        target(sent!("/x/{q}/y", label "q", hostile(), String)),
        format!("/x/.{encoded}/y")
    );
    assert_eq!(
        target(sent!("/x/{q}/y", matrix "q", hostile(), String)),
        format!("/x/;q={encoded}/y")
    );
    assert_eq!(
        target(sent!("/x/{q}/y", matrix_exploded "q", vec![hostile(), hostile()], Vec<String>)),
        format!("/x/;q={encoded};q={encoded}/y")
    );
    assert_eq!(
        target(sent!("/x/{q}/y", path "q", vec![hostile(), hostile()], Vec<String>)),
        format!("/x/{encoded},{encoded}/y")
    );
    for text in [".", ".."] {
        refused(sent!("/x/{q}/y", path "q", text.to_owned(), String));
        refused(sent!("/x/{q}/y", path_exploded "q" as structured, list(&[text]), Vec<String>));
    }
    // A dot behind the dot of the style.
    refused(sent!("/x/{q}/y", label "q", ".".to_owned(), String));
    refused(sent!("/x/{q}/y", label_exploded "q", ".".to_owned(), String));
}

#[test]
fn control_characters_are_encoded_in_cookies_and_refused_in_headers() {
    for text in ["a\0b", "a\rb", "a\nb", "a\r\nSet-Cookie: x=1", "a; b=c", "a\u{7f}b"] {
        let cookie = header(sent!("/", cookie "c", text.to_owned(), String), "cookie").unwrap();
        assert!(
            cookie.starts_with("c=a%") && !cookie.contains([';', ' ', '\r', '\n', '\0', '\u{7f}']),
            "{cookie:?}"
        );
        if text.contains(';') {
            continue;
        }
        for said in [
            refused(sent!("/", header "X-Text", text.to_owned(), String)),
            refused(sent!("/", header "X-Text", list(&["fine", text]), Vec<String>)),
            refused(sent!("/", header "X-Text" as structured, map("k", text), Map)),
            refused(sent!("/", header "X-Text" as structured, map(text, "v"), Map)),
            refused(sent!("/", header_exploded "X-Text" as structured, map(text, "v"), Map)),
        ] {
            assert!(said.contains("`X-Text`") && !said.contains("Set-Cookie"), "{said}");
        }
    }
    assert_eq!(
        header(sent!("/", cookie "a\r\nb", "1".to_owned(), String), "cookie").unwrap(),
        "a%0D%0Ab=1"
    );
    assert!(refused(sent!("/", header "X Text", "1".to_owned(), String)).contains("`X Text`"));
}

#[test]
fn a_list_that_would_be_read_as_a_longer_one_is_refused() {
    let said = [
        refused(sent!("/", query_space "q", list(&["a b", "c"]), Vec<String>)),
        refused(sent!("/", query_pipe "q", list(&["a|b"]), Vec<String>)),
        refused(sent!("/", query_comma_reserved "q", list(&["a,b"]), Vec<String>)),
        refused(sent!("/", header "q", list(&["a,b"]), Vec<String>)),
        refused(sent!("/", header_exploded "q", list(&["a,b"]), Vec<String>)),
        refused(sent!("/{q}", label_exploded "q", list(&["a.b", "c"]), Vec<String>)),
        refused(sent!("/", query_space "q" as structured, map("k", "a b"), Map)),
        refused(sent!("/", query_space "q" as structured, map("a b", "v"), Map)),
        refused(sent!("/", query_pipe "q" as structured, map("k", "a|b"), Map)),
        refused(sent!("/", header "q" as structured, map("k", "a,b"), Map)),
        refused(sent!("/", header "q" as structured, map("a,b", "v"), Map)),
        refused(sent!("/", header_exploded "q" as structured, map("k", "a,b"), Map)),
        refused(sent!("/", header_exploded "q" as structured, map("a=b", "v"), Map)),
        refused(sent!("/{q}", label_exploded "q" as structured, map("k", "0.10"), Map)),
    ];
    for said in said {
        assert!(said.contains("`q`") && said.contains("separates parts"), "{said}");
        assert!(
            !said.contains("a b") && !said.contains("a|b") && !said.contains("0.10"),
            "{said}"
        );
    }
}

#[test]
fn what_cannot_be_mistaken_is_sent() {
    assert_eq!(
        target(sent!("/", query_space "q", "a b".to_owned(), String)),
        "/?q=a%20b"
    );
    assert_eq!(
        target(sent!("/", query_pipe "q", list(&["a b", "c,d"]), Vec<String>)),
        "/?q=a%20b%7Cc%2Cd"
    );
    assert_eq!(
        target(sent!("/", query_space "q", list(&["%20", "c"]), Vec<String>)),
        "/?q=%2520%20c"
    );
    assert_eq!(
        target(sent!("/", query_comma "q", list(&["a,b", "c"]), Vec<String>)),
        "/?q=a%2Cb,c"
    );
    assert_eq!(
        target(sent!("/{q}", label "q", list(&["a.b", "c"]), Vec<String>)),
        "/.a.b,c"
    );
    assert_eq!(
        target(sent!("/{q}", label_exploded "q", "a.b".to_owned(), String)),
        "/.a.b"
    );
    assert_eq!(
        header(sent!("/", header "q", "a,b=c".to_owned(), String), "q").unwrap(),
        "a,b=c"
    );
    // The items of a list have no names, so there is nothing that an equals sign could part.
    assert_eq!(
        header(sent!("/", header_exploded "q", list(&["YQ==", "b"]), Vec<String>), "q").unwrap(),
        "YQ==,b"
    );
    assert_eq!(
        header(sent!("/", header "q" as structured, map("k", "YQ=="), Map), "q").unwrap(),
        "k,YQ=="
    );
}

#[test]
fn a_value_nested_beyond_reason_is_refused() {
    let depth = 200;
    let text = format!("{}{}{}", "{\"a\":".repeat(depth), "1", "}".repeat(depth));
    let deep = || Json::from_text(&text).unwrap();
    for said in [
        refused(sent!("/", query_deep "q" as structured, deep(), Json)),
        refused(sent!("/", query "q" as structured, deep(), Json)),
        refused(sent!("/", header "q" as structured, deep(), Json)),
    ] {
        assert!(
            said.contains("`q`") && said.contains("deep") && said.len() < 300,
            "{said}"
        );
    }
}
