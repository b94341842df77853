use std::path::{Component, Path};

use toml::Spanned;
use toml::de::DeValue;

use super::Reader;
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::ir::LicenseFile;

/// What the crate holds already under these names.
const TAKEN: [&str; 5] = ["Cargo.toml", "Cargo.lock", "README.md", "src", "target"];

/// Whether a file of this name can lie in the crate beside ours: never one that Cargo or the compiler would take for something else.
fn is_license_name(name: &str) -> bool {
    let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
    name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.chars().all(plain)
        && !name.to_ascii_lowercase().ends_with(".rs")
        && !TAKEN.iter().any(|taken| taken.eq_ignore_ascii_case(name))
}

impl Reader {
    /// The texts that `license-files` names, each read. Paths begin at the folder of the choices.
    pub(super) fn license_files(&self, value: &Spanned<DeValue<'_>>, report: &mut Report) -> Vec<LicenseFile> {
        let mut files: Vec<LicenseFile> = Vec::new();
        for (path, range) in self.texts(value, report) {
            let span = self.span(range);
            match self.license_file(&path) {
                Ok(file) => {
                    let taken = files.iter().any(|other| other.name.eq_ignore_ascii_case(&file.name));
                    if taken {
                        let message = format!("another of these files is called `{}` too", file.name);
                        report.push(Diagnostic::new(Code::BadConfiguration, span, message).hint("rename one of them"));
                    } else {
                        files.push(file);
                    }
                }
                Err((code, message, hint)) => report.push(Diagnostic::new(code, span, message).hint(hint)),
            }
        }
        files
    }

    /// Reads one of them; an error is its code, what is wrong, and what to do.
    fn license_file(&self, path: &str) -> Result<LicenseFile, (Code, String, &'static str)> {
        let way = Path::new(path);
        let relative = way
            .components()
            .all(|step| !matches!(step, Component::RootDir | Component::Prefix(_)));
        if !relative || path.starts_with(['/', '\\']) {
            let message = format!("`{path}` begins at the root of this machine");
            return Err((
                Code::BadConfiguration,
                message,
                "name it by its way from the folder of this file",
            ));
        }
        let name = way.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if !is_license_name(name) {
            let message = format!("`{path}` cannot be copied into the crate under the name that it has");
            return Err((
                Code::BadConfiguration,
                message,
                "give it a name such as `LICENSE` or `LICENSE-MIT`",
            ));
        }
        let bytes = std::fs::read(self.folder.join(way)).map_err(|error| {
            let why = match error.kind() {
                std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
                _ => error.to_string(),
            };
            let message = format!("`{path}` cannot be read: {why}");
            (Code::UnreadableFile, message, "paths begin at the folder of this file")
        })?;
        let text = String::from_utf8(bytes).map_err(|_| {
            let message = format!("`{path}` is not UTF-8 text");
            (Code::NotUtf8, message, "save it as UTF-8; it is copied as it is")
        })?;
        Ok(LicenseFile {
            name: name.to_owned(),
            text,
        })
    }
}
