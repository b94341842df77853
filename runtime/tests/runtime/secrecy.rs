//! What shows nothing of what it holds, and what may go to another thread.

use specloom_runtime::codegen::v1;
use specloom_runtime::{
    Answer, Body, Core, Download, Error, File, Files, FormStyle, Head, Header, Json, Multipart, ParameterValue,
    RequestParts, Response, Scheme, Secret, Upload,
};

use crate::scripted::{Scripted, answered, builder, call, idle, request, run, shown};
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
