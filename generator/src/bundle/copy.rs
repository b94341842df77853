use super::files::{FileId, Reference};
use super::outward::is_plain;
use super::references::pure;
use super::{Bundling, MOST_NODES, Waiting};
use crate::diagnostics::{Code, Diagnostic};
use crate::load::{DEEPEST, Entry, Mapping, Node, Value};
use crate::openapi::Version;
use crate::openapi::grammar::{self, Object, Shape};

impl Bundling<'_> {
    /// The document, with references that lead to what is among the components by now.
    pub(super) fn document(&mut self, root: &Node) -> Node {
        self.object(root, &grammar::DOCUMENT)
    }

    /// A component that was referred to.
    pub(super) fn component(&mut self, waiting: &Waiting) -> Entry {
        self.depth = 3;
        Entry {
            key: waiting.name.as_str().into(),
            key_span: waiting.span,
            value: self.referable(waiting.target.node(), waiting.object),
        }
    }

    fn value(&mut self, node: &Node, shape: Shape) -> Node {
        match shape {
            Shape::Referable(object) => self.referable(node, object),
            Shape::Schema | Shape::SchemaOrBool => self.referable(node, &grammar::SCHEMA),
            Shape::Object(object) | Shape::ObjectOrFalse(object) => self.object(node, object),
            Shape::List(inner) | Shape::Map(inner) => match self.foreign(node) {
                Some(found) => self.included(node, found, |bundling, target| bundling.value(target, shape)),
                None => self.items(node, *inner),
            },
            _ => self.data(node),
        }
    }

    /// A list or a mapping of such values.
    fn items(&mut self, node: &Node, shape: Shape) -> Node {
        self.collection(node, |bundling, key, value| match key {
            Some(key) if key.starts_with("x-") && !matches!(shape, Shape::Schema) => bundling.data(value),
            _ => bundling.value(value, shape),
        })
    }

    /// An object of the specification. Where it is no reference by the specification and one all the same, it stands for what it
    /// refers to.
    fn object(&mut self, node: &Node, object: &'static Object) -> Node {
        match self.foreign(node).or_else(|| joined_item(node, object)) {
            Some(reference) => self.included(node, reference, |bundling, target| bundling.object(target, object)),
            None => self.members(node, object),
        }
    }

    /// The reference that a node holds, unless it leads from the document into itself.
    fn foreign<'n>(&self, node: &'n Node) -> Option<Reference<'n>> {
        let found = reference(node)?;
        let stays = self.files.of(node) == FileId::MAIN && is_plain(found.text);
        (!stays).then_some(found)
    }

    fn members(&mut self, node: &Node, object: &'static Object) -> Node {
        let version = self.version;
        let is_components = std::ptr::eq(object, &grammar::COMPONENTS);
        let mut copied = self.collection(node, |bundling, key, value| {
            let Some(key) = key.filter(|key| !key.starts_with("x-")) else {
                return bundling.data(value);
            };
            let mut members = object.members.iter();
            let member = members.find(|member| member.name == key && member.since <= version);
            match member.map(|member| member.shape).or(object.others) {
                Some(Shape::Map(inner)) if is_components => {
                    let section = member.map_or("", |member| member.name);
                    bundling.section(section, value, *inner)
                }
                Some(shape) => bundling.value(value, shape),
                None => bundling.data(value),
            }
        });
        if std::ptr::eq(object, &grammar::SCHEMA) {
            self.mapped(node, &mut copied);
        }
        copied
    }

    /// A section of the components. An entry that only refers to another file has there what it refers to.
    fn section(&mut self, section: &'static str, node: &Node, shape: Shape) -> Node {
        if let Some(reference) = self.foreign(node) {
            return self.included(node, reference, |bundling, target| {
                bundling.section(section, target, shape)
            });
        }
        self.collection(node, |bundling, key, value| {
            let host = key.and_then(|key| bundling.hosted(section, key, value));
            match host {
                Some(target) => bundling.value(target.node(), shape),
                None => bundling.value(value, shape),
            }
        })
    }

    /// What stands where a reference or an object may stand.
    fn referable(&mut self, node: &Node, object: &'static Object) -> Node {
        if let Some(plain) = self.dynamic(node, object) {
            return self.referable(&plain, object);
        }
        let Some(reference) = self.foreign(node).or_else(|| joined_item(node, object)) else {
            return self.members(node, object);
        };
        let file = self.files.of(node);
        // Nothing refers to a path item but paths, so it stands where it is referred to.
        if std::ptr::eq(object, &grammar::PATH_ITEM) {
            return self.included(node, reference, |bundling, target| bundling.referable(target, object));
        }
        let place = self
            .resolve(file, reference)
            .and_then(|target| self.placed(target, object));
        let Some(place) = place else {
            return self.left(node, reference);
        };
        // Beside a reference to a schema of 3.1 there may be other words.
        let counts = self.version == Version::V31 && std::ptr::eq(object, &grammar::SCHEMA);
        let copied = match counts {
            true => self.members(node, object),
            false => self.data(node),
        };
        leading(copied, &place)
    }

    /// A dynamic reference as a plain one, where it can lead to one schema only.
    fn dynamic(&mut self, node: &Node, object: &'static Object) -> Option<Node> {
        let mapping = node.as_mapping()?;
        let name = mapping.get("$dynamicRef")?.as_str()?.strip_prefix('#')?;
        let counts = self.version == Version::V31 && std::ptr::eq(object, &grammar::SCHEMA);
        let file = self.files.of(node);
        if !counts || mapping.get("$ref").is_some() || self.files.anchor(file, name).is_none() {
            return None;
        }
        let entries = mapping.iter().cloned().map(|mut entry| {
            if &*entry.key == "$dynamicRef" {
                entry.key = "$ref".into();
            }
            entry
        });
        Some(Node {
            span: node.span,
            value: Value::Mapping(Mapping::new(entries.collect()).0),
        })
    }

    /// A reference that leads nowhere, which was reported: it leads nowhere in the whole document either.
    fn left(&mut self, node: &Node, reference: Reference<'_>) -> Node {
        let copied = self.data(node);
        match reference.text.starts_with('#') {
            true => leading(copied, &format!("{}{}", self.files.name(node), reference.text)),
            false => copied,
        }
    }

    /// What a reference stands for, at the place of the reference. Members beside the reference stay, before those of the target.
    fn included(&mut self, node: &Node, reference: Reference<'_>, copy: impl Fn(&mut Self, &Node) -> Node) -> Node {
        let file = self.files.of(node);
        let Some(target) = self.resolve(file, reference) else {
            return copy(self, &beside(node));
        };
        let inside = std::ptr::from_ref(target.node());
        if self.including.contains(&inside) {
            self.cycle(reference, &[inside]);
            return copy(self, &beside(node));
        }
        self.including.push(inside);
        let copied = copy(self, target.node());
        self.including.pop();
        if pure(node).is_some() {
            return copied;
        }
        let own = copy(self, &beside(node));
        self.joined(own, copied)
    }

    /// A target with the members that stand beside the reference to it.
    fn joined(&mut self, own: Node, target: Node) -> Node {
        let (Value::Mapping(own), Value::Mapping(theirs)) = (own.value, &target.value) else {
            return target;
        };
        let mut added = Vec::new();
        for entry in theirs {
            let Some(own) = own.entry(&entry.key) else {
                added.push(entry.clone());
                continue;
            };
            // A target that leads back to itself was reported.
            if own.key_span == entry.key_span {
                continue;
            }
            let message = format!("`{}` stands beside the `$ref` and in its target", entry.key);
            self.report.push(
                Diagnostic::new(Code::IgnoredSibling, entry.key_span, message)
                    .label("this is not looked at")
                    .also(own.key_span, "this counts"),
            );
        }
        let mut entries = own.into_entries();
        entries.extend(added);
        Node {
            span: target.span,
            value: Value::Mapping(Mapping::new(entries).0),
        }
    }

    /// Data, as it is.
    pub(super) fn data(&mut self, node: &Node) -> Node {
        self.collection(node, |bundling, _, value| bundling.data(value))
    }

    /// A node whose items or members are copied by a function, which is given the key where there is one.
    fn collection(&mut self, node: &Node, mut copy: impl FnMut(&mut Self, Option<&str>, &Node) -> Node) -> Node {
        if self.is_too_much(node) {
            return Node {
                span: node.span,
                value: Value::Null,
            };
        }
        self.depth += 1;
        let value = match &node.value {
            Value::Sequence(items) => Value::Sequence(items.iter().map(|item| copy(self, None, item)).collect()),
            Value::Mapping(mapping) => {
                let entries = mapping.iter().map(|entry| Entry {
                    key: entry.key.clone(),
                    key_span: entry.key_span,
                    value: copy(self, Some(&entry.key), &entry.value),
                });
                Value::Mapping(Mapping::new(entries.collect()).0)
            }
            other => other.clone(),
        };
        self.depth -= 1;
        Node { span: node.span, value }
    }

    /// Whether no more can be brought in, which is reported once.
    fn is_too_much(&mut self, node: &Node) -> bool {
        if self.files.of(node) != FileId::MAIN || !self.including.is_empty() {
            self.spent += 1;
        }
        let found = if self.spent > MOST_NODES {
            let message = format!("references bring in more than {MOST_NODES} values from other files");
            Diagnostic::new(Code::TooLarge, node.span, message)
                .label("from here on nothing is read")
                .hint("something is included over and over: refer to it where the specification has references")
        } else if self.depth > DEEPEST {
            let message =
                format!("with what is referred to, mappings and sequences are nested more than {DEEPEST} deep");
            Diagnostic::new(Code::TooDeep, node.span, message)
                .hint("refer to schemas, parameters or answers rather than to what is inside of them")
        } else {
            return false;
        };
        if !self.exhausted {
            self.exhausted = true;
            self.report.push(found);
        }
        true
    }
}

/// The reference of a path item that has members beside it, which count as well.
fn joined_item<'n>(node: &'n Node, object: &'static Object) -> Option<Reference<'n>> {
    let is_item = std::ptr::eq(object, &grammar::PATH_ITEM);
    reference(node).filter(|_| is_item && pure(node).is_none())
}

/// What stands beside a reference.
fn beside(node: &Node) -> Node {
    let entries = node.as_mapping().into_iter().flat_map(Mapping::iter);
    let beside = entries.filter(|entry| &*entry.key != "$ref").cloned();
    Node {
        span: node.span,
        value: Value::Mapping(Mapping::new(beside.collect()).0),
    }
}

/// A reference with another text.
fn leading(mut node: Node, text: &str) -> Node {
    if let Value::Mapping(mapping) = &mut node.value
        && let Some(reference) = mapping.get_mut("$ref")
    {
        reference.value = Value::String(text.into());
    }
    node
}

/// The reference that a node holds, wherever it leads.
pub(super) fn reference(node: &Node) -> Option<Reference<'_>> {
    let held = node.get("$ref")?;
    Some(Reference {
        text: held.as_str()?,
        span: held.span,
    })
}
