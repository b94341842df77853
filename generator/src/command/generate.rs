use std::path::Path;

use anstream::{eprint, eprintln, println};
use specloom::diagnostics::Renderer;
use specloom::write::{Change, Changes};
use specloom::{Generated, Generator};

use crate::Outcome;
use crate::arguments::Generate;

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
    if let Some(path) = &arguments.runtime_path {
        match seen_from(&arguments.out, path) {
            Ok(path) => generator = generator.runtime_path(path),
            Err(error) => {
                eprintln!("error: {}: {error}", path.display());
                return Outcome::Failed;
            }
        }
    }
    if arguments.deny.is_some() {
        generator = generator.deny_warnings();
    }
    let generated = match generator.run() {
        Ok(generated) => generated,
        Err(failure) => {
            eprint!("{}", Renderer::styled().render(&failure.report, &failure.sources));
            return Outcome::of(&failure);
        }
    };
    eprint!("{}", Renderer::styled().render(&generated.report, &generated.sources));
    let changes = if arguments.check {
        generated.compare(&arguments.out)
    } else {
        generated.write(&arguments.out)
    };
    match changes {
        Ok(changes) => report(arguments, &generated, &changes),
        Err(error) => {
            eprintln!("error: {error}");
            Outcome::Failed
        }
    }
}

fn report(arguments: &Generate, generated: &Generated, changes: &Changes) -> Outcome {
    for (path, change) in changes {
        let word = match (change, arguments.check) {
            (Change::Added, false) => "added",
            (Change::Changed, false) => "changed",
            (Change::Removed, false) => "removed",
            (Change::Added, true) => "missing",
            (Change::Changed, true) => "stale",
            (Change::Removed, true) => "left over",
        };
        println!("{word:>9} {path}");
    }
    let out = arguments.out.display();
    if changes.is_empty() {
        println!("{out}: {} files, all up to date", generated.texts.len());
        return Outcome::Done;
    }
    if arguments.check {
        eprintln!("error: {out} is stale; run the same command without `--check` to bring it up to date");
        return Outcome::Wrong;
    }
    println!(
        "{out}: {} of {} files written or removed",
        changes.len(),
        generated.texts.len()
    );
    Outcome::Done
}

/// The way from one folder to another, as a manifest writes it.
fn seen_from(out: &Path, path: &Path) -> std::io::Result<String> {
    let target = std::path::absolute(path)?;
    if !target.is_dir() {
        return Err(std::io::Error::new(
            std::io::ErrorKind::NotFound,
            "there is no such folder",
        ));
    }
    let (out, target) = (normal(&std::path::absolute(out)?), normal(&target));
    let shared = out
        .iter()
        .zip(&target)
        .take_while(|(left, right)| left == right)
        .count();
    let up = std::iter::repeat_n("..".to_owned(), out.len() - shared);
    let down = target.iter().skip(shared).cloned();
    Ok(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// The steps of a path, without the ones that lead back.
fn normal(path: &Path) -> Vec<String> {
    let mut steps = Vec::new();
    for step in path.components() {
        match step {
            std::path::Component::ParentDir => {
                steps.pop();
            }
            std::path::Component::CurDir => {}
            other => steps.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    steps
}
