use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diagnostics::nearest;

/// The largest neighbouring file, in bytes.
pub const LARGEST_FILE: u64 = 64 << 20;

/// The folder whose files a document may refer to, those in the folders below included; nothing outside of it is ever read.
#[derive(Clone, Debug)]
pub struct Folder {
    /// What it is called in messages; none where it is the folder of the document.
    shown: Option<PathBuf>,
    /// Its path on the disk, without links.
    root: PathBuf,
    /// The folder of the document, without links; it lies inside.
    start: PathBuf,
    /// What the folder of the document is called in messages.
    start_shown: PathBuf,
    /// The document, without links.
    document: PathBuf,
}

/// Why a file is not read.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Its path leads out of the folder.
    Outside,
    /// A link leads out of the folder.
    Link,
    /// It is not there; perhaps another is that is called nearly the same.
    Missing(Option<String>),
    /// It is a folder.
    Folder,
    /// It is no file: a device, a pipe.
    NoFile,
    /// It is larger than [`LARGEST_FILE`].
    TooLarge,
    /// The operating system says no.
    Unreadable(io::Error),
}

impl Folder {
    /// The folder of a document, or one above it.
    ///
    /// # Errors
    ///
    /// When one of them is not there, or the document does not lie in the folder.
    pub fn of(document: &Path, root: Option<&Path>) -> io::Result<Self> {
        let start_shown = document.parent().unwrap_or(Path::new("")).to_owned();
        let start = match start_shown.as_os_str().is_empty() {
            true => Path::new(".").canonicalize()?,
            false => start_shown.canonicalize()?,
        };
        let folder = Self {
            shown: root.map(Path::to_owned),
            root: match root {
                Some(root) => root.canonicalize()?,
                None => start.clone(),
            },
            start,
            start_shown,
            document: document.canonicalize()?,
        };
        if folder.start.starts_with(&folder.root) {
            return Ok(folder);
        }
        let message = format!("the document {} does not lie in it", document.display());
        Err(io::Error::new(io::ErrorKind::InvalidInput, message))
    }

    /// The same, with another name for the folder of the document: messages call what is in there by it.
    #[must_use]
    pub fn called(mut self, name: impl Into<PathBuf>) -> Self {
        self.start_shown = name.into();
        self
    }

    /// What the folder is called in messages.
    pub(super) fn name(&self) -> String {
        match &self.shown {
            Some(shown) => format!("the root `{}`", shown.display()),
            None => "the folder of the document".to_owned(),
        }
    }

    /// The path of the document.
    pub(super) fn document(&self) -> &Path {
        &self.document
    }

    /// The folder that references of the document begin at.
    pub(super) fn start(&self) -> &Path {
        &self.start
    }

    /// What a file in the folder is called in messages: its way from where the command runs.
    pub(super) fn shown(&self, path: &Path) -> String {
        let inside = |folder: &Path| path.strip_prefix(folder).ok();
        let shown = match (inside(&self.start), &self.shown, inside(&self.root)) {
            (Some(way), _, _) => self.start_shown.join(way),
            (None, Some(root), Some(way)) => root.join(way),
            _ => path.to_owned(),
        };
        shown.display().to_string()
    }

    /// The steps to a file from the root, for its name.
    pub(super) fn steps(&self, path: &Path) -> Vec<String> {
        let way = path.strip_prefix(&self.root).unwrap_or(path);
        way.components()
            .map(|step| step.as_os_str().to_string_lossy().into_owned())
            .collect()
    }

    /// The path of a file without links, by the steps to it from a folder. Two spellings of one file give one path.
    pub(super) fn find(&self, from: &Path, steps: &[String]) -> Result<PathBuf, Refusal> {
        let mut path = from.to_owned();
        for step in steps {
            match step.as_str() {
                "." => {}
                ".." => {
                    if path == self.root || !path.pop() {
                        return Err(Refusal::Outside);
                    }
                }
                // A name that holds a separator or a drive is none that a file has.
                _ if Path::new(step).components().count() != 1 || step.contains(['/', '\0']) => {
                    return Err(Refusal::Missing(None));
                }
                _ if !matches!(Path::new(step).components().next(), Some(Component::Normal(_))) => {
                    return Err(Refusal::Missing(None));
                }
                _ => path.push(step),
            }
        }
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(error) => return Err(self.refusal(&path, error)),
        };
        // The document may be a link from elsewhere itself.
        if !real.starts_with(&self.root) && real != self.document {
            return Err(Refusal::Link);
        }
        let data = real.metadata().map_err(Refusal::Unreadable)?;
        if data.is_dir() {
            Err(Refusal::Folder)
        } else if !data.is_file() {
            Err(Refusal::NoFile)
        } else if data.len() > LARGEST_FILE {
            Err(Refusal::TooLarge)
        } else {
            Ok(real)
        }
    }

    /// Why there is no path to a file.
    fn refusal(&self, path: &Path, error: io::Error) -> Refusal {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename => {
                Refusal::Missing(self.near(path))
            }
            _ => Refusal::Unreadable(error),
        }
    }

    /// A file of the same folder that is called nearly the same.
    fn near(&self, path: &Path) -> Option<String> {
        let name = path.file_name()?.to_string_lossy();
        let folder = path.parent()?.canonicalize().ok()?;
        let entries = std::fs::read_dir(folder.starts_with(&self.root).then_some(folder)?).ok()?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.collect();
        names.sort();
        nearest(&name, names.iter().map(String::as_str)).map(str::to_owned)
    }
}
