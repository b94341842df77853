use std::collections::BTreeSet;

use snapbox::{Data, assert_data_eq};
use specloom::diagnostics::{Code, Renderer, Severity};

use crate::cases;

/// Bad documents write nothing, and what is said is the text beside them.
#[test]
fn bad_documents_are_refused_with_the_expected_words() {
    for case in cases::all("reject") {
        let run = cases::run(&cases::input(&case));
        assert!(run.texts.is_none(), "{} was accepted", cases::name(&case));
        let said = Renderer::plain().render(&run.report, &run.sources);
        assert_data_eq!(said, Data::read_from(&case.join("expected.txt"), None).raw());
    }
}

/// Doubtful documents are written, with the warnings beside them.
#[test]
fn doubtful_documents_give_the_expected_warnings() {
    for case in cases::all("warn") {
        let run = cases::run(&cases::input(&case));
        let said = Renderer::plain().render(&run.report, &run.sources);
        assert!(run.texts.is_some(), "{} was refused:\n{said}", cases::name(&case));
        assert!(!run.report.is_empty(), "{} gives no warning", cases::name(&case));
        assert_data_eq!(said, Data::read_from(&case.join("expected.txt"), None).raw());
    }
}

/// A code that no case shows is a code whose words nobody has read.
#[test]
fn every_code_has_a_case() {
    let mut shown = BTreeSet::new();
    for kind in ["reject", "warn"] {
        for case in cases::all(kind) {
            let run = cases::run(&cases::input(&case));
            shown.extend(run.report.sorted().map(|found| found.code));
        }
    }
    let missing = without_a_case(&shown);
    assert!(
        missing.is_empty(),
        "no case under tests/reject or tests/warn shows: {missing:?}"
    );
    // A test that nothing can fail proves nothing.
    for code in shown.clone() {
        shown.remove(&code);
        assert_eq!(without_a_case(&shown), [code.name()]);
        shown.insert(code);
    }
}

fn without_a_case(shown: &BTreeSet<Code>) -> Vec<&'static str> {
    // No document reaches this one: it says that the generator is wrong.
    let reachable = Code::ALL.iter().filter(|code| **code != Code::Unsound);
    let missing = reachable.filter(|code| !shown.contains(code));
    missing.map(|code| code.name()).collect()
}

/// Under `deny_warnings` every doubtful document is refused, with the same findings.
#[test]
fn warnings_can_be_denied() {
    for case in cases::all("warn") {
        let mut input = cases::input(&case);
        input.deny_warnings = true;
        let run = cases::run(&input);
        assert!(run.texts.is_none(), "{} was accepted", cases::name(&case));
        assert!(run.report.sorted().all(|found| found.severity == Severity::Error));
    }
}
