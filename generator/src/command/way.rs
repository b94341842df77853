use std::path::{Component, Path};

/// How one path is reached from a folder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Way {
    /// The steps, joined by slashes on every system; it holds wherever both are moved together.
    pub(crate) text: String,
    /// Whether it leads through the root of the machine, so that it holds on this one alone.
    pub(crate) through_root: bool,
}

impl Way {
    /// From a folder to a file or folder; neither has to exist.
    ///
    /// # Errors
    ///
    /// When a path is empty, or the folder that the command runs in is gone.
    pub(crate) fn between(from: &Path, to: &Path) -> std::io::Result<Self> {
        let (from, to) = (steps(&std::path::absolute(from)?), steps(&std::path::absolute(to)?));
        let shared = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
        let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
        let down = to.iter().skip(shared).cloned();
        Ok(Self {
            text: up.chain(down).collect::<Vec<_>>().join("/"),
            through_root: shared < 2,
        })
    }
}

/// The steps of a path, without the ones that lead back. The first is the root.
fn steps(path: &Path) -> Vec<String> {
    let mut steps = Vec::new();
    for step in path.components() {
        match step {
            Component::ParentDir => {
                steps.pop();
            }
            Component::CurDir => {}
            other => steps.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    steps
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_way_goes_up_and_down_and_says_when_it_meets_the_root() {
        let between = |from: &str, to: &str| Way::between(Path::new(from), Path::new(to)).unwrap();
        assert_eq!(between("/a/b/out", "/a/spec/../api.yaml").text, "../../api.yaml");
        assert!(!between("/a/b/out", "/a/api.yaml").through_root);
        assert!(between("/a/out", "/b/api.yaml").through_root);
        assert_eq!(between("out", "api.yaml").text, "../api.yaml");
    }
}
