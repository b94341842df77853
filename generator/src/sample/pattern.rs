use regex_syntax::Parser;
use regex_syntax::hir::{Class, Hir, HirKind};

/// No sample is longer, whatever a pattern asks for.
const LONGEST: usize = 4096;

/// A text that fits a pattern, with at least so many characters; nothing where the pattern is beyond this.
pub(super) fn text(pattern: &str, shortest: usize) -> Option<String> {
    let hir = Parser::new().parse(pattern).ok()?;
    let mut longer = 0;
    loop {
        let mut text = String::new();
        write(&hir, longer, &mut text)?;
        let length = text.chars().count();
        if length >= shortest.max(1) {
            return Some(text);
        }
        // Where more repetitions bring nothing, the text may still stand: the caller looks whether it fits.
        if longer > shortest {
            return Some(text);
        }
        longer += (shortest.max(1) - length).max(1);
    }
}

fn write(hir: &Hir, longer: usize, text: &mut String) -> Option<()> {
    if text.len() > LONGEST {
        return None;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(member(class)?),
        HirKind::Capture(capture) => write(&capture.sub, longer, text)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, longer, text))?,
        HirKind::Alternation(parts) => write(parts.first()?, longer, text)?,
        HirKind::Repetition(repetition) => {
            let least = usize::try_from(repetition.min).ok()?;
            let most = repetition
                .max
                .map_or(usize::MAX, |max| usize::try_from(max).unwrap_or(usize::MAX));
            for _ in 0..least.saturating_add(longer).min(most) {
                write(&repetition.sub, longer, text)?;
            }
        }
    }
    Some(())
}

/// A character of a class: one that people would write, where there is one.
fn member(class: &Class) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => class
            .iter()
            .map(|range| (char::from(range.start()), char::from(range.end())))
            .collect(),
    };
    let holds = |wanted: &char| ranges.iter().any(|(first, last)| first <= wanted && wanted <= last);
    let usual = ('a'..='z')
        .chain('A'..='Z')
        .chain('1'..='9')
        .chain(['0', '-', '_', ' ']);
    usual
        .clone()
        .find(holds)
        .or_else(|| ranges.first().map(|(first, _)| *first))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn texts_fit_their_patterns() {
        assert_eq!(text("^[0-9]{4}-(?:A|B)$", 0).as_deref(), Some("1111-A"));
        assert_eq!(text("^x*$", 3).as_deref(), Some("xxx"));
        assert_eq!(text("(?=a)b", 0), None);
        assert!(text("(((a{1000}){1000}){1000})", 0).is_none());
    }
}
