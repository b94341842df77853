//! From the API in Rust terms to the files of the crate. Nothing is decided here: each emitter spells out its part of the IR.

mod callbacks;
mod client;
mod documentation;
mod example;
mod feature;
mod file;
mod guide;
mod headers;
mod imports;
mod index;
mod library;
mod literal;
mod manifest;
mod models;
mod operations;
mod readme;
mod receiving;
mod servers;
mod signature;
mod table;
mod types;
mod wire;

pub(crate) use feature::gate;
pub use file::{Contents, File, Item};
pub use table::Table;

use crate::ir::{Api, Trials, Type};
use index::Index;

/// What the emitted files will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A crate of its own, with a manifest.
    Crate,
    /// A module of another crate: `mod.rs` without crate attributes, and no manifest.
    Module,
}

/// A type as it is written beside the folder of the types.
#[must_use]
pub(crate) fn type_text(ty: &Type) -> String {
    types::text(ty, types::Scope::Crate)
}

/// The files of the crate, in a fixed order; with tests, where there is something to try.
#[must_use]
pub fn emit(api: &Api, form: Form, trials: Option<&Trials>) -> Vec<File> {
    let index = Index::new(api);
    let mut files = Vec::new();
    match form {
        Form::Crate => {
            files.extend([
                manifest::manifest(api, trials.is_some()),
                readme::readme(api, &index),
                library::library(api, &index),
            ]);
            files.extend(api.package.license_files.iter().map(|file| File {
                path: file.name.clone(),
                contents: Contents::Copy(file.text.clone()),
            }));
        }
        Form::Module => files.push(library::module(api)),
    }
    files.push(client::client(api));
    files.extend(api.groups.iter().map(|group| operations::group(api, group, &index)));
    if !api.models.is_empty() {
        files.extend(models::models(&api.models, &index));
    }
    if !api.callbacks.is_empty() {
        files.push(callbacks::callbacks(api, &index));
    }
    if api.servers.len() > 1 {
        files.push(servers::servers(&api.servers));
    }
    if !api.headers.is_empty() {
        files.push(headers::headers(&api.headers));
    }
    let source = match form {
        Form::Crate => "src/",
        Form::Module => "",
    };
    for file in &mut files {
        if matches!(file.contents, Contents::Rust(_)) {
            file.path = format!("{source}{}", file.path);
        }
    }
    if let Some(trials) = trials.filter(|_| form == Form::Crate) {
        files.extend(wire::wire(api, trials));
    }
    files
}
