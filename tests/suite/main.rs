//! What the client of the Aurpay API does, seen from outside, without a network.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests say what they expect by failing")]

mod answers;
mod callbacks;
mod calls;
mod confirmation;
mod data;
mod description;
mod freshness;
mod guards;
mod lists;
mod sending;
mod signatures;
mod testing;
mod transport;
mod waits;
mod wire;
