use std::rc::Rc;

use super::copy::reference;
use super::files::FileId;
use super::outward::is_plain;
use super::references::{Target, pure};
use super::{Bundling, address};
use crate::load::{Mapping, Node};
use crate::openapi::grammar::{self, Shape};

impl Bundling<'_> {
    /// Gives what the document's own components refer to in other files the names that it has there.
    pub(super) fn bind_components(&mut self) {
        let root = self.files.tree(FileId::MAIN);
        let Some(components) = root.as_ref().and_then(|root| root.get("components")) else {
            return;
        };
        let elsewhere = self.outside(components);
        let components = elsewhere.as_ref().map_or(components, Target::node);
        for member in grammar::COMPONENTS.members {
            let (Shape::Map(_), Some(section)) = (member.shape, components.get(member.name)) else {
                continue;
            };
            let elsewhere = self.outside(section);
            let section = elsewhere.as_ref().map_or(section, Target::node);
            let entries = || section.as_mapping().into_iter().flat_map(Mapping::iter);
            // What stands here itself has its name from here, before others refer to it.
            let (references, own): (Vec<_>, Vec<_>) = entries().partition(|entry| pure(&entry.value).is_some());
            for entry in own.into_iter().chain(references) {
                self.names.keep(member.name, &entry.key);
                self.bind(member.name, &entry.key, &entry.value);
            }
        }
    }

    fn bind(&mut self, section: &'static str, name: &str, node: &Node) {
        let elsewhere = self.outside(node);
        let place = match &elsewhere {
            Some(target) if target.file != FileId::MAIN => target.node(),
            // The section is of another file itself, so this may be referred to there as well.
            None if pure(node).is_none() && self.files.of(node) != FileId::MAIN => node,
            _ => return,
        };
        let pointer: Rc<str> = address::pointer(section, name).into();
        let key = (std::ptr::from_ref(place), section);
        self.placed.entry(key).or_insert(pointer);
    }

    /// What stands at an entry of the components, where that refers to another file and is the first to do so.
    pub(super) fn hosted(&mut self, section: &'static str, name: &str, node: &Node) -> Option<Target> {
        let target = self.outside(node)?;
        let known = self.placed.get(&(std::ptr::from_ref(target.node()), section))?;
        (**known == *address::pointer(section, name)).then_some(target)
    }

    /// What a node that is a reference and nothing beside leads to, where it does not lead from the document into itself.
    fn outside(&mut self, node: &Node) -> Option<Target> {
        pure(node)?;
        let reference = reference(node)?;
        let file = self.files.of(node);
        if file == FileId::MAIN && is_plain(reference.text) {
            return None;
        }
        self.resolve(file, reference)
    }
}
