use regex_syntax::Parser;
use regex_syntax::hir::{Class, Hir, HirKind};

/// No sample is longer, whatever a pattern asks for.
const LONGEST: usize = 4096;

/// A pattern without the signs that stand around it in some languages. With them nothing would ever fit.
pub(super) fn undelimited(pattern: &str) -> &str {
    let is_delimited = pattern.starts_with("/^") && pattern.ends_with("$/");
    let inner = pattern.get(1..pattern.len().saturating_sub(1));
    inner.filter(|_| is_delimited).unwrap_or(pattern)
}

/// A text that fits a pattern, with at least so many characters; nothing where the pattern is beyond this. Where a pattern looks ahead,
/// the text is the best that is made without looking: the caller sees whether it fits.
pub(super) fn text(pattern: &str, shortest: usize) -> Option<String> {
    let (plain, wanted) = without_looking(undelimited(pattern));
    let hir = Parser::new().parse(&plain).ok()?;
    // What must lie ahead somewhere, such as a digit, is put in front.
    let mut front = String::new();
    for wanted in wanted {
        write(&Parser::new().parse(&wanted).ok()?, 0, &mut front)?;
    }
    let mut longer = 0;
    loop {
        let mut text = front.clone();
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

/// A pattern without the groups that look ahead or behind, and what those want that look ahead.
fn without_looking(pattern: &str) -> (String, Vec<String>) {
    let (mut plain, mut wanted) = (String::new(), Vec::new());
    let mut rest = pattern;
    loop {
        let starts = ["(?=", "(?!", "(?<=", "(?<!"];
        let found = starts.iter().filter_map(|start| Some((rest.find(start)?, *start)));
        let Some((at, start)) = found.min_by_key(|(at, _)| *at) else {
            plain.push_str(rest);
            return (plain, wanted);
        };
        let (before, group) = rest.split_at(at);
        let Some(end) = closing(group) else {
            plain.push_str(rest);
            return (plain, wanted);
        };
        plain.push_str(before);
        if start == "(?=" {
            wanted.extend(group.get(start.len()..end).map(str::to_owned));
        }
        rest = group.get(end + 1..).unwrap_or_default();
    }
}

/// Where the group ends that a text begins with.
fn closing(group: &str) -> Option<usize> {
    let (mut depth, mut in_class, mut escaped) = (0_usize, false, false);
    for (at, character) in group.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
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
        assert_eq!(text("/^[0-9]{2}$/", 0).as_deref(), Some("11"));
        assert_eq!(text(r"^(?!\s*$).+", 0).as_deref(), Some("a"));
        assert_eq!(text(r"^(?!\s)(.*)(\S)$", 2).as_deref(), Some("aa"));
        assert_eq!(text("^(?=.*[A-Z])(?=.*[0-9]).{4,}$", 0).as_deref(), Some("A1aaaa"));
        assert_eq!(text("(?=[)]", 0), None);
        assert!(text("(((a{1000}){1000}){1000})", 0).is_none());
    }
}
