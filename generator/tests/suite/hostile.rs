//! Text of the description that means ill: in every place of prose of every golden case, it changes nothing but the prose.

use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};
use serde_json::Value;
use specloom::diagnostics::Report;
use specloom::load;
use specloom::pipeline::Input;
use specloom::source::Sources;
use specloom::write::Texts;

use crate::{cases, sound};

/// Texts that mean something to Rust, to its macros, to rustdoc, to Markdown, to TOML or to a terminal.
const TEXTS: [&str; 24] = [
    "\"; pub fn pwned() {} //",
    "\"#]; pub fn pwned() {} //",
    "*/ pub fn pwned() {} /*",
    "\n\npub fn pwned() {}\n",
    "\rpub fn pwned() {}\r\n",
    "`\n\n```\nfn pwned() {}\n```\n",
    "~~~rust\npwned();\n~~~",
    "    pwned();\n",
    "text\n\n    pwned();\n\n\tpwned();\n",
    "> ```\n> pwned();\n> ```",
    "1. a\n\n       pwned();\n",
    "- ```rust\n  pwned();\n  ```",
    "#![pwned] #[pwned]",
    "$crate::pwned!() concat!(\"a\")",
    "{} {0} {pwned} {{",
    "\\\" \\n \\u{22} \\",
    "\u{202e}pwned\u{2066}\u{200f}",
    "a\u{0}b\u{1b}[31m",
    "<script>pwned()</script><!-- --> <b>",
    "[pwned](javascript:pwned) [`pwned`] [a]: b",
    "]]]>>>)))}}}",
    "| a | b |\n|---|---|\n| `| |",
    "../../../pwned /etc/pwned C:\\pwned",
    "'\"'''\"\"\"\n[pwned]\nx = 1",
];

/// What stands in the same places when nobody means ill.
const HARMLESS: &str = "Words without a meaning.";

/// Puts a text in place of all prose of a document. Equal types stay equal, for all say the same.
fn plant(node: &mut Value, in_names: bool, text: &str) {
    match node {
        Value::Object(members) => {
            // What describes a server names it too.
            for (key, value) in members.iter_mut().filter(|(key, _)| *key != "servers") {
                // Below these, keys are names of the description, so that prose of theirs is none.
                let names = matches!(
                    key.as_str(),
                    "properties" | "schemas" | "mapping" | "example" | "examples" | "default" | "enum"
                );
                let is_prose = !in_names && matches!(key.as_str(), "description" | "summary" | "x-enum-descriptions");
                match value {
                    Value::String(prose) if is_prose => *prose = text.to_owned(),
                    Value::Object(described) if is_prose => {
                        described.values_mut().for_each(|prose| *prose = Value::from(text))
                    }
                    other => plant(other, names, text),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| plant(item, in_names, text)),
        _ => {}
    }
}

/// The items of all files: every token but prose and literals.
fn skeleton(texts: &Texts) -> Vec<(String, String)> {
    let rust = texts.iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(path, text)| {
        let mut out = String::new();
        without_prose(text.parse().unwrap(), &mut out);
        (path.clone(), out)
    })
    .collect()
}

fn without_prose(tokens: TokenStream, out: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                let inner = matches!(tokens.peek(), Some(TokenTree::Punct(sign)) if sign.as_char() == '!')
                    .then(|| tokens.next());
                match tokens.next() {
                    Some(TokenTree::Group(group)) if group.stream().to_string().starts_with("doc =") => {}
                    other => out.push_str(&format!(
                        "#{inner:?}{}",
                        other.map(|other| other.to_string()).unwrap_or_default()
                    )),
                }
            }
            TokenTree::Group(group) => {
                out.push_str(&format!("{:?}(", group.delimiter()));
                without_prose(group.stream(), out);
                out.push(')');
            }
            TokenTree::Literal(_) => out.push_str(" literal"),
            other => out.push_str(&format!(" {other}")),
        }
    }
}

/// The blocks of code in documentation that rustdoc would run.
fn doctests(texts: &Texts) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in texts {
        let prose: Vec<&str> = text.lines().map(str::trim_start).collect();
        let comment = |line: &&str| line.starts_with("///") || line.starts_with("//!");
        for comments in prose.split(|line| !comment(line)).filter(|lines| !lines.is_empty()) {
            let markdown: Vec<&str> = comments.iter().map(|line| line.get(3..).unwrap_or_default()).collect();
            let markdown: Vec<&str> = markdown
                .iter()
                .map(|line| line.strip_prefix(' ').unwrap_or(line))
                .collect();
            for event in Parser::new(&markdown.join("\n")) {
                if let Event::Start(Tag::CodeBlock(kind)) = event {
                    let language = match kind {
                        CodeBlockKind::Indented => "indented".to_owned(),
                        CodeBlockKind::Fenced(language) => language.to_string(),
                    };
                    if language != "text" {
                        found.push(format!("{path}: {language}"));
                    }
                }
            }
        }
    }
    found
}

struct Case {
    name: String,
    input: Input,
    document: Value,
}

fn all_cases() -> Vec<Case> {
    cases::all("golden")
        .iter()
        .map(|case| {
            let mut input = cases::input(case);
            let (mut sources, mut report) = (Sources::new(), Report::new());
            let root = load::load(&mut sources, &input.name, &input.document, &mut report).unwrap();
            input.name = "api.json".to_owned();
            input.form = specloom::emit::Form::Crate;
            Case {
                name: cases::name(case),
                document: serde_json::from_str(&root.to_json_text()).unwrap(),
                input,
            }
        })
        .collect()
}

fn planted(case: &Case, text: &str) -> Texts {
    let mut document = case.document.clone();
    plant(&mut document, false, text);
    let mut input = case.input.clone();
    input.document = document.to_string().into_bytes();
    let run = cases::run(&input);
    assert!(run.texts.is_some(), "{}: nothing is written", case.name);
    run.texts.unwrap_or_default()
}

fn changes_prose_alone<'a>(case: &Case, all: impl IntoIterator<Item = &'a str>) {
    let expected = planted(case, HARMLESS);
    let (items, runnable) = (skeleton(&expected), doctests(&expected));
    for text in all {
        let texts = planted(case, text);
        assert_eq!(sound::look_at(&texts), Ok(()), "{}", case.name);
        assert_eq!(skeleton(&texts), items, "{}: {text:?}", case.name);
        assert_eq!(doctests(&texts), runnable, "{}: {text:?}", case.name);
        let invisible = ['\u{202e}', '\u{0}', '\u{1b}'];
        assert!(!texts.values().any(|text| text.contains(invisible)), "{}", case.name);
    }
}

/// Each case gets one text, each text several cases.
#[test]
fn hostile_text_changes_prose_alone() {
    for (case, text) in all_cases().iter().zip(TEXTS.iter().cycle()) {
        changes_prose_alone(case, [*text]);
    }
}

/// Each case gets every text.
#[test]
#[ignore = "takes minutes; `.ci/deep` runs it"]
fn every_hostile_text_changes_prose_alone() {
    for case in all_cases() {
        changes_prose_alone(&case, TEXTS);
    }
}
