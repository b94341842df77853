//! The whole pipeline on descriptions of 100, 1,000 and 10,000 operations. Criterion's `thrpt` is operations a second: where it stays, time
//! grows with the size alone. `tests/growth` holds memory to the same.

#![expect(clippy::unwrap_used, reason = "a bench")]

mod synthetic;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use specloom::diagnostics::Report;
use specloom::emit::Form;
use specloom::pipeline::{self, Input};
use specloom::source::Sources;

fn growth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("growth");
    group.sample_size(10);
    for operations in [100, 1_000, 10_000] {
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
        group.throughput(Throughput::Elements(operations as u64));
        group.bench_with_input(BenchmarkId::from_parameter(operations), &input, |bencher, input| {
            bencher.iter(|| pipeline::run(input, &mut Sources::new(), &mut Report::new()).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, growth);
criterion_main!(benches);
