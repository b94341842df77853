use serde_json::Value as Json;

use super::Sampler;
use super::text::Use;
use crate::ir;
use crate::load::Node;
use crate::openapi::{MediaType, Operation, Response};

/// Answers that were made: status, media type, body.
type Made = Vec<(u16, String, Json)>;

impl<'t> Sampler<'t> {
    /// Answers for those successes that the description shows no fitting example of, and the names of examples that do not fit, or that
    /// stand for an answer which the client does not ask for.
    pub(super) fn answers(&self, operation: Operation<'t>, lowered: &ir::Operation) -> (Made, Vec<String>) {
        let (mut made, mut unfit) = (Vec::new(), Vec::new());
        let responses = operation.responses(self.document);
        let accept = lowered.answer.accept.as_deref().unwrap_or("application/json");
        for response in &responses {
            let content = response.content();
            let has_asked_for = content.iter().any(|media| is_asked_for(media.name, accept));
            for media in content {
                let is_asked_for = !has_asked_for || media.is_json() || is_asked_for(media.name, accept);
                let shown = self.shown(media);
                let mut shows_one = false;
                for (name, value) in &shown {
                    let fits = match (media.is_json() || media.name.contains('*'), media.schema()) {
                        (true, Some(schema)) => self.received.check(schema, &value.to_json()).is_ok(),
                        (true, None) => true,
                        (false, _) => value.as_str().is_some(),
                    };
                    let fits = fits && is_asked_for;
                    shows_one |= fits;
                    if !fits {
                        let named = name.map_or_else(String::new, |name| format!(": {name}"));
                        unfit.push(format!("{} {}{named}", response.status, media.name));
                    }
                }
                if let Some(status) = success(response, &responses)
                    && !shows_one
                    && media.is_json()
                    && let Some(schema) = media.schema()
                    && let Ok(value) = self.fitting(&self.received, schema, "answer", Use::Encoded, Vec::new())
                {
                    made.push((status, media.name.to_owned(), value));
                }
            }
        }
        unfit.sort_unstable();
        (made, unfit)
    }

    fn shown(&self, media: MediaType<'t>) -> Vec<(Option<&'t str>, &'t Node)> {
        let single = media.node.get("example").map(|node| (None, node));
        let several = media.node.get("examples").and_then(Node::as_mapping);
        let several = several
            .into_iter()
            .flat_map(|mapping| mapping.iter())
            .filter_map(|entry| {
                let value = self.document.follow(&entry.value).get("value")?;
                Some((Some(&*entry.key), value))
            });
        single.into_iter().chain(several).collect()
    }
}

/// Whether a media type is among those that a client takes.
fn is_asked_for(media_type: &str, accept: &str) -> bool {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let media_type = essence(media_type);
    accept
        .split(',')
        .map(essence)
        .any(|taken| match taken.strip_suffix('*') {
            Some(range) => range == "*/" || media_type.starts_with(range),
            None => taken == media_type,
        })
}

/// The status of a success: the one that is written, or one that nothing else is written for.
fn success(response: &Response<'_>, all: &[Response<'_>]) -> Option<u16> {
    let listed = |status: &u16| all.iter().any(|other| other.status == status.to_string());
    // Where nothing else is a success, leading elsewhere is one.
    let succeeds = |other: &Response<'_>| other.status.starts_with(['2', '3']);
    match response.status {
        "default" if all.iter().any(succeeds) => None,
        "default" | "2XX" | "2xx" => (200..300).find(|status| !listed(status)),
        status => status.parse().ok().filter(|status| (200..300).contains(status)),
    }
}
