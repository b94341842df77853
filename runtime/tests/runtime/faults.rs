//! Ten thousand calls to a server that goes wrong: what must not be done twice never arrives twice.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http::{Method, Request, Uri};
use specloom_runtime::codegen::v1;
use specloom_runtime::{
    Answer, Body, CallOptions, Core, CoreBuilder, Description, Error, Exchange, Repeat, ReqwestTransport, Retries,
    RetryBudget, Timeouts, Transport,
};

use crate::fault_server::{Fault, FaultServer, chance};
use crate::scripted::{operation, run};

operation!(
    Create -> (),
    Description::new("create", Method::POST, "/payments"),
    |_, parts| parts.text(&"a payment of some length, so that it can be cut"),
    |answer| Answer::empty(answer)
);
operation!(Read -> (), Description::new("read", Method::GET, "/payments").repeat(Repeat::Safe), |_, _| Ok(()), |answer| Answer::empty(answer));

const CALLS: u64 = 10_000;
/// Calls on their way at the same time.
const LANES: u64 = 48;

/// Sends some requests to a port where nobody listens, so that they fail as real ones do.
#[derive(Debug)]
struct Flaky<T> {
    inner: T,
    nowhere: Uri,
    sent: AtomicU64,
}

impl<T: Transport> Transport for Flaky<T> {
    fn execute(&self, mut request: Request<Body>) -> Exchange<'_> {
        if chance(self.sent.fetch_add(1, Ordering::Relaxed)) % 5 == 0 {
            *request.uri_mut() = self.nowhere.clone();
        }
        self.inner.execute(request)
    }
}

/// A client of the server that waits little, so that the test does.
fn core(server: &FaultServer, inner: impl Transport + 'static) -> Core {
    let nowhere = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let limit = Duration::from_millis(150);
    CoreBuilder::new(Some(&format!("http://{}", server.address)), "tests/1")
        .transport(Flaky {
            inner,
            nowhere: format!("http://{nowhere}/").parse().unwrap(),
            sent: AtomicU64::new(0),
        })
        .retries(
            Retries::default()
                .first_delay(Duration::from_millis(1))
                .longest_delay(Duration::from_millis(2)),
        )
        .retry_budget(RetryBudget::new(u32::MAX))
        .timeouts(
            Timeouts::none()
                .attempt(limit)
                .stalled(limit / 2)
                .overall(Duration::from_secs(60)),
        )
        .build()
        .unwrap()
}

struct Outcome {
    call: u64,
    creates: bool,
    result: Result<(), Error>,
}

async fn one(core: Core, call: u64) -> Outcome {
    let options = CallOptions::new().header("x-call", call.to_string());
    let creates = call % 2 == 0;
    let result = if creates {
        v1::send(core, Create, options).await
    } else {
        v1::send(core, Read, options).await
    };
    Outcome { call, creates, result }
}

#[test]
fn no_creating_call_arrives_twice() {
    let server = FaultServer::start();
    let outcomes: Vec<Outcome> = run(async {
        let core = core(&server, ReqwestTransport::builder().without_proxy().build().unwrap());
        let next = Arc::new(AtomicU64::new(0));
        let lanes: Vec<_> = (0..LANES)
            .map(|_| {
                let (core, next) = (core.clone(), Arc::clone(&next));
                tokio::spawn(async move {
                    let mut outcomes = Vec::new();
                    loop {
                        let call = next.fetch_add(1, Ordering::Relaxed);
                        if call >= CALLS {
                            return outcomes;
                        }
                        outcomes.push(one(core.clone(), call).await);
                    }
                })
            })
            .collect();
        let mut outcomes = Vec::new();
        for lane in lanes {
            outcomes.extend(lane.await.unwrap());
        }
        outcomes
    });
    judge(&server, &outcomes, CALLS);
}

/// Checks what became of each call, and that enough went wrong and enough went right.
fn judge(server: &FaultServer, outcomes: &[Outcome], calls: u64) {
    let log = server.log.lock().unwrap();
    assert_eq!(outcomes.len(), usize::try_from(calls).unwrap());
    let mut repeated = 0;
    for Outcome { call, creates, result } in outcomes {
        let arrivals = log.arrivals.get(call).copied().unwrap_or_default();
        assert!(
            arrivals <= if *creates { 1 } else { 3 },
            "call {call} arrived {arrivals} times"
        );
        match result {
            Ok(()) => assert!(arrivals >= 1, "call {call} succeeded without arriving"),
            Err(error) if !error.may_have_been_received() => assert_eq!(arrivals, 0, "call {call}: {error}"),
            Err(_) => {}
        }
        repeated += u32::from(arrivals > 1);
    }
    let share = |of_a_thousand: usize| outcomes.len() * of_a_thousand / 1000;
    // The test would show nothing if nothing had gone wrong, or nothing right.
    let succeeded = |creates: bool| {
        outcomes
            .iter()
            .filter(|one| one.creates == creates && one.result.is_ok())
            .count()
    };
    assert!(
        succeeded(true) > share(30) && succeeded(false) > share(100),
        "{} and {}",
        succeeded(true),
        succeeded(false)
    );
    assert!(usize::try_from(repeated).unwrap() > share(50), "{repeated}");
    let unsent = outcomes
        .iter()
        .filter(|one| matches!(&one.result, Err(error) if !error.may_have_been_received()))
        .count();
    assert!(unsent > 0);
    for fault in [
        Fault::None,
        Fault::CutDuringRequest,
        Fault::CutInBody,
        Fault::StalledHead,
        Fault::StalledBody,
        Fault::Garbage,
        Fault::Status(503),
    ] {
        assert!(
            usize::try_from(log.faults[&fault]).unwrap() > share(5),
            "{fault:?}: {:?}",
            log.faults
        );
    }
}

#[cfg(feature = "blocking")]
#[test]
fn no_creating_call_arrives_twice_that_blocks() {
    const CALLS: u64 = 2_000;
    let server = FaultServer::start();
    let core = core(&server, specloom_runtime::UreqTransport::new().unwrap());
    let next = AtomicU64::new(0);
    let lane = || {
        let mut outcomes = Vec::new();
        loop {
            let call = next.fetch_add(1, Ordering::Relaxed);
            if call >= CALLS {
                return outcomes;
            }
            let options = CallOptions::new().header("x-call", call.to_string());
            let creates = call % 2 == 0;
            let result = if creates {
                v1::send_blocking(core.clone(), Create, options)
            } else {
                v1::send_blocking(core.clone(), Read, options)
            };
            outcomes.push(Outcome { call, creates, result });
        }
    };
    let outcomes: Vec<Outcome> = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES).map(|_| scope.spawn(lane)).collect();
        lanes.into_iter().flat_map(|lane| lane.join().unwrap()).collect()
    });
    judge(&server, &outcomes, CALLS);
}
