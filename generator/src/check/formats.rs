use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::load::{Node, Value};

/// The formats that decide a type.
const DECISIVE: [&str; 13] = [
    "int32",
    "int64",
    "uint32",
    "uint64",
    "float",
    "double",
    "decimal",
    "date-time",
    "date-time-local",
    "date",
    "time-local",
    "uuid",
    "password",
];
/// Formats that look like one of these and are something else.
const OTHERS: [&str; 12] = [
    "time", "int", "int8", "int16", "uint", "uint8", "uint16", "uri", "uid", "data", "guid", "datetime",
];

/// A slip in a format would turn money into a binary float, silently.
pub(super) fn check(node: &Node, report: &mut Report) {
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| check(item, report)),
        Value::Mapping(mapping) => {
            if let (Some(format), Some(_)) = (mapping.get("format"), mapping.get("type"))
                && let Some(text) = format.as_str()
                && !DECISIVE.contains(&text)
                && !OTHERS.contains(&text)
                && let Some(near) = nearest(text, DECISIVE)
            {
                report.push(
                    Diagnostic::new(
                        Code::UnknownFormat,
                        format.span,
                        format!("`{text}` is no format that decides a type"),
                    )
                    .label("the value stays what its type says")
                    .hint(format!("did you mean `{near}`?")),
                );
            }
            for entry in mapping
                .iter()
                .filter(|entry| !matches!(&*entry.key, "example" | "examples" | "default" | "enum"))
            {
                check(&entry.value, report);
            }
        }
        _ => {}
    }
}
