//! Types that others build on, told apart by a member: `Pet` has a discriminator and no candidates, and `Dog` is `allOf` of `Pet` and more.
//! Where such a type is used, one of those that build on it comes, so it is a union of them.

use std::collections::{HashMap, HashSet};

use super::tagged::Tagged;
use super::telling;
use crate::ir::{Model, ModelKind};
use crate::load::Node;
use crate::lower::schemas::{Place, Typed};
use crate::lower::{Lowering, documentation, objects};
use crate::openapi::{Discriminator, Document, Schema};

/// The schemas that others build on.
#[derive(Debug, Default)]
pub(crate) struct Derived<'t> {
    /// The names of those that do, in the order of the document.
    names: HashMap<*const Node, Vec<&'t str>>,
    /// Each that builds on one, behind that one.
    pairs: HashSet<(*const Node, *const Node)>,
}

impl<'t> Derived<'t> {
    /// Finds them by their references or by the mapping of the discriminator.
    pub(crate) fn of(document: Document<'t>) -> Self {
        let schemas: Vec<(&str, Schema<'t>)> = document
            .components("schemas")
            .map(|(name, node)| (name, Schema::new(node)))
            .collect();
        let mut derived = Self::default();
        for (_, base) in &schemas {
            if let Some(discriminator) = discriminator(*base) {
                let mapped = discriminator
                    .mapping
                    .iter()
                    .filter_map(|(_, target)| named(document, target));
                let names = derived.names.entry(base.node).or_default();
                for name in mapped {
                    let pair = document
                        .schema(name)
                        .map(|schema| (std::ptr::from_ref(base.node), std::ptr::from_ref(schema.node)));
                    if pair.is_some_and(|pair| derived.pairs.insert(pair)) {
                        names.push(name);
                    }
                }
            }
        }
        if derived.names.is_empty() {
            return derived;
        }
        for (name, schema) in &schemas {
            telling::parts(document, *schema, |part| derived.add(name, *schema, part));
        }
        derived.names.retain(|_, names| !names.is_empty());
        derived
    }

    /// Adds a schema that has another one as a part.
    fn add(&mut self, name: &'t str, schema: Schema<'t>, part: Schema<'t>) {
        let Some(names) = self.names.get_mut(&std::ptr::from_ref(part.node)) else {
            return;
        };
        // One that says no more than its part is a kind of its own only if nobody says which kinds there are.
        let is_alias =
            objects::adds_nothing(schema) && part.discriminator().is_some_and(|found| !found.mapping.is_empty());
        if !std::ptr::eq(part.node, schema.node) && !is_alias && self.pairs.insert((part.node, schema.node)) {
            names.push(name);
        }
    }
}

/// The discriminator of a schema that has no candidates of its own.
fn discriminator(schema: Schema<'_>) -> Option<Discriminator<'_>> {
    schema.discriminator().filter(|_| super::candidates(schema).is_none())
}

/// The named schema that a mapping leads to.
fn named<'t>(document: Document<'t>, target: &'t str) -> Option<&'t str> {
    let name = target.strip_prefix("#/components/schemas/").unwrap_or(target);
    document.schema(name).map(|_| name)
}

impl<'t> Lowering<'t, '_> {
    /// Whether others build on a schema.
    pub(crate) fn is_built_on(&self, schema: Schema<'t>) -> bool {
        self.derived.names.contains_key(&std::ptr::from_ref(schema.node))
    }

    /// Whether a schema is one of those that build on its part: then it is an object of its own, even where it adds nothing.
    pub(crate) fn builds_on(&self, schema: Schema<'t>, part: Schema<'t>) -> bool {
        let base = std::ptr::from_ref(self.document.follow(part.node));
        self.derived.pairs.contains(&(base, std::ptr::from_ref(schema.node)))
    }

    /// The union of the types that build on a schema.
    pub(crate) fn inherited(&mut self, schema: Schema<'t>, place: &Place) -> Option<ModelKind> {
        let names = self.derived.names.get(&std::ptr::from_ref(schema.node))?.clone();
        let discriminator = discriminator(schema)?;
        let mut candidates = Vec::new();
        for name in names {
            let Some(candidate) = self.document.schema(name) else {
                continue;
            };
            let typed = if std::ptr::eq(candidate.node, schema.node) {
                self.itself(schema, place)
            } else {
                // Who is named by the mapping alone may lack the members that all have.
                self.with_members_beside(schema, candidate, &place.inside(name))
                    .unwrap_or_else(|| self.component(name))
            };
            candidates.push(Tagged {
                name,
                reference: format!("#/components/schemas/{name}"),
                schema: candidate,
                ty: typed.ty,
            });
        }
        Some(self.tagged(schema, &discriminator, candidates))
    }

    /// The type of a schema that others build on, where it is none of them but itself.
    fn itself(&mut self, schema: Schema<'t>, place: &Place) -> Typed {
        let inside = place.inside("Itself");
        let name = self.take_type_name(&inside.name);
        let module = inside.module.clone().unwrap_or_else(|| self.take_module(&name));
        let slot = self.reserve();
        let object = self.object(schema, &inside);
        let docs = documentation::of_schema(schema);
        self.fill(slot, Model::new(name.clone(), module, docs, ModelKind::Object(object)));
        Typed::new(crate::ir::Type::Model(name))
    }
}
