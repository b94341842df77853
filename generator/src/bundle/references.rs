use std::rc::Rc;

use super::address::Address;
use super::files::{FileId, Reference};
use super::{Bundling, Waiting};
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::load::Node;
use crate::openapi::grammar::{self, Object, Shape};
use crate::openapi::{LONGEST_CHAIN, Version};
use crate::source::Span;

/// Among how many names one is looked for that was meant.
const MOST_NAMES: usize = 2000;

/// What a reference leads to.
#[derive(Clone, Debug)]
pub(super) struct Target {
    tree: Rc<Node>,
    pub(super) file: FileId,
    pointer: String,
}

impl Target {
    pub(super) fn node(&self) -> &Node {
        self.tree.at(&self.pointer).unwrap_or(&self.tree)
    }

    /// The steps of its pointer, without their escapes.
    fn tokens(&self) -> impl Iterator<Item = String> {
        let steps = self.pointer.split('/').skip(1);
        steps.map(|step| step.replace("~1", "/").replace("~0", "~"))
    }

    /// Where its name stands: its key, else the beginning of the file.
    fn name_span(&self) -> Span {
        let key = self.pointer.rsplit_once('/').and_then(|(parent, _)| {
            let last = self.tokens().last()?;
            Some(self.tree.at(parent)?.as_mapping()?.entry(&last)?.key_span)
        });
        let start = self.node().span.range().start;
        key.unwrap_or_else(|| Span::new(self.node().span.source, start, start))
    }
}

/// The reference that a node is, and nothing beside it.
pub(super) fn pure(node: &Node) -> Option<&Node> {
    let mapping = node.as_mapping().filter(|mapping| mapping.len() == 1)?;
    mapping.get("$ref").filter(|reference| reference.as_str().is_some())
}

/// The section of the components that takes objects of a kind.
pub(super) fn section(object: &'static Object) -> Option<&'static str> {
    let takes = |shape: &Shape| match shape {
        Shape::Map(Shape::Schema) => std::ptr::eq(object, &grammar::SCHEMA),
        Shape::Map(Shape::Referable(inner)) => std::ptr::eq(*inner, object),
        _ => false,
    };
    let sections = grammar::COMPONENTS.members.iter();
    sections
        .filter(|section| takes(&section.shape))
        .map(|section| section.name)
        .next()
}

impl Bundling<'_> {
    /// What a reference of a file leads to in the end; what is wrong on the way is reported, and then there is nothing.
    pub(super) fn resolve(&mut self, file: FileId, reference: Reference<'_>) -> Option<Target> {
        let mut at = self.step(file, reference)?;
        let mut seen = vec![std::ptr::from_ref(at.node())];
        for _ in 0..LONGEST_CHAIN {
            let tree = Rc::clone(&at.tree);
            let node = tree.at(&at.pointer)?;
            let Some(next) = pure(node) else { return Some(at) };
            let text = next.as_str().unwrap_or_default();
            // What stands within the document is a matter of the checks.
            if at.file == FileId::MAIN && text.starts_with('#') && !self.is_there(&at, text) {
                return Some(at);
            }
            let span = next.span;
            at = self.step(at.file, Reference { text, span })?;
            let node = std::ptr::from_ref(at.node());
            if seen.contains(&node) {
                self.cycle(reference, &seen);
                return None;
            }
            seen.push(node);
        }
        let message = format!("more than {LONGEST_CHAIN} references follow on one another from here");
        self.report
            .push(Diagnostic::new(Code::TooDeep, reference.span, message).hint("refer to the last of them"));
        None
    }

    fn is_there(&self, at: &Target, text: &str) -> bool {
        Address::of(text).is_ok_and(|address| at.tree.at(&address.pointer).is_some())
    }

    /// What a reference leads to, which may be a reference again.
    fn step(&mut self, file: FileId, reference: Reference<'_>) -> Option<Target> {
        if let Some(target) = self.identified(file, reference.text) {
            return Some(target);
        }
        let file = self.files.open(file, reference, self.report)?;
        let tree = self.files.tree(file)?;
        let mut pointer = Address::of(reference.text).ok()?.pointer;
        if self.version == Version::V31
            && !pointer.starts_with('/')
            && let Some(anchored) = self.files.anchor(file, &pointer)
        {
            pointer = anchored;
        }
        if tree.at(&pointer).is_some() {
            return Some(Target { tree, file, pointer });
        }
        let message = format!("there is nothing at `{}`", reference.text);
        let found =
            Diagnostic::new(Code::DanglingReference, reference.span, message).label("this reference leads nowhere");
        let near = sibling(&tree, reference.text, &pointer);
        self.report.push(match near {
            Some(near) => found.hint(format!("did you mean `{near}`?")),
            None => found,
        });
        None
    }

    /// What a reference leads to that begins with the identifier of a schema.
    fn identified(&mut self, file: FileId, text: &str) -> Option<Target> {
        let (id, fragment) = text.split_once('#').unwrap_or((text, ""));
        if id.is_empty() || self.version != Version::V31 {
            return None;
        }
        let (file, start) = self.files.identified(file, id)?;
        let inside = Address::of(&format!("#{fragment}")).ok()?.pointer;
        let pointer = match inside.is_empty() || inside.starts_with('/') {
            true => start + &inside,
            false => self.files.anchor(file, &inside)?,
        };
        let tree = self.files.tree(file)?;
        tree.at(&pointer)?;
        Some(Target { tree, file, pointer })
    }

    /// Reports a cycle, once for all references that lead into it.
    pub(super) fn cycle(&mut self, reference: Reference<'_>, nodes: &[*const Node]) {
        let known = nodes.iter().any(|node| self.cycles.contains(node));
        self.cycles.extend(nodes);
        if !known {
            let message = format!("`{}` leads back to itself", reference.text);
            self.report.push(
                Diagnostic::new(Code::ReferenceCycle, reference.span, message)
                    .label("this chain of references never reaches anything")
                    .hint("let one of them be something else than a reference"),
            );
        }
    }

    /// The reference by which the whole document knows a place of one of its files.
    pub(super) fn placed(&mut self, target: Target, object: &'static Object) -> Option<Rc<str>> {
        if target.file == FileId::MAIN {
            return Some(format!("#{}", target.pointer.replace('%', "%25")).into());
        }
        let section = section(object)?;
        let key = (std::ptr::from_ref(target.node()), section);
        if let Some(known) = self.placed.get(&key) {
            return Some(Rc::clone(known));
        }
        let mut steps = self.files.steps(target.file);
        steps.extend(target.tokens());
        let (name, natural) = self.names.take(section, &steps);
        let pointer: Rc<str> = super::address::pointer(section, &name).into();
        if name != natural {
            self.renamed.insert(Rc::clone(&pointer), natural);
        }
        self.placed.insert(key, Rc::clone(&pointer));
        self.waiting.push_back(Waiting {
            section,
            name,
            object,
            span: target.name_span(),
            target,
        });
        Some(pointer)
    }
}

/// The reference with another last step that exists and looks most like it.
fn sibling(tree: &Node, text: &str, pointer: &str) -> Option<String> {
    let (parent, last) = pointer.rsplit_once('/')?;
    let names = tree.at(parent)?.as_mapping()?;
    let near = nearest(last, names.iter().map(|entry| &*entry.key).take(MOST_NAMES))?;
    let (path, _) = text.split_once('#')?;
    Some(format!("{path}#{parent}/{near}"))
}
