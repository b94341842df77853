use quote::quote;

use super::{File, Item, documentation, literal, types};
use crate::ir::Server;

/// The addresses that the description names, a constant each.
#[must_use]
pub(crate) fn servers(servers: &[Server]) -> File {
    let about = "The addresses that the description names: give one to `ClientBuilder::base_url`.";
    let mut items = vec![Item::InnerDocs(vec![about.to_owned()])];
    items.extend(servers.iter().map(|server| {
        let mut docs = server.docs.clone();
        if server.is_default {
            docs.paragraph("Requests go here unless the client is told otherwise.");
        }
        let docs = documentation::attributes(&docs);
        let name = types::tokens(&server.constant);
        let url = types::tokens(&literal::string(&server.url));
        Item::Code(quote! { #docs pub const #name: &str = #url; })
    }));
    File::rust("servers.rs", items)
}
