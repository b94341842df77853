//! Documents that were changed at random: each ends in output that is sound, or in a finding with a place, and soon.

mod change;
mod tree;

use std::time::{Duration, Instant};

use specloom::diagnostics::{Renderer, Report, Severity};
use specloom::emit::Form;
use specloom::pipeline::Input;
use specloom::source::Sources;

use crate::numbers::Numbers;
use crate::{cases, sound};
use tree::Tree;

/// Far more than any of these documents takes, and far less than a person waits.
const LONGEST: Duration = Duration::from_secs(10);

#[test]
fn three_hundred_changed_documents() {
    run(0..300);
}

#[test]
#[ignore = "takes minutes; .ci/deep runs it"]
fn twenty_thousand_changed_documents() {
    let (soundly, refused) = run(0..20_000);
    #[expect(clippy::print_stdout, reason = "the figures are what .ci/deep is asked for")]
    {
        println!("mutations: 20000; generated: {soundly}; refused with a place: {refused}");
    }
    // Were nearly all refused, nothing behind the checks would have been tried.
    assert!(
        soundly > 4_000 && refused > 2_000,
        "{soundly} generated, {refused} refused"
    );
}

/// Runs these seeds; how many documents were generated, and how many refused.
fn run(seeds: std::ops::Range<u64>) -> (usize, usize) {
    let documents = documents();
    let (mut soundly, mut refused) = (0, 0);
    for seed in seeds {
        let mut numbers = Numbers::new(seed);
        let (name, original) = numbers.one(&documents);
        let mut tree = original.clone();
        let changes: Vec<&str> = (0..=numbers.below(3))
            .map(|_| change::change(&mut tree, &mut numbers))
            .collect();
        let mut document = String::new();
        tree.write(&mut document);
        let as_yaml = numbers.below(2) == 0;
        let made = document.clone();
        // When its stack overflows, the process can only say the name of the thread.
        let thread = std::thread::Builder::new().name(format!("seed {seed}"));
        let outcome = thread.spawn(move || one(&made, as_yaml)).unwrap().join();
        let outcome = outcome.unwrap_or_else(|_| Err("a panic".to_owned()));
        assert!(
            outcome.is_ok(),
            "seed {seed}, from {name} by {changes:?}: {outcome:?}\n{document}"
        );
        match outcome {
            Ok(true) => soundly += 1,
            _ => refused += 1,
        }
    }
    (soundly, refused)
}

/// The small documents among the cases.
fn documents() -> Vec<(String, Tree)> {
    let mut found = Vec::new();
    for case in ["golden", "warn", "readme", "reject"].into_iter().flat_map(cases::all) {
        let input = cases::input(&case);
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let root = specloom::load::load(&mut sources, &input.name, &input.document, &mut report);
        if let Some(root) = root
            && input.document.len() < 8_000
        {
            found.push((cases::name(&case), Tree::of(&root)));
        }
    }
    found
}

/// Whether a document was generated; otherwise it was refused.
fn one(document: &str, as_yaml: bool) -> Result<bool, String> {
    // A mapping whose keys stand bare is read by the reader of YAML.
    let (name, text) = if as_yaml {
        ("api.yaml", format!("# in the flow style\n{document}"))
    } else {
        ("api.json", document.to_owned())
    };
    let input = Input {
        name: name.to_owned(),
        document: text.into_bytes(),
        folder: None,
        settings: None,
        crate_name: None,
        runtime_path: None,
        command: None,
        form: Form::Crate,
        tests: false,
        deny_warnings: false,
    };
    let began = Instant::now();
    let run = cases::run(&input);
    let shown = Renderer::plain().render(&run.report, &run.sources);
    let took = began.elapsed();
    if took > LONGEST {
        return Err(format!("it took {took:?}"));
    }
    let placeless = run
        .report
        .sorted()
        .find(|found| found.severity == Severity::Error && found.primary.is_none());
    match (&run.texts, placeless) {
        (_, Some(found)) => Err(format!("an error without a place: {found:?}")),
        (None, None) if !run.report.has_errors() || shown.is_empty() => Err("neither output nor an error".to_owned()),
        (None, None) => Ok(false),
        (Some(_), None) if run.report.has_errors() => Err("output and an error".to_owned()),
        (Some(texts), None) => sound::look_at(texts).map(|()| true),
    }
}
