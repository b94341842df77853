use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const GOOD: &str =
    "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\nservers: [{url: https://shop.example}]\npaths: {}\n";
const DOUBTFUL: &str =
    "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\nservers: [{url: https://shop.example}]\npaths: {}\ntagz: []\n";
const BAD: &str = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\npaths:\n  /a: {get: {responses: {'200': {$ref: '#/nowhere'}}}}\n";

fn specloom(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_specloom"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

#[track_caller]
fn assert_ends(output: &Output, status: i32, in_stdout: &str, in_stderr: &str) {
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{stdout}\n{stderr}");
    assert!(stdout.contains(in_stdout), "{in_stdout} is not in:\n{stdout}");
    assert!(stderr.contains(in_stderr), "{in_stderr} is not in:\n{stderr}");
}

fn folder(document: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("shop.yaml"), document).unwrap();
    folder
}

#[test]
fn generate_writes_then_agrees_then_notices_what_is_stale() {
    let folder = folder(GOOD);
    let generate = ["generate", "shop.yaml", "--out", "client"];
    assert_ends(&specloom(folder.path(), &generate), 0, "added src/lib.rs", "");
    assert_ends(&specloom(folder.path(), &generate), 0, "all up to date", "");
    let check = ["generate", "shop.yaml", "--out", "client", "--check"];
    assert_ends(&specloom(folder.path(), &check), 0, "all up to date", "");
    let library = folder.path().join("client/src/lib.rs");
    let text = fs::read_to_string(&library).unwrap() + "// edited\n";
    fs::write(&library, &text).unwrap();
    assert_ends(
        &specloom(folder.path(), &check),
        1,
        "stale src/lib.rs",
        "without `--check`",
    );
    assert_eq!(fs::read_to_string(&library).unwrap(), text, "`--check` wrote something");
}

/// Given in the folder of the crate, the command in the headers makes the same crate, wherever the first one was given.
#[test]
fn the_command_in_the_headers_makes_the_same_crate() {
    let folder = folder(GOOD);
    fs::create_dir_all(folder.path().join("my runtime")).unwrap();
    fs::create_dir_all(folder.path().join("elsewhere")).unwrap();
    let arguments = [
        "generate",
        "../shop.yaml",
        "--out",
        "../clients/shop",
        "--name",
        "my-shop",
        "--runtime-path",
        "../my runtime",
    ];
    assert_ends(&specloom(&folder.path().join("elsewhere"), &arguments), 0, "added", "");
    let client = folder.path().join("clients/shop");
    let header = fs::read_to_string(client.join("src/lib.rs")).unwrap();
    let expected = "run `specloom generate ../../shop.yaml --out . --name my-shop --runtime-path '../../my runtime'`.";
    assert!(header.lines().next().unwrap().ends_with(expected), "{header}");
    let again = ["generate", "../../shop.yaml", "--out", ".", "--name", "my-shop"];
    let again = [&again[..], &["--runtime-path", "../../my runtime", "--check"]].concat();
    assert_ends(&specloom(&client, &again), 0, "all up to date", "");
    let lost = ["generate", "shop.yaml", "--out", "client", "--runtime-path", "lost"];
    assert_ends(
        &specloom(folder.path(), &lost),
        2,
        "",
        "error: lost: there is no such folder; `--runtime-path` says where",
    );
}

#[test]
fn check_notices_a_licence_that_is_missing_or_another() {
    let folder = folder(GOOD);
    fs::write(
        folder.path().join("specloom.toml"),
        "[crate]\nlicense-files = ['LICENSE']\n",
    )
    .unwrap();
    fs::write(folder.path().join("LICENSE"), "as you like\n").unwrap();
    let check = ["generate", "shop.yaml", "--out", "client", "--check"];
    let copy = folder.path().join("client/LICENSE");
    assert_ends(&specloom(folder.path(), &check[..4]), 0, "added LICENSE", "");
    assert_ends(&specloom(folder.path(), &check), 0, "all up to date", "");
    fs::write(&copy, "as I like\n").unwrap();
    assert_ends(&specloom(folder.path(), &check), 2, "", "  LICENSE: this file differs");
    fs::remove_file(&copy).unwrap();
    assert_ends(&specloom(folder.path(), &check), 1, "missing LICENSE", "");
}

#[test]
fn a_wrong_document_ends_with_one_and_says_why_on_standard_error() {
    let folder = folder(BAD);
    let output = specloom(folder.path(), &["generate", "shop.yaml", "--out", "client"]);
    assert_ends(&output, 1, "", "shop.yaml:4:40");
    assert!(!folder.path().join("client").exists(), "something was written");
    assert_ends(
        &specloom(folder.path(), &["check", "shop.yaml"]),
        1,
        "",
        "dangling-reference",
    );
}

#[test]
fn findings_for_programs_go_to_standard_output() {
    let folder = folder(BAD);
    let output = specloom(folder.path(), &["check", "shop.yaml", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["errors"], 1);
    assert_eq!(found["diagnostics"][0]["code"], "dangling-reference");
    assert_eq!(found["diagnostics"][0]["range"]["start"]["line"], 4);
}

#[test]
fn warnings_pass_unless_they_are_denied() {
    let folder = folder(DOUBTFUL);
    assert_ends(
        &specloom(folder.path(), &["check", "shop.yaml"]),
        0,
        "",
        "did you mean `tags`?",
    );
    assert_ends(
        &specloom(folder.path(), &["check", "shop.yaml", "--deny", "warnings"]),
        1,
        "",
        "error[unknown-key]",
    );
}

#[test]
fn what_cannot_be_read_or_was_asked_wrongly_ends_with_two() {
    let folder = folder(GOOD);
    assert_ends(
        &specloom(folder.path(), &["check", "nowhere.yaml"]),
        2,
        "",
        "nowhere.yaml",
    );
    assert_ends(&specloom(folder.path(), &["check", "."]), 2, "", "unreadable-file");
    assert_ends(&specloom(folder.path(), &["generate", "shop.yaml"]), 2, "", "--out");
    let odd_name = ["generate", "shop.yaml", "--out", "client", "--name", "self"];
    assert_ends(
        &specloom(folder.path(), &odd_name),
        2,
        "",
        "`self` is no name for a crate",
    );
    fs::write(folder.path().join("file"), "").unwrap();
    for out in ["file", "file/client"] {
        assert_ends(
            &specloom(folder.path(), &["generate", "shop.yaml", "--out", out]),
            2,
            "",
            "error: file: this is a file, and a folder is needed to write to; move it away or choose another folder",
        );
    }
}

#[test]
fn explain_knows_every_code_and_offers_the_nearest() {
    let folder = folder(GOOD);
    assert_ends(
        &specloom(folder.path(), &["explain", "dangling-reference"]),
        0,
        "# dangling-reference",
        "",
    );
    assert_ends(&specloom(folder.path(), &["explain"]), 0, "example-mismatch", "");
    let slip = specloom(folder.path(), &["explain", "dangling-refrence"]);
    assert_ends(&slip, 2, "", "did you mean `dangling-reference`?");
}
