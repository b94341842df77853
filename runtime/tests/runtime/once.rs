//! What was done once is not done again, within bounds.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use specloom_runtime::{Clock, Once, SeenInMemory};

#[derive(Clone, Debug, Default)]
struct Hands(Arc<AtomicI64>);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

#[test]
fn a_key_is_first_once_until_its_time_is_over() {
    let hands = Hands::default();
    let seen = SeenInMemory::new(10, Duration::from_secs(60)).clock(hands.clone());
    assert!(seen.is_first("32:delivered") && seen.is_first("32:refunded"));
    hands.0.store(60, Ordering::Relaxed);
    assert!(!seen.is_first("32:delivered"));
    hands.0.store(61, Ordering::Relaxed);
    assert!(seen.is_first("32:delivered"));
}

#[test]
fn the_oldest_goes_when_there_are_too_many() {
    let seen = SeenInMemory::new(2, Duration::MAX);
    for key in ["a", "b", "c"] {
        assert!(seen.is_first(key));
    }
    assert!(!seen.is_first("b") && !seen.is_first("c"));
    assert!(seen.is_first("a"));
    assert!(SeenInMemory::new(0, Duration::ZERO).is_first("a"));
}

#[test]
fn what_failed_can_be_tried_again() {
    let seen = SeenInMemory::new(2, Duration::from_secs(60));
    for _ in 0..100 {
        assert!(seen.is_first("a"));
        seen.forget_now("a");
    }
    seen.is_first("b");
    assert!(seen.is_first("a") && !seen.is_first("b"));
    assert!(!format!("{seen:?}").contains("\"a\""));
}

#[test]
fn of_many_threads_one_is_first() {
    let seen = SeenInMemory::new(100, Duration::from_secs(60));
    let first = AtomicI64::new(0);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for key in 0..50 {
                    let is_first = seen.is_first(&key.to_string());
                    first.fetch_add(i64::from(is_first), Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(first.into_inner(), 50);
}

#[tokio::test]
async fn the_trait_does_the_same() {
    let seen: Box<dyn Once> = Box::new(SeenInMemory::new(2, Duration::from_secs(60)));
    assert!(seen.first_time("a").await.unwrap());
    assert!(!seen.first_time("a").await.unwrap());
    seen.forget("a").await.unwrap();
    assert!(seen.first_time("a").await.unwrap());
}
