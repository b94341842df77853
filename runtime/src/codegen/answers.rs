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
                let status = answer.status().as_u16();
                $(if matches!(status, $status) $(&& answer.head().is($media_type))? {
                    return Ok($crate::__specloom_v1_answer!(answer, $how, $answers, $variant $(, $held)?));
                })*
                Err(::std::boxed::Box::new(answer))
            }

            fn is_streamed(head: &$crate::codegen::v1::Head) -> bool {
                let status = head.status().as_u16();
                $(if matches!(status, $status) $(&& head.is($media_type))? {
                    return $crate::__specloom_v1_is_download!($how);
                })*
                false
            }
        }
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
