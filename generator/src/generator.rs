use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::bundle::Folder;
use crate::counts::{Counts, Tried};
use crate::diagnostics::{Code, Diagnostic, Renderer, Report};
use crate::emit::Form;
use crate::pipeline::{self, Input};
use crate::settings;
use crate::source::Sources;
use crate::write::{self, Changes, Texts};

/// Generates a client from a document on disk.
#[derive(Clone, Debug)]
pub struct Generator {
    document: PathBuf,
    root: Option<PathBuf>,
    crate_name: Option<String>,
    runtime_path: Option<String>,
    command: Option<String>,
    form: Form,
    tests: bool,
    deny_warnings: bool,
}

impl Generator {
    /// A generator for this document. Choices are read from `specloom.toml` beside it, where there is one.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self {
            document: document.into(),
            root: None,
            crate_name: None,
            runtime_path: None,
            command: None,
            form: Form::Crate,
            tests: false,
            deny_warnings: false,
        }
    }

    /// The folder that every file lies in which the document refers to, or one of those files in turn: nothing outside of it is read.
    /// Otherwise it is the folder of the document.
    #[must_use]
    pub fn root(mut self, root: impl Into<PathBuf>) -> Self {
        self.root = Some(root.into());
        self
    }

    /// What the crate is called, whatever the choices say.
    #[must_use]
    pub fn crate_name(mut self, name: impl Into<String>) -> Self {
        self.crate_name = Some(name.into());
        self
    }

    /// Where the runtime lies, seen from the crate, for use inside one workspace.
    #[must_use]
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.runtime_path = Some(path.into());
        self
    }

    /// The command that the first line of each file names. Without one, it says to generate again.
    #[must_use]
    pub fn command(mut self, command: impl Into<String>) -> Self {
        self.command = Some(command.into());
        self
    }

    /// Writes a module instead of a crate: `mod.rs` and its files, to be included.
    #[must_use]
    pub fn module(mut self) -> Self {
        self.form = Form::Module;
        self
    }

    /// Gives the crate tests of what goes over the wire: `tests/wire.rs`, and the description beside it. A module gets none.
    #[must_use]
    pub fn tests(mut self) -> Self {
        self.tests = true;
        self
    }

    /// Counts warnings as errors.
    #[must_use]
    pub fn deny_warnings(mut self) -> Self {
        self.deny_warnings = true;
        self
    }

    pub(crate) fn document(&self) -> PathBuf {
        self.document.clone()
    }

    fn settings_path(&self) -> PathBuf {
        self.document.with_file_name(settings::FILE_NAME)
    }

    /// Runs the pipeline up to the texts of the files. Nothing is written.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or when something is wrong with the document.
    pub fn run(&self) -> Result<Generated, Failure> {
        let mut sources = Sources::new();
        let mut report = Report::new();
        match self.made(&mut sources, &mut report) {
            Some((texts, counts, tried)) => Ok(Generated {
                texts,
                counts,
                tried,
                report,
                sources,
            }),
            None => Err(Failure { report, sources }),
        }
    }

    fn made(&self, sources: &mut Sources, report: &mut Report) -> Option<(Texts, Counts, Option<Tried>)> {
        let input = self.input(report)?;
        let lowered = pipeline::read(&input, sources, report)?;
        let trials = pipeline::trials(&lowered, &input);
        let texts = pipeline::spell(&lowered, trials.as_ref(), &input, report)?;
        Some((texts, Counts::of(&lowered.api), trials.as_ref().map(Tried::of)))
    }

    /// Runs the pipeline as far as there is something to find. Nothing is written.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or when something is wrong with the document.
    pub fn check(&self) -> Result<(Report, Sources), Failure> {
        let mut sources = Sources::new();
        let mut report = Report::new();
        let api = self
            .input(&mut report)
            .and_then(|input| pipeline::read(&input, &mut sources, &mut report));
        match api {
            Some(_) => Ok((report, sources)),
            None => Err(Failure { report, sources }),
        }
    }

    /// Why the items of a name are called as they are, and have their types.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or when something is wrong with the document. Inside: when there is no such item; the name that was
    /// probably meant.
    pub fn explain(&self, name: &str) -> Result<Result<String, Option<String>>, Failure> {
        let (mut sources, mut report) = (Sources::new(), Report::new());
        let lowered = self
            .input(&mut report)
            .and_then(|input| pipeline::read(&input, &mut sources, &mut report));
        match lowered {
            Some(lowered) => Ok(crate::explain::explain(&lowered, &sources, name)),
            None => Err(Failure { report, sources }),
        }
    }

    fn input(&self, report: &mut Report) -> Option<Input> {
        let unreadable = |path: &Path, error: &io::Error| {
            Diagnostic::without_place(Code::UnreadableFile, format!("{}: {error}", path.display()))
        };
        let document = match std::fs::read(&self.document) {
            Ok(bytes) => bytes,
            Err(error) => {
                report.push(unreadable(&self.document, &error));
                return None;
            }
        };
        let path = self.settings_path();
        let settings = match std::fs::read_to_string(&path) {
            Ok(text) => Some((path.display().to_string(), text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                report.push(unreadable(&path, &error));
                return None;
            }
        };
        let folder = match Folder::of(&self.document, self.root.as_deref()) {
            Ok(folder) => folder,
            Err(error) => {
                report.push(unreadable(self.root.as_deref().unwrap_or(&self.document), &error));
                return None;
            }
        };
        let name = self.document.display().to_string();
        Some(Input {
            document,
            folder: Some(folder),
            settings,
            crate_name: self.crate_name.clone(),
            runtime_path: self.runtime_path.clone(),
            command: self.command.clone(),
            form: self.form,
            tests: self.tests,
            deny_warnings: self.deny_warnings,
            name,
        })
    }
}

/// What a run made.
#[derive(Debug)]
pub struct Generated {
    /// The text of each file, by its path.
    pub texts: Texts,
    /// How much the API holds.
    pub counts: Counts,
    /// What its tests try, where it has any.
    pub tried: Option<Tried>,
    /// What was found on the way; no errors.
    pub report: Report,
    /// The texts that the report speaks of.
    pub sources: Sources,
}

impl Generated {
    /// The warnings as people read them; empty where there are none.
    #[must_use]
    pub fn warnings(&self) -> String {
        Renderer::plain().render(&self.report, &self.sources)
    }

    /// What differs between a folder and these files.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read, or holds a file of somebody else where one of ours would go.
    pub fn compare(&self, folder: impl AsRef<Path>) -> io::Result<Changes> {
        write::compare(folder.as_ref(), &self.texts)
    }

    /// Brings a folder up to date: only what differs is written, and what is no longer made is removed.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read or written, or holds a file of somebody else where one of ours would go.
    pub fn write(&self, folder: impl AsRef<Path>) -> io::Result<Changes> {
        write::write(folder.as_ref(), &self.texts)
    }
}

/// Why nothing was made. Shown, it is the diagnostics with their places.
#[derive(Debug)]
pub struct Failure {
    /// What was found; at least one error.
    pub report: Report,
    /// The texts that the report speaks of.
    pub sources: Sources,
}

impl Failure {
    /// Whether a file could not be read, rather than being wrong: what to mend is not in the document.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.report.sorted().any(|found| found.code == Code::UnreadableFile)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Renderer::plain().render(&self.report, &self.sources))
    }
}

impl std::error::Error for Failure {}
