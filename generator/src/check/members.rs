use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::load::{Entry, Mapping, Node, Value};
use crate::openapi::Version;
use crate::openapi::grammar::{self, Member, Object, Presence, Shape};

/// Compares every object of the document with the specification's tables: members that it does not know, members of the wrong
/// kind, members that are missing.
pub fn check(root: &Node, version: Version, report: &mut Report) {
    Walk {
        version,
        strict: false,
        foreign: BTreeSet::new(),
        report,
    }
    .object(root, &grammar::DOCUMENT);
}

/// Compares an extension that was not written in the document with its table.
pub(super) fn check_extension(node: &Node, shape: Shape, version: Version, report: &mut Report) {
    Walk {
        version,
        strict: true,
        foreign: BTreeSet::new(),
        report,
    }
    .value(node, shape);
}

struct Walk<'d, 'r> {
    version: Version,
    /// Inside an extension of ours nothing is passed over: a slip there would change what the client does.
    strict: bool,
    /// Extensions of others that look like none of ours. A document says few of them, thousands of times.
    foreign: BTreeSet<&'d str>,
    report: &'r mut Report,
}

impl<'d> Walk<'d, '_> {
    fn object(&mut self, node: &'d Node, object: &'static Object) {
        let Some(mapping) = node.as_mapping() else {
            self.wrong_type(node, &format!("{} {}", article(object.name), object.name), true);
            return;
        };
        for entry in mapping.iter() {
            if entry.key.starts_with("x-") {
                self.extension(entry);
                continue;
            }
            match (self.member(object, &entry.key), object.others) {
                (Some(member), _) => self.value(&entry.value, member.shape),
                (None, Some(shape)) => self.value(&entry.value, shape),
                (None, None) => self.unknown(mapping, entry.key_span, &entry.key, object),
            }
        }
        // Most members may be left out, so that is asked before anything is looked up or said.
        let needed = object
            .members
            .iter()
            .filter(|member| member.presence != Presence::Optional);
        for member in needed.filter(|member| mapping.get(member.name).is_none()) {
            let message = format!("the member `{}` is missing", member.name);
            let label = format!("{} {} has it", article(object.name), object.name);
            let found = Diagnostic::new(Code::MissingMember, node.span, message).label(label);
            self.report.push(if member.presence == Presence::Required {
                found
            } else {
                found.as_warning()
            });
        }
    }

    fn extension(&mut self, entry: &'d Entry) {
        if let Some(member) = self.member(&grammar::EXTENSIONS, &entry.key) {
            let before = std::mem::replace(&mut self.strict, true);
            self.value(&entry.value, member.shape);
            self.strict = before;
            return;
        }
        if self.foreign.contains(&*entry.key) {
            return;
        }
        let mut known = grammar::EXTENSIONS.members.iter();
        let Some(near) = known.find(|member| is_near(member.name, &entry.key)) else {
            self.foreign.insert(&entry.key);
            return;
        };
        self.report.push(
            Diagnostic::new(
                Code::UnknownKey,
                entry.key_span,
                format!("`{}` is no extension that the generator knows", entry.key),
            )
            .label("this is not looked at")
            .hint(format!("did you mean `{}`?", near.name)),
        );
    }

    fn member(&self, object: &'static Object, name: &str) -> Option<&'static Member> {
        object
            .members
            .iter()
            .find(|member| member.name == name && member.since <= self.version)
    }

    fn unknown(&mut self, mapping: &Mapping, span: crate::source::Span, key: &str, object: &'static Object) {
        let known = object
            .members
            .iter()
            .filter(|member| member.since <= self.version && mapping.get(member.name).is_none());
        let message = format!("`{key}` is no member of {} {}", article(object.name), object.name);
        let mut diagnostic = Diagnostic::new(Code::UnknownKey, span, message).label("this is not looked at");
        if let Some(name) = nearest(key, known.map(|member| member.name)) {
            diagnostic = diagnostic.hint(format!("did you mean `{name}`?"));
        } else if object.members.iter().any(|member| member.name == key) {
            diagnostic = diagnostic.hint("OpenAPI 3.1 brought this member; the document says that it is of 3.0");
        } else {
            diagnostic = diagnostic.hint("names of your own start with `x-`");
        }
        if self.strict {
            let names: Vec<&str> = object.members.iter().map(|member| member.name).collect();
            diagnostic.code = Code::BadExtension;
            diagnostic = diagnostic.as_error().label(format!("known are: {}", names.join(", ")));
        }
        self.report.push(diagnostic);
    }

    fn value(&mut self, node: &'d Node, shape: Shape) {
        match shape {
            Shape::Any => {}
            Shape::Text if node.as_str().is_some() => {}
            Shape::Bool if node.as_bool().is_some() => {}
            Shape::Number if node.as_number().is_some() => {}
            Shape::NumberOrBool if node.as_number().is_some() || node.as_bool().is_some() => {}
            Shape::TextOrBool if node.as_str().is_some() || node.as_bool().is_some() => {}
            Shape::ObjectOrFalse(_) if node.as_bool() == Some(false) => {}
            Shape::TextOrObject(_) if node.as_str().is_some() => {}
            Shape::SchemaOrBool if node.as_bool().is_some() => {}
            Shape::TextOrTexts if node.as_str().is_some() || node.as_sequence().is_some() => {}
            Shape::Schema | Shape::SchemaOrBool => self.schema(node),
            Shape::Object(object) | Shape::ObjectOrFalse(object) | Shape::TextOrObject(object) => {
                self.object(node, object);
            }
            Shape::Referable(object) => {
                if !self.reference(node) {
                    self.object(node, object);
                }
            }
            Shape::List(inner) => match node.as_sequence() {
                Some(items) => items.iter().for_each(|item| self.value(item, *inner)),
                None => self.wrong_type(
                    node,
                    "a list",
                    matches!(inner, Shape::Schema | Shape::Object(_) | Shape::Referable(_)),
                ),
            },
            Shape::Map(inner) => match node.as_mapping() {
                Some(mapping) => {
                    for entry in mapping
                        .iter()
                        .filter(|entry| !entry.key.starts_with("x-") || matches!(inner, Shape::Schema))
                    {
                        self.value(&entry.value, *inner);
                    }
                }
                None => self.wrong_type(node, "a mapping", !matches!(inner, Shape::Any)),
            },
            Shape::Text => self.wrong_type(node, "a text", false),
            Shape::Bool => self.wrong_type(node, "`true` or `false`", false),
            Shape::Number | Shape::NumberOrBool => self.wrong_type(node, "a number", false),
            Shape::TextOrBool => self.wrong_type(node, "a text, `true` or `false`", false),
            Shape::TextOrTexts => self.wrong_type(node, "the name of a type", true),
        }
    }

    fn schema(&mut self, node: &'d Node) {
        if self.version == Version::V31 && node.as_bool().is_some() {
            return;
        }
        if node.as_mapping().is_none() {
            self.wrong_type(node, "a schema", false);
            return;
        }
        if self.version == Version::V30 && self.reference(node) {
            return;
        }
        if let (Version::V31, Some(mapping)) = (self.version, node.as_mapping())
            && mapping.get("$ref").is_some()
        {
            for entry in mapping
                .iter()
                .filter(|entry| &*entry.key != "$ref" && !entry.key.starts_with("x-"))
            {
                if let Some(member) = self.member(&grammar::SCHEMA, &entry.key) {
                    self.value(&entry.value, member.shape);
                } else {
                    self.unknown(mapping, entry.key_span, &entry.key, &grammar::SCHEMA);
                }
            }
            return;
        }
        self.object(node, &grammar::SCHEMA);
    }

    /// Whether the node is a reference; what stands beside it is not looked at, by the words of the specification.
    fn reference(&mut self, node: &Node) -> bool {
        let Some(mapping) = node.as_mapping() else { return false };
        let Some(reference) = mapping.get("$ref") else {
            return false;
        };
        if !matches!(reference.value, Value::String(_)) {
            self.wrong_type(reference, "a reference", true);
            return true;
        }
        for entry in mapping
            .iter()
            .filter(|entry| !entry.key.starts_with("x-") && &*entry.key != "$ref")
        {
            if self.version == Version::V31 && matches!(&*entry.key, "summary" | "description") {
                continue;
            }
            self.report.push(
                Diagnostic::new(
                    Code::IgnoredSibling,
                    entry.key_span,
                    format!("`{}` stands beside `$ref`", entry.key),
                )
                .label("OpenAPI does not look at what stands beside a reference")
                .hint("say it at the target; in a schema, `allOf` with the reference as its one entry lets both count"),
            );
        }
        true
    }

    fn wrong_type(&mut self, node: &Node, expected: &str, matters: bool) {
        let diagnostic = Diagnostic::new(
            Code::WrongType,
            node.span,
            format!("expected {expected}, found {}", node.kind_name()),
        );
        let meant = match node.as_str().map(str::to_lowercase).as_deref() {
            Some("true" | "yes" | "on" | "y") => Some("true"),
            Some("false" | "no" | "off" | "n") => Some("false"),
            _ => None,
        };
        let diagnostic = match meant.filter(|_| expected.contains("`true`")) {
            Some(meant) => diagnostic.hint(format!("write `{meant}`, without quotes")),
            None => diagnostic,
        };
        self.report.push(if matters || self.strict {
            diagnostic
        } else {
            diagnostic.label("this is not looked at").as_warning()
        });
    }
}

/// Whether two slips at most lie between the names. Each slip changes the length by one, so names of other lengths are not compared.
fn is_near(name: &str, other: &str) -> bool {
    name.chars().count().abs_diff(other.chars().count()) <= 2 && strsim::damerau_levenshtein(name, other) <= 2
}

fn article(name: &str) -> &'static str {
    if name.starts_with(['A', 'E', 'I', 'O', 'U', 'X', 'e', 'x']) {
        "an"
    } else {
        "a"
    }
}
