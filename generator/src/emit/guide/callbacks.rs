use super::{Guide, heading};
use crate::emit::callbacks;

/// What the server sends of its own accord, and how it is proven.
pub(super) fn section(guide: &Guide<'_>) -> Option<Vec<String>> {
    let api = guide.api;
    if api.callbacks.is_empty() {
        return None;
    }
    let mut lines = heading("Callbacks");
    lines.push(format!(
        "The module {} lists what the server sends of its own accord, and has the types of what that carries.",
        guide.link("`callbacks`", "callbacks")
    ));
    for (number, recipe) in callbacks::signatures(api) {
        let credentials = &recipe.arguments;
        lines.extend([
            String::new(),
            format!(
                "`callbacks::verifier{number}({})` makes what checks their signature: `verify(&method, url, &headers, now)`.",
                credentials.join(", ")
            ),
        ]);
        if let Some(gap) = callbacks::not_covered(recipe) {
            lines.push(format!(
                "**The signature does not cover {gap}**: fetch what matters through the client before you act on it."
            ));
        }
    }
    Some(lines)
}
