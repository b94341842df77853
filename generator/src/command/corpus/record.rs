use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specloom::diagnostics::Code;

/// All that is known of one document. The JSON file holds these as they are.
#[derive(Debug, Serialize)]
pub(super) struct Record {
    /// The document's file name.
    pub(super) document: String,
    /// What its crate is called.
    #[serde(rename = "crate")]
    pub(super) package: String,
    /// What the generator made of it.
    #[serde(flatten)]
    pub(super) told: Told,
    /// From the start of the process to its end.
    pub(super) seconds: f64,
    /// The most memory that the process held at once, in bytes.
    pub(super) peak_memory: u64,
    /// Whether its crate passes, where crates were compiled.
    pub(super) compiled: Option<Compiled>,
    /// How its tests ended, where they were run.
    pub(super) tested: Option<Tested>,
}

impl Record {
    /// Whether there is a crate.
    pub(super) fn is_generated(&self) -> bool {
        matches!(self.told.ending, Ending::Generated { .. })
    }
}

/// What the process of one document tells; it travels as one line of JSON.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    #[serde(flatten)]
    pub(super) ending: Ending,
    /// How many warnings each code has.
    pub(super) warnings: BTreeMap<String, usize>,
    /// What its tests try, where it has any.
    #[serde(default)]
    pub(super) tried: Option<Tried>,
    /// The files that the document refers to.
    pub(super) files: Vec<String>,
}

/// What the tests of a crate try, and how often each reason kept something from being tried.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Tried {
    pub(super) operations: usize,
    pub(super) left_out: usize,
    pub(super) parts_left_out: usize,
    pub(super) reasons: BTreeMap<String, usize>,
}

impl Tried {
    pub(super) fn of(counts: specloom::Tried) -> Self {
        Self {
            operations: counts.operations,
            left_out: counts.left_out,
            parts_left_out: counts.parts_left_out,
            reasons: counts.reasons,
        }
    }

    fn add(&mut self, other: &Self) {
        self.operations += other.operations;
        self.left_out += other.left_out;
        self.parts_left_out += other.parts_left_out;
        for (reason, count) in &other.reasons {
            *self.reasons.entry(reason.clone()).or_default() += count;
        }
    }
}

/// How the tests of a crate ended.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Tested {
    pub(super) passed: usize,
    pub(super) failed: usize,
    /// The first test that fails and what it says; or why there was none.
    pub(super) first_failure: Option<String>,
}

impl Tested {
    pub(super) fn passes(&self) -> bool {
        self.first_failure.is_none()
    }
}

/// How the run of one document ended.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub(super) enum Ending {
    /// There is a crate.
    Generated {
        operations: usize,
        types: usize,
        /// Lines of Rust.
        lines: usize,
    },
    /// The generator found errors; this is the first.
    Refused {
        code: String,
        message: String,
        place: Option<Place>,
        /// How many errors there are.
        errors: usize,
    },
    /// The process ended without telling anything.
    Crashed {
        cause: Cause,
        /// What it said last.
        detail: String,
    },
}

impl Ending {
    /// Whether it is no description at all.
    pub(super) fn is_no_description(&self) -> bool {
        matches!(self, Self::Refused { code, .. } if code == Code::NotOpenApi.name())
    }

    /// Whether a file could not be read or written, which is no fault of the document.
    pub(super) fn is_unreadable(&self) -> bool {
        matches!(self, Self::Refused { code, .. } if code == Code::UnreadableFile.name())
    }
}

/// Why a process told nothing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Cause {
    /// The system ended it: no memory, no stack, or somebody by hand.
    Signal,
    /// The generator is wrong.
    Panic,
    /// It took too long.
    TimeOut,
    /// Anything else.
    Exit,
}

/// A place in a file, counted from 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// What the compiler says of a crate.
#[derive(Debug, Default, Serialize)]
pub(super) struct Compiled {
    pub(super) passes: bool,
    pub(super) first_error: Option<Fault>,
}

/// An error of the compiler.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Fault {
    /// `clippy` or `doc`.
    pub(super) tool: &'static str,
    /// The compiler's code or the name of the lint.
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) place: Option<Place>,
}

/// The records, summed up.
#[derive(Debug, Default, Serialize)]
pub(super) struct Totals {
    pub(super) documents: usize,
    pub(super) generated: usize,
    pub(super) refused: usize,
    pub(super) crashed: usize,
    /// How many crates pass, and how many do not, of those that were compiled.
    pub(super) passing: usize,
    pub(super) failing: usize,
    /// What the tests of all crates try, and how many of them pass.
    pub(super) tried: Tried,
    pub(super) tests_passed: usize,
    pub(super) tests_failed: usize,
    /// How many crates have a test that fails, or tests that could not be run.
    pub(super) crates_failing_tests: usize,
    pub(super) operations: usize,
    pub(super) types: usize,
    pub(super) lines: usize,
    pub(super) warnings: BTreeMap<String, usize>,
    /// Of all processes together.
    pub(super) seconds: f64,
    /// Of the process that held the most, in bytes.
    pub(super) peak_memory: u64,
}

impl Totals {
    pub(super) fn of(records: &[Record]) -> Self {
        let mut totals = Self::default();
        for record in records {
            totals.add(record);
        }
        totals
    }

    fn add(&mut self, record: &Record) {
        self.documents += 1;
        self.seconds += record.seconds;
        self.peak_memory = self.peak_memory.max(record.peak_memory);
        for (code, count) in &record.told.warnings {
            *self.warnings.entry(code.clone()).or_default() += count;
        }
        match &record.told.ending {
            Ending::Generated {
                operations,
                types,
                lines,
            } => {
                self.generated += 1;
                self.operations += operations;
                self.types += types;
                self.lines += lines;
            }
            Ending::Refused { .. } => self.refused += 1,
            Ending::Crashed { .. } => self.crashed += 1,
        }
        if let Some(tried) = &record.told.tried {
            self.tried.add(tried);
        }
        if let Some(tested) = &record.tested {
            self.tests_passed += tested.passed;
            self.tests_failed += tested.failed;
            self.crates_failing_tests += usize::from(!tested.passes());
        }
        match &record.compiled {
            Some(compiled) if compiled.passes => self.passing += 1,
            Some(_) => self.failing += 1,
            None => {}
        }
    }
}

/// The JSON file.
#[derive(Debug, Serialize)]
pub(super) struct Summary<'a> {
    /// The version of the generator.
    pub(super) specloom: &'static str,
    /// The folder, as it was given.
    pub(super) folder: String,
    /// How long the crates took to compile, all together and with what they depend on.
    pub(super) compile_seconds: Option<f64>,
    pub(super) totals: &'a Totals,
    pub(super) documents: &'a [Record],
}
