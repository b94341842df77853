use std::collections::HashMap;

use quote::quote;

use super::guide::{Guide, Shown, first_call};
use super::{File, Index, Item, literal, manifest, types};
use crate::ir::{Api, Type};

/// `lib.rs` of a crate.
#[must_use]
pub(crate) fn library(api: &Api, index: &Index<'_>) -> File {
    let mut docs = vec![format!(
        "A client for {}, version {} of its description.",
        api.title,
        manifest::one_line(&api.version)
    )];
    docs.extend([String::new(), "## Start".to_owned(), String::new()]);
    docs.extend(first_call::lines(api, index));
    if !api.docs.is_empty() {
        docs.extend([String::new(), "## About the API".to_owned(), String::new()]);
        docs.extend(api.docs.lines.iter().cloned());
    }
    for section in Guide::new(api, index, Shown::InDocumentation).sections() {
        docs.push(String::new());
        docs.extend(section);
    }
    let mut items = vec![Item::InnerDocs(docs)];
    items.push(Item::Imports(quote!(#![warn(missing_docs)])));
    items.extend(declarations(api));
    items.push(Item::Code(quote! {
        #[cfg(feature = "reqwest")]
        pub use specloom_runtime::{ReqwestTransport, ReqwestTransportBuilder};
    }));
    items.push(Item::Code(quote! {
        #[cfg(any(feature = "reqwest", feature = "blocking"))]
        pub use specloom_runtime::Tls;
    }));
    items.push(Item::Code(quote! {
        #[cfg(feature = "blocking")]
        pub use specloom_runtime::{UreqTransport, UreqTransportBuilder};
    }));
    items.push(Item::Code(quote! {
        #[cfg(feature = "testing")]
        pub use specloom_runtime::testing;
    }));
    items.push(Item::Code(quote! {
        /// The README, so that its examples are compiled with those of the documentation.
        #[cfg(all(doctest, feature = "blocking", feature = "testing"))]
        #[doc = include_str!("../README.md")]
        pub struct Readme;
    }));
    File::rust("lib.rs", items)
}

/// `mod.rs` of a module: without what only a crate can say of itself.
#[must_use]
pub(crate) fn module(api: &Api) -> File {
    File::rust("mod.rs", declarations(api))
}

fn declarations(api: &Api) -> Vec<Item> {
    let mut public: Vec<(&str, bool)> = api
        .groups
        .iter()
        .map(|group| (group.module.as_str(), group.is_unverified()))
        .collect();
    let features: HashMap<&str, &String> = api
        .groups
        .iter()
        .filter_map(|group| Some((group.module.as_str(), group.feature.as_ref()?)))
        .collect();
    if !api.models.is_empty() {
        public.push(("models", false));
    }
    if !api.callbacks.is_empty() {
        public.push(("callbacks", false));
    }
    if api.servers.len() > 1 {
        public.push(("servers", false));
    }
    if !api.headers.is_empty() {
        public.push(("headers", false));
    }
    public.sort_unstable();
    let modules = public.iter().map(|(module, gated)| {
        let gate = if *gated {
            "#[cfg(feature = \"unverified\")] "
        } else {
            ""
        };
        let feature: Vec<String> = features
            .get(module)
            .into_iter()
            .map(|feature| (*feature).clone())
            .collect();
        types::tokens(&format!(
            "{}{gate}pub mod {};",
            super::gate(&feature),
            literal::ident(module)
        ))
    });
    let carried = |wanted: Type| {
        let operations = api.groups.iter().flat_map(|group| &group.operations);
        let mut types = operations.flat_map(|operation| operation.sent_types().chain(operation.received_types()));
        types.any(|ty| match ty {
            Type::List(item) => **item == wanted,
            ty => *ty == wanted,
        })
    };
    let mut shown = vec![
        "Amount",
        "CallOptions",
        "ChangingCredential",
        "CredentialSource",
        "Error",
        "ErrorKind",
        "Json",
        "Nullable",
        "Provided",
        "Response",
        "Retries",
        "RetryBudget",
        "Secret",
        "Timeouts",
        "Transport",
        "Undescribed",
    ];
    for (name, used) in [
        ("Download", carried(Type::Download)),
        ("File", carried(Type::File)),
        ("Upload", carried(Type::Upload) || carried(Type::File)),
    ] {
        shown.extend(used.then_some(name));
    }
    shown.sort_unstable();
    let shown = shown.into_iter().map(types::tokens);
    vec![
        Item::Imports(quote! { mod client; #(#modules)* }),
        Item::Imports(quote! {
            pub use client::{Call, Client, ClientBuilder};
            #[doc(no_inline)]
            pub use specloom_runtime::codegen::v1 as runtime;
            pub use specloom_runtime::{#(#shown),*};
        }),
    ]
}
