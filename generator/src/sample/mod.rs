//! Samples of what goes over the wire: for each operation values of its parameters, its body and its answers, from the examples,
//! defaults and schemas of the description. Only the tests of a generated crate need them.

mod answers;
mod fit;
mod known;
mod maker;
mod pattern;
mod request;
mod text;

use std::collections::HashSet;

use crate::ir::{Api, LeftOut, Trials};
use crate::load::Node;
use crate::openapi::{Document, Operation, PathItem};
use fit::Fit;
use maker::Way;

/// The samples for every operation, and what there are none for.
#[must_use]
pub fn samples(root: &Node, api: &Api) -> Trials {
    let document = Document::new(root);
    let sampler = Sampler {
        document,
        sent: Fit::new(document, Way::Sent),
        received: Fit::new(document, Way::Received),
    };
    let described: Vec<Operation<'_>> = document.paths().flat_map(PathItem::operations).collect();
    let mut trials = Trials {
        document: root.to_json_text(),
        ..Trials::default()
    };
    let (mut known, mut tried) = (Vec::new(), Vec::new());
    for group in &api.groups {
        for operation in &group.operations {
            let of_wire = |described: &&Operation<'_>| {
                described.verb.method() == operation.http_method && described.path == operation.described_path
            };
            let Some(described) = described.iter().find(of_wire) else {
                continue;
            };
            known.push((described.verb, described.path));
            match sampler.trial(*described, group, operation, &mut trials.left_out) {
                Ok(trial) => {
                    tried.push((operation.http_method.as_str(), operation.described_path.as_str()));
                    trials.trials.push(trial);
                }
                Err(reason) => trials.left_out.push(left_out(*described, None, reason)),
            }
        }
    }
    // Where one way to write a body is tried or named, another one that is not tried is but a part of the operation.
    let mut named = HashSet::new();
    for left in trials.left_out.iter_mut().filter(|left| left.part.is_none()) {
        let is_tried = tried.contains(&(left.http_method.as_str(), left.path.as_str()));
        if is_tried || !named.insert((left.http_method.clone(), left.path.clone())) {
            left.part = Some("a further way to write its body".to_owned());
        }
    }
    for operation in described {
        if !known.contains(&(operation.verb, operation.path)) {
            let reason = "the client does not have it".to_owned();
            trials.left_out.push(left_out(operation, None, reason));
        }
    }
    trials
}

fn left_out(operation: Operation<'_>, part: Option<String>, reason: String) -> LeftOut {
    LeftOut {
        http_method: operation.verb.method().to_owned(),
        path: operation.path.to_owned(),
        part,
        reason,
    }
}

/// Makes samples and looks whether they fit.
struct Sampler<'t> {
    document: Document<'t>,
    sent: Fit<'t>,
    received: Fit<'t>,
}
