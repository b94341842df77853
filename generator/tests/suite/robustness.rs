use std::path::{Path, PathBuf};

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
                run(mutated(&lines, &mut numbers).into_bytes());
            }
        }
    }
}

/// The lines of a text with one dropped, doubled, swapped or indented.
fn mutated(lines: &[&str], numbers: &mut Numbers) -> String {
    let mut mutated = lines.to_vec();
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
    mutated.join("\n")
}

/// The same of documents in several files, each file in turn; and references of one file are taken for those of another.
#[test]
fn mutated_files_end_in_output_or_a_diagnostic() {
    let mut numbers = Numbers::new(1);
    for case in ["neighbouring_files", "neighbouring_index"] {
        let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(case);
        let folder = tempfile::tempdir().unwrap();
        let mut texts = Vec::new();
        copy(&case, folder.path(), &mut texts);
        let references: Vec<String> = texts
            .iter()
            .flat_map(|(_, text)| text.split("$ref: ").skip(1))
            .map(|rest| rest.split(['}', '\n']).next().unwrap().to_owned())
            .collect();
        for (path, text) in &texts {
            let lines: Vec<&str> = text.lines().collect();
            for _ in 0..40 {
                let mut other = mutated(&lines, &mut numbers);
                if numbers.below(2) == 0 {
                    let (one, another) = (numbers.one(&references), numbers.one(&references));
                    other = other.replacen(one.as_str(), another, 1);
                }
                std::fs::write(path, other).unwrap();
                let run = cases::run(&cases::input(folder.path()));
                assert!(run.texts.is_some() != run.report.has_errors());
                let placeless = run.report.sorted().find(|found| found.primary.is_none());
                assert!(placeless.is_none(), "{placeless:?}");
            }
            std::fs::write(path, text).unwrap();
        }
        assert!(cases::run(&cases::input(folder.path())).texts.is_some());
    }
}

/// Copies what a case reads, and gives the texts of it.
fn copy(from: &Path, to: &Path, texts: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.ends_with("expected") {
            continue;
        }
        if path.is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy(&path, &target, texts);
        } else {
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&target, &text).unwrap();
            texts.push((target, text));
        }
    }
    texts.sort();
}
