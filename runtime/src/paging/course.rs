//! How a list is read from page to page: where the next one is, whether there is one, and what must not be.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use bytes::Bytes;

use super::facts::Facts;
use super::position::At;
use super::{Input, Next, Paging, Position, Style};
use crate::{Error, ErrorKind, RequestParts};

/// How many pages are read unless the caller says otherwise.
const MOST_PAGES: u64 = 100_000;
/// How many pages in a row may be empty though there are further ones, where a server may filter what it found.
const MOST_EMPTY_PAGES: u64 = 10;

/// A list on its way.
#[derive(Clone, Debug)]
pub(super) struct Course {
    paging: &'static Paging,
    next: Upcoming,
    /// How many items a page holds, where the call says so.
    size: Option<u64>,
    /// How many items come before the first page that was read; not known where it began at a cursor.
    before: Option<u64>,
    /// Whether that is only taken from the size of the first page that was read.
    is_guessed: bool,
    pages_read: u64,
    items_read: u64,
    total: Option<u64>,
    pages: Option<u64>,
    /// The items of the page before.
    previous: Bytes,
    /// Where pages began that were read, or are to be.
    seen: HashSet<u64>,
    empty_in_a_row: u64,
    most_pages: u64,
    most_empty_pages: u64,
}

/// What comes next.
#[derive(Clone, Debug)]
enum Upcoming {
    /// The page at which the call itself begins.
    First,
    /// The page that begins here.
    At(Position),
    /// A page that is not read, for this reason.
    Refused(Position, String),
    /// Nothing.
    End,
}

impl Course {
    pub(super) fn new(paging: &'static Paging) -> Self {
        let filters = matches!(paging.style, Style::Cursor | Style::Link);
        Self {
            paging,
            next: Upcoming::First,
            size: None,
            before: None,
            is_guessed: false,
            pages_read: 0,
            items_read: 0,
            total: None,
            pages: None,
            previous: Bytes::new(),
            seen: HashSet::new(),
            empty_in_a_row: 0,
            most_pages: MOST_PAGES,
            most_empty_pages: if filters { MOST_EMPTY_PAGES } else { 0 },
        }
    }

    pub(super) fn start_at(&mut self, position: Position) {
        self.next = Upcoming::At(position);
    }

    pub(super) fn limit_pages(&mut self, most: u64) {
        self.most_pages = most;
    }

    pub(super) fn limit_empty_pages(&mut self, most: u64) {
        self.most_empty_pages = most;
    }

    /// Where the next page begins; nothing at the very start, where the call says it, and at the end.
    pub(super) fn position(&self) -> Option<&Position> {
        match &self.next {
            Upcoming::At(position) | Upcoming::Refused(position, _) => Some(position),
            Upcoming::First | Upcoming::End => None,
        }
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self.next, Upcoming::End)
    }

    pub(super) fn total(&self) -> Option<u64> {
        self.total
    }

    pub(super) fn pages(&self) -> Option<u64> {
        self.pages
    }

    /// How many items are still to come, as far as the server told; nothing where it did not.
    pub(super) fn left(&self) -> Option<u64> {
        if self.is_over() {
            return Some(0);
        }
        let before = self.before.filter(|_| !self.is_guessed)?;
        Some(self.total?.saturating_sub(before.checked_add(self.items_read)?))
    }

    /// What the call says itself: its size, and where it begins.
    pub(super) fn begin(&mut self, parts: &RequestParts) {
        let paging = self.paging;
        if self.pages_read > 0 {
            return;
        }
        self.size = paging.size.and_then(|size| size.number(parts)).filter(|size| *size > 0);
        let chosen =
            |read: fn(Input, &RequestParts) -> Option<u64>| paging.choose.and_then(|choose| read(choose, parts));
        if matches!(self.next, Upcoming::First) {
            match paging.style {
                // What a server does without a number is its own affair.
                Style::Page(first) => self.start_at(Position::page(chosen(Input::number).unwrap_or(first))),
                Style::Offset => {
                    if let Some(offset) = chosen(Input::number) {
                        self.start_at(Position::offset(offset));
                    }
                }
                Style::Cursor => {
                    if let Some(json) = paging.choose.and_then(|choose| choose.read(parts)) {
                        self.start_at(Position(At::Cursor(json)));
                    }
                }
                Style::Link => {}
            }
        }
        self.before = match (&self.next, paging.style) {
            (Upcoming::First, _) => Some(0),
            (Upcoming::At(Position(At::Page(number))), Style::Page(first)) if *number == first => Some(0),
            (Upcoming::At(Position(At::Page(number))), Style::Page(first)) => {
                self.size.map(|size| number.saturating_sub(first).saturating_mul(size))
            }
            (Upcoming::At(Position(At::Offset(offset))), _) => Some(*offset),
            _ => None,
        };
        if let Upcoming::At(position) = &self.next {
            self.seen.insert(hash(position));
        }
    }

    /// What the request of the next page has to say.
    ///
    /// # Errors
    ///
    /// When the page must not be read. It can be asked for all the same, from its position.
    pub(super) fn turn(&self) -> Result<Option<Position>, (ErrorKind, String)> {
        let position = match &self.next {
            Upcoming::First | Upcoming::End => return Ok(None),
            Upcoming::Refused(_, why) => return Err((ErrorKind::Paging, why.clone())),
            Upcoming::At(position) => position,
        };
        let fits = matches!(
            (&position.0, self.paging.style),
            (At::Page(_), Style::Page(_))
                | (At::Offset(_), Style::Offset)
                | (At::Cursor(_), Style::Cursor)
                | (At::Link(_), Style::Link)
        );
        if fits {
            Ok(Some(position.clone()))
        } else {
            let why = "nothing was sent: the position is one of a list that is paged in another way";
            Err((ErrorKind::InvalidRequest, why.to_owned()))
        }
    }

    /// Takes in what a page says.
    ///
    /// # Errors
    ///
    /// When the page is no further one. Its items have been seen already.
    pub(super) fn advance(&mut self, facts: &Facts) -> Result<(), String> {
        if facts.count > 0 && !self.previous.is_empty() && facts.items == self.previous {
            return Err("this page holds the same items as the page before; the server does not go on".to_owned());
        }
        self.previous = facts.items.clone();
        self.pages_read += 1;
        self.items_read = self.items_read.saturating_add(facts.count);
        self.total = facts.total.or(self.total);
        self.pages = facts.pages.or(self.pages);
        if self.pages_read == 1 {
            self.guess_before(facts);
        }
        self.empty_in_a_row = if facts.count == 0 { self.empty_in_a_row + 1 } else { 0 };
        self.next = match self.following(facts) {
            Ok(Some(position)) => match self.objection(&position, facts) {
                Some(why) => Upcoming::Refused(position, why),
                None => Upcoming::At(position),
            },
            Ok(None) => Upcoming::End,
            Err(why) => return Err(why),
        };
        Ok(())
    }

    /// Where a list begins at a later page, how many items come before that is taken from the size that was sent; where none was, or the
    /// server keeps to another one, from this page: one that is not the last is as large as pages are.
    fn guess_before(&mut self, facts: &Facts) {
        let number = self.position().and_then(Position::as_page);
        let (Style::Page(first), Some(number)) = (self.paging.style, number) else {
            return;
        };
        let is_as_asked = self.before.is_some_and(|before| {
            self.size == Some(facts.count)
                || facts
                    .total
                    .is_none_or(|total| before.saturating_add(facts.count) == total)
        });
        if number != first && !is_as_asked {
            self.is_guessed = true;
            self.before = Some(number.saturating_sub(first).saturating_mul(facts.count));
        }
    }

    /// Where the page behind this one begins; nothing where this one is the last.
    fn following(&self, facts: &Facts) -> Result<Option<Position>, String> {
        if !self.goes_on(facts) {
            return Ok(None);
        }
        let here = self.position();
        Ok(match self.paging.style {
            Style::Page(first) => {
                let number = here.and_then(Position::as_page).unwrap_or(first);
                number.checked_add(1).map(Position::page)
            }
            Style::Offset => {
                let offset = here.and_then(Position::as_offset).unwrap_or(0);
                offset.checked_add(facts.count).map(Position::offset)
            }
            Style::Cursor | Style::Link => match (&facts.next, self.paging.next) {
                (Some(next), _) if self.paging.style == Style::Link => Some(Position::link(next)),
                (Some(next), _) => Some(Position(At::Cursor(next.clone()))),
                (None, Next::OfLastItem(path)) if facts.count > 0 => {
                    let path = path.join(".");
                    return Err(format!(
                        "the last item has no `{path}`, by which the next page is found"
                    ));
                }
                (None, Next::OfLastItem(_)) if facts.more == Some(true) => {
                    return Err("the page is empty, so nothing tells where the further one begins".to_owned());
                }
                (None, _) => None,
            },
        })
    }

    /// Whether the page says, or leaves open, that another one follows: by the first of these that it tells.
    fn goes_on(&self, facts: &Facts) -> bool {
        if let Some(more) = facts.more {
            return more;
        }
        if let Style::Link = self.paging.style {
            return facts.next.is_some();
        }
        if let (Style::Cursor, Next::Told(_)) = (self.paging.style, self.paging.next) {
            return facts.next.is_some();
        }
        if let (Some(read), Some(pages)) = (self.pages_up_to_here(), facts.pages) {
            return read < pages;
        }
        if let (Some(before), Some(total)) = (self.before, facts.total) {
            let is_behind_the_end = self.is_guessed && facts.count == 0;
            return before.saturating_add(self.items_read) < total && !is_behind_the_end;
        }
        match self.size {
            Some(size) => facts.count >= size,
            None => facts.count > 0,
        }
    }

    /// How many pages there are up to this one, where that is known.
    fn pages_up_to_here(&self) -> Option<u64> {
        match (self.paging.style, self.position().and_then(Position::as_page)) {
            (Style::Page(first), Some(number)) => Some(number.saturating_sub(first).saturating_add(1)),
            _ => self.before.filter(|before| *before == 0).map(|_| self.pages_read),
        }
    }

    /// What speaks against reading the next page.
    fn objection(&mut self, next: &Position, facts: &Facts) -> Option<String> {
        let more = "and the server says that another one follows";
        if self.empty_in_a_row > self.most_empty_pages {
            return Some(match self.empty_in_a_row {
                1 => format!("the page before is empty, {more}"),
                many => format!("the last {many} pages are empty, {more}"),
            });
        }
        let announced = self.pages_up_to_here().zip(facts.pages);
        if let Some((_, pages)) = announced.filter(|(read, pages)| read >= pages) {
            return Some(format!("{pages} pages were announced, {more}"));
        }
        let before = self.before.filter(|_| !self.is_guessed);
        let announced = before
            .map(|before| before.saturating_add(self.items_read))
            .zip(facts.total);
        if let Some((read, total)) = announced.filter(|(read, total)| read > total) {
            return Some(format!("{total} items were announced, {read} have come, {more}"));
        }
        if self.pages_read >= self.most_pages {
            let most = self.most_pages;
            return Some(format!("{most} pages were read, the most that this call may, {more}"));
        }
        if !self.seen.insert(hash(next)) {
            return Some("the server names a page as the next one that has been read already".to_owned());
        }
        None
    }

    /// After an error nothing comes by itself, though the page can still be asked for.
    pub(super) fn error(description: &'static crate::Description, (kind, why): (ErrorKind, String)) -> Error {
        Error::new(kind, Some(description), why)
    }
}

fn hash(position: &Position) -> u64 {
    let mut hasher = DefaultHasher::new();
    position.hash(&mut hasher);
    hasher.finish()
}
