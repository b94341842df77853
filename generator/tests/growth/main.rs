//! Memory grows with the size of a description and no faster. Time is not asserted, the machine decides that: `cargo bench --bench growth`.

#![expect(clippy::unwrap_used, reason = "tests say what they expect by failing")]
#![expect(clippy::print_stdout, reason = "the figures of a run")]

#[path = "../../benches/synthetic.rs"]
mod synthetic;

use std::sync::Mutex;

use peak_alloc::PeakAlloc;
use specloom::diagnostics::Report;
use specloom::emit::Form;
use specloom::pipeline::{self, Input};
use specloom::source::Sources;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;
static ALONE: Mutex<()> = Mutex::new(());

/// What one operation takes in a description of so many: memory at the peak, and lines of Rust.
struct Share {
    bytes: usize,
    lines: usize,
}

fn share(operations: usize) -> Share {
    let input = Input {
        name: "api.json".to_owned(),
        document: synthetic::document(operations).into_bytes(),
        folder: None,
        settings: None,
        crate_name: None,
        runtime_path: None,
        command: None,
        form: Form::Crate,
        tests: false,
        deny_warnings: false,
    };
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let mut report = Report::new();
    let texts = pipeline::run(&input, &mut Sources::new(), &mut report).unwrap();
    let share = Share {
        bytes: (MEMORY.peak_usage() - before) / operations,
        lines: texts.values().map(|text| text.lines().count()).sum::<usize>() / operations,
    };
    println!(
        "{operations} operations: {} bytes at the peak and {} lines for each",
        share.bytes, share.lines
    );
    share
}

/// Memory may vary by a tenth: tables double when they are full.
fn stays_the_same(operations: [usize; 2]) {
    // What another test holds would be counted too.
    let alone = ALONE.lock().unwrap();
    let [small, large] = operations.map(share);
    drop(alone);
    assert!(
        large.bytes * 10 <= small.bytes * 11,
        "{} bytes grew to {}",
        small.bytes,
        large.bytes
    );
    assert!(
        large.lines <= small.lines,
        "{} lines grew to {}",
        small.lines,
        large.lines
    );
}

#[test]
fn an_operation_takes_the_same_among_many() {
    stays_the_same([100, 2_000]);
}

#[test]
#[ignore = "takes seconds; .ci/deep runs it"]
fn an_operation_takes_the_same_among_ten_thousand() {
    stays_the_same([1_000, 10_000]);
}
