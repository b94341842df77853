use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};

use crate::{BoxError, Secret};

/// Values for a scheme on their way.
pub type Provided<'a> = Pin<Box<dyn Future<Output = Result<Vec<Secret>, BoxError>> + Send + 'a>>;

/// Where the values for a scheme come from while the client runs: a token that is fetched and refreshed, a key that an administrator
/// changes. It is asked before each attempt, so it keeps what it has as long as that is good.
///
/// ```
/// use std::sync::Mutex;
/// use specloom_runtime::{CredentialSource, Provided, Secret};
///
/// /// Fetches an access token and keeps it until the server refuses it.
/// #[derive(Debug, Default)]
/// struct AccessToken(Mutex<Option<Secret>>);
///
/// impl CredentialSource for AccessToken {
///     fn values(&self) -> Provided<'_> {
///         Box::pin(async {
///             let kept = self.0.lock().map_err(|error| error.to_string())?.clone();
///             Ok(vec![kept.unwrap_or_else(|| Secret::from("fetched from the token endpoint"))])
///         })
///     }
///
///     fn refused(&self) -> bool {
///         self.0.lock().is_ok_and(|mut kept| kept.take().is_some())
///     }
/// }
/// ```
pub trait CredentialSource: Send + Sync + fmt::Debug {
    /// The values for the scheme, in its order.
    ///
    /// # Errors
    ///
    /// When there are none; then nothing is sent. What the error says is shown as the source of the call's error.
    fn values(&self) -> Provided<'_>;

    /// The server has refused what [`values`](Self::values) gave last. Says whether other values can be had now: then the call, which
    /// was refused and so did nothing, is repeated once with them.
    fn refused(&self) -> bool {
        false
    }
}

impl<S: CredentialSource + ?Sized> CredentialSource for Arc<S> {
    fn values(&self) -> Provided<'_> {
        (**self).values()
    }

    fn refused(&self) -> bool {
        (**self).refused()
    }
}

/// Values for a scheme that can be changed while clients use them. Clones share the values.
///
/// ```
/// use specloom_runtime::ChangingCredential;
///
/// let key = ChangingCredential::new(["the first key"]);
/// // The client gets a clone; later, from anywhere:
/// key.set(["the second key"]);
/// ```
#[derive(Clone)]
pub struct ChangingCredential(Arc<RwLock<Vec<Secret>>>);

impl ChangingCredential {
    /// The values at the beginning, in the order of the scheme.
    pub fn new<S: Into<Secret>>(values: impl IntoIterator<Item = S>) -> Self {
        Self(Arc::new(RwLock::new(values.into_iter().map(Into::into).collect())))
    }

    /// Takes other values from now on; attempts that are on their way keep theirs.
    pub fn set<S: Into<Secret>>(&self, values: impl IntoIterator<Item = S>) {
        let values = values.into_iter().map(Into::into).collect();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = values;
    }
}

impl CredentialSource for ChangingCredential {
    fn values(&self) -> Provided<'_> {
        let values = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(std::future::ready(Ok(values)))
    }
}

/// No value of it.
impl fmt::Debug for ChangingCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChangingCredential")
    }
}
