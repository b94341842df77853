//! Any bytes: a tree, or a reason why there is none. Every place lies inside the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specloom::diagnostics::{Renderer, Report};
use specloom::load::{self, Node, Value};
use specloom::source::Sources;

fuzz_target!(|document: &[u8]| {
    for name in ["api.yaml", "api.json"] {
        let mut sources = Sources::new();
        let mut report = Report::new();
        match load::load(&mut sources, name, document, &mut report) {
            Some(root) => look_at(&root, &sources),
            None => assert!(report.has_errors(), "no tree and no reason"),
        }
        // Showing an excerpt cuts the text at places: they must lie between characters.
        let _ = Renderer::plain().render(&report, &sources);
    }
});

fn look_at(node: &Node, sources: &Sources) {
    let text = sources.get(node.span.source).text();
    assert!(text.get(node.span.range()).is_some(), "{:?} is no place", node.span);
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| look_at(item, sources)),
        Value::Mapping(mapping) => mapping.iter().for_each(|entry| look_at(&entry.value, sources)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
