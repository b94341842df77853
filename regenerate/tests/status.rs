//! How `cargo run` ends, in a workspace of the test's own.

#![expect(clippy::unwrap_used, reason = "tests say what they expect by failing")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const GOOD: &str =
    "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\nservers: [{url: https://shop.example}]\npaths: {}\n";

/// An empty workspace.
fn workspace(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join("regenerate")).unwrap();
    fs::create_dir_all(root.join("spec")).unwrap();
    root
}

#[track_caller]
fn assert_ends(root: &Path, status: i32, said: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_regenerate"))
        .env("CARGO_MANIFEST_DIR", root.join("regenerate"))
        .output()
        .unwrap();
    let all = [output.stdout, output.stderr].concat();
    let all = String::from_utf8_lossy(&all);
    assert_eq!(output.status.code(), Some(status), "{all}");
    assert!(all.contains(said), "{said} is not in:\n{all}");
}

#[test]
fn a_good_description_ends_with_nought() {
    let root = workspace("good");
    fs::write(root.join("spec/aurpay.yaml"), GOOD).unwrap();
    assert_ends(&root, 0, "added generated/src/lib.rs");
    assert_ends(&root, 0, "0 differed");
}

#[test]
fn a_wrong_description_ends_with_one() {
    let root = workspace("wrong");
    fs::write(root.join("spec/aurpay.yaml"), GOOD.replace("paths", "pathz")).unwrap();
    assert_ends(&root, 1, "spec/aurpay.yaml:4:1");
}

#[test]
fn what_cannot_be_read_or_written_ends_with_two() {
    let root = workspace("unreadable");
    assert_ends(&root, 2, "error[unreadable-file]: spec/aurpay.yaml");
    fs::write(root.join("spec/aurpay.yaml"), GOOD).unwrap();
    fs::write(root.join("generated"), "a file").unwrap();
    assert_ends(&root, 2, "generated: this is a file");
    fs::remove_dir_all(&root).unwrap();
    assert_ends(&root, 2, "regenerate/..");
}
