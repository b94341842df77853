//! The client of the Aurpay API, generated while this crate is built: a change of `spec/aurpay.yaml` is compiled in the same
//! `cargo build`. The published crate is `generated/`, the same code, committed.

include!(concat!(env!("OUT_DIR"), "/aurpay/mod.rs"));
