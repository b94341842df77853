use serde_json::json;

use super::*;

/// A text as JSON, and the findings as `code line:column`.
fn read(name: &str, text: &str) -> (serde_json::Value, Vec<String>) {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let root = load(&mut sources, name, text.as_bytes(), &mut report);
    let found = report.sorted().map(|found| {
        let span = found.span().unwrap();
        let (line, column) = sources.get(span.source).line_column(span.range().start);
        format!("{} {line}:{column}", found.code)
    });
    (
        root.map_or(serde_json::Value::Null, |root| root.to_json()),
        found.collect(),
    )
}

fn yaml(text: &str) -> serde_json::Value {
    let (value, found) = read("a.yaml", text);
    assert_eq!(found, [""; 0], "{text}");
    value
}

fn findings(name: &str, text: &str) -> Vec<String> {
    read(name, text).1
}

/// The text that the node at a pointer covers.
fn covered(text: &str, pointer: &str) -> String {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let root = load(&mut sources, "a.yaml", text.as_bytes(), &mut report).unwrap();
    sources.slice(root.at(pointer).unwrap().span).to_owned()
}

#[test]
fn plain_scalars_follow_the_core_schema() {
    let text = "a: yes\nb: true\nc: ~\nd:\ne: 0x1F\nf: '1'\ng: !!str 1\nh: 2020-01-01\ni: .5\nj: 007\nk: +1\nl: .inf\nm: -1.\n200: n";
    let expected = json!({
        "a": "yes", "b": true, "c": null, "d": null, "e": 31, "f": "1", "g": "1", "h": "2020-01-01", "i": 0.5, "j": 7, "k": 1,
        "l": ".inf", "m": -1.0, "200": "n"
    });
    assert_eq!(yaml(text), expected);
}

#[test]
fn numbers_keep_their_text() {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let text = r#"{"a": 1.10, "b": 123456789012345678901234567890, "c": 1e400, "d": -0}"#;
    let root = load(&mut sources, "a.json", text.as_bytes(), &mut report).unwrap();
    let numbers: Vec<_> = root
        .as_mapping()
        .unwrap()
        .iter()
        .map(|entry| entry.value.as_number().unwrap())
        .collect();
    assert_eq!(numbers, ["1.10", "123456789012345678901234567890", "1e400", "-0"]);
}

#[test]
fn places_reach_from_the_first_to_the_last_character() {
    let text = "a:\n  b: \"x\"\n  c: |\n    one\n    two\n\n  d: [1, 2]\n\ne:\n  - 1\n  - k: v\n\n\nf:\n";
    assert_eq!(covered(text, "/a/b"), "\"x\"");
    assert_eq!(covered(text, "/a/c").trim_start(), "one\n    two");
    assert_eq!(covered(text, "/a/d"), "[1, 2]");
    assert!(covered(text, "/a").starts_with("b: \"x\"") && covered(text, "/a").ends_with("d: [1, 2]"));
    assert_eq!(covered(text, "/e"), "- 1\n  - k: v");
    assert_eq!(covered(text, "/e/1"), "k: v");
    assert_eq!(covered(text, "/f"), "f", "nothing has the place of its key");
    assert_eq!(covered("{\"a\": [1, {}] }", "/a"), "[1, {}]");
}

#[test]
fn pointers_are_unescaped() {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let text = r#"{"paths": {"/a~b": [0, {"": 1}]}}"#;
    let root = load(&mut sources, "a.json", text.as_bytes(), &mut report).unwrap();
    assert_eq!(root.at("/paths/~1a~0b/1/").and_then(Node::as_number), Some("1"));
    for nowhere in ["paths", "/paths/~2", "/paths/~1a~0b/01", "/paths/~1a~0b/2", "/paths/~"] {
        assert!(root.at(nowhere).is_none(), "{nowhere}");
    }
}

#[test]
fn every_equal_key_is_reported_and_the_first_kept() {
    let text = "a: 1\nb:\n  c: 1\n  c: 2\na: 2\na: 3\n";
    let (value, found) = read("a.yaml", text);
    assert_eq!(value, json!({ "a": 1, "b": { "c": 1 } }));
    assert_eq!(found, ["duplicate-key 4:3", "duplicate-key 5:1", "duplicate-key 6:1"]);
    assert_eq!(findings("a.json", r#"{"a": 1, "\u0061": 2}"#), ["duplicate-key 1:10"]);
}

#[test]
fn large_mappings_are_searched_by_an_index() {
    let text: String = (0..100).map(|key| format!("key{key}: {key}\n")).collect();
    let value = yaml(&text);
    assert_eq!(value.as_object().unwrap().len(), 100);
    let (mut sources, mut report) = (Sources::new(), Report::new());
    let root = load(&mut sources, "a.yaml", text.as_bytes(), &mut report).unwrap();
    for key in 0..100 {
        assert_eq!(
            root.get(&format!("key{key}")).and_then(Node::as_number),
            Some(&*key.to_string())
        );
    }
    assert!(root.get("key100").is_none());
}

#[test]
fn merge_keys_give_way_to_the_mapping_s_own() {
    let text = "x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  <<: [*x, *y]\n  c: 3\nq:\n  '<<': text\n";
    let value = yaml(text);
    assert_eq!(value["z"], json!({ "a": 1, "b": 1, "c": 3 }));
    assert_eq!(value["q"], json!({ "<<": "text" }));
    assert_eq!(findings("a.yaml", "a:\n  <<: 1\n"), ["bad-syntax 2:7"]);
}

#[test]
fn aliases_are_copied_within_a_budget() {
    assert_eq!(yaml("a: &a [1]\nb: *a\n"), json!({ "a": [1], "b": [1] }));
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let alias = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{alias}]\n"));
    }
    assert_eq!(findings("a.yaml", &bomb).len(), 1);
    assert!(findings("a.yaml", &bomb)[0].starts_with("too-many-aliases"));
    assert_eq!(findings("a.yaml", "a: &a [*a]\n"), ["bad-syntax 1:8"]);
    assert_eq!(findings("a.yaml", "a: *b\n"), ["bad-syntax 1:4"]);
}

#[test]
fn depth_is_limited() {
    let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(findings("a.json", &nested(DEEPEST)), [""; 0]);
    assert_eq!(findings("a.json", &nested(100_000)), ["too-deep 1:257"]);
    assert_eq!(findings("a.yaml", &format!("a: {}", nested(DEEPEST - 1))), [""; 0]);
    assert_eq!(
        findings("a.yaml", &format!("a: {}", nested(DEEPEST))),
        ["too-deep 1:259"]
    );
    let stairs: String = (0..300).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect();
    assert!(findings("a.yaml", &stairs)[0].starts_with("too-deep"));
    let doubled = format!(
        "a: &a {0}\nb: {1}*a{2}\n",
        nested(200),
        "[".repeat(100),
        "]".repeat(100)
    );
    assert!(findings("a.yaml", &doubled)[0].starts_with("too-deep 2:"));
}

#[test]
fn json_escapes_are_decoded() {
    let text = r#"{"a": "\ud83d\ude00 \/ \"\\ \b\f\n\r\t \u00e9",	"b": []}"#;
    assert_eq!(read("a.json", text).0["a"], "\u{1f600} / \"\\ \u{8}\u{c}\n\r\t é");
    for (bad, column) in [
        (r#"["\ud83d"]"#, 3),
        (r#"["x\ude00"]"#, 4),
        (r#"["\ud83d\u0041"]"#, 3),
        (r#"["\q"]"#, 3),
        (r#"["\u12"]"#, 3),
    ] {
        assert_eq!(findings("a.json", bad), [format!("bad-syntax 1:{column}")], "{bad}");
    }
    assert_eq!(findings("a.yaml", "a: \"\\ud83d\"\n").len(), 1);
    assert_eq!(yaml("a: \"\\ud83d\\ude00\"\n"), json!({ "a": "\u{1f600}" }));
}

#[test]
fn what_is_wrong_with_json_is_placed() {
    let cases = [
        (r#"{"a": 1,}"#, "1:8"),
        (r#"{"a" 1}"#, "1:6"),
        (r#"{a: 1}"#, "1:2"),
        ("[1 2]", "1:4"),
        ("[1] x", "1:5"),
        ("[01]", "1:2"),
        ("[1.]", "1:2"),
        ("[-]", "1:2"),
        ("[nul]", "1:2"),
        ("[\"a\n\"]", "1:4"),
        ("[\"a", "1:2"),
        ("{", "1:2"),
        ("[truer]", "1:2"),
    ];
    for (text, place) in cases {
        assert_eq!(findings("a.json", text), [format!("bad-syntax {place}")], "{text}");
    }
}

#[test]
fn flow_style_yaml_is_not_taken_for_bad_json() {
    assert_eq!(
        yaml("{openapi: 3.0.3, info: [a,]}"),
        json!({ "openapi": "3.0.3", "info": ["a"] })
    );
    assert_eq!(findings("a.yaml", "{\"a\": 1, \"b\" 2}"), ["bad-syntax 1:14"]);
}

#[test]
fn documents_are_one_and_not_empty() {
    assert_eq!(yaml("\u{feff}%YAML 1.2\n---\na: 1\n...\n"), json!({ "a": 1 }));
    assert_eq!(findings("a.yaml", "a: 1\n---\nb: 1\n"), ["several-documents 2:1"]);
    for empty in ["", "  \n", "# nothing\n", "---\n"] {
        assert_eq!(findings("a.yaml", empty), ["empty-document 1:1"], "{empty:?}");
    }
    assert_eq!(yaml("null"), json!(null));
}

#[test]
fn bytes_that_are_not_text_are_named() {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    assert!(load(&mut sources, "a", b"a: 1\nb: \xe9\xff", &mut report).is_none());
    let found = report.sorted().next().unwrap();
    assert_eq!(found.code, Code::NotUtf8);
    let span = found.span().unwrap();
    assert_eq!(sources.get(span.source).line_column(span.range().start), (2, 4));
}

#[test]
fn keys_that_are_no_text_and_tags_are_refused() {
    assert_eq!(
        findings("a.yaml", "? [1, 2]\n: x\n{a: 1}: y\n"),
        ["bad-syntax 1:3", "bad-syntax 3:1"]
    );
    assert_eq!(findings("a.yaml", "a: !include x\nb: !!int x\nc: !!map [1]\n").len(), 3);
    let long = "k".repeat(2000);
    assert_eq!(yaml(&format!("{long}: 1\n"))[&long], 1);
}
