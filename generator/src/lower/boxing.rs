//! What stands behind a pointer, since it is large.

use std::collections::HashMap;

use super::sizes::{self, Sizes};
use crate::ir::{AnswerFormat, Failure, Group, Model, ModelKind, Reading, Type};

/// An object that takes more bytes than these has its largest members behind pointers. Types that hold types would grow to hundreds of
/// kilobytes else, and a call moves its answer several times: the stack of a thread holds two megabytes.
const LARGEST_OBJECT: usize = 4096;
/// A variant that is larger than the next by more than this many bytes goes behind a pointer: every value of the union would be as large.
/// The estimate is rough, so the limit is well below the 200 bytes at which the compiler's lints speak up.
const LARGEST_DIFFERENCE: usize = 120;

/// Puts large members of objects behind pointers, as few as make it small enough.
pub(super) fn box_large_members(models: &mut [Model]) {
    let index = places(models);
    let mut sizes = Sizes::default();
    let mut all: Vec<(usize, usize)> = models
        .iter()
        .enumerate()
        .map(|(at, model)| {
            (
                sizes::of(&Type::Model(model.name.clone()), models, &index, &mut sizes),
                at,
            )
        })
        .collect();
    // What is held by a type is smaller than the type, so it is settled first.
    all.sort_unstable();
    for (_, at) in all {
        while let Some(model) = models.get(at) {
            let size = sizes::of_model(model, models, &index, &mut sizes);
            sizes.settle(at, size);
            if size <= LARGEST_OBJECT {
                break;
            }
            let ModelKind::Object(object) = &model.kind else { break };
            let held = object
                .fields
                .iter()
                .enumerate()
                .filter(|(_, field)| matches!(field.ty, Type::Model(_)));
            let measured = held.map(|(place, field)| (sizes::of(&field.ty, models, &index, &mut sizes), place));
            // Many small members are no reason: a pointer is not much smaller.
            let Some((_, largest)) = measured
                .filter(|(size, _)| *size > LARGEST_DIFFERENCE)
                .max_by_key(|(size, _)| *size)
            else {
                break;
            };
            if let Some(ModelKind::Object(object)) = models.get_mut(at).map(|model| &mut model.kind)
                && let Some(field) = object.fields.get_mut(largest)
            {
                field.ty = Type::Boxed(Box::new(field.ty.clone()));
            }
        }
    }
}

/// Where each model stands.
fn places(models: &[Model]) -> HashMap<String, usize> {
    let names = models.iter().enumerate();
    names.map(|(at, model)| (model.name.clone(), at)).collect()
}

/// Puts large variants of unions behind pointers.
pub(super) fn box_large_variants(models: &mut [Model]) {
    let index = places(models);
    let mut sizes = Sizes::default();
    for at in 0..models.len() {
        loop {
            let candidates: Vec<usize> = match models.get(at).map(|model| &model.kind) {
                Some(ModelKind::Union(union)) => union
                    .candidates
                    .iter()
                    .map(|candidate| sizes::of(&candidate.ty, models, &index, &mut sizes))
                    .collect(),
                Some(ModelKind::TaggedUnion(union)) => union
                    .candidates
                    .iter()
                    .map(|candidate| sizes::of(&candidate.ty, models, &index, &mut sizes))
                    .collect(),
                _ => break,
            };
            // What is not recognised is held as JSON text, two words long.
            let Some(largest) = too_large(&candidates, 16) else {
                break;
            };
            let ty = match models.get_mut(at).map(|model| &mut model.kind) {
                Some(ModelKind::Union(union)) => union.candidates.get_mut(largest).map(|candidate| &mut candidate.ty),
                Some(ModelKind::TaggedUnion(union)) => {
                    union.candidates.get_mut(largest).map(|candidate| &mut candidate.ty)
                }
                _ => None,
            };
            let Some(ty) = ty else { break };
            *ty = Type::Boxed(Box::new(ty.clone()));
            // What holds this union is smaller now.
            sizes = Sizes::default();
        }
    }
}

/// Puts the large types of answers behind pointers, where an answer is one of several kinds.
pub(super) fn box_large_answers(models: &[Model], groups: &mut [Group]) {
    let index = places(models);
    let mut sizes = Sizes::default();
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        let success = match &mut operation.answer.format {
            AnswerFormat::OneOf(answers) => Some(answers),
            _ => None,
        };
        let failure = match &mut operation.failure {
            Some(Failure::OneOf(answers)) => Some(answers),
            _ => None,
        };
        for answers in success.into_iter().chain(failure) {
            loop {
                let readings = answers.kinds.iter().map(|kind| kind.reading.ty());
                let candidates: Vec<usize> = readings
                    .map(|ty| ty.map_or(0, |ty| sizes::of(ty, models, &index, &mut sizes)))
                    .collect();
                let largest = too_large(&candidates, 0).and_then(|largest| answers.kinds.get_mut(largest));
                let Some(Reading::Json(ty)) = largest.map(|kind| &mut kind.reading) else {
                    break;
                };
                *ty = Type::Boxed(Box::new(ty.clone()));
            }
        }
    }
}

/// The largest of several variants, where it is much larger than the next; `least` is what every other takes anyway.
fn too_large(sizes: &[usize], least: usize) -> Option<usize> {
    let (largest, size) = sizes.iter().copied().enumerate().max_by_key(|(_, size)| *size)?;
    let others = sizes.iter().enumerate().filter(|(other, _)| *other != largest);
    let next = others.map(|(_, size)| *size).max().unwrap_or(least).max(least);
    (size > next + LARGEST_DIFFERENCE).then_some(largest)
}
