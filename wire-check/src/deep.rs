use serde_json::{Map, Value};

/// A text and the names that lead to it, such as `a` and `0` for `name[a][0]`.
pub(crate) type Leaf = (Vec<String>, String);

/// The names behind the first one in `name[a][0]`; nothing where this is not written so.
pub(crate) fn steps(key: &str, name: &str) -> Option<Vec<String>> {
    let mut rest = key.strip_prefix(name)?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        let (step, behind) = rest.strip_prefix('[')?.split_once(']')?;
        steps.push(step.to_owned());
        rest = behind;
    }
    Some(steps)
}

/// The value that is written as texts with their paths. Whether it is a list is seen at the value that was given.
pub(crate) fn assembled(leaves: &[Leaf], given: &Value) -> Value {
    match given {
        Value::Array(items) => list(leaves, items),
        Value::Object(members) => object(leaves, members),
        _ => match leaves {
            [(path, text)] if path.is_empty() => Value::from(text.as_str()),
            _ => Value::Null,
        },
    }
}

fn object(leaves: &[Leaf], given: &Map<String, Value>) -> Value {
    let mut made = Map::new();
    for (path, _) in leaves {
        let Some(name) = path.first().filter(|name| !made.contains_key(*name)) else {
            continue;
        };
        let below = below(leaves, name);
        made.insert(name.clone(), assembled(&below, given.get(name).unwrap_or(&Value::Null)));
    }
    Value::Object(made)
}

/// Items are numbered, or bear no number and stand in their order.
fn list(leaves: &[Leaf], given: &[Value]) -> Value {
    let numbered = leaves
        .iter()
        .all(|(path, _)| path.first().is_some_and(|step| step.parse::<usize>().is_ok()));
    let groups: Vec<Vec<Leaf>> = if numbered {
        let numbers = leaves
            .iter()
            .filter_map(|(path, _)| path.first()?.parse::<usize>().ok());
        let count = numbers.max().map_or(0, |last| last.saturating_add(1));
        (0..count.min(leaves.len()))
            .map(|number| below(leaves, &number.to_string()))
            .collect()
    } else {
        let without = |(path, text): &Leaf| vec![(path.iter().skip(1).cloned().collect(), text.clone())];
        leaves.iter().map(without).collect()
    };
    let shape = |at: usize| given.get(at).unwrap_or(&Value::Null);
    groups
        .iter()
        .enumerate()
        .map(|(at, leaves)| assembled(leaves, shape(at)))
        .collect()
}

fn below(leaves: &[Leaf], step: &str) -> Vec<Leaf> {
    let inside = leaves
        .iter()
        .filter(|(path, _)| path.first().is_some_and(|first| first == step));
    inside
        .map(|(path, text)| (path.iter().skip(1).cloned().collect(), text.clone()))
        .collect()
}
