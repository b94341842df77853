use super::literal;
use crate::ir::{Piece, SignatureRecipe};

/// A signature as a constant expression.
#[must_use]
pub(crate) fn expression(recipe: &SignatureRecipe) -> String {
    let texts = |list: &[String]| {
        list.iter()
            .map(|text| literal::string(text))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let algorithms: Vec<String> = recipe
        .algorithms
        .iter()
        .map(|algorithm| format!("({}, v1::Mac::{})", literal::string(&algorithm.spelling), algorithm.mac))
        .collect();
    let headers: Vec<String> = recipe
        .headers
        .iter()
        .map(|(name, value)| format!("({}, &[{}])", literal::string(name), pieces(value)))
        .collect();
    let parts: Vec<String> = recipe.parts.iter().map(|part| format!("&[{}]", pieces(part))).collect();
    let date = match recipe.date {
        "Iso8601" => String::new(),
        other => format!(".date_form(v1::DateForm::{other})"),
    };
    format!(
        "v1::Signature::new(&[{}], {}, &[{}], &[{}], &[{}], {}, v1::Encoding::{}){date}",
        texts(&recipe.credentials),
        literal::string(&recipe.key),
        algorithms.join(", "),
        headers.join(", "),
        parts.join(", "),
        literal::string(&recipe.separator),
        recipe.encoding
    )
}

fn pieces(pieces: &[Piece]) -> String {
    let written = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => format!("v1::Piece::Text({})", literal::string(text)),
        Piece::Credential(name) => format!("v1::Piece::Credential({})", literal::string(name)),
        Piece::Computed(name) => format!("v1::Piece::{name}"),
    });
    written.collect::<Vec<_>>().join(", ")
}
