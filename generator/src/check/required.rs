use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::load::Node;
use crate::openapi::{Document, Schema};

/// A schema that adds up to more parts than this is taken to declare whatever it requires.
const MOST_PARTS: usize = 4096;
/// So many parts are looked at in one run: schemas that lead through one another, each requiring what none declares, would take for
/// ever.
const MOST_LOOKS: usize = 2_000_000;
/// Near names are looked for so often, in lists of so many names at most: more findings are only counted.
const MOST_SUGGESTIONS: usize = 200;
const MOST_NAMES: usize = 2000;

/// Whether `required` names members that the schema, or what it is a part of, declares.
pub(super) fn check<'t>(document: Document<'t>, schemas: &[Schema<'t>], report: &mut Report) {
    let mut wholes = None;
    let mut suggestions = 0;
    for schema in schemas {
        let properties = schema.node.get("properties").and_then(Node::as_mapping);
        let names = schema.node.get("required").and_then(Node::as_sequence);
        let open: Vec<(&Node, &str)> = names
            .unwrap_or_default()
            .iter()
            .filter_map(|node| Some((node, node.as_str()?)))
            .filter(|(_, name)| properties.is_none_or(|properties| properties.get(name).is_none()))
            .collect();
        if open.is_empty() {
            continue;
        }
        let wholes = wholes.get_or_insert_with(|| Wholes::of(document, schemas));
        let Some(declared) = wholes.declared(document, *schema) else {
            continue;
        };
        let known: HashSet<&str> = declared.iter().copied().collect();
        // What is required already was not meant by another name.
        let required: HashSet<&str> = schema.required().into_iter().collect();
        let others: Vec<&str> = declared.into_iter().filter(|name| !required.contains(name)).collect();
        for (node, name) in open.into_iter().filter(|(_, name)| !known.contains(name)) {
            let found = Diagnostic::new(
                Code::UndeclaredRequired,
                node.span,
                format!("`{name}` is required, and no `properties` declare it"),
            )
            .label("the type has no such member");
            suggestions += 1;
            let near =
                (suggestions <= MOST_SUGGESTIONS).then(|| nearest(name, others.iter().copied().take(MOST_NAMES)));
            report.push(found.hint(match near.flatten() {
                Some(near) => format!("did you mean `{near}`?"),
                None => "declare it under `properties`, or take it out of `required`".to_owned(),
            }));
        }
    }
}

/// How a schema belongs to another one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Both count: `allOf`.
    Always,
    /// It counts at times: `anyOf`, `oneOf`, `if`.
    Sometimes,
    /// What it describes must not be.
    Never,
}

/// Of which schemas a schema is a part.
struct Wholes<'t> {
    of: HashMap<*const Node, Vec<(Schema<'t>, Part)>>,
    /// How many parts may still be looked at.
    looks: usize,
}

impl<'t> Wholes<'t> {
    fn of(document: Document<'t>, schemas: &[Schema<'t>]) -> Self {
        let mut wholes: HashMap<*const Node, Vec<(Schema<'t>, Part)>> = HashMap::new();
        for whole in schemas {
            for (part, how) in parts(*whole) {
                let target = document.follow(part);
                wholes.entry(target).or_default().push((*whole, how));
                if !std::ptr::eq(target, part) {
                    wholes.entry(part).or_default().push((*whole, how));
                }
            }
        }
        Self {
            of: wholes,
            looks: MOST_LOOKS,
        }
    }

    /// The members that a schema declares, with all that it is a part of. Nothing where no member is declared at all, or where it
    /// cannot be told.
    fn declared(&mut self, document: Document<'t>, schema: Schema<'t>) -> Option<Vec<&'t str>> {
        let mut seen: HashSet<*const Node> = HashSet::new();
        let mut waiting = vec![(schema, true)];
        let mut around = vec![schema];
        while let Some(inner) = around.pop() {
            for (whole, how) in self.of.get(&std::ptr::from_ref(inner.node)).into_iter().flatten() {
                self.looks = self.looks.checked_sub(1)?;
                if *how == Part::Never || seen.len() > MOST_PARTS {
                    return None;
                }
                if seen.insert(whole.node) {
                    // Beside a candidate the other candidates do not count.
                    waiting.push((*whole, *how == Part::Always));
                    around.push(*whole);
                }
            }
        }
        let mut names = Vec::new();
        let mut seen: HashSet<*const Node> = HashSet::new();
        while let Some((schema, with_candidates)) = waiting.pop() {
            self.looks = self.looks.checked_sub(1)?;
            if !seen.insert(schema.node) {
                continue;
            }
            if schema.node.get("patternProperties").is_some() || seen.len() > MOST_PARTS {
                return None;
            }
            names.extend(schema.properties().map(|entry| &*entry.key));
            let target = document.follow(schema.node);
            if !std::ptr::eq(target, schema.node) {
                waiting.push((Schema::new(target), with_candidates));
            }
            let counting =
                parts(schema).filter(|(_, how)| *how == Part::Always || with_candidates && *how == Part::Sometimes);
            waiting.extend(counting.map(|(part, _)| (Schema::new(part), true)));
        }
        (!names.is_empty()).then_some(names)
    }
}

/// The schemas that describe the same value as this one.
fn parts(schema: Schema<'_>) -> impl Iterator<Item = (&Node, Part)> {
    let lists = [
        ("allOf", Part::Always),
        ("anyOf", Part::Sometimes),
        ("oneOf", Part::Sometimes),
    ];
    let singles = [
        ("if", Part::Sometimes),
        ("then", Part::Sometimes),
        ("else", Part::Sometimes),
        ("not", Part::Never),
    ];
    let listed = lists.into_iter().flat_map(move |(word, how)| {
        let items = schema.node.get(word).and_then(Node::as_sequence).unwrap_or_default();
        items.iter().map(move |item| (item, how))
    });
    let single = singles
        .into_iter()
        .filter_map(move |(word, how)| schema.node.get(word).map(|node| (node, how)));
    let dependent = schema.node.get("dependentSchemas").and_then(Node::as_mapping);
    let dependent = dependent.into_iter().flat_map(|mapping| mapping.iter());
    listed
        .chain(single)
        .chain(dependent.map(|entry| (&entry.value, Part::Sometimes)))
}
