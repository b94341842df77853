use super::super::manifest::one_line;
use super::{document, heading};
use crate::ir::{Api, code};

/// What of the description this client does not cover; nothing where it covers all.
pub(super) fn section(api: &Api) -> Option<Vec<String>> {
    if api.uncovered.is_empty() {
        return None;
    }
    let mut lines = heading("What is not covered");
    lines.extend([
        format!(
            "The description has more than this client; `specloom check` names each place in {}.",
            document(api)
        ),
        String::new(),
        "| in the description | places | here |".to_owned(),
        "|---|---|---|".to_owned(),
    ]);
    for gap in &api.uncovered {
        lines.push(format!(
            "| {} | {} | {} |",
            phrase(&gap.construct),
            gap.times,
            phrase(&gap.consequence)
        ));
    }
    Some(lines)
}

/// A phrase of a warning in a table. Names of the description stand between backticks, and may hold anything.
fn phrase(text: &str) -> String {
    if text.matches('`').count() % 2 == 1 {
        return one_line(text);
    }
    let parts = text.split('`').enumerate().map(|(index, part)| match index % 2 {
        0 => one_line(part),
        _ => code(part).replace('|', "/"),
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::phrase;

    #[test]
    fn names_stay_code_and_nothing_else_is_markdown() {
        assert_eq!(phrase("a body of type `text/*`"), "a body of type `text/*`");
        assert_eq!(phrase("`a|b` <b>bold</b>"), "`a/b` bbold/b");
        assert_eq!(phrase("a `lone backtick"), "a lone backtick");
    }
}
