//! What is sent again, when, and what never is.

use std::time::Duration;

use http::Method;
use specloom_runtime::{
    Answer, Description, Error, ErrorKind, ParameterValue, Repeat, Retries, RetryBudget, Timeouts, Upload, VirtualTimer,
};

use crate::scripted::{call, operation};
use crate::sequence::{Sequence, interrupted, is_backoff, status, timeout, unsent};
use crate::streams::chunks;

operation!(Read -> (), Description::new("read", Method::GET, "/things").repeat(Repeat::Safe), |_, _| Ok(()), |answer| Answer::empty(answer));
operation!(Create -> (), Description::new("create", Method::POST, "/things"), |_, _| Ok(()), |answer| Answer::empty(answer));
operation!(
    Replace(Upload) -> (),
    Description::new("replace", Method::PUT, "/things").repeat(Repeat::Safe),
    |this, parts| parts.upload(&this.0),
    |answer| Answer::empty(answer)
);

struct Outcome {
    result: Result<(), Error>,
    arrivals: usize,
    waits: Vec<Duration>,
}

fn outcome<Op: specloom_runtime::Operation<Output = ()>>(sequence: &Sequence, operation: Op) -> Outcome {
    let timer = VirtualTimer::default();
    let core = sequence.builder(&timer).build().unwrap();
    Outcome {
        result: call(&core, operation),
        arrivals: sequence.arrivals(),
        waits: timer.waits(),
    }
}

#[test]
fn what_may_be_done_twice_is_tried_three_times() {
    for fault in [
        unsent,
        timeout,
        interrupted,
        || status(408, &[]),
        || status(429, &[]),
        || status(500, &[]),
        || status(503, &[]),
    ] {
        let mended = outcome(&Sequence::of([fault(), fault()]), Read);
        assert!(mended.result.is_ok());
        assert_eq!(mended.arrivals, 3);
        assert!(
            mended.waits.len() == 2 && is_backoff(&mended.waits),
            "{:?}",
            mended.waits
        );
        let broken = outcome(&Sequence::of([fault(), fault(), fault()]), Read);
        let error = broken.result.unwrap_err();
        assert_eq!((broken.arrivals, error.attempts()), (3, 3));
        assert!(error.is_retryable());
        assert!(error.to_string().ends_with(", after 3 attempts"), "{error}");
    }
}

#[test]
fn what_the_server_refuses_is_not_tried_again() {
    for code in [400, 401, 403, 404, 409, 422] {
        let refused = outcome(&Sequence::of([status(code, &[])]), Read);
        let error = refused.result.unwrap_err();
        assert_eq!((refused.arrivals, error.attempts()), (1, 1));
        assert!(!error.is_retryable());
    }
}

#[test]
fn what_must_not_be_done_twice_is_tried_again_only_if_it_never_left() {
    let mended = outcome(&Sequence::of([unsent(), unsent()]), Create);
    assert!(mended.result.is_ok() && mended.arrivals == 3);
    for fault in [
        timeout,
        interrupted,
        || status(408, &[]),
        || status(429, &[("retry-after", "1")]),
        || status(503, &[]),
    ] {
        let failed = outcome(&Sequence::of([fault()]), Create);
        let error = failed.result.unwrap_err();
        assert_eq!(failed.arrivals, 1);
        assert!(error.may_have_been_received() && !error.is_retryable());
    }
    let error = outcome(&Sequence::of([unsent(), unsent(), unsent()]), Create)
        .result
        .unwrap_err();
    assert!(!error.may_have_been_received() && error.is_retryable());
}

#[test]
fn an_attempt_that_may_have_arrived_is_not_forgotten() {
    let error = outcome(&Sequence::of([timeout(), unsent(), unsent()]), Read)
        .result
        .unwrap_err();
    assert!(error.is_connect() && error.may_have_been_received());
}

#[test]
fn the_hint_of_the_server_is_obeyed() {
    for (name, value, wait) in [
        ("retry-after", "7", Duration::from_secs(7)),
        ("retry-after-ms", "1500", Duration::from_millis(1500)),
        ("retry-after", "Mon, 17 Jun 2024 00:00:09 GMT", Duration::from_secs(9)),
        ("retry-after", "120", Duration::from_secs(120)),
    ] {
        let hinted = outcome(&Sequence::of([status(429, &[(name, value)])]), Read);
        assert!(hinted.result.is_ok());
        assert_eq!(hinted.waits, [wait]);
    }
    let asked_too_much = outcome(&Sequence::of([status(503, &[("retry-after", "121")])]), Read);
    let error = asked_too_much.result.unwrap_err();
    assert!(error.is_status());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(121)));
    assert_eq!((asked_too_much.arrivals, asked_too_much.waits.len()), (1, 0));
    let past = outcome(&Sequence::of([status(503, &[("retry-after", "0")])]), Read);
    assert!(
        past.result.is_ok() && is_backoff(&past.waits),
        "a hint of nothing is none"
    );
}

#[test]
fn a_server_that_says_whether_to_try_again_is_obeyed() {
    let asking = |code, said| Sequence::of([status(code, &[("x-should-retry", said)])]);
    for code in [429, 503] {
        let ended = outcome(&asking(code, "false"), Read);
        let error = ended.result.unwrap_err();
        assert!(error.is_status() && !error.is_retryable());
        assert_eq!(ended.arrivals, 1, "{code}");
    }
    for said in ["true", "TRUE"] {
        let asked = outcome(&asking(409, said), Read);
        assert!(asked.result.is_ok() && asked.arrivals == 2 && is_backoff(&asked.waits));
    }
    assert_eq!(outcome(&asking(409, "perhaps"), Read).arrivals, 1);
    assert_eq!(outcome(&asking(503, "perhaps"), Read).arrivals, 2);
    // What must not be done twice is not done twice, whoever asks.
    for code in [409, 503] {
        assert_eq!(outcome(&asking(code, "true"), Create).arrivals, 1, "{code}");
    }
}

#[test]
fn a_wait_that_ends_too_late_is_not_begun() {
    let timer = VirtualTimer::default();
    let sequence = Sequence::of([status(503, &[("retry-after", "60")])]);
    let core = sequence.builder(&timer);
    let core = core
        .timeouts(Timeouts::default().overall(Duration::from_secs(60)))
        .build()
        .unwrap();
    assert!(call(&core, Read).unwrap_err().is_status());
    assert!(timer.waits().is_empty());
}

#[test]
fn retries_are_a_matter_of_settings() {
    let timer = VirtualTimer::default();
    let sequence = Sequence::of((0..9).map(|_| status(500, &[])));
    let settings = Retries::up_to(5)
        .first_delay(Duration::from_secs(16))
        .longest_delay(Duration::from_secs(16));
    let core = sequence.builder(&timer).retries(settings).build().unwrap();
    assert_eq!(call(&core, Read).unwrap_err().attempts(), 6);
    assert!(timer.waits().iter().all(|wait| (12..=16).contains(&wait.as_secs())));
    let core = core.to_builder().retries(Retries::none()).build().unwrap();
    assert_eq!(call(&core, Read).unwrap_err().attempts(), 1);
}

#[test]
fn a_server_that_is_down_is_not_asked_more_and_more() {
    let timer = VirtualTimer::default();
    let sequence = Sequence::of((0..1000).map(|_| status(503, &[])));
    let budget = RetryBudget::new(20);
    let core = sequence.builder(&timer).retry_budget(budget.clone()).build().unwrap();
    for _ in 0..50 {
        assert!(call(&core, Read).is_err());
    }
    assert_eq!(sequence.arrivals(), 54, "four retries, and no more");
    assert_eq!(budget.left(), 0);
    // A clone pays from the same purse.
    let clone = core.to_builder().build().unwrap();
    assert_eq!(call(&clone, Read).unwrap_err().attempts(), 1);
}

#[test]
fn calls_that_succeed_fill_the_budget_again() {
    let timer = VirtualTimer::default();
    let budget = RetryBudget::new(10);
    let sequence = Sequence::of([status(503, &[]), status(503, &[]), status(503, &[])]);
    let core = sequence.builder(&timer).retry_budget(budget.clone()).build().unwrap();
    assert!(call(&core, Read).is_err());
    assert_eq!(budget.left(), 0);
    for _ in 0..7 {
        call(&core, Read).unwrap();
    }
    assert_eq!(budget.left(), 7);
    for _ in 0..7 {
        call(&core, Read).unwrap();
    }
    assert_eq!(budget.left(), 10, "it is never fuller than full");
}

#[test]
fn a_stream_that_is_used_up_leaves_the_error_that_was() {
    let sequence = Sequence::of([interrupted()]);
    let core = sequence
        .builder(&VirtualTimer::default())
        .timeouts(Timeouts::none())
        .build()
        .unwrap();
    let error = call(&core, Replace(Upload::once(Some(2), chunks(&["ab"])))).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Interrupted, 1));
    assert_eq!(sequence.arrivals(), 1);
}

operation!(
    Keyed(Option<&'static str>) -> (),
    Description::new("keyed", Method::POST, "/things")
        .repeat(Repeat::Safe)
        .idempotency_key("Idempotency-Key"),
    |this, parts| parts.header(
        "Idempotency-Key",
        this.0
            .map_or(ParameterValue::Absent, |key| ParameterValue::Text(key.into()))
    ),
    |answer| Answer::empty(answer)
);

#[test]
fn attempts_of_a_call_share_a_key_and_calls_have_their_own() {
    let sequence = Sequence::of([timeout(), status(503, &[])]);
    assert!(outcome(&sequence, Keyed(None)).result.is_ok());
    assert!(outcome(&sequence, Keyed(None)).result.is_ok());
    assert!(outcome(&sequence, Keyed(Some("by hand"))).result.is_ok());
    let keys = sequence.headers("idempotency-key");
    assert_eq!(keys.len(), 5);
    assert!(keys[0] == keys[1] && keys[1] == keys[2] && keys[2] != keys[3]);
    assert_eq!(
        keys[0]
            .parse::<specloom_runtime::codegen::v1::Uuid>()
            .unwrap()
            .get_version_num(),
        4
    );
    assert_eq!(keys[4], "by hand");
}
