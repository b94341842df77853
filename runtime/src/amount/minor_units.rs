//! Amounts as whole numbers of the smallest unit, as shops and books keep them.

use super::{Amount, AmountError};

impl Amount {
    /// So many of the unit that is `decimals` places behind the point: 1850 with 2 decimals is `18.50`.
    ///
    /// Currencies differ in how many decimals they have; who holds minor units knows it.
    ///
    /// ```
    /// use specloom_runtime::Amount;
    ///
    /// assert_eq!(Amount::from_minor_units(1850, 2).to_string(), "18.50");
    /// assert_eq!(Amount::from_minor_units(-5, 2).to_string(), "-0.05");
    /// ```
    #[must_use]
    pub fn from_minor_units(units: impl Into<i128>, decimals: u8) -> Self {
        let units = units.into();
        let places = usize::from(decimals);
        let mut text = format!("{:0>width$}", units.unsigned_abs(), width = places + 1);
        if places > 0 {
            text.insert(text.len() - places, '.');
        }
        if units < 0 {
            text.insert(0, '-');
        }
        Self(text.into_boxed_str())
    }

    /// How many it is of the unit that is `decimals` places behind the point, if it is a whole number of them: 1850 for `18.50` and
    /// 2 decimals. It is never rounded.
    ///
    /// ```
    /// use specloom_runtime::Amount;
    ///
    /// assert_eq!("18.5".parse::<Amount>()?.to_minor_units(2)?, 1850);
    /// assert!("18.505".parse::<Amount>()?.to_minor_units(2).is_err());
    /// # Ok::<(), specloom_runtime::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`NotWhole`](AmountError::NotWhole) when a part of a unit is left over, [`TooLarge`](AmountError::TooLarge) when the number is
    /// beyond the integer.
    pub fn to_minor_units(&self, decimals: u8) -> Result<i128, AmountError> {
        let plain = self.to_plain_string();
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", plain.as_str()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let places = usize::from(decimals);
        let (kept, beyond) = fraction.split_at(places.min(fraction.len()));
        if beyond.bytes().any(|digit| digit != b'0') {
            return Err(AmountError::NotWhole);
        }
        // All zeros would only be too many digits to read.
        if self.is_zero() {
            return Ok(0);
        }
        let missing = places - kept.len();
        let text = format!("{sign}{whole}{kept}{}", "0".repeat(missing));
        text.parse().map_err(|_| AmountError::TooLarge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(text: &str, decimals: u8) -> Result<i128, AmountError> {
        text.parse::<Amount>()?.to_minor_units(decimals)
    }

    #[test]
    fn units_become_amounts_and_come_back() {
        for (units, decimals, text) in [
            (0, 0, "0"),
            (0, 2, "0.00"),
            (7, 0, "7"),
            (7, 2, "0.07"),
            (-7, 2, "-0.07"),
            (1_850, 2, "18.50"),
            (i128::MAX, 18, "170141183460469231731.687303715884105727"),
            (i128::MIN, 0, "-170141183460469231731687303715884105728"),
        ] {
            let amount = Amount::from_minor_units(units, decimals);
            assert_eq!(amount.as_str(), text);
            assert_eq!(text.parse::<Amount>(), Ok(amount));
            assert_eq!(back(text, decimals), Ok(units));
        }
        assert_eq!(Amount::from_minor_units(1, u8::MAX).scale(), 255);
    }

    #[test]
    fn what_is_written_otherwise_counts_the_same() {
        assert_eq!(back("1.85e1", 2), Ok(1850));
        assert_eq!(back("18.5000", 2), Ok(1850));
        assert_eq!(back("-0", 2), Ok(0));
        assert_eq!(back("0e1000", 255), Ok(0));
    }

    #[test]
    fn nothing_is_rounded_or_cut() {
        assert_eq!(back("18.505", 2), Err(AmountError::NotWhole));
        assert_eq!(back("1e-1000", 255), Err(AmountError::NotWhole));
        assert_eq!(back("1e39", 0), Err(AmountError::TooLarge));
        assert_eq!(
            back("170141183460469231731687303715884105728", 0),
            Err(AmountError::TooLarge)
        );
    }
}
