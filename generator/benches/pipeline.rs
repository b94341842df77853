//! The pipeline on the description of this workspace, stage by stage and as a whole.

#![expect(clippy::unwrap_used, reason = "a bench")]

use criterion::{Criterion, criterion_group, criterion_main};
use specloom::choices::Choices;
use specloom::diagnostics::Report;
use specloom::emit::Form;
use specloom::ir::Package;
use specloom::pipeline::Input;
use specloom::source::Sources;
use specloom::{check, emit, load, lower, pipeline, write};

fn stages(criterion: &mut Criterion) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/aurpay.yaml");
    let document = std::fs::read(path).unwrap();
    let package = Package {
        name: "shop".to_owned(),
        version: "0.1.0".to_owned(),
        ..Package::default()
    };
    let root = load::load(&mut Sources::new(), "api.yaml", &document, &mut Report::new()).unwrap();
    let api = lower::lower(&root, package.clone(), &Choices::default(), &mut Report::new());

    criterion.bench_function("load", |bencher| {
        bencher.iter(|| load::load(&mut Sources::new(), "api.yaml", &document, &mut Report::new()));
    });
    criterion.bench_function("check", |bencher| {
        bencher.iter(|| check::check(&root, &mut Report::new()))
    });
    criterion.bench_function("lower", |bencher| {
        bencher.iter(|| lower::lower(&root, package.clone(), &Choices::default(), &mut Report::new()))
    });
    criterion.bench_function("emit", |bencher| bencher.iter(|| emit::emit(&api, Form::Crate, None)));
    criterion.bench_function("format", |bencher| {
        bencher.iter_batched(
            || emit::emit(&api, Form::Crate, None),
            |files| write::texts(files, "api.yaml", None).unwrap(),
            criterion::BatchSize::SmallInput,
        );
    });
    let input = Input {
        name: "api.yaml".to_owned(),
        document: document.clone(),
        folder: None,
        settings: None,
        crate_name: None,
        runtime_path: None,
        command: None,
        form: Form::Crate,
        tests: false,
        deny_warnings: false,
    };
    criterion.bench_function("whole", |bencher| {
        bencher.iter(|| pipeline::run(&input, &mut Sources::new(), &mut Report::new()).unwrap());
    });
}

criterion_group!(benches, stages);
criterion_main!(benches);
