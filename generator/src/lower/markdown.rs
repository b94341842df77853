use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};
use pulldown_cmark_to_cmark::{Options as Spelling, calculate_code_block_token_count, cmark_with_options};

use crate::ir::{Docs, is_visible};

/// The longest line of documentation that is written, where the text can be wrapped.
const WIDTH: usize = 104;

/// Turns Markdown of a description into Markdown that rustdoc takes without a warning: no HTML, no code that would be run as a
/// test, no links that lead nowhere, no characters that change the direction of text.
#[must_use]
pub fn clean(text: &str) -> Docs {
    let text: String = text
        .chars()
        .filter(|&character| is_visible(character) || matches!(character, '\n' | '\t'))
        .collect();
    if text.trim().is_empty() {
        return Docs::default();
    }
    if is_one_plain_line(&text) {
        return Docs {
            lines: wrapped(text.trim_end()),
        };
    }
    written_anew(&text)
}

/// Whether a text is one line of words and the signs between them, none of which says anything in Markdown there: most texts are.
fn is_one_plain_line(text: &str) -> bool {
    let line = text.trim_end_matches(['\n', ' ']);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b" ,.;()'\"/?-".contains(&byte);
    line.starts_with(|first: char| first.is_ascii_alphabetic())
        && line.bytes().all(is_plain)
        && !line.contains("  ")
        && !line.contains("//")
}

/// Reads Markdown and writes it again.
fn written_anew(text: &str) -> Docs {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Cleaner::default().events(Parser::new_ext(text, options));
    let spelling = Spelling {
        // As many as it takes, so that code which holds a fence stays inside its own.
        code_block_token_count: calculate_code_block_token_count(&events).unwrap_or(3),
        code_block_token: '`',
        list_token: '-',
        increment_ordered_list_bullets: true,
        ..Spelling::default()
    };
    let mut written = String::new();
    if cmark_with_options(events.iter(), &mut written, options, spelling).is_err() {
        // The writer fails only on streams of events that no parser makes; the words still count.
        return Docs {
            lines: text
                .lines()
                .map(|line| format!("`{}`", line.replace('`', "'")))
                .collect(),
        };
    }
    Docs {
        lines: wrapped(written.trim()),
    }
}

/// A title as one line of such Markdown.
#[must_use]
pub fn line(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    clean(&words.join(" ")).lines.join(" ")
}

#[derive(Default)]
struct Cleaner {
    /// For each link that is open, whether it is kept.
    links: Vec<bool>,
    code: bool,
}

impl Cleaner {
    fn events<'e>(mut self, parser: Parser<'e>) -> Vec<Event<'e>> {
        let mut events = Vec::new();
        // What is escaped comes as a text of its own, and an address may begin before it.
        for event in TextMergeStream::new(parser) {
            self.event(event, &mut events);
        }
        events
    }

    fn event<'e>(&mut self, event: Event<'e>, events: &mut Vec<Event<'e>>) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                events.extend([Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)])
            }
            Event::End(TagEnd::Heading(_)) => {
                events.extend([Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)])
            }
            Event::Start(Tag::CodeBlock(_)) => {
                self.code = true;
                events.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced("text".into()))));
            }
            Event::End(TagEnd::CodeBlock) => {
                self.code = false;
                events.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Start(Tag::Link {
                dest_url, title, id, ..
            }) => {
                let keep = is_absolute(&dest_url);
                self.links.push(keep);
                if keep {
                    events.push(Event::Start(Tag::Link {
                        link_type: LinkType::Inline,
                        dest_url,
                        title,
                        id,
                    }));
                }
            }
            Event::End(TagEnd::Link) => {
                if self.links.pop().unwrap_or(false) {
                    events.push(Event::End(TagEnd::Link));
                }
            }
            // A quotation reads as well without its marks, which the writer sets so that rustdoc takes them for a mistake.
            Event::Start(Tag::BlockQuote(_)) | Event::End(TagEnd::BlockQuote(_)) => {}
            // The text of an image stays, the picture cannot be shown.
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::Start(Tag::HtmlBlock) => events.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => events.push(Event::End(TagEnd::Paragraph)),
            Event::Html(html) | Event::InlineHtml(html) => {
                let text = without_tags(&html).replace('\n', " ");
                if !text.trim().is_empty() {
                    self.text(text.into(), events);
                }
            }
            // Lines are broken anew below.
            Event::SoftBreak => events.push(Event::Text(" ".into())),
            Event::Text(text) => self.text(text, events),
            other => events.push(other),
        }
    }

    /// Bare addresses become links, since rustdoc wants them marked.
    fn text<'e>(&self, text: CowStr<'e>, events: &mut Vec<Event<'e>>) {
        if self.code || !self.links.is_empty() || !text.contains("://") {
            events.push(Event::Text(text));
            return;
        }
        let mut rest: &str = &text;
        while let Some(start) = ["https://", "http://"]
            .iter()
            .filter_map(|scheme| rest.find(scheme))
            .min()
        {
            let (before, from) = rest.split_at(start);
            let end = from
                .find(|character: char| character.is_whitespace() || "<>\"`{}|\\^".contains(character))
                .unwrap_or(from.len());
            let address = from
                .get(..end)
                .unwrap_or_default()
                .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_']);
            if !before.is_empty() {
                events.push(Event::Text(before.to_owned().into()));
            }
            let target: CowStr<'e> = address.to_owned().into();
            if address.ends_with("://") {
                events.push(Event::Code(target));
            } else {
                let link = Tag::Link {
                    link_type: LinkType::Autolink,
                    dest_url: target.clone(),
                    title: "".into(),
                    id: "".into(),
                };
                events.extend([Event::Start(link), Event::Text(target), Event::End(TagEnd::Link)]);
            }
            rest = from.get(address.len()..).unwrap_or_default();
        }
        if !rest.is_empty() {
            events.push(Event::Text(rest.to_owned().into()));
        }
    }
}

fn is_absolute(address: &str) -> bool {
    let scheme = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    scheme && !address.contains(|character: char| character.is_whitespace() || "<>\"{}".contains(character))
}

/// Names of HTML elements that descriptions use; anything else between angle brackets is a placeholder that a reader needs.
const ELEMENTS: [&str; 46] = [
    "a",
    "abbr",
    "aside",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "nobr",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The text of a piece of HTML. Comments go, placeholders such as `<id>` stay.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some((inside, after)) = tag.split_once('>') else {
            text.push('<');
            rest = tag;
            continue;
        };
        let name: String = inside
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let follows = inside.trim_start_matches('/').get(name.len()..).unwrap_or_default();
        let is_tag = follows.is_empty() || follows.starts_with(|next: char| next.is_whitespace() || next == '/');
        if !is_tag || !ELEMENTS.contains(&name.to_ascii_lowercase().as_str()) {
            text.push('<');
            text.push_str(inside);
            text.push('>');
        } else if matches!(
            name.to_ascii_lowercase().as_str(),
            "br" | "p" | "li" | "tr" | "div" | "td"
        ) && !text.is_empty()
            && !text.ends_with(' ')
        {
            text.push(' ');
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Wraps what can be wrapped: neither code nor tables, and never so that a line starts like a list or a heading.
fn wrapped(markdown: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fence = false;
    for line in markdown.lines() {
        let line = line.trim_end();
        let content = line.trim_start();
        if content.starts_with("```") {
            fence = !fence;
        }
        if fence || content.starts_with('|') || content.starts_with("```") || line.chars().count() <= WIDTH {
            lines.push(line.to_owned());
            continue;
        }
        let indent = " ".repeat(line.len() - content.len() + marker_width(content));
        let options = textwrap::Options::new(WIDTH)
            .break_words(false)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
            .subsequent_indent(&indent);
        for (index, piece) in textwrap::wrap(line, options).into_iter().enumerate() {
            match lines.last_mut() {
                Some(last) if index > 0 && starts_a_block(piece.trim_start()) => {
                    last.push(' ');
                    last.push_str(piece.trim_start());
                }
                _ => lines.push(piece.into_owned()),
            }
        }
    }
    lines
}

fn marker_width(content: &str) -> usize {
    let digits = content.chars().take_while(char::is_ascii_digit).count();
    match content.get(digits..) {
        Some(rest) if digits > 0 && (rest.starts_with(". ") || rest.starts_with(") ")) => digits + 2,
        _ if content.starts_with("- ") || content.starts_with("> ") => 2,
        _ => 0,
    }
}

fn starts_a_block(content: &str) -> bool {
    let digits = content.chars().take_while(char::is_ascii_digit).count();
    let numbered = digits > 0 && content.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
    let marked = ["- ", "+ ", "* ", "#", ">", "=", "|", "~~~", "```", "---", "***", "___"]
        .iter()
        .any(|mark| content.starts_with(mark));
    numbered || marked || matches!(content, "-" | "+" | "*")
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, clean, is_one_plain_line, written_anew};

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        assert_eq!(clean(markdown).lines.join("\n"), expected);
    }

    #[test]
    fn placeholders_stay_and_tags_go() {
        check(
            "Use <b>bold</b> with <order-id>.<br/>Next",
            "Use bold with \\<order-id>.Next",
        );
    }

    #[test]
    fn plain_lines_come_out_as_they_would_through_the_parser() {
        let words = [
            "The", "id", "1.", "2)", "(of", "it)", "-", "e.g.,", "'a'", "\"b\"", "and/or", "why?", "--", "...", "-x",
            "a;", "?", "/", "'", "(", ".", "---",
        ];
        let mut seed = 7_usize;
        for _ in 0..5_000 {
            let mut text = "Word".to_owned();
            for _ in 0..seed % 40 {
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                text.push(' ');
                text.push_str(words[(seed >> 33) % words.len()]);
            }
            seed = seed.wrapping_add(1);
            assert!(is_one_plain_line(&text), "{text}");
            assert_eq!(clean(&text).lines, written_anew(&text).lines, "{text}");
        }
        for text in [
            "# a",
            "1. a",
            "- a",
            " a",
            "a  b",
            "a\nb",
            "a*b*",
            "see http://a.example",
            "a_b_c",
            "a: b",
            "a & b",
        ] {
            assert!(!is_one_plain_line(text), "{text}");
        }
    }

    #[test]
    fn code_is_never_a_test() {
        check("```rust\nfn main() {}\n```", "```text\nfn main() {}\n```");
    }

    #[test]
    fn links_that_lead_nowhere_become_text() {
        check(
            "See [here](#section) and [there](https://a.example/x).",
            "See here and [there](https://a.example/x).",
        );
        check(
            "See [foo] and https://a.example/x.",
            "See \\[foo\\] and <https://a.example/x>.",
        );
        check(r"At https:\/\/a.example\/x.", "At <https://a.example/x>.");
    }

    #[test]
    fn invisible_characters_go() {
        check("a\u{202e}b\0c", "abc");
    }

    #[test]
    fn long_lines_are_wrapped_inside_their_list() {
        let text = format!("- {}", "word ".repeat(40));
        let lines = clean(&text).lines;
        assert!(lines.iter().all(|line| line.len() <= WIDTH));
        assert!(lines.iter().skip(1).all(|line| line.starts_with("  word")));
    }
}
