use std::collections::HashSet;

use super::telling;
use crate::ir::{ModelKind, Scalar, TaggedCandidate, TaggedUnion};
use crate::lower::Lowering;
use crate::lower::names::{self, Taken};
use crate::lower::schemas::Place;
use crate::openapi::{Discriminator, Schema};

impl<'t> Lowering<'t, '_> {
    /// A union whose candidates are told apart by a member.
    pub(super) fn tagged(
        &mut self,
        schema: Schema<'t>,
        discriminator: &Discriminator<'t>,
        schemas: &[Schema<'t>],
        place: &Place,
    ) -> ModelKind {
        let mut taken = Taken::with(&["Unrecognized"]);
        let mut known: HashSet<String> = HashSet::new();
        let mut union: Vec<TaggedCandidate> = Vec::new();
        for (candidate, mut values) in schemas.iter().zip(self.tags(discriminator, schemas)) {
            let name = candidate.reference().map(component).unwrap_or_default();
            values.retain(|value| !known.contains(value));
            let typed = self.candidate(schema, *candidate, &place.inside(name));
            if !values.is_empty() && typed.ty.model().is_some() {
                known.extend(values.iter().cloned());
                let docs = self.candidate_docs(*candidate);
                union.push(TaggedCandidate {
                    name: taken.take(names::type_name(name)),
                    ty: typed.ty,
                    values,
                    docs,
                });
            }
        }
        if union.is_empty() {
            self.unsupported(
                schema.span(),
                "no candidate of this union is an object",
                "its values stay JSON as they come",
            );
        }
        ModelKind::TaggedUnion(TaggedUnion {
            tag: discriminator.property.to_owned(),
            candidates: union,
        })
    }

    /// The values of the telling member for each candidate: those that the mapping leads from to it, else those that its own member of that
    /// name lists and no other candidate does, else its name.
    fn tags(&self, discriminator: &Discriminator<'t>, schemas: &[Schema<'t>]) -> Vec<Vec<String>> {
        let listed: Vec<Vec<String>> = schemas
            .iter()
            .map(|candidate| {
                let values = telling::values_of_member(self.document, *candidate, discriminator.property);
                let texts = values.into_iter().flatten().filter_map(Scalar::into_text);
                texts.collect()
            })
            .collect();
        let mut counts: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
        for value in listed.iter().flatten() {
            *counts.entry(value).or_default() += 1;
        }
        let both = schemas.iter().zip(&listed);
        both.map(|(candidate, listed)| {
            let reference = candidate.reference().unwrap_or_default();
            let name = component(reference);
            let mapped: Vec<String> = discriminator
                .mapping
                .iter()
                .filter(|(_, target)| *target == reference || *target == name)
                .map(|(value, _)| (*value).to_owned())
                .collect();
            let own = |value: &String| counts.get(value.as_str()) == Some(&1);
            if !mapped.is_empty() {
                mapped
            } else if !listed.is_empty() && listed.iter().all(own) && !listed.iter().any(|value| value == name) {
                listed.clone()
            } else {
                vec![name.to_owned()]
            }
        })
        .collect()
    }
}

/// The name of what a reference leads to.
pub(super) fn component(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or_default()
}
