use std::collections::HashMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::address::{Address, Foreign};
use super::anchors::Anchors;
use super::folder::{Folder, LARGEST_FILE, Refusal};
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::load::{self, Node};
use crate::source::{SourceId, Sources, Span};

/// How many files are read at most.
pub const MOST_FILES: usize = 10_000;

/// Which file a tree comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FileId(usize);

impl FileId {
    /// The document itself.
    pub(super) const MAIN: Self = Self(0);
}

/// A reference that is followed: its text and its place.
#[derive(Clone, Copy)]
pub(super) struct Reference<'n> {
    pub(super) text: &'n str,
    pub(super) span: Span,
}

/// Every file that was read, each once.
pub(super) struct Files<'r> {
    folder: Option<&'r Folder>,
    sources: &'r mut Sources,
    files: Vec<File>,
    by_path: HashMap<PathBuf, FileId>,
    by_source: HashMap<SourceId, FileId>,
    /// The anchors of files that were asked for them.
    anchors: HashMap<FileId, Anchors>,
}

struct File {
    /// None where the text was not understood, which was reported.
    tree: Option<Rc<Node>>,
    /// Its path; none for a document that is no file.
    path: Option<PathBuf>,
}

impl<'r> Files<'r> {
    pub(super) fn new(root: Rc<Node>, folder: Option<&'r Folder>, sources: &'r mut Sources) -> Self {
        let path = folder.map(|folder| folder.document().to_owned());
        Self {
            folder,
            sources,
            by_path: path.iter().map(|path| (path.clone(), FileId::MAIN)).collect(),
            by_source: HashMap::from([(root.span.source, FileId::MAIN)]),
            anchors: HashMap::new(),
            files: vec![File { tree: Some(root), path }],
        }
    }

    /// The file that a node was written in.
    pub(super) fn of(&self, node: &Node) -> FileId {
        self.by_source.get(&node.span.source).copied().unwrap_or(FileId::MAIN)
    }

    /// The tree of a file; none where its text was not understood.
    pub(super) fn tree(&self, file: FileId) -> Option<Rc<Node>> {
        self.files.get(file.0)?.tree.clone()
    }

    /// The pointer to the schema of a file that has an anchor.
    pub(super) fn anchor(&mut self, file: FileId, name: &str) -> Option<String> {
        self.anchors(file).named(name).map(str::to_owned)
    }

    /// The schema that calls itself by an identifier: in a file, or in the document.
    pub(super) fn identified(&mut self, file: FileId, id: &str) -> Option<(FileId, String)> {
        [file, FileId::MAIN].into_iter().find_map(|file| {
            let pointer = self.anchors(file).identified(id)?;
            Some((file, pointer.to_owned()))
        })
    }

    fn anchors(&mut self, file: FileId) -> &Anchors {
        let tree = self.tree(file);
        let known = self.anchors.entry(file);
        known.or_insert_with(|| tree.map_or_else(Anchors::default, |tree| Anchors::of(&tree)))
    }

    /// What a file is called in messages.
    pub(super) fn name(&self, node: &Node) -> &str {
        self.sources.get(node.span.source).name()
    }

    /// The steps from the root to a file, the last without its ending: a name for what is in it.
    pub(super) fn steps(&self, file: FileId) -> Vec<String> {
        let path = self.files.get(file.0).and_then(|file| file.path.as_deref());
        let (Some(folder), Some(path)) = (self.folder, path) else {
            return Vec::new();
        };
        folder.steps(&path.with_extension(""))
    }

    /// The file that a reference in another one leads to. What is wrong with it is reported at the reference.
    pub(super) fn open(&mut self, from: FileId, reference: Reference<'_>, report: &mut Report) -> Option<FileId> {
        let steps = match Address::of(reference.text) {
            Ok(address) => address.steps,
            Err(foreign) => {
                report.push(foreign_reference(reference, foreign));
                return None;
            }
        };
        let Some(steps) = steps else { return Some(from) };
        let Some(folder) = self.folder else {
            let message = format!("`{}` is in another file", reference.text);
            let found = Diagnostic::new(Code::ExternalReference, reference.span, message);
            report.push(found.label("this document is a text alone, so there is no file beside it"));
            return None;
        };
        let path = self.files.get(from.0).and_then(|file| file.path.as_deref());
        let start = match (from, path.and_then(Path::parent)) {
            // The document may be a link; what lies beside the link is meant.
            (FileId::MAIN, _) | (_, None) => folder.start(),
            (_, Some(parent)) => parent,
        };
        let path = match folder.find(start, &steps) {
            Ok(path) => path,
            Err(refusal) => {
                report.push(refused(reference, refusal, folder));
                return None;
            }
        };
        if let Some(known) = self.by_path.get(&path) {
            return Some(*known);
        }
        if self.files.len() > MOST_FILES {
            let message = format!("more than {MOST_FILES} files are referred to");
            report.push(Diagnostic::new(Code::TooLarge, reference.span, message).label("this one is not read"));
            return None;
        }
        let bytes = match read(&path) {
            Ok(bytes) => bytes,
            Err(refusal) => {
                report.push(refused(reference, refusal, folder));
                return None;
            }
        };
        let shown = folder.shown(&path);
        Some(self.add(path, &shown, &bytes, reference, report))
    }

    fn add(
        &mut self,
        path: PathBuf,
        shown: &str,
        bytes: &[u8],
        reference: Reference<'_>,
        report: &mut Report,
    ) -> FileId {
        let mut found = Report::new();
        let tree = load::load(self.sources, shown, bytes, &mut found);
        // Whoever reads of a mistake in a file that was not named asks where it comes from.
        report.extend(found.sorted().cloned().map(|mut found| {
            // What a description begins with is no advice here.
            if found.code == Code::EmptyDocument {
                found.hints.clear();
            }
            found.also(reference.span, "this refers to the file")
        }));
        let id = FileId(self.files.len());
        if let Some(tree) = &tree {
            self.by_source.insert(tree.span.source, id);
        }
        self.by_path.insert(path.clone(), id);
        self.files.push(File {
            tree: tree.map(Rc::new),
            path: Some(path),
        });
        id
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    let file = std::fs::File::open(path).map_err(Refusal::Unreadable)?;
    let mut bytes = Vec::new();
    // It may have grown since it was measured.
    let mut bounded = file.take(LARGEST_FILE + 1);
    bounded.read_to_end(&mut bytes).map_err(Refusal::Unreadable)?;
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= LARGEST_FILE => Ok(bytes),
        _ => Err(Refusal::TooLarge),
    }
}

/// The finding about a reference that leads to no file beside the document.
fn foreign_reference(reference: Reference<'_>, foreign: Foreign) -> Diagnostic {
    let text = reference.text;
    let (message, label, hint) = match foreign {
        Foreign::Network => (
            format!("`{text}` is a URL, not a path"),
            "nothing is fetched while generating",
            "keep a copy of the file beside the document, and refer to it by its path",
        ),
        Foreign::Absolute => (
            format!("`{text}` begins at the root of the machine"),
            "on another machine it would lead elsewhere",
            "write the way from the folder of this file",
        ),
        Foreign::Query => (
            format!("`{text}` has a query"),
            "files take none",
            "a question mark in the name of a file is written `%3F`",
        ),
    };
    Diagnostic::new(Code::ExternalReference, reference.span, message)
        .label(label)
        .hint(hint)
}

/// The finding about a file that is not read.
fn refused(reference: Reference<'_>, refusal: Refusal, folder: &Folder) -> Diagnostic {
    let path = reference.text.split('#').next().unwrap_or_default();
    let found = |code, message: String| Diagnostic::new(code, reference.span, message);
    let unreadable = |message| found(Code::UnreadableFile, message).label("this reference leads to it");
    match refusal {
        Refusal::Outside => found(
            Code::ExternalReference,
            format!("`{path}` leads out of {}", folder.name()),
        )
        .label("only files in there are read")
        .hint("name a folder that holds them all with `--root`, in a build script with `Generator::root`"),
        Refusal::Link => found(
            Code::ExternalReference,
            format!("`{path}` leads out of {} by a link", folder.name()),
        )
        .label("only files in there are read")
        .hint("put the file itself there, or name a folder that holds both with `--root`"),
        Refusal::Missing(near) => {
            let missing = found(Code::DanglingReference, format!("there is no file `{path}`"))
                .label("this reference leads nowhere");
            match near {
                Some(near) => missing.hint(format!("did you mean `{near}`?")),
                None if path.contains('\\') => missing.hint("write `/` between folders, on every system"),
                None if path.bytes().all(|byte| byte.is_ascii_alphanumeric()) => missing.hint(format!(
                    "a name alone leads to a file; a schema of this document is referred to by `#/components/schemas/{path}`"
                )),
                None => missing.hint("paths begin at the folder of the file that holds the reference"),
            }
        }
        Refusal::Folder => unreadable(format!("`{path}` is a folder")),
        Refusal::NoFile => unreadable(format!("`{path}` is no file with a text")),
        Refusal::TooLarge => found(
            Code::TooLarge,
            format!("`{path}` is larger than {} MiB", LARGEST_FILE >> 20),
        )
        .label("this reference leads to it"),
        Refusal::Unreadable(error) => unreadable(format!("`{path}` cannot be read: {error}")),
    }
}
