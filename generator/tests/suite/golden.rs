use snapbox::{Data, assert_data_eq};
use specloom::diagnostics::Renderer;
use specloom::emit::Form;

use crate::cases;

/// What is written for each case is what stands beside it; the crate in `tests/compiled` compiles it.
#[test]
fn output_is_as_expected() {
    for case in cases::all("golden") {
        let run = cases::run(&cases::input(&case));
        let said = Renderer::plain().render(&run.report, &run.sources);
        let texts = run.texts.unwrap_or_else(|| panic!("{}:\n{said}", cases::name(&case)));
        assert!(said.is_empty(), "{} is not clean:\n{said}", cases::name(&case));
        let expected = case.join("expected");
        for (path, text) in &texts {
            assert_data_eq!(text.as_str(), Data::read_from(&expected.join(path), None).raw());
        }
        let left_over: Vec<String> = specloom::write::compare(&expected, &texts)
            .unwrap()
            .into_iter()
            .map(|(path, _)| path)
            .filter(|path| !texts.contains_key(path))
            .collect();
        if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
            left_over
                .iter()
                .for_each(|path| std::fs::remove_file(expected.join(path)).unwrap());
            continue;
        }
        assert!(
            left_over.is_empty(),
            "{}: no longer written, remove: {left_over:?}",
            cases::name(&case)
        );
    }
}

/// Each case is a module of the crate that compiles them.
#[test]
fn every_case_is_compiled() {
    let mut library =
        String::from("//! Compiles what is expected of the golden cases. A test of the generator keeps the list.\n");
    for case in cases::all("golden") {
        let name = cases::name(&case);
        library.push_str(&format!(
            "\n/// The case `{name}`.\n#[path = \"../../golden/{name}/expected/mod.rs\"]\npub mod {name};\n"
        ));
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compiled/src/lib.rs");
    assert_data_eq!(library, Data::read_from(&path, None).raw());
}

/// The same description gives the same bytes, in both forms.
#[test]
fn output_is_deterministic() {
    for case in cases::all("golden") {
        for form in [Form::Crate, Form::Module] {
            let mut input = cases::input(&case);
            input.form = form;
            let first = cases::run(&input).texts;
            assert!(first.is_some());
            assert_eq!(first, cases::run(&input).texts, "{}", cases::name(&case));
        }
    }
}
