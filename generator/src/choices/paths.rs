use super::Choices;
use super::apply::is_data;
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::emit::Form;
use crate::ir::Package;
use crate::load::{Node, Value};

/// What every crate can name.
const ALWAYS: [&str; 4] = ["std", "core", "alloc", "specloom_runtime"];
/// What only a module of somebody's crate can name.
const INSIDE: [&str; 3] = ["crate", "self", "super"];
/// Types that need no path.
const PLAIN: [&str; 19] = [
    "String", "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64",
    "u128", "usize", "Vec", "Option",
];

/// Whether a text names a trait or a macro, nothing more.
fn is_path(text: &str) -> bool {
    let path = syn::parse_str::<syn::Path>(text);
    path.is_ok_and(|path| path.segments.iter().all(|segment| segment.arguments.is_none()))
}

/// Whether a text names a type.
fn is_type(text: &str) -> bool {
    let plain = |character: char| character.is_ascii_alphanumeric() || "_:<>, ".contains(character);
    matches!(syn::parse_str::<syn::Type>(text), Ok(syn::Type::Path(path)) if path.qself.is_none())
        && text.chars().all(plain)
}

/// Whether each type and each trait that is named is one, and comes from a crate that there is.
pub(super) fn check(root: &Node, choices: &Choices, package: &Package, form: Form, report: &mut Report) {
    let checker = Checker { choices, package, form };
    choices.derives.iter().for_each(|path| checker.derive(path, report));
    checker.visit(root, report);
}

struct Checker<'a> {
    choices: &'a Choices,
    package: &'a Package,
    form: Form,
}

impl Checker<'_> {
    fn visit(&self, node: &Node, report: &mut Report) {
        match &node.value {
            Value::Sequence(items) => items.iter().for_each(|item| self.visit(item, report)),
            Value::Mapping(members) => {
                for entry in members.iter().filter(|entry| !is_data(&entry.key)) {
                    match &*entry.key {
                        "x-rust-type" => self.substitute(&entry.value, report),
                        "x-rust-derives" => {
                            let paths = entry.value.as_sequence().unwrap_or_default();
                            paths.iter().for_each(|path| self.derive(path, report));
                        }
                        _ => self.visit(&entry.value, report),
                    }
                }
            }
            _ => {}
        }
    }

    fn bad(&self, node: &Node, message: String) -> Diagnostic {
        let code = if self.choices.source == Some(node.span.source) {
            Code::BadConfiguration
        } else {
            Code::BadExtension
        };
        Diagnostic::new(code, node.span, message)
    }

    fn substitute(&self, node: &Node, report: &mut Report) {
        let Some(text) = node.as_str() else { return };
        if !is_type(text) {
            let found = self.bad(node, format!("`{text}` is no type of Rust"));
            report.push(found.label("a type is named by its path, such as `rust_decimal::Decimal`"));
            return;
        }
        match text.split_once("::") {
            Some(_) => self.origin(node, text, report),
            None if PLAIN.iter().any(|plain| text.split('<').next() == Some(plain)) => {}
            None => {
                let found = self.bad(node, format!("nothing says where the type `{text}` comes from"));
                report.push(found.hint(format!("name it by its whole path, such as `some_crate::{text}`")));
            }
        }
    }

    fn derive(&self, node: &Node, report: &mut Report) {
        let Some(text) = node.as_str() else { return };
        if !is_path(text) {
            let found = self.bad(node, format!("`{text}` is nothing that can be derived"));
            report.push(found.label("a trait is named by its path, such as `schemars::JsonSchema`"));
        } else if text.contains("::") {
            self.origin(node, text, report);
        }
    }

    /// Whether a path begins with a crate that the client depends on.
    fn origin(&self, node: &Node, text: &str, report: &mut Report) {
        let first = text.trim_start_matches("::").split("::").next().unwrap_or_default();
        let first = first.rsplit(['<', ' ']).next().unwrap_or_default();
        if self.form == Form::Module || ALWAYS.contains(&first) {
            return;
        }
        if INSIDE.contains(&first) {
            let found = self.bad(
                node,
                format!("`{text}` is inside of the crate, which holds nothing but what is generated"),
            );
            report.push(found.hint("name a type of another crate, and that crate under `[dependencies]`"));
            return;
        }
        let is_there = |name: &str| name.replace('-', "_") == first;
        if !self.package.dependencies.iter().any(|(name, _)| is_there(name)) {
            let found = self.bad(node, format!("the crate does not depend on `{first}`"));
            report.push(found.hint(format!(
                "add it to `specloom.toml`: `[dependencies]`, `{first} = \"1\"`"
            )));
        }
    }
}
