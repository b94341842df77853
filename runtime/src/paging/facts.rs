use bytes::Bytes;

use super::{Next, Paging, Style, link, path};
use crate::Answer;

/// Where an answer tells something of its list.
#[derive(Clone, Copy, Debug)]
pub(super) enum Told {
    /// In a member.
    Member(&'static [&'static str]),
    /// In a header.
    Header(&'static str),
}

impl Told {
    /// What it tells, as JSON text; nothing where it tells nothing.
    fn read(self, answer: &Answer, text: &str) -> Option<String> {
        match self {
            Self::Member(path) => path::at(text, path).map(str::to_owned),
            Self::Header(name) => {
                let value = answer.headers().get(name)?.to_str().ok()?;
                serde_json::to_string(value.trim()).ok()
            }
        }
    }

    fn number(self, answer: &Answer, text: &str) -> Option<u64> {
        path::text_of(&self.read(answer, text)?)?.parse().ok()
    }

    fn flag(self, answer: &Answer, text: &str) -> Option<bool> {
        match &*path::text_of(&self.read(answer, text)?)?.to_ascii_lowercase() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }
}

/// What a page says of itself and of its list.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The number of its items.
    pub(super) count: u64,
    /// The text of its items.
    pub(super) items: Bytes,
    pub(super) total: Option<u64>,
    pub(super) pages: Option<u64>,
    pub(super) more: Option<bool>,
    /// The cursor of the next page, as JSON text, or its address; nothing where it is absent, null or empty.
    pub(super) next: Option<String>,
}

impl Facts {
    /// Reads what the page says; what it does not say, or says in a way that cannot be understood, is not known.
    pub(super) fn read(paging: &Paging, answer: &Answer) -> Self {
        let text = answer.utf8().unwrap_or_default();
        let items = path::at(text, paging.items).unwrap_or("[]");
        let list = path::list(items).unwrap_or_default();
        let next = match paging.next {
            Next::Counted => None,
            Next::Told(Told::Header("link")) if paging.style == Style::Link => link::next(answer.headers()),
            Next::Told(told) => told.read(answer, text).and_then(|json| match paging.style {
                Style::Link => path::text_of(&json),
                _ => Some(json),
            }),
            Next::OfLastItem(path) => list.last().and_then(|item| path::at(item, path)).map(str::to_owned),
        };
        Self {
            count: list.len() as u64,
            items: answer.body().slice_ref(items_of(answer.body(), items)),
            total: paging.total.and_then(|told| told.number(answer, text)),
            pages: paging.pages.and_then(|told| told.number(answer, text)),
            more: paging.more.and_then(|told| told.flag(answer, text)),
            next: next.filter(|next| !matches!(next.as_str(), "" | "\"\"")),
        }
    }
}

/// The bytes of the items; those of the literal that stands for none are not part of the body.
fn items_of<'a>(body: &'a Bytes, items: &'a str) -> &'a [u8] {
    let bytes = items.as_bytes();
    if body.as_ptr_range().contains(&bytes.as_ptr()) {
        bytes
    } else {
        body.get(..0).unwrap_or_default()
    }
}
