use serde_json::{Value, json};

use super::{Diagnostic, Label, Report};
use crate::source::{Sources, Span};

/// The JSON Schema of what [`to_json`] gives, and of what the commands write with `--format json`.
pub const JSON_SCHEMA: &str = include_str!("../../diagnostics.schema.json");

/// The report as one JSON document, for editors and scripts; [`JSON_SCHEMA`] describes it.
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
    let related = found.secondary.iter();
    json!({
        "code": found.code.name(),
        "severity": found.severity.name(),
        "message": found.message,
        "file": primary.map(|label| sources.get(label.span.source).name()),
        "range": primary.map(|label| range(label.span, sources)),
        "label": primary.map(|label| &label.text).filter(|text| !text.is_empty()),
        "related": related.map(|label| place(label, sources)).collect::<Vec<_>>(),
        "hints": found.hints,
    })
}

fn place(label: &Label, sources: &Sources) -> Value {
    json!({
        "file": sources.get(label.span.source).name(),
        "range": range(label.span, sources),
        "label": Some(&label.text).filter(|text| !text.is_empty()),
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
