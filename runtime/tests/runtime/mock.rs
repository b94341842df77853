//! The server in memory that users test against.

mod sharing;

use std::sync::Arc;
use std::time::Duration;

use specloom_runtime::codegen::v1::{self, CallOptions};
use specloom_runtime::testing::{Mock, Reply};
use specloom_runtime::{
    Core, CoreBuilder, Download, Envelope, Error, ErrorKind, Json, Meaning, Retries, Scheme, Secret, Timeouts,
    Undescribed, Undescribing, Upload,
};

use crate::kinds_of_answers::{Fetch, FetchAnswer, Job};
use crate::scripted::{call, run, shown};
use crate::sequence::is_backoff;
use crate::streams::chunks;

const WRAPPED: Envelope = Envelope::new("data")
    .success("result", true)
    .code("code", 0)
    .messages(&["message", "msg"])
    .meanings(&[(401, Meaning::Credentials)]);
const KEY: Scheme = Scheme::query_key("apiKey", "api_key", "key");

v1::object! {
    pub struct Problem: received {
        required {
            title: String = "title" into,
        }
    }
}

#[derive(Debug)]
enum Refused {
    Gone(Problem),
    Broken(String),
    Other(Problem),
}

v1::answers! {
    Refused {
        404 => read_json Gone(Problem),
        500..=599 => read_text Broken(String),
        _ => read_json Other(Problem),
    }
}

/// Declares operations that are alike but for what comes back.
macro_rules! operations {
    ($($operation:ident -> $output:ty = $id:literal $method:ident $repeat:ident $answer:ident $(($envelope:expr))? $(, $failure:ty $(= $how:ident $statuses:pat)?,)?;)*) => {
        $(
            #[derive(Clone, Debug, PartialEq)]
            struct $operation {
                page: Option<i64>,
            }

            v1::operation! {
                $operation -> $output {
                    id: $id,
                    request: $method "/things",
                    security: [],
                    repeat: $repeat,
                    answer: $answer $(($envelope))?,
                    $(failure: $failure $(= $how $statuses)?,)?
                    parameters: {
                        query page = "page",
                    },
                }
            }
        )*
    };
}

operations! {
    List -> Vec<Job> = "list" GET Safe payload(WRAPPED), Refused,;
    Create -> Job = "create" POST OnlyIfUnsent json, Problem = read_json 400..,;
    Stop -> () = "stop" DELETE Safe acknowledged(WRAPPED), String = read_text 400..=499,;
    Find -> Option<Job> = "find" GET Safe json_unless([204, 205]);
    Touch -> () = "touch" PUT Safe empty;
    Name -> String = "name" GET Safe text;
    Guess -> Option<Job> = "guess" GET Safe json_or_null;
    Load -> Download = "load" GET Safe download;
}

#[derive(Debug)]
struct Send {
    body: Upload,
}

v1::operation! {
    Send -> () {
        id: "send",
        request: PUT "/things",
        security: [],
        repeat: Safe,
        answer: empty,
        body: upload,
    }
}

fn all() -> List {
    List { page: None }
}

fn at(page: i64) -> List {
    List { page: Some(page) }
}

const CREATE: Create = Create { page: None };

fn builder(mock: &Mock) -> CoreBuilder {
    CoreBuilder::new(Some("https://api.example/v1"), "tests/1").transport(mock.clone())
}

fn client(mock: &Mock) -> Core {
    builder(mock).build().unwrap()
}

fn job(id: i64) -> Job {
    Job { id }
}

#[test]
fn an_answer_is_a_value_and_comes_as_the_server_writes_it() {
    let mock = Mock::new();
    mock.on::<List>().answer(vec![job(1), job(2)]);
    let response = run(v1::send_for_response(client(&mock), at(2), CallOptions::new())).unwrap();
    assert_eq!(response.value, [job(1), job(2)]);
    assert_eq!(
        response.body().unwrap(),
        r#"{"code":0,"data":[{"id":1},{"id":2}],"result":true}"#
    );
    assert_eq!(response.headers()["content-type"], "application/json");
    mock.verify();
}

#[test]
fn each_kind_of_answer() {
    let mock = Mock::new();
    let core = client(&mock);
    mock.on::<Create>().answer(job(1)).with_status(201);
    assert_eq!(call(&core, CREATE).unwrap(), job(1));
    mock.on::<Stop>().answer(());
    call(&core, Stop { page: None }).unwrap();
    mock.on::<Find>().answer(Some(job(3))).answer(None);
    assert_eq!(call(&core, Find { page: None }).unwrap(), Some(job(3)));
    assert_eq!(call(&core, Find { page: None }).unwrap(), None);
    mock.on::<Touch>().answer(());
    call(&core, Touch { page: None }).unwrap();
    mock.on::<Name>().answer("a \"name\"\n".to_owned());
    assert_eq!(call(&core, Name { page: None }).unwrap(), "a \"name\"\n");
    mock.on::<Guess>().answer(Some(job(4))).answer(None);
    assert_eq!(call(&core, Guess { page: None }).unwrap(), Some(job(4)));
    assert_eq!(call(&core, Guess { page: None }).unwrap(), None);
    mock.on::<Load>()
        .answer(Download::from_bytes("image/png", &b"\x00\x01"[..]))
        .reply(Reply::stream(|| chunks(&["ab", "cd"])));
    let picture = call(&core, Load { page: None }).unwrap();
    assert_eq!(picture.content_type(), Some("image/png"));
    assert_eq!(run(picture.bytes(9)).unwrap(), &b"\x00\x01"[..]);
    assert_eq!(run(call(&core, Load { page: None }).unwrap().bytes(9)).unwrap(), "abcd");
    mock.verify();
}

#[test]
fn one_of_several_kinds_comes_with_the_status_and_media_type_of_its_kind() {
    let mock = Mock::new();
    mock.on::<Fetch>()
        .answer(FetchAnswer::Success(job(7)))
        .answer(FetchAnswer::SuccessCsv("a,b".into()))
        .answer(FetchAnswer::SuccessZip(Download::from_bytes("application/zip", "zip")))
        .answer(FetchAnswer::Accepted);
    let core = client(&mock);
    let fetched = || run(v1::send_for_response(core.clone(), Fetch, CallOptions::new())).unwrap();
    let first = fetched();
    assert!(matches!(first.value, FetchAnswer::Success(Job { id: 7 })), "{first:?}");
    let second = fetched();
    assert!(
        matches!(&second.value, FetchAnswer::SuccessCsv(csv) if csv == "a,b"),
        "{second:?}"
    );
    assert_eq!(second.headers()["content-type"], "text/csv");
    assert!(matches!(fetched().value, FetchAnswer::SuccessZip(_)));
    let last = fetched();
    assert_eq!(last.status(), 202);
    assert!(matches!(last.value, FetchAnswer::Accepted));
}

#[test]
fn a_refusal_has_its_type_too() {
    let mock = Mock::new();
    let core = builder(&mock).retries(Retries::none()).build().unwrap();
    mock.on::<List>()
        .fail(404, Refused::Gone(Problem::new("gone")))
        .fail(503, Refused::Broken("later".into()))
        .fail(409, Refused::Other(Problem::new("no")))
        .refuse(401, "no such key");
    let failure = |error: &Error| error.failure::<List>().unwrap().unwrap();
    let gone = call(&core, all()).unwrap_err();
    assert!(gone.is_not_found());
    assert!(matches!(failure(&gone), Refused::Gone(problem) if problem.title == "gone"));
    let broken = call(&core, all()).unwrap_err();
    assert!(matches!(failure(&broken), Refused::Broken(text) if text == "later"));
    let other = call(&core, all()).unwrap_err();
    assert!(matches!(failure(&other), Refused::Other(problem) if problem.title == "no"));
    let refused = call(&core, all()).unwrap_err();
    assert!(refused.is_api() && refused.is_auth());
    assert_eq!(
        (refused.code(), refused.server_message()),
        (Some(401), Some("no such key"))
    );
    mock.on::<Stop>().fail(410, "plain text".to_owned());
    let plain = call(&core, Stop { page: None }).unwrap_err();
    assert_eq!(plain.failure::<Stop>().unwrap().unwrap(), "plain text");
    mock.verify();
}

#[test]
fn the_values_of_a_call_choose_the_rule() {
    let mock = Mock::new();
    mock.when(|list: &List| matches!(list, List { page: Some(2), .. }))
        .answer(vec![job(2)]);
    mock.on::<List>().answer(vec![job(1)]);
    let core = client(&mock);
    assert_eq!(call(&core, at(2)).unwrap(), [job(2)]);
    assert_eq!(call(&core, all()).unwrap(), [job(1)]);
    assert_eq!(call(&core, at(2)).unwrap(), [job(2)]);
    mock.verify();
}

#[test]
fn replies_come_in_turn_and_the_last_one_stays() {
    let mock = Mock::new();
    mock.on::<List>().answer(vec![]).answer(vec![job(1)]);
    let core = client(&mock);
    let lengths: Vec<usize> = (0..4).map(|_| call(&core, all()).unwrap().len()).collect();
    assert_eq!(lengths, [0, 1, 1, 1]);
    mock.verify();
}

#[test]
fn a_rule_for_once_leaves_the_next_call_to_others() {
    let mock = Mock::new();
    mock.on::<List>().answer(vec![]).once();
    mock.on::<List>().answer(vec![job(1)]);
    let core = client(&mock);
    let lengths: Vec<usize> = (0..3).map(|_| call(&core, all()).unwrap().len()).collect();
    assert_eq!(lengths, [0, 1, 1]);
}

#[test]
fn in_order_a_call_waits_for_its_turn() {
    let mock = Mock::in_order();
    mock.on::<List>().answer(vec![]);
    mock.on::<Create>().answer(job(1));
    mock.on::<List>().answer(vec![job(1)]);
    let core = client(&mock);
    assert!(call(&core, all()).unwrap().is_empty());
    let early = call(&core, all()).unwrap_err();
    assert!(
        early.to_string().contains("`create` (runtime/tests/runtime/mock.rs:"),
        "{early}"
    );
    assert!(
        early.to_string().contains(" is for another operation; `list` ("),
        "{early}"
    );
    assert!(
        early.to_string().ends_with(" has to wait for the one before"),
        "{early}"
    );
    call(&core, CREATE).unwrap();
    assert_eq!(call(&core, all()).unwrap(), [job(1)]);
    assert_eq!(mock.problems().len(), 1, "{:?}", mock.problems());
}

#[test]
fn what_is_not_expected_fails_at_once_and_says_all_that_helps() {
    let mock = Mock::new();
    let error = call(&client(&mock), at(3)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /things: the mock has no answer for `list`: List { page: Some(3) } as GET /v1/things; it has no rules"
    );
    mock.on::<Create>().answer(job(1));
    let line = line!() + 1;
    mock.when(|list: &List| list.page == Some(2)).answer(vec![]);
    mock.on::<List>().answer(vec![]).once();
    mock.on::<List>();
    let core = builder(&mock)
        .credential(&KEY, [Secret::from("sk-hunter2")])
        .build()
        .unwrap();
    call(&core, at(3)).unwrap();
    let error = call(&core, at(3)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(error.attempts(), 1, "it is not tried again");
    assert!(!error.may_have_been_received() && !error.is_retryable());
    let place = |line: u32| format!("(runtime/tests/runtime/mock.rs:{line})");
    let expected = [
        "GET /things: the mock has no answer for `list`: List { page: Some(3) } as GET /v1/things; its rules: "
            .to_owned(),
        format!("`create` {} is for another operation; ", place(line - 2)),
        format!("`list` on a condition {} its condition does not hold; ", place(line)),
        format!("`list` {} was used up by 1 call; ", place(line + 1)),
        format!("`list` {} has no reply", place(line + 2)),
    ];
    assert_eq!(error.to_string(), expected.concat());
    assert!(!shown(&error).contains("hunter2"));
    assert_eq!(
        mock.problems(),
        [
            format!("`create` {} was never used", place(line - 2)),
            format!("`list` on a condition {} was never used", place(line)),
            format!("`list` {} was never used", place(line + 2)),
            "there was no answer for `list`: List { page: Some(3) } as GET /v1/things".to_owned(),
            "there was no answer for `list`: List { page: Some(3) } as GET /v1/things".to_owned(),
        ]
    );
}

#[test]
#[should_panic(expected = "was used 1 times, and has 2 replies")]
fn replies_that_nobody_asked_for_do_not_pass() {
    let mock = Mock::new();
    mock.on::<List>().answer(vec![]).answer(vec![]);
    call(&client(&mock), all()).unwrap();
    mock.verify();
}

#[test]
fn what_goes_wrong_is_tried_again_without_taking_time() {
    let mock = Mock::new();
    mock.on::<List>()
        .reply(Reply::connection_refused())
        .reply(Reply::cut_after_request())
        .answer(vec![job(1)]);
    assert_eq!(call(&client(&mock), all()).unwrap(), [job(1)]);
    assert!(is_backoff(&mock.waits()), "{:?}", mock.waits());
    let arrived: Vec<bool> = mock.requests().iter().map(|request| request.has_arrived()).collect();
    assert_eq!(arrived, [false, true, true]);
}

#[test]
fn every_fault_is_the_error_that_it_would_be() {
    let outcome = |reply: Reply| {
        let mock = Mock::new();
        mock.on::<Create>().reply(reply);
        let error = call(&client(&mock), CREATE).unwrap_err();
        let requests = mock.requests();
        let arrived = requests.iter().filter(|request| request.has_arrived()).count();
        (error.kind(), requests.len(), arrived)
    };
    for (reply, kind, tries, arrived) in [
        (Reply::connection_refused(), ErrorKind::Connect, 3, 0),
        (Reply::cut_in_request(), ErrorKind::Interrupted, 1, 0),
        (Reply::cut_after_request(), ErrorKind::Interrupted, 1, 1),
        (Reply::cut_in_answer(), ErrorKind::Interrupted, 1, 1),
        (Reply::no_answer(), ErrorKind::Timeout, 1, 1),
        (Reply::stalled_answer(), ErrorKind::Timeout, 1, 1),
        (Reply::garbage(), ErrorKind::NotJson, 1, 1),
        (Reply::status(503), ErrorKind::Status, 1, 1),
        (Reply::text("<html>"), ErrorKind::HtmlAnswer, 1, 1),
        (
            Reply::json(Json::from(true)).with_status(200),
            ErrorKind::WrongType,
            1,
            1,
        ),
        (Reply::json(0).after(Duration::from_secs(40)), ErrorKind::Timeout, 1, 1),
    ] {
        let shown = format!("{reply:?}");
        assert_eq!(outcome(reply), (kind, tries, arrived), "{shown}");
    }
}

#[test]
fn hints_and_slow_answers_count_by_the_timer() {
    let mock = Mock::new();
    mock.on::<List>()
        .reply(Reply::status(429).header("Retry-After", "7"))
        .answer(vec![])
        .after(Duration::from_secs(20));
    call(&client(&mock), all()).unwrap();
    assert_eq!(mock.waits(), [Duration::from_secs(7), Duration::from_secs(20)]);
    let options = CallOptions::new().timeout(Duration::from_secs(10));
    let error = run(v1::send(client(&mock), all(), options)).unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(
        mock.waits()[2..],
        [Duration::from_secs(10)],
        "the shortest limit runs out"
    );
}

/// The chunks come one poll apart, as those of a file do.
#[test]
fn what_takes_real_time_does_not_come_too_late() {
    let mock = Mock::new();
    mock.on::<Send>().answer(());
    let body = Upload::from_fn(Some(4), || chunks(&["ab", "cd"]));
    call(&client(&mock), Send { body }).unwrap();
    assert_eq!(mock.requests()[0].body(), "abcd");
    assert!(mock.waits().is_empty());
}

#[test]
fn a_wait_that_nothing_would_end_is_an_error() {
    let mock = Mock::new();
    mock.on::<List>().reply(Reply::no_answer());
    let core = builder(&mock).timeouts(Timeouts::none()).build().unwrap();
    let error = call(&core, all()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /things: the mock cannot give its reply: no limit of time would end the wait for it"
    );
}

#[test]
fn replies_that_make_no_sense_say_so() {
    let said = |set: fn(&Mock)| {
        let mock = Mock::new();
        set(&mock);
        let error = call(&client(&mock), CREATE).unwrap_err();
        error
            .to_string()
            .replace("POST /things: the mock cannot give its reply: ", "")
    };
    assert_eq!(
        said(|mock| drop(mock.on::<Create>().reply(Reply::status(7)))),
        "7 is no status"
    );
    assert_eq!(
        said(|mock| drop(mock.on::<Create>().reply(Reply::status(200).header("a b", "c")))),
        "`a b: c` is no header"
    );
    assert_eq!(
        said(|mock| drop(mock.on::<Create>().refuse(1, "no"))),
        "its answers have no envelope, so only a status can say no"
    );
    assert_eq!(
        said(|mock| drop(mock.on::<Create>().fail(302, Problem::new("no")))),
        "the description has no such failure with status 302"
    );
}

#[test]
fn requests_are_kept_with_their_values_and_as_they_went_out() {
    let mock = Mock::new();
    mock.on::<List>().reply(Reply::status(503)).answer(vec![]);
    mock.any(|request| request.path() == "/v1/more").reply(Reply::json([1]));
    let core = builder(&mock)
        .credential(&KEY, [Secret::from("sk-hunter2")])
        .build()
        .unwrap();
    call(&core, at(2)).unwrap();
    static KNOWN: Undescribing = Undescribing::new(&[&[&KEY]], None);
    let more = Undescribed::<Vec<i64>>::post("/more").json(&[7]).with(&KNOWN);
    assert_eq!(call(&core, more).unwrap(), [1]);
    let requests = mock.requests();
    assert_eq!(requests.len(), 3, "each attempt");
    assert_eq!(requests[1].operation::<List>(), Some(&at(2)));
    assert_eq!(requests[1].operation::<Create>(), None);
    assert_eq!(mock.calls::<List>(), [Arc::new(at(2)), Arc::new(at(2))]);
    assert_eq!(
        (requests[1].method().as_str(), requests[1].path()),
        ("GET", "/v1/things")
    );
    assert_eq!(requests[1].query(), Some("page=2"));
    assert_eq!(requests[1].operation_id(), Some("list"));
    assert!(requests[1].header("user-agent").unwrap().starts_with("tests/1"));
    assert_eq!(requests[2].query(), Some("key=sk-hunter2"));
    assert_eq!(
        (requests[2].body().as_ref(), requests[2].json::<Vec<i64>>().unwrap()),
        (&b"[7]"[..], vec![7])
    );
    let shown = format!("{requests:?} {mock:?}");
    assert!(!shown.contains("hunter2"), "{shown}");
}
