//! What a server says of our secrets, in whatever spelling and at whatever place, is not shown.

use http::Method;
use specloom_runtime::codegen::v1;
use specloom_runtime::{
    Answer, CoreBuilder, Description, Error, Repeat, Scheme, Secret, TransportError, VirtualTimer, Waiter, Waiting,
};

use crate::scripted::{Scripted, answered, builder, call, operation, run, shown, streamed};
use crate::streams::breaking_with;

const KEY: Scheme = Scheme::header_key("apiKey", "api_key", "API-Key");
const LOGIN: Scheme = Scheme::basic("login", "login");

operation!(
    Read -> String,
    Description::new("read", Method::GET, "/things").security(&[&[&KEY], &[&LOGIN]]).repeat(Repeat::Safe),
    |_, _| Ok(()),
    |answer| answer.text()
);
operation!(
    Count -> u32,
    Description::new("count", Method::GET, "/things").security(&[&[&KEY]]).repeat(Repeat::Safe),
    |_, _| Ok(()),
    |answer| Answer::json(answer)
);

fn keyed(status: u16, headers: &[(&str, &str)], body: impl Into<bytes::Bytes>, key: &str) -> CoreBuilder {
    let core = answered(status, headers, body).to_builder();
    core.credential(&KEY, [Secret::from(key)])
}

/// What shows of the error with which a server says something.
fn said(text: &str, key: &str) -> String {
    let core = keyed(400, &[], text.to_owned(), key).build().unwrap();
    shown(&call(&core, Read).unwrap_err())
}

#[test]
fn a_secret_is_found_however_its_characters_are_escaped() {
    for (key, spelled) in [
        ("hunter&2<a>/b", r"hunter\u00262\u003ca\u003E\/b"),
        ("hunter&2<a>/b", "hunter&amp;2&lt;a&gt;&#x2F;b"),
        ("hunter&2<a>/b", "hunter&#38;2&#60;a&#62;&#47;b"),
        ("hunter&2<a>/b", "hunter%262%3ca%3E/b"),
        ("hunter&2<a>/b", "hunter%25262%253ca%25253E%2fb"),
        (r#"hunter\2"quoted""#, r#"hunter\\2\"quoted\""#),
        (r#"hunter\2"quoted""#, r#"hunter\\\\2\\\"quoted\\\""#),
        ("hunter&2<a>/b", "hunter&amp;amp;2&amp;lt;a&amp;#62;/b"),
        (r"\\hunter\\", r"\\\\hunter\\\\"),
        ("100%hunter", "100%2525hunter"),
        (r#"hunter\2"quoted""#, r"hunter\u005c2\u0022quoted\\u0022"),
        ("hunter 2", "hunter+2"),
    ] {
        let shown = said(&format!("before {spelled} behind"), key);
        assert!(shown.contains("before *** behind"), "{spelled}: {shown}");
    }
}

/// A character as a server may write it.
fn written(character: char, how: u64) -> String {
    let code = u32::from(character);
    match how % 8 {
        0 => format!("\\u{code:04x}"),
        1 => format!("\\\\u{code:04X}"),
        2 => format!("%{code:02X}"),
        3 => format!("%25{code:02x}"),
        4 => format!("&#{code};"),
        5 => format!("&#x{code:x};"),
        _ => character.to_string(),
    }
}

#[test]
fn any_secret_is_found_in_any_mixture_of_spellings_and_no_text_does_harm() {
    let mut state = 7_u64;
    let mut chance = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let strange = [
        "", "%", "%2", "\\", "\\u00", "&#", "&#x;", "é", "😀", "\u{feff}", "***", "&amp", "%25", "+", "\\\\",
    ];
    for _ in 0..3_000 {
        let length = 1 + chance(14);
        let key: String = (0..length)
            .map(|_| char::from(33 + u8::try_from(chance(94)).unwrap()))
            .collect();
        let spelled: String = key.chars().map(|character| written(character, chance(16))).collect();
        let around = [
            strange[usize::try_from(chance(15)).unwrap()],
            strange[usize::try_from(chance(15)).unwrap()],
        ];
        let shown = said(&format!("[[{}{spelled}{}]]", around[0], around[1]), &key);
        assert!(shown.contains("***"), "{key} as {spelled}: {shown}");
        assert!(
            spelled.len() < 4 || !shown.contains(&spelled),
            "{key} as {spelled}: {shown}"
        );
    }
}

#[test]
fn a_secret_is_found_in_other_alphabets() {
    // `>>>???` is written with other characters in each alphabet of base64.
    let key = "hunter2>>>???~";
    for spelled in [
        "aHVudGVyMj4+Pj8/P34",
        "aHVudGVyMj4-Pj8_P34",
        "aHVudGVyMj4%2BPj8%2FP34",
        "68756e746572323e3e3e3f3f3f7e",
        "68756E746572323E3E3E3F3F3F7e",
    ] {
        let shown = said(&format!("before {spelled} behind"), key);
        assert!(shown.contains("before *** behind"), "{spelled}: {shown}");
    }
}

#[test]
fn a_secret_is_found_inside_of_a_longer_text_in_base64() {
    let key = "sk-hunter2-of-some-length";
    for before in ["", "k", "ke", "key", "API-Key: "] {
        for behind in ["", "}", "\r\n"] {
            let whole = v1::Base64::from(format!("{before}{key}{behind}").into_bytes()).to_string();
            let shown = said(&whole, key);
            assert!(shown.contains("***"), "{shown}");
            // What is left are the characters at its ends, which also stand for their neighbours.
            let left: Vec<&str> = whole
                .as_bytes()
                .windows(6)
                .map(|six| std::str::from_utf8(six).unwrap())
                .collect();
            let inner = before.len() * 8 / 6 + 2..(before.len() + key.len()) * 8 / 6 - 8;
            assert!(left[inner].iter().all(|six| !shown.contains(six)), "{whole}: {shown}");
        }
    }
}

#[test]
fn a_short_secret_is_one_too() {
    for key in ["k", "ab", "p4s"] {
        let shown = said(&format!("wrong key '{key}'"), key);
        assert!(
            !shown.contains(&format!("'{key}'")) && shown.contains("'***'"),
            "{shown}"
        );
    }
    let core = answered(400, &[], "no user bo, no password pw").to_builder();
    let core = core.credential(&LOGIN, ["bo".into(), "pw".into()]).build().unwrap();
    assert!(shown(&call(&core, Read).unwrap_err()).contains("no user ***, no password ***"));
}

#[test]
fn no_piece_of_a_secret_shows_where_an_excerpt_begins_or_ends() {
    let key = "sk-0123456789-abcdefghijklmnopqrstuvwxyz";
    for before in 0..260 {
        for spelled in [key.to_owned(), key.replace('-', r"\u002d")] {
            let body = format!("[{},\"{spelled}\",{}]", "1".repeat(before), "2".repeat(300));
            let core = keyed(200, &[], body, key).build().unwrap();
            let shown = shown(&call(&core, Count).unwrap_err());
            let pieces = key
                .as_bytes()
                .windows(5)
                .map(|piece| std::str::from_utf8(piece).unwrap());
            for piece in pieces {
                assert!(!shown.contains(piece), "{before}: {piece} in {shown}");
            }
        }
    }
}

#[test]
fn a_long_text_full_of_secrets_is_looked_through_in_no_time() {
    let key = "a".repeat(200);
    let shown = said(&"a".repeat(2_000_000), &key);
    assert!(shown.contains("***") && !shown.contains("aaaaa"), "{shown}");
    for piece in ["\\", "%", "&amp;", "%25"] {
        let key = piece.repeat(10);
        assert!(said(&piece.repeat(100_000), &key).contains("***"), "{piece}");
    }
}

/// What the libraries below say, with a secret in it in one way or another.
struct Quoting(String);

impl std::fmt::Debug for Quoting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Quoting({})", self.0)
    }
}

impl std::fmt::Display for Quoting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no route")
    }
}

impl std::error::Error for Quoting {}

#[test]
fn a_transport_that_quotes_a_secret_is_shown_without_it() {
    const QUOTED: &str = "https://api.example/?key=sk-hunter2%2F0";
    let wrapped = || std::io::Error::other(std::io::Error::other(QUOTED));
    let failures: [fn(specloom_runtime::BoxError) -> TransportError; 4] = [
        TransportError::unsent,
        TransportError::connect_timeout,
        TransportError::timeout,
        TransportError::interrupted,
    ];
    for failure in failures {
        for quoting in [true, false] {
            let failing = move || {
                failure(if quoting {
                    wrapped().into()
                } else {
                    Quoting(QUOTED.to_owned()).into()
                })
            };
            let expected = (failing().kind(), failing().is_timeout());
            let core = builder(&Scripted::failing(failing))
                .credential(&KEY, ["sk-hunter2/0".into()])
                .build()
                .unwrap();
            let error = call(&core, Read).unwrap_err();
            let source = std::error::Error::source(&error)
                .unwrap()
                .downcast_ref::<TransportError>()
                .unwrap();
            assert_eq!((source.kind(), source.is_timeout()), expected);
            assert!(
                error
                    .to_string()
                    .contains(if quoting { "?key=***" } else { "no route" }),
                "{error}"
            );
            assert!(!shown(&error).contains("hunter2"), "{}", shown(&error));
        }
    }
    let broken = streamed(200, move || breaking_with(&["half"], QUOTED));
    let core = broken.credential(&KEY, ["sk-hunter2/0".into()]).build().unwrap();
    assert!(!shown(&call(&core, Read).unwrap_err()).contains("hunter2"));
}

/// An error of this request id.
fn with_request_id(id: &str) -> Error {
    let core = keyed(500, &[("x-request-id", id)], "", "sk-hunter2/0").build().unwrap();
    call(&core, Read).unwrap_err()
}

#[test]
fn a_request_id_is_shown_without_our_secrets() {
    for id in ["r-1-sk-hunter2/0", "r-1-sk-hunter2%2F0", "r-1-c2staHVudGVyMi8w"] {
        let error = with_request_id(id);
        assert_eq!(error.request_id(), Some("r-1-***"), "{id}");
        assert!(error.to_string().ends_with(", request id r-1-***"), "{error}");
        assert!(!shown(&error).contains("hunter2"));
        assert_eq!(
            error.answer().unwrap().headers()["x-request-id"],
            id,
            "it is there for whoever asks"
        );
    }
    assert_eq!(with_request_id("r-1").request_id(), Some("r-1"));
}

#[test]
fn an_operation_that_deals_with_secrets_shows_no_request_id() {
    operation!(
        Check -> (),
        Description::new("check", Method::GET, "/check").sensitive(true),
        |_, parts| parts.query("key", v1::ParameterValue::Text("sk-hunter2".into())),
        |answer| Answer::empty(answer)
    );
    let error = call(&answered(500, &[("x-request-id", "check-sk-hunter2")], ""), Check).unwrap_err();
    assert!(
        error.request_id().is_none() && !shown(&error).contains("hunter2"),
        "{error}"
    );
}

#[test]
fn a_value_that_is_waited_for_is_shown_without_our_secrets() {
    static WAITER: Waiter = Waiter::new(&["status"], &["DONE"])
        .passing(&["PENDING"])
        .time_limit(1_000);
    struct Status;
    v1::operation! {
        Status -> v1::Json {
            id: "status",
            request: GET "/status",
            security: [[KEY]],
            repeat: Safe,
            answer: json,
        }
    }
    for status in ["sk-hunter2/0", "PENDING"] {
        let core = keyed(200, &[], format!(r#"{{"status":"{status}"}}"#), "sk-hunter2/0");
        let core = core.timer(VirtualTimer::default()).build().unwrap();
        let waiting = Waiting::new(core, Status, v1::CallOptions::new(), &WAITER);
        let error = run(waiting.into_future()).unwrap_err();
        assert_eq!(error.last_value(), Some(status));
        assert!(!shown(&error).contains("hunter2"), "{error}");
    }
}
