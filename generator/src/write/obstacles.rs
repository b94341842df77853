use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;

/// Why a file cannot go to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Obstacle {
    /// A file that does not bear our header.
    Foreign,
    /// A file that holds another text than the copy that goes there. Copies bear no header, so nobody can tell whose it is.
    OtherText,
    /// A file where a folder goes.
    File,
    /// A folder where a file goes.
    Folder,
    /// A link, which would lead what is written out of the folder.
    Link,
}

impl Obstacle {
    fn words(self) -> &'static str {
        match self {
            Self::Foreign => "this file was not written by specloom and would be overwritten",
            Self::OtherText => {
                "this file differs from the one that `license-files` names; if it is an older copy of it, remove it"
            }
            Self::File => "this is a file, and a folder goes there",
            Self::Folder => "this is a folder, and a file goes there",
            Self::Link => "this is a link, and what is written would leave the folder",
        }
    }
}

/// Everything in a folder that stands where files of ours would go, so that one look shows all of it.
#[derive(Debug)]
pub(crate) struct Obstacles {
    folder: String,
    found: BTreeMap<String, Obstacle>,
}

impl Obstacles {
    /// None yet.
    ///
    /// # Errors
    ///
    /// When the folder is none, or lies in none: then there is nothing to look into.
    pub(crate) fn new(folder: &Path) -> io::Result<Self> {
        let named = folder.ancestors().filter(|step| !step.as_os_str().is_empty());
        let existing = named
            .map(|step| (step, step.metadata()))
            .find_map(|(step, found)| Some((step, found.ok()?)));
        match existing {
            Some((step, found)) if !found.is_dir() => Err(io::Error::new(
                io::ErrorKind::NotADirectory,
                format!(
                    "{}: this is a file, and a folder is needed to write to; move it away or choose another folder",
                    step.display()
                ),
            )),
            _ => Ok(Self {
                folder: folder.display().to_string(),
                found: BTreeMap::new(),
            }),
        }
    }

    /// Whether the way to a file is free, from the folder down.
    pub(crate) fn is_free(&mut self, folder: &Path, path: &str) -> bool {
        let mut full = folder.to_owned();
        for (index, step) in path.split('/').enumerate() {
            full.push(step);
            let Ok(found) = full.symlink_metadata() else {
                return true;
            };
            let so_far: Vec<&str> = path.split('/').take(index + 1).collect();
            let so_far = so_far.join("/");
            let obstacle = match (found.is_symlink(), found.is_dir(), so_far == path) {
                (true, ..) => Obstacle::Link,
                (_, true, true) => Obstacle::Folder,
                (_, false, false) => Obstacle::File,
                _ => continue,
            };
            self.found.insert(so_far, obstacle);
            return false;
        }
        true
    }

    /// A file that is somebody else's, where one of ours goes, or a copy.
    pub(crate) fn foreign(&mut self, path: &str, copy: bool) {
        let obstacle = if copy { Obstacle::OtherText } else { Obstacle::Foreign };
        self.found.insert(path.to_owned(), obstacle);
    }

    /// An error that names all of them, where there are any.
    pub(crate) fn none(self) -> io::Result<()> {
        if self.found.is_empty() {
            return Ok(());
        }
        Err(io::Error::new(io::ErrorKind::AlreadyExists, self))
    }
}

impl fmt::Display for Obstacles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: nothing was written, since this is in the way:", self.folder)?;
        for (path, obstacle) in &self.found {
            writeln!(f, "  {path}: {}", obstacle.words())?;
        }
        f.write_str("move it away, or choose another folder")
    }
}

impl std::error::Error for Obstacles {}
