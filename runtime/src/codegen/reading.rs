use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::member::{Key, missing, skip};
use crate::Nullable;

/// A type that is a JSON object with members of its own.
pub trait Object: Sized {
    /// What a reader expects, in words.
    const EXPECTED: &'static str;

    /// The names of its members on the wire: those that are required, then the others.
    const NAMES: &'static [&'static str];

    /// Reads its members.
    fn read<'de, M: MapAccess<'de>>(map: M) -> Result<Self, M::Error>;
}

/// Reads an object.
pub fn read_object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Members<T>(PhantomData<T>);
    impl<'de, T: Object> Visitor<'de> for Members<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(T::EXPECTED)
        }

        fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<T, M::Error> {
            T::read(map)
        }
    }
    deserializer.deserialize_map(Members(PhantomData))
}

/// Reads the members of an object, each into its place. Once it succeeds, every required one is filled.
pub fn read_members<'de, M: MapAccess<'de>>(
    mut map: M,
    names: &'static [&'static str],
    required: &mut [&mut dyn RequiredPlace<'de, M>],
    optional: &mut [&mut dyn Place<'de, M>],
    further: &mut dyn FurtherPlace<'de, M>,
) -> Result<(), M::Error> {
    // Members mostly come in the order of the description, so each is looked for behind the last one first.
    let mut behind = 0;
    while let Some(key) = map.next_key::<Key<'de>>()? {
        let (before, rest) = names.split_at(behind);
        let is_it = |name: &&str| *name == key.as_str();
        let at = match rest.iter().position(is_it) {
            Some(at) => Some(behind + at),
            None => before.iter().position(is_it),
        };
        behind = at.map_or(behind, |at| at + 1);
        match at {
            Some(at) if at < required.len() => required[at].read(&mut map)?,
            Some(at) => optional[at - required.len()].read(&mut map)?,
            None => further.read(key, &mut map)?,
        }
    }
    match required.iter().position(|place| !place.is_filled()) {
        Some(at) => Err(missing(names[at])),
        None => Ok(()),
    }
}

/// Where a required member goes.
pub trait RequiredPlace<'de, M: MapAccess<'de>> {
    /// Reads its value.
    fn read(&mut self, map: &mut M) -> Result<(), M::Error>;

    /// Whether it has been read.
    fn is_filled(&self) -> bool;
}

impl<'de, M: MapAccess<'de>, T: Deserialize<'de>> RequiredPlace<'de, M> for Option<T> {
    fn read(&mut self, map: &mut M) -> Result<(), M::Error> {
        *self = Some(map.next_value()?);
        Ok(())
    }

    fn is_filled(&self) -> bool {
        self.is_some()
    }
}

/// Where a member goes that may be left out.
pub trait Place<'de, M: MapAccess<'de>> {
    /// Reads its value.
    fn read(&mut self, map: &mut M) -> Result<(), M::Error>;
}

impl<'de, M: MapAccess<'de>, T: Deserialize<'de>> Place<'de, M> for Option<T> {
    fn read(&mut self, map: &mut M) -> Result<(), M::Error> {
        *self = map.next_value()?;
        Ok(())
    }
}

impl<'de, M: MapAccess<'de>, T: Deserialize<'de>> Place<'de, M> for Nullable<T> {
    fn read(&mut self, map: &mut M) -> Result<(), M::Error> {
        *self = map.next_value()?;
        Ok(())
    }
}

/// Where members go that the description does not name: into a map, or nowhere.
pub trait FurtherPlace<'de, M: MapAccess<'de>> {
    /// Reads the value of this one.
    fn read(&mut self, name: Key<'de>, map: &mut M) -> Result<(), M::Error>;
}

impl<'de, M: MapAccess<'de>> FurtherPlace<'de, M> for () {
    fn read(&mut self, _: Key<'de>, map: &mut M) -> Result<(), M::Error> {
        skip(map)
    }
}

impl<'de, M: MapAccess<'de>, T: Deserialize<'de>> FurtherPlace<'de, M> for BTreeMap<String, T> {
    fn read(&mut self, name: Key<'de>, map: &mut M) -> Result<(), M::Error> {
        self.insert(name.into_string(), map.next_value()?);
        Ok(())
    }
}

/// Reads text that becomes a value.
pub fn read_text<'de, T: for<'text> From<&'text str>, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
) -> Result<T, D::Error> {
    struct Text<T>(&'static str, PhantomData<T>);
    impl<T: for<'text> From<&'text str>> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E>(self, text: &str) -> Result<T, E> {
            Ok(T::from(text))
        }
    }
    deserializer.deserialize_str(Text(expected, PhantomData))
}
