use super::member_paths::{self, Lead};
use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::ir::{Docs, Waiter};
use crate::load::{Entry, Node};
use crate::openapi::{Document, Operation, PathItem, Schema};

/// The lists of values.
const LISTS: [&str; 3] = ["until", "failed", "while"];
/// The units of times, in milliseconds.
const UNITS: [(&str, u64); 4] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)];

/// Whether what can be waited for can come.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    for operation in document.paths().flat_map(PathItem::operations) {
        for entry in entries(operation) {
            let mut resolving = Resolving::new(document);
            resolving.waiter(operation, entry);
            report.extend(resolving.found);
        }
    }
}

/// What an operation can be repeated for, all names still as in the description.
pub(crate) fn waiters(document: Document<'_>, operation: Operation<'_>) -> Vec<Waiter> {
    let found = entries(operation).filter_map(|entry| {
        let mut resolving = Resolving::new(document);
        let waiter = resolving.waiter(operation, entry)?;
        resolving.found.is_empty().then_some(waiter)
    });
    found.collect()
}

fn entries(operation: Operation<'_>) -> impl Iterator<Item = &Entry> {
    let waiters = operation.node.get("x-waiter").and_then(Node::as_mapping);
    waiters.into_iter().flat_map(|mapping| mapping.iter())
}

struct Resolving<'t> {
    document: Document<'t>,
    found: Vec<Diagnostic>,
}

impl<'t> Resolving<'t> {
    fn new(document: Document<'t>) -> Self {
        Self {
            document,
            found: Vec::new(),
        }
    }

    fn bad(&mut self, node: &Node, message: impl Into<String>, near: Option<&str>) {
        let found = Diagnostic::new(Code::BadExtension, node.span, message);
        self.found.push(match near {
            Some(near) => found.hint(format!("did you mean `{near}`?")),
            None => found,
        });
    }

    fn waiter(&mut self, operation: Operation<'t>, entry: &Entry) -> Option<Waiter> {
        if !entry.key.starts_with(|first: char| first.is_ascii_alphabetic())
            || !entry
                .key
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || sign == '_')
        {
            let message = format!("`{}` is no name in Rust", entry.key.escape_debug());
            let found = Diagnostic::new(Code::BadName, entry.key_span, message);
            self.found
                .push(found.label("a name is made of ASCII letters, digits and `_`, and starts with a letter"));
            return None;
        }
        let time = |name: &str, resolving: &mut Self| entry.value.get(name).and_then(|node| resolving.time(node));
        let (first_pause, longest_pause) = (time("every", self), time("at_most_every", self));
        let time_limit = time("time_limit", self);
        if let (Some(first), Some(longest), Some(node)) = (first_pause, longest_pause, entry.value.get("at_most_every"))
            && longest < first
        {
            self.bad(node, "`at_most_every` is shorter than `every`", None);
        }
        let member = entry.value.get("member")?;
        let path = member.as_str()?;
        let (above, schemas) = member_paths::payload(self.document, operation);
        let (steps, schemas) = match member_paths::follow(self.document, schemas, path) {
            Lead::There(steps, schemas) if !steps.is_empty() => ([above, steps].concat(), schemas),
            Lead::There(..) => {
                self.bad(
                    member,
                    "`member` names the member of the answer that is looked at",
                    None,
                );
                return None;
            }
            Lead::Nowhere(names) => {
                let near = nearest(path, names.iter().map(String::as_str)).map(str::to_owned);
                let message = format!("the answer of this operation has no member `{path}`");
                self.bad(member, message, near.as_deref());
                return None;
            }
        };
        let values: Vec<Option<Vec<String>>> = LISTS
            .iter()
            .map(|list| entry.value.get(list).map(|node| self.values(node, &schemas)))
            .collect();
        self.overlap(&entry.value, &values);
        let mut values = values.into_iter();
        let until = values.next().flatten().unwrap_or_default();
        if until.is_empty() {
            return None;
        }
        let text = entry.value.get("description").and_then(Node::as_str);
        Some(Waiter {
            method_name: entry.key.to_string(),
            docs: Docs::line(text.unwrap_or_default()),
            member: steps,
            until,
            failed: values.next().flatten().unwrap_or_default(),
            passing: values.next().flatten(),
            first_pause,
            longest_pause,
            time_limit,
        })
    }

    /// The values of a list, or of a group of the enumeration that the member is.
    fn values(&mut self, node: &Node, schemas: &[Schema<'t>]) -> Vec<String> {
        let parts = member_paths::parts(self.document, schemas);
        let known: Vec<String> = parts
            .iter()
            .flat_map(|part| part.enumeration().unwrap_or_default())
            .filter_map(|value| value.as_scalar_text().map(|text| text.to_string()))
            .collect();
        if let Some(name) = node.as_str() {
            let groups: Vec<&Entry> = parts
                .iter()
                .filter_map(|part| part.node.get("x-value-groups")?.as_mapping())
                .flat_map(|mapping| mapping.iter())
                .collect();
            let Some(group) = groups.iter().find(|group| *group.key == *name) else {
                let near = nearest(name, groups.iter().map(|group| &*group.key));
                self.bad(node, format!("`{name}` is no group of values of this member"), near);
                return Vec::new();
            };
            let values = group.value.as_sequence().unwrap_or_default();
            return values.iter().filter_map(Node::as_str).map(str::to_owned).collect();
        }
        let Some(list) = node.as_sequence().filter(|list| !list.is_empty()) else {
            self.bad(node, "this is a list of values, or the name of a group of them", None);
            return Vec::new();
        };
        let mut values = Vec::new();
        for value in list {
            let Some(text) = value.as_scalar_text().map(|text| text.to_string()) else {
                self.bad(value, "a value is a text, a number, `true` or `false`", None);
                continue;
            };
            if !known.is_empty() && !known.contains(&text) {
                let near = nearest(&text, known.iter().map(String::as_str)).map(str::to_owned);
                self.bad(
                    value,
                    format!("`{text}` is not a value of this member"),
                    near.as_deref(),
                );
            }
            values.push(text);
        }
        values
    }

    /// Whether a value means two things.
    fn overlap(&mut self, waiter: &Node, values: &[Option<Vec<String>>]) {
        for (at, later) in values.iter().enumerate() {
            for (earlier_name, earlier) in LISTS.iter().zip(values).take(at) {
                let both = earlier
                    .iter()
                    .flatten()
                    .find(|value| later.iter().flatten().any(|other| other == *value));
                if let (Some(value), Some(name)) = (both, LISTS.get(at))
                    && let Some(node) = waiter.get(name)
                {
                    self.bad(node, format!("`{value}` is in `{earlier_name}` and in `{name}`"), None);
                }
            }
        }
    }

    /// A time in milliseconds.
    fn time(&mut self, node: &Node) -> Option<u64> {
        let text = node.as_str()?;
        let split = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
        let (digits, unit) = text.split_at(split);
        let unit = UNITS.iter().find(|(name, _)| *name == unit).map(|(_, size)| *size);
        let time = digits
            .parse::<u64>()
            .ok()
            .zip(unit)
            .and_then(|(number, unit)| number.checked_mul(unit));
        let time = time.filter(|time| *time > 0);
        if time.is_none() {
            let message = format!("`{}` is no time", text.escape_debug());
            let found = Diagnostic::new(Code::BadExtension, node.span, message);
            self.found.push(found.label("such as `500ms`, `5s`, `2m` or `1h`"));
        }
        time
    }
}
