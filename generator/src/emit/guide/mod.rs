//! What a user has to know beyond single operations. The README has it, and so has the first page of the documentation, with links.

mod callbacks;
mod credentials;
mod errors;
mod features;
pub(super) mod first_call;
mod lists;
mod observability;
mod sending;
mod testing;
mod times;
mod upgrades;

use super::Index;
use crate::ir::{Api, Group, Operation};

/// Where the guide is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Where names of items lead nowhere.
    InReadme,
    /// Where names of items are links.
    InDocumentation,
}

/// What its sections are made from.
pub(super) struct Guide<'a> {
    api: &'a Api,
    index: &'a Index<'a>,
    shown: Shown,
}

impl<'a> Guide<'a> {
    pub(super) fn new(api: &'a Api, index: &'a Index<'a>, shown: Shown) -> Self {
        Self { api, index, shown }
    }

    /// The sections, each with its heading.
    pub(super) fn sections(&self) -> Vec<Vec<String>> {
        let sections = [
            Some(credentials::section(self)),
            Some(errors::section(self)),
            Some(sending::section(self)),
            lists::section(self),
            lists::waits(self),
            callbacks::section(self),
            Some(observability::section()),
            Some(testing::section(self)),
            times::section(self),
            Some(features::section(self)),
            Some(upgrades::section(self)),
        ];
        sections.into_iter().flatten().collect()
    }

    /// Code that names an item, as a link to it where there are links.
    fn link(&self, code: &str, item: &str) -> String {
        // What names the item itself is a link by that.
        let says_it = code.trim_matches('`').trim_end_matches("()") == item;
        match self.shown {
            Shown::InReadme => code.to_owned(),
            Shown::InDocumentation if says_it => format!("[{code}]"),
            Shown::InDocumentation => format!("[{code}]({item})"),
        }
    }
}

pub(super) fn heading(text: &str) -> Vec<String> {
    vec![format!("## {text}"), String::new()]
}

/// How an operation is reached, as code.
fn path(group: &Group, operation: &Operation) -> String {
    format!("`{}().{}`", group.module, operation.method_name)
}

/// The operations that a question is answered by, as a list.
pub(super) fn paths(api: &Api, of: impl Fn(&Operation) -> bool) -> Vec<String> {
    let all = api
        .groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    all.filter(|(_, operation)| of(operation))
        .map(|(group, operation)| path(group, operation))
        .collect()
}
