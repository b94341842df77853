use anstream::{eprint, eprintln, print, println};
use specloom::Generator;
use specloom::diagnostics::{Code, Renderer, nearest};

use crate::Outcome;
use crate::arguments::Explain;

/// `specloom explain`
pub(crate) fn run(arguments: &Explain) -> Outcome {
    if let (Some(item), Some(document)) = (&arguments.item, &arguments.subject) {
        return explain_item(item, document);
    }
    let Some(name) = &arguments.subject else {
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

/// `specloom explain --item`
fn explain_item(name: &str, document: &str) -> Outcome {
    match Generator::new(document).explain(name) {
        Ok(Ok(told)) => {
            print!("{told}");
            Outcome::Done
        }
        Ok(Err(near)) => {
            eprintln!("error: the client has no item `{name}`");
            match near {
                Some(near) => eprintln!("help: did you mean `{near}`?"),
                None => eprintln!("help: name it by its path, such as `models::Pet` or `Pet::name`"),
            }
            Outcome::Failed
        }
        Err(failure) => {
            eprint!("{}", Renderer::styled().render(&failure.report, &failure.sources));
            Outcome::of(&failure)
        }
    }
}
