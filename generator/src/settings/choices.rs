use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Reader;
use crate::choices::{Choices, Selected, Setting, Target};
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::load::{Entry, Mapping, Node, Value};

/// The tables of `names`, and what each is about.
const NAMES: [(&str, Target); 6] = [
    ("schemas", Target::Schema),
    ("members", Target::Member),
    ("operations", Target::Operation),
    ("parameters", Target::Parameter),
    ("security", Target::Scheme),
    ("tags", Target::Tag),
];
/// The tables of `types`.
const TYPES: [(&str, Target); 2] = [("schemas", Target::Schema), ("formats", Target::Format)];
/// The lists of `only`.
const ONLY: [(&str, Target); 2] = [("tags", Target::Tag), ("operations", Target::Operation)];
/// What a dependency can say, in the words of Cargo.
const DEPENDENCY: [&str; 9] = [
    "version",
    "path",
    "git",
    "branch",
    "tag",
    "rev",
    "features",
    "default-features",
    "package",
];

impl Reader {
    /// The tables `names` and `types`: a text for each thing of the description.
    pub(super) fn texts_by_name(
        &self,
        value: &Spanned<DeValue<'_>>,
        table: &'static str,
        choices: &mut Choices,
        report: &mut Report,
    ) {
        let (known, extension): (&[_], _) = if table == "names" {
            (&NAMES, "x-rust-name")
        } else {
            (&TYPES, "x-rust-type")
        };
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        for (key, inner) in self.table(value, table, report) {
            let Some((word, target)) = known.iter().find(|(word, _)| *word == &**key.get_ref()) else {
                report.push(self.unknown(key.span(), key.get_ref(), &words));
                continue;
            };
            for (name, chosen) in self.table(inner, &format!("{table}.{word}"), report) {
                let DeValue::String(text) = chosen.get_ref() else {
                    report.push(self.wrong(chosen, &format!("`{}` is a text", name.get_ref())));
                    continue;
                };
                if table == "names" && !is_rust_name(text) {
                    let message = format!("`{text}` is no name in Rust");
                    let label = "a name is made of ASCII letters, digits and `_`, and starts with a letter";
                    report.push(self.wrong(chosen, &message).label(label));
                    continue;
                }
                choices.settings.push(Setting {
                    target: *target,
                    name: name.get_ref().to_string(),
                    span: self.span(name.span()),
                    extension,
                    value: self.text_node(text, chosen.span()),
                });
            }
        }
    }

    /// The tables `pagination` and `waiters`: for each operation what the extension would say in the document.
    pub(super) fn extensions(
        &self,
        value: &Spanned<DeValue<'_>>,
        table: &str,
        extension: &'static str,
        choices: &mut Choices,
        report: &mut Report,
    ) {
        for (name, said) in self.table(value, table, report) {
            choices.settings.push(Setting {
                target: Target::Operation,
                name: name.get_ref().to_string(),
                span: self.span(name.span()),
                extension,
                value: self.node(said),
            });
        }
    }

    /// A value as a document would have it.
    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let said = match value.get_ref() {
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Integer(number) => Value::Number(number.to_string().into()),
            DeValue::Float(number) => Value::Number(number.to_string().into()),
            DeValue::String(text) => Value::String((&**text).into()),
            DeValue::Datetime(time) => Value::String(time.to_string().into()),
            DeValue::Array(items) => Value::Sequence(items.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => {
                let entries = table.iter().map(|(key, value)| Entry {
                    key: (&**key.get_ref()).into(),
                    key_span: self.span(key.span()),
                    value: self.node(value),
                });
                Value::Mapping(Mapping::new(entries.collect()).0)
            }
        };
        Node {
            span: self.span(value.span()),
            value: said,
        }
    }

    /// The table `derives`: `all`, and `schemas` with a list for each.
    pub(super) fn derives(&self, value: &Spanned<DeValue<'_>>, choices: &mut Choices, report: &mut Report) {
        for (key, inner) in self.table(value, "derives", report) {
            match &**key.get_ref() {
                "all" => choices.derives = self.text_nodes(inner, report),
                "schemas" => {
                    for (name, paths) in self.table(inner, "derives.schemas", report) {
                        let value = Value::Sequence(self.text_nodes(paths, report));
                        choices.settings.push(Setting {
                            target: Target::Schema,
                            name: name.get_ref().to_string(),
                            span: self.span(name.span()),
                            extension: "x-rust-derives",
                            value: Node {
                                span: self.span(paths.span()),
                                value,
                            },
                        });
                    }
                }
                other => report.push(self.unknown(key.span(), other, &["all", "schemas"])),
            }
        }
    }

    /// The table `only`: the tags and operations that are wanted.
    pub(super) fn only(&self, value: &Spanned<DeValue<'_>>, choices: &mut Choices, report: &mut Report) {
        for (key, list) in self.table(value, "only", report) {
            let Some((_, target)) = ONLY.iter().find(|(word, _)| *word == &**key.get_ref()) else {
                report.push(self.unknown(key.span(), key.get_ref(), &["tags", "operations"]));
                continue;
            };
            let wanted = self.texts(list, report).into_iter().map(|(name, range)| Selected {
                target: *target,
                name,
                span: self.span(range),
            });
            choices.only.extend(wanted);
        }
    }

    /// The table `dependencies`, as the manifest writes it.
    pub(super) fn dependencies(&self, value: &Spanned<DeValue<'_>>, report: &mut Report) -> Vec<(String, String)> {
        let mut dependencies = Vec::new();
        for (name, wanted) in self.table(value, "dependencies", report) {
            let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
            let name_text = name.get_ref().to_string();
            if !super::is_package_name(&name_text) || !name_text.chars().all(plain) || name_text == "specloom-runtime" {
                let message = format!("`{name_text}` is no crate that can be depended on here");
                report.push(Diagnostic::new(Code::BadConfiguration, self.span(name.span()), message));
                continue;
            }
            if let Some(text) = self.dependency(wanted, report) {
                dependencies.push((name_text, text));
            }
        }
        dependencies
    }

    fn dependency(&self, wanted: &Spanned<DeValue<'_>>, report: &mut Report) -> Option<String> {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let table = match wanted.get_ref() {
            DeValue::String(version) => return Some(quoted(version)),
            DeValue::Table(table) => table,
            _ => {
                report.push(self.wrong(wanted, "a dependency is a version or a table, as in `Cargo.toml`"));
                return None;
            }
        };
        let mut members = Vec::new();
        for (key, value) in table {
            let name = &**key.get_ref();
            let text = match (name, value.get_ref()) {
                ("features", DeValue::Array(_)) => {
                    let features = self.texts(value, report);
                    let features: Vec<String> = features.iter().map(|(text, _)| quoted(text)).collect();
                    format!("[{}]", features.join(", "))
                }
                ("default-features", DeValue::Boolean(wanted)) => wanted.to_string(),
                ("features", _) => {
                    report.push(self.wrong(value, "`features` is a list of texts"));
                    continue;
                }
                ("default-features", _) => {
                    report.push(self.wrong(value, "`default-features` is `true` or `false`"));
                    continue;
                }
                (known, DeValue::String(text)) if DEPENDENCY.contains(&known) => quoted(text),
                (known, _) if DEPENDENCY.contains(&known) => {
                    report.push(self.wrong(value, &format!("`{known}` is a text")));
                    continue;
                }
                (other, _) => {
                    report.push(self.unknown(key.span(), other, &DEPENDENCY));
                    continue;
                }
            };
            members.push(format!("{name} = {text}"));
        }
        Some(format!("{{ {} }}", members.join(", ")))
    }

    /// The table `features`: whether each tag has one.
    pub(super) fn features(&self, value: &Spanned<DeValue<'_>>, choices: &mut Choices, report: &mut Report) {
        for (key, wanted) in self.table(value, "features", report) {
            match (&**key.get_ref(), wanted.get_ref()) {
                ("tags", DeValue::Boolean(wanted)) => choices.features = *wanted,
                ("tags", _) => report.push(self.wrong(wanted, "`tags` is `true` or `false`")),
                (other, _) => report.push(self.unknown(key.span(), other, &["tags"])),
            }
        }
    }

    /// The entries of a table, in the order of their keys; none where it is no table, which is reported.
    fn table<'v, 'd>(
        &self,
        value: &'v Spanned<DeValue<'d>>,
        name: &str,
        report: &mut Report,
    ) -> Vec<(&'v Spanned<std::borrow::Cow<'d, str>>, &'v Spanned<DeValue<'d>>)> {
        match value.get_ref() {
            DeValue::Table(table) => entries(table),
            _ => {
                report.push(self.wrong(value, &format!("`{name}` is a table")));
                Vec::new()
            }
        }
    }

    fn text_node(&self, text: &str, range: Range<usize>) -> Node {
        Node {
            span: self.span(range),
            value: Value::String(text.into()),
        }
    }

    fn text_nodes(&self, value: &Spanned<DeValue<'_>>, report: &mut Report) -> Vec<Node> {
        let texts = self.texts(value, report).into_iter();
        texts.map(|(text, range)| self.text_node(&text, range)).collect()
    }
}

fn entries<'v, 'd>(table: &'v DeTable<'d>) -> Vec<(&'v Spanned<std::borrow::Cow<'d, str>>, &'v Spanned<DeValue<'d>>)> {
    table.iter().collect()
}

fn is_rust_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '_')
}
