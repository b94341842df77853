use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Snippet, normalize_untrusted_str};

use super::excerpt::{Excerpt, Mark, excerpts};
use super::{Diagnostic, Report, Severity};
use crate::source::Sources;

/// Writes findings for people: the message, the excerpt with the place underlined, hints.
#[derive(Debug)]
pub struct Renderer {
    inner: annotate_snippets::Renderer,
}

impl Renderer {
    /// Text alone, for files, tests and pipes.
    #[must_use]
    pub const fn plain() -> Self {
        Self {
            inner: annotate_snippets::Renderer::plain(),
        }
    }

    /// With the colours of a terminal.
    #[must_use]
    pub const fn styled() -> Self {
        Self {
            inner: annotate_snippets::Renderer::styled(),
        }
    }

    /// The whole report, one finding per block, and a closing line with the counts. Empty if
    /// nothing was found.
    #[must_use]
    pub fn render(&self, report: &Report, sources: &Sources) -> String {
        let mut out = String::new();
        for found in report.sorted() {
            out.push_str(&self.one(found, sources));
            out.push_str("\n\n");
        }
        for (code, count) in report.left_out() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{code}: {count} more of this kind are not shown\n");
        }
        if !report.is_empty() {
            out.push_str(&totals(report));
            out.push('\n');
        }
        out
    }

    /// One finding, without a line break at its end.
    #[must_use]
    pub fn one(&self, found: &Diagnostic, sources: &Sources) -> String {
        let level = match found.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let excerpts = excerpts(found, sources);
        // Only the texts of this crate's own making are trusted to hold no escape sequences; names
        // come from the document.
        let title = level
            .primary_title(normalize_untrusted_str(&found.message))
            .id(found.code.name());
        let mut group = Group::with_title(title);
        for excerpt in &excerpts {
            group = show(group, excerpt);
        }
        for hint in &found.hints {
            group = group.element(Level::HELP.message(normalize_untrusted_str(hint)));
        }
        let drawn = self.inner.render(&[group]);
        if excerpts.iter().any(|excerpt| excerpt.cut) {
            with_columns(&drawn, &excerpts)
        } else {
            drawn
        }
    }
}

fn show<'a>(group: Group<'a>, excerpt: &'a Excerpt<'a>) -> Group<'a> {
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.line)
        .annotations(excerpt.marks.iter().map(annotation));
    group.element(snippet.path(excerpt.name))
}

/// Puts the right columns above excerpts that begin in the middle of a line: the drawing counts
/// from the cut.
fn with_columns(drawn: &str, excerpts: &[Excerpt<'_>]) -> String {
    // The title may hold anything; the places are named below it, in the order of the excerpts.
    let (title, mut rest) = drawn.split_at(drawn.find('\n').unwrap_or(0));
    let mut out = title.to_owned();
    for excerpt in excerpts {
        let place = format!("{}:{}:", excerpt.name, excerpt.line);
        let Some((before, behind)) = rest.split_once(&place) else {
            continue;
        };
        let _ = write!(out, "{before}{place}{}", excerpt.column);
        rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    out + rest
}

fn annotation<'a>(mark: &'a Mark<'a>) -> annotate_snippets::Annotation<'a> {
    let kind = if mark.primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let text = (!mark.text.is_empty()).then(|| normalize_untrusted_str(mark.text));
    kind.span(mark.range.clone()).label(text)
}

fn totals(report: &Report) -> String {
    let count = |number, word: &str| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{number} {word}s")),
    };
    let both = [count(report.errors(), "error"), count(report.warnings(), "warning")];
    both.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
