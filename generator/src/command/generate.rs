use std::path::Path;

use anstream::{eprint, eprintln, println};
use specloom::diagnostics::{Renderer, Report, to_json};
use specloom::source::Sources;
use specloom::write::{Change, Changes};
use specloom::{Generated, Generator};

use crate::Outcome;
use crate::arguments::{Format, Generate};
use crate::way::Way;

/// `specloom generate`
pub(crate) fn run(arguments: &Generate) -> Outcome {
    let mut generator = Generator::new(&arguments.document);
    if let Some(name) = &arguments.name {
        if !specloom::settings::is_package_name(name) {
            eprintln!(
                "error: `{name}` is no name for a crate: ASCII letters, digits, `-` and `_`, a letter first, no keyword"
            );
            return Outcome::Failed;
        }
        generator = generator.crate_name(name);
    }
    let mut runtime_path = None;
    if let Some(path) = &arguments.runtime_path {
        match runtime(&arguments.out, path) {
            Ok(path) => runtime_path = Some(path),
            Err(error) => {
                eprintln!("error: {}", no_runtime(path, &error));
                return Outcome::Failed;
            }
        }
    }
    generator = generator.command(repeated(arguments, runtime_path.as_deref()));
    if let Some(path) = runtime_path {
        generator = generator.runtime_path(path);
    }
    if let Some(root) = &arguments.root {
        generator = generator.root(root);
    }
    if arguments.tests {
        generator = generator.tests();
    }
    if arguments.deny.is_some() {
        generator = generator.deny_warnings();
    }
    let generated = match generator.run() {
        Ok(generated) => generated,
        Err(failure) => {
            show(arguments.format, &failure.report, &failure.sources, &Changes::default());
            return Outcome::of(&failure);
        }
    };
    let changes = if arguments.check {
        generated.compare(&arguments.out)
    } else {
        generated.write(&arguments.out)
    };
    match changes {
        Ok(changes) => {
            show(arguments.format, &generated.report, &generated.sources, &changes);
            report(arguments, &generated, &changes)
        }
        Err(error) => {
            show(
                arguments.format,
                &generated.report,
                &generated.sources,
                &Changes::default(),
            );
            eprintln!("error: {error}");
            Outcome::Failed
        }
    }
}

/// What was found, for people or for programs; programs are told what changed at the same time.
fn show(format: Format, report: &Report, sources: &Sources, changes: &Changes) {
    match format {
        Format::Text => eprint!("{}", Renderer::styled().render(report, sources)),
        Format::Json => {
            let mut json = to_json(report, sources);
            let changes = changes
                .iter()
                .map(|(path, change)| (path.clone(), word(*change).into()));
            json["changes"] = serde_json::Value::Object(changes.collect());
            println!("{json:#}");
        }
    }
}

/// What happened to a file, or would happen.
fn word(change: Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Changed => "changed",
        Change::Removed => "removed",
    }
}

fn report(arguments: &Generate, generated: &Generated, changes: &Changes) -> Outcome {
    let out = arguments.out.display();
    let stale = arguments.check && !changes.is_empty();
    if arguments.format == Format::Text {
        for (path, change) in changes {
            let word = match (change, arguments.check) {
                (Change::Added, true) => "missing",
                (Change::Changed, true) => "stale",
                (Change::Removed, true) => "left over",
                (change, false) => word(*change),
            };
            println!("{word:>9} {path}");
        }
        let files = generated.texts.len();
        if changes.is_empty() {
            println!("{out}: {files} files, all up to date");
        } else if !stale {
            println!("{out}: {} of {files} files written or removed", changes.len());
        }
    }
    if stale {
        eprintln!("error: {out} is stale; run the same command without `--check` to bring it up to date");
        return Outcome::Wrong;
    }
    Outcome::Done
}

/// Where the runtime lies, seen from the crate, as a manifest writes it.
pub(crate) fn runtime(out: &Path, path: &Path) -> std::io::Result<String> {
    if !path.is_dir() {
        return Err(std::io::ErrorKind::NotFound.into());
    }
    Ok(Way::between(out, path)?.text)
}

/// Why there is no runtime where it was said to be.
pub(crate) fn no_runtime(path: &Path, error: &std::io::Error) -> String {
    let path = path.display();
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            format!("{path}: there is no such folder; `--runtime-path` says where `specloom-runtime` lies")
        }
        _ => format!("{path}: {error}"),
    }
}

/// The same run as a command that makes the same crate, given in the folder of the crate: where that lies is no matter of the crate's.
fn repeated(arguments: &Generate, runtime: Option<&str>) -> String {
    let name = arguments.document.file_name().unwrap_or_default().to_string_lossy();
    let document = match Way::between(&arguments.out, &arguments.document) {
        Ok(way) if !way.through_root => way.text,
        _ => name.into_owned(),
    };
    let mut words = vec!["specloom generate".to_owned(), quoted(&document), "--out .".to_owned()];
    words.extend(arguments.name.iter().map(|name| format!("--name {name}")));
    if let Some(root) = &arguments.root
        && let Ok(way) = Way::between(&arguments.out, root)
    {
        words.push(format!("--root {}", quoted(&way.text)));
    }
    words.extend(runtime.map(|path| format!("--runtime-path {}", quoted(path))));
    words.extend(arguments.tests.then(|| "--tests".to_owned()));
    words.join(" ")
}

/// A path as one word of a shell.
fn quoted(path: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "-_./+,@".contains(character);
    if path.chars().all(plain) {
        return path.to_owned();
    }
    format!("'{}'", path.replace('\'', "'\\''"))
}
