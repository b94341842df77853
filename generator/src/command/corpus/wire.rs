use std::path::Path;
use std::process::{Command, Stdio};

use super::record::Tested;

/// Runs the tests of one crate of a workspace.
///
/// # Errors
///
/// When Cargo cannot be started.
pub(super) fn run(workspace: &Path, package: &str) -> Result<Tested, String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // The tests need no library for HTTP: they catch what is sent.
    command.args(["test", "--package", package, "--test", "wire", "--no-default-features"]);
    command.args(["--color", "never"]);
    command.current_dir(workspace).stdin(Stdio::null());
    let output = command
        .output()
        .map_err(|error| format!("`cargo test` could not be run: {error}; `--tests` needs Cargo"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    Ok(tested(&said, &errors))
}

/// What the tests said.
fn tested(said: &str, errors: &str) -> Tested {
    let Some(result) = said.lines().rev().find_map(|line| line.strip_prefix("test result: ")) else {
        let error = errors.lines().find(|line| line.starts_with("error"));
        return Tested {
            first_failure: Some(error.unwrap_or("the tests did not run to their end").to_owned()),
            ..Tested::default()
        };
    };
    let count = |word: &str| {
        let mut parts = result
            .split([';', '.'])
            .filter_map(|part| part.trim().strip_suffix(word));
        parts
            .find_map(|number| number.trim().parse::<usize>().ok())
            .unwrap_or(0)
    };
    let failed = count("failed");
    Tested {
        passed: count("passed"),
        failed,
        first_failure: (failed > 0).then(|| first_failure(said)),
    }
}

/// The name of the first test that failed, and what it said.
fn first_failure(said: &str) -> String {
    let mut lines = said.lines().skip_while(|line| !line.starts_with("---- "));
    let name = lines.next().and_then(|line| line.strip_prefix("---- "));
    let name = name.and_then(|line| line.split(' ').next()).unwrap_or_default();
    let words = lines.map(str::trim).take_while(|line| {
        !["---- ", "stack", "test result:"]
            .iter()
            .any(|end| line.starts_with(end))
    });
    let words: Vec<&str> = words
        .filter(|line| !line.is_empty() && !line.starts_with("thread "))
        .take(2)
        .collect();
    format!("{name}: {}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tests_say_is_counted_and_the_first_failure_named() {
        let said = "running 3 tests\ntest a ... ok\n\nfailures:\n\n---- pets_get stdout ----\n\n\
            thread 'pets_get' (7) panicked at tests/wire.rs:3:13:\nGET /pets\nthe path is wrong\nstack backtrace:\n\n\
            test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n";
        let expected = Tested {
            passed: 2,
            failed: 1,
            first_failure: Some("pets_get: GET /pets the path is wrong".to_owned()),
        };
        assert_eq!(tested(said, ""), expected);
        let passed = tested("test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured\n", "");
        assert_eq!((passed.passed, passed.passes()), (2, true));
        let broken = tested("", "warning: x\nerror[E0308]: mismatched types\n");
        assert_eq!(broken.first_failure.as_deref(), Some("error[E0308]: mismatched types"));
    }
}
