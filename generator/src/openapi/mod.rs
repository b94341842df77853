//! The OpenAPI document as its specification names things: views on the positioned tree.
//!
//! A view is a node that is known to stand where an Operation Object, a Schema Object and so on stand. Views copy nothing and
//! never fail: a member of the wrong kind reads as absent, since the check stage has reported it by then. So every place,
//! extension and unknown member stays at hand.

mod document;
pub mod grammar;
mod media;
mod operation;
mod parameter;
mod reference;
mod schema;
mod target;
mod version;

pub use document::{Document, PathItem};
pub(crate) use media::entries;
pub use media::{Body, MediaKind, MediaType, Response};
pub use operation::{Operation, Verb};
pub use parameter::{Parameter, ParameterPlace};
pub use reference::{Dangling, LONGEST_CHAIN, is_reference, resolve};
pub use schema::{Additional, Discriminator, Schema};
pub use target::{Target, own_parameter, template_names};
pub use version::Version;
