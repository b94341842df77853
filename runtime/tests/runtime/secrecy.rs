//! What shows nothing of what it holds, and what may go to another thread.

use specloom_runtime::codegen::v1;
use specloom_runtime::{
    Answer, Body, Core, Download, Encoding, Error, File, Files, FormStyle, Head, Header, Json, Mac, Multipart,
    ParameterValue, RequestParts, Response, Scheme, Secret, Signature, Upload, VirtualTimer,
};

use crate::scripted::{Scripted, answered, builder, call, idle, request, run, shown};
use crate::sequence::{Outcome, Sequence, interrupted, timeout, unsent};
use crate::streams::chunks;

const KEY: Scheme = Scheme::header_key("apiKey", "api_key", "API-Key");
const SECRET: &str = "sk-hunter2";

struct Send {
    id: String,
    scan: File,
    note: Secret,
}

v1::operation! {
    Send -> String {
        id: "send",
        request: POST "/papers/{id}",
        security: [[KEY]],
        repeat: OnlyIfUnsent,
        answer: text,
        failure: Json = read_json 404,
        parameters: {
            path id = "id",
        },
        body: multipart {
            file scan = "scan",
            value note = "note",
        }
    }
}

fn send() -> Send {
    Send {
        id: SECRET.into(),
        scan: File::new("scan.txt", SECRET),
        note: SECRET.into(),
    }
}

fn keyed(transport: &Scripted) -> Core {
    builder(transport)
        .credential(&KEY, [Secret::from(SECRET)])
        .build()
        .unwrap()
}

#[test]
fn what_is_sent_does_not_show() {
    let mut form = Multipart::new();
    form.value("note", &SECRET, None).unwrap();
    form.file("scan", &File::unnamed(SECRET), None).unwrap();
    let mut parts = RequestParts::new(<Send as v1::Operation>::DESCRIPTION);
    v1::Operation::prepare(&send(), &mut parts).unwrap();
    let request = request(&keyed(&Scripted::answering(200, "")), &send()).unwrap();
    let shown = [
        format!("{:?}", Upload::from(SECRET)),
        format!("{:?}", Upload::from_fn(Some(9), || chunks(&[SECRET]))),
        format!("{:?}", Upload::once(None, chunks(&[SECRET]))),
        format!("{:?}", File::new("scan.txt", SECRET).content_type("text/plain")),
        format!("{form:?}"),
        format!("{parts:?}"),
        format!("{:?} {:?}", request.headers(), request.body()),
        format!("{:?}", Body::from_sized_stream(9, chunks(&[SECRET]))),
        format!("{:?}", ParameterValue::structured(&[SECRET]).unwrap()),
        format!("{:?}", ParameterValue::json(&SECRET).unwrap()),
        format!("{:?}", keyed(&Scripted::answering(200, ""))),
    ];
    for shown in &shown {
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    assert_eq!(shown[0], "Upload(10 bytes)");
    assert_eq!(shown[1], "Upload(9 bytes)");
    assert_eq!(shown[2], "Upload(stream)");
    assert_eq!(shown[7], "Body(stream of 9 bytes)");
}

#[test]
fn what_a_server_echoes_does_not_show() {
    let echo = r#"{"you sent":"sk-hunter2"}"#;
    for (status, body) in [(404, echo), (500, echo), (404, "sk-hunter2"), (404, "<html>sk-hunter2")] {
        let error = call(&keyed(&Scripted::answering(status, body)), send()).unwrap_err();
        let inner = error.failure::<Send>().and_then(Result::err);
        let answer = error.answer().unwrap();
        assert_eq!(answer.body(), body, "it is there for whoever asks");
        let all = format!(
            "{} {answer:?} {}",
            shown(&error),
            inner.as_ref().map(shown).unwrap_or_default()
        );
        assert!(!all.contains("hunter2"), "{all}");
    }
}

#[test]
fn what_is_refused_does_not_show() {
    let hostile = Send {
        scan: File::new("a", "b").content_type("sk-hunter2\r\n"),
        ..send()
    };
    let used = Upload::once(None, chunks(&[SECRET]));
    let again = |scan: &Upload| Send {
        scan: File::new("a", scan.clone()),
        ..send()
    };
    let core = keyed(&Scripted::answering(200, ""));
    let request = request(&core, &again(&used)).unwrap();
    run(request.into_body().collect(10_000)).unwrap();
    for error in [
        call(&core, hostile).unwrap_err(),
        call(&core, again(&used)).unwrap_err(),
        call(&idle(), send()).unwrap_err(),
    ] {
        assert!(!error.may_have_been_received());
        let shown = shown(&error);
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}

const HEADER: Scheme = Scheme::header_key("header", "header", "X-Key");
const QUERY: Scheme = Scheme::query_key("query", "query", "key");
const COOKIE: Scheme = Scheme::cookie_key("cookie", "cookie", "key");
const BASIC: Scheme = Scheme::basic("basic", "basic");
const BEARER: Scheme = Scheme::bearer("bearer", "bearer");
const SIGNED: Scheme = Scheme::signature(
    "signed",
    "signed",
    &Signature::new(
        &["token", "secret"],
        "secret",
        &[("sha", Mac::HmacSha256)],
        &[
            ("X-Token", &[v1::Piece::Credential("token")]),
            ("X-Date", &[v1::Piece::Date]),
            ("X-Signature", &[v1::Piece::Signature]),
        ],
        &[&[v1::Piece::Date]],
        "",
        Encoding::Hex,
    ),
);

/// Every way to give credentials, each with its secrets.
const SCHEMES: [(&Scheme, &[&str]); 6] = [
    (&HEADER, &["sk-header+hunter2/0"]),
    (&QUERY, &["sk-query+hunter2/1"]),
    (&COOKIE, &["sk-cookie+hunter2/2"]),
    (&BASIC, &["user-hunter2", "sk-basic+hunter2/3"]),
    (&BEARER, &["sk-bearer+hunter2/4"]),
    (&SIGNED, &["sk-token+hunter2/5", "sk-secret+hunter2/6"]),
];

struct Pay;

v1::operation! {
    Pay -> Json {
        id: "pay",
        request: PUT "/pay",
        security: [[HEADER], [QUERY], [COOKIE], [BASIC], [BEARER], [SIGNED]],
        repeat: Safe,
        answer: payload(WRAPPED),
    }
}

const WRAPPED: v1::Envelope = v1::Envelope::new("data")
    .code("code", 0)
    .messages(&["message"])
    .meanings(&[(401, v1::Meaning::Credentials)]);

/// A secret as it could show: plain, in base64, in hexadecimal digits, in a URL.
fn spellings(secret: &str) -> Vec<String> {
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let base64 = v1::Base64::from(secret.as_bytes().to_vec()).to_string();
    let url = secret.replace('+', "%2B").replace('/', "%2F");
    vec![
        secret.to_owned(),
        base64.trim_end_matches('=').to_owned(),
        hex.to_uppercase(),
        hex,
        url,
    ]
}

/// What can come of a request, from a server that says again what it was sent.
fn outcomes(echo: &str) -> Vec<Outcome> {
    let body = |status: u16, body: String| {
        let answer = http::Response::builder()
            .status(status)
            .header("date", "Mon, 17 Jun 2024 01:00:00 GMT");
        Ok(answer.body(Body::from(body)).unwrap())
    };
    let quoted = serde_json::to_string(echo).unwrap();
    vec![
        body(200, format!(r#"{{"code":0,"data":{quoted}}}"#)),
        body(200, format!(r#"{{"code":7,"message":{quoted}}}"#)),
        body(200, format!(r#"{{"code":401,"message":{quoted}}}"#)),
        body(200, format!(r#"{{"code":0,"data":{{{quoted}:{quoted}"#)),
        body(200, echo.to_owned()),
        body(401, format!(r#"{{"code":1,"message":{quoted}}}"#)),
        body(404, echo.to_owned()),
        body(429, format!("<html>{echo}")),
        body(503, quoted),
        unsent(),
        timeout(),
        interrupted(),
    ]
}

/// All that the client shows of itself, of its calls, of what went wrong, and to whoever listens: of every kind of credential, whatever
/// comes of a request.
#[test]
fn no_secret_shows_anywhere() {
    for (scheme, secrets) in SCHEMES {
        let known: Vec<String> = secrets.iter().flat_map(|secret| spellings(secret)).collect();
        let options = v1::CallOptions::new()
            .header("X-Extra", "sk-header+hunter2/7")
            .query("extra", "sk-query+hunter2/8");
        let echo = known.join(" ");
        for number in 0..outcomes(&echo).len() {
            let first = outcomes(&echo).swap_remove(number);
            let sequence = Sequence::of([first]);
            let core = sequence
                .builder(&VirtualTimer::default())
                .credential(scheme, secrets.iter().map(|secret| Secret::from(*secret)))
                .build()
                .unwrap();
            let mut seen = format!("{core:?} {options:?} {:?}", core.to_builder());
            let act = || run(v1::send(core.clone(), Pay, options.clone()));
            #[cfg(feature = "tracing")]
            let (result, told) = crate::listener::listening(act);
            #[cfg(feature = "tracing")]
            {
                seen.push_str(&crate::listener::text(&told));
                assert!(seen.contains("span attempt"), "{seen}");
            }
            #[cfg(not(feature = "tracing"))]
            let result = act();
            if let Err(error) = &result {
                seen.push_str(&shown(error));
                seen.push_str(&format!("{:?}", error.answer()));
            }
            assert!(sequence.arrivals() > 0);
            let mut all = known
                .iter()
                .cloned()
                .chain(spellings("sk-header+hunter2/7"))
                .chain(spellings("sk-query+hunter2/8"));
            let found = all.find(|secret| seen.contains(secret));
            assert_eq!(found, None, "{seen}");
            assert!(!seen.contains("hunter2"), "{seen}");
        }
    }
}

#[test]
fn a_response_shows_its_value_only() {
    let core = answered(200, &[("x-key", SECRET)], SECRET);
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
    let response = run(v1::send_for_response(core, Ping, v1::CallOptions::new())).unwrap();
    assert_eq!(format!("{response:?}"), "Response { value: (), status: 200, .. }");
}

#[test]
fn everything_may_go_to_another_thread() {
    fn shared<T: std::marker::Send + Sync + 'static>() {}
    shared::<Upload>();
    shared::<File>();
    shared::<Body>();
    shared::<Multipart>();
    shared::<RequestParts>();
    shared::<ParameterValue>();
    shared::<FormStyle>();
    shared::<Answer>();
    shared::<Head>();
    shared::<Download>();
    shared::<Response<Download>>();
    // A name is shared whatever it is the name of.
    shared::<Header<std::rc::Rc<str>>>();
    shared::<Error>();
    shared::<Core>();
    fn files<T: Files>() {}
    files::<Option<Vec<File>>>();
}

#[test]
fn calls_may_go_to_another_thread() {
    fn sent<T: std::marker::Send + 'static>(future: T) -> T {
        future
    }
    let core = keyed(&Scripted::answering(200, "fine"));
    assert_eq!(
        run(sent(v1::send(core.clone(), send(), v1::CallOptions::new()))).unwrap(),
        "fine"
    );
    assert_eq!(
        run(sent(v1::send_for_response(core, send(), v1::CallOptions::new())))
            .unwrap()
            .value,
        "fine"
    );
    #[cfg(feature = "reqwest")]
    drop((sent(Upload::open("a")), sent(File::open("a"))));
}
