use std::collections::{HashMap, HashSet};

use super::answers::{named, payload_members, properties};
use super::extensions::{bad, unlisted};
use crate::diagnostics::{Code, Diagnostic, Label, Report, nearest};
use crate::load::{Entry, Node};
use crate::openapi::{Document, MediaType, Operation, PathItem, Schema};
use crate::source::Span;

/// Whether what confirms a callback is there, can be called with what names the thing, and answers what is compared.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    let operations: Vec<Operation<'_>> = document.paths().flat_map(PathItem::operations).collect();
    let ids: Vec<&str> = operations
        .iter()
        .filter_map(|operation| Some(operation.id()?.0))
        .collect();
    // A slip that several callbacks share is one slip, and the list of what there is may be long.
    let mut slips: Vec<Diagnostic> = Vec::new();
    let mut seen: HashMap<&str, (usize, HashSet<Span>)> = HashMap::new();
    let mut checked: HashSet<Span> = HashSet::new();
    for (_, item) in document.callbacks() {
        let signature = item.node.get("x-callback-signature");
        let Some(confirm) = signature.and_then(|signature| signature.get("confirm")) else {
            continue;
        };
        let Some((node, name)) = confirm.get("operation").and_then(|node| Some((node, node.as_str()?))) else {
            continue;
        };
        if let Some(operation) = operations
            .iter()
            .find(|operation| operation.id().is_some_and(|(id, _)| id == name))
        {
            if checked.insert(confirm.span) {
                let confirmation = Confirmation {
                    document,
                    item,
                    node: confirm,
                    operation: *operation,
                    name,
                };
                confirmation.check(report);
            }
            continue;
        }
        let (slip, places) = seen.entry(name).or_insert_with(|| {
            slips.push(unlisted(node, name, &ids, "an `operationId` of this document"));
            (slips.len() - 1, HashSet::from([node.span]))
        });
        if places.insert(node.span)
            && let Some(slip) = slips.get_mut(*slip)
        {
            slip.secondary.push(Label {
                span: node.span,
                text: "and here".to_owned(),
            });
        }
    }
    report.extend(slips);
}

struct Confirmation<'t> {
    document: Document<'t>,
    /// The callback.
    item: PathItem<'t>,
    /// The extension's `confirm`.
    node: &'t Node,
    /// What confirms it.
    operation: Operation<'t>,
    name: &'t str,
}

impl<'t> Confirmation<'t> {
    fn check(&self, report: &mut Report) {
        let envelope = self
            .operation
            .node
            .get("x-envelope")
            .or_else(|| self.document.root.get("x-envelope"));
        let payload = envelope
            .and_then(|envelope| envelope.get("payload"))
            .and_then(Node::as_str);
        let members = payload_members(self.document, self.operation, payload);
        self.arguments(report);
        let compares = ["expect", "when"]
            .iter()
            .any(|name| self.entries(name).next().is_some());
        if !compares {
            report.push(
                bad(
                    self.node,
                    "a confirmation that compares nothing confirms nothing".to_owned(),
                )
                .label("it needs `expect` or `when`"),
            );
        } else if members.is_empty() {
            let message = format!(
                "nothing is known of what `{}` answers, so nothing in it can be compared",
                self.name
            );
            report.push(bad(self.node, message));
            return;
        }
        self.keys(&members, report);
        let names: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
        for entry in self.entries("expect") {
            named(
                &entry.value,
                &names,
                "the answer of this operation has no member",
                report,
            );
            self.comparable(&entry.value, &members, report);
        }
        for entry in self.entries("when") {
            self.condition(entry, &members, report);
        }
    }

    fn entries(&self, name: &str) -> impl Iterator<Item = &'t Entry> + use<'t> {
        let entries = self.node.get(name).and_then(Node::as_mapping);
        entries.into_iter().flat_map(|mapping| mapping.iter())
    }

    /// The keys are parameters, and all that the call needs.
    fn arguments(&self, report: &mut Report) {
        let parameters = self.operation.parameters(self.document);
        let known: Vec<&str> = parameters.iter().filter_map(|parameter| parameter.name()).collect();
        let mut given: HashSet<&str> = HashSet::new();
        for entry in self.entries("key") {
            given.insert(&entry.key);
            if known.contains(&&*entry.key) {
                continue;
            }
            let message = format!("`{}` is not a parameter of `{}`", entry.key, self.name);
            let mut found = Diagnostic::new(Code::BadExtension, entry.key_span, message);
            if let Some(near) = nearest(&entry.key, known.iter().copied()) {
                found = found.hint(format!("did you mean `{near}`?"));
            }
            report.push(found);
        }
        for parameter in parameters.iter().filter(|parameter| parameter.is_required()) {
            let name = parameter.name().unwrap_or_default();
            if !given.contains(name) {
                let message = format!("`{}` needs `{name}`, which is no key of this confirmation", self.name);
                report.push(
                    bad(self.node, message).hint(format!("name the member that repeats it: `key: {{{name}: …}}`")),
                );
            }
        }
        let body = self.operation.body(self.document);
        if body.is_some_and(|body| body.is_required()) {
            let message = format!("`{}` needs a body, so it cannot confirm a callback", self.name);
            report.push(bad(self.node, message));
        }
    }

    /// Each key is repeated by the answer, or by what the callback carries.
    fn keys(&self, members: &[(&'t str, Schema<'t>)], report: &mut Report) {
        let bodies = self
            .item
            .operations()
            .filter_map(|operation| operation.body(self.document));
        let schemas = bodies.flat_map(|body| body.content()).filter(|media| media.is_json());
        let mut all: Vec<(&str, Schema<'t>)> = schemas
            .filter_map(MediaType::schema)
            .flat_map(|schema| properties(self.document, schema))
            .collect();
        all.extend(members);
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        for entry in self.entries("key") {
            let message = format!("neither the answer of `{}` nor the callback has a member", self.name);
            named(&entry.value, &names, &message, report);
            self.comparable(&entry.value, &all, report);
        }
    }

    /// What is compared is shown when it differs, so it is neither a structure nor a secret.
    fn comparable(&self, node: &Node, members: &[(&'t str, Schema<'t>)], report: &mut Report) {
        let name = node.as_str().unwrap_or_default();
        let Some((_, schema)) = members.iter().find(|(member, _)| *member == name) else {
            return;
        };
        let target = Schema::new(self.document.follow(schema.node));
        let is_secret = [*schema, target].iter().any(|schema| {
            schema.node.get("x-sensitive").and_then(Node::as_bool) == Some(true)
                || schema.text("format") == Some("password")
        });
        let types = target.types();
        let is_structure = types.contains(&"object") || types.contains(&"array") || target.is_object();
        let why = match (is_secret, is_structure) {
            (true, _) => "it is secret, and what differs is shown",
            (_, true) => "only texts, numbers and flags can",
            _ => return,
        };
        report.push(bad(node, format!("`{name}` cannot be compared")).label(why));
    }

    /// A condition is a group of values of a member.
    fn condition(&self, entry: &Entry, members: &[(&'t str, Schema<'t>)], report: &mut Report) {
        let Some((_, schema)) = members.iter().find(|(name, _)| *name == &*entry.key) else {
            let message = format!("the answer of this operation has no member `{}`", entry.key);
            let mut found = Diagnostic::new(Code::BadExtension, entry.key_span, message);
            if let Some(near) = nearest(&entry.key, members.iter().map(|(name, _)| *name)) {
                found = found.hint(format!("did you mean `{near}`?"));
            }
            report.push(found);
            return;
        };
        let target = self.document.follow(schema.node);
        let groups = target.get("x-value-groups").and_then(Node::as_mapping);
        let groups: Vec<&str> = groups
            .into_iter()
            .flat_map(|mapping| mapping.iter())
            .map(|group| &*group.key)
            .collect();
        match entry.value.as_str() {
            Some(group) if !groups.contains(&group) && groups.is_empty() => {
                let message = format!("`{}` has no groups of values", entry.key);
                report.push(bad(&entry.value, message).hint("name them with `x-value-groups` at its schema"));
            }
            Some(group) if !groups.contains(&group) => {
                let what = format!("a group of values of `{}`", entry.key);
                report.push(unlisted(&entry.value, group, &groups, &what));
            }
            _ => {}
        }
    }
}
