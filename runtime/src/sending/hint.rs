use std::time::Duration;

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderName};
use jiff::Timestamp;

/// How long the server asks to wait before the next attempt: milliseconds where it is so exact, seconds, or a date.
///
/// A date is taken against the server's own, where the answer has one, so that a clock that goes wrong does no harm.
pub(crate) fn read(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let exact = ["retry-after-ms", "x-ms-retry-after-ms"];
    let exact = exact
        .iter()
        .find_map(|name| number(headers, &HeaderName::from_static(name), 1e-3));
    if exact.is_some() {
        return exact;
    }
    number(headers, &RETRY_AFTER, 1.0).or_else(|| {
        let date = date(headers, &RETRY_AFTER)?;
        let now = self::date(headers, &DATE).unwrap_or(now);
        Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
    })
}

/// The server's own time, from the head of its answer.
pub(super) fn server_time(headers: &HeaderMap) -> Option<Timestamp> {
    date(headers, &DATE)
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn number(headers: &HeaderMap, name: &HeaderName, unit: f64) -> Option<Duration> {
    let text = text(headers, name)?;
    // `inf` is a number to the parser, and so is `-1`.
    let number: f64 = text
        .starts_with(|first: char| first.is_ascii_digit())
        .then(|| text.parse().ok())??;
    Some(Duration::try_from_secs_f64(number * unit).unwrap_or(Duration::MAX))
}

fn date(headers: &HeaderMap, name: &HeaderName) -> Option<Timestamp> {
    let date = httpdate::parse_http_date(text(headers, name)?).ok()?;
    Timestamp::try_from(date).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(pairs: &[(&'static str, &'static str)]) -> Option<Duration> {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), http::HeaderValue::from_static(value)));
        read(&pairs.collect(), "2024-06-17T00:00:00Z".parse().unwrap_or_default())
    }

    #[test]
    fn seconds_milliseconds_and_dates_are_understood() {
        assert_eq!(hint(&[("retry-after", " 3 ")]), Some(Duration::from_secs(3)));
        assert_eq!(hint(&[("retry-after", "1.5")]), Some(Duration::from_millis(1500)));
        assert_eq!(
            hint(&[("retry-after-ms", "250"), ("retry-after", "3")]),
            Some(Duration::from_millis(250))
        );
        for date in [
            "Mon, 17 Jun 2024 00:00:07 GMT",
            "Monday, 17-Jun-24 00:00:07 GMT",
            "Mon Jun 17 00:00:07 2024",
        ] {
            assert_eq!(hint(&[("retry-after", date)]), Some(Duration::from_secs(7)), "{date}");
        }
    }

    #[test]
    fn a_date_counts_from_the_time_of_the_server() {
        let late = ("retry-after", "Mon, 17 Jun 2024 01:00:07 GMT");
        assert_eq!(
            hint(&[late, ("date", "Mon, 17 Jun 2024 01:00:00 GMT")]),
            Some(Duration::from_secs(7))
        );
    }

    #[test]
    fn what_is_past_is_no_wait_and_what_makes_no_sense_is_no_hint() {
        assert_eq!(
            hint(&[("retry-after", "Mon, 17 Jun 2019 00:00:07 GMT")]),
            Some(Duration::ZERO)
        );
        assert_eq!(hint(&[("retry-after", "1e300")]), Some(Duration::MAX));
        for nonsense in [
            "",
            "soon",
            "-1",
            "NaN",
            "inf",
            "infinity",
            "+5",
            "5, 10",
            "0x10",
            "5s",
            "Mon, 99 Jun 2024 00:00:07 GMT",
        ] {
            assert_eq!(hint(&[("retry-after", nonsense)]), None, "{nonsense}");
        }
        assert_eq!(hint(&[]), None);
    }
}
