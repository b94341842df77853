use proc_macro2::TokenStream;
use quote::quote;

use super::table::Table;
use super::{File, Item, documentation, imports, literal, signature, types};
use crate::ir::{Api, Docs, Envelope, Scheme, SchemeKind, code};

/// The client: where requests go, who sends them, and the call that carries an operation.
#[must_use]
pub(crate) fn client(api: &Api) -> File {
    let mut items: Vec<Item> = api.schemes.iter().map(|scheme| Item::Code(constant(scheme))).collect();
    items.extend(api.envelopes.iter().map(|envelope| {
        let item = Item::Code(envelope_constant(envelope));
        let item = if is_unverified(api, envelope) {
            Item::Gated(Box::new(item))
        } else {
            item
        };
        match envelope.features.as_slice() {
            [] => item,
            features => Item::Behind(features.to_vec(), Box::new(item)),
        }
    }));
    items.push(Item::Table(table(api)));
    let mut whole = imports::of(&items, &[]);
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

/// The table that the client, its builder and its calls are made from.
fn table(api: &Api) -> Table {
    let mut table = Table::new("v1::client!");
    table.docs(&Docs::line(format!("A client for {}.", api.title)));
    let product = literal::string(&format!("{}/{}", api.package.name, api.package.version));
    let server = api.base_url().map(|url| format!(" at {}", literal::string(url)));
    table.open(format!("Client = {product}{}", server.unwrap_or_default()));
    for group in &api.groups {
        table.docs(&group.docs);
        if group.feature.is_some() {
            table.row(super::gate(group.feature.as_slice()));
        }
        if group.is_unverified() {
            table.row("#[cfg(feature = \"unverified\")]");
        }
        let module = literal::ident(&group.module);
        table.row(format!("{module}: super::{module}::{},", group.name));
    }
    table.close("");
    table.open("credentials");
    for scheme in &api.schemes {
        credential(&mut table, api, scheme);
    }
    table.close("");
    table.open("environment");
    table.row(format!(
        "base_url: {},",
        literal::string(&api.package.variable("BASE_URL"))
    ));
    table.close("");
    // Only where there is one way to wrap answers can it be that of those that are not described.
    if let [envelope] = api.envelopes.as_slice()
        && !is_unverified(api, envelope)
    {
        table.row(format!("envelope: {},", envelope.constant));
    }
    table.close("");
    table
}

fn credential(table: &mut Table, api: &Api, scheme: &Scheme) {
    let mut docs = scheme.docs.clone();
    let id = code(&scheme.id);
    docs.paragraph(match &scheme.kind {
        SchemeKind::HeaderKey(name) => format!("Credentials for {id}: the value of the header {}.", code(name)),
        SchemeKind::QueryKey(name) => format!("Credentials for {id}: the value of the query parameter {}.", code(name)),
        SchemeKind::CookieKey(name) => format!("Credentials for {id}: the value of the cookie {}.", code(name)),
        SchemeKind::Basic => format!("Credentials for {id}: user name and password."),
        SchemeKind::Bearer => format!("Credentials for {id}: a token."),
        SchemeKind::Signature(_) => format!("Credentials for {id}: each request is signed with them."),
    });
    table.docs(&docs);
    let values: Vec<String> = scheme
        .values
        .iter()
        .map(|value| {
            format!(
                "{} = {}",
                literal::ident(&value.name),
                literal::string(&api.package.variable(&value.variable))
            )
        })
        .collect();
    let algorithms = match &scheme.kind {
        SchemeKind::Signature(recipe) if recipe.algorithms.len() > 1 => {
            let spellings: Vec<String> = recipe
                .algorithms
                .iter()
                .map(|algorithm| code(&algorithm.spelling))
                .collect();
            format!(
                ", {}: {}",
                scheme.algorithm_setter,
                literal::string(&spellings.join(", "))
            )
        }
        _ => String::new(),
    };
    table.row(format!(
        "{}, {}({}) = {}{algorithms};",
        literal::ident(&scheme.setter),
        scheme.source_setter,
        values.join(", "),
        scheme.constant
    ));
}
