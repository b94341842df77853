use super::markdown;
use crate::ir::{Docs, Evidence};
use crate::load::{Entry, Node};
use crate::openapi::{Document, Schema};

/// What a named or inline type is.
#[must_use]
pub(crate) fn of_schema(schema: Schema<'_>) -> Docs {
    let text = schema
        .text("description")
        .or_else(|| schema.text("title"))
        .unwrap_or_default();
    let mut docs = markdown::clean(text).with_stop();
    note_evidence(evidence(schema.node), &mut docs);
    docs
}

/// What a member means: its own description, else the first paragraph of its type's.
#[must_use]
pub(crate) fn of_member(document: Document<'_>, entry: &Entry) -> Docs {
    let node = &entry.value;
    let own = node
        .get("description")
        .or_else(|| node.get("title"))
        .and_then(Node::as_str);
    let mut docs = match own {
        Some(text) => markdown::clean(text).with_stop(),
        None => inherited(document, node).map(Docs::line).unwrap_or_default(),
    };
    note_evidence(evidence(node), &mut docs);
    docs
}

fn inherited(document: Document<'_>, node: &Node) -> Option<String> {
    let part = node
        .get("allOf")
        .and_then(Node::as_sequence)
        .and_then(<[Node]>::first)
        .unwrap_or(node);
    let target = document.follow(part);
    if std::ptr::eq(target, node) {
        return None;
    }
    let sentence = markdown::clean(target.get("description")?.as_str()?).first_sentence();
    (!sentence.is_empty()).then_some(sentence)
}

/// How well a fact is known.
#[must_use]
pub(crate) fn evidence(node: &Node) -> Evidence {
    match node.get("x-evidence").and_then(Node::as_str) {
        Some("observed") => Evidence::Observed,
        Some("inferred") => Evidence::Inferred,
        _ => Evidence::Documented,
    }
}

/// Says so where a fact is not documented.
pub(crate) fn note_evidence(evidence: Evidence, docs: &mut Docs) {
    match evidence {
        Evidence::Documented => {}
        Evidence::Observed => docs.paragraph("*Observed in use; the vendor's documentation does not have it.*"),
        Evidence::Inferred => docs.paragraph("*Inferred by analogy; nobody has seen it.*"),
    }
}
