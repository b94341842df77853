/// Makes an object and implements what every one has: reading, writing, `new` with the required members as arguments and, for those
/// that are sent, a setter for each optional member.
///
/// The members stand in four groups: `required`; `nullable` (required, may be null); `optional`; `three_state` (absent, null
/// or a value); and `extra`, the map that takes every other member. Each row is `field: type = "name on the wire"`, with `into` behind
/// it where anything is taken that becomes the type, and `text` where amounts are written as strings.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_object {
    (
        $(#[$about:meta])*
        pub struct $object:ident: $direction:ident $(+ $derive:ident)* {
            $(required { $($(#[$required_about:meta])* $required:ident: $required_type:ty = $required_name:literal $($required_mark:ident)? $(: $required_limits:literal)?,)* })?
            $(nullable { $($(#[$nullable_about:meta])* $nullable:ident: $nullable_type:ty = $nullable_name:literal $($nullable_mark:ident)? $(: $nullable_limits:literal)?,)* })?
            $(optional { $($(#[$optional_about:meta])* $optional:ident: $optional_type:ty = $optional_name:literal $($optional_mark:ident)? $(: $optional_limits:literal)?,)* })?
            $(three_state { $($(#[$three_about:meta])* $three:ident: $three_type:ty = $three_name:literal $($three_mark:ident)? $(: $three_limits:literal)?,)* })?
            $(extra { $extra:ident: $extra_type:ty $(, $extra_mark:ident)? })?
        }
    ) => {
        $(#[$about])*
        #[doc = $crate::__specloom_v1_type_docs!($object $(#[$about])*)]
        #[derive(Clone, Debug, PartialEq $(, $derive)*)]
        #[non_exhaustive]
        pub struct $object {
            $($(
                $(#[$required_about])*
                #[doc = $crate::__specloom_v1_member_docs!($required_name $(#[$required_about])*)]
                $(#[doc = $crate::__specloom_v1_limits!($required_limits)])?
                pub $required: $required_type,
            )*)?
            $($(
                $(#[$nullable_about])*
                #[doc = $crate::__specloom_v1_member_docs!($nullable_name $(#[$nullable_about])*)]
                $(#[doc = $crate::__specloom_v1_limits!($nullable_limits)])?
                pub $nullable: ::core::option::Option<$nullable_type>,
            )*)?
            $($(
                $(#[$optional_about])*
                #[doc = $crate::__specloom_v1_member_docs!($optional_name $(#[$optional_about])*)]
                $(#[doc = $crate::__specloom_v1_limits!($optional_limits)])?
                pub $optional: ::core::option::Option<$optional_type>,
            )*)?
            $($(
                $(#[$three_about])*
                #[doc = $crate::__specloom_v1_member_docs!($three_name $(#[$three_about])*)]
                $(#[doc = $crate::__specloom_v1_limits!($three_limits)])?
                pub $three: $crate::codegen::v1::Nullable<$three_type>,
            )*)?
            $(
                /// Every other member, by its name.
                pub $extra: ::std::collections::BTreeMap<::std::string::String, $extra_type>,
            )?
        }

        #[allow(deprecated, reason = "a member that goes away is still there")]
        impl $object {
            /// The required members as arguments, every other member absent.
            #[allow(clippy::disallowed_names, clippy::too_many_arguments, reason = "the members and their names are the API's")]
            #[must_use]
            pub fn new(
                $($($required: $crate::__specloom_v1_argument!($($required_mark)?; $required_type),)*)?
                $($($nullable: ::core::option::Option<$nullable_type>,)*)?
            ) -> Self {
                Self {
                    $($($required: ::core::convert::Into::into($required),)*)?
                    $($($nullable,)*)?
                    $($($optional: ::core::option::Option::None,)*)?
                    $($($three: $crate::codegen::v1::Nullable::Absent,)*)?
                    $($extra: ::core::default::Default::default(),)?
                }
            }
        }

        $crate::codegen::v1::setters! {
            @$direction $object {
                optional { $($($optional: $optional_type $(, $optional_mark)?;)*)? }
                three_state { $($($three: $three_type;)*)? }
                extra { $($extra: $extra_type)? }
            }
        }

        #[allow(deprecated, reason = "a member that goes away is still there")]
        impl $crate::codegen::v1::serde::Serialize for $object {
            fn serialize<__S: $crate::codegen::v1::serde::Serializer>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
                use $crate::codegen::v1::serde::ser::SerializeMap as _;
                #[allow(unused_mut, reason = "an object may have no members")]
                let mut map = serializer.serialize_map(::core::option::Option::None)?;
                $($(map.serialize_entry($required_name, $crate::codegen::v1::spelling!(&self.$required $(, $required_mark)?))?;)*)?
                $($(map.serialize_entry($nullable_name, $crate::codegen::v1::spelling!(&self.$nullable $(, $nullable_mark)?))?;)*)?
                $($(if self.$optional.is_some() {
                    map.serialize_entry($optional_name, $crate::codegen::v1::spelling!(&self.$optional $(, $optional_mark)?))?;
                })*)?
                $($(if !self.$three.is_absent() {
                    map.serialize_entry($three_name, $crate::codegen::v1::spelling!(&self.$three $(, $three_mark)?))?;
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
                    map.serialize_entry(name, $crate::codegen::v1::spelling!(value $(, $extra_mark)?))?;
                })?
                map.end()
            }
        }

        #[allow(deprecated, reason = "a member that goes away is still there")]
        impl<'de> $crate::codegen::v1::serde::Deserialize<'de> for $object {
            fn deserialize<__D: $crate::codegen::v1::serde::Deserializer<'de>>(deserializer: __D) -> ::core::result::Result<Self, __D::Error> {
                struct __Members;
                impl<'de> $crate::codegen::v1::serde::de::Visitor<'de> for __Members {
                    type Value = $object;

                    fn expecting(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        f.write_str(concat!("an object, ", stringify!($object)))
                    }

                    #[allow(clippy::disallowed_names, reason = "the names are the API's")]
                    fn visit_map<__A: $crate::codegen::v1::serde::de::MapAccess<'de>>(
                        self,
                        mut map: __A,
                    ) -> ::core::result::Result<$object, __A::Error> {
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
                deserializer.deserialize_map(__Members)
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
        optional { $($optional:ident: $optional_type:ty $(, $optional_mark:ident)?;)* }
        three_state { $($three:ident: $three_type:ty;)* }
        extra { $($extra:ident: $extra_type:ty)? }
    }) => {
        #[allow(deprecated, reason = "a member that goes away is still there")]
        impl $object {
            $(
                /// Sets a member that the description does not name.
                #[must_use]
                pub fn $extra(mut self, name: impl ::core::convert::Into<::std::string::String>, value: impl ::core::convert::Into<$extra_type>) -> Self {
                    self.$extra.insert(::core::convert::Into::into(name), ::core::convert::Into::into(value));
                    self
                }
            )?
            $(
                #[doc = concat!("Sets [`", stringify!($optional), "`](field@Self::", stringify!($optional), ").")]
                #[must_use]
                pub fn $optional(mut self, value: $crate::__specloom_v1_argument!($($optional_mark)?; $optional_type)) -> Self {
                    self.$optional = ::core::option::Option::Some(::core::convert::Into::into(value));
                    self
                }
            )*
            $(
                #[doc = concat!("Sets [`", stringify!($three), "`](field@Self::", stringify!($three), ").")]
                #[must_use]
                pub fn $three(mut self, value: impl ::core::convert::Into<$crate::codegen::v1::Nullable<$three_type>>) -> Self {
                    self.$three = ::core::convert::Into::into(value);
                    self
                }
            )*
        }
    };
}

/// What a function takes for a value: the type itself, or anything that becomes it.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_argument {
    (into; $type:ty) => {
        impl ::core::convert::Into<$type>
    };
    ($($mark:ident)?; $type:ty) => {
        $type
    };
}

/// What values are allowed, as documentation.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_limits {
    ($limits:literal) => {
        concat!("\n\nAllowed: ", $limits, ".")
    };
}

/// The documentation of a type of which the description says nothing; nothing where it says something.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_type_docs {
    ($name:ident) => {
        concat!("`", stringify!($name), "`, of which the description says nothing more.")
    };
    ($name:ident $(#[$about:meta])+) => {
        ""
    };
}

/// The documentation of a member, a value or a parameter of which the description says nothing; nothing where it says something.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_member_docs {
    ($name:literal) => {
        concat!("`", $name, "`.")
    };
    ($name:literal $(#[$about:meta])+) => {
        ""
    };
}
