use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

const GOOD: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: https://shop.example}]
paths:
  /orders:
    get:
      operationId: listOrders
      responses:
        '200':
          description: All of them.
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}
components:
  schemas:
    Order: {type: object, properties: {id: {type: string}}}
tagz: []
";
const REFUSED: &str = r##"{"openapi": "3.0.3", "info": {"title": "Shop", "version": "1"},
"paths": {"/a": {"get": {"responses": {"200": {"$ref": "#/nowhere"}}}}}}"##;
const NO_OPENAPI: &str = "[1, 2, 3]\n";

/// A folder of these documents, inside one where a run may write.
struct Corpus {
    folder: tempfile::TempDir,
}

impl Corpus {
    fn of(documents: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("documents")).unwrap();
        let corpus = Self { folder };
        for (name, text) in documents {
            fs::write(corpus.documents().join(name), text).unwrap();
        }
        corpus
    }

    fn documents(&self) -> PathBuf {
        self.folder.path().join("documents")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specloom"));
        command.args(["corpus", "documents"]).current_dir(self.folder.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().unwrap()
    }

    /// What the JSON file holds after a run that ended with a status.
    #[track_caller]
    fn summary(&self, status: i32, arguments: &[&str]) -> Value {
        let output = self.run(&[&["--json", "summary.json"], arguments].concat());
        assert_ends(&output, status, "", "");
        serde_json::from_slice(&fs::read(self.folder.path().join("summary.json")).unwrap()).unwrap()
    }
}

#[track_caller]
fn assert_ends(output: &Output, status: i32, in_stdout: &str, in_stderr: &str) {
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{stdout}\n{stderr}");
    assert!(stdout.contains(in_stdout), "{in_stdout} is not in:\n{stdout}");
    assert!(stderr.contains(in_stderr), "{in_stderr} is not in:\n{stderr}");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn good_documents_end_with_none_and_the_table_names_each() {
    let corpus = Corpus::of(&[("b.yml", GOOD), ("a.YAML", GOOD), ("notes.txt", NO_OPENAPI)]);
    fs::create_dir(corpus.documents().join("folder.json")).unwrap();
    let output = corpus.run(&[]);
    assert_ends(&output, 0, "2 documents: 2 generated, 0 refused, 0 crashed\n", "");
    let stdout = String::from_utf8_lossy(&output.stdout);
    let first_words: Vec<&str> = stdout
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(&first_words[..4], ["document", "a.YAML", "b.yml", "all"], "{stdout}");
    assert_eq!(output.stderr, b"", "there is progress where there is no terminal");
}

#[test]
fn a_wrong_document_keeps_no_other_from_its_run() {
    let corpus = Corpus::of(&[("a.json", REFUSED), ("b.yaml", NO_OPENAPI), ("c.yaml", GOOD)]);
    let output = corpus.run(&[]);
    assert_ends(&output, 1, "3 documents: 1 generated, 2 refused, 0 crashed", "");
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(stdout.contains("dangling-reference at a.json:2:56"), "{stdout}");
    assert!(stdout.contains("not-openapi at b.yaml:1:1"), "{stdout}");
}

#[test]
fn the_json_file_holds_all_of_each_document() {
    let corpus = Corpus::of(&[("a.json", REFUSED), ("c.yaml", GOOD)]);
    let mut summary = corpus.summary(1, &[]);
    for document in summary["documents"].as_array_mut().unwrap() {
        // Below a mebibyte no process begins.
        assert!(document["peak_memory"].as_u64().unwrap() > 1 << 20);
        assert!(document["seconds"].as_f64().unwrap() > 0.0);
        document["peak_memory"] = Value::Null;
        document["seconds"] = Value::Null;
    }
    let lines = summary["documents"][1]["lines"].as_u64().unwrap();
    assert!(lines > 50, "{lines}");
    let refused = json!({
        "document": "a.json", "crate": "corpus-a", "outcome": "refused",
        "code": "dangling-reference", "message": "there is nothing at `#/nowhere`",
        "place": {"file": "a.json", "line": 2, "column": 56}, "errors": 1,
        "warnings": summary["documents"][0]["warnings"],
        "seconds": null, "peak_memory": null, "compiled": null, "tried": null, "tested": null, "files": [],
    });
    let generated = json!({
        "document": "c.yaml", "crate": "corpus-c", "outcome": "generated",
        "operations": 1, "types": 1, "lines": lines, "warnings": {"unknown-key": 1},
        "seconds": null, "peak_memory": null, "compiled": null, "tried": null, "tested": null, "files": [],
    });
    assert_eq!(summary["documents"], json!([refused, generated]));
    let totals = &summary["totals"];
    let counts = [
        "documents",
        "generated",
        "refused",
        "crashed",
        "passing",
        "failing",
        "operations",
        "types",
        "lines",
    ];
    assert_eq!(
        counts.map(|name| totals[name].as_u64().unwrap()),
        [2, 1, 1, 0, 0, 0, 1, 1, lines]
    );
    assert_eq!(totals["warnings"]["unknown-key"], 1);
    assert_eq!(summary["folder"], "documents");
    assert_eq!(summary["compile_seconds"], Value::Null);
}

#[test]
fn nothing_is_written_beside_the_documents() {
    let corpus = Corpus::of(&[("a.json", REFUSED), ("c.yaml", GOOD)]);
    corpus.summary(1, &["--out", "work"]);
    assert_eq!(names(&corpus.documents()), ["a.json", "c.yaml"]);
    assert_eq!(names(corpus.folder.path()), ["documents", "summary.json", "work"]);
    assert_eq!(names(&corpus.folder.path().join("work/crates")), ["corpus-c"]);
    assert!(corpus.folder.path().join("work/crates/corpus-c/src/lib.rs").exists());
}

#[test]
fn a_folder_without_documents_is_a_mistake() {
    let corpus = Corpus::of(&[("notes.txt", GOOD)]);
    assert_ends(&corpus.run(&[]), 2, "", "error: documents: there is no document here");
    fs::remove_dir_all(corpus.documents()).unwrap();
    assert_ends(&corpus.run(&[]), 2, "", "takes the folder that holds the documents");
}

#[test]
fn what_was_asked_wrongly_ends_with_two_before_anything_runs() {
    let corpus = Corpus::of(&[("c.yaml", GOOD)]);
    let ends = |arguments: &[&str], said: &str| {
        let output = corpus.run(arguments);
        assert_ends(&output, 2, "", said);
        assert_eq!(output.stdout, b"");
    };
    ends(
        &["--json", "nowhere/summary.json"],
        "error: nowhere/summary.json: no file can be written here",
    );
    ends(
        &["--json", "documents"],
        "error: documents: no file can be written here",
    );
    ends(
        &["--runtime-path", "lost"],
        "error: lost: there is no such folder; `--runtime-path` says where",
    );
    ends(&["--timeout", "0"], "--timeout");
    ends(&["--out", "documents/c.yaml"], "choose another folder with `--out`");
    fs::write(corpus.folder.path().join("Cargo.toml"), "[package]\n").unwrap();
    ends(&["--out", "."], "Cargo.toml: this file was not written by specloom");
}

/// A link to nothing: even root cannot read it.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_ends_with_two_behind_all_others() {
    let corpus = Corpus::of(&[("c.yaml", GOOD)]);
    std::os::unix::fs::symlink("nowhere", corpus.documents().join("b.yaml")).unwrap();
    let summary = corpus.summary(2, &[]);
    assert_eq!(summary["documents"][0]["code"], "unreadable-file");
    assert_eq!(summary["documents"][0]["place"], Value::Null);
    assert_eq!(summary["documents"][1]["outcome"], "generated");
}

/// A pipe that nobody writes to: whoever reads it waits for ever.
#[cfg(unix)]
#[test]
fn a_document_that_takes_too_long_is_given_up() {
    let corpus = Corpus::of(&[("c.yaml", GOOD)]);
    let pipe = corpus.documents().join("b.yaml");
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let summary = corpus.summary(1, &["--timeout", "1"]);
    assert_eq!(summary["documents"][0]["outcome"], "crashed");
    assert_eq!(summary["documents"][0]["cause"], "time-out");
    assert_eq!(summary["documents"][0]["detail"], "not done after 1 s");
    assert_eq!(summary["documents"][1]["outcome"], "generated");
}

/// A Cargo that is not there, and ones that say what the real one would: no test compiles a whole workspace.
#[cfg(unix)]
mod compiled {
    use super::*;

    /// Lets a script stand for Cargo; its first argument is the tool.
    fn with_cargo(corpus: &Corpus, script: &str) -> Output {
        asked_with_cargo(corpus, &["--compile"], script)
    }

    fn asked_with_cargo(corpus: &Corpus, asked: &[&str], script: &str) -> Output {
        use std::os::unix::fs::PermissionsExt as _;
        let cargo = corpus.folder.path().join("cargo");
        fs::write(&cargo, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = corpus.command();
        command.args(["--json", "summary.json", "--out", "work"]).args(asked);
        command.env("CARGO", cargo).output().unwrap()
    }

    const ARTIFACTS: &str = r#"
for crate in corpus-a corpus-c; do
  echo "{\"reason\":\"compiler-artifact\",\"manifest_path\":\"/w/crates/$crate/Cargo.toml\"}"
done"#;

    fn error_of(manifest: &str) -> String {
        format!(
            r#"echo '{{"reason":"compiler-message","manifest_path":"{manifest}","message":{{"level":"error","message":"unused","code":{{"code":"dead_code"}},"spans":[{{"file_name":"crates/corpus-a/src/lib.rs","line_start":3,"column_start":5,"is_primary":true}}]}}}}'"#
        )
    }

    #[test]
    fn crates_that_pass_end_with_none() {
        let corpus = Corpus::of(&[("a.yaml", GOOD), ("c.yaml", GOOD)]);
        assert_ends(&with_cargo(&corpus, ARTIFACTS), 0, "2 crates pass, 0 do not", "");
        let workspace = fs::read_to_string(corpus.folder.path().join("work/Cargo.toml")).unwrap();
        assert!(
            workspace.contains("    \"crates/corpus-a\",\n    \"crates/corpus-c\",\n"),
            "{workspace}"
        );
    }

    #[test]
    fn tests_of_the_wire_are_written_run_and_counted() {
        let corpus = Corpus::of(&[("a.yaml", GOOD), ("c.yaml", GOOD)]);
        let passed = "echo 'test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured'";
        let output = asked_with_cargo(&corpus, &["--tests"], passed);
        assert_ends(
            &output,
            0,
            "2/2 operations tried, 0 of their parts left out; 4 tests pass, 0 do not",
            "",
        );
        assert!(corpus.folder.path().join("work/crates/corpus-a/tests/wire.rs").exists());

        let failed = "[ $3 = corpus-a ] && { echo '---- orders_list stdout ----'; echo 'the path is wrong'; \
            echo 'test result: FAILED. 1 passed; 1 failed; 0 ignored'; exit 101; }; echo 'error: no linker' >&2; exit 101";
        let output = asked_with_cargo(&corpus, &["--tests"], failed);
        assert_ends(&output, 1, "test: orders_list: the path is wrong", "");
        assert_ends(&output, 1, "test: error: no linker", "");
        let summary: Value =
            serde_json::from_slice(&fs::read(corpus.folder.path().join("summary.json")).unwrap()).unwrap();
        let tested = json!({"passed": 1, "failed": 1, "first_failure": "orders_list: the path is wrong"});
        assert_eq!(summary["documents"][0]["tested"], tested);
        let tried = json!({"operations": 1, "left_out": 0, "parts_left_out": 0, "reasons": {}});
        assert_eq!(summary["documents"][0]["tried"], tried);
        assert_eq!(summary["totals"]["crates_failing_tests"], 2);
    }

    #[test]
    fn the_first_error_of_a_crate_is_that_of_its_document() {
        let corpus = Corpus::of(&[("a.yaml", GOOD), ("c.yaml", GOOD)]);
        let error = error_of("/w/crates/corpus-a/Cargo.toml");
        let script = format!("[ $1 = clippy ] && {{ {ARTIFACTS}\n exit 0; }}\n{error}\nexit 101");
        let output = with_cargo(&corpus, &script);
        assert_ends(&output, 1, "doc: dead_code at src/lib.rs:3:5: unused", "");
        assert_ends(&output, 1, "1 crates pass, 1 do not", "");
        let summary: Value =
            serde_json::from_slice(&fs::read(corpus.folder.path().join("summary.json")).unwrap()).unwrap();
        let expected = json!({"passes": false, "first_error": {
            "tool": "doc", "code": "dead_code", "message": "unused",
            "place": {"file": "src/lib.rs", "line": 3, "column": 5},
        }});
        assert_eq!(summary["documents"][0]["compiled"], expected);
        assert_eq!(
            summary["documents"][1]["compiled"],
            json!({"passes": true, "first_error": null})
        );
    }

    #[test]
    fn a_compiler_that_fails_for_another_reason_ends_with_two_behind_the_table() {
        let corpus = Corpus::of(&[("a.yaml", GOOD)]);
        let output = with_cargo(&corpus, "echo 'no network' >&2; exit 101");
        assert_ends(
            &output,
            2,
            "1 documents: 1 generated",
            "no crate of a document is why: no network",
        );
        let dependency = format!("{}\nexit 101", error_of("/w/other/Cargo.toml"));
        let output = with_cargo(&corpus, &dependency);
        assert_ends(&output, 2, "1 generated", "other does not compile: unused");
        let output = corpus
            .command()
            .arg("--compile")
            .env("CARGO", "no-such-cargo")
            .output()
            .unwrap();
        assert_ends(&output, 2, "1 generated", "`cargo clippy` could not be run");
    }
}

/// What another document refers to is a part of that, not a document that is wrong.
#[test]
fn parts_of_documents_are_no_documents() {
    let several = GOOD.replace("'#/components/schemas/Order'", "'./order.yaml'");
    let corpus = Corpus::of(&[
        ("shop.yaml", &several),
        ("order.yaml", "{type: object, properties: {id: {type: string}}}"),
        ("stray.yaml", "{type: object}"),
    ]);
    let summary = corpus.summary(1, &[]);
    let documents: Vec<&str> = summary["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|document| document["document"].as_str().unwrap())
        .collect();
    assert_eq!(documents, ["shop.yaml", "stray.yaml"]);
    assert_eq!(summary["documents"][0]["outcome"], "generated");
    assert_eq!(summary["documents"][0]["files"], json!(["documents/order.yaml"]));
}
