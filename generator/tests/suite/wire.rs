use std::path::Path;

use snapbox::{Data, assert_data_eq};
use specloom::emit::Form;
use specloom::pipeline::Input;

use crate::cases;

/// A case as a crate with tests: a member of the workspace, whose tests run with all others.
fn input(case: &Path) -> Input {
    let mut input = cases::input(case);
    input.form = Form::Crate;
    input.tests = true;
    input.crate_name = Some(format!("wire-{}", cases::name(case)));
    input.runtime_path = Some("../../../../../runtime".to_owned());
    input
}

/// The crate that is written is what stands beside its description, tests and all.
#[test]
fn crates_with_tests_are_as_expected() {
    for case in cases::all("wire") {
        let texts = cases::run(&input(&case)).texts.unwrap();
        for (path, text) in &texts {
            let expected = Data::read_from(&case.join("crate").join(path), None).raw();
            assert_data_eq!(text.as_str(), expected);
        }
        let changes = specloom::write::compare(&case.join("crate"), &texts).unwrap();
        assert!(
            changes.is_empty(),
            "{}: no longer written, remove: {changes:?}",
            cases::name(&case)
        );
        let document: serde_json::Value = serde_json::from_str(&texts["tests/document.json"]).unwrap();
        assert!(document["paths"].is_object());
    }
}

/// Tests are there when they are asked for, and gone when they are not; a module never has them.
#[test]
fn tests_come_and_go_with_the_option() {
    let case = cases::all("wire").remove(0);
    let folder = tempfile::tempdir().unwrap();
    let mut input = input(&case);
    input.tests = false;
    let bare = cases::run(&input).texts.unwrap();
    assert!(!bare.keys().any(|path| path.starts_with("tests/")));
    assert!(!bare["Cargo.toml"].contains("[dev-dependencies]"));
    input.tests = true;
    let tested = cases::run(&input).texts.unwrap();
    specloom::write::write(folder.path(), &tested).unwrap();
    assert!(specloom::write::compare(folder.path(), &tested).unwrap().is_empty());
    let removed = specloom::write::write(folder.path(), &bare).unwrap();
    assert!(removed.iter().any(|(path, _)| path == "tests/document.json"));
    assert!(!folder.path().join("tests").exists());
    input.form = Form::Module;
    assert!(
        !cases::run(&input)
            .texts
            .unwrap()
            .keys()
            .any(|path| path.contains("wire"))
    );
}
