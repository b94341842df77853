/// Implements [`Answers`](crate::Answers) for an enum from a table: each row has the status as a pattern, perhaps the media type, how
/// the body is read, and the variant that it becomes. The first row that fits counts.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_answers {
    ($answers:ident {
        $($status:pat $(if $media_type:literal)? => $how:ident $variant:ident $(($held:ty))?,)*
    }) => {
        impl $crate::codegen::v1::Answers for $answers {
            const STREAMED: bool = $($crate::__specloom_v1_is_download!($how) ||)* false;

            fn read(
                answer: $crate::codegen::v1::Answer,
            ) -> ::core::result::Result<::core::result::Result<Self, $crate::codegen::v1::Error>, ::std::boxed::Box<$crate::codegen::v1::Answer>> {
                #[allow(unreachable_patterns, reason = "a row may take all that is left")]
                match answer.status().as_u16() {
                    $($status $(if answer.head().is($media_type))? => Ok($crate::__specloom_v1_answer!(answer, $how, $answers, $variant $(, $held)?)),)*
                    _ => Err(::std::boxed::Box::new(answer)),
                }
            }

            fn is_streamed(head: &$crate::codegen::v1::Head) -> bool {
                #[allow(unreachable_patterns, reason = "a row may take all that is left")]
                match head.status().as_u16() {
                    $($status $(if head.is($media_type))? => $crate::__specloom_v1_is_download!($how),)*
                    _ => false,
                }
            }
        }

        $crate::__specloom_v1_answering!($answers { $($how $variant $(($held))? $(as $media_type)?,)* });
    };
}

/// Has a mock answer with such an enum, where the runtime has mocks.
#[cfg(feature = "testing")]
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_answering {
    ($answers:ident { $($how:ident $variant:ident $(($held:ty))? $(as $media_type:literal)?,)* }) => {
        impl $crate::testing::Answering for $answers {
            #[allow(unreachable_patterns, reason = "a variant may stand in several rows")]
            fn content(self) -> ::core::result::Result<$crate::testing::Content, ::std::string::String> {
                let variant = ::core::mem::discriminant(&self);
                match self {
                    $($answers::$variant $(($crate::__specloom_v1_held!(held $held)))? => {
                        $crate::testing::Content::$how($($crate::__specloom_v1_held!(held $held))?)?
                            .one_of(variant, $crate::__specloom_v1_media_type!($($media_type)?))
                    })*
                }
            }
        }
    };
}

#[cfg(not(feature = "testing"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_answering {
    ($($table:tt)*) => {};
}

/// The name of what a variant holds, where it holds something.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_held {
    ($name:ident $held:ty) => {
        $name
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_answer {
    ($answer:ident, $how:ident, $answers:ident, $variant:ident) => {
        $answer.$how().map(|()| $answers::$variant)
    };
    ($answer:ident, $how:ident, $answers:ident, $variant:ident, $held:ty) => {
        $answer.$how().map($answers::$variant)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_is_download {
    (read_download) => {
        true
    };
    ($how:ident) => {
        false
    };
}
