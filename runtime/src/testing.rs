//! A server in memory, for tests of what uses a client. With the feature `testing`.
//!
//! [`Mock`] is a [`Transport`](crate::Transport). Everything else of the client stays as it is: requests are signed, answers are read,
//! what fails is tried again. Time does not pass: the mock brings a timer whose waits are over at once.
//!
//! ```
//! use specloom_runtime::codegen::v1::{self, CallOptions, CoreBuilder};
//! use specloom_runtime::testing::{Mock, Reply};
//!
//! // A generated client has such types and calls ready.
//! #[derive(Debug)]
//! struct ListPets { page: Option<i64> }
//! v1::operation! {
//!     ListPets -> Vec<String> {
//!         id: "listPets", request: GET "/pets", security: [], repeat: Safe, answer: json,
//!         parameters: { query page = "page", },
//!     }
//! }
//!
//! let mock = Mock::new();
//! mock.when(|list: &ListPets| list.page == Some(2)).answer(vec!["Rex".to_owned()]);
//! mock.on::<ListPets>().reply(Reply::status(503)).answer(vec!["Tom".to_owned()]);
//! let client = CoreBuilder::new(Some("https://pets.example"), "tests/1").transport(mock.clone()).build()?;
//! # let send = |page| {
//! #     let call = v1::send(client.clone(), ListPets { page }, CallOptions::new());
//! #     tokio::runtime::Builder::new_current_thread().build().map(|runtime| runtime.block_on(call))
//! # };
//!
//! assert_eq!(send(Some(2))??, ["Rex"]);
//! assert_eq!(send(None)??, ["Tom"], "tried again, without a wait");
//! assert_eq!(mock.requests().len(), 3);
//! mock.verify();
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod called;
mod content;
mod mock;
mod reply;
mod rule;
mod sent;
mod shown;
mod state;
mod stream;
mod timer;

#[doc(hidden)]
pub use called::Called;
pub use content::{Answering, Content};
pub use mock::Mock;
pub use reply::Reply;
pub use rule::{Anything, Rule};
pub use sent::SentRequest;
#[doc(hidden)]
pub use shown::{Showing, Shown, Unshown};
pub(crate) use state::Unexpected;
