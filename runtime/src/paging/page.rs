use std::fmt;

use super::Position;

/// A page of a list: the answer, and what is known of its place in the list.
pub struct Page<T> {
    /// The answer.
    pub value: T,
    pub(super) position: Option<Position>,
    pub(super) next: Option<Position>,
    pub(super) total: Option<u64>,
    pub(super) pages: Option<u64>,
}

impl<T> Page<T> {
    /// The number of the page, where pages have numbers.
    #[must_use]
    pub fn number(&self) -> Option<u64> {
        self.position.as_ref()?.as_page()
    }

    /// How many items there are on all pages, where the server told it.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// How many pages there are, where the server told it.
    #[must_use]
    pub fn pages(&self) -> Option<u64> {
        self.pages
    }

    /// Where the page begins; nothing where the call itself said it in a way of its own.
    #[must_use]
    pub fn position(&self) -> Option<&Position> {
        self.position.as_ref()
    }

    /// Where the next page begins; nothing where there is none.
    #[must_use]
    pub fn next_position(&self) -> Option<&Position> {
        self.next.as_ref()
    }
}

impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("value", &self.value)
            .field("position", &self.position)
            .field("total", &self.total)
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
