use anstream::{eprintln, print, println};
use specloom::diagnostics::{Code, nearest};

use crate::Outcome;
use crate::arguments::Explain;

/// `specloom explain`
pub(crate) fn run(arguments: &Explain) -> Outcome {
    let Some(name) = &arguments.code else {
        for code in Code::ALL {
            println!("{:24} {:8} {}", code.name(), code.severity(), code.summary());
        }
        return Outcome::Done;
    };
    if let Some(code) = Code::from_name(name) {
        print!("{}", code.explanation());
        return Outcome::Done;
    }
    eprintln!("error: there is no diagnostic `{name}`");
    match nearest(name, Code::ALL.iter().map(|code| code.name())) {
        Some(near) => eprintln!("help: did you mean `{near}`?"),
        None => eprintln!("help: `specloom explain` lists them all"),
    }
    Outcome::Failed
}
