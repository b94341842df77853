mod answers;
mod endpoint;
mod lists;
mod summary;

use std::collections::BTreeSet;

use quote::quote;

use super::{File, Index, Item, Table, documentation, imports, types};
use crate::ir::{Api, Group, Operation};

/// The file of a group: its handle, then each operation.
#[must_use]
pub(crate) fn group(api: &Api, group: &Group, index: &Index<'_>) -> File {
    let writer = Writer { api, group, index };
    let items = writer.items();
    let about = format!("The operations behind [`{}`].", group.name);
    let mut whole = vec![Item::InnerDocs(vec![about])];
    whole.extend(imports::of(&items, &local(api, group)));
    whole.extend(items);
    File::rust(format!("{}.rs", group.module), whole)
}

/// What other files of the crate have that operations name.
fn local(api: &Api, group: &Group) -> Vec<(String, String)> {
    // A constant and a type may have one name, so what is imported is what the rows name as a constant.
    let schemes: BTreeSet<&str> = group
        .operations
        .iter()
        .flat_map(|operation| &operation.security)
        .flatten()
        .map(String::as_str)
        .collect();
    let constants = api
        .schemes
        .iter()
        .map(|scheme| scheme.constant.as_str())
        .filter(|constant| schemes.contains(constant));
    let envelopes: BTreeSet<&str> = group
        .operations
        .iter()
        .filter_map(|operation| operation.answer.format.envelope())
        .collect();
    let envelopes = api
        .envelopes
        .iter()
        .map(|envelope| envelope.constant.as_str())
        .filter(|constant| envelopes.contains(constant));
    let mut names: Vec<(String, String)> = ["Call", "Client"]
        .into_iter()
        .chain(constants)
        .chain(envelopes)
        .map(|name| ("super::client".to_owned(), name.to_owned()))
        .collect();
    names.push(("super".to_owned(), "models".to_owned()));
    names
}

struct Writer<'a> {
    api: &'a Api,
    group: &'a Group,
    index: &'a Index<'a>,
}

impl Writer<'_> {
    fn items(&self) -> Vec<Item> {
        let name = types::tokens(&self.group.name);
        let docs = documentation::attributes(&self.group.docs);
        let (gated, open): (Vec<_>, Vec<_>) = self.group.operations.iter().partition(|operation| operation.unverified);
        let mut items = vec![
            Item::Code(quote! { #docs #[derive(Clone, Debug)] pub struct #name { client: Client } }),
            Item::Code(quote! { impl #name { pub(super) fn new(client: Client) -> Self { Self { client } } }}),
        ];
        items.extend(self.endpoints(&open));
        items.extend(
            self.endpoints(&gated)
                .into_iter()
                .map(|item| Item::Gated(Box::new(item))),
        );
        items
    }

    /// The operations in one table, and the enums of their answers.
    fn endpoints(&self, operations: &[&Operation]) -> Vec<Item> {
        if operations.is_empty() {
            return Vec::new();
        }
        let mut table = Table::new("v1::endpoints!");
        table.open(format!("impl {}", self.group.name));
        for operation in operations {
            self.endpoint(&mut table, operation);
        }
        // What can write its body in several ways is several operations, with one answer.
        let mut written = BTreeSet::new();
        let answers = operations
            .iter()
            .flat_map(|operation| answers::items(self.group, operation, &mut written));
        let lists = lists::paged(operations).into_iter().chain(lists::waiters(operations));
        std::iter::once(Item::Table(table))
            .chain(lists.map(Item::Table))
            .chain(answers)
            .collect()
    }
}
