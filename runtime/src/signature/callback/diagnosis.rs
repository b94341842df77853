//! Looks for the reason of a refusal, by trying what people get wrong. Nothing here accepts anything.

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use subtle::ConstantTimeEq;

use super::super::mac::MACS;
use super::super::{Encoding, Inputs, Piece};
use super::CallbackHint;
use super::url::variations;
use crate::Secret;
use crate::signature::{body_md5, target};

/// Why a signature may not fit. The inputs are those that it was compared with.
pub(super) fn of_signature(inputs: &Inputs<'_>, signature: &str) -> Vec<CallbackHint> {
    let mut hints = Vec::new();
    let recipe = inputs.recipe;
    let decoded = recipe.encoding.decode(signature);
    if let Some(decoded) = &decoded {
        let fits = |inputs: &Inputs<'_>| fits(inputs, decoded);
        if fits(&Inputs {
            values: &trimmed(inputs.values),
            ..*inputs
        }) {
            hints.push(CallbackHint::WhiteSpace { fits_without: true });
        }
        if inputs.values.len() == 2 {
            let exchanged: Vec<Secret> = inputs.values.iter().rev().cloned().collect();
            hints.extend(
                fits(&Inputs {
                    values: &exchanged,
                    ..*inputs
                })
                .then_some(CallbackHint::Exchanged),
            );
        }
        hints.extend(other_url(inputs, decoded));
        hints.extend(
            MACS.into_iter()
                .filter(|mac| Some(*mac) != inputs.mac())
                .find(|mac| mac.verify(inputs.key(), &inputs.text(), decoded))
                .map(|found| CallbackHint::OtherAlgorithm { found }),
        );
    }
    let encodings = [Encoding::Hex, Encoding::Base64];
    hints.extend(
        encodings
            .into_iter()
            .find(|encoding| leniently(*encoding, signature).is_some_and(|decoded| fits(inputs, &decoded)))
            .map(|found| CallbackHint::OtherEncoding { found }),
    );
    if hints.is_empty() && has_white_space(inputs.values) {
        hints.push(CallbackHint::WhiteSpace { fits_without: false });
    }
    if hints.is_empty() && recipe.uses_body() && inputs.method != "GET" {
        let rewritten = decoded.is_some_and(|decoded| rewritten(inputs, &decoded));
        hints.push(match (rewritten, inputs.body) {
            (true, _) => CallbackHint::BodyRewritten,
            (false, []) => CallbackHint::BodyEmpty,
            (false, _) => CallbackHint::BodyCovered,
        });
    }
    hints
}

/// Why a token may not be ours. `fits` says whether the signature fits when the token is taken for granted.
pub(super) fn of_token(values: &[Secret], found: &str, fits: bool) -> Vec<CallbackHint> {
    let is = |value: &str| bool::from(value.as_bytes().ct_eq(found.trim().as_bytes()));
    if values
        .iter()
        .any(|value| value.expose() != found && is(value.expose().trim()))
        && has_white_space(values)
    {
        return vec![CallbackHint::WhiteSpace { fits_without: true }];
    }
    if values.iter().any(|value| is(value.expose())) {
        return vec![CallbackHint::Exchanged];
    }
    if fits {
        vec![CallbackHint::SecretFits]
    } else {
        Vec::new()
    }
}

fn fits(inputs: &Inputs<'_>, signature: &[u8]) -> bool {
    !inputs.key().is_empty()
        && inputs
            .mac()
            .is_some_and(|mac| mac.verify(inputs.key(), &inputs.text(), signature))
}

fn other_url(inputs: &Inputs<'_>, signature: &[u8]) -> Option<CallbackHint> {
    let covers = |piece| inputs.recipe.covers(piece);
    if !covers(Piece::Url) && !covers(Piece::Target) {
        return None;
    }
    let fitting = variations(inputs.url).into_iter().find(|variation| {
        let inputs = Inputs {
            url: &variation.url,
            target: target(&variation.url),
            ..*inputs
        };
        fits(&inputs, signature)
    });
    fitting.map(|variation| CallbackHint::OtherUrl {
        difference: variation.difference,
    })
}

fn trimmed(values: &[Secret]) -> Vec<Secret> {
    values.iter().map(|value| Secret::from(value.expose().trim())).collect()
}

fn has_white_space(values: &[Secret]) -> bool {
    values.iter().any(|value| value.expose().trim() != value.expose())
}

/// Reads a signature as people write it, which no verification does.
fn leniently(encoding: Encoding, signature: &str) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Hex => Encoding::Hex.decode(signature.trim()),
        Encoding::Base64 => {
            let config = GeneralPurposeConfig::new()
                .with_decode_padding_mode(DecodePaddingMode::Indifferent)
                .with_decode_allow_trailing_bits(true);
            let alphabet = if signature.contains(['-', '_']) {
                URL_SAFE
            } else {
                STANDARD
            };
            GeneralPurpose::new(&alphabet, config).decode(signature.trim()).ok()
        }
    }
}

/// Larger bodies are not written another way: whoever sends nonsense should not keep us busy.
const MOST_REWRITTEN: usize = 64 * 1024;

/// Whether the signature fits the body as another program would write the same JSON, or with another end.
fn rewritten(inputs: &Inputs<'_>, signature: &[u8]) -> bool {
    if inputs.body.len() > MOST_REWRITTEN {
        return false;
    }
    let mut spellings = vec![
        inputs.body.trim_ascii().to_vec(),
        [inputs.body, b"\n"].concat(),
        [inputs.body, b"\r\n"].concat(),
    ];
    if let Ok(value) = serde_json::from_slice::<crate::Json>(inputs.body) {
        let compact = compact(value.text());
        spellings.push(spaced(&compact).into_bytes());
        spellings.extend(
            serde_json::from_str::<serde_json::Value>(&compact)
                .ok()
                .and_then(|value| serde_json::to_vec_pretty(&value).ok()),
        );
        spellings.push(compact.into_bytes());
    }
    spellings
        .iter()
        .filter(|body| body.as_slice() != inputs.body)
        .any(|body| {
            let method = http::Method::from_bytes(inputs.method.as_bytes()).unwrap_or(http::Method::POST);
            let digest = body_md5(&method, body);
            fits(
                &Inputs {
                    body,
                    body_md5: &digest,
                    ..*inputs
                },
                signature,
            )
        })
}

/// JSON without white space between its parts; the members keep their order and their spelling.
fn compact(text: &str) -> String {
    let mut inside = false;
    let mut escaped = false;
    let mut kept = String::with_capacity(text.len());
    for character in text.chars() {
        if !inside && character.is_ascii_whitespace() {
            continue;
        }
        if character == '"' && !escaped {
            inside = !inside;
        }
        escaped = inside && character == '\\' && !escaped;
        kept.push(character);
    }
    kept
}

/// Compact JSON with a space behind each comma and colon, as some languages write it.
fn spaced(compact: &str) -> String {
    let mut inside = false;
    let mut escaped = false;
    let mut spaced = String::with_capacity(compact.len() * 2);
    for character in compact.chars() {
        if character == '"' && !escaped {
            inside = !inside;
        }
        escaped = inside && character == '\\' && !escaped;
        spaced.push(character);
        if !inside && matches!(character, ',' | ':') {
            spaced.push(' ');
        }
    }
    spaced
}
