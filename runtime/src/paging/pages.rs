use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::course::Course;
use super::facts::Facts;
use super::position::At;
use super::{Page, Paged, Paging, Position};
use crate::{Answer, CallOptions, Core, Description, Error, Operation, RequestParts};

/// The pages of a list, one after the other. Each is requested when it is asked for, like a call of its own: with its own attempts,
/// signature and limits of time.
///
/// It is a [`Stream`], and [`next`](Self::next) gives the same without one. After an error it ends, and [`position`](Self::position) says
/// where to go on. What is asked for and not waited for is not lost: the next time goes on with the same request.
#[must_use = "nothing is requested until a page is asked for"]
pub struct Pages<Op: Paged> {
    core: Core,
    operation: Arc<Op>,
    options: CallOptions,
    course: Course,
    fetching: Option<Fetching<Op>>,
    failed: bool,
}

type Fetching<Op> = Pin<Box<dyn Future<Output = Result<Fetched<Op>, Error>> + Send>>;
type Fetched<Op> = (<Op as Operation>::Output, Answer);

impl<Op: Paged> Unpin for Pages<Op> {}

impl<Op: Paged> fmt::Debug for Pages<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &self.operation.description().id())
            .field("position", &self.position())
            .field("total", &self.total())
            .finish_non_exhaustive()
    }
}

impl<Op: Paged> Pages<Op> {
    /// The pages of a call.
    pub fn new(core: Core, operation: Op, options: CallOptions) -> Self {
        Self {
            core,
            operation: Arc::new(operation),
            options,
            course: Course::new(Op::PAGING),
            fetching: None,
            failed: false,
        }
    }

    /// Begins at a position that an earlier run gave, whatever the call says.
    pub fn start_at(mut self, position: Position) -> Self {
        self.course.start_at(position);
        self
    }

    /// Reads no more than so many pages; if there are more, the last thing that comes is an error. The default is 100,000.
    pub fn most_pages(mut self, pages: u64) -> Self {
        self.course.limit_pages(pages);
        self
    }

    /// Lets so many pages in a row be empty though there are further ones; then an error comes. The default is 10 where the server names the
    /// next page, since it may filter what it found, and none where pages are counted.
    pub fn most_empty_pages(mut self, pages: u64) -> Self {
        self.course.limit_empty_pages(pages);
        self
    }

    /// Where the next page begins, for [`start_at`](Self::start_at); after an error, the page that it is about. Nothing before the first page,
    /// where the call itself begins, and at the end.
    #[must_use]
    pub fn position(&self) -> Option<&Position> {
        self.course.position()
    }

    /// How many items there are on all pages, as far as the server has told.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.course.total()
    }

    /// The next page; nothing where the one before was the last.
    pub async fn next(&mut self) -> Option<Result<Page<Op::Output>, Error>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    /// The next page, while the thread waits for it.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<Page<Op::Output>, Error>> {
        if self.is_over() {
            return None;
        }
        // What began without blocking would never be driven here.
        self.fetching = None;
        let fetched = self
            .turn()
            .and_then(|turned| crate::operation::send_blocking(self.core.clone(), turned, self.options.clone()));
        Some(self.arrived(fetched))
    }

    pub(super) fn is_over(&self) -> bool {
        self.failed || self.course.is_over()
    }

    /// How many items are still to come behind the pages that were read, where the server told it.
    pub(super) fn left(&self) -> Option<u64> {
        if self.failed { Some(0) } else { self.course.left() }
    }

    pub(super) fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<Op::Output>, Error>>> {
        if self.is_over() {
            return Poll::Ready(None);
        }
        let mut fetching = match self.fetching.take() {
            Some(fetching) => fetching,
            None => match self.turn() {
                Ok(turned) => Box::pin(crate::operation::send(self.core.clone(), turned, self.options.clone())),
                Err(error) => return Poll::Ready(Some(self.arrived(Err(error)))),
            },
        };
        match fetching.as_mut().poll(context) {
            Poll::Ready(fetched) => Poll::Ready(Some(self.arrived(fetched))),
            Poll::Pending => {
                self.fetching = Some(fetching);
                Poll::Pending
            }
        }
    }

    /// The operation that fetches the next page.
    fn turn(&mut self) -> Result<Turned<Op>, Error> {
        let description = self.operation.description();
        let mut parts = RequestParts::new(description);
        self.operation.prepare(&mut parts)?;
        self.course.begin(&parts);
        let position = self.course.turn().map_err(|why| Course::error(description, why))?;
        Ok(Turned {
            operation: Arc::clone(&self.operation),
            position,
        })
    }

    fn arrived(&mut self, fetched: Result<Fetched<Op>, Error>) -> Result<Page<Op::Output>, Error> {
        let taken = fetched.and_then(|(value, answer)| {
            let position = self.course.position().cloned();
            let advanced = self.course.advance(&Facts::read(Op::PAGING, &answer));
            advanced.map_err(|why| {
                Course::error(self.operation.description(), (crate::ErrorKind::Paging, why)).about(answer)
            })?;
            Ok(Page {
                value,
                position,
                next: self.course.position().cloned(),
                total: self.course.total(),
                pages: self.course.pages(),
            })
        });
        self.failed = taken.is_err();
        taken
    }
}

impl<Op: Paged> Stream for Pages<Op> {
    type Item = Result<Page<Op::Output>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(ready!(self.poll_page(context)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, self.is_over().then_some(0))
    }
}

/// An operation that asks for a page, and keeps the answer that says where the next one is.
struct Turned<Op> {
    operation: Arc<Op>,
    position: Option<Position>,
}

impl<Op: Paged> Operation for Turned<Op> {
    type Output = Fetched<Op>;
    type Failure = Op::Failure;
    const DESCRIPTION: &'static Description = Op::DESCRIPTION;

    fn description(&self) -> &'static Description {
        self.operation.description()
    }

    fn shown(&self) -> Option<&dyn fmt::Debug> {
        self.operation.shown()
    }

    #[cfg(feature = "testing")]
    fn called(this: &Arc<Self>) -> crate::testing::Called {
        Op::called(&this.operation)
    }

    fn prepare(&self, request: &mut RequestParts) -> Result<(), Error> {
        self.operation.prepare(request)?;
        match &self.position {
            Some(position) => Op::PAGING.choose_page(request, position),
            None => Ok(()),
        }
    }

    fn decode(answer: Answer) -> Result<Self::Output, Error> {
        let kept = answer.share();
        Ok((Op::decode(answer)?, kept))
    }

    fn failure(answer: Answer) -> Option<Result<Self::Failure, Error>> {
        Op::failure(answer)
    }
}

impl Paging {
    /// Lets a request ask for the page that begins at a position.
    fn choose_page(&self, request: &mut RequestParts, position: &Position) -> Result<(), Error> {
        let json = match &position.0 {
            At::Link(address) => {
                request.link = Some(address.clone());
                return Ok(());
            }
            At::Cursor(json) => json.clone(),
            At::Page(number) | At::Offset(number) => number.to_string(),
        };
        self.choose.map_or(Ok(()), |choose| choose.write(request, &json))
    }
}
