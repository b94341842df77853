use std::io::{self, Read as _, Seek as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use wait4::Wait4 as _;

use super::documents::Document;
use super::measure::TIMED_OUT;
use super::record::{Cause, Ending, Record, Told};

/// How a panic of Rust ends a process.
const PANICKED: i32 = 101;

/// What each process is told beside its document.
pub(super) struct Child<'a> {
    /// Seconds until it is ended.
    pub(super) timeout: u64,
    /// Where crates go, if they are written.
    pub(super) crates: Option<&'a Path>,
    /// Whether crates get tests.
    pub(super) tests: bool,
    /// Where the runtime lies, seen from a crate.
    pub(super) runtime: Option<&'a str>,
}

impl Child<'_> {
    /// Runs the generator on a document in a process of its own, so that whatever happens to it happens to no other.
    ///
    /// # Errors
    ///
    /// When no process can be started, or what it says cannot be read.
    pub(super) fn run(&self, document: &Document) -> io::Result<Record> {
        let mut stderr = tempfile::tempfile()?;
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["measure", "--name", &document.package]);
        command.args(["--timeout", &self.timeout.to_string()]);
        if let Some(crates) = self.crates {
            command.arg("--out").arg(crates.join(&document.package));
        }
        if let Some(runtime) = self.runtime {
            command.args(["--runtime-path", runtime]);
        }
        command.args(self.tests.then_some("--tests"));
        command.arg("--").arg(&document.path);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        // A file takes any number of words, and needs no thread that reads beside the one that reads the answer.
        command.stderr(stderr.try_clone()?);
        let started = Instant::now();
        let mut child = command.spawn()?;
        let mut answer = String::new();
        let read = child.stdout.take().map(|mut stdout| stdout.read_to_string(&mut answer));
        let used = child.wait4()?;
        let seconds = started.elapsed().as_secs_f64();
        read.transpose()?;
        stderr.rewind()?;
        let mut said = Vec::new();
        stderr.read_to_end(&mut said)?;
        Ok(Record {
            document: document.name(),
            package: document.package.clone(),
            told: self.told(used.status, &answer, &String::from_utf8_lossy(&said)),
            seconds,
            peak_memory: used.rusage.maxrss,
            compiled: None,
            tested: None,
        })
    }

    /// The answer, or why there is none.
    fn told(&self, status: ExitStatus, answer: &str, said: &str) -> Told {
        if status.success()
            && let Ok(told) = serde_json::from_str(answer)
        {
            return told;
        }
        let (cause, how) = match status.code() {
            Some(TIMED_OUT) => (Cause::TimeOut, format!("not done after {} s", self.timeout)),
            Some(PANICKED) => (Cause::Panic, "panic".to_owned()),
            Some(code) => (Cause::Exit, format!("exit status {code}")),
            None => (Cause::Signal, status.to_string()),
        };
        // The first lines name the place of a panic; a backtrace may follow.
        let words: Vec<&str> = said
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .take(2)
            .collect();
        let detail = if words.is_empty() {
            how
        } else {
            format!("{how}: {}", words.join(" "))
        };
        Told {
            ending: Ending::Crashed { cause, detail },
            warnings: std::collections::BTreeMap::new(),
            tried: None,
            files: Vec::new(),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt as _;

    use super::*;

    fn ending(raw: i32, answer: &str, said: &str) -> Ending {
        let child = Child {
            timeout: 7,
            crates: None,
            tests: false,
            runtime: None,
        };
        child.told(ExitStatus::from_raw(raw), answer, said).ending
    }

    fn crashed(cause: Cause, detail: &str) -> Ending {
        let detail = detail.to_owned();
        Ending::Crashed { cause, detail }
    }

    #[test]
    fn whatever_ends_a_process_without_an_answer_is_named() {
        assert_eq!(
            ending(
                6,
                "",
                "\nthread 'main' has overflowed its stack\nfatal runtime error: stack overflow\n"
            ),
            crashed(
                Cause::Signal,
                "signal: 6 (SIGABRT): thread 'main' has overflowed its stack fatal runtime error: stack overflow"
            )
        );
        assert_eq!(ending(9, "", ""), crashed(Cause::Signal, "signal: 9 (SIGKILL)"));
        assert_eq!(
            ending(
                101 << 8,
                "",
                "thread 'main' panicked at a.rs:1:2:\nwhy\nnote: run with a backtrace"
            ),
            crashed(Cause::Panic, "panic: thread 'main' panicked at a.rs:1:2: why")
        );
        assert_eq!(ending(124 << 8, "", ""), crashed(Cause::TimeOut, "not done after 7 s"));
        assert_eq!(ending(0, "half a li", ""), crashed(Cause::Exit, "exit status 0"));
    }

    #[test]
    fn an_answer_counts_only_of_a_process_that_ended_well() {
        let answer = r#"{"outcome":"generated","operations":1,"types":2,"lines":3,"warnings":{},"files":[]}"#;
        let generated = Ending::Generated {
            operations: 1,
            types: 2,
            lines: 3,
        };
        assert_eq!(ending(0, answer, ""), generated);
        assert_eq!(ending(11, answer, ""), crashed(Cause::Signal, "signal: 11 (SIGSEGV)"));
    }
}
