//! References to neighbouring files: from a document and the files that it refers to, one tree.
//!
//! What is referred to in another file stands among the components afterwards, under the name that a reader would give it, and the
//! reference leads there. Every node keeps the place where it was written, so messages name the file that is wrong. The stages
//! behind know of one document only.
//!
//! In the same way other means of OpenAPI 3.1 to refer to something become plain references: anchors and identifiers of schemas, and
//! members beside the reference of a path item.

mod address;
mod anchors;
mod binding;
mod copy;
mod files;
mod folder;
mod mapping;
mod names;
mod outward;
mod references;

pub use folder::Folder;

use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

use crate::diagnostics::Report;
use crate::load::{Entry, Mapping, Node, Value};
use crate::openapi::Version;
use crate::openapi::grammar::Object;
use crate::source::{Sources, Span};
use files::Files;
use names::Names;
use references::Target;

/// How many nodes may be brought in from other files, each as often as it is: more than the largest public descriptions have in all.
pub const MOST_NODES: usize = 1_000_000;

/// Brings what a document refers to in other files into its tree. A document of plain references alone is given back as it is.
///
/// References that cannot be followed are reported, and left. There is no tree where it would be larger or deeper than a tree may be.
pub fn bundle(root: Node, folder: Option<&Folder>, sources: &mut Sources, report: &mut Report) -> Option<Node> {
    let Some(version) = Version::of(&root).filter(|_| outward::refers_outward(&root)) else {
        return Some(root);
    };
    let main = Rc::new(root);
    let mut bundling = Bundling::new(Rc::clone(&main), version, folder, sources, report);
    bundling.bind_components();
    let mut whole = bundling.document(&main);
    let mut brought: Vec<(&'static str, Vec<Entry>)> = Vec::new();
    while let Some(waiting) = bundling.waiting.pop_front() {
        let entry = bundling.component(&waiting);
        match brought.iter_mut().find(|(section, _)| *section == waiting.section) {
            Some((_, entries)) => entries.push(entry),
            None => brought.push((waiting.section, vec![entry])),
        }
    }
    if bundling.exhausted {
        return None;
    }
    for (section, entries) in brought {
        add(&mut whole, section, entries);
    }
    Some(whole)
}

/// What is known while files are brought together.
struct Bundling<'r> {
    files: Files<'r>,
    version: Version,
    report: &'r mut Report,
    names: Names,
    /// Where among the components a place of another file stands, by its node and section.
    placed: HashMap<(*const Node, &'static str), Rc<str>>,
    /// Components whose name is not that of the place which they come from, with that name.
    renamed: HashMap<Rc<str>, String>,
    /// Components that were referred to and are still to be brought in.
    waiting: VecDeque<Waiting>,
    /// What is being included where it is referred to.
    including: Vec<*const Node>,
    /// Cycles that were reported.
    cycles: HashSet<*const Node>,
    /// How deep the node lies that is being copied.
    depth: usize,
    /// How many nodes were brought in.
    spent: usize,
    /// Whether it was said that these are too many, or lie too deep.
    exhausted: bool,
}

/// A component that is still to be brought in.
struct Waiting {
    section: &'static str,
    name: String,
    object: &'static Object,
    target: Target,
    /// Where the name stands.
    span: Span,
}

impl<'r> Bundling<'r> {
    fn new(
        root: Rc<Node>,
        version: Version,
        folder: Option<&'r Folder>,
        sources: &'r mut Sources,
        report: &'r mut Report,
    ) -> Self {
        Self {
            names: Names::of(&root),
            files: Files::new(root, folder, sources),
            version,
            report,
            placed: HashMap::new(),
            renamed: HashMap::new(),
            waiting: VecDeque::new(),
            including: Vec::new(),
            cycles: HashSet::new(),
            depth: 0,
            spent: 0,
            exhausted: false,
        }
    }
}

/// Adds entries to a section of the components.
fn add(root: &mut Node, section: &str, entries: Vec<Entry>) {
    let section = member(root, "components").and_then(|components| member(components, section));
    let Some(Value::Mapping(mapping)) = section.map(|section| &mut section.value) else {
        return;
    };
    let mut all = std::mem::take(mapping).into_entries();
    all.extend(entries);
    *mapping = Mapping::new(all).0;
}

/// A member that is a mapping, made where it is not there; none where the node is no mapping itself.
fn member<'n>(node: &'n mut Node, name: &str) -> Option<&'n mut Node> {
    let span = Span::new(node.span.source, node.span.range().start, node.span.range().start);
    let Value::Mapping(mapping) = &mut node.value else {
        return None;
    };
    if mapping.get(name).is_none() {
        let mut entries = std::mem::take(mapping).into_entries();
        entries.push(Entry {
            key: name.into(),
            key_span: span,
            value: Node {
                span,
                value: Value::Mapping(Mapping::default()),
            },
        });
        *mapping = Mapping::new(entries).0;
    }
    mapping.get_mut(name)
}
