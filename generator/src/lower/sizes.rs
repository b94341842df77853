use std::collections::HashMap;

use crate::ir::{AnswerFormat, Failure, Group, Model, ModelKind, Presence, Reading, Type};

/// A variant that is larger than the next by more than this many bytes goes behind a pointer: every value of the union would be as large.
/// The estimate is rough, so the limit is well below the 200 bytes at which the compiler's lints speak up.
const LARGEST_DIFFERENCE: usize = 120;
/// What stops the sum for types that hold a great many others.
const LARGEST: usize = 1 << 20;
/// How many types are looked into inside one another; a bound for the stack. What lies deeper counts as a pointer.
const DEEPEST: usize = 128;

/// The sizes of models, by their place, as far as they are known.
#[derive(Default)]
struct Sizes {
    known: HashMap<usize, usize>,
    /// Of how many models the size is being summed up.
    depth: usize,
}

/// Puts large variants of unions behind pointers.
pub(super) fn box_large_variants(models: &mut [Model]) {
    let index: HashMap<String, usize> = models
        .iter()
        .enumerate()
        .map(|(at, model)| (model.name.clone(), at))
        .collect();
    let mut sizes = Sizes::default();
    for at in 0..models.len() {
        loop {
            let candidates: Vec<usize> = match models.get(at).map(|model| &model.kind) {
                Some(ModelKind::Union(union)) => union
                    .candidates
                    .iter()
                    .map(|candidate| of(&candidate.ty, models, &index, &mut sizes))
                    .collect(),
                Some(ModelKind::TaggedUnion(union)) => union
                    .candidates
                    .iter()
                    .map(|candidate| of(&candidate.ty, models, &index, &mut sizes))
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
    let index: HashMap<String, usize> = models
        .iter()
        .enumerate()
        .map(|(at, model)| (model.name.clone(), at))
        .collect();
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
                    .map(|ty| ty.map_or(0, |ty| of(ty, models, &index, &mut sizes)))
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

/// About how many bytes a value takes where it stands.
fn of(ty: &Type, models: &[Model], index: &HashMap<String, usize>, sizes: &mut Sizes) -> usize {
    match ty {
        Type::Bool => 1,
        Type::Ip(_) => 17,
        // Nobody knows; as much as a text.
        Type::Foreign(_) => 24,
        Type::Integer { bits, .. } | Type::Float { bits } => usize::from(*bits) / 8,
        Type::Boxed(_) => 8,
        Type::Date => 4,
        Type::Time => 8,
        Type::CivilDateTime => 12,
        Type::Timestamp | Type::Uuid | Type::Amount { .. } | Type::Json | Type::Base64 => 16,
        Type::String | Type::Secret | Type::List(_) | Type::Map(_) => 24,
        Type::File | Type::Upload => 64,
        Type::Download => 160,
        Type::Optional(inner) => of(inner, models, index, sizes) + 8,
        Type::Model(name) => {
            let Some(at) = index.get(name).copied() else { return 8 };
            if let Some(size) = sizes.known.get(&at) {
                return *size;
            }
            if sizes.depth == DEEPEST {
                return 8;
            }
            // A type that contains itself does so behind a pointer; the mark only guards the walk.
            sizes.known.insert(at, 8);
            sizes.depth += 1;
            let size = models
                .get(at)
                .map_or(8, |model| of_model(model, models, index, sizes))
                .min(LARGEST);
            sizes.depth -= 1;
            sizes.known.insert(at, size);
            size
        }
    }
}

fn of_model(model: &Model, models: &[Model], index: &HashMap<String, usize>, sizes: &mut Sizes) -> usize {
    match &model.kind {
        ModelKind::Object(object) => {
            let fields = object.fields.iter().map(|field| {
                let size = of(&field.ty, models, index, sizes);
                let has_room = matches!(
                    field.ty,
                    Type::String
                        | Type::Secret
                        | Type::List(_)
                        | Type::Boxed(_)
                        | Type::Amount { .. }
                        | Type::Json
                        | Type::Bool
                );
                if has_room || field.presence == Presence::Required {
                    size
                } else {
                    size + 8
                }
            });
            fields.sum::<usize>() + object.extra.as_ref().map_or(0, |_| 24)
        }
        ModelKind::StringEnum(_) => 16,
        ModelKind::NumberEnum(_) | ModelKind::MixedEnum(_) => 16,
        ModelKind::Newtype(_) => 24,
        ModelKind::Union(union) => {
            8 + union
                .candidates
                .iter()
                .map(|candidate| of(&candidate.ty, models, index, sizes))
                .max()
                .unwrap_or(0)
        }
        ModelKind::TaggedUnion(union) => {
            8 + union
                .candidates
                .iter()
                .map(|candidate| of(&candidate.ty, models, index, sizes))
                .max()
                .unwrap_or(0)
        }
    }
}
