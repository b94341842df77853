use snapbox::{Data, assert_data_eq};
use specloom::Generator;
use specloom::emit::Form;

use crate::cases;

/// The README of a crate is what stands beside its description; rustdoc compiles the example in those that are committed.
#[test]
fn readmes_are_as_expected() {
    for case in cases::all("readme") {
        let mut input = cases::input(&case);
        input.form = Form::Crate;
        let texts = cases::run(&input).texts.unwrap();
        assert_data_eq!(
            texts["README.md"].as_str(),
            Data::read_from(&case.join("README.md"), None).raw()
        );
    }
}

/// The blocks of our own README that are in this language, in their order.
fn blocks(language: &str) -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let fence = format!("```{language}\n");
    let behind = text.split(&fence).skip(1);
    behind
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

/// The document of our own README gives what is shown there, right and wrong.
#[test]
fn our_own_readme_is_true() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("petshop.yaml");
    let document = blocks("yaml").remove(0);
    std::fs::write(&path, &document).unwrap();
    let texts = Generator::new(&path).run().unwrap().texts;
    let shown = blocks("rust");
    let shown = shown.iter().find(|block| block.contains("impl Pets")).unwrap();
    let mut written = texts["src/pets.rs"].lines();
    for line in shown.lines().filter(|line| !line.contains("// …")) {
        assert!(written.any(|other| other == line), "not written, or not there: {line}");
    }
    let name = |text: String| text.replace(&path.display().to_string(), "petshop.yaml");
    let told = name(Generator::new(&path).explain("born").unwrap().unwrap());
    assert!(blocks("console").iter().any(|block| block.ends_with(&told)), "{told}");
    std::fs::write(&path, document.replace("schemas/Pet\"", "schemas/Pett\"")).unwrap();
    let said = name(Generator::new(&path).run().unwrap_err().to_string());
    assert_data_eq!(said, blocks("text").remove(0));
    let failure = Generator::new(&path).run().unwrap_err();
    let mut json = specloom::diagnostics::to_json(&failure.report, &failure.sources);
    json["diagnostics"][0]["file"] = "petshop.yaml".into();
    let shown: serde_json::Value = serde_json::from_str(&blocks("json").remove(0)).unwrap();
    assert_eq!(json, shown);
}
