use std::path::PathBuf;

use serde::Deserialize;

use super::record::{Fault, Place};

/// A line of `cargo --message-format json`, as far as it is of use here.
#[derive(Debug, Deserialize)]
pub(super) struct Message {
    reason: String,
    #[serde(default)]
    manifest_path: PathBuf,
    message: Option<Said>,
}

/// What the compiler says.
#[derive(Debug, Deserialize)]
struct Said {
    level: String,
    message: String,
    code: Option<SaidCode>,
    spans: Vec<SaidSpan>,
}

#[derive(Debug, Deserialize)]
struct SaidCode {
    code: String,
}

#[derive(Debug, Deserialize)]
struct SaidSpan {
    file_name: String,
    line_start: usize,
    column_start: usize,
    is_primary: bool,
}

impl Message {
    /// The folder of the package that it is about: our crates are called as their folders are.
    pub(super) fn package(&self) -> String {
        let folder = self.manifest_path.parent().and_then(|folder| folder.file_name());
        folder.unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Whether it says that a crate is done.
    pub(super) fn is_artifact(&self) -> bool {
        self.reason == "compiler-artifact"
    }
}

/// The error that a message tells of, if it tells of one.
pub(super) fn fault(message: &Message, tool: &'static str) -> Option<Fault> {
    let said = message
        .message
        .as_ref()
        .filter(|said| said.level.starts_with("error"))?;
    let place = said.spans.iter().find(|span| span.is_primary).map(|span| Place {
        // Seen from the crate, wherever Cargo was run.
        file: match span.file_name.split_once(&format!("{}/", message.package())) {
            Some((_, file)) => file.to_owned(),
            None => span.file_name.clone(),
        },
        line: span.line_start,
        column: span.column_start,
    });
    Some(Fault {
        tool,
        code: said.code.as_ref().map(|code| code.code.clone()),
        message: said.message.clone(),
        place,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_led_back_to_its_crate_and_its_place_in_it() {
        let line = r#"{"reason":"compiler-message","package_id":"x","manifest_path":"/folder/crates/corpus-shop/Cargo.toml",
            "message":{"level":"error","message":"mismatched types","code":{"code":"E0308","explanation":null},
            "spans":[{"file_name":"crates/corpus-shop/src/lib.rs","line_start":3,"column_start":5,"is_primary":true}]}}"#;
        let message: Message = serde_json::from_str(line).unwrap();
        assert_eq!(message.package(), "corpus-shop");
        let expected = Fault {
            tool: "clippy",
            code: Some("E0308".to_owned()),
            message: "mismatched types".to_owned(),
            place: Some(Place {
                file: "src/lib.rs".to_owned(),
                line: 3,
                column: 5,
            }),
        };
        assert_eq!(fault(&message, "clippy"), Some(expected));
        let warning = line.replace(r#""level":"error""#, r#""level":"warning""#);
        assert_eq!(fault(&serde_json::from_str(&warning).unwrap(), "clippy"), None);
    }
}
