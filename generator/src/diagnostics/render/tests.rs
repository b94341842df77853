use super::*;
use crate::diagnostics::{Code, to_json};
use crate::load::load;

/// What is said about a text.
fn said(name: &str, text: &str) -> String {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    load(&mut sources, name, text.as_bytes(), &mut report);
    Renderer::plain().render(&report, &sources)
}

#[test]
fn both_places_are_shown() {
    let expected = "\
error[duplicate-key]: the key `a` is given twice
 --> api.yaml:3:1
  |
1 | a: 1
  | - given first
2 | b: 2
3 | a: 3
  | ^ given again
  |
  = help: remove or rename one of them: readers disagree on which one counts

1 error
";
    assert_eq!(said("api.yaml", "a: 1\nb: 2\na: 3\n"), expected);
}

#[test]
fn long_lines_are_cut_and_their_columns_are_right() {
    let pad = "é".repeat(500_000);
    let text = format!(r#"{{"é": "{pad}", "a": 1, "p": "{pad}", "a": 2, "b": "{pad}", "b": 3}}"#);
    let said = said("api.json", &text);
    let column = |occurrence: &str| text.split_once(occurrence).unwrap().0.chars().count() + 1;
    for key in [r#""a": 2"#, r#""a": 1"#, r#""b": 3"#, r#""b": "é"#] {
        assert!(said.contains(&format!("api.json:1:{}\n", column(key))), "{key}: {said}");
    }
    assert!(said.len() < 4_000, "{}", said.len());
}

#[test]
fn control_characters_of_the_document_do_not_reach_the_terminal() {
    let said = said("a.json", r#"{"\u001b[31mred": 1, "\u001b[31mred": 2}"#);
    assert!(said.contains("given twice"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said:?}");
}

#[test]
fn findings_without_a_place_have_only_a_message() {
    let mut report = Report::new();
    report.push(Diagnostic::without_place(Code::UnreadableFile, "`a.yaml` does not exist").hint("check the path"));
    let said = Renderer::plain().render(&report, &Sources::new());
    assert!(
        said.starts_with("error[unreadable-file]: `a.yaml` does not exist\n"),
        "{said}"
    );
    assert!(
        said.contains("help: check the path") && said.ends_with("\n1 error\n"),
        "{said}"
    );
    assert_eq!(
        to_json(&report, &Sources::new())["diagnostics"][0]["range"],
        serde_json::Value::Null
    );
}

#[test]
fn programs_get_lines_columns_and_offsets() {
    let (mut sources, mut report) = (Sources::new(), Report::new());
    load(&mut sources, "a.yaml", "é: 1\né: 2\n".as_bytes(), &mut report);
    let json = to_json(&report, &sources);
    let found = &json["diagnostics"][0];
    assert_eq!(found["code"], "duplicate-key");
    assert_eq!(
        found["range"]["start"],
        serde_json::json!({ "line": 2, "column": 1, "offset": 6 })
    );
    assert_eq!(found["range"]["end"]["column"], 2);
    assert_eq!(found["related"][0]["range"]["start"]["line"], 1);
    assert_eq!(json["errors"], 1);
}
