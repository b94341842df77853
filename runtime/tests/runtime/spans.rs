//! What is told of calls with the feature `tracing`, in the words of OpenTelemetry.

use http::Method;
use specloom_runtime::codegen::v1::{self, CallOptions};
use specloom_runtime::{
    Answer, ChangingCredential, CoreBuilder, Description, Download, ParameterValue, Repeat, Scheme, Undescribed,
    VirtualTimer,
};

use crate::listener::{Told, current, listening, text};
use crate::scripted::{call, operation, run, streamed};
use crate::sequence::{Sequence, interrupted, status};
use crate::streams::chunks;

const KEY: Scheme = Scheme::header_key("key", "key", "X-Key");

operation!(
    Read -> (),
    Description::new("readThing", Method::GET, "/things/{id}").repeat(Repeat::Safe),
    |_, parts| {
        parts.path("id", ParameterValue::Text("seven".into()))?;
        parts.query("filter", ParameterValue::Text("wanted".into()))
    },
    |answer| Answer::empty(answer)
);
operation!(Create -> (), Description::new("create", Method::POST, "/things").security(&[&[&KEY]]), |_, _| Ok(()), |answer| Answer::empty(answer));

fn builder(sequence: &Sequence) -> CoreBuilder {
    sequence.builder(&VirtualTimer::default())
}

fn fields<'a>(told: &'a Told, names: &[&str]) -> Vec<&'a str> {
    names.iter().map(|name| told.field(name).unwrap_or("-")).collect()
}

#[test]
fn a_call_is_a_span_and_each_attempt_one_in_it() {
    let sequence = Sequence::of([status(503, &[]), interrupted()]);
    let core = builder(&sequence)
        .base_url("https://api.example:8443/v1")
        .build()
        .unwrap();
    let (_, told) = listening(|| call(&core, Read).unwrap());
    let spans: Vec<&Told> = told.iter().filter(|told| told.what.starts_with("span ")).collect();
    let names = [
        "otel.name",
        "otel.kind",
        "http.request.method",
        "url.template",
        "server.address",
        "server.port",
        "http.request.resend_count",
        "http.response.status_code",
        "error.type",
        "otel.status_code",
    ];
    let (method, path, host) = ("GET", "/things/{id}", "api.example");
    let title = "GET /things/{id}";
    let rows: Vec<Vec<&str>> = spans.iter().map(|span| fields(span, &names)).collect();
    assert_eq!(
        rows,
        [
            ["readThing", "internal", method, path, host, "8443", "2", "-", "-", "-"],
            [title, "client", method, path, host, "8443", "-", "503", "503", "ERROR"],
            [
                title,
                "client",
                method,
                path,
                host,
                "8443",
                "1",
                "-",
                "interrupted",
                "ERROR"
            ],
            [title, "client", method, path, host, "8443", "2", "200", "-", "-"],
        ]
    );
    let around: Vec<Option<usize>> = spans.iter().map(|span| span.inside).collect();
    assert_eq!(around, [None, Some(0), Some(0), Some(0)]);
    let all = text(&told);
    assert!(
        !all.contains("seven") && !all.contains("wanted") && !all.contains("v1"),
        "{all}"
    );
}

#[test]
fn what_is_decided_between_attempts_is_told() {
    let events = |act: &dyn Fn()| {
        let ((), told) = listening(act);
        let events = told.iter().filter(|told| told.what == "event DEBUG");
        let said: Vec<String> = events.map(|event| event.field("message").unwrap().to_owned()).collect();
        assert!(
            told.iter()
                .all(|told| !told.what.starts_with("event") || told.inside == Some(0))
        );
        said
    };
    let waited = "the request is sent again after a wait";
    let broken = || Sequence::of([status(503, &[]), status(503, &[]), status(503, &[])]);
    assert_eq!(
        events(&|| drop(call(&builder(&broken()).build().unwrap(), Read))),
        [
            waited,
            waited,
            "the request is not sent again: it was as often as it may be"
        ]
    );
    let late = || Sequence::of([status(429, &[("retry-after", "999")])]);
    assert_eq!(
        events(&|| drop(call(&builder(&late()).build().unwrap(), Read))),
        ["the request is not sent again: the server asks for too long a wait"]
    );
    #[derive(Debug)]
    struct Source(ChangingCredential);
    impl specloom_runtime::CredentialSource for Source {
        fn values(&self) -> specloom_runtime::Provided<'_> {
            self.0.values()
        }
        fn refused(&self) -> bool {
            true
        }
    }
    let refused = || Sequence::of([status(401, &[])]);
    let renewed = || {
        let source = Source(ChangingCredential::new(["sk-hunter2"]));
        let core = builder(&refused()).credential_source(&KEY, source).build().unwrap();
        call(&core, Create).unwrap();
    };
    assert_eq!(
        events(&renewed),
        ["the server refused the credentials, and there are others"]
    );
}

/// Listens to the libraries below as well, at every level.
#[cfg(feature = "reqwest")]
#[test]
fn what_is_told_of_a_real_connection_holds_no_secret() {
    const QUERY: Scheme = Scheme::query_key("query", "query", "key");
    operation!(
        Pay -> String,
        Description::new("pay", Method::POST, "/accounts/{id}/payments").security(&[&[&KEY, &QUERY]]),
        |_, parts| {
            parts.path("id", ParameterValue::Text("hunter2-path".into()))?;
            parts.text(&"hunter2-body")
        },
        |answer| answer.text()
    );
    let server = crate::server::Server::answering(crate::server::ok("hunter2-answer"));
    let core = server.builder().credential(&KEY, ["hunter2-key".into()]);
    let core = core.credential(&QUERY, ["hunter2-query".into()]).build().unwrap();
    let act = || {
        assert_eq!(call(&core, Pay).unwrap(), "hunter2-answer");
        #[cfg(feature = "blocking")]
        assert_eq!(
            v1::send_blocking(core.clone(), Pay, CallOptions::new()).unwrap(),
            "hunter2-answer"
        );
    };
    let ((), told) = listening(act);
    assert!(told.len() > 4, "hyper tells something too");
    assert!(!text(&told).contains("hunter2"), "{}", text(&told));
}

/// Writes into each request which span it is sent in.
#[derive(Debug)]
struct HandsOn(Sequence);

impl specloom_runtime::Transport for HandsOn {
    fn execute(&self, mut request: http::Request<v1::Body>) -> v1::Exchange<'_> {
        request.headers_mut().insert("x-span", current().into());
        self.0.execute(request)
    }
}

#[test]
fn a_transport_is_asked_inside_of_the_attempt_so_that_it_can_hand_the_trace_on() {
    let sequence = Sequence::of([status(503, &[])]);
    let core = builder(&sequence).transport(HandsOn(sequence.clone())).build().unwrap();
    let (_, told) = listening(|| call(&core, Read).unwrap());
    let attempts = (0..told.len()).filter(|at| told[*at].what == "span attempt");
    let attempts: Vec<String> = attempts.map(|at| (at + 1).to_string()).collect();
    assert_eq!(attempts.len(), 2);
    assert_eq!(sequence.headers("x-span"), attempts);
}

#[test]
fn an_address_of_numbers_is_told_without_brackets() {
    let core = builder(&Sequence::default())
        .base_url("http://[::1]:8080")
        .build()
        .unwrap();
    let (_, told) = listening(|| call(&core, Read).unwrap());
    assert!(told.iter().all(|told| told.field("server.address") == Some("::1")));
}

#[test]
fn a_call_that_never_leaves_has_no_attempt() {
    let core = builder(&Sequence::default()).build().unwrap();
    let (_, told) = listening(|| call(&core, Create).unwrap_err());
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].field("error.type"), Some("credential_missing"));
}

#[test]
fn undescribed_requests_do_not_show_their_path() {
    let core = builder(&Sequence::default()).build().unwrap();
    let (_, told) = listening(|| call(&core, Undescribed::<v1::Json>::get("/orders/7")).unwrap());
    assert_eq!(told.len(), 2);
    assert_eq!(told[1].field("url.template"), Some("{path}"));
    assert!(!text(&told).contains("orders"), "{}", text(&told));
}

#[test]
fn streamed_answers_and_calls_that_block_are_told_alike() {
    struct Load;
    v1::operation! {
        Load -> Download {
            id: "load",
            request: GET "/log",
            security: [],
            repeat: Safe,
            answer: download,
        }
    }
    let core = streamed(200, || chunks(&["a", "b"])).build().unwrap();
    let (_, told) = listening(|| run(call(&core, Load).unwrap().bytes(9)).unwrap());
    assert_eq!(told[1].field("http.response.status_code"), Some("200"));
    #[cfg(feature = "blocking")]
    {
        let core = builder(&Sequence::of([status(500, &[])])).build().unwrap();
        let (_, told) = listening(|| v1::send_blocking(core, Read, CallOptions::new()).unwrap());
        let spans: Vec<&str> = told.iter().map(|told| told.what.as_str()).collect();
        assert_eq!(spans, ["span call", "span attempt", "event DEBUG", "span attempt"]);
    }
    let _ = CallOptions::new();
}
