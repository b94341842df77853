//! Types that others build on, told apart by a member: `Pet` has a discriminator and no candidates, and `Dog` is `allOf` of `Pet` and more.
//! Where such a type is used, one of those that build on it comes, so it is a union of them.

use std::collections::{HashMap, HashSet};

use super::tagged::Tagged;
use super::telling;
use crate::ir::{Model, ModelKind};
use crate::load::Node;
use crate::lower::schemas::{Place, Typed};
use crate::lower::{Lowering, documentation};
use crate::openapi::{Discriminator, Document, Schema};

/// The schemas that others build on, and the names of those that do, in the order of the document.
pub(crate) type Derived<'t> = HashMap<*const Node, Vec<&'t str>>;

/// Finds the schemas that others build on, by their references or by the mapping of the discriminator.
pub(crate) fn derived<'t>(document: Document<'t>) -> Derived<'t> {
    let schemas: Vec<(&str, Schema<'t>)> = document
        .components("schemas")
        .map(|(name, node)| (name, Schema::new(node)))
        .collect();
    let mut derived: Derived<'t> = HashMap::new();
    for (_, base) in &schemas {
        if let Some(discriminator) = discriminator(*base) {
            let mapped = discriminator
                .mapping
                .iter()
                .filter_map(|(_, target)| named(document, target));
            let mut known = HashSet::new();
            derived.insert(base.node, mapped.filter(|name| known.insert(*name)).collect());
        }
    }
    if derived.is_empty() {
        return derived;
    }
    for (name, schema) in &schemas {
        telling::parts(document, *schema, |part| {
            let is_itself = std::ptr::eq(part.node, schema.node);
            if let Some(names) = derived.get_mut(&std::ptr::from_ref(part.node)).filter(|_| !is_itself)
                && !names.contains(name)
            {
                names.push(name);
            }
        });
    }
    derived.retain(|_, names| !names.is_empty());
    derived
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
        self.derived.contains_key(&std::ptr::from_ref(schema.node))
    }

    /// The union of the types that build on a schema.
    pub(crate) fn inherited(&mut self, schema: Schema<'t>, place: &Place) -> Option<ModelKind> {
        let names = self.derived.get(&std::ptr::from_ref(schema.node))?.clone();
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
