use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::{Amount, AmountError};

/// Refuses what is not spelled as a JSON number is, and what is out of bounds.
pub(super) fn check(text: &str) -> Result<(), AmountError> {
    if text.len() > Amount::MAX_LENGTH {
        return Err(AmountError::TooLong);
    }
    let rest = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(at) => (&rest[..at], Some(&rest[at + 1..])),
        None => (rest, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let whole_is_well_formed = is_digits(whole) && (whole.len() == 1 || !whole.starts_with('0'));
    if !whole_is_well_formed || !fraction.is_none_or(is_digits) {
        return Err(AmountError::NotANumber);
    }
    let Some(exponent) = exponent else { return Ok(()) };
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if !is_digits(digits) {
        return Err(AmountError::NotANumber);
    }
    match digits.trim_start_matches('0') {
        "" => Ok(()),
        digits if digits.len() <= 4 && digits.parse::<u32>().is_ok_and(|size| size <= Amount::MAX_EXPONENT) => Ok(()),
        _ => Err(AmountError::ExponentTooLarge),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A checked number, taken apart without copying.
pub(super) struct Parts<'a> {
    pub(super) negative: bool,
    whole: &'a str,
    fraction: &'a str,
    exponent: i32,
}

impl<'a> Parts<'a> {
    pub(super) fn of(checked: &'a str) -> Self {
        let (negative, rest) = match checked.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, checked),
        };
        let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        Self {
            negative,
            whole,
            fraction,
            exponent: exponent.parse().unwrap_or(0),
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits().all(|digit| digit == b'0')
    }

    pub(super) fn scale(&self) -> u32 {
        let decimals = i64::try_from(self.fraction.len()).unwrap_or(i64::MAX) - i64::from(self.exponent);
        u32::try_from(decimals.max(0)).unwrap_or(u32::MAX)
    }

    pub(super) fn plain(&self) -> String {
        let shift = usize::try_from(self.exponent.unsigned_abs()).unwrap_or(0);
        let zeros = |count: usize| "0".repeat(count);
        let (whole, fraction) = if self.exponent >= 0 {
            let moved = shift.min(self.fraction.len());
            let (moved_digits, fraction) = self.fraction.split_at(moved);
            (
                format!("{}{moved_digits}{}", self.whole, zeros(shift - moved)),
                fraction.to_owned(),
            )
        } else {
            let moved = shift.min(self.whole.len());
            let (whole, moved_digits) = self.whole.split_at(self.whole.len() - moved);
            (
                whole.to_owned(),
                format!("{}{moved_digits}{}", zeros(shift - moved), self.fraction),
            )
        };
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            whole => whole,
        };
        let sign = if self.negative { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{fraction}")
    }

    fn digits(&self) -> impl Iterator<Item = u8> + 'a {
        self.whole.bytes().chain(self.fraction.bytes())
    }

    /// The digits from the first that is not zero.
    fn significant(&self) -> impl Iterator<Item = u8> + 'a {
        self.digits().skip_while(|digit| *digit == b'0')
    }

    /// The power of ten of the first digit that is not zero.
    fn magnitude(&self) -> i64 {
        let leading_zeros = self.digits().take_while(|digit| *digit == b'0').count();
        let position = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        position(self.whole.len()) - position(leading_zeros) + i64::from(self.exponent)
    }

    fn sign(&self) -> i8 {
        match (self.is_zero(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    fn cmp_size(&self, other: &Self) -> Ordering {
        let (mut ours, mut theirs) = (self.significant(), other.significant());
        let by_digits = || loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return Ordering::Equal,
                (ours, theirs) => match ours.unwrap_or(b'0').cmp(&theirs.unwrap_or(b'0')) {
                    Ordering::Equal => {}
                    unequal => return unequal,
                },
            }
        };
        self.magnitude().cmp(&other.magnitude()).then_with(by_digits)
    }

    pub(super) fn cmp(&self, other: &Self) -> Ordering {
        self.sign().cmp(&other.sign()).then_with(|| match self.sign() {
            0 => Ordering::Equal,
            1 => self.cmp_size(other),
            _ => other.cmp_size(self),
        })
    }

    pub(super) fn hash<H: Hasher>(&self, state: &mut H) {
        self.sign().hash(state);
        if self.is_zero() {
            return;
        }
        self.magnitude().hash(state);
        let mut zeros = 0_usize;
        for digit in self.significant() {
            if digit == b'0' {
                zeros += 1;
                continue;
            }
            for _ in 0..std::mem::take(&mut zeros) {
                state.write_u8(b'0');
            }
            state.write_u8(digit);
        }
    }
}
