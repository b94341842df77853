//! Exact decimals.

mod grammar;
mod minor_units;
mod serde_impls;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use grammar::Parts;

/// An exact decimal of any length, such as an amount of money.
///
/// It keeps the characters it was written with and never passes through a binary floating-point number:
///
/// ```
/// use specloom_runtime::Amount;
///
/// let price: Amount = "19.0012".parse()?;
/// assert_eq!(price.to_string(), "19.0012");
/// assert_eq!("100.0".parse::<Amount>()?, Amount::from(100));
/// # Ok::<(), specloom_runtime::AmountError>(())
/// ```
///
/// * **Grammar**: exactly that of a JSON number: an optional minus, digits without leading zeros, an optional fraction, an
///   optional exponent. No plus in front, no spaces, no separators. At most 4,096 characters, the exponent between -1000 and 1000.
/// * **Display** shows what was written: `100.0` stays `100.0`, `1e-8` stays `1e-8`; [`to_plain_string`](Self::to_plain_string) expands the
///   exponent. A precision in the format string is ignored, because it would cut digits off.
/// * **Comparison, order and hash** go by the number: `100.0 == 100`, `-0 == 0`, `1e2 == 100`, whatever the length.
/// * **Reading** takes a JSON number or a JSON string. A format that hands over a binary floating-point number is refused.
/// * **Writing** makes a JSON number; generated code writes a string where the description declares one. Passing through
///   `serde_json::Value` costs digits, because that type holds binary numbers; writing to text or bytes does not.
///
/// The unit, such as the currency, stands beside the amount and not in it. It does not calculate: a library of decimals does, to which its
/// text leads and from which `parse` leads back, or whole numbers of the smallest unit do ([`from_minor_units`](Self::from_minor_units),
/// [`to_minor_units`](Self::to_minor_units)).
#[derive(Clone)]
pub struct Amount(Box<str>);

impl Amount {
    /// The longest text that is read, in characters.
    pub const MAX_LENGTH: usize = 4096;

    /// The largest exponent that is read, in either direction.
    pub const MAX_EXPONENT: u32 = 1000;

    /// The characters it was written with.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is zero; `-0` is.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.parts().is_zero()
    }

    /// Whether it is less than zero; `-0` is not.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        let parts = self.parts();
        parts.negative && !parts.is_zero()
    }

    /// The number of decimals it is written with, its exponent applied: 2 for `1.50`, 8 for `1e-8`, 0 for `1.5e3`.
    #[must_use]
    pub fn scale(&self) -> u32 {
        self.parts().scale()
    }

    /// The number without an exponent, every written digit kept: `0.00000001` for `1e-8`, `1.50` for `1.50`.
    ///
    /// At most some 5,100 characters long.
    #[must_use]
    pub fn to_plain_string(&self) -> String {
        self.parts().plain()
    }

    fn parts(&self) -> Parts<'_> {
        Parts::of(&self.0)
    }

    fn checked(text: Box<str>) -> Result<Self, AmountError> {
        grammar::check(&text)?;
        Ok(Self(text))
    }
}

/// Why a text is no [`Amount`], or an amount no number of a unit. The text itself is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AmountError {
    /// It is not spelled as a JSON number is.
    NotANumber,
    /// It has more than [`Amount::MAX_LENGTH`] characters.
    TooLong,
    /// Its exponent is beyond [`Amount::MAX_EXPONENT`].
    ExponentTooLarge,
    /// It is no whole number of the unit that was asked for.
    NotWhole,
    /// It is larger than the integer that was asked for.
    TooLarge,
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber => f.write_str("not a decimal number: write it as JSON does, such as 18.50"),
            Self::TooLong => write!(f, "the number is longer than {} characters", Amount::MAX_LENGTH),
            Self::ExponentTooLarge => {
                write!(f, "the exponent is not between -{0} and {0}", Amount::MAX_EXPONENT)
            }
            Self::NotWhole => f.write_str("the number has more decimals than the unit"),
            Self::TooLarge => f.write_str("the number is too large for an integer of this size"),
        }
    }
}

impl std::error::Error for AmountError {}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        grammar::check(text)?;
        Ok(Self(text.into()))
    }
}

impl TryFrom<&str> for Amount {
    type Error = AmountError;

    fn try_from(text: &str) -> Result<Self, AmountError> {
        text.parse()
    }
}

impl TryFrom<String> for Amount {
    type Error = AmountError;

    fn try_from(text: String) -> Result<Self, AmountError> {
        Self::checked(text.into_boxed_str())
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {
        $(impl From<$integer> for Amount {
            fn from(number: $integer) -> Self {
                Self(number.to_string().into_boxed_str())
            }
        })*
    };
}

from_integers!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.precision().is_some() {
            f.write_str(&self.0)
        } else {
            f.pad(&self.0)
        }
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Amount {}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl Hash for Amount {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}
