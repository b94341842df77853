use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Docs, is_visible};

/// Doc attributes, a line each, as the formatter turns them into comments.
#[must_use]
pub(crate) fn attributes(docs: &Docs) -> TokenStream {
    let lines = docs.lines.iter().map(|line| {
        line.chars()
            .filter(|&character| is_visible(character))
            .collect::<String>()
    });
    let lines = lines.map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// Doc attributes of one line.
#[must_use]
pub(crate) fn line(text: &str) -> TokenStream {
    attributes(&Docs::line(text))
}
