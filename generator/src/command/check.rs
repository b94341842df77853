use anstream::{eprint, println};
use specloom::Generator;
use specloom::diagnostics::{Renderer, to_json};

use crate::Outcome;
use crate::arguments::{Check, Format};

/// `specloom check`
pub(crate) fn run(arguments: &Check) -> Outcome {
    let mut generator = Generator::new(&arguments.document);
    if let Some(root) = &arguments.root {
        generator = generator.root(root);
    }
    if arguments.deny.is_some() {
        generator = generator.deny_warnings();
    }
    let (report, sources, outcome) = match generator.check() {
        Ok((report, sources)) => (report, sources, Outcome::Done),
        Err(failure) => {
            let outcome = Outcome::of(&failure);
            (failure.report, failure.sources, outcome)
        }
    };
    match arguments.format {
        Format::Json => println!("{:#}", to_json(&report, &sources)),
        Format::Text if report.is_empty() => println!("{}: nothing to report", arguments.document.display()),
        Format::Text => eprint!("{}", Renderer::styled().render(&report, &sources)),
    }
    outcome
}
