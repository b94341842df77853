use super::apply::{VERBS, is_called, unknown};
use super::{Selected, Target, unselected};
use crate::diagnostics::Report;
use crate::load::{Mapping, Node, Value};
use crate::source::Span;

/// Takes the operations out of the document that nobody wants, and gives the places of all that is left out by that. What names nothing
/// is reported.
pub(super) fn select(root: &mut Node, only: &[Selected], report: &mut Report) -> Vec<Span> {
    let mut left_out = Vec::new();
    if only.is_empty() {
        return left_out;
    }
    for wanted in only {
        let paths = root
            .get("paths")
            .and_then(Node::as_mapping)
            .into_iter()
            .flat_map(Mapping::iter);
        let mut operations = paths.flat_map(|item| {
            let members = item.value.as_mapping().into_iter().flat_map(Mapping::iter);
            members.map(|member| (&*item.key, member))
        });
        if !operations.any(|(path, member)| is_meant(&member.key, path, &member.value, wanted)) {
            report.push(unknown(root, wanted.target, &wanted.name, wanted.span));
        }
    }
    let Some(Value::Mapping(paths)) = root.get_mut("paths").map(|paths| &mut paths.value) else {
        return left_out;
    };
    for (path, item) in paths.iter_mut() {
        if let Value::Mapping(members) = &mut item.value {
            members.retain(|member| {
                let is_wanted = !VERBS.contains(&&*member.key)
                    || only
                        .iter()
                        .any(|wanted| is_meant(&member.key, path, &member.value, wanted));
                left_out.extend((!is_wanted).then(|| unselected::whole(member)));
                is_wanted
            });
        }
    }
    paths.retain(|item| {
        let is_left = VERBS.iter().any(|verb| item.value.get(verb).is_some());
        left_out.extend((!is_left).then(|| unselected::whole(item)));
        is_left
    });
    left_out.extend(unselected::components(root));
    left_out
}

fn is_meant(verb: &str, path: &str, operation: &Node, wanted: &Selected) -> bool {
    if !VERBS.contains(&verb) {
        return false;
    }
    match wanted.target {
        Target::Tag => {
            let tags = operation.get("tags").and_then(Node::as_sequence).unwrap_or_default();
            tags.first().and_then(Node::as_str) == Some(&wanted.name)
        }
        _ => is_called(verb, path, operation, &wanted.name),
    }
}
