//! Writes a Rust client from an OpenAPI description.
//!
//! For a `build.rs`, [`build`] is the whole of it. [`Generator`] is for programs that want to look at the files before they are
//! written. The command `specloom` does the same from a shell.
//!
//! The stages are modules: [`load`] reads text into a tree that knows its places,
//! [`mod@bundle`] brings neighbouring files into it, [`check`] finds what is wrong with it, `lower` decides
//! how it looks in Rust, [`emit`] spells that out, [`mod@write`] puts it on disk.

pub mod bundle;
pub mod check;
pub mod choices;
pub mod diagnostics;
pub mod emit;
pub mod explain;
pub mod ir;
pub mod load;
pub mod lower;
pub mod openapi;
pub mod pipeline;
pub mod sample;
pub mod settings;
pub mod source;
pub mod write;

mod build;
mod counts;
mod generator;

pub use build::build;
pub use counts::{Counts, Tried};
pub use generator::{Failure, Generated, Generator};
