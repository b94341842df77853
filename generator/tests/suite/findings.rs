//! Findings as JSON, for editors and scripts: complete, and of the shape that is documented.

use std::collections::BTreeSet;

use serde_json::Value;
use specloom::diagnostics::{Code, JSON_SCHEMA, Report, to_json};
use specloom::source::Sources;

use crate::cases;

fn schema() -> Value {
    serde_json::from_str(JSON_SCHEMA).unwrap()
}

#[track_caller]
fn assert_is_of_the_shape(json: &Value) {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let wrong: Vec<String> = validator.iter_errors(json).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}\n{json:#}");
}

/// What is said about every case: each finding is there, with what people read of it, and its range leads to its text.
#[test]
fn every_finding_is_of_the_documented_shape() {
    for case in ["reject", "warn"].into_iter().flat_map(cases::all) {
        let run = cases::run(&cases::input(&case));
        let json = to_json(&run.report, &run.sources);
        assert_is_of_the_shape(&json);
        let listed = json["diagnostics"].as_array().unwrap();
        assert_eq!(listed.len(), run.report.sorted().count());
        for (json, found) in listed.iter().zip(run.report.sorted()) {
            assert_eq!(json["code"], found.code.name());
            assert_eq!(json["related"].as_array().unwrap().len(), found.secondary.len());
            assert_eq!(json["hints"].as_array().unwrap().len(), found.hints.len());
            assert_eq!(
                json["label"].as_str().unwrap_or_default(),
                found.primary.as_ref().unwrap().text
            );
            let places = std::iter::once((json, found.primary.as_ref()));
            let related = json["related"]
                .as_array()
                .unwrap()
                .iter()
                .zip(found.secondary.iter().map(Some));
            for (json, label) in places.chain(related) {
                let source = run.sources.get(label.unwrap().span.source);
                assert_eq!(json["file"], source.name());
                let at = |end: &str| {
                    let point = &json["range"][end];
                    let column = usize::try_from(point["column"].as_u64().unwrap()).unwrap();
                    let line = usize::try_from(point["line"].as_u64().unwrap()).unwrap();
                    let before: usize = source.text().split_inclusive('\n').take(line - 1).map(str::len).sum();
                    let within = source.text()[before..].chars().take(column - 1).map(char::len_utf8);
                    let offset = before + within.sum::<usize>();
                    assert_eq!(point["offset"], offset, "{}: {json:#}", cases::name(&case));
                    offset
                };
                let text = &source.text()[at("start")..at("end")];
                assert_eq!(text, run.sources.slice(label.unwrap().span));
            }
        }
    }
}

#[test]
fn the_documented_codes_are_those_that_there_are() {
    let schema = schema();
    let documented = schema["$defs"]["code"]["enum"].as_array().unwrap();
    let documented: BTreeSet<&str> = documented.iter().map(|code| code.as_str().unwrap()).collect();
    assert_eq!(documented, Code::ALL.iter().map(|code| code.name()).collect());
}

#[test]
fn nothing_found_is_of_the_shape_too() {
    let json = to_json(&Report::new(), &Sources::new());
    assert_is_of_the_shape(&json);
    let mut other = json;
    other["diagnostics"] = serde_json::json!([{"code": "no-such-code"}]);
    assert!(!jsonschema::is_valid(&schema(), &other), "the shape takes anything");
}

/// `generate` says the same as `check`, and which files changed; standard output holds that alone.
#[test]
fn commands_write_the_shape_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], status: i32| -> Value {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_specloom"));
        command
            .args(arguments)
            .args(["--format", "json"])
            .current_dir(folder.path());
        let output = command.output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(status),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let json = serde_json::from_slice(&output.stdout).unwrap();
        assert_is_of_the_shape(&json);
        json
    };
    let generate = ["generate", "api.yaml", "--out", "client"];
    let stale = ["generate", "api.yaml", "--out", "client", "--check"];
    assert_eq!(run(&generate, 2)["diagnostics"][0]["range"], Value::Null);
    let text =
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\nservers: [{url: https://a.example}]\npaths: {}\ntagz: []\n";
    std::fs::write(folder.path().join("api.yaml"), text).unwrap();
    assert_eq!(run(&stale, 1)["changes"]["src/lib.rs"], "added");
    let made = run(&generate, 0);
    assert_eq!(made["changes"]["src/lib.rs"], "added");
    let again = run(&generate, 0);
    assert_eq!(again["changes"], serde_json::json!({}));
    let checked = run(&["check", "api.yaml"], 0);
    assert_eq!(checked["diagnostics"], made["diagnostics"]);
    assert_eq!(checked["warnings"], 1);
    std::fs::write(folder.path().join("api.yaml"), text.replace("paths: {}", "paths: []")).unwrap();
    assert_eq!(run(&generate, 1)["errors"], 1);
}
