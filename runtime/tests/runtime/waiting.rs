//! Waits until a value has come to something, in time that is put forward.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{Method, Request, Response};
use specloom_runtime::{
    Answer, Body, CallOptions, CoreBuilder, Description, Error, ErrorKind, Exchange, Repeat, Retries, Transport,
    TransportError, VirtualTimer, Waiter, Waiting,
};

use crate::scripted::{operation, run};

operation!(
    GetOrder -> serde_json::Value,
    Description::new("getOrder", Method::GET, "/orders/7").repeat(Repeat::Safe),
    |_, _| Ok(()),
    |answer| Answer::json(answer)
);
operation!(
    GetSecret -> serde_json::Value,
    Description::new("getSecret", Method::GET, "/secret").repeat(Repeat::Safe).sensitive(true),
    |_, _| Ok(()),
    |answer| Answer::json(answer)
);

static SETTLED: Waiter = Waiter::new(&["data", "status"], &["SUCCESS", "RESOLVED"])
    .failed(&["TERMINATED"])
    .passing(&["PENDING"])
    .time_limit(120_000);

static DONE: Waiter = Waiter::new(&["data", "status"], &["true", "7", "SUCCESS"]).failed(&["FAILED"]);

/// Gives its answers in order, the last one for ever.
#[derive(Clone)]
struct Statuses(Arc<Mutex<Vec<Outcome>>>, Arc<Mutex<usize>>);

/// A status and a body, or no answer in time.
type Outcome = Result<(u16, String), ()>;

impl std::fmt::Debug for Statuses {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Statuses")
    }
}

impl Statuses {
    fn of(statuses: &[&str]) -> Self {
        let answer = |status: &&str| match *status {
            "timeout" => Err(()),
            "503" => Ok((503, String::new())),
            "" => Ok((200, r#"{"data":{}}"#.to_owned())),
            json => Ok((200, format!(r#"{{"data":{{"status":{json}}}}}"#))),
        };
        Self(
            Arc::new(Mutex::new(statuses.iter().rev().map(answer).collect())),
            Arc::default(),
        )
    }

    fn waiting(&self, timer: &VirtualTimer, waiter: &'static Waiter) -> Waiting<GetOrder> {
        self.waiting_with(timer, waiter, CallOptions::new())
    }

    fn waiting_with(&self, timer: &VirtualTimer, waiter: &'static Waiter, options: CallOptions) -> Waiting<GetOrder> {
        let core = CoreBuilder::new(Some("https://api.example"), "tests/1")
            .timer(timer.clone())
            .transport(self.clone())
            .build()
            .unwrap();
        Waiting::new(core, GetOrder, options, waiter)
    }

    fn polls(&self) -> usize {
        *self.1.lock().unwrap()
    }
}

impl Transport for Statuses {
    fn execute(&self, _: Request<Body>) -> Exchange<'_> {
        *self.1.lock().unwrap() += 1;
        let mut left = self.0.lock().unwrap();
        let answer = if left.len() > 1 {
            left.pop().unwrap()
        } else {
            left.last().unwrap().clone()
        };
        Box::pin(async move {
            let (status, body) = answer.map_err(|()| TransportError::timeout("too slow"))?;
            Ok(Response::builder().status(status).body(Body::from(body)).unwrap())
        })
    }
}

fn failed(statuses: &[&str], waiter: &'static Waiter) -> Error {
    run(Statuses::of(statuses)
        .waiting(&VirtualTimer::default(), waiter)
        .into_future())
    .unwrap_err()
}

#[test]
fn it_calls_until_the_value_is_there_and_gives_the_last_answer() {
    let (server, timer) = (
        Statuses::of(&[r#""PENDING""#, r#""PENDING""#, r#""RESOLVED""#]),
        VirtualTimer::default(),
    );
    let value = run(server.waiting(&timer, &SETTLED).into_future()).unwrap();
    assert_eq!(value["data"]["status"], "RESOLVED");
    assert_eq!(server.polls(), 3);
    let waits = timer.waits();
    let full = [5000, 7500];
    assert_eq!(waits.len(), 2);
    for (wait, full) in waits.iter().zip(full) {
        assert!((full * 3 / 4..=full).contains(&wait.as_millis()), "{waits:?}");
    }
}

#[test]
fn a_value_that_is_there_already_costs_one_call() {
    let (server, timer) = (Statuses::of(&[r#""SUCCESS""#]), VirtualTimer::default());
    run(server.waiting(&timer, &SETTLED).into_future()).unwrap();
    assert_eq!((server.polls(), timer.waits().len()), (1, 0));
}

#[test]
fn numbers_and_flags_are_values_too() {
    for value in ["true", "7"] {
        run(Statuses::of(&["false", value])
            .waiting(&VirtualTimer::default(), &DONE)
            .into_future())
        .unwrap();
    }
}

#[test]
fn a_value_behind_which_nothing_comes_is_an_error_that_says_it() {
    let error = failed(&[r#""PENDING""#, r#""TERMINATED""#], &SETTLED);
    assert!(error.is_wait_failed() && !error.is_timeout() && !error.is_retryable());
    assert_eq!(error.last_value(), Some("TERMINATED"));
    assert_eq!(error.kind(), ErrorKind::WaitFailed);
    assert_eq!(
        error.to_string(),
        "GET /orders/7: `data.status` is \"TERMINATED\", behind which none of those comes that are waited for"
    );
    let body = error.answer().unwrap().body().clone();
    assert_eq!(body, r#"{"data":{"status":"TERMINATED"}}"#, "the last answer is kept");
}

#[test]
fn a_value_that_nobody_knows_is_neither_settled_nor_waited_on() {
    let error = failed(&[r#""SUCCEED""#], &SETTLED);
    assert!(error.is_wait_failed());
    assert_eq!(
        error.to_string(),
        "GET /orders/7: `data.status` is \"SUCCEED\", of which the description does not say what follows on it"
    );
    for (missing, shown) in [("", None), ("null", None), ("{}", None), (r#""""#, Some(""))] {
        let error = failed(&[missing], &SETTLED);
        assert_eq!((error.is_wait_failed(), error.last_value()), (true, shown), "{missing}");
    }
    assert_eq!(
        failed(&[""], &SETTLED).to_string(),
        "GET /orders/7: the answer has no `data.status`, of which the description does not say what follows on it"
    );
}

#[test]
fn without_a_list_of_passing_values_an_unknown_one_is_waited_on_until_the_time_is_over() {
    run(Statuses::of(&[r#""NEW""#, "", r#""SUCCESS""#])
        .waiting(&VirtualTimer::default(), &DONE)
        .into_future())
    .unwrap();
    assert!(failed(&[r#""NEW""#], &DONE).is_timeout());
}

#[test]
fn the_time_is_limited() {
    let (server, timer) = (Statuses::of(&[r#""PENDING""#]), VirtualTimer::default());
    let error = run(server.waiting(&timer, &SETTLED).into_future()).unwrap_err();
    assert!(error.is_timeout() && !error.is_wait_failed() && !error.is_retryable());
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert_eq!(error.last_value(), Some("PENDING"));
    assert_eq!(
        error.to_string(),
        "GET /orders/7: after 120s `data.status` is \"PENDING\""
    );
    // No pause is waited for in vain: a call follows on each, the last one with two seconds left.
    assert_eq!(timer.waits().iter().sum::<Duration>(), Duration::from_secs(118));
    assert_eq!(server.polls(), timer.waits().len() + 1);
    assert!(timer.waits().iter().all(|wait| *wait <= Duration::from_secs(30)));
}

#[test]
fn pauses_and_limits_can_be_set() {
    let (server, timer) = (Statuses::of(&[r#""PENDING""#]), VirtualTimer::default());
    let waiting = server
        .waiting(&timer, &SETTLED)
        .first_pause(Duration::from_secs(1))
        .longest_pause(Duration::from_secs(2))
        .factor(2.0)
        .time_limit(Duration::from_secs(7));
    assert!(run(waiting.into_future()).unwrap_err().is_timeout());
    assert_eq!(timer.waits().iter().sum::<Duration>(), Duration::from_millis(6_300));
    let longest = timer.waits().into_iter().max().unwrap();
    assert!(longest <= Duration::from_secs(2));
    // No time at all is enough for one call.
    let (server, timer) = (Statuses::of(&[r#""PENDING""#]), VirtualTimer::default());
    let waiting = server.waiting(&timer, &SETTLED).time_limit(Duration::ZERO);
    assert!(run(waiting.into_future()).unwrap_err().is_timeout());
    assert_eq!(server.polls(), 1);
}

#[test]
fn a_time_limit_shorter_than_the_pauses_is_enough_for_a_second_look() {
    let (server, timer) = (Statuses::of(&[r#""PENDING""#, r#""SUCCESS""#]), VirtualTimer::default());
    let waiting = server.waiting(&timer, &SETTLED).time_limit(Duration::from_secs(3));
    run(waiting.into_future()).unwrap();
    assert_eq!((server.polls(), timer.waits()), (2, vec![Duration::from_millis(2_700)]));
}

#[test]
fn no_pause_at_all_is_a_short_one() {
    let (server, timer) = (Statuses::of(&[r#""PENDING""#]), VirtualTimer::default());
    let waiting = server.waiting(&timer, &SETTLED).first_pause(Duration::ZERO);
    let waiting = waiting.longest_pause(Duration::ZERO).time_limit(Duration::from_secs(1));
    assert!(run(waiting.into_future()).unwrap_err().is_timeout());
    assert!((90..=125).contains(&server.polls()), "{}", server.polls());
}

#[test]
fn each_call_has_its_own_retries_and_what_it_fails_with_ends_the_wait() {
    let (server, timer) = (
        Statuses::of(&[r#""PENDING""#, "503", r#""SUCCESS""#]),
        VirtualTimer::default(),
    );
    run(server.waiting(&timer, &SETTLED).into_future()).unwrap();
    assert_eq!(server.polls(), 3);
    let options = CallOptions::new().retries(Retries::none());
    let server = Statuses::of(&[r#""PENDING""#, "503"]);
    let error = run(server.waiting_with(&timer, &SETTLED, options).into_future()).unwrap_err();
    assert!(error.is_status());
    let error = failed(&["timeout"], &SETTLED);
    assert_eq!((error.kind(), error.last_value()), (ErrorKind::Timeout, None));
}

#[test]
fn a_value_of_a_sensitive_answer_is_not_shown() {
    let (server, timer) = (Statuses::of(&[r#""TERMINATED""#]), VirtualTimer::default());
    let core = CoreBuilder::new(Some("https://api.example"), "tests/1");
    let core = core.timer(timer).transport(server).build().unwrap();
    let waiting = Waiting::new(core, GetSecret, CallOptions::new(), &SETTLED);
    let error = run(waiting.into_future()).unwrap_err();
    assert!(!error.to_string().contains("TERMINATED") && !format!("{error:?}").contains("TERMINATED"));
}

#[test]
fn waits_can_be_sent_anywhere() {
    fn is_send_and_static<T: Send + 'static>(_: &T) {}
    let waiting = Statuses::of(&["1"]).waiting(&VirtualTimer::default(), &SETTLED);
    is_send_and_static(&waiting);
    is_send_and_static(&waiting.into_future());
}

#[cfg(feature = "blocking")]
#[test]
fn the_thread_can_wait() {
    let (server, timer) = (Statuses::of(&[r#""PENDING""#, r#""SUCCESS""#]), VirtualTimer::default());
    let value = server.waiting(&timer, &SETTLED).wait_blocking().unwrap();
    assert_eq!(value["data"]["status"], "SUCCESS");
    assert_eq!((server.polls(), timer.waits().len()), (2, 1));
    let error = Statuses::of(&[r#""PENDING""#])
        .waiting(&timer, &SETTLED)
        .wait_blocking()
        .unwrap_err();
    assert!(error.is_timeout());
}

#[cfg(feature = "testing")]
#[test]
fn a_server_in_memory_knows_what_is_waited_for() {
    use specloom_runtime::testing::Mock;

    let mock = Mock::new();
    let order = |status: &str| serde_json::json!({"data": {"status": status}});
    mock.on::<GetOrder>().answer(order("PENDING")).answer(order("SUCCESS"));
    let core = CoreBuilder::new(Some("https://api.example"), "tests/1");
    let core = core
        .transport(mock.clone())
        .timer(VirtualTimer::default())
        .build()
        .unwrap();
    run(Waiting::new(core, GetOrder, CallOptions::new(), &SETTLED).into_future()).unwrap();
    mock.verify();
}
