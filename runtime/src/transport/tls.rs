#[cfg(any(feature = "rustls-ring", all(feature = "rustls", feature = "blocking")))]
mod provider;

#[cfg(all(feature = "reqwest", feature = "rustls-ring"))]
pub(super) use provider::configuration;
#[cfg(any(feature = "rustls-ring", all(feature = "rustls", feature = "blocking")))]
pub(super) use provider::provider;

/// The libraries that can carry TLS, each behind the Cargo feature of its name.
///
/// A transport that is not told takes the first of them that is compiled in. Nothing is installed for the whole program, so other
/// providers in it do no harm; one that the program has installed for rustls is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tls {
    /// rustls with the cryptography of `aws-lc-rs`, as reqwest has it by default. The feature `rustls`.
    Rustls,
    /// rustls with the cryptography of `ring`. The feature `rustls-ring`.
    RustlsRing,
    /// The operating system's: OpenSSL, `SChannel` or Security Framework. The feature `native-tls`.
    NativeTls,
}

impl Tls {
    /// Those that are compiled in, the first one being the default.
    const COMPILED: &'static [Self] = &[
        #[cfg(feature = "rustls")]
        Self::Rustls,
        #[cfg(feature = "rustls-ring")]
        Self::RustlsRing,
        #[cfg(feature = "native-tls")]
        Self::NativeTls,
    ];

    /// The one to use; none where there is none, and only `http` can be sent.
    pub(super) fn chosen(asked: Option<Self>) -> Result<Option<Self>, String> {
        match asked {
            Some(asked) if !Self::COMPILED.contains(&asked) => Err(format!("the feature `{}` is off", asked.feature())),
            Some(asked) => Ok(Some(asked)),
            None => Ok(Self::COMPILED.first().copied()),
        }
    }

    fn feature(self) -> &'static str {
        match self {
            Self::Rustls => "rustls",
            Self::RustlsRing => "rustls-ring",
            Self::NativeTls => "native-tls",
        }
    }
}
