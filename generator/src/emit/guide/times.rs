use super::{Guide, heading};
use crate::ir::{Model, Type};

/// Times without a zone, where the API has some: the one thing about its values that a type cannot make right.
pub(super) fn section(guide: &Guide<'_>) -> Option<Vec<String>> {
    let operations = guide.api.groups.iter().flat_map(|group| &group.operations);
    let exchanged = operations.flat_map(|operation| operation.sent_types().chain(operation.received_types()));
    let members = guide.api.models.iter().flat_map(Model::parts);
    if !exchanged.chain(members).any(has_no_zone) {
        return None;
    }
    let mut lines = heading("Times without a zone");
    lines.extend([
        format!(
            "The API writes some times without saying where they hold. They are {} and stay what they are: the client adds no zone that",
            guide.link("`CivilDateTime`", "runtime::CivilDateTime")
        ),
        "nobody has promised. Where you know it, say so: `time.to_zoned_datetime(TimeZone::UTC)?` makes an instant of one. Do not compare such a time with your own clock before."
            .to_owned(),
    ]);
    Some(lines)
}

fn has_no_zone(ty: &Type) -> bool {
    match ty {
        Type::CivilDateTime => true,
        Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) | Type::Optional(inner) => has_no_zone(inner),
        _ => false,
    }
}
