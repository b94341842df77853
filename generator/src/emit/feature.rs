use super::literal;

/// The attribute that lets an item in where any one of these Cargo features is on; nothing where there are none.
#[must_use]
pub(crate) fn gate(features: &[String]) -> String {
    let named: Vec<String> = features
        .iter()
        .map(|feature| format!("feature = {}", literal::string(feature)))
        .collect();
    match named.as_slice() {
        [] => String::new(),
        [single] => format!("#[cfg({single})]"),
        several => format!("#[cfg(any({}))]", several.join(", ")),
    }
}
