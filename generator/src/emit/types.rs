use proc_macro2::TokenStream;

use crate::ir::Type;

/// Where types of the API are named from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Inside the folder of the types.
    Models,
    /// From a file beside that folder.
    Crate,
}

/// The type as it is written.
#[must_use]
pub(crate) fn text(ty: &Type, scope: Scope) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::Integer { bits, signed } => format!("{}{bits}", if *signed { 'i' } else { 'u' }),
        Type::Float => "f64".to_owned(),
        Type::Amount { .. } => "v1::Amount".to_owned(),
        Type::String => "String".to_owned(),
        Type::Secret => "v1::Secret".to_owned(),
        Type::Timestamp => "v1::Timestamp".to_owned(),
        Type::CivilDateTime => "v1::CivilDateTime".to_owned(),
        Type::Date => "v1::Date".to_owned(),
        Type::Time => "v1::Time".to_owned(),
        Type::Uuid => "v1::Uuid".to_owned(),
        Type::Json => "v1::Json".to_owned(),
        Type::Base64 => "v1::Base64".to_owned(),
        Type::Ip(None) => "v1::IpAddr".to_owned(),
        Type::Ip(Some(version)) => format!("v1::Ipv{version}Addr"),
        Type::File => "v1::File".to_owned(),
        Type::Upload => "v1::Upload".to_owned(),
        Type::Download => "v1::Download".to_owned(),
        Type::List(inner) => format!("Vec<{}>", text(inner, scope)),
        Type::Map(inner) => format!("BTreeMap<String, {}>", text(inner, scope)),
        Type::Model(name) if scope == Scope::Crate => format!("models::{name}"),
        Type::Model(name) => name.clone(),
        Type::Foreign(path) => path.clone(),
        Type::Boxed(inner) => format!("Box<{}>", text(inner, scope)),
        Type::Optional(inner) => format!("Option<{}>", text(inner, scope)),
    }
}

/// Tokens of generated text. The text is made of names that are known to be sound, so it always has some.
#[must_use]
pub(crate) fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}
