use super::{Guide, heading};

/// What a new version may change.
pub(super) fn section(guide: &Guide<'_>) -> Vec<String> {
    let runtime = guide.link("`runtime`", "runtime");
    let mut lines = heading("Upgrades");
    lines.extend([
        "Versions follow Semantic Versioning. A minor version may add operations, members, values and variants: structs and enums are `#[non_exhaustive]`,"
            .to_owned(),
        "so a program that compiles goes on compiling, and a value that is new to the client arrives as unrecognized before it has a name. What the server".to_owned(),
        "takes away, or what the description had wrong, is a major version (below 1.0 a minor one), and `#[deprecated]` before that where there is time.".to_owned(),
        "Raising the oldest Rust is a minor version.".to_owned(),
        format!("The interface of {runtime} is stable within a major version of `specloom-runtime`."),
    ]);
    lines
}
