use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::member::{MaybeText, TextSpelling};
use crate::Nullable;

/// Writes an object from the names of its members and their values: those that are always there, then those that may be left out, then
/// those that the description does not name.
pub fn write_object<S: Serializer>(
    serializer: S,
    names: &'static [&'static str],
    required: &[&dyn Member<S>],
    optional: &[&dyn OptionalMember<S>],
    further: &dyn FurtherMembers<S>,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let (of_required, of_optional) = names.split_at(required.len());
    for (name, value) in of_required.iter().zip(required) {
        value.write(name, &mut map)?;
    }
    for (name, value) in of_optional.iter().zip(optional) {
        value.write(name, &mut map)?;
    }
    further.write(names, &mut map)?;
    map.end()
}

/// A member that is always written.
pub trait Member<S: Serializer> {
    /// Writes it.
    fn write(&self, name: &'static str, map: &mut S::SerializeMap) -> Result<(), S::Error>;
}

impl<S: Serializer, T: Serialize> Member<S> for T {
    fn write(&self, name: &'static str, map: &mut S::SerializeMap) -> Result<(), S::Error> {
        map.serialize_entry(name, self)
    }
}

/// A member that is written where it has a value.
pub trait OptionalMember<S: Serializer> {
    /// Writes it, if it is there.
    fn write(&self, name: &'static str, map: &mut S::SerializeMap) -> Result<(), S::Error>;
}

impl<S: Serializer, T: Serialize> OptionalMember<S> for Option<T> {
    fn write(&self, name: &'static str, map: &mut S::SerializeMap) -> Result<(), S::Error> {
        self.as_ref().map_or(Ok(()), |value| map.serialize_entry(name, value))
    }
}

impl<S: Serializer, T: Serialize> OptionalMember<S> for Nullable<T> {
    fn write(&self, name: &'static str, map: &mut S::SerializeMap) -> Result<(), S::Error> {
        if self.is_absent() {
            Ok(())
        } else {
            map.serialize_entry(name, self)
        }
    }
}

impl<S: Serializer, T: MaybeText> OptionalMember<S> for TextSpelling<'_, Option<T>> {
    fn write(&self, name: &'static str, map: &mut S::SerializeMap) -> Result<(), S::Error> {
        self.0
            .as_ref()
            .map_or(Ok(()), |value| map.serialize_entry(name, &TextSpelling(value)))
    }
}

impl<S: Serializer, T: MaybeText> OptionalMember<S> for TextSpelling<'_, Nullable<T>> {
    fn write(&self, name: &'static str, map: &mut S::SerializeMap) -> Result<(), S::Error> {
        if self.0.is_absent() {
            Ok(())
        } else {
            map.serialize_entry(name, self)
        }
    }
}

/// Members that the description does not name.
pub trait FurtherMembers<S: Serializer> {
    /// Writes them; none can have a name of these, whose values stand in fields.
    fn write(&self, named: &[&str], map: &mut S::SerializeMap) -> Result<(), S::Error>;
}

impl<S: Serializer> FurtherMembers<S> for () {
    fn write(&self, _: &[&str], _: &mut S::SerializeMap) -> Result<(), S::Error> {
        Ok(())
    }
}

impl<S: Serializer, T: Serialize> FurtherMembers<S> for BTreeMap<String, T> {
    fn write(&self, named: &[&str], map: &mut S::SerializeMap) -> Result<(), S::Error> {
        self.iter().try_for_each(|(name, value)| {
            refuse_named(name, named)?;
            map.serialize_entry(name, value)
        })
    }
}

impl<S: Serializer, T: MaybeText> FurtherMembers<S> for TextSpelling<'_, BTreeMap<String, T>> {
    fn write(&self, named: &[&str], map: &mut S::SerializeMap) -> Result<(), S::Error> {
        self.0.iter().try_for_each(|(name, value)| {
            refuse_named(name, named)?;
            map.serialize_entry(name, &TextSpelling(value))
        })
    }
}

fn refuse_named<E: serde::ser::Error>(name: &str, named: &[&str]) -> Result<(), E> {
    if named.contains(&name) {
        let problem = format!("the member `{name}` has a field of its own and cannot be a further one");
        return Err(E::custom(problem));
    }
    Ok(())
}
