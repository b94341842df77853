//! What the maintainer chooses beside the description: `specloom.toml`.

mod choices;
mod license_files;

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::choices::Choices;
use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::ir::Package;
use crate::source::{Source, SourceId, Sources, Span};

/// The file beside the description that holds the choices.
pub const FILE_NAME: &str = "specloom.toml";

/// The tables of the file.
const TABLES: [&str; 9] = [
    "crate",
    "names",
    "types",
    "derives",
    "only",
    "dependencies",
    "features",
    "pagination",
    "waiters",
];

/// The keys of the table `crate`.
const KEYS: [&str; 11] = [
    "authors",
    "homepage",
    "documentation",
    "name",
    "version",
    "license",
    "license-files",
    "description",
    "repository",
    "keywords",
    "categories",
];

/// Reads the choices into a package, and the files that they name; whatever is wrong is reported with its place.
pub fn read(
    sources: &mut Sources,
    name: &str,
    text: &str,
    package: &mut Package,
    choices: &mut Choices,
    report: &mut Report,
) {
    let source = sources.add(Source::new(name, text));
    choices.source = Some(source);
    let folder = Path::new(name).parent().unwrap_or(Path::new("")).to_owned();
    let reader = Reader { source, folder };
    let root = match DeTable::parse(text) {
        Ok(root) => root,
        Err(error) => {
            let span = error
                .span()
                .map_or_else(|| reader.span(0..0), |range| reader.span(range));
            report.push(Diagnostic::new(
                Code::BadConfiguration,
                span,
                format!("this is not TOML: {}", error.message()),
            ));
            return;
        }
    };
    for (key, value) in root.get_ref() {
        match (&**key.get_ref(), value.get_ref()) {
            ("crate", DeValue::Table(table)) => reader.package(table, package, report),
            ("crate", _) => report.push(reader.wrong(value, "`crate` is a table")),
            ("names", _) => reader.texts_by_name(value, "names", choices, report),
            ("types", _) => reader.texts_by_name(value, "types", choices, report),
            ("derives", _) => reader.derives(value, choices, report),
            ("only", _) => reader.only(value, choices, report),
            ("dependencies", _) => package.dependencies = reader.dependencies(value, report),
            ("features", _) => reader.features(value, choices, report),
            ("pagination", _) => reader.extensions(value, "pagination", "x-pagination", choices, report),
            ("waiters", _) => reader.extensions(value, "waiters", "x-waiter", choices, report),
            (other, _) => report.push(reader.unknown(key.span(), other, &TABLES)),
        }
    }
}

struct Reader {
    source: SourceId,
    /// Where the file of the choices lies.
    folder: PathBuf,
}

impl Reader {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    fn wrong(&self, value: &Spanned<DeValue<'_>>, message: &str) -> Diagnostic {
        Diagnostic::new(Code::BadConfiguration, self.span(value.span()), message)
    }

    fn unknown(&self, range: std::ops::Range<usize>, key: &str, known: &[&str]) -> Diagnostic {
        let found = Diagnostic::new(
            Code::BadConfiguration,
            self.span(range),
            format!("`{key}` is no key of this file"),
        );
        match nearest(key, known.iter().copied()) {
            Some(near) => found.hint(format!("did you mean `{near}`?")),
            None => found.hint(format!("known are: {}", known.join(", "))),
        }
    }

    fn package(&self, table: &DeTable<'_>, package: &mut Package, report: &mut Report) {
        for (key, value) in table {
            let name = &**key.get_ref();
            let text = match value.get_ref() {
                DeValue::String(text) => Some(text.to_string()),
                _ => None,
            };
            match (name, text) {
                ("name", Some(text)) if is_package_name(&text) => package.name = text,
                ("name", Some(_)) => {
                    let message = "a crate's name is made of ASCII letters, digits, `-` and `_`, starts with a letter, and is no word of Rust's own";
                    report.push(self.wrong(value, message));
                }
                ("version", Some(text)) if is_version(&text) => package.version = text,
                ("version", Some(_)) => report.push(self.wrong(value, "a version is three numbers, such as `0.1.0`")),
                ("license", Some(text)) => package.license = Some(text),
                ("description", Some(text)) => package.description = Some(text),
                ("repository", Some(text)) => package.repository = Some(text),
                ("homepage", Some(text)) => package.homepage = Some(text),
                ("documentation", Some(text)) => package.documentation = Some(text),
                ("authors", None) => package.authors = self.list(value, report),
                ("license-files", None) => package.license_files = self.license_files(value, report),
                ("keywords", None) => package.keywords = self.list(value, report),
                ("categories", None) => package.categories = self.list(value, report),
                (known, _) if KEYS.contains(&known) => {
                    let wanted = if matches!(known, "authors" | "license-files" | "keywords" | "categories") {
                        "a list of texts"
                    } else {
                        "a text"
                    };
                    report.push(self.wrong(value, &format!("`{known}` is {wanted}")));
                }
                (other, _) => report.push(self.unknown(key.span(), other, &KEYS)),
            }
        }
    }

    fn list(&self, value: &Spanned<DeValue<'_>>, report: &mut Report) -> Vec<String> {
        self.texts(value, report).into_iter().map(|(text, _)| text).collect()
    }

    /// The texts of a list, each with its place.
    fn texts(&self, value: &Spanned<DeValue<'_>>, report: &mut Report) -> Vec<(String, std::ops::Range<usize>)> {
        let DeValue::Array(items) = value.get_ref() else {
            report.push(self.wrong(value, "this is a list of texts"));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => texts.push((text.to_string(), item.span())),
                _ => report.push(self.wrong(item, "this is a list of texts")),
            }
        }
        texts
    }
}

/// Whether Cargo takes this as a package's name.
#[must_use]
pub fn is_package_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '_'))
        && !crate::lower::is_keyword(name)
        && !matches!(name, "self" | "super" | "crate" | "std" | "core" | "alloc" | "test")
}

fn is_version(text: &str) -> bool {
    let (numbers, rest) = text.split_at(text.find(['-', '+']).unwrap_or(text.len()));
    let parts: Vec<&str> = numbers.split('.').collect();
    let number = |part: &&str| part.parse::<u64>().is_ok() && (*part == "0" || !part.starts_with('0'));
    let tail = rest
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '+' | '.'));
    parts.len() == 3 && parts.iter().all(number) && tail
}
