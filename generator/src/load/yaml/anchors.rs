use std::collections::HashMap;

use crate::load::{DEEPEST, Node, Value};

/// How much may be copied for anchors and aliases, in nodes; [`TEXT`] bytes of text count as one.
/// It is more than the largest public descriptions have in all, and takes less than 100 MB.
const BUDGET: usize = 500_000;
const TEXT: usize = 64;

/// The values that aliases can refer to.
#[derive(Default)]
pub(super) struct Anchors {
    kept: HashMap<usize, Anchored>,
    spent: usize,
}

struct Anchored {
    node: Node,
    /// How many levels of collections it has.
    height: usize,
    weight: usize,
}

/// Why an alias gets no value.
pub(super) enum Refusal {
    /// All aliases together copy too much.
    TooMany,
    /// The copy would lie too deep.
    TooDeep,
    /// The value is not finished: the alias is a part of it.
    Unfinished,
}

impl Anchors {
    /// Keeps a value for the aliases to come. None if too much was copied.
    pub(super) fn keep(&mut self, anchor: usize, node: &Node, height: usize) -> Option<()> {
        // The parser numbers anchors from 1.
        if anchor == 0 {
            return Some(());
        }
        let weight = weight(node);
        self.spend(weight)?;
        self.kept.insert(
            anchor,
            Anchored {
                node: node.clone(),
                height,
                weight,
            },
        );
        Some(())
    }

    /// A copy for an alias at a depth, and its height.
    pub(super) fn copy(&mut self, anchor: usize, depth: usize) -> Result<(Node, usize), Refusal> {
        let weight = self
            .kept
            .get(&anchor)
            .map(|anchored| anchored.weight)
            .ok_or(Refusal::Unfinished)?;
        self.spend(weight).ok_or(Refusal::TooMany)?;
        let anchored = self.kept.get(&anchor).ok_or(Refusal::Unfinished)?;
        if depth + anchored.height > DEEPEST {
            return Err(Refusal::TooDeep);
        }
        Ok((anchored.node.clone(), anchored.height))
    }

    fn spend(&mut self, weight: usize) -> Option<()> {
        self.spent = self.spent.saturating_add(weight);
        (self.spent <= BUDGET).then_some(())
    }
}

fn weight(node: &Node) -> usize {
    1 + match &node.value {
        Value::Null | Value::Bool(_) => 0,
        Value::Number(text) | Value::String(text) => text.len() / TEXT,
        Value::Sequence(items) => items.iter().map(weight).sum(),
        Value::Mapping(mapping) => mapping
            .iter()
            .map(|entry| entry.key.len() / TEXT + weight(&entry.value))
            .sum(),
    }
}
