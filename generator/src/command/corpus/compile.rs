use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Read as _, Seek as _};
use std::path::Path;
use std::process::{Command, Stdio};

use super::messages::{Message, fault};
use super::record::{Compiled, Fault, Record};

/// What a crate has to pass.
struct Tool {
    name: &'static str,
    arguments: &'static [&'static str],
    /// Denies the warnings of a tool that takes no arguments of its own.
    variable: Option<(&'static str, &'static str)>,
    /// Behind the arguments of Cargo.
    behind: &'static [&'static str],
    /// Whether Cargo says of each crate that it is done, not only of those that fail.
    names_what_passes: bool,
}

const TOOLS: [Tool; 2] = [
    Tool {
        name: "clippy",
        arguments: &[],
        variable: None,
        behind: &["--", "-D", "warnings"],
        names_what_passes: true,
    },
    Tool {
        name: "doc",
        arguments: &["--no-deps"],
        variable: Some(("RUSTDOCFLAGS", "-D warnings")),
        behind: &[],
        names_what_passes: false,
    },
];

/// Compiles the crates of a workspace and enters into the records which of them pass. `told` is called with
/// a tool and a crate when the one is done with the other.
///
/// # Errors
///
/// When Cargo cannot be started, or fails for a reason that is none of the crates.
pub(super) fn run(workspace: &Path, records: &mut [Record], told: &dyn Fn(&str, &str)) -> Result<(), String> {
    let of_package: BTreeMap<String, usize> = (0..)
        .zip(records.iter())
        .filter(|(_, record)| record.is_generated())
        .map(|(index, record)| (record.package.clone(), index))
        .collect();
    let mut faults: BTreeMap<String, Fault> = BTreeMap::new();
    for tool in &TOOLS {
        for (package, fault) in tool.run(workspace, &of_package, told)? {
            faults.entry(package).or_insert(fault);
        }
    }
    for (package, index) in of_package {
        let first_error = faults.remove(&package);
        if let Some(record) = records.get_mut(index) {
            record.compiled = Some(Compiled {
                passes: first_error.is_none(),
                first_error,
            });
        }
    }
    Ok(())
}

impl Tool {
    /// The first error of each crate that does not pass.
    fn run(
        &self,
        workspace: &Path,
        packages: &BTreeMap<String, usize>,
        told: &dyn Fn(&str, &str),
    ) -> Result<BTreeMap<String, Fault>, String> {
        let failed = |error| {
            format!(
                "`cargo {}` could not be run: {error}; `--compile` needs Cargo with it",
                self.name
            )
        };
        let mut stderr = tempfile::tempfile().map_err(failed)?;
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.arg(self.name).args(self.arguments);
        command.args(["--workspace", "--all-features", "--keep-going", "--color", "never"]);
        command.args(["--message-format", "json"]).args(self.behind);
        command.envs(self.variable).current_dir(workspace);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        command.stderr(stderr.try_clone().map_err(failed)?);
        let mut child = command.spawn().map_err(failed)?;
        let mut faults = BTreeMap::new();
        let mut passed = BTreeSet::new();
        let mut elsewhere = None;
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).lines() {
                let line = line.map_err(failed)?;
                let Ok(message) = serde_json::from_str::<Message>(&line) else {
                    continue;
                };
                let package = message.package();
                let ours = packages.contains_key(&package);
                if message.is_artifact() && ours {
                    told(self.name, &package);
                    passed.insert(package);
                } else if let Some(fault) = fault(&message, self.name) {
                    if ours {
                        told(self.name, &package);
                        faults.entry(package).or_insert(fault);
                    } else {
                        elsewhere.get_or_insert(format!("{package} does not compile: {}", fault.message));
                    }
                }
            }
        }
        if child.wait().map_err(failed)?.success() {
            return Ok(faults);
        }
        if self.names_what_passes && elsewhere.is_none() && !(faults.is_empty() && passed.is_empty()) {
            for package in packages.keys().filter(|package| !passed.contains(*package)) {
                faults.entry(package.clone()).or_insert_with(|| Fault {
                    tool: self.name,
                    code: None,
                    message: "it did not compile, and no error says why".to_owned(),
                    place: None,
                });
            }
        }
        if faults.is_empty() || elsewhere.is_some() {
            let mut said = Vec::new();
            stderr
                .rewind()
                .and_then(|()| stderr.read_to_end(&mut said))
                .map_err(failed)?;
            let said = elsewhere.unwrap_or_else(|| String::from_utf8_lossy(&said).trim().to_owned());
            return Err(format!(
                "`cargo {}` failed, and no crate of a document is why: {said}",
                self.name
            ));
        }
        Ok(faults)
    }
}
