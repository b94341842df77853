//! The same lists as streams, as pages, and by calls that block.

use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;

use super::*;
use crate::sequence::{Sequence, status};

fn server() -> Server {
    Server::new(|asked| {
        let page = number(asked, "page").unwrap();
        format!(r#"{{"data":{},"total":5,"pages":3}}"#, slice(5, (page - 1) * 2, 2))
    })
}

fn listing() -> Listing<BY_PAGE_AND_TOTAL> {
    Listing::default().with("size", 2)
}

async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

fn is_send_and_static<T: Send + 'static>(value: T) -> T {
    value
}

#[test]
fn lists_are_streams_that_can_be_sent_anywhere() {
    let server = server();
    let mut items = is_send_and_static(listing().items(&server.core()));
    let found = run(is_send_and_static(async move {
        let mut found = Vec::new();
        while let Some(item) = next(&mut items).await {
            found.push(item.unwrap().as_u64().unwrap());
        }
        found
    }));
    assert_eq!(found, [0, 1, 2, 3, 4]);
    assert_eq!(server.targets().len(), 3);
}

#[test]
fn nothing_is_requested_before_it_is_asked_for() {
    let server = server();
    let mut items = listing().items(&server.core());
    assert!(server.targets().is_empty());
    run(async {
        items.next().await.unwrap().unwrap();
        items.next().await.unwrap().unwrap();
    });
    assert_eq!(server.targets().len(), 1);
}

#[test]
fn hints_say_what_is_in_hand_and_what_the_server_told() {
    let server = server();
    let mut items = listing().items(&server.core());
    let mut hints = vec![items.size_hint()];
    run(async {
        while let Some(item) = items.next().await {
            item.unwrap();
            hints.push(items.size_hint());
        }
    });
    let expected = [
        (0, None),
        (1, Some(4)),
        (0, Some(3)),
        (1, Some(2)),
        (0, Some(1)),
        (0, Some(0)),
    ];
    assert_eq!(hints, expected);
    assert_eq!(items.total(), Some(5));
}

#[test]
fn pages_say_what_they_are() {
    let server = server();
    let mut pages = listing().pages(&server.core());
    assert!(pages.position().is_none());
    run(async {
        let first = pages.next().await.unwrap().unwrap();
        assert_eq!(
            (first.number(), first.total(), first.value["pages"].as_u64()),
            (Some(1), Some(5), Some(3))
        );
        assert_eq!(first.next_position().unwrap().as_page(), Some(2));
        assert_eq!(pages.position().unwrap().as_page(), Some(2));
        next(&mut pages).await.unwrap().unwrap();
        let last = pages.next().await.unwrap().unwrap();
        assert_eq!((last.number(), last.next_position()), (Some(3), None));
        assert!(pages.position().is_none() && pages.next().await.is_none());
    });
    assert_eq!(pages.size_hint(), (0, Some(0)));
}

/// Answers each request when it is looked at for the second time.
#[derive(Clone, Debug, Default)]
struct Hesitant(Arc<Mutex<usize>>);

impl Transport for Hesitant {
    fn execute(&self, _: Request<Body>) -> Exchange<'_> {
        *self.0.lock().unwrap() += 1;
        let mut asked = false;
        Box::pin(poll_fn(move |_| {
            if std::mem::replace(&mut asked, true) {
                std::task::Poll::Ready(Ok(Response::new(Body::from(r#"{"data":[1],"total":1}"#))))
            } else {
                std::task::Poll::Pending
            }
        }))
    }
}

#[test]
fn a_page_that_was_not_waited_for_is_not_asked_for_twice() {
    let server = Hesitant::default();
    let core = CoreBuilder::new(Some("https://api.example"), "tests/1")
        .transport(server.clone())
        .build()
        .unwrap();
    let mut items = listing().items(&core);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(std::pin::pin!(items.next()).as_mut().poll(&mut context).is_pending());
    assert!(std::pin::pin!(items.next()).as_mut().poll(&mut context).is_ready());
    assert_eq!(*server.0.lock().unwrap(), 1);
}

#[test]
fn each_page_has_the_attempts_of_a_call() {
    let timer = specloom_runtime::VirtualTimer::default();
    let server = Sequence::of([status(503, &[]), status(200, &[])]);
    let core = server.builder(&timer).build().unwrap();
    let (items, error) = all(listing().items(&core));
    assert!(items.is_empty() && error.is_none(), "{error:?}");
    assert_eq!((server.arrivals(), timer.waits().len()), (2, 1));
    // What is set for the call holds for each page.
    let server = Sequence::of([status(503, &[]), status(200, &[])]);
    let core = server.builder(&timer).build().unwrap();
    let options = CallOptions::new().retries(Retries::none());
    let (_, error) = all(Items::new(core, listing(), options));
    assert!(error.unwrap().is_status());
    assert_eq!(server.arrivals(), 1);
}

#[cfg(feature = "blocking")]
#[test]
fn lists_can_be_read_while_the_thread_waits() {
    let server = server();
    let mut items = listing().items(&server.core());
    let mut found = Vec::new();
    while let Some(item) = items.next_blocking() {
        found.push(item.unwrap().as_u64().unwrap());
    }
    assert_eq!(found, [0, 1, 2, 3, 4]);
    assert!(items.next_blocking().is_none());
    assert_eq!(server.targets().len(), 3);
    let mut pages = listing().pages(&server.core());
    assert_eq!(pages.next_blocking().unwrap().unwrap().number(), Some(1));
    let failing = Server::with_headers(|_| (500, Vec::new(), "{}".to_owned()));
    let mut items = listing().items(&failing.core());
    assert!(items.next_blocking().unwrap().unwrap_err().is_status());
    assert!(items.next_blocking().is_none());
}

#[cfg(feature = "testing")]
#[test]
fn a_server_in_memory_knows_whose_pages_it_answers() {
    use specloom_runtime::testing::Mock;

    let mock = Mock::new();
    let page = |number: u64| serde_json::json!({"data": [number], "total": 2});
    mock.on::<Listing<BY_PAGE_AND_TOTAL>>().answer(page(1)).answer(page(2));
    let core = CoreBuilder::new(Some("https://api.example"), "tests/1")
        .transport(mock.clone())
        .build()
        .unwrap();
    assert_eq!(numbers(Listing::<BY_PAGE_AND_TOTAL>::default().items(&core)), [1, 2]);
    assert_eq!(mock.calls::<Listing<BY_PAGE_AND_TOTAL>>().len(), 2);
    mock.verify();
}
