use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Writes a Rust client crate from an OpenAPI description.
///
/// Exit status: 0 done; 1 the document is wrong (in a corpus: one of them, or its crate), or files are stale; 2 the command was used
/// wrongly, or a file could not be read or written.
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
    /// Run the generator on every document of a folder, and sum up
    Corpus(Corpus),
    /// Explain a diagnostic at length, or an item of the client
    Explain(Explain),
    /// Run one document for `corpus`, and tell of it in one line of JSON
    #[command(hide = true)]
    Measure(Measure),
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
    /// The folder of every file that the document refers to [default: the folder of the document]
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Write tests too, which hold each request and answer against the document
    #[arg(long)]
    pub(crate) tests: bool,
    /// How findings and changes are written: JSON goes to standard output
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
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
    /// The folder of every file that the document refers to [default: the folder of the document]
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// How findings are written: text goes to standard error, JSON to standard output
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
    /// Count warnings as errors
    #[arg(long, value_name = "WHAT")]
    pub(crate) deny: Option<Denied>,
}

#[derive(Args)]
pub(crate) struct Corpus {
    /// The folder of the documents: `.json`, `.yaml`, `.yml`
    pub(crate) folder: PathBuf,
    /// Compile all crates in one workspace, with the warnings of Clippy and rustdoc as errors
    #[arg(long)]
    pub(crate) compile: bool,
    /// Write tests of the wire into each crate, and run them
    #[arg(long)]
    pub(crate) tests: bool,
    /// Write all that is known of each document into a file
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Keep the crates in this folder [default: one that is removed, if crates are needed]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Where the runtime lies, for use inside one workspace
    #[arg(long, value_name = "DIR")]
    pub(crate) runtime_path: Option<PathBuf>,
    /// How long one document may take
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) timeout: u64,
}

#[derive(Args)]
pub(crate) struct Measure {
    /// The OpenAPI document
    pub(crate) document: PathBuf,
    /// What the crate is called
    #[arg(long)]
    pub(crate) name: String,
    /// The folder of the crate [default: it is not written]
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// Where the runtime lies, seen from the crate
    #[arg(long)]
    pub(crate) runtime_path: Option<String>,
    /// Write tests too
    #[arg(long)]
    pub(crate) tests: bool,
    /// Seconds until it is ended
    #[arg(long)]
    pub(crate) timeout: u64,
}

#[derive(Args)]
pub(crate) struct Explain {
    /// The code of a diagnostic, such as `dangling-reference` [default: list them all]; with `--item`, the document
    #[arg(value_name = "CODE|DOC")]
    pub(crate) subject: Option<String>,
    /// Explain why an item of the client has its name and its type, such as `Pet::name`
    #[arg(long, value_name = "NAME", requires = "subject")]
    pub(crate) item: Option<String>,
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
