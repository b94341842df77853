mod line;
mod row;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Contents, File, Item, literal, types};
use crate::ir::{Api, Group, LeftOut, Operation, SchemeKind, Trial, Trials};
use crate::lower::names::{self, Taken};

/// The tests of what goes over the wire, and the description that they read.
#[must_use]
pub(crate) fn wire(api: &Api, trials: &Trials) -> [File; 2] {
    let library = types::tokens(&literal::ident(&api.package.library_name()));
    let mut taken = Taken::with(&line::FUNCTIONS);
    let rows: Vec<(Option<&String>, bool, TokenStream)> = rows(api, trials)
        .map(|(group, operation, trial)| {
            let name = taken.take(names::value_name(&format!(
                "{} {}",
                group.module, operation.method_name
            )));
            let row = row::row(api, group, operation, trial, &name);
            (group.feature.as_ref(), operation.unverified, row)
        })
        .collect();
    let has_maps = rows.iter().any(|(.., row)| row.to_string().contains("BTreeMap <"));
    let maps = has_maps.then(|| {
        quote! {
            #[allow(unused_imports, reason = "only operations behind a feature may need it")]
            use std::collections::BTreeMap;
        }
    });
    let mut items = vec![
        Item::InnerDocs(vec![
            "Each operation is called with sample values, and what it sends is held against the description by"
                .to_owned(),
            "code that shares nothing with the generator. Each answer that the description shows is read and written"
                .to_owned(),
            "back. Nothing goes over a network; but where `WIRE_SERVER` names a server on this machine, such as a mock"
                .to_owned(),
            "of the description, `http://127.0.0.1:4010`, it has to take each request too.".to_owned(),
        ]),
        // Neither the steps that no operation of this API needs, nor those of operations behind a feature that is off, are mistakes.
        Item::Imports(quote! {
            #![allow(dead_code, deprecated, reason = "which steps are needed, and what goes away, the description says")]
        }),
        Item::Imports(quote! {
            #maps
            use std::future::Future;
            use std::pin::pin;
            use std::sync::{Arc, LazyLock, Mutex};
            use std::task::{Context, Poll, Waker};
        }),
        Item::Imports(quote! {
            use #library::runtime::{self as v1, serde, serde_json};
            use #library::{Call, Client};
            use specloom_wire_check::{Document, Example, Operation, Sent};
        }),
    ];
    items.extend(rows.into_iter().map(|(feature, unverified, row)| {
        let item = match unverified {
            true => Item::Gated(Box::new(Item::Code(row))),
            false => Item::Code(row),
        };
        match feature {
            Some(feature) => Item::Behind(vec![feature.clone()], Box::new(item)),
            None => item,
        }
    }));
    items.push(Item::Code(left_out(&trials.left_out)));
    items.push(Item::Code(counted(api, trials)));
    items.push(Item::Code(client(api)));
    items.extend(line::items());
    [
        File {
            path: "tests/document.json".to_owned(),
            contents: Contents::Json(trials.document.clone() + "\n"),
        },
        File {
            path: "tests/wire.rs".to_owned(),
            contents: Contents::Rust(items),
        },
    ]
}

/// Each trial with its operation.
fn rows<'a>(api: &'a Api, trials: &'a Trials) -> impl Iterator<Item = (&'a Group, &'a Operation, &'a Trial)> {
    trials.trials.iter().filter_map(|trial| {
        let group = api.groups.iter().find(|group| group.module == trial.group)?;
        let operation = group
            .operations
            .iter()
            .find(|operation| operation.name == trial.operation)?;
        Some((group, operation, trial))
    })
}

fn left_out(all: &[LeftOut]) -> TokenStream {
    let entries = all.iter().map(|left| {
        let part = left.part.as_deref().unwrap_or_default();
        let texts = [&left.http_method, &left.path, part, &left.reason].map(literal::string);
        types::tokens(&format!("[{}]", texts.join(", ")))
    });
    quote! {
        /// What is not tried: method, path, what of it (nothing where it is the operation itself), and why.
        const NOT_TRIED: &[[&str; 4]] = &[#(#entries),*];
    }
}

/// A test that nothing of the description is missing here without a word.
fn counted(api: &Api, trials: &Trials) -> TokenStream {
    let mut tried: Vec<(&str, &str)> = rows(api, trials)
        .map(|(_, operation, _)| (operation.http_method.as_str(), operation.described_path.as_str()))
        .collect();
    tried.sort_unstable();
    tried.dedup();
    let count = types::tokens(&tried.len().to_string());
    quote! {
        #[test]
        fn every_operation_is_tried_or_named() {
            let mut known = #count;
            for [method, path, part, why] in NOT_TRIED {
                DOCUMENT.operation(method, path).expect(why);
                known += usize::from(part.is_empty());
            }
            assert_eq!(DOCUMENT.operations(), known);
        }
    }
}

/// A client whose requests go nowhere, with a value for each credential.
fn client(api: &Api) -> TokenStream {
    let setters = api.schemes.iter().map(|scheme| {
        let count = match &scheme.kind {
            SchemeKind::Basic => 2,
            SchemeKind::Signature(recipe) => recipe.credentials.len(),
            _ => 1,
        };
        let values = vec!["\"sample\""; count].join(", ");
        types::tokens(&format!(".{}({values})", literal::ident(&scheme.setter)))
    });
    quote! {
        /// A client whose requests end at the line, with a value for every credential. It sends each once: nobody is there to wait for.
        fn client(line: Line) -> Client {
            let builder = Client::builder().base_url(BASE).transport(line).retries(v1::Retries::none());
            builder #(#setters)* .build().expect("a client")
        }
    }
}
