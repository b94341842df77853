//! The pipeline: load → bundle → check → lower → (sample →) emit → write.

use crate::bundle::{self, Folder};
use crate::choices::Choices;
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::emit::Form;
use crate::ir::{Api, Package, Trials};
use crate::load::Node;
use crate::source::Sources;
use crate::write::Texts;
use crate::{check, emit, load, lower, sample, settings, write};

/// What goes into the pipeline.
#[derive(Clone, Debug)]
pub struct Input {
    /// What the document is called in messages and headers.
    pub name: String,
    /// The document.
    pub document: Vec<u8>,
    /// Where files may be read that it refers to; none for a document that is a text alone.
    pub folder: Option<Folder>,
    /// The choices beside it: what the file is called in messages, and its text.
    pub settings: Option<(String, String)>,
    /// What the crate is called, whatever the choices say.
    pub crate_name: Option<String>,
    /// Where the runtime lies, for use inside one workspace.
    pub runtime_path: Option<String>,
    /// The command that the headers name, where it is known.
    pub command: Option<String>,
    /// Crate or module.
    pub form: Form,
    /// Whether the crate gets tests of what goes over the wire.
    pub tests: bool,
    /// Whether warnings count as errors.
    pub deny_warnings: bool,
}

/// From a document to the texts of the files; nothing where the report has errors.
pub fn run(input: &Input, sources: &mut Sources, report: &mut Report) -> Option<Texts> {
    let lowered = read(input, sources, report)?;
    let trials = trials(&lowered, input);
    spell(&lowered, trials.as_ref(), input, report)
}

/// A document that the stages up to lowering have gone through.
#[derive(Debug)]
pub struct Lowered {
    /// The document, with what it refers to in other files.
    pub root: Node,
    /// What it says in Rust terms.
    pub api: Api,
}

/// What the tests of the crate try, where it gets any.
#[must_use]
pub fn trials(lowered: &Lowered, input: &Input) -> Option<Trials> {
    input.tests.then(|| sample::samples(&lowered.root, &lowered.api))
}

/// From the API in Rust terms to the texts of the files; nothing where what was emitted is not Rust.
pub fn spell(lowered: &Lowered, trials: Option<&Trials>, input: &Input, report: &mut Report) -> Option<Texts> {
    let files = emit::emit(&lowered.api, input.form, trials);
    match write::texts(files, file_name(&input.name), input.command.as_deref()) {
        Ok(texts) => Some(texts),
        Err(unsound) => {
            report.push(Diagnostic::without_place(Code::Unsound, unsound.to_string()));
            None
        }
    }
}

/// From a document to the API in Rust terms; nothing where the report has errors.
pub fn read(input: &Input, sources: &mut Sources, report: &mut Report) -> Option<Lowered> {
    let mut package = package(input);
    let mut choices = Choices::default();
    if let Some((name, text)) = &input.settings {
        settings::read(sources, name, text, &mut package, &mut choices, report);
    }
    if let Some(name) = &input.crate_name {
        package.name.clone_from(name);
    }
    let root = load::load(sources, &input.name, &input.document, report)?;
    let mut root = bundle::bundle(root, input.folder.as_ref(), sources, report)?;
    check::check(&root, report);
    if report.has_errors() {
        return None;
    }
    let unwanted = choices.apply(&mut root, &package, input.form, report);
    check::chosen(&root, &choices, report);
    if report.has_errors() {
        return None;
    }
    let api = lower::lower(&root, package, &choices, report);
    if !unwanted.is_empty() {
        report.forget_warnings(|place| unwanted.iter().any(|part| part.holds(place)));
    }
    if input.deny_warnings {
        report.deny_warnings();
    }
    (!report.has_errors()).then_some(Lowered { root, api })
}

fn package(input: &Input) -> Package {
    let stem = file_name(&input.name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let name = lower::names::value_name(stem)
        .replace('_', "-")
        .trim_matches('-')
        .to_owned();
    let fallback = if settings::is_package_name(&name) {
        name
    } else {
        "client".to_owned()
    };
    Package {
        name: fallback,
        version: "0.1.0".to_owned(),
        document: file_name(&input.name).to_owned(),
        runtime_path: input.runtime_path.clone(),
        ..Package::default()
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
