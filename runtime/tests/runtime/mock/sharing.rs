//! A mock in several hands: of clones, threads, its own conditions, and calls of other kinds.

use std::collections::BTreeSet;

use specloom_runtime::testing::SentRequest;

use super::*;

#[test]
fn a_condition_may_look_at_the_mock_itself() {
    let mock = Mock::new();
    let seen = mock.clone();
    mock.any(move |_| seen.requests().is_empty()).reply(Reply::status(503));
    mock.on::<List>().answer(vec![job(1)]);
    assert_eq!(call(&client(&mock), all()).unwrap(), [job(1)]);
    assert_eq!(mock.requests().len(), 2);
    let seen = mock.clone();
    mock.when(move |_: &Create| seen.problems().is_empty()).answer(job(2));
    assert!(
        call(&client(&mock), CREATE)
            .unwrap_err()
            .to_string()
            .contains("its condition does not hold")
    );
}

#[test]
fn undescribed_requests_are_answered_as_the_client_expects() {
    static KNOWN: Undescribing = Undescribing::new(&[], Some(&WRAPPED));
    let mock = Mock::new();
    mock.when(|request: &Undescribed<Job>| request.path() == "/new/7")
        .answer(job(7));
    let asked = Undescribed::<Job>::get("/new/7").with(&KNOWN);
    assert_eq!(call(&client(&mock), asked).unwrap(), job(7));
    mock.verify();
}

#[test]
fn threads_and_clones_share_one_mock() {
    let mock = Mock::new();
    mock.on::<List>().answer(vec![job(1)]);
    let core = client(&mock);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| call(&core.to_builder().build().unwrap(), all()).unwrap());
        }
    });
    assert_eq!(mock.clone().requests().len(), 8);
}

#[cfg(feature = "blocking")]
#[test]
fn calls_that_block_see_the_same() {
    let mock = Mock::new();
    mock.on::<List>()
        .reply(Reply::no_answer())
        .reply(Reply::status(429).header("Retry-After", "100"))
        .answer(vec![job(1)]);
    let answer = v1::send_blocking(client(&mock), at(1), CallOptions::new()).unwrap();
    assert_eq!(answer, [job(1)]);
    assert_eq!(mock.requests().len(), 3);
    assert!(mock.waits().contains(&Duration::from_secs(100)));
    mock.verify();
    let unexpected = v1::send_blocking(client(&mock), CREATE, CallOptions::new()).unwrap_err();
    assert_eq!(unexpected.kind(), ErrorKind::Configuration);
}

#[test]
fn in_order_calls_of_many_threads_each_have_their_turn() {
    let mock = Mock::in_order();
    for id in 0..8 {
        let slow = |_: &SentRequest| {
            std::thread::sleep(Duration::from_millis(2));
            true
        };
        mock.any(slow).reply(Reply::json(serde_json::json!({"id": id})));
    }
    let core = client(&mock);
    let ids: BTreeSet<i64> = std::thread::scope(|scope| {
        let calls: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| call(&core, CREATE).unwrap().id))
            .collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    });
    assert_eq!(ids, (0..8).collect());
    mock.verify();
}
