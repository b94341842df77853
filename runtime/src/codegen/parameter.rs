use uuid::Uuid;

use crate::{Amount, Base64, Error, Json, Nullable, ParameterValue, RequestParts, Secret};

/// A value that can stand in a path, a query, a header or a cookie.
pub trait Parameter {
    /// The value before it is encoded for its place.
    fn value(&self) -> ParameterValue;
}

macro_rules! displayed {
    ($($type:ty),* $(,)?) => {
        $(impl Parameter for $type {
            fn value(&self) -> ParameterValue {
                ParameterValue::Text(self.to_string())
            }
        })*
    };
}

displayed!(
    bool,
    i8,
    i16,
    i32,
    i64,
    u8,
    u16,
    u32,
    u64,
    f32,
    f64,
    String,
    str,
    Amount,
    Base64,
    Uuid,
    jiff::Timestamp,
    jiff::civil::Date,
    jiff::civil::DateTime,
    jiff::civil::Time,
    std::net::IpAddr,
    std::net::Ipv4Addr,
    std::net::Ipv6Addr,
);

impl Parameter for Secret {
    fn value(&self) -> ParameterValue {
        ParameterValue::Text(self.expose().to_owned())
    }
}

impl Parameter for Json {
    fn value(&self) -> ParameterValue {
        ParameterValue::Text(self.decode::<String>().unwrap_or_else(|_| self.text().to_owned()))
    }
}

impl<T: Parameter + ?Sized> Parameter for &T {
    fn value(&self) -> ParameterValue {
        (**self).value()
    }
}

impl<T: Parameter + ?Sized> Parameter for Box<T> {
    fn value(&self) -> ParameterValue {
        (**self).value()
    }
}

impl<T: Parameter> Parameter for Option<T> {
    fn value(&self) -> ParameterValue {
        self.as_ref().map_or(ParameterValue::Absent, Parameter::value)
    }
}

impl<T: Parameter> Parameter for Nullable<T> {
    fn value(&self) -> ParameterValue {
        self.as_option().map_or(ParameterValue::Absent, Parameter::value)
    }
}

impl<T: Parameter> Parameter for Vec<T> {
    fn value(&self) -> ParameterValue {
        let mut texts = Vec::with_capacity(self.len());
        for item in self {
            match item.value() {
                ParameterValue::Text(text) => texts.push(text),
                ParameterValue::List(inner) => texts.extend(inner),
                ParameterValue::Structured(json) => texts.push(json.text().to_owned()),
                ParameterValue::Absent => {}
            }
        }
        ParameterValue::List(texts)
    }
}

/// What gives a parameter its value: a value that can stand in one, or the value itself where it could be made.
pub trait ParameterSource {
    /// The value before it is encoded for its place.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON.
    fn take(&self) -> Result<ParameterValue, &serde_json::Error>;
}

impl<T: Parameter> ParameterSource for T {
    fn take(&self) -> Result<ParameterValue, &serde_json::Error> {
        Ok(self.value())
    }
}

impl ParameterSource for Result<ParameterValue, serde_json::Error> {
    fn take(&self) -> Result<ParameterValue, &serde_json::Error> {
        self.as_ref().cloned()
    }
}

/// How a parameter is put into the request, its name, and its value.
pub type ParameterRow<'a> = (
    fn(&mut RequestParts, &'static str, ParameterValue) -> Result<(), Error>,
    &'static str,
    &'a dyn ParameterSource,
);

impl RequestParts {
    /// Puts parameters into their places, in this order.
    ///
    /// # Errors
    ///
    /// Those of the places, and when a value cannot be written as JSON.
    #[doc(hidden)]
    pub fn parameters(&mut self, rows: &[ParameterRow<'_>]) -> Result<(), Error> {
        rows.iter().try_for_each(|(place, name, source)| {
            let value = source.take().map_err(|error| self.refuse_parameter(name, error))?;
            place(self, name, value)
        })
    }
}
