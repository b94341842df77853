/// Makes operations lists from a table: what each is a list of, how its pages follow on each other, and where the items of a page are.
///
/// A place is `query["name"]`, `form["name"]` or `body["member", "member"]` of a request, and `answer["member", "member"]` or
/// `header["name"]` of what comes back. What stands behind `items` leads from the value of the answer to the list.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_paged {
    ($(
        $operation:ident of $item:ty = $style:ident $(($choose:ident[$($chosen:literal),+]))? {
            $($what:ident: $place:ident[$($step:literal),*],)*
        } items [$($path:tt)*],
    )*) => {
        $(impl $crate::codegen::v1::Paged for $operation {
            type Item = $item;

            const PAGING: &'static $crate::codegen::v1::Paging =
                &$crate::codegen::v1::Paging::$style($($crate::__specloom_v1_input!($choose $($chosen)+))?)
                    $(.$what($crate::__specloom_v1_told!($place $($step)*)))*;

            #[allow(deprecated, reason = "what goes away is still there")]
            fn items(page: Self::Output) -> ::std::vec::Vec<$item> {
                $crate::__specloom_v1_path!(page $($path)*).unwrap_or_default()
            }
        })*
    };
}

/// Where a parameter of paging goes.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_input {
    (query $name:literal) => {
        $crate::codegen::v1::Input::Query($name)
    };
    (form $name:literal) => {
        $crate::codegen::v1::Input::Form($name)
    };
    (body $($step:literal)+) => {
        $crate::codegen::v1::Input::Body(&[$($step),+])
    };
}

/// Where something of paging stands.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_told {
    (answer $($step:literal)*) => {
        &[$($step),*]
    };
    (header $name:literal) => {
        $name
    };
    ($place:ident $($step:literal)+) => {
        $crate::__specloom_v1_input!($place $($step)+)
    };
}

/// What a path of fields leads to, where all of it is there: `?` behind a field that may be absent, `!` behind one that may be null as well.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_path {
    ($page:ident $($step:tt)*) => {{
        let found = ::core::option::Option::Some($page);
        $crate::__specloom_v1_step!(found $($step)*)
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_step {
    ($found:ident) => {
        $found
    };
    ($found:ident ? $(, $($rest:tt)*)?) => {{
        let found = $found.flatten();
        $crate::__specloom_v1_step!(found $($($rest)*)?)
    }};
    ($found:ident $field:ident ? $(, $($rest:tt)*)?) => {{
        let found = $found.and_then(|found| found.$field);
        $crate::__specloom_v1_step!(found $($($rest)*)?)
    }};
    ($found:ident $field:ident ! $(, $($rest:tt)*)?) => {{
        let found = $found.and_then(|found| found.$field.into_option());
        $crate::__specloom_v1_step!(found $($($rest)*)?)
    }};
    ($found:ident $field:ident $(, $($rest:tt)*)?) => {{
        let found = $found.map(|found| found.$field);
        $crate::__specloom_v1_step!(found $($($rest)*)?)
    }};
}
