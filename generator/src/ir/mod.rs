//! The API in Rust terms: every decision is taken, nothing of OpenAPI is left.
//!
//! Names are final, types are Rust types, documentation is clean Markdown. The emitters only spell this out.

mod answer;
mod body;
mod callback;
mod docs;
mod model;
mod operation;
mod origin;
mod paging;
mod parameter;
mod receiver;
mod scalar;
mod security;
mod trial;
mod types;
mod uncovered;
mod waiter;

pub use answer::{Answer, AnswerFormat, AnswerKind, Answers, Failure, Header, Link, Reading, Statuses};
pub use body::{Body, BodyFormat, BodyValue, FormStyle, Member, Members, MembersFormat};
pub use callback::{Callback, CallbackSignature};
pub use docs::{Docs, Evidence, code, is_visible};
pub use model::{
    Candidate, CandidateMember, Direction, Extra, Field, MixedVariant, Model, ModelKind, NumberVariant, Object,
    Presence, StringEnum, TaggedCandidate, TaggedUnion, Union, ValueGroup, Variant,
};
pub use operation::{Argument, ArgumentSource, Arguments, Group, Operation, Repeat};
pub use origin::Origin;
pub use paging::{Input, List, Paging, PagingStyle, PathStep, StepPresence, Told};
pub use parameter::{Parameter, Place, Spelling};
pub use receiver::{Condition, Confirmation, Expectation, Form, Key, Receiver};
pub use scalar::Scalar;
pub use security::{Algorithm, CredentialValue, Envelope, Piece, Scheme, SchemeKind, SignatureRecipe};
pub use trial::{LeftOut, Trial, Trials};
pub use types::{JsonKind, Type};
pub use uncovered::Uncovered;
pub use waiter::Waiter;

/// A whole API, ready to be written as a crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// What the generated crate is called and how it presents itself.
    pub package: Package,
    /// The title of the API, as one line of Markdown.
    pub title: String,
    /// The version of the API, as the description gives it.
    pub version: String,
    /// What the description says of the API as a whole.
    pub docs: Docs,
    /// The addresses that the description names.
    pub servers: Vec<Server>,
    /// The ways in which answers are wrapped; operations refer to them.
    pub envelopes: Vec<Envelope>,
    /// The ways to prove who is calling.
    pub schemes: Vec<Scheme>,
    /// The data types, in the order of the description.
    pub models: Vec<Model>,
    /// The operations, by tag.
    pub groups: Vec<Group>,
    /// The headers of answers that have a type.
    pub headers: Vec<Header>,
    /// What the server sends of its own accord.
    pub callbacks: Vec<Callback>,
    /// The ways in which that is signed.
    pub signatures: Vec<CallbackSignature>,
    /// What receives it.
    pub receivers: Vec<Receiver>,
    /// What of the description the client does not cover.
    pub uncovered: Vec<Uncovered>,
}

/// An address that the description names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The constant's name.
    pub constant: String,
    /// The address.
    pub url: String,
    /// Whether requests go there unless the user says otherwise.
    pub is_default: bool,
    /// What it is.
    pub docs: Docs,
}

impl Api {
    /// Where requests go unless the user says otherwise.
    #[must_use]
    pub fn base_url(&self) -> Option<&str> {
        let server = self.servers.iter().find(|server| server.is_default)?;
        Some(&server.url)
    }

    /// Whether some operation stands behind the Cargo feature `unverified`.
    #[must_use]
    pub fn has_unverified(&self) -> bool {
        self.groups
            .iter()
            .flat_map(|group| &group.operations)
            .any(|operation| operation.unverified)
    }
}

/// The manifest of the generated crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// The crate's name as Cargo spells it.
    pub name: String,
    /// The crate's version.
    pub version: String,
    /// SPDX expression.
    pub license: Option<String>,
    /// The texts of the licences, for the crate to hold.
    pub license_files: Vec<LicenseFile>,
    /// One sentence.
    pub description: Option<String>,
    /// Where the crate's source lives.
    pub repository: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where people read about it.
    pub homepage: Option<String>,
    /// Where its documentation is.
    pub documentation: Option<String>,
    /// Crates that it depends on beside the runtime, each with its value as TOML.
    pub dependencies: Vec<(String, String)>,
    /// Search words, five at most.
    pub keywords: Vec<String>,
    /// Categories of the registry.
    pub categories: Vec<String>,
    /// The file name of the description.
    pub document: String,
    /// Where the runtime lies beside the crate, for use inside one workspace.
    pub runtime_path: Option<String>,
}

impl Package {
    /// The environment variable of the crate that ends in this.
    #[must_use]
    pub fn variable(&self, end: &str) -> String {
        let name: String = self
            .name
            .chars()
            .map(|sign| if sign.is_alphanumeric() { sign } else { '_' })
            .collect();
        format!("{}_{end}", name.to_uppercase())
    }
}

/// A licence's text, copied into the crate as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenseFile {
    /// The file's name in the crate.
    pub name: String,
    /// What it holds.
    pub text: String,
}

impl Package {
    /// The name as Rust code spells it.
    #[must_use]
    pub fn library_name(&self) -> String {
        self.name.replace('-', "_")
    }
}
