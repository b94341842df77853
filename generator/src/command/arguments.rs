use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Writes a Rust client crate from an OpenAPI description.
///
/// Exit status: 0 done; 1 the document is wrong, or files are stale; 2 the command was used wrongly, or a file could not be read or
/// written.
#[derive(Parser)]
#[command(name = "specloom", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Write a complete crate from a document
    Generate(Generate),
    /// Report everything that is wrong with a document
    Check(Check),
    /// Explain a diagnostic at length
    Explain(Explain),
}

#[derive(Args)]
pub(crate) struct Generate {
    /// The OpenAPI document, YAML or JSON
    pub(crate) document: PathBuf,
    /// The folder of the crate
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// What the crate is called [default: from specloom.toml, else the document's name]
    #[arg(long, value_name = "CRATE")]
    pub(crate) name: Option<String>,
    /// Where the runtime lies, for use inside one workspace
    #[arg(long, value_name = "DIR")]
    pub(crate) runtime_path: Option<PathBuf>,
    /// Write nothing; fail if something would change
    #[arg(long)]
    pub(crate) check: bool,
    /// Count warnings as errors
    #[arg(long, value_name = "WHAT")]
    pub(crate) deny: Option<Denied>,
}

#[derive(Args)]
pub(crate) struct Check {
    /// The OpenAPI document, YAML or JSON
    pub(crate) document: PathBuf,
    /// How findings are written: text goes to standard error, JSON to standard output
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
    /// Count warnings as errors
    #[arg(long, value_name = "WHAT")]
    pub(crate) deny: Option<Denied>,
}

#[derive(Args)]
pub(crate) struct Explain {
    /// The code of a diagnostic, such as `dangling-reference` [default: list them all]
    pub(crate) code: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Denied {
    /// Warnings
    Warnings,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}
