use granit_parser::{ErrorKind, ScanError};

use crate::diagnostics::{Code, Diagnostic};
use crate::load::too_deep;
use crate::source::{SourceId, Span};

/// A mistake in the text.
pub(super) fn at(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::BadSyntax, span, message)
}

/// The finding about an error of the parser, in our words where its own are those of the grammar.
pub(super) fn diagnostic(error: &ScanError, source: SourceId, text: &str) -> Diagnostic {
    let start = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let width = text
        .get(start..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    let span = Span::new(source, start, start + width);
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return too_deep(span);
    }
    if let Some(opening) = opening(error.kind(), text, start) {
        let opening = Span::new(source, opening, opening + 1);
        return at(opening, "quoted text that begins here is not closed where it should be")
            .also(span, "the next quote of this kind closed it, and more text follows")
            .hint("write the same quote at its end");
    }
    if let Some(bracket) = open_list(error.kind(), text, start) {
        let bracket = Span::new(source, bracket, bracket + 1);
        return at(bracket, "the list that begins here is not closed on its line")
            .also(span, "so this `:` would be within it")
            .hint("close it with `]`");
    }
    // The parser names the beginning of the text, which can be lines above.
    let span = match tab(error.kind(), text, start) {
        Some(tab) => Span::new(source, tab, tab + 1),
        None => span,
    };
    let (message, hint) = words(error.kind());
    let found = at(span, message.map_or_else(|| error.kind().to_string(), Into::into));
    let found = if width == 0 {
        found.label("the text ends here")
    } else {
        found
    };
    match hint {
        Some(hint) => found.hint(hint),
        None => found,
    }
}

/// Where a list begins that an entry of the mapping around it seems to be in.
fn open_list(kind: &ErrorKind, text: &str, error: usize) -> Option<usize> {
    if !matches!(kind, ErrorKind::InvalidColonPlacement) {
        return None;
    }
    let (above, _) = text.get(..error)?.rsplit_once('\n')?;
    let line = above.rfind('\n').map_or(0, |end| end + 1);
    let bracket = line + above.get(line..)?.rfind('[')?;
    (!above.get(bracket..)?.contains(']')).then_some(bracket)
}

/// The first tab in text that may have none.
fn tab(kind: &ErrorKind, text: &str, start: usize) -> Option<usize> {
    if !matches!(kind, ErrorKind::TabInPlainScalar) {
        return None;
    }
    Some(start + text.get(start..)?.find('\t')?)
}

/// Where quoted text begins that more text follows, if it goes over several lines: most likely its end was forgotten, and what
/// closed it is the quote of another text.
fn opening(kind: &ErrorKind, text: &str, error: usize) -> Option<usize> {
    let quote = match kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar => '\'',
        ErrorKind::InvalidTrailingDoubleQuotedScalar => '"',
        // What follows is a `#`, as in a reference, and seems to be a comment.
        ErrorKind::CommentNotSeparated => text
            .get(..error)?
            .chars()
            .next_back()
            .filter(|sign| matches!(sign, '"' | '\''))?,
        _ => return None,
    };
    let inside = text.get(..error)?.trim_end().strip_suffix(quote)?;
    let mut rest = inside;
    loop {
        let at = rest.rfind(quote)?;
        let before = rest.get(..at)?;
        let escaped = if quote == '"' {
            before.len() - before.trim_end_matches('\\').len()
        } else {
            usize::from(before.ends_with(quote))
        };
        if escaped % 2 == 0 {
            return inside.get(at..)?.contains('\n').then_some(at);
        }
        // In single quotes the escape is a quote itself.
        rest = if quote == '"' {
            before
        } else {
            before.strip_suffix(quote)?
        };
    }
}

/// What to say of an error (none: what the parser says) and what to do about it.
fn words(kind: &ErrorKind) -> (Option<&'static str>, Option<&'static str>) {
    use ErrorKind as E;
    match kind {
        E::TabInIndentation | E::TabInBlockIndentation | E::TabNotAllowed | E::TabAtBlockScalarStart => {
            (Some("a tab where YAML wants spaces"), Some("indent with spaces"))
        }
        E::MappingValueNotAllowed => (
            Some("a `:` that makes no key here"),
            Some("text that holds `: ` has to be quoted; otherwise look at the indentation"),
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey => (
            Some("a key without a `:`"),
            Some("write `key: value`; look at the indentation, and at quotes left open above"),
        ),
        E::ExpectedBlockMappingKey | E::InvalidIndentation => (
            Some("a line that fits neither the mapping nor the sequence around it"),
            Some("entries of one mapping, and items of one sequence, begin in the same column"),
        ),
        E::ExpectedBlockSequenceEntry => (
            Some("an item of a sequence is expected here"),
            Some("items begin with `- `, all in the same column"),
        ),
        E::BlockSequenceEntryNotAllowed => (
            Some("a `- ` that begins no item here"),
            Some("a sequence stands on the lines below its key; quote text that begins with `- `"),
        ),
        E::TabInPlainScalar => (
            Some("a tab in text without quotes"),
            Some("indent with spaces, or quote the text"),
        ),
        E::ExpectedFlowMappingSeparator => (
            Some("a `,` or `}` is expected here"),
            Some("close the `{` above, or put a comma between its entries"),
        ),
        E::ExpectedFlowSequenceSeparator => (
            Some("a `,` or `]` is expected here"),
            Some("close the `[` above, or put a comma between its items"),
        ),
        E::UnexpectedCharacter { .. } => (None, Some("text that begins with this character has to be quoted")),
        E::UnclosedQuotedScalar => (
            Some("quoted text is not closed"),
            Some("write the same quote at its end"),
        ),
        E::UnclosedFlowCollection { .. } => (Some("a bracket is not closed"), Some("write its partner at the end")),
        E::UnknownQuotedScalarEscape => (
            Some("an unknown escape in quoted text"),
            Some("in double quotes a backslash is written `\\\\`; in single quotes it means itself"),
        ),
        E::InvalidLowSurrogate | E::MissingLowSurrogate | E::UnpairedLowSurrogate => (
            Some("half of a surrogate pair, which is no character"),
            Some("characters beyond U+FFFF are written as two escapes, such as `\\ud83d\\ude00`, or as they are"),
        ),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => (
            Some("more text behind a closing quote"),
            Some("quote the whole value; a quote inside is written `''` in single quotes and `\\\"` in double ones"),
        ),
        E::UnknownAnchor => (
            Some("an alias to an anchor that is not above it"),
            Some("text that begins with `*` has to be quoted"),
        ),
        E::CommentNotSeparated => (None, Some("write a space before `#`, or quote the text")),
        E::UndeclaredTagHandle => (None, Some("text that begins with `!` has to be quoted")),
        _ => (None, None),
    }
}
