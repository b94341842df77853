use specloom::emit::Form;
use specloom::pipeline::Input;

use crate::cases;
use crate::numbers::Numbers;

fn run(document: Vec<u8>) {
    let input = Input {
        name: "api.yaml".to_owned(),
        document,
        folder: None,
        settings: None,
        crate_name: None,
        runtime_path: None,
        command: None,
        form: Form::Crate,
        tests: false,
        deny_warnings: false,
    };
    let run = cases::run(&input);
    let unsound = run
        .report
        .sorted()
        .find(|found| found.code == specloom::diagnostics::Code::Unsound);
    assert!(
        unsound.is_none(),
        "{unsound:?}\n{}",
        String::from_utf8_lossy(&input.document)
    );
    assert!(run.texts.is_some() != run.report.has_errors());
}

/// Lines of descriptions are dropped, doubled, swapped and re-indented: every outcome is output or a diagnostic.
#[test]
fn mutated_documents_end_in_output_or_a_diagnostic() {
    let mut numbers = Numbers::new(0);
    for kind in ["golden", "warn", "reject"] {
        for case in cases::all(kind) {
            let document = cases::input(&case).document;
            let Ok(text) = String::from_utf8(document) else {
                continue;
            };
            let lines: Vec<&str> = text.lines().take(400).collect();
            for _ in 0..if lines.is_empty() { 0 } else { 20 } {
                let mut mutated = lines.clone();
                let at = numbers.below(mutated.len());
                let other = numbers.below(mutated.len());
                let indented;
                match numbers.below(4) {
                    0 => {
                        mutated.remove(at);
                    }
                    1 => mutated.insert(other, lines[at]),
                    2 => mutated.swap(at, other),
                    _ => {
                        indented = format!("  {}", lines[at]);
                        mutated[at] = &indented;
                    }
                }
                run(mutated.join("\n").into_bytes());
            }
        }
    }
}
