/// Implements [`Operation`](crate::Operation) from a table: the request line, who may send it, whether it may be repeated, what
/// comes back, and where each parameter goes.
///
/// The answer is read by a method of [`Answer`](crate::Answer). A failure is a type that implements [`Answers`](crate::Answers), or,
/// where all failures have one type, the statuses as a pattern and how the body is read.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_operation {
    ($operation:ident -> $output:ty {
        id: $id:literal,
        request: $method:ident $path:literal,
        security: [$([$($scheme:expr),*]),*],
        repeat: $repeat:ident,
        $(server: $server:literal,)?
        $(idempotency_key: $idempotency_key:literal,)?
        $(sensitive: $sensitive:literal,)?
        $(accept: $accept:literal,)?
        answer: $answer:ident $(($envelope:expr))?,
        $(failure: $failure:ty $(= $failing:ident $failed:pat)?,)?
        $(parameters: { $($place:ident $field:ident = $name:literal $(as $how:ident)?,)* },)?
        $(body: $($body:tt)+)?
    }) => {
        impl $crate::codegen::v1::Operation for $operation {
            type Output = $output;

            $crate::__specloom_v1_failure!($($failure $(= $failing $failed)?)?);

            const DESCRIPTION: &'static $crate::codegen::v1::Description =
                &$crate::codegen::v1::Description::new($id, $crate::codegen::v1::Method::$method, $path)
                    .security(&[$(&[$(&$scheme),*]),*])
                    $(.server($server))?
                    $(.sensitive($sensitive))?
                    $(.accept($accept))?
                    $(.idempotency_key($idempotency_key))?
                    .answered($crate::codegen::v1::AnswerKind::$answer($(&$envelope)?))
                    .streamed($crate::__specloom_v1_may_stream!($answer $output))
                    .repeat($crate::codegen::v1::Repeat::$repeat);

            #[allow(deprecated, unused_variables, reason = "an operation may have neither parameters nor a body, or one that goes away")]
            fn prepare(&self, request: &mut $crate::codegen::v1::RequestParts) -> ::core::result::Result<(), $crate::codegen::v1::Error> {
                $(request.parameters(&[
                    $((
                        $crate::codegen::v1::RequestParts::$place,
                        $name,
                        $crate::__specloom_v1_parameter!(&self.$field $(, $how)?),
                    ),)*
                ])?;)?
                $($crate::codegen::v1::body!(request, self, $($body)+);)?
                Ok(())
            }

            fn decode(answer: $crate::codegen::v1::Answer) -> ::core::result::Result<Self::Output, $crate::codegen::v1::Error> {
                answer.$answer($(&$envelope)?)
            }

            $crate::__specloom_v1_streamed!($answer $output);

            $crate::__specloom_v1_shown!();
        }
    };
}

/// Has a mock show an operation with its values where its type does, and where the runtime has mocks.
#[cfg(feature = "testing")]
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_shown {
    () => {
        fn shown(&self) -> ::core::option::Option<&dyn ::core::fmt::Debug> {
            #[allow(unused_imports, reason = "only one of them applies")]
            use $crate::testing::{Shown as _, Unshown as _};
            (&&$crate::testing::Showing(self)).shown()
        }
    };
}

#[cfg(not(feature = "testing"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_shown {
    () => {};
}

/// The value of a parameter: as its type spells it, taken apart, or as JSON text.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_parameter {
    ($value:expr) => {
        $value
    };
    ($value:expr, $how:ident) => {
        &$crate::codegen::v1::ParameterValue::$how($value)
    };
}

/// Makes the field `body`, or the fields that are the parts of a form, the body of a request.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_body {
    ($request:ident, $self:ident, $format:ident $([$($name:literal $style:ident),* $(,)?])? $(as $media_type:literal)?,) => {
        $request.$format(&$self.body $(, &[$(($name, $crate::codegen::v1::FormStyle::$style)),*])?)?;
        $($request.content_type($media_type);)?
    };
    ($request:ident, $self:ident, $format:ident {
        $($kind:ident $field:ident = $name:literal $(as $media_type:literal)?,)*
    }) => {
        $crate::codegen::v1::body!($request, $self, $format {
            $($kind $field = $name $(=> $media_type)?,)*;;
        });
    };
    ($request:ident, $self:ident, $format:ident $([$($styled:literal $style:ident),* $(,)?])? {
        $($kind:ident $field:ident = $name:literal $(=> $media_type:literal)? $($mark:ident)?,)*;
        $($some_kind:ident $some:ident = $some_name:literal $(=> $some_media_type:literal)? $($some_mark:ident)?,)*;
        $($three:ident = $three_name:literal $($three_mark:ident)?,)*
    } $(as $whole_media_type:literal)? $(,)?) => {
        let mut body = $crate::__specloom_v1_builder!($format);
        $request.parts(
            &mut body,
            &[$((
                $name,
                $crate::__specloom_v1_part!($kind &$self.$field $(, $mark)?),
                $crate::__specloom_v1_media_type!($($media_type)?),
            ),)*],
            &[
                $((
                    $some_name,
                    $crate::__specloom_v1_part!($some_kind &$self.$some $(, $some_mark)?),
                    $crate::__specloom_v1_media_type!($($some_media_type)?),
                ),)*
                $((
                    $three_name,
                    $crate::__specloom_v1_spelling!(&$self.$three $(, $three_mark)?),
                    ::core::option::Option::None,
                ),)*
            ],
        )?;
        $request.$format(body $(, &[$(($styled, $crate::codegen::v1::FormStyle::$style)),*])?)?;
        $($request.content_type($whole_media_type);)?
    };
}

/// What gathers the members of a body.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_builder {
    (multipart) => {
        $crate::codegen::v1::Multipart::new()
    };
    (multipart_if_any) => {
        $crate::codegen::v1::Multipart::new()
    };
    ($format:ident) => {
        $crate::codegen::v1::Members::new()
    };
}

/// A member of a body: a value, or files.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_part {
    (file $value:expr $(, $mark:ident)?) => {
        &$crate::codegen::v1::FilePart($value)
    };
    (value $value:expr $(, $mark:ident)?) => {
        $crate::__specloom_v1_spelling!($value $(, $mark)?)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_media_type {
    () => {
        ::core::option::Option::None
    };
    ($media_type:literal) => {
        ::core::option::Option::Some($media_type)
    };
}

/// The type of an operation's failures and how it is read.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_failure {
    () => {
        type Failure = ::core::convert::Infallible;
    };
    ($failure:ty) => {
        type Failure = $failure;

        fn failure(
            answer: $crate::codegen::v1::Answer,
        ) -> ::core::option::Option<::core::result::Result<Self::Failure, $crate::codegen::v1::Error>> {
            <$failure as $crate::codegen::v1::Answers>::read(answer).ok()
        }
    };
    ($failure:ty = $failing:ident $failed:pat) => {
        type Failure = $failure;

        fn failure(
            answer: $crate::codegen::v1::Answer,
        ) -> ::core::option::Option<::core::result::Result<Self::Failure, $crate::codegen::v1::Error>> {
            #[allow(unreachable_patterns, reason = "the pattern may take every status")]
            match answer.status().as_u16() {
                $failed => ::core::option::Option::Some(answer.$failing()),
                _ => ::core::option::Option::None,
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_may_stream {
    (download $output:ty) => {
        true
    };
    (one_of $output:ty) => {
        <$output as $crate::codegen::v1::Answers>::STREAMED
    };
    ($answer:ident $output:ty) => {
        false
    };
}

/// Whether the body of an answer is read while it comes.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_streamed {
    (download $output:ty) => {
        fn is_streamed(head: &$crate::codegen::v1::Head) -> bool {
            head.status().is_success()
        }
    };
    (one_of $output:ty) => {
        fn is_streamed(head: &$crate::codegen::v1::Head) -> bool {
            <$output as $crate::codegen::v1::Answers>::is_streamed(head)
        }
    };
    ($answer:ident $output:ty) => {};
}

/// Who may send an operation, in words.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_credentials {
    ($([])*) => {
        " without credentials"
    };
    ([$($first:ident)*] $([$($other:ident)*])*) => {
        concat!(
            " with ",
            $crate::__specloom_v1_schemes!($($first)*)
            $(, " or ", $crate::__specloom_v1_schemes!($($other)*))*
        )
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_schemes {
    () => {
        "nothing"
    };
    ($first:ident $($other:ident)*) => {
        concat!("`", stringify!($first), "`" $(, " and `", stringify!($other), "`")*)
    };
}

/// Whether an operation may be repeated, in words.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_repeat {
    (Safe) => {
        "; it may be repeated."
    };
    (OnlyIfUnsent) => {
        "; it must not be repeated unless it provably never left."
    };
}
