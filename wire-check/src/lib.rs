#![doc = include_str!("../README.md")]

mod answer;
mod body;
mod deep;
mod document;
mod multipart;
mod operation;
mod place;
mod request;
mod same;
mod schema;
mod server;
mod template;
mod url;

pub use answer::Example;
pub use document::Document;
pub use operation::Operation;
pub use request::Sent;
