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
                optional { $($($(#[$optional_about])* $optional: $optional_type $(, $optional_mark)?;)*)? }
                three_state { $($($(#[$three_about])* $three: $three_type;)*)? }
                extra { $($extra: $extra_type)? }
            }
        }

        #[allow(deprecated, reason = "a member that goes away is still there")]
        impl $crate::codegen::v1::serde::Serialize for $object {
            fn serialize<__S: $crate::codegen::v1::serde::Serializer>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::codegen::v1::write_object(
                    serializer,
                    <Self as $crate::codegen::v1::Object>::NAMES,
                    &[
                        $($($crate::__specloom_v1_spelling!(&self.$required $(, $required_mark)?),)*)?
                        $($($crate::__specloom_v1_spelling!(&self.$nullable $(, $nullable_mark)?),)*)?
                    ],
                    &[
                        $($($crate::__specloom_v1_spelling!(&self.$optional $(, $optional_mark)?),)*)?
                        $($($crate::__specloom_v1_spelling!(&self.$three $(, $three_mark)?),)*)?
                    ],
                    $crate::__specloom_v1_further!($($crate::__specloom_v1_spelling!(&self.$extra $(, $extra_mark)?))?),
                )
            }
        }

        impl<'de> $crate::codegen::v1::serde::Deserialize<'de> for $object {
            fn deserialize<__D: $crate::codegen::v1::serde::Deserializer<'de>>(deserializer: __D) -> ::core::result::Result<Self, __D::Error> {
                $crate::codegen::v1::read_object(deserializer)
            }
        }

        #[doc(hidden)]
        #[allow(deprecated, reason = "a member that goes away is still there")]
        impl $crate::codegen::v1::Object for $object {
            const EXPECTED: &'static str = concat!("an object, ", stringify!($object));

            const NAMES: &'static [&'static str] = &[
                $($($required_name,)*)?
                $($($nullable_name,)*)?
                $($($optional_name,)*)?
                $($($three_name,)*)?
            ];

            #[allow(clippy::disallowed_names, reason = "the names are the API's")]
            fn read<'de, __M: $crate::codegen::v1::serde::de::MapAccess<'de>>(map: __M) -> ::core::result::Result<Self, __M::Error> {
                $($(let mut $required = ::core::option::Option::<$required_type>::None;)*)?
                $($(let mut $nullable = ::core::option::Option::<::core::option::Option<$nullable_type>>::None;)*)?
                $($(let mut $optional = ::core::option::Option::<$optional_type>::None;)*)?
                $($(let mut $three = $crate::codegen::v1::Nullable::<$three_type>::Absent;)*)?
                $(let mut $extra = ::std::collections::BTreeMap::<::std::string::String, $extra_type>::new();)?
                $crate::codegen::v1::read_members(
                    map,
                    Self::NAMES,
                    &mut [$($(&mut $required,)*)? $($(&mut $nullable,)*)?],
                    &mut [$($(&mut $optional,)*)? $($(&mut $three,)*)?],
                    $crate::__specloom_v1_further!($(&mut $extra)?),
                )?;
                #[allow(unreachable_patterns, reason = "an object may have no required members")]
                match ($($($required,)*)? $($($nullable,)*)?) {
                    ($($(::core::option::Option::Some($required),)*)? $($(::core::option::Option::Some($nullable),)*)?) => Ok($object {
                        $($($required,)*)?
                        $($($nullable,)*)?
                        $($($optional,)*)?
                        $($($three,)*)?
                        $($extra,)?
                    }),
                    _ => Err($crate::codegen::v1::missing("a required member")),
                }
            }
        }
    };
}

/// The members that the description does not name, where an object has a place for them.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_further {
    () => {
        &mut ()
    };
    ($members:expr) => {
        $members
    };
}

/// Setters that take and return the value they change. `@received` objects have none.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_setters {
    (@received $($rest:tt)*) => {};
    (@sent $object:ident {
        optional { $($(#[$optional_about:meta])* $optional:ident: $optional_type:ty $(, $optional_mark:ident)?;)* }
        three_state { $($(#[$three_about:meta])* $three:ident: $three_type:ty;)* }
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
                #[doc = ""]
                $(#[$optional_about])*
                #[must_use]
                pub fn $optional(mut self, value: $crate::__specloom_v1_argument!($($optional_mark)?; $optional_type)) -> Self {
                    self.$optional = ::core::option::Option::Some(::core::convert::Into::into(value));
                    self
                }
            )*
            $(
                #[doc = concat!("Sets [`", stringify!($three), "`](field@Self::", stringify!($three), ").")]
                #[doc = ""]
                $(#[$three_about])*
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
