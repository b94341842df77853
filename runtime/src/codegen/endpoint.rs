/// Makes the operations of a group from tables: the methods of the group, each operation as a value, and the setters of its call.
///
/// The head of each is `method(…) = Operation -> Output`, with the name of a struct in the parentheses where the method takes one instead
/// of single arguments. What follows `request` to `failure` is the table of `operation!`. Then come the parameters: `required` ones are
/// arguments of the method, `optional` ones setters. A body stands alone (`body`), may be left out (`optional_body`), lends its members to
/// the method (`members_of`), or consists of rows of its own (`members`).
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_endpoints {
    (impl $group:ident {
        $(
            $(#[$about:meta])*
            $method:ident($($arguments:ident)?) = $operation:ident -> $output:ty { $($table:tt)* }
        )*
    }) => {
        impl $group {
            $($crate::__specloom_v1_method! {
                [$(#[$about])*] $group::$method($($arguments)?) = $operation { $($table)* }
            })*
        }

        $($crate::__specloom_v1_endpoint! {
            $group::$method($($arguments)?) = $operation -> $output { $($table)* }
        })*
    };
}

/// An operation as a value, the struct of its arguments where it has one, and the setters of its call.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_endpoint {
    (
        $group:ident::$method:ident($($arguments:ident)?) = $operation:ident -> $output:ty {
            request: $verb:ident $path:literal as $id:literal, repeat: $repeat:ident, security: [$([$($scheme:ident),*]),*],
            $(server: $server:literal,)?
            $(idempotency_key: $idempotency_key:literal,)?
            $(sensitive: $sensitive:literal,)?
            $(accept: $accept:literal,)?
            answer: $answer:ident $(($envelope:expr))?, $(failure: $failure:ty $(= $failing:ident $failed:pat)?,)?
            $(example: $example:literal $(with $outside:literal)?,)?
            $(required {
                $($(#[$required_about:meta])* $required_place:ident $required:ident: $required_type:ty = $required_name:literal $(=> $required_how:ident)? $($required_mark:ident)? $(: $required_limits:literal)?,)*
            })?
            $(optional {
                $($(#[$optional_about:meta])* $optional_place:ident $optional:ident: $optional_type:ty = $optional_name:literal $(=> $optional_how:ident)? $($optional_mark:ident)? $(: $optional_limits:literal)?,)*
            })?
            $(members $members:ident $([$($member_styled:literal $member_style:ident),*])? $(= $members_media:literal)? {
                $(required {
                    $($(#[$needed_about:meta])* $needed_kind:ident $needed:ident: $needed_type:ty = $needed_name:literal $(=> $needed_media:literal)? $($needed_mark:ident)? $(: $needed_limits:literal)?,)*
                })?
                $(nullable {
                    $($(#[$null_about:meta])* value $nullable:ident: $nullable_type:ty = $nullable_name:literal $($nullable_mark:ident)? $(: $nullable_limits:literal)?,)*
                })?
                $(optional {
                    $($(#[$part_about:meta])* $part_kind:ident $part:ident: $part_type:ty = $part_name:literal $(=> $part_media:literal)? $($part_mark:ident)? $(: $part_limits:literal)?,)*
                })?
                $(three_state {
                    $($(#[$state_about:meta])* value $three_state:ident: $three_state_type:ty = $three_state_name:literal $($three_state_mark:ident)? $(: $three_state_limits:literal)?,)*
                })?
            })?
            $(body {
                $(#[$body_about:meta])*
                $body_format:ident $([$($styled:literal $style:ident),*])? $body:ident: $body_type:ty $(= $body_media:literal)? $(; $body_mark:ident)?,
            })?
            $(optional_body {
                $(#[$maybe_about:meta])*
                $maybe_format:ident $([$($maybe_styled:literal $maybe_style:ident),*])? $maybe:ident: $maybe_type:ty $(= $maybe_media:literal)? $(; $maybe_mark:ident)?,
            })?
            $(members_of {
                $(#[$lent_about:meta])*
                $lent_format:ident $([$($lent_styled:literal $lent_style:ident),*])? $lent_body:ident: $lent_type:path $(= $lent_media:literal)?,
                $(required { $($lent:ident: $lent_required:ty $(= $lent_mark:ident)?,)* })?
                $(nullable { $($null:ident: $null_type:ty,)* })?
                $(optional { $($(#[$set_about:meta])* $set:ident: $set_type:ty $(= $set_mark:ident)?,)* })?
                $(three_state { $($(#[$three_about:meta])* $three:ident: $three_type:ty,)* })?
            })?
        }
    ) => {
        #[doc = concat!("The operation behind [`", stringify!($group), "::", stringify!($method), "`]: `", stringify!($verb), " ", $path, "`.")]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct $operation {
            $($($(#[$required_about])* #[doc = $crate::__specloom_v1_member_docs!($required_name $(#[$required_about])*)] $(#[doc = $crate::__specloom_v1_limits!($required_limits)])? pub $required: $required_type,)*)?
            $($($(#[$optional_about])* #[doc = $crate::__specloom_v1_member_docs!($optional_name $(#[$optional_about])*)] $(#[doc = $crate::__specloom_v1_limits!($optional_limits)])? pub $optional: ::core::option::Option<$optional_type>,)*)?
            $(
                $($($(#[$needed_about])* #[doc = $crate::__specloom_v1_member_docs!($needed_name $(#[$needed_about])*)] $(#[doc = $crate::__specloom_v1_limits!($needed_limits)])? pub $needed: $needed_type,)*)?
                $($($(#[$null_about])* #[doc = $crate::__specloom_v1_member_docs!($nullable_name $(#[$null_about])*)] $(#[doc = $crate::__specloom_v1_limits!($nullable_limits)])? pub $nullable: ::core::option::Option<$nullable_type>,)*)?
                $($($(#[$state_about])* #[doc = $crate::__specloom_v1_member_docs!($three_state_name $(#[$state_about])*)] $(#[doc = $crate::__specloom_v1_limits!($three_state_limits)])? pub $three_state: $crate::codegen::v1::Nullable<$three_state_type>,)*)?
                $($($(#[$part_about])* #[doc = $crate::__specloom_v1_member_docs!($part_name $(#[$part_about])*)] $(#[doc = $crate::__specloom_v1_limits!($part_limits)])? pub $part: ::core::option::Option<$part_type>,)*)?
            )?
            $($(#[$body_about])* pub $body: $body_type,)?
            $($(#[$maybe_about])* pub $maybe: ::core::option::Option<$maybe_type>,)?
            $($(#[$lent_about])* pub $lent_body: $lent_type,)?
        }

        $crate::__specloom_v1_arguments! {
            [$group::$method $operation ($($arguments)?)]
            [
                $($({$(#[$required_about])*} $required: $required_type;)*)?
                $($($({$(#[$needed_about])*} $needed: $needed_type;)*)?)?
                $($($({$(#[$null_about])*} $nullable: ::core::option::Option<$nullable_type>;)*)?)?
                $({$(#[$body_about])*} $body: $body_type;)?
            ]
            [$(
                $lent_type;
                $($($lent: $lent_required;)*)?
                $($($null: ::core::option::Option<$null_type>;)*)?
            )?]
        }

        $crate::codegen::v1::operation! {
            $operation -> $output {
                id: $id,
                request: $verb $path,
                security: [$([$($scheme),*]),*],
                repeat: $repeat,
                $(server: $server,)?
                $(idempotency_key: $idempotency_key,)?
                $(sensitive: $sensitive,)?
                $(accept: $accept,)?
                answer: $answer $(($envelope))?,
                $(failure: $failure $(= $failing $failed)?,)?
                parameters: {
                    $($($required_place $required = $required_name $(as $required_how)?,)*)?
                    $($($optional_place $optional = $optional_name $(as $optional_how)?,)*)?
                },
                $(body: $members $([$($member_styled $member_style),*])? {
                    $($($needed_kind $needed = $needed_name $(=> $needed_media)? $($needed_mark)?,)*)?
                    $($(value $nullable = $nullable_name $($nullable_mark)?,)*)?;
                    $($($part_kind $part = $part_name $(=> $part_media)? $($part_mark)?,)*)?;
                    $($($three_state = $three_state_name $($three_state_mark)?,)*)?
                } $(as $members_media)?,)?
                $(body: $body_format $([$($styled $style),*])? $(as $body_media)?,)?
                $(body: $maybe_format $([$($maybe_styled $maybe_style),*])? $(as $maybe_media)?,)?
                $(body: $lent_format $([$($lent_styled $lent_style),*])? $(as $lent_media)?,)?
            }
        }

        #[allow(deprecated, reason = "what goes away is still there")]
        impl Call<$operation> {
            $($(
                #[doc = concat!("Sets [`", stringify!($optional), "`](field@", stringify!($operation), "::", stringify!($optional), ").")]
                #[doc = ""]
                $(#[$optional_about])*
                #[must_use]
                pub fn $optional(mut self, value: $crate::__specloom_v1_argument!($($optional_mark)?; $optional_type)) -> Self {
                    self.operation.$optional = ::core::option::Option::Some(::core::convert::Into::into(value));
                    self
                }
            )*)?
            $($($(
                #[doc = concat!("Sets [`", stringify!($part), "`](field@", stringify!($operation), "::", stringify!($part), ").")]
                #[doc = ""]
                $(#[$part_about])*
                #[must_use]
                pub fn $part(mut self, value: $crate::__specloom_v1_argument!($($part_mark)?; $part_type)) -> Self {
                    self.operation.$part = ::core::option::Option::Some(::core::convert::Into::into(value));
                    self
                }
            )*)?)?
            $($($(
                #[doc = concat!("Sets [`", stringify!($three_state), "`](field@", stringify!($operation), "::", stringify!($three_state), ").")]
                #[doc = ""]
                $(#[$state_about])*
                #[must_use]
                pub fn $three_state(mut self, value: impl ::core::convert::Into<$crate::codegen::v1::Nullable<$three_state_type>>) -> Self {
                    self.operation.$three_state = ::core::convert::Into::into(value);
                    self
                }
            )*)?)?
            $(
                #[doc = concat!("Sets [`", stringify!($maybe), "`](field@", stringify!($operation), "::", stringify!($maybe), ").")]
                #[must_use]
                pub fn $maybe(mut self, value: $crate::__specloom_v1_argument!($($maybe_mark)?; $maybe_type)) -> Self {
                    self.operation.$maybe = ::core::option::Option::Some(::core::convert::Into::into(value));
                    self
                }
            )?
            $($($(
                #[doc = concat!("Sets [`", stringify!($set), "`](field@", stringify!($lent_type), "::", stringify!($set), ").")]
                #[doc = ""]
                $(#[$set_about])*
                #[must_use]
                pub fn $set(mut self, value: $crate::__specloom_v1_argument!($($set_mark)?; $set_type)) -> Self {
                    self.operation.$lent_body.$set = ::core::option::Option::Some(::core::convert::Into::into(value));
                    self
                }
            )*)?)?
            $($($(
                #[doc = concat!("Sets [`", stringify!($three), "`](field@", stringify!($lent_type), "::", stringify!($three), ").")]
                #[doc = ""]
                $(#[$three_about])*
                #[must_use]
                pub fn $three(mut self, value: impl ::core::convert::Into<$crate::codegen::v1::Nullable<$three_type>>) -> Self {
                    self.operation.$lent_body.$three = ::core::convert::Into::into(value);
                    self
                }
            )*)?)?
        }
    };
}

/// The method of an operation: with single arguments, or with a struct of them where there are too many to tell apart by their order.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_method {
    (
        [$(#[$about:meta])*]
        $group:ident::$method:ident($($arguments:ident)?) = $operation:ident {
            request: $verb:ident $path:literal as $id:literal, repeat: $repeat:ident, security: [$([$($scheme:ident),*]),*],
            $(server: $server:literal,)?
            $(idempotency_key: $idempotency_key:literal,)?
            $(sensitive: $sensitive:literal,)?
            $(accept: $accept:literal,)?
            answer: $answer:ident $(($envelope:expr))?, $(failure: $failure:ty $(= $failing:ident $failed:pat)?,)?
            $(example: $example:literal $(with $outside:literal)?,)?
            $(required {
                $($(#[$required_about:meta])* $required_place:ident $required:ident: $required_type:ty = $required_name:literal $(=> $required_how:ident)? $($required_mark:ident)? $(: $required_limits:literal)?,)*
            })?
            $(optional {
                $($(#[$optional_about:meta])* $optional_place:ident $optional:ident: $optional_type:ty = $optional_name:literal $(=> $optional_how:ident)? $($optional_mark:ident)? $(: $optional_limits:literal)?,)*
            })?
            $(members $members:ident $([$($member_styled:literal $member_style:ident),*])? $(= $members_media:literal)? {
                $(required {
                    $($(#[$needed_about:meta])* $needed_kind:ident $needed:ident: $needed_type:ty = $needed_name:literal $(=> $needed_media:literal)? $($needed_mark:ident)? $(: $needed_limits:literal)?,)*
                })?
                $(nullable {
                    $($(#[$null_about:meta])* value $nullable:ident: $nullable_type:ty = $nullable_name:literal $($nullable_mark:ident)? $(: $nullable_limits:literal)?,)*
                })?
                $(optional {
                    $($(#[$part_about:meta])* $part_kind:ident $part:ident: $part_type:ty = $part_name:literal $(=> $part_media:literal)? $($part_mark:ident)? $(: $part_limits:literal)?,)*
                })?
                $(three_state {
                    $($(#[$state_about:meta])* value $three_state:ident: $three_state_type:ty = $three_state_name:literal $($three_state_mark:ident)? $(: $three_state_limits:literal)?,)*
                })?
            })?
            $(body {
                $(#[$body_about:meta])*
                $body_format:ident $([$($styled:literal $style:ident),*])? $body:ident: $body_type:ty $(= $body_media:literal)? $(; $body_mark:ident)?,
            })?
            $(optional_body {
                $(#[$maybe_about:meta])*
                $maybe_format:ident $([$($maybe_styled:literal $maybe_style:ident),*])? $maybe:ident: $maybe_type:ty $(= $maybe_media:literal)? $(; $maybe_mark:ident)?,
            })?
            $(members_of {
                $(#[$lent_about:meta])*
                $lent_format:ident $([$($lent_styled:literal $lent_style:ident),*])? $lent_body:ident: $lent_type:path $(= $lent_media:literal)?,
                $(required { $($lent:ident: $lent_required:ty $(= $lent_mark:ident)?,)* })?
                $(nullable { $($null:ident: $null_type:ty,)* })?
                $(optional { $($(#[$set_about:meta])* $set:ident: $set_type:ty $(= $set_mark:ident)?,)* })?
                $(three_state { $($(#[$three_about:meta])* $three:ident: $three_type:ty,)* })?
            })?
        }
    ) => {
        $crate::__specloom_v1_taking! {
            [$(#[$about])*
            #[doc = ""]
            #[doc = concat!("Sends `", stringify!($verb), " ", $path, "`", $crate::__specloom_v1_credentials!($([$($scheme)*])*), $crate::__specloom_v1_repeat!($repeat))]
            $(
                #[doc = concat!("Fails with [`", stringify!($failure), "`]", $($crate::__specloom_v1_statuses!($failed),)? ".")]
            )?
            $(
                #[doc = ""]
                #[doc = "Optional:"]
                $(#[doc = concat!("[`", stringify!($optional), "`](field@", stringify!($operation), "::", stringify!($optional), ")")])*
            )?
            $(
                $(
                    #[doc = ""]
                    #[doc = "Optional in the body:"]
                    $(#[doc = concat!("[`", stringify!($part), "`](field@", stringify!($operation), "::", stringify!($part), ")")])*
                )?
                $(
                    #[doc = ""]
                    #[doc = "Optional in the body, absent or null:"]
                    $(#[doc = concat!("[`", stringify!($three_state), "`](field@", stringify!($operation), "::", stringify!($three_state), ")")])*
                )?
            )?
            $(
                #[doc = ""]
                #[doc = concat!("Optional: [`", stringify!($maybe), "`](field@", stringify!($operation), "::", stringify!($maybe), ")")]
            )?
            $(
                $(
                    #[doc = ""]
                    #[doc = "Optional in the body:"]
                    $(#[doc = concat!("[`", stringify!($set), "`](field@", stringify!($lent_type), "::", stringify!($set), ")")])*
                )?
                $(
                    #[doc = ""]
                    #[doc = "Optional in the body, absent or null:"]
                    $(#[doc = concat!("[`", stringify!($three), "`](field@", stringify!($lent_type), "::", stringify!($three), ")")])*
                )?
            )?
            $(
                #[doc = ""]
                #[doc = "```"]
                #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::*;")]
                #[doc = concat!("# async fn example(client: Client" $(, ", ", $outside)?, ") -> Result<(), Box<dyn std::error::Error>> {")]
                #[doc = $example]
                #[doc = "# Ok(()) }"]
                #[doc = "```"]
            )?]
            [$method $operation ($($arguments)?)]
            [
                $($($required: $required_type, $($required_mark)?;)*)?
                $($($($needed: $needed_type, $($needed_mark)?;)*)?)?
                $($($($nullable: ::core::option::Option<$nullable_type>, ;)*)?)?
                $($body: $body_type, $($body_mark)?;)?
            ]
            [$(
                $lent_body: $lent_type;
                $($($lent: $lent_required, $($lent_mark)?;)*)?
                $($($null: ::core::option::Option<$null_type>, ;)*)?
            )?]
            [$($($optional)*)? $($($($part)*)?)? $($maybe)?]
            [$($($($three_state)*)?)?]
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_taking {
    (
        [$(#[$about:meta])*]
        [$method:ident $operation:ident ()]
        [$($field:ident: $field_type:ty, $($field_mark:ident)?;)*]
        [$($lent_body:ident: $lent_type:path; $($lent:ident: $lent_required:ty, $($lent_mark:ident)?;)*)?]
        [$($absent:ident)*]
        [$($unsaid:ident)*]
    ) => {
        $(#[$about])*
        #[allow(clippy::disallowed_names, deprecated, reason = "the names are the API's, and what goes away is still there")]
        pub fn $method(
            &self,
            $($field: $crate::__specloom_v1_argument!($($field_mark)?; $field_type),)*
            $($($lent: $crate::__specloom_v1_argument!($($lent_mark)?; $lent_required),)*)?
        ) -> Call<$operation> {
            self.client.call($operation {
                $($field: ::core::convert::Into::into($field),)*
                $($lent_body: <$lent_type>::new($($lent),*),)?
                $($absent: ::core::option::Option::None,)*
                $($unsaid: $crate::codegen::v1::Nullable::Absent,)*
            })
        }
    };
    (
        [$(#[$about:meta])*]
        [$method:ident $operation:ident ($arguments:ident)]
        [$($field:ident: $field_type:ty, $($field_mark:ident)?;)*]
        [$($lent_body:ident: $lent_type:path; $($lent:ident: $lent_required:ty, $($lent_mark:ident)?;)*)?]
        [$($absent:ident)*]
        [$($unsaid:ident)*]
    ) => {
        $(#[$about])*
        #[allow(deprecated, reason = "what goes away is still there")]
        pub fn $method(&self, arguments: $arguments) -> Call<$operation> {
            self.client.call($operation {
                $($field: arguments.$field,)*
                $($lent_body: <$lent_type>::new($(arguments.$lent),*),)?
                $($absent: ::core::option::Option::None,)*
                $($unsaid: $crate::codegen::v1::Nullable::Absent,)*
            })
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_statuses {
    ($failed:pat) => {
        concat!(" (status ", stringify!($failed), ")")
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_arguments {
    ([$group:ident::$method:ident $operation:ident ()] $($rest:tt)*) => {};
    (
        [$group:ident::$method:ident $operation:ident ($arguments:ident)]
        [$({$(#[$field_about:meta])*} $field:ident: $field_type:ty;)*]
        [$($lent_type:path; $($lent:ident: $lent_required:ty;)*)?]
    ) => {
        #[doc = concat!("What [`", stringify!($group), "::", stringify!($method), "`] must be given.")]
        #[derive(Clone, Debug, PartialEq)]
        pub struct $arguments {
            $(
                $(#[$field_about])*
                #[doc = concat!("It becomes [`", stringify!($field), "`](field@", stringify!($operation), "::", stringify!($field), ").")]
                pub $field: $field_type,
            )*
            $($(
                #[doc = concat!("It becomes [`", stringify!($lent), "`](field@", stringify!($lent_type), "::", stringify!($lent), ").")]
                pub $lent: $lent_required,
            )*)?
        }
    };
}
