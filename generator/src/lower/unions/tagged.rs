use std::collections::{HashMap, HashSet};

use super::telling;
use crate::ir::{ModelKind, Scalar, TaggedCandidate, TaggedUnion, Type};
use crate::lower::Lowering;
use crate::lower::names::{self, Taken};
use crate::openapi::{Discriminator, Document, Schema};

/// A candidate of a union that is told apart by a member.
pub(super) struct Tagged<'t> {
    /// The name of its schema.
    pub(super) name: &'t str,
    /// How a mapping may refer to it, beside its name.
    pub(super) reference: String,
    pub(super) schema: Schema<'t>,
    pub(super) ty: Type,
}

impl<'t> Lowering<'t, '_> {
    /// A union whose candidates are told apart by a member.
    pub(super) fn tagged(
        &mut self,
        schema: Schema<'t>,
        discriminator: &Discriminator<'t>,
        candidates: Vec<Tagged<'t>>,
    ) -> ModelKind {
        let mut taken = Taken::with(&["Unrecognized"]);
        let mut known: HashSet<String> = HashSet::new();
        let mut union: Vec<TaggedCandidate> = Vec::new();
        let tags = tags(self.document, discriminator, &candidates);
        for (candidate, mut values) in candidates.into_iter().zip(tags) {
            values.retain(|value| !known.contains(value));
            if !values.is_empty() && candidate.ty.model().is_some() {
                known.extend(values.iter().cloned());
                union.push(TaggedCandidate {
                    name: taken.take(names::type_name(candidate.name)),
                    ty: candidate.ty,
                    values,
                    docs: self.candidate_docs(candidate.schema),
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
}

/// Extensions by which candidates that no mapping names say their values themselves: OpenAPI 2 had no mapping.
const VALUES: [&str; 2] = ["x-discriminator-value", "x-ms-discriminator-value"];

/// The values of the telling member for each candidate: those that the mapping leads from to it, else the one that it says, else those that
/// its own member of that name lists and no other candidate does, else its name.
fn tags(document: Document<'_>, discriminator: &Discriminator<'_>, candidates: &[Tagged<'_>]) -> Vec<Vec<String>> {
    let listed: Vec<Vec<String>> = candidates
        .iter()
        .map(|candidate| {
            let values = telling::values_of_member(document, candidate.schema, discriminator.property);
            let texts = values.into_iter().flatten().filter_map(Scalar::into_text);
            texts.collect()
        })
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for value in listed.iter().flatten() {
        *counts.entry(value).or_default() += 1;
    }
    let is_own = |value: &String| counts.get(value.as_str()) == Some(&1);
    let both = candidates.iter().zip(&listed);
    both.map(|(candidate, listed)| {
        let name = candidate.name;
        let mapped: Vec<String> = discriminator
            .mapping
            .iter()
            .filter(|(_, target)| *target == candidate.reference || *target == name)
            .map(|(value, _)| (*value).to_owned())
            .collect();
        let given = VALUES.iter().find_map(|word| candidate.schema.text(word));
        if !mapped.is_empty() {
            mapped
        } else if let Some(given) = given {
            vec![given.to_owned()]
        } else if !listed.is_empty() && listed.iter().all(is_own) && !listed.iter().any(|value| value == name) {
            listed.clone()
        } else {
            vec![name.to_owned()]
        }
    })
    .collect()
}

/// The name of what a reference leads to.
pub(super) fn component(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or_default()
}
