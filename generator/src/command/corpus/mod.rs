//! `specloom corpus`: the generator on every document of a folder, each in a process of its own.

mod child;
mod compile;
mod documents;
pub(crate) mod measure;
mod messages;
mod record;
mod table;
mod wire;
mod work;

use std::collections::HashSet;
use std::path::Path;
use std::time::Instant;

use anstream::{eprintln, print};
use indicatif::{ProgressBar, ProgressStyle};

use crate::arguments::Corpus;
use crate::{Outcome, generate};
use child::Child;
use record::{Record, Summary, Totals};
use work::Work;

/// `specloom corpus`
pub(crate) fn run(arguments: &Corpus) -> Outcome {
    match attempt(arguments) {
        Ok(outcome) => outcome,
        Err(message) => {
            eprintln!("error: {message}");
            Outcome::Failed
        }
    }
}

fn attempt(arguments: &Corpus) -> Result<Outcome, String> {
    let documents = documents::of(&arguments.folder)?;
    if let Some(file) = &arguments.json {
        is_writable(file)?;
    }
    let work = match arguments.compile || arguments.tests || arguments.out.is_some() {
        true => Some(Work::prepare(arguments.out.as_deref())?),
        false => None,
    };
    let crates = work.as_ref().map(Work::crates);
    let runtime = arguments
        .runtime_path
        .as_deref()
        .map(|path| runtime(crates.as_deref(), path))
        .transpose()?;
    let child = Child {
        timeout: arguments.timeout,
        crates: crates.as_deref(),
        tests: arguments.tests,
        runtime: runtime.as_deref(),
    };
    let progress = progress(documents.len());
    let mut records = Vec::new();
    for document in &documents {
        progress.set_message(document.name());
        let record = child.run(document);
        records.push(record.map_err(|error| format!("{}: no process for it: {error}", document.path.display()))?);
        progress.inc(1);
    }
    progress.finish_and_clear();
    leave_out_parts(&arguments.folder, &mut records);
    let compiled = work
        .as_ref()
        .filter(|_| arguments.compile)
        .map(|work| compile(work, &mut records))
        .transpose();
    let tested = match &work {
        Some(work) if arguments.tests => test(work, &mut records),
        _ => Ok(()),
    };
    // What is known by now is shown, whether the compiler could be run or not.
    let totals = Totals::of(&records);
    print!("{}", table::table(&records, &totals));
    if let Some(file) = &arguments.json {
        let summary = Summary {
            specloom: env!("CARGO_PKG_VERSION"),
            folder: arguments.folder.display().to_string(),
            compile_seconds: compiled.as_ref().ok().copied().flatten(),
            totals: &totals,
            documents: &records,
        };
        write(file, &summary)?;
    }
    compiled?;
    tested?;
    Ok(outcome(&records, &totals))
}

/// Leaves out what is no description, but a part of one that lies beside it.
fn leave_out_parts(folder: &Path, records: &mut Vec<Record>) {
    let files = records.iter().flat_map(|record| record.told.files.iter().cloned());
    let files: HashSet<String> = files.collect();
    records.retain(|record| {
        let path = folder.join(&record.document).display().to_string();
        !(record.told.ending.is_no_description() && files.contains(&path))
    });
}

/// Compiles all crates in one workspace, and tells how many seconds that took.
fn compile(work: &Work, records: &mut [Record]) -> Result<f64, String> {
    let Some(packages) = join(work, records)? else {
        return Ok(0.0);
    };
    let started = Instant::now();
    let progress = progress(packages);
    progress.set_message("what the crates depend on");
    compile::run(work.root(), records, &|tool, package| {
        progress.set_message(format!("cargo {tool}: {package}"));
        progress.inc(1);
    })?;
    progress.finish_and_clear();
    Ok(started.elapsed().as_secs_f64())
}

/// Runs the tests of each crate in the same workspace, one behind the other: what they share is compiled once.
fn test(work: &Work, records: &mut [Record]) -> Result<(), String> {
    let Some(packages) = join(work, records)? else {
        return Ok(());
    };
    let progress = progress(packages);
    for record in records.iter_mut().filter(|record| record.is_generated()) {
        progress.set_message(format!("cargo test: {}", record.package));
        record.tested = Some(wire::run(work.root(), &record.package)?);
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(())
}

/// Makes a workspace of the crates, and tells how many there are.
fn join(work: &Work, records: &[Record]) -> Result<Option<usize>, String> {
    let packages = records.iter().filter(|record| record.is_generated());
    let packages: Vec<&str> = packages.map(|record| record.package.as_str()).collect();
    if packages.is_empty() {
        return Ok(None);
    }
    work.join(&packages)?;
    Ok(Some(packages.len()))
}

/// How far the run is: on a terminal, and nowhere else.
fn progress(steps: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(steps).unwrap_or(u64::MAX));
    match ProgressStyle::with_template("{pos}/{len} {wide_msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Where the runtime lies, seen from every crate; as it was given, where none is written.
fn runtime(crates: Option<&Path>, path: &Path) -> Result<String, String> {
    let failed = |error| generate::no_runtime(path, &error);
    let real = path.canonicalize().map_err(failed)?;
    let from = crates.map_or_else(|| path.to_owned(), |crates| crates.join("crate"));
    generate::runtime(&from, &real).map_err(failed)
}

/// A long run should not end with a file that cannot be written.
fn is_writable(file: &Path) -> Result<(), String> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if file.is_dir() || folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(format!(
            "{}: no file can be written here; `--json` takes a file in a folder that exists",
            file.display()
        ));
    }
    Ok(())
}

fn write(file: &Path, summary: &Summary) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}; `--json` says where the file goes", file.display());
    let mut text = serde_json::to_string_pretty(summary).map_err(|error| failed(error.into()))?;
    text.push('\n');
    std::fs::write(file, text).map_err(failed)
}

fn outcome(records: &[Record], totals: &Totals) -> Outcome {
    if records.iter().any(|record| record.told.ending.is_unreadable()) {
        Outcome::Failed
    } else if totals.refused + totals.crashed + totals.failing + totals.crates_failing_tests > 0 {
        Outcome::Wrong
    } else {
        Outcome::Done
    }
}
