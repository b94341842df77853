/// Longer words are not compared: the effort grows with the square, and nobody mistypes them into a
/// known name.
const LONGEST: usize = 64;

/// The name that a word was probably meant to be, for a "did you mean" hint.
///
/// One edit is forgiven per three characters (at least one edit, for words of three and more); case
/// and the signs `-`, `_` and space are not counted. Of equally near names, the first is taken.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = folded(word);
    let length = plain.chars().count();
    if length > LONGEST {
        return None;
    }
    let forgiven = length / 3;
    let distances = names
        .into_iter()
        .filter(|name| *name != word && name.len() <= 4 * LONGEST)
        .map(|name| {
            let distance = strsim::osa_distance(&plain, &folded(name));
            (distance, name)
        });
    let near = distances.filter(|(distance, _)| *distance <= forgiven);
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

fn folded(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typing_slips_are_recognised_and_other_words_are_not() {
        let names = ["operationId", "parameters", "responses", "in", "description"];
        assert_eq!(nearest("operationid", names), Some("operationId"));
        assert_eq!(nearest("operation_id", names), Some("operationId"));
        assert_eq!(nearest("paramters", names), Some("parameters"));
        assert_eq!(nearest("repsonses", names), Some("responses"));
        assert_eq!(nearest("desc", names), None);
        assert_eq!(nearest("is", names), None);
        assert_eq!(nearest("", names), None);
    }
}
