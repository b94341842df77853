//! Settings beyond all measure, and time that does what it should not.

use std::sync::Mutex;
use std::time::Duration;

use http::Method;
use jiff::Timestamp;
use specloom_runtime::{
    CallOptions, Clock, Core, Description, FixedClock, Repeat, Retries, Sleeping, Timeouts, Timer, VirtualTimer,
    Waiter, Waiting,
};

use crate::scripted::{Scripted, answered, builder, call, operation, run};
use crate::sequence::{Sequence, status};

operation!(Read -> serde_json::Value, Description::new("read", Method::GET, "/things").repeat(Repeat::Safe), |_, _| Ok(()), |answer| answer.json());

/// Limits that no clock can count to.
#[cfg(feature = "reqwest")]
fn endless() -> Timeouts {
    Timeouts::none()
        .connect(Duration::MAX)
        .attempt(Duration::MAX)
        .overall(Duration::MAX)
        .stalled(Duration::MAX)
}

#[cfg(feature = "reqwest")]
#[test]
fn limits_beyond_all_measure_are_none() {
    use crate::server::{Server, ok};

    let server = Server::answering(ok("7"));
    let core = || server.builder().timeouts(endless()).build().unwrap();
    assert_eq!(call(&core(), Read).unwrap(), 7);
    #[cfg(feature = "blocking")]
    assert_eq!(
        specloom_runtime::codegen::v1::send_blocking(core(), Read, CallOptions::new()).unwrap(),
        7
    );
}

#[test]
fn waits_beyond_all_measure_add_up() {
    let timer = VirtualTimer::default();
    run(async {
        timer.sleep(Duration::MAX).await;
        timer.sleep(Duration::MAX).await;
    });
    assert_eq!(timer.elapsed(), Duration::MAX);
    let retries = Retries::up_to(u32::MAX)
        .first_delay(Duration::MAX)
        .longest_delay(Duration::MAX);
    let core = Sequence::of([status(503, &[])]).builder(&VirtualTimer::default());
    let core = core.retries(retries).timeouts(Timeouts::none()).build().unwrap();
    assert!(call(&core, Read).is_ok());
}

/// A timer that goes back with each look at it, against its promise.
#[derive(Debug)]
struct Backwards(Mutex<Duration>);

impl Timer for Backwards {
    fn elapsed(&self) -> Duration {
        let mut now = self.0.lock().unwrap();
        *now = now.saturating_sub(Duration::from_secs(1));
        *now
    }

    fn sleep(&self, _: Duration) -> Sleeping {
        Box::pin(std::future::ready(()))
    }
}

fn backwards(body: &'static str) -> Core {
    let core = answered(200, &[], body).to_builder();
    core.timer(Backwards(Mutex::new(Duration::from_secs(100))))
        .build()
        .unwrap()
}

#[test]
fn a_timer_that_goes_back_ends_no_program() {
    static WAITER: Waiter = Waiter::new(&["status"], &["DONE"]).failed(&["FAILED"]);
    assert!(call(&backwards("7"), Read).is_ok());
    let waiting = Waiting::new(backwards(r#"{"status":"DONE"}"#), Read, CallOptions::new(), &WAITER);
    assert!(run(waiting.into_future()).is_ok());
    let waiting = Waiting::new(backwards("not JSON"), Read, CallOptions::new(), &WAITER);
    assert!(run(waiting.into_future()).is_err());
}

/// A clock that jumps between the ends of time.
#[derive(Debug, Default)]
struct Jumping(Mutex<bool>);

impl Clock for Jumping {
    fn now(&self) -> Timestamp {
        let mut late = self.0.lock().unwrap();
        *late = !*late;
        if *late { Timestamp::MAX } else { Timestamp::MIN }
    }
}

#[test]
fn a_clock_at_the_end_of_time_ends_no_program() {
    let dates = [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 17 Jun 2024 00:00:00 GMT",
        "never",
    ];
    for date in dates {
        for (name, value) in [("retry-after", date), ("retry-after", "-1"), ("date", date)] {
            let transport = Scripted::new(move || {
                let answer = http::Response::builder()
                    .status(401)
                    .header("date", date)
                    .header(name, value);
                Ok(answer.body("{}".into()).unwrap())
            });
            for clock in [Timestamp::MIN, Timestamp::MAX] {
                let core = builder(&transport).clock(FixedClock(clock)).build().unwrap();
                assert!(call(&core, Read).unwrap_err().is_auth());
            }
            let core = builder(&transport).clock(Jumping::default()).build().unwrap();
            assert!(call(&core, Read).unwrap_err().is_auth());
        }
    }
}
