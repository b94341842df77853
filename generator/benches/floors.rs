//! What nobody can go below who reads these documents and writes this much Rust: the same work by other libraries, alone, beside ours.
//! `CORPUS` names the folder of the documents; without it, only what needs none is measured.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a bench")]

use std::path::Path;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use specloom::diagnostics::Report;
use specloom::load;
use specloom::source::Sources;

const GITHUB: &str = "prog-api.github.com.json";
const STRIPE: &str = "stripe-2023.yaml";

fn document(name: &str) -> Option<String> {
    let Some(folder) = std::env::var_os("CORPUS") else {
        eprintln!("skipped, CORPUS names no folder: {name}");
        return None;
    };
    Some(std::fs::read_to_string(Path::new(&folder).join(name)).unwrap())
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reading");
    group.sample_size(20);
    let ours =
        |name: &str, text: &str| load::load(&mut Sources::new(), name, text.as_bytes(), &mut Report::new()).unwrap();
    if let Some(text) = document(GITHUB) {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("GitHub, JSON: serde_json into openapiv3", |bencher| {
            bencher.iter(|| serde_json::from_str::<openapiv3::OpenAPI>(&text).unwrap());
        });
        group.bench_function("GitHub, JSON: our tree with places", |bencher| {
            bencher.iter(|| ours(GITHUB, &text))
        });
    }
    if let Some(text) = document(STRIPE) {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("Stripe, YAML: events of saphyr-parser", |bencher| {
            bencher.iter(|| saphyr_parser::Parser::new_from_str(&text).map(Result::unwrap).count());
        });
        group.bench_function("Stripe, YAML: events of granit-parser", |bencher| {
            bencher.iter(|| granit_parser::Parser::new_from_str(&text).map(Result::unwrap).count());
        });
        group.bench_function("Stripe, YAML: yaml_serde into openapiv3", |bencher| {
            bencher.iter(|| yaml_serde::from_str::<openapiv3::OpenAPI>(&text).unwrap());
        });
        group.bench_function("Stripe, YAML: our tree with places", |bencher| {
            bencher.iter(|| ours(STRIPE, &text))
        });
    }
    group.finish();
}

/// Rust as people write it: the sources of this package. Criterion's `thrpt` is lines a second.
fn writing(criterion: &mut Criterion) {
    let mut texts = Vec::new();
    gather(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut texts);
    let lines: usize = texts.iter().map(|text| text.lines().count()).sum();
    let tokens = || -> Vec<proc_macro2::TokenStream> { texts.iter().map(|text| text.parse().unwrap()).collect() };
    let files: Vec<syn::File> = tokens()
        .into_iter()
        .map(|tokens| syn::parse2(tokens).unwrap())
        .collect();

    let mut group = criterion.benchmark_group("writing");
    group.sample_size(20);
    group.throughput(Throughput::Elements(lines as u64));
    group.bench_function("tokens: syn", |bencher| {
        let parse = |all: Vec<_>| {
            all.into_iter()
                .map(|tokens| syn::parse2(tokens).unwrap())
                .collect::<Vec<syn::File>>()
        };
        bencher.iter_batched(tokens, parse, BatchSize::LargeInput);
    });
    group.bench_function("syntax: prettyplease", |bencher| {
        bencher.iter(|| {
            files
                .iter()
                .map(|file| prettyplease::unparse(file).len())
                .sum::<usize>()
        });
    });
    group.finish();
}

fn gather(folder: &Path, texts: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, texts);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

criterion_group!(benches, reading, writing);
criterion_main!(benches);
