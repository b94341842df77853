/// Implements what every generated object has: reading, writing, `new` with the required members as arguments and,
/// for those that are sent, a setter for each optional member.
///
/// The members stand in four groups: `required`; `nullable` (required, may be null); `optional`; `three_state` (absent, null
/// or a value); and `extra`, the map that takes every other member. Each row is `field: argument type = "name on the wire"`,
/// with `text` behind it where amounts are written as strings.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_object {
    ($object:ident $direction:ident {
        $(required { $($required:ident: $required_type:ty = $required_name:literal $($required_spelling:ident)?,)* })?
        $(nullable { $($nullable:ident: $nullable_type:ty = $nullable_name:literal $($nullable_spelling:ident)?,)* })?
        $(optional { $($optional:ident: $optional_type:ty = $optional_name:literal $($optional_spelling:ident)?,)* })?
        $(three_state { $($three:ident: $three_type:ty = $three_name:literal $($three_spelling:ident)?,)* })?
        $(extra { $extra:ident: $extra_type:ty $(, $extra_spelling:ident)? })?
    }) => {
        impl $object {
            /// The required members as arguments, every other member absent.
            #[allow(clippy::disallowed_names, clippy::too_many_arguments, reason = "the members and their names are the API's")]
            #[must_use]
            pub fn new($($($required: $required_type,)*)? $($($nullable: ::core::option::Option<$nullable_type>,)*)?) -> Self {
                Self {
                    $($($required: $required.into(),)*)?
                    $($($nullable: $nullable.map(::core::convert::Into::into),)*)?
                    $($($optional: ::core::option::Option::None,)*)?
                    $($($three: $crate::codegen::v1::Nullable::Absent,)*)?
                    $($extra: ::core::default::Default::default(),)?
                }
            }
        }

        $crate::codegen::v1::setters! {
            @$direction $object {
                optional { $($($optional: $optional_type,)*)? }
                three_state { $($($three: $three_type,)*)? }
                extra { $($extra: $extra_type)? }
            }
        }

        impl $crate::codegen::v1::serde::Serialize for $object {
            fn serialize<S: $crate::codegen::v1::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                use $crate::codegen::v1::serde::ser::SerializeMap;
                #[allow(unused_mut, reason = "an object may have no members")]
                let mut map = serializer.serialize_map(::core::option::Option::None)?;
                $($(map.serialize_entry($required_name, $crate::codegen::v1::spelling!(&self.$required $(, $required_spelling)?))?;)*)?
                $($(map.serialize_entry($nullable_name, $crate::codegen::v1::spelling!(&self.$nullable $(, $nullable_spelling)?))?;)*)?
                $($(if self.$optional.is_some() {
                    map.serialize_entry($optional_name, $crate::codegen::v1::spelling!(&self.$optional $(, $optional_spelling)?))?;
                })*)?
                $($(if !self.$three.is_absent() {
                    map.serialize_entry($three_name, $crate::codegen::v1::spelling!(&self.$three $(, $three_spelling)?))?;
                })*)?
                #[allow(dead_code, reason = "an object may have no place for further members")]
                const NAMED: &[&str] = &[
                    $($($required_name,)*)?
                    $($($nullable_name,)*)?
                    $($($optional_name,)*)?
                    $($($three_name,)*)?
                ];
                $(for (name, value) in &self.$extra {
                    if NAMED.contains(&name.as_str()) {
                        let problem = ::std::format!("the member `{name}` has a field of its own and cannot be a further one");
                        return Err($crate::codegen::v1::serde::ser::Error::custom(problem));
                    }
                    map.serialize_entry(name, $crate::codegen::v1::spelling!(value $(, $extra_spelling)?))?;
                })?
                map.end()
            }
        }

        impl<'de> $crate::codegen::v1::serde::Deserialize<'de> for $object {
            fn deserialize<D: $crate::codegen::v1::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                struct Members;
                impl<'de> $crate::codegen::v1::serde::de::Visitor<'de> for Members {
                    type Value = $object;

                    fn expecting(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        f.write_str(concat!("an object, ", stringify!($object)))
                    }

                    #[allow(clippy::disallowed_names, reason = "the names are the API's")]
                    fn visit_map<A: $crate::codegen::v1::serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> ::core::result::Result<$object, A::Error> {
                        $($(let mut $required = ::core::option::Option::None;)*)?
                        $($(let mut $nullable = ::core::option::Option::None;)*)?
                        $($(let mut $optional = ::core::option::Option::None;)*)?
                        $($(let mut $three = $crate::codegen::v1::Nullable::Absent;)*)?
                        $(let mut $extra = ::std::collections::BTreeMap::new();)?
                        while let Some(key) = map.next_key::<$crate::codegen::v1::Key<'de>>()? {
                            match key.as_str() {
                                $($($required_name => $required = ::core::option::Option::Some(map.next_value()?),)*)?
                                $($($nullable_name => $nullable = ::core::option::Option::Some(map.next_value()?),)*)?
                                $($($optional_name => $optional = map.next_value()?,)*)?
                                $($($three_name => $three = map.next_value()?,)*)?
                                $(_ if true => {
                                    $extra.insert(key.into_string(), map.next_value()?);
                                })?
                                _ => $crate::codegen::v1::skip(&mut map)?,
                            }
                        }
                        Ok($object {
                            $($($required: match $required {
                                ::core::option::Option::Some(value) => value,
                                ::core::option::Option::None => return Err($crate::codegen::v1::missing($required_name)),
                            },)*)?
                            $($($nullable: match $nullable {
                                ::core::option::Option::Some(value) => value,
                                ::core::option::Option::None => return Err($crate::codegen::v1::missing($nullable_name)),
                            },)*)?
                            $($($optional,)*)?
                            $($($three,)*)?
                            $($extra,)?
                        })
                    }
                }
                deserializer.deserialize_map(Members)
            }
        }
    };
}

/// Setters that take and return the value they change. `@received` objects have none.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_setters {
    (@received $($rest:tt)*) => {};
    (@sent $object:ident {
        optional { $($optional:ident: $optional_type:ty,)* }
        three_state { $($three:ident: $three_type:ty,)* }
        extra { $($extra:ident: $extra_type:ty)? }
    }) => {
        impl $object {
            $(
                /// Sets a member that the description does not name.
                #[must_use]
                pub fn $extra(mut self, name: impl ::core::convert::Into<::std::string::String>, value: impl ::core::convert::Into<$extra_type>) -> Self {
                    self.$extra.insert(name.into(), value.into());
                    self
                }
            )?
            $(
                #[doc = concat!("Sets [`", stringify!($optional), "`](field@Self::", stringify!($optional), ").")]
                #[must_use]
                pub fn $optional(mut self, value: $optional_type) -> Self {
                    self.$optional = ::core::option::Option::Some(value.into());
                    self
                }
            )*
            $(
                #[doc = concat!("Sets [`", stringify!($three), "`](field@Self::", stringify!($three), ").")]
                #[must_use]
                pub fn $three(mut self, value: $three_type) -> Self {
                    self.$three = value.into();
                    self
                }
            )*
        }
    };
    (call $call:ident<$operation:ident> {
        $(own { $($own:ident: $own_type:ty,)* })?
        $(own_three_state { $($own_three:ident: $own_three_type:ty,)* })?
        $(body $body:path {
            $(optional { $($optional:ident: $optional_type:ty,)* })?
            $(three_state { $($three:ident: $three_type:ty,)* })?
        })?
    }) => {
        impl $call<$operation> {
            $($(
                #[doc = concat!("Sets [`", stringify!($own), "`](field@", stringify!($operation), "::", stringify!($own), ").")]
                #[must_use]
                pub fn $own(mut self, value: $own_type) -> Self {
                    self.operation.$own = ::core::option::Option::Some(value.into());
                    self
                }
            )*)?
            $($($(
                #[doc = concat!("Sets [`", stringify!($optional), "`](field@", stringify!($body), "::", stringify!($optional), ").")]
                #[must_use]
                pub fn $optional(mut self, value: $optional_type) -> Self {
                    self.operation.body.$optional = ::core::option::Option::Some(value.into());
                    self
                }
            )*)?
            $($(
                #[doc = concat!("Sets [`", stringify!($three), "`](field@", stringify!($body), "::", stringify!($three), ").")]
                #[must_use]
                pub fn $three(mut self, value: $three_type) -> Self {
                    self.operation.body.$three = value.into();
                    self
                }
            )*)?)?
        }
    };
}
