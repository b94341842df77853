use super::places::Place;
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::load::Node;
use crate::openapi::{Document, Schema, grammar};

/// `x-sensitive` where it masks nothing: whoever wrote it takes the value for safe.
pub(super) fn check(document: Document<'_>, places: &[Place<'_>], report: &mut Report) {
    for place in places {
        let Some(entry) = place.node.as_mapping().and_then(|mapping| mapping.entry("x-sensitive")) else {
            continue;
        };
        if entry.value.as_bool() != Some(true) {
            continue;
        }
        let why = if place.node.get("$ref").is_some() {
            Some("it stands beside a reference: say it at the target")
        } else if let Some(schema) = place.schema() {
            of_schema(schema)
        } else if place.is(&grammar::PARAMETER) {
            of_parameter(document, place.node)
        } else {
            Some("it belongs to a schema or a parameter")
        };
        if let Some(why) = why {
            report.push(
                Diagnostic::new(Code::BadExtension, entry.key_span, "`x-sensitive` masks nothing here")
                    .label(why)
                    .hint("only text is masked: put it at each member or parameter of type `string` that is secret")
                    .as_warning(),
            );
        }
    }
}

fn of_schema(schema: Schema<'_>) -> Option<&'static str> {
    if schema.types().as_slice() != ["string"] {
        return Some("this schema is not of type `string`");
    }
    if schema.enumeration().is_some() {
        return Some("this is an enumeration: its values stand in the description");
    }
    let newtype = schema.text("x-newtype").is_some() || schema.flag("x-newtype");
    newtype.then_some("this is a newtype, which shows its value")
}

fn of_parameter<'t>(document: Document<'t>, node: &'t Node) -> Option<&'static str> {
    let Some(schema) = node.get("schema") else {
        return Some("this parameter has no schema");
    };
    let schema = Schema::new(document.follow(schema));
    if schema.text("format").is_some_and(|format| DECISIVE.contains(&format)) {
        return Some("the format of this parameter makes something else than text of it");
    }
    of_schema(schema)
}

/// Formats of texts that become types of their own; that of a password is masked as it is.
const DECISIVE: [&str; 6] = ["decimal", "date-time", "date-time-local", "date", "time-local", "uuid"];
