//! Everything that can be wrong with a description, how it is collected, and how it is shown.
//!
//! A [`Diagnostic`] has a stable [`Code`], a message, the place it is about, further places, and
//! hints. Stages push into a [`Report`], which sorts by place, and [`Renderer`] or [`to_json`]
//! write it for people or for programs.

mod code;
mod diagnostic;
mod excerpt;
mod json;
mod render;
mod report;
mod suggest;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Label};
pub use json::{JSON_SCHEMA, to_json};
pub use render::Renderer;
pub use report::Report;
pub use suggest::nearest;
