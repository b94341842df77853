use super::Node;
use crate::source::Span;

/// Mappings up to this size are searched from the front, which is as quick as an index and needs no
/// memory.
const SMALL: usize = 12;

/// Keys and values in the order of the document; no key occurs twice.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    entries: Box<[Entry]>,
    /// Positions of the entries in the order of their keys; empty for small mappings.
    by_key: Box<[u32]>,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key. One that was not text in YAML, such as `200`, is here as it was written.
    pub key: Box<str>,
    /// Where the key stands, quotes included.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Mapping {
    /// Makes a mapping. Entries whose key came before are given back, each with the place of the
    /// first one.
    #[must_use]
    pub fn new(mut entries: Vec<Entry>) -> (Self, Vec<(Span, Entry)>) {
        let rejected = reject_duplicates(&mut entries);
        let by_key = if entries.len() > SMALL {
            order(&entries)
        } else {
            Vec::new()
        };
        (
            Self {
                entries: entries.into(),
                by_key: by_key.into(),
            },
            rejected,
        )
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a key, for the place where the key stands.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        if self.by_key.is_empty() {
            return self.entries.iter().find(|entry| &*entry.key == key);
        }
        let key_at = |position: u32| self.entries.get(position as usize).map_or("", |entry| &entry.key);
        let found = self
            .by_key
            .binary_search_by(|position| key_at(*position).cmp(key))
            .ok()?;
        let position = self.by_key.get(found)?;
        self.entries.get(*position as usize)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let mut entries = self.entries.iter_mut();
        entries.find(|entry| &*entry.key == key).map(|entry| &mut entry.value)
    }

    /// The entries in the order of the document.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// The values in the order of the document, to change them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Node)> {
        self.entries.iter_mut().map(|entry| (&*entry.key, &mut entry.value))
    }

    /// Sets the value of a key: in place of the one that it has, else behind all others.
    pub fn set(&mut self, key: &str, value: Node) {
        if let Some(known) = self.get_mut(key) {
            *known = value;
            return;
        }
        let mut entries = std::mem::take(self).into_entries();
        entries.push(Entry {
            key: key.into(),
            key_span: value.span,
            value,
        });
        (*self, _) = Self::new(entries);
    }

    /// Keeps the entries of which this is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&Entry) -> bool) {
        let mut entries = std::mem::take(self).into_entries();
        entries.retain(|entry| keep(entry));
        (*self, _) = Self::new(entries);
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries, to build another mapping from.
    #[must_use]
    pub fn into_entries(self) -> Vec<Entry> {
        self.entries.into_vec()
    }
}

impl<'a> IntoIterator for &'a Mapping {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Positions by key, equal keys in the order of the document.
fn order(entries: &[Entry]) -> Vec<u32> {
    let mut keyed: Vec<(&str, u32)> = (0u32..)
        .zip(entries)
        .map(|(position, entry)| (&*entry.key, position))
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, position)| position).collect()
}

fn reject_duplicates(entries: &mut Vec<Entry>) -> Vec<(Span, Entry)> {
    let mut firsts: Vec<Option<Span>> = Vec::new();
    let mut keyed: Vec<(&str, usize)> = entries
        .iter()
        .enumerate()
        .map(|(at, entry)| (&*entry.key, at))
        .collect();
    keyed.sort_unstable();
    for equal in keyed.chunk_by(|(a, _), (b, _)| a == b) {
        let [(_, first), again @ ..] = equal else {
            continue;
        };
        let Some(first) = entries.get(*first).map(|entry| entry.key_span) else {
            continue;
        };
        for (_, position) in again {
            firsts.resize(entries.len(), None);
            if let Some(slot) = firsts.get_mut(*position) {
                *slot = Some(first);
            }
        }
    }
    if firsts.is_empty() {
        return Vec::new();
    }
    let mut rejected = Vec::new();
    let mut kept = Vec::with_capacity(entries.len());
    for (entry, first) in std::mem::take(entries).into_iter().zip(firsts) {
        match first {
            Some(first) => rejected.push((first, entry)),
            None => kept.push(entry),
        }
    }
    *entries = kept;
    rejected
}
