//! What tells candidates of a union apart: the members that each must have, and the values that only it has.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Parts;
use crate::ir::{CandidateMember, Scalar};
use crate::load::Node;
use crate::lower::enumerations;
use crate::openapi::{Document, Schema};

/// More values than these of a member are not looked at: who lists so many does not tell candidates apart by them.
const MOST_VALUES: usize = 200;

/// With so many other candidates the values of a member are compared.
const MOST_OTHERS: usize = 64;

/// The members of an object that have few values, with these, in their order.
type Values<'t> = Vec<(&'t str, Vec<Scalar>)>;

/// For each candidate the members by which an object is known as this one: those that it must have, those that have one value only, and
/// those of whose values another candidate has none.
pub(super) fn members(document: Document<'_>, candidates: &[Schema<'_>]) -> Vec<Vec<CandidateMember>> {
    let mut all: Vec<Values<'_>> = candidates
        .iter()
        .map(|candidate| values(document, *candidate))
        .collect();
    keep_what_tells(&mut all);
    let both = candidates.iter().zip(all);
    both.map(|(candidate, values)| members_of(&required(document, *candidate), values))
        .collect()
}

fn members_of(required: &BTreeSet<String>, mut values: Values<'_>) -> Vec<CandidateMember> {
    let mut members: Vec<CandidateMember> = required
        .iter()
        .map(|name| CandidateMember {
            only: values
                .iter()
                .find(|(member, _)| member == name)
                .map(|(_, values)| values.clone())
                .unwrap_or_default(),
            name: name.clone(),
            required: true,
        })
        .collect();
    values.retain(|(name, _)| !required.contains(*name));
    members.extend(values.into_iter().map(|(name, only)| CandidateMember {
        name: name.to_owned(),
        required: false,
        only,
    }));
    members
}

/// Leaves of members with several values those that another candidate has with none of these. Where a member with one value tells the
/// two apart, the others do not matter: a value that is new among several should not make an object unknown.
fn keep_what_tells(all: &mut [Values<'_>]) {
    let constants: Vec<HashMap<&str, Scalar>> = all.iter().map(|values| constants(values)).collect();
    let mut by_name: HashMap<&str, Vec<(usize, HashSet<Scalar>)>> = HashMap::new();
    for (at, values) in all.iter().enumerate() {
        for (name, values) in values {
            let known = by_name.entry(name).or_default();
            if known.len() < MOST_OTHERS {
                known.push((at, values.iter().cloned().collect()));
            }
        }
    }
    for (at, values) in all.iter_mut().enumerate() {
        let is_told = |other: usize| match (constants.get(at), constants.get(other)) {
            (Some(ours), Some(theirs)) => ours
                .iter()
                .any(|(name, value)| theirs.get(name).is_some_and(|other| other != value)),
            _ => false,
        };
        values.retain(|(name, values)| {
            let others = by_name.get(name).map(Vec::as_slice).unwrap_or_default();
            let tells = |(other, theirs): &(usize, HashSet<Scalar>)| {
                *other != at && !values.iter().any(|value| theirs.contains(value)) && !is_told(*other)
            };
            values.len() == 1 || others.iter().any(tells)
        });
    }
}

/// The members with one value.
fn constants<'t>(values: &Values<'t>) -> HashMap<&'t str, Scalar> {
    let constant = |(name, values): &(&'t str, Vec<Scalar>)| match values.as_slice() {
        [only] => Some((*name, only.clone())),
        _ => None,
    };
    values.iter().filter_map(constant).collect()
}

/// The values of each member that has few.
fn values<'t>(document: Document<'t>, schema: Schema<'t>) -> Values<'t> {
    let mut known: HashSet<&str> = HashSet::new();
    let mut all = Vec::new();
    parts(document, schema, |part| {
        for entry in part.properties() {
            let member = Schema::new(document.follow(&entry.value));
            if let Some(values) = values_of(member)
                && known.insert(&entry.key)
            {
                all.push((&*entry.key, values));
            }
        }
    });
    all
}

/// The values that a schema lists, where it lists few, and null is none of them.
fn values_of(schema: Schema<'_>) -> Option<Vec<Scalar>> {
    let listed = schema.enumeration()?;
    if listed.len() > MOST_VALUES || schema.is_nullable() {
        return None;
    }
    listed
        .iter()
        .map(enumerations::scalar)
        .collect::<Option<Vec<_>>>()
        .filter(|values| !values.is_empty())
}

/// The values that a member of a candidate lists.
pub(super) fn values_of_member<'t>(document: Document<'t>, schema: Schema<'t>, name: &str) -> Option<Vec<Scalar>> {
    let found = values(document, schema);
    found
        .into_iter()
        .find(|(member, _)| *member == name)
        .map(|(_, values)| values)
}

/// The members that an object must have.
fn required<'t>(document: Document<'t>, schema: Schema<'t>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    parts(document, schema, |part| {
        names.extend(part.required().into_iter().map(str::to_owned))
    });
    names
}

/// Looks at a schema and all that it is composed of, as far as that is bounded.
pub(super) fn parts<'t>(document: Document<'t>, schema: Schema<'t>, mut look: impl FnMut(Schema<'t>)) {
    let mut seen = Parts::default();
    let mut open = vec![schema];
    while let Some(part) = open.pop() {
        let target = Schema::new(document.follow(part.node));
        if seen.len() < super::MOST_PARTS && seen.insert(std::ptr::from_ref::<Node>(target.node)) {
            look(target);
            open.extend(target.schemas("allOf"));
        }
    }
}
