//! The command `specloom`.

mod arguments;
mod check;
mod corpus;
mod explain;
mod generate;
mod way;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};

/// A tree of a description is a hundred thousand small pieces.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a run ends.
enum Outcome {
    /// All is well.
    Done,
    /// The document is wrong, or one of many; or files are stale.
    Wrong,
    /// The command was used wrongly, or a file could not be read or written.
    Failed,
}

impl Outcome {
    /// How a run ends that made nothing.
    fn of(failure: &specloom::Failure) -> Self {
        if failure.is_unreadable() {
            Self::Failed
        } else {
            Self::Wrong
        }
    }
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Measure(arguments) => corpus::measure::run(&arguments),
    };
    ExitCode::from(match outcome {
        Outcome::Done => 0,
        Outcome::Wrong => 1,
        Outcome::Failed => 2,
    })
}
