use serde_json::{Value, json};

use super::{Diagnostic, Label, Report};
use crate::source::{Sources, Span};

/// The report as one JSON document, for editors and scripts.
///
/// Lines and columns count from 1, columns in characters; `offset` counts bytes from 0. A finding
/// without a place has neither `file` nor `range` (both are `null`).
#[must_use]
pub fn to_json(report: &Report, sources: &Sources) -> Value {
    let diagnostics: Vec<Value> = report.sorted().map(|found| one(found, sources)).collect();
    let left_out: serde_json::Map<String, Value> = report
        .left_out()
        .map(|(code, count)| (code.name().to_owned(), count.into()))
        .collect();
    json!({
        "diagnostics": diagnostics,
        "left_out": left_out,
        "errors": report.errors(),
        "warnings": report.warnings(),
    })
}

fn one(found: &Diagnostic, sources: &Sources) -> Value {
    let primary = found.primary.as_ref();
    let labels = primary
        .filter(|label| !label.text.is_empty())
        .into_iter()
        .chain(&found.secondary);
    json!({
        "code": found.code.name(),
        "severity": found.severity.name(),
        "message": found.message,
        "file": primary.map(|label| sources.get(label.span.source).name()),
        "range": primary.map(|label| range(label.span, sources)),
        "labels": labels.map(|label| labelled(label, sources)).collect::<Vec<_>>(),
        "hints": found.hints,
    })
}

fn labelled(label: &Label, sources: &Sources) -> Value {
    json!({
        "file": sources.get(label.span.source).name(),
        "range": range(label.span, sources),
        "text": label.text,
    })
}

fn range(span: Span, sources: &Sources) -> Value {
    let point = |offset: usize| {
        let (line, column) = sources.get(span.source).line_column(offset);
        json!({ "line": line, "column": column, "offset": offset })
    };
    let range = span.range();
    json!({ "start": point(range.start), "end": point(range.end) })
}
