/// Makes the methods that wait from a table: which operation is repeated, and until which member has which value.
///
/// `until` has the values that are waited for, `failed` those behind which none of them comes, `passing` the only ones behind which one may.
/// Times are in milliseconds.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_waiters {
    ($(
        $(#[$about:meta])*
        $method:ident of $operation:ident = [$($step:literal),+] until [$($until:literal),+] {
            $($what:ident: $value:tt,)*
        }
    )*) => {
        $(impl Call<$operation> {
            $(#[$about])*
            #[allow(deprecated, reason = "what goes away is still there")]
            pub fn $method(self) -> $crate::codegen::v1::Waiting<$operation> {
                static WAITER: $crate::codegen::v1::Waiter =
                    $crate::codegen::v1::Waiter::new(&[$($step),+], &[$($until),+])
                        $(.$what($crate::__specloom_v1_waiting!($value)))*;
                self.into_waiting(&WAITER)
            }
        })*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_waiting {
    ([$($value:literal),*]) => {
        &[$($value),*]
    };
    ($milliseconds:literal) => {
        $milliseconds
    };
}
