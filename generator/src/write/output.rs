use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::Path;

use super::obstacles::Obstacles;
use super::{Texts, header};

/// What happens to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    Added,
    /// It was there with other contents.
    Changed,
    /// It is no longer made.
    Removed,
}

/// What would happen, or has happened, to the files of a folder.
pub type Changes = Vec<(String, Change)>;

/// A file could not be read or written.
fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// What differs between a folder and the texts that it should hold.
///
/// # Errors
///
/// When a file is there and cannot be read, or when something that is not ours stands where a file of ours would go; then all of it is
/// named.
pub fn compare(folder: &Path, texts: &Texts) -> io::Result<Changes> {
    let mut changes = Vec::new();
    let mut obstacles = Obstacles::new(folder)?;
    for (path, text) in texts {
        let full = folder.join(path);
        if !obstacles.is_free(folder, path) {
            continue;
        }
        match std::fs::read(&full) {
            Ok(bytes) if bytes == text.as_bytes() => {}
            Ok(bytes) if header::is_generated(&String::from_utf8_lossy(&bytes)) => {
                changes.push((path.clone(), Change::Changed))
            }
            Ok(_) => obstacles.foreign(path, !header::is_generated(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => changes.push((path.clone(), Change::Added)),
            Err(error) => return Err(at(&full, &error)),
        }
    }
    obstacles.none()?;
    let kept: BTreeSet<&str> = texts.keys().map(String::as_str).collect();
    for path in ours(folder)? {
        if !kept.contains(path.as_str()) {
            changes.push((path, Change::Removed));
        }
    }
    Ok(changes)
}

/// Brings a folder up to date: writes what differs, each file wholly or not at all, and removes what is no longer made. Files that do not
/// bear our header stay.
///
/// # Errors
///
/// When something cannot be read, written or removed. What was done until then stays done; the next run does the rest.
pub fn write(folder: &Path, texts: &Texts) -> io::Result<Changes> {
    let changes = compare(folder, texts)?;
    for (path, change) in &changes {
        let full = folder.join(path);
        match (change, texts.get(path)) {
            (Change::Removed, _) | (_, None) => remove(folder, &full)?,
            (_, Some(text)) => replace(&full, text).map_err(|error| at(&full, &error))?,
        }
    }
    Ok(changes)
}

/// Writes a file beside its place and moves it there, so that nobody ever sees half of it.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".specloom-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    // A temporary file is for its owner alone; what is committed is for everybody.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(path).map_or(0o644, |found| found.permissions().mode());
        file.as_file().set_permissions(std::fs::Permissions::from_mode(mode))?;
    }
    file.persist(path)?;
    Ok(())
}

/// Removes a file, and its folder where that is empty then.
fn remove(root: &Path, path: &Path) -> io::Result<()> {
    std::fs::remove_file(path).map_err(|error| at(path, &error))?;
    if let Some(folder) = path.parent().filter(|folder| *folder != root) {
        // Not empty: somebody else's file is in there, and so the folder stays.
        let _ = std::fs::remove_dir(folder);
    }
    Ok(())
}

/// The files under a folder that bear our header, in order. Only folders that we write to are looked at.
fn ours(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((at_folder, prefix)) = open.pop() {
        let entries = match std::fs::read_dir(&at_folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(at(&at_folder, &error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| at(&at_folder, &error))?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = format!("{prefix}{name}");
            let kind = entry.file_type().map_err(|error| at(&entry.path(), &error))?;
            if kind.is_dir() && matches!(path.as_str(), "src" | "src/models" | "models" | "tests") {
                open.push((entry.path(), format!("{path}/")));
            } else if kind.is_file()
                && [".rs", ".toml", ".md", ".json"]
                    .iter()
                    .any(|ending| name.ends_with(ending))
                && std::fs::read(entry.path()).is_ok_and(|bytes| header::is_generated(&String::from_utf8_lossy(&bytes)))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
