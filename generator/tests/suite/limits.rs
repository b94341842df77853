//! The bounds that the README names: what lies at them passes, the next thing does not, and has the name that is written there.

use std::collections::BTreeSet;

use specloom::bundle::Folder;
use specloom::emit::Form;
use specloom::pipeline::Input;

use crate::cases;

/// What is said of a document with these schemas and further members: the codes that bounds have.
fn said(schemas: &str, members: &str) -> Vec<&'static str> {
    said_with(schemas, members, None)
}

fn said_with(schemas: &str, members: &str, folder: Option<Folder>) -> Vec<&'static str> {
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://a.example}}]\npaths: {{}}\n{members}\n\
         components:\n  schemas: {schemas}\n"
    );
    let input = Input {
        name: "api.yaml".to_owned(),
        document: document.into_bytes(),
        folder,
        settings: None,
        crate_name: None,
        runtime_path: None,
        command: None,
        form: Form::Module,
        tests: false,
        deny_warnings: false,
    };
    let run = cases::run(&input);
    let codes: BTreeSet<_> = run.report.sorted().map(|found| found.code.name()).collect();
    codes.into_iter().collect()
}

/// At its bound a document passes, and one further it is named.
#[track_caller]
fn assert_bound(bound: usize, code: &str, said: impl Fn(usize) -> Vec<&'static str>) {
    assert_eq!(said(bound), [""; 0], "{bound}");
    assert_eq!(said(bound + 1), [code], "{}", bound + 1);
}

fn chain(length: usize) -> String {
    let links = (0..length).map(|link| format!("S{link}: {{$ref: '#/components/schemas/S{}'}}", link + 1));
    let links: Vec<String> = links.collect();
    format!("{{{}, S{length}: {{type: string}}}}", links.join(", "))
}

#[test]
fn mappings_and_sequences_inside_one_another() {
    // The document is one of them.
    let nested = |levels: usize| format!("x-deep: {}{}", "[".repeat(levels - 1), "]".repeat(levels - 1));
    assert_bound(256, "too-deep", |levels| said("{}", &nested(levels)));
}

#[test]
fn what_aliases_copy() {
    let copied = |values: usize| {
        // A list of 999 counts as 1000, once for its anchor and once for each alias; one number makes up the rest.
        let list = "1, ".repeat(999);
        let aliases = "*list, ".repeat(values / 1000 - 1);
        let left = values % 1000;
        let rest = "*one, ".repeat(left.saturating_sub(1));
        let one = if left == 0 { "1" } else { "&one 1" };
        format!("x-list: &list [{list}]\nx-one: {one}\nx-all: [{aliases} {rest}]")
    };
    assert_bound(500_000, "too-many-aliases", |values| said("{}", &copied(values)));
}

#[test]
fn a_key_of_yaml() {
    let key = |length: usize| format!("x-{}: 1", "k".repeat(length - 2));
    assert_bound(65_536, "bad-syntax", |length| said("{}", &key(length)));
}

#[test]
fn references_that_lead_to_references() {
    assert_bound(64, "too-deep", |length| said(&chain(length), ""));
}

#[test]
fn references_that_lead_to_references_in_another_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("api.yaml"), "").unwrap();
    assert_bound(64, "too-deep", |length| {
        let chain: Vec<String> = (1..length)
            .map(|link| format!("s{link}: {{$ref: '#/s{}'}}\n", link + 1))
            .collect();
        let text = format!("{}s{length}: {{type: string}}", chain.concat());
        std::fs::write(folder.path().join("chain.yaml"), text).unwrap();
        let folder = Folder::of(&folder.path().join("api.yaml"), None).unwrap();
        said_with("{S: {$ref: 'chain.yaml#/s1'}}", "", Some(folder))
    });
}

#[test]
fn lists_inside_one_another() {
    let lists = |count: usize| {
        let (open, close) = ("{type: array, items: ".repeat(count), "}".repeat(count));
        format!("{{S: {{type: object, properties: {{list: {open}{{type: string}}{close}}}}}}}")
    };
    assert_bound(63, "unsupported-construct", |count| said(&lists(count), ""));
}

#[test]
fn all_of_inside_all_of() {
    let nested = |count: usize| {
        let (open, close) = (
            "{allOf: [{type: object, properties: {x: {type: string}}}, ".repeat(count),
            "]}".repeat(count),
        );
        format!("{{S: {open}{{type: object, properties: {{y: {{type: string}}}}}}{close}}}")
    };
    assert_bound(32, "unsupported-construct", |count| said(&nested(count), ""));
}

#[test]
fn values_that_files_bring_in() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("api.yaml"), "").unwrap();
    assert_bound(1_000_000, "too-large", |values| {
        // The schema and the list of its values are two more.
        let text = format!(r#"{{"enum": [{}1]}}"#, "1,".repeat(values - 3));
        std::fs::write(folder.path().join("large.json"), text).unwrap();
        let folder = Folder::of(&folder.path().join("api.yaml"), None).unwrap();
        said_with(
            "{S: {type: object, properties: {x: {$ref: large.json}}}}",
            "",
            Some(folder),
        )
    });
}
