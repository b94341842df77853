//! Everything that is asserted about the generator from outside: what it writes, what it refuses, and what it says then.
//!
//! New coverage is a folder, see `cases.rs`. New output is accepted with `SNAPSHOTS=overwrite cargo test -p specloom`, and read in the
//! difference that this makes.

#![expect(clippy::unwrap_used, reason = "tests say what they expect by failing")]

mod bombs;
mod cases;
mod choices;
mod command;
mod corpus;
mod diagnostics;
mod explain;
mod findings;
mod golden;
mod hostile;
mod licenses;
mod limits;
mod mutations;
mod neighbours;
mod numbers;
mod obstacles;
mod output;
mod readme;
mod robustness;
mod sound;
mod wire;
