use subtle::ConstantTimeEq;

use super::{CallbackError, Inputs, Piece};

/// What the headers of a callback say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Captured<'h> {
    pub(super) date: Option<&'h str>,
    pub(super) algorithm: Option<&'h str>,
    pub(super) signature: Option<&'h str>,
}

/// Reads one header along its recipe: texts and credentials have to be there, the other pieces run to the next of them.
pub(super) fn capture<'h>(
    inputs: &Inputs<'_>,
    header: &'static str,
    pieces: &[Piece],
    value: &'h str,
    captured: &mut Captured<'h>,
) -> Result<(), CallbackError> {
    let mut rest = value;
    for (index, piece) in pieces.iter().enumerate() {
        let last = index + 1 == pieces.len();
        if let Some(expected) = literal(inputs, *piece) {
            let length = if last { rest.len() } else { expected.len() };
            let found = rest.get(..length).unwrap_or(rest);
            if !bool::from(found.as_bytes().ct_eq(expected.as_bytes())) {
                return Err(match piece {
                    Piece::Credential(_) => CallbackError::WrongToken {
                        header,
                        hints: Vec::new(),
                    },
                    _ => CallbackError::UnreadableHeader { header },
                });
            }
            rest = rest.get(length..).unwrap_or("");
            continue;
        }
        let next = pieces.get(index + 1).and_then(|next| literal(inputs, *next));
        let length = match next {
            Some(next) => rest.find(next).ok_or(CallbackError::UnreadableHeader { header })?,
            None => rest.len(),
        };
        let (found, remainder) = rest.split_at(length);
        rest = remainder;
        match piece {
            Piece::Date => captured.date = Some(found),
            Piece::Algorithm => captured.algorithm = Some(found),
            Piece::Signature => captured.signature = Some(found),
            _ => {}
        }
    }
    if rest.is_empty() {
        Ok(())
    } else {
        Err(CallbackError::UnreadableHeader { header })
    }
}

fn literal<'a>(inputs: &Inputs<'a>, piece: Piece) -> Option<&'a str> {
    match piece {
        Piece::Text(text) => Some(text),
        Piece::Credential(name) => Some(inputs.credential(name)),
        _ => None,
    }
}
