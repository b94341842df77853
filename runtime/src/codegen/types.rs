/// Makes data types from tables, one behind the other. The word before a name says of what kind it is: an `object`, an open set of text
/// `values`, of `numbers`, of both (`mixed`), a `union` (told apart `by` a member, or by what its candidates look like), or a `text` of its own type.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_types {
    ($(
        $(#[$about:meta])*
        $kind:ident $name:ident $(by $tag:literal)? $(: $trait:ident $(+ $more:ident)*)? { $($rows:tt)* }
    )*) => {
        $($crate::__specloom_v1_type! {
            $kind [$(#[$about])*] $name $(by $tag)? $(: $trait $(+ $more)*)? { $($rows)* }
        })*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_type {
    (object [$($about:tt)*] $name:ident: $direction:ident $(+ $derive:ident)* { $($rows:tt)* }) => {
        $crate::codegen::v1::object! { $($about)* pub struct $name: $direction $(+ $derive)* { $($rows)* } }
    };
    (values [$($about:tt)*] $name:ident { $($rows:tt)* }) => {
        $crate::codegen::v1::string_enum! { $($about)* pub enum $name { $($rows)* } }
    };
    (union [$($about:tt)*] $name:ident by $tag:literal $(: $trait:ident $(+ $more:ident)*)? { $($rows:tt)* }) => {
        $crate::codegen::v1::tagged_union! { $($about)* pub enum $name by $tag $(: $trait $(+ $more)*)? { $($rows)* } }
    };
    (union [$($about:tt)*] $name:ident $(: $trait:ident $(+ $more:ident)*)? { $($rows:tt)* }) => {
        $crate::codegen::v1::union! { $($about)* pub enum $name $(: $trait $(+ $more)*)? { $($rows)* } }
    };
    (numbers [$($about:tt)*] $name:ident { $($rows:tt)* }) => {
        $crate::codegen::v1::number_enum! { $($about)* pub enum $name { $($rows)* } }
    };
    (mixed [$($about:tt)*] $name:ident { $($rows:tt)* }) => {
        $crate::codegen::v1::mixed_enum! { $($about)* pub enum $name { $($rows)* } }
    };
    (text [$($about:tt)*] $name:ident { $($rows:tt)* }) => {
        $crate::codegen::v1::newtype! { $($about)* pub struct $name { $($rows)* } }
    };
}
