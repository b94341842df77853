use proc_macro2::TokenStream;
use quote::quote;

use super::{File, Item, documentation, imports, literal, signature, types};
use crate::ir::{Api, Docs, Envelope, Group, Scheme, SchemeKind, code};

/// The client: where requests go, who sends them, and the call that carries an operation.
#[must_use]
pub(crate) fn client(api: &Api) -> File {
    let mut items: Vec<Item> = api.schemes.iter().map(|scheme| Item::Code(constant(scheme))).collect();
    items.extend(api.envelopes.iter().map(|envelope| {
        let item = Item::Code(envelope_constant(envelope));
        if is_unverified(api, envelope) {
            Item::Gated(Box::new(item))
        } else {
            item
        }
    }));
    items.extend(client_items(api));
    items.extend(builder_items(api));
    items.extend(call_items());
    let mut groups: Vec<&Group> = api.groups.iter().collect();
    groups.sort_by_key(|group| &group.module);
    let handles: Vec<(String, String)> = groups
        .into_iter()
        .map(|group| (format!("super::{}", literal::ident(&group.module)), group.name.clone()))
        .collect();
    let mut whole = imports::of(&items, &handles);
    whole.extend(items);
    File::rust("client.rs", whole)
}

/// Whether only operations behind the feature `unverified` use an envelope.
fn is_unverified(api: &Api, envelope: &Envelope) -> bool {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let mut users = operations.filter(|operation| operation.answer.format.envelope() == Some(&envelope.constant));
    users.all(|operation| operation.unverified)
}

fn constant(scheme: &Scheme) -> TokenStream {
    let name = types::tokens(&scheme.constant);
    let docs = documentation::line(&format!("{}.", code(&scheme.id)));
    let id = literal::string(&scheme.id);
    let setter = literal::string(&scheme.setter);
    let expression = match &scheme.kind {
        SchemeKind::HeaderKey(header) => format!("v1::Scheme::header_key({id}, {setter}, {})", literal::string(header)),
        SchemeKind::QueryKey(name) => format!("v1::Scheme::query_key({id}, {setter}, {})", literal::string(name)),
        SchemeKind::CookieKey(name) => format!("v1::Scheme::cookie_key({id}, {setter}, {})", literal::string(name)),
        SchemeKind::Basic => format!("v1::Scheme::basic({id}, {setter})"),
        SchemeKind::Bearer => format!("v1::Scheme::bearer({id}, {setter})"),
        SchemeKind::Signature(recipe) => format!(
            "v1::Scheme::signature({id}, {setter}, &{})",
            signature::expression(recipe)
        ),
    };
    let expression = types::tokens(&expression);
    quote! { #docs pub(super) const #name: v1::Scheme = #expression; }
}

fn envelope_constant(envelope: &Envelope) -> TokenStream {
    let mut expression = format!("v1::Envelope::new({})", literal::string(&envelope.payload));
    if let Some((member, value)) = &envelope.success {
        expression.push_str(&format!(".success({}, {value})", literal::string(member)));
    }
    if let Some((member, value)) = &envelope.code {
        expression.push_str(&format!(".code({}, {value})", literal::string(member)));
    }
    if !envelope.messages.is_empty() {
        let messages: Vec<String> = envelope.messages.iter().map(|member| literal::string(member)).collect();
        expression.push_str(&format!(".messages(&[{}])", messages.join(", ")));
    }
    if !envelope.credential_codes.is_empty() {
        let codes: Vec<String> = envelope
            .credential_codes
            .iter()
            .map(|code| format!("({code}, v1::Meaning::Credentials)"))
            .collect();
        expression.push_str(&format!(".meanings(&[{}])", codes.join(", ")));
    }
    let expression = types::tokens(&expression);
    let docs = documentation::line("How answers are wrapped.");
    let constant = types::tokens(&envelope.constant);
    quote! { #docs pub(super) const #constant: v1::Envelope = #expression; }
}

fn client_items(api: &Api) -> Vec<Item> {
    let mut docs = Docs::line(format!("A client for {}.", super::manifest::one_line(&api.title)));
    docs.paragraph("Cheap to clone: clones share the connections. All calls start at one of its groups.");
    let docs = documentation::attributes(&docs);
    let accessor = |group: &Group| {
        let docs = documentation::attributes(&group.docs);
        let method = types::tokens(&literal::ident(&group.module));
        let handle = types::tokens(&group.name);
        quote! { #docs #[must_use] pub fn #method(&self) -> #handle { #handle::new(self.clone()) } }
    };
    let (gated, open): (Vec<&Group>, Vec<&Group>) = api.groups.iter().partition(|group| group.is_unverified());
    let groups = open.into_iter().map(accessor);
    let default = match api.base_url() {
        Some(url) => types::tokens(&format!("Some({})", literal::string(url))),
        None => quote!(None),
    };
    let product = literal::string(&format!("{}/{}", api.package.name, api.package.version));
    let product = types::tokens(&product);
    let mut items = vec![
        Item::Code(quote! { #docs #[derive(Clone, Debug)] pub struct Client { core: v1::Core } }),
        Item::Code(quote! {
            impl Client {
                /// Starts to configure a client.
                pub fn builder() -> ClientBuilder { ClientBuilder { core: v1::CoreBuilder::new(#default, #product) } }

                #(#groups)*

                /// A call of an operation that [`Call::into_operation`] gave, or that was implemented by hand.
                pub fn call<Op: v1::Operation>(&self, operation: Op) -> Call<Op> { Call { client: self.clone(), operation } }
            }
        }),
    ];
    if !gated.is_empty() {
        let groups = gated.into_iter().map(accessor);
        items.push(Item::Gated(Box::new(Item::Code(
            quote! { impl Client { #(#groups)* } },
        ))));
    }
    items
}

fn builder_items(api: &Api) -> Vec<Item> {
    let setters = api.schemes.iter().map(setter);
    let base = match api.base_url() {
        Some(url) => format!(
            "Sends requests to another address than {}, such as a test server.",
            code(url)
        ),
        None => "Sends requests to this address; the description names none, so it must be given.".to_owned(),
    };
    let base = documentation::line(&base);
    vec![
        Item::Code(quote! {
            /// Configures a [`Client`].
            #[derive(Debug)]
            #[must_use = "the builder makes a client only when `build` is called"]
            pub struct ClientBuilder { core: v1::CoreBuilder }
        }),
        Item::Code(quote! {
            impl ClientBuilder {
                #(#setters)*

                #base
                pub fn base_url(mut self, url: impl AsRef<str>) -> Self {
                    self.core = self.core.base_url(url.as_ref());
                    self
                }

                /// Sends through this transport instead of the built-in one.
                pub fn transport(mut self, transport: impl v1::Transport + 'static) -> Self {
                    self.core = self.core.transport(transport);
                    self
                }

                /// Takes the time from this clock instead of the system's; signatures carry it.
                pub fn clock(mut self, clock: impl v1::Clock + 'static) -> Self {
                    self.core = self.core.clock(clock);
                    self
                }

                /// Refuses answers of more than this many bytes. The default is 16 MiB.
                pub fn answer_limit(mut self, bytes: usize) -> Self {
                    self.core = self.core.answer_limit(bytes);
                    self
                }

                /// Names the program in front of the client in the header `User-Agent`, such as `shop/1.2`.
                pub fn user_agent(mut self, product: impl AsRef<str>) -> Self {
                    self.core = self.core.user_agent(product.as_ref());
                    self
                }

                /// The client.
                ///
                /// # Errors
                ///
                /// When the address is no absolute `http` or `https` URL, when a credential cannot stand in a header, or when there is
                /// nothing to send with: neither the feature `reqwest` nor a transport.
                pub fn build(self) -> Result<Client, v1::Error> { Ok(Client { core: self.core.build()? }) }
            }
        }),
    ]
}

fn setter(scheme: &Scheme) -> TokenStream {
    let mut docs = scheme.docs.clone();
    docs.paragraph(match &scheme.kind {
        SchemeKind::HeaderKey(name) => format!(
            "Credentials for {}: the value of the header {}.",
            code(&scheme.id),
            code(name)
        ),
        SchemeKind::QueryKey(name) => format!(
            "Credentials for {}: the value of the query parameter {}.",
            code(&scheme.id),
            code(name)
        ),
        SchemeKind::CookieKey(name) => format!(
            "Credentials for {}: the value of the cookie {}.",
            code(&scheme.id),
            code(name)
        ),
        SchemeKind::Basic => format!("Credentials for {}: user name and password.", code(&scheme.id)),
        SchemeKind::Bearer => format!("Credentials for {}: a token.", code(&scheme.id)),
        SchemeKind::Signature(_) => format!(
            "Credentials for {}: each request is signed with them.",
            code(&scheme.id)
        ),
    });
    let docs = documentation::attributes(&docs);
    let method = types::tokens(&literal::ident(&scheme.setter));
    let constant = types::tokens(&scheme.constant);
    let names: Vec<String> = match &scheme.kind {
        SchemeKind::Basic => vec!["user".to_owned(), "password".to_owned()],
        SchemeKind::Signature(recipe) => recipe
            .credentials
            .iter()
            .map(|name| crate::lower::names::value_name(name))
            .collect(),
        SchemeKind::Bearer => vec!["token".to_owned()],
        _ => vec!["key".to_owned()],
    };
    let arguments = names
        .iter()
        .map(|name| types::tokens(&format!("{}: impl Into<v1::Secret>", literal::ident(name))));
    let values = names
        .iter()
        .map(|name| types::tokens(&format!("{}.into()", literal::ident(name))));
    let main = quote! {
        #docs
        pub fn #method(mut self, #(#arguments),*) -> Self {
            self.core = self.core.credential(&#constant, [#(#values),*]);
            self
        }
    };
    let SchemeKind::Signature(recipe) = &scheme.kind else {
        return main;
    };
    if recipe.algorithms.len() < 2 {
        return main;
    }
    let spellings: Vec<String> = recipe
        .algorithms
        .iter()
        .map(|algorithm| code(&algorithm.spelling))
        .collect();
    let docs = documentation::line(&format!(
        "Signs with this algorithm: one of {}; the first is the default.",
        spellings.join(", ")
    ));
    let method = types::tokens(&format!("{}_algorithm", scheme.setter));
    quote! {
        #main

        #docs
        pub fn #method(mut self, algorithm: impl AsRef<str>) -> Self {
            self.core = self.core.signature_algorithm(&#constant, algorithm.as_ref());
            self
        }
    }
}

fn call_items() -> Vec<Item> {
    vec![
        Item::Code(quote! {
            /// A call that is ready to be sent: an operation and the client that carries it.
            #[derive(Clone, Debug)]
            #[must_use = "a call does nothing until it is sent"]
            pub struct Call<Op> { client: Client, pub(super) operation: Op }
        }),
        Item::Code(quote! {
            impl<Op: v1::Operation> Call<Op> {
                /// Sends the request and reads the answer.
                ///
                /// # Errors
                ///
                /// When a credential is missing, when a value cannot be sent, when the server cannot be reached, when it refuses (a status
                /// outside 2xx, or an envelope that says no), or when its answer cannot be understood. [`Error`](v1::Error) tells these
                /// apart, and its `failure` gives what the operation is documented to fail with.
                pub async fn send(self) -> Result<Op::Output, v1::Error> { v1::send(self.client.core, self.operation).await }

                /// Sends the request, reads the answer, and keeps what came beside the value: status, headers, body.
                ///
                /// # Errors
                ///
                /// Those of [`send`](Self::send).
                pub async fn send_for_response(self) -> Result<v1::Response<Op::Output>, v1::Error> {
                    v1::send_for_response(self.client.core, self.operation).await
                }

                /// The request as it would be sent now, signed, for a look or for sending it some other way.
                ///
                /// # Errors
                ///
                /// When a credential is missing or a value cannot be sent.
                pub fn to_request(&self) -> Result<v1::http::Request<v1::Body>, v1::Error> {
                    v1::request(&self.client.core, &self.operation)
                }

                /// The operation, a plain value.
                pub fn into_operation(self) -> Op { self.operation }
            }
        }),
    ]
}
