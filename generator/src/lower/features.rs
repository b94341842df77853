use std::collections::{BTreeSet, HashMap};

use super::names::Taken;
use super::usage;
use crate::ir::{Callback, Envelope, Group, Model, Type};

/// The features that the crate has anyway.
const OURS: [&str; 8] = [
    "default",
    "reqwest",
    "blocking",
    "rustls",
    "testing",
    "tracing",
    "axum-0-8",
    "unverified",
];

/// Puts each group behind a feature of its own, and with it the files of types that nothing else leads to.
pub(super) fn settle(groups: &mut [Group], models: &mut [Model], envelopes: &mut [Envelope], callbacks: &[Callback]) {
    let mut taken = Taken::with(&OURS);
    for group in groups.iter_mut() {
        let name = group.module.trim_end_matches('_');
        group.feature = Some(taken.take(if taken.contains(name) {
            format!("{name}_group")
        } else {
            name.to_owned()
        }));
    }
    of_models(groups, models, callbacks);
    let is_alone = envelopes.len() == 1;
    for envelope in envelopes {
        let uses = |group: &&Group| {
            let mut operations = group.operations.iter();
            operations.any(|operation| operation.answer.format.envelope() == Some(&envelope.constant))
        };
        // The only one is that of answers which the description does not know, so the client itself names it.
        let mut operations = groups.iter().flat_map(|group| &group.operations);
        let is_known = operations
            .any(|operation| !operation.unverified && operation.answer.format.envelope() == Some(&envelope.constant));
        if is_alone && is_known {
            continue;
        }
        envelope.features = groups
            .iter()
            .filter(uses)
            .filter_map(|group| group.feature.clone())
            .collect();
    }
}

/// A file is there when any group is that leads to a type in it, and when any file is that names a type in it.
fn of_models(groups: &[Group], models: &mut [Model], callbacks: &[Callback]) {
    let payloads = callbacks.iter().filter_map(|callback| callback.payload.as_ref());
    // What no group leads to has nobody who could ask for it.
    let mut by_module: HashMap<String, Need> = HashMap::new();
    let always = usage::reached(models, payloads);
    let of_groups: Vec<_> = groups
        .iter()
        .map(|group| (group.feature.clone(), usage::reached(models, usage::carried(group))))
        .collect();
    for (at, model) in models.iter().enumerate() {
        let features: BTreeSet<String> = of_groups
            .iter()
            .filter(|(_, reached)| reached.contains(&at))
            .filter_map(|(feature, _)| feature.clone())
            .collect();
        let need = by_module.entry(model.module.clone()).or_default();
        need.always |= always.contains(&at) || features.is_empty();
        need.features.extend(features);
    }
    let module_of: HashMap<&str, &str> = models
        .iter()
        .map(|model| (model.name.as_str(), model.module.as_str()))
        .collect();
    let mut names: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for model in models.iter() {
        let others = model.parts().into_iter().filter_map(Type::model);
        let others = others
            .filter_map(|name| module_of.get(name).copied())
            .filter(|other| *other != model.module);
        names.entry(&model.module).or_default().extend(others);
    }
    let mut open: Vec<&str> = names.keys().copied().collect();
    while let Some(module) = open.pop() {
        let Some(need) = by_module.get(module).cloned() else {
            continue;
        };
        for other in names.get(module).into_iter().flatten() {
            if by_module.get_mut(*other).is_some_and(|known| known.add(&need)) {
                open.push(other);
            }
        }
    }
    for model in models {
        if let Some(need) = by_module.get(&model.module).filter(|need| !need.always) {
            model.features = need.features.iter().cloned().collect();
        }
    }
}

/// When a file must be there.
#[derive(Clone, Default)]
struct Need {
    always: bool,
    features: BTreeSet<String>,
}

impl Need {
    /// Needs all that another does; whether that is more than before.
    fn add(&mut self, other: &Self) -> bool {
        let before = (self.always, self.features.len());
        self.always |= other.always;
        self.features.extend(other.features.iter().cloned());
        before != (self.always, self.features.len())
    }
}
