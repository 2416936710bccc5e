//! Confidence as a number that can be compared, hashed and written without rounding surprises.

use serde::{Deserialize, Serialize};

/// How sure an extraction is: thousandths, serialised as a number in 0..1.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(from = "f64", into = "f64")]
pub struct Confidence(u16);

impl Confidence {
    /// Full confidence.
    pub const CERTAIN: Self = Self(1000);

    /// The confidence as a number in 0..1.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl From<f64> for Confidence {
    /// Rounds to thousandths; what lies outside 0..1, or is no number, is moved to the nearest end.
    fn from(value: f64) -> Self {
        Self((value.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }
}

impl From<Confidence> for f64 {
    fn from(confidence: Confidence) -> Self {
        confidence.value()
    }
}
