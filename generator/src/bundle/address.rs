/// What stands in a `$ref`: a file, or the one that the reference stands in, and a place in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The steps of the path from the folder of the file that holds the reference, decoded; none for that file itself.
    pub(super) steps: Option<Vec<String>>,
    /// The pointer, decoded.
    pub(super) pointer: String,
}

/// Why an address is no place in a neighbouring file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Foreign {
    /// It has a scheme or a host.
    Network,
    /// Its path begins at the root of the machine.
    Absolute,
    /// It has a query, which no file takes.
    Query,
}

impl Address {
    /// Takes a reference apart, as a URI reference.
    pub(super) fn of(text: &str) -> Result<Self, Foreign> {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let pointer = decoded(fragment);
        if path.is_empty() {
            return Ok(Self { steps: None, pointer });
        }
        if path.starts_with("//") || has_scheme(path) {
            return Err(Foreign::Network);
        }
        if path.starts_with(['/', '\\']) {
            return Err(Foreign::Absolute);
        }
        if path.contains('?') {
            return Err(Foreign::Query);
        }
        let steps = path.split('/').map(decoded).filter(|step| !step.is_empty());
        Ok(Self {
            steps: Some(steps.collect()),
            pointer,
        })
    }
}

/// Whether a path begins as a URL does, `https:` or `file:`; a drive of Windows, `C:`, looks the same.
fn has_scheme(path: &str) -> bool {
    let Some((scheme, _)) = path.split_once(':') else {
        return false;
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
}

/// Text without its percent-encoding; a sign that encodes nothing stays.
fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

/// The reference to a component of the document.
pub(super) fn pointer(section: &str, name: &str) -> String {
    let step = name.replace('~', "~0").replace('/', "~1").replace('%', "%25");
    format!("#/components/{section}/{step}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(text: &str) -> Vec<String> {
        Address::of(text).unwrap().steps.unwrap()
    }

    #[test]
    fn paths_and_pointers_are_decoded_apart() {
        assert_eq!(steps("./a%20b//c.yaml#/x%2Fy"), [".", "a b", "c.yaml"]);
        assert_eq!(Address::of("a.yaml#/x~1y%20%7Bz%7D").unwrap().pointer, "/x~1y {z}");
        assert_eq!(steps("%2e%2e/a.yaml"), ["..", "a.yaml"]);
        assert_eq!(steps("100%.yaml"), ["100%.yaml"]);
        assert_eq!(steps("a+b.yaml"), ["a+b.yaml"]);
        assert_eq!(Address::of("#/a").unwrap().steps, None);
    }

    #[test]
    fn other_machines_and_roots_are_told_from_neighbours() {
        for text in [
            "https://shop.example/a.yaml",
            "file:///etc/passwd",
            "//shop.example/a",
            "urn:a:b",
            "C:/a.yaml",
        ] {
            assert_eq!(Address::of(text), Err(Foreign::Network), "{text}");
        }
        assert_eq!(Address::of("/etc/passwd"), Err(Foreign::Absolute));
        assert_eq!(Address::of("\\\\host\\share"), Err(Foreign::Absolute));
        assert_eq!(Address::of("a.yaml?version=1"), Err(Foreign::Query));
        assert!(Address::of("a/b:c.yaml").is_ok());
    }
}
