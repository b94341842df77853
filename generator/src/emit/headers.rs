use quote::quote;

use super::types::{self, Scope};
use super::{File, Item, documentation, imports, literal};
use crate::ir::{Docs, Header, code};

/// The headers of answers: a constant each, with the type of its value.
#[must_use]
pub(crate) fn headers(headers: &[Header]) -> File {
    let mut sorted: Vec<&Header> = headers.iter().collect();
    sorted.sort_by_key(|header| &header.constant);
    let items: Vec<Item> = sorted
        .into_iter()
        .map(|header| {
            let mut docs = Docs::line(format!("The header {}.", code(&header.wire_name)));
            if !header.docs.is_empty() {
                docs.paragraph(header.docs.lines.join("\n"));
            }
            let docs = documentation::attributes(&docs);
            let name = types::tokens(&header.constant);
            let ty = types::tokens(&types::text(&header.ty, Scope::Crate));
            let wire_name = types::tokens(&literal::string(&header.wire_name));
            Item::Code(quote! { #docs pub const #name: v1::Header<#ty> = v1::Header::new(#wire_name); })
        })
        .collect();
    let about = "The headers of answers that the description gives a type: `Response::header` reads them.";
    let mut whole = vec![Item::InnerDocs(vec![about.to_owned()])];
    whole.extend(imports::of(&items, &[]));
    whole.extend(items);
    File::rust("headers.rs", whole)
}
