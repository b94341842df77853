use std::collections::HashMap;

use crate::ir::{Model, ModelKind, Presence, Type};

/// A variant that is larger than the next by more than this many bytes goes behind a pointer: every value of the union would be as large.
/// The estimate is rough, so the limit is well below the 200 bytes at which the compiler's lints speak up.
const LARGEST_DIFFERENCE: usize = 120;
/// What stops the sum for types that hold a great many others.
const LARGEST: usize = 1 << 20;

/// Puts large variants of unions behind pointers.
pub(super) fn box_large_variants(models: &mut [Model]) {
    let index: HashMap<String, usize> = models
        .iter()
        .enumerate()
        .map(|(at, model)| (model.name.clone(), at))
        .collect();
    for at in 0..models.len() {
        loop {
            let mut sizes = HashMap::new();
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
            let Some((largest, size)) = candidates.iter().copied().enumerate().max_by_key(|(_, size)| *size) else {
                break;
            };
            // What is not recognised is held as JSON text, two words long.
            let next = candidates
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != largest)
                .map(|(_, size)| *size)
                .max()
                .unwrap_or(16)
                .max(16);
            if size <= next + LARGEST_DIFFERENCE {
                break;
            }
            let ty = match models.get_mut(at).map(|model| &mut model.kind) {
                Some(ModelKind::Union(union)) => union.candidates.get_mut(largest).map(|candidate| &mut candidate.ty),
                Some(ModelKind::TaggedUnion(union)) => {
                    union.candidates.get_mut(largest).map(|candidate| &mut candidate.ty)
                }
                _ => None,
            };
            let Some(ty) = ty else { break };
            *ty = Type::Boxed(Box::new(ty.clone()));
        }
    }
}

/// About how many bytes a value takes where it stands.
fn of(ty: &Type, models: &[Model], index: &HashMap<String, usize>, known: &mut HashMap<usize, usize>) -> usize {
    match ty {
        Type::Bool => 1,
        Type::Integer { bits, .. } | Type::Float { bits } => usize::from(*bits) / 8,
        Type::Boxed(_) => 8,
        Type::Date => 4,
        Type::Time => 8,
        Type::CivilDateTime => 12,
        Type::Timestamp | Type::Uuid | Type::Amount { .. } | Type::Json => 16,
        Type::String | Type::Secret | Type::List(_) | Type::Map(_) => 24,
        Type::Optional(inner) => of(inner, models, index, known) + 8,
        Type::Model(name) => {
            let Some(at) = index.get(name).copied() else { return 8 };
            if let Some(size) = known.get(&at) {
                return *size;
            }
            // A type that contains itself does so behind a pointer; the mark only guards the walk.
            known.insert(at, 8);
            let size = models
                .get(at)
                .map_or(8, |model| of_model(model, models, index, known))
                .min(LARGEST);
            known.insert(at, size);
            size
        }
    }
}

fn of_model(
    model: &Model,
    models: &[Model],
    index: &HashMap<String, usize>,
    known: &mut HashMap<usize, usize>,
) -> usize {
    match &model.kind {
        ModelKind::Object(object) => {
            let fields = object.fields.iter().map(|field| {
                let size = of(&field.ty, models, index, known);
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
        ModelKind::Newtype => 24,
        ModelKind::Union(union) => {
            8 + union
                .candidates
                .iter()
                .map(|candidate| of(&candidate.ty, models, index, known))
                .max()
                .unwrap_or(0)
        }
        ModelKind::TaggedUnion(union) => {
            8 + union
                .candidates
                .iter()
                .map(|candidate| of(&candidate.ty, models, index, known))
                .max()
                .unwrap_or(0)
        }
    }
}
