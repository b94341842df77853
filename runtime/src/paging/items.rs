use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::{Paged, Pages, Position};
use crate::{CallOptions, Core, Error};

/// The items of a list, over all its pages. A page is requested when its first item is asked for, and none that is not needed.
///
/// It is a [`Stream`], and [`next`](Self::next) gives the same without one. After an error it ends, and [`position`](Self::position) says
/// at which page to go on.
///
/// Its size hint is at least what is in hand. The most is known where the server told how many items there are; it is the server's word,
/// and a list that changes while it is read can have more or fewer.
#[must_use = "nothing is requested until an item is asked for"]
pub struct Items<Op: Paged> {
    pages: Pages<Op>,
    in_hand: vec::IntoIter<Op::Item>,
}

impl<Op: Paged> Unpin for Items<Op> {}

impl<Op: Paged> fmt::Debug for Items<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("in_hand", &self.in_hand.len())
            .finish()
    }
}

impl<Op: Paged> Items<Op> {
    /// The items of a call.
    pub fn new(core: Core, operation: Op, options: CallOptions) -> Self {
        Self {
            pages: Pages::new(core, operation, options),
            in_hand: Vec::new().into_iter(),
        }
    }

    /// Begins at a page that an earlier run gave, whatever the call says.
    pub fn start_at(mut self, position: Position) -> Self {
        self.pages = self.pages.start_at(position);
        self
    }

    /// Reads no more than so many pages; if there are more, the last thing that comes is an error. The default is 100,000.
    pub fn most_pages(mut self, pages: u64) -> Self {
        self.pages = self.pages.most_pages(pages);
        self
    }

    /// Lets so many pages in a row be empty though there are further ones; then an error comes. The default is 10 where the server names the
    /// next page, since it may filter what it found, and none where pages are counted.
    pub fn most_empty_pages(mut self, pages: u64) -> Self {
        self.pages = self.pages.most_empty_pages(pages);
        self
    }

    /// Where the page behind the items in hand begins, for [`start_at`](Self::start_at); after an error, the page that it is about. Nothing
    /// before the first page, where the call itself begins, and at the end.
    #[must_use]
    pub fn position(&self) -> Option<&Position> {
        self.pages.position()
    }

    /// How many items there are on all pages, as far as the server has told.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.pages.total()
    }

    /// The next item; nothing where there is none.
    pub async fn next(&mut self) -> Option<Result<Op::Item, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// The next item, while the thread waits for its page.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<Op::Item, Error>> {
        loop {
            if let Some(item) = self.in_hand.next() {
                return Some(Ok(item));
            }
            match self.pages.next_blocking()? {
                Ok(page) => self.in_hand = Op::items(page.value).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Op::Item, Error>>> {
        loop {
            if let Some(item) = self.in_hand.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.in_hand = Op::items(page.value).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<Op: Paged> Stream for Items<Op> {
    type Item = Result<Op::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let in_hand = self.in_hand.len();
        if self.pages.is_over() {
            return (in_hand, Some(in_hand));
        }
        // A further page that is none after all is one more thing to come: an error.
        let left = self.pages.left().and_then(|left| usize::try_from(left.max(1)).ok());
        (in_hand, left.and_then(|left| in_hand.checked_add(left)))
    }
}
