//! Lists that come in pages: how to ask for the next one, and when there is none.

mod course;
mod facts;
mod input;
mod items;
mod link;
mod page;
mod pages;
mod path;
mod position;

pub use input::Input;
pub(crate) use input::without_pair;
pub use items::Items;
pub use page::Page;
pub use pages::Pages;
pub use position::{Position, PositionError};

pub(crate) use link::target as link_target;
pub(crate) use path::{at, members, text_of};

use crate::Operation;
use facts::Told;

/// An operation whose answer is one page of a list.
pub trait Paged: Operation {
    /// What the list is of.
    type Item: Send + 'static;

    /// How its pages follow on each other.
    const PAGING: &'static Paging;

    /// The items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

/// The styles of paging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// By the number of the page, counted from this one.
    Page(u64),
    /// By the number of items before it.
    Offset,
    /// By a text that the page before gives.
    Cursor,
    /// By an address that the page before gives.
    Link,
}

/// Where the next cursor stands.
#[derive(Clone, Copy, Debug)]
enum Next {
    /// Nowhere: numbers go on by themselves.
    Counted,
    /// In the answer.
    Told(Told),
    /// In the last item.
    OfLastItem(&'static [&'static str]),
}

/// How the pages of a list follow on each other, as the description says.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    style: Style,
    /// The parameter that chooses the page.
    choose: Option<Input>,
    size: Option<Input>,
    items: &'static [&'static str],
    total: Option<Told>,
    pages: Option<Told>,
    more: Option<Told>,
    next: Next,
}

impl Paging {
    const fn new(style: Style, choose: Option<Input>, next: Next) -> Self {
        Self {
            style,
            choose,
            size: None,
            items: &[],
            total: None,
            pages: None,
            more: None,
            next,
        }
    }

    /// Pages by number, the first one being 1.
    #[must_use]
    pub const fn page(choose: Input) -> Self {
        Self::new(Style::Page(1), Some(choose), Next::Counted)
    }

    /// Pages by number, the first one being 0.
    #[must_use]
    pub const fn page_from_zero(choose: Input) -> Self {
        Self::new(Style::Page(0), Some(choose), Next::Counted)
    }

    /// Pages by the number of items before them.
    #[must_use]
    pub const fn offset(choose: Input) -> Self {
        Self::new(Style::Offset, Some(choose), Next::Counted)
    }

    /// Pages by a cursor. Where the next one is has to be said with [`next`](Self::next) or [`last_item`](Self::last_item).
    #[must_use]
    pub const fn cursor(choose: Input) -> Self {
        Self::new(Style::Cursor, Some(choose), Next::OfLastItem(&[]))
    }

    /// Pages by address: in the header `Link`, unless [`next`](Self::next) says otherwise.
    #[must_use]
    pub const fn link() -> Self {
        Self::new(Style::Link, None, Next::Told(Told::Header("link")))
    }

    /// The parameter that says how many items a page holds.
    #[must_use]
    pub const fn size(mut self, size: Input) -> Self {
        self.size = Some(size);
        self
    }

    /// The member of the answer that is the list; the answer itself where the path is empty.
    #[must_use]
    pub const fn items(mut self, path: &'static [&'static str]) -> Self {
        self.items = path;
        self
    }

    /// The member of the answer that says how many items there are on all pages.
    #[must_use]
    pub const fn total(mut self, path: &'static [&'static str]) -> Self {
        self.total = Some(Told::Member(path));
        self
    }

    /// The header of the answer that says how many items there are on all pages.
    #[must_use]
    pub const fn total_header(mut self, name: &'static str) -> Self {
        self.total = Some(Told::Header(name));
        self
    }

    /// The member of the answer that says how many pages there are.
    #[must_use]
    pub const fn pages(mut self, path: &'static [&'static str]) -> Self {
        self.pages = Some(Told::Member(path));
        self
    }

    /// The header of the answer that says how many pages there are.
    #[must_use]
    pub const fn pages_header(mut self, name: &'static str) -> Self {
        self.pages = Some(Told::Header(name));
        self
    }

    /// The member of the answer that says whether there is a further page.
    #[must_use]
    pub const fn more(mut self, path: &'static [&'static str]) -> Self {
        self.more = Some(Told::Member(path));
        self
    }

    /// The header of the answer that says whether there is a further page.
    #[must_use]
    pub const fn more_header(mut self, name: &'static str) -> Self {
        self.more = Some(Told::Header(name));
        self
    }

    /// The member of the answer that holds the next cursor, or the address of the next page.
    #[must_use]
    pub const fn next(mut self, path: &'static [&'static str]) -> Self {
        self.next = Next::Told(Told::Member(path));
        self
    }

    /// The header of the answer that holds the next cursor.
    #[must_use]
    pub const fn next_header(mut self, name: &'static str) -> Self {
        self.next = Next::Told(Told::Header(name));
        self
    }

    /// The member of the last item that is the next cursor.
    #[must_use]
    pub const fn last_item(mut self, path: &'static [&'static str]) -> Self {
        self.next = Next::OfLastItem(path);
        self
    }
}
