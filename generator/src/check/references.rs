use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Report};
use crate::load::{Node, Value};
use crate::openapi::{Dangling, LONGEST_CHAIN, resolve};

/// Members whose values are data, not part of the description: a `$ref` in there is nothing special.
const DATA: [&str; 5] = ["example", "examples", "default", "enum", "const"];

/// How many lost references are offered the nearest name, and among how many: no more findings are shown, and each look takes its time.
const MOST_SUGGESTIONS: usize = 200;
const MOST_NAMES: usize = 2000;

/// What was found so far.
#[derive(Default)]
struct Found {
    cycles: HashSet<String>,
    lost: usize,
}

/// Follows every reference.
pub fn check(root: &Node, report: &mut Report) {
    visit(root, root, false, &mut Found::default(), report);
}

fn visit(root: &Node, node: &Node, inside_names: bool, found: &mut Found, report: &mut Report) {
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| visit(root, item, false, found, report)),
        Value::Mapping(mapping) => {
            if let Some((reference, text)) = mapping
                .get("$ref")
                .and_then(|reference| Some((reference, reference.as_str()?)))
                && !inside_names
            {
                reference_at(root, node, reference, text, found, report);
            }
            for entry in mapping.iter() {
                let data = !inside_names && (DATA.contains(&&*entry.key) || entry.key.starts_with("x-"));
                if !data {
                    visit(
                        root,
                        &entry.value,
                        !inside_names && &*entry.key == "properties",
                        found,
                        report,
                    );
                }
            }
        }
        _ => {}
    }
}

fn reference_at(root: &Node, node: &Node, reference: &Node, text: &str, found: &mut Found, report: &mut Report) {
    let Err(why) = resolve(root, node) else { return };
    match why {
        Dangling::Missing => {
            let mut diagnostic = Diagnostic::new(
                Code::DanglingReference,
                reference.span,
                format!("there is nothing at `{text}`"),
            )
            .label("this reference leads nowhere");
            found.lost += 1;
            if found.lost <= MOST_SUGGESTIONS
                && let Some(near) = sibling(root, text).or_else(|| namesake(root, text))
            {
                diagnostic = diagnostic.hint(format!("did you mean `{near}`?"));
            }
            report.push(diagnostic);
        }
        // Whoever brought the files together has said why this one is not among them.
        Dangling::External => {}
        Dangling::TooLong => report.push(
            Diagnostic::new(
                Code::TooDeep,
                reference.span,
                format!("more than {LONGEST_CHAIN} references follow on one another from here"),
            )
            .hint("refer to the last of them"),
        ),
        Dangling::Cycle => {
            if found.cycles.insert(text.to_owned()) {
                report.push(
                    Diagnostic::new(
                        Code::ReferenceCycle,
                        reference.span,
                        format!("`{text}` leads back to itself"),
                    )
                    .label("this chain of references never reaches anything")
                    .hint("let one of them be something else than a reference"),
                );
            }
        }
    }
}

/// The pointer with another last step that exists and looks most like it.
fn sibling(root: &Node, text: &str) -> Option<String> {
    let (parent, last) = text.strip_prefix('#')?.rsplit_once('/')?;
    let siblings = root.at(parent)?.as_mapping()?;
    let near = crate::diagnostics::nearest(last, siblings.iter().map(|entry| &*entry.key).take(MOST_NAMES))?;
    Some(format!("#{parent}/{near}"))
}

/// A component of the name that the pointer ends in, where the steps before it are those of another section or of another version.
fn namesake(root: &Node, text: &str) -> Option<String> {
    let (_, last) = text.rsplit_once('/')?;
    let sections = root.at("/components")?.as_mapping()?;
    let section = sections
        .iter()
        .find(|section| section.value.at(&format!("/{last}")).is_some())?;
    Some(format!("#/components/{}/{last}", section.key))
}
