//! YAML text to a tree: YAML 1.2 with its core schema, plus merge keys (`<<`), which descriptions
//! in the wild use.

mod anchors;
mod builder;
mod frame;
mod mistake;
mod scalar;

use granit_parser::{Parser, options};

use self::builder::Builder;
use super::{DEEPEST, Node};
use crate::diagnostics::Report;
use crate::source::SourceId;

/// Keys longer than the 1,024 characters that YAML allows occur in generated descriptions, and harm
/// nobody.
const LONGEST_KEY: usize = 1 << 16;

/// Reads the one document of a YAML text. Equal keys and keys that are not text are reported and
/// reading goes on; at a syntax error it ends.
pub(super) fn read(source: SourceId, text: &str, report: &mut Report) -> Option<Node> {
    let options = options! {
        emit_comments: false,
        simple_key_max_lookahead: LONGEST_KEY,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut builder = Builder::new(source, text, report);
    for step in Parser::new_from_str_with_options(text, options) {
        match step {
            Ok((event, span)) => builder.take(event, &span)?,
            Err(error) => {
                report.push(mistake::diagnostic(&error, source, text));
                return None;
            }
        }
    }
    builder.finish()
}
