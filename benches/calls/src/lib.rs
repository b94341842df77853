//! One call by the client, and the same work by hand: what a merchant's developer would write on serde and the crates for MACs, with the same
//! exactness, the same masking and the same envelope. Both build a request, sign it, hand it to a transport that answers from memory, and read
//! the answer. The client does more on the way (limits of time, retries, answers that are no JSON), and this is what is asked: what it costs.

pub mod answers;
pub mod by_hand;
pub mod ours;

/// How many orders the page has that is read.
pub const ORDERS: usize = 10;
