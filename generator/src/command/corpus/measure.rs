use std::path::Path;
use std::thread;
use std::time::Duration;

use anstream::{eprintln, println};
use specloom::Generator;
use specloom::diagnostics::{Code, Report, Severity};
use specloom::source::Sources;

use super::record::{Ending, Place, Told, Tried};
use crate::Outcome;
use crate::arguments::Measure;

/// How a process ends that took too long, as `timeout` ends then.
pub(super) const TIMED_OUT: i32 = 124;

/// `specloom measure`: runs one document in a process of its own, and tells of it in one line.
pub(crate) fn run(arguments: &Measure) -> Outcome {
    if let Err(error) = watch(Duration::from_secs(arguments.timeout)) {
        eprintln!("error: no thread for the time-out: {error}");
        return Outcome::Failed;
    }
    match serde_json::to_string(&told(arguments)) {
        Ok(line) => println!("{line}"),
        Err(error) => {
            eprintln!("error: what was found is no JSON: {error}");
            return Outcome::Failed;
        }
    }
    Outcome::Done
}

/// Ends this process after a time. It does so itself: its parent waits for it, and could hit a stranger that got its number.
fn watch(time: Duration) -> std::io::Result<()> {
    thread::Builder::new().spawn(move || {
        thread::sleep(time);
        std::process::exit(TIMED_OUT);
    })?;
    Ok(())
}

fn told(arguments: &Measure) -> Told {
    let mut generator = Generator::new(&arguments.document).crate_name(&arguments.name);
    if let Some(path) = &arguments.runtime_path {
        generator = generator.runtime_path(path);
    }
    if arguments.tests {
        generator = generator.tests();
    }
    match generator.run() {
        Ok(generated) => {
            if let Some(out) = &arguments.out
                && let Err(error) = generated.write(out)
            {
                let ending = Ending::Refused {
                    code: Code::UnreadableFile.name().to_owned(),
                    message: error.to_string(),
                    place: None,
                    errors: 1,
                };
                return told_of(ending, &generated.report, &generated.sources, &arguments.document);
            }
            let sources = generated.texts.iter().filter(|(path, _)| path.ends_with(".rs"));
            let ending = Ending::Generated {
                operations: generated.counts.operations,
                types: generated.counts.types,
                lines: sources.map(|(_, text)| text.lines().count()).sum(),
            };
            Told {
                tried: generated.tried.map(Tried::of),
                ..told_of(ending, &generated.report, &generated.sources, &arguments.document)
            }
        }
        Err(failure) => told_of(
            refused(&failure.report, &failure.sources),
            &failure.report,
            &failure.sources,
            &arguments.document,
        ),
    }
}

fn refused(report: &Report, sources: &Sources) -> Ending {
    let first = report.sorted().find(|found| found.severity == Severity::Error);
    Ending::Refused {
        code: first.map_or_else(String::new, |found| found.code.name().to_owned()),
        message: first.map_or_else(String::new, |found| found.message.clone()),
        place: first.and_then(|found| found.span()).map(|span| {
            let source = sources.get(span.source);
            let (line, column) = source.line_column(span.range().start);
            let file = Path::new(source.name()).file_name().unwrap_or_default();
            Place {
                file: file.to_string_lossy().into_owned(),
                line,
                column,
            }
        }),
        errors: report.errors(),
    }
}

fn told_of(ending: Ending, report: &Report, sources: &Sources, document: &Path) -> Told {
    let counted = report.by_code(Severity::Warning);
    let document = document.display().to_string();
    let files = sources.iter().map(|source| source.name().to_owned());
    Told {
        ending,
        tried: None,
        files: files
            .filter(|name| *name != document && !name.ends_with(specloom::settings::FILE_NAME))
            .collect(),
        warnings: counted.map(|(code, count)| (code.name().to_owned(), count)).collect(),
    }
}
