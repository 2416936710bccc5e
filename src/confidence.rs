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

/// What share of relations of a raw score is right, as measured: straight lines between points.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Vec<[f64; 2]>")]
pub struct ConfidenceCurve(Vec<[f64; 2]>);

impl TryFrom<Vec<[f64; 2]>> for ConfidenceCurve {
    type Error = String;

    fn try_from(points: Vec<[f64; 2]>) -> Result<Self, String> {
        let rising =
            points.windows(2).all(|pair| pair[0][0] < pair[1][0] && pair[0][1] <= pair[1][1]);
        if points.len() < 2 || !rising {
            return Err("a curve has two points or more, in rising order".to_owned());
        }
        Ok(Self(points))
    }
}

impl ConfidenceCurve {
    /// The raw score that a confidence stands for: the inverse of [`confidence`](Self::confidence);
    /// where several do, the lowest.
    pub fn score(&self, confidence: Confidence) -> f64 {
        let wanted = confidence.value();
        let after = self.0.partition_point(|[_, share]| *share < wanted);
        let Some(&[high, above]) = self.0.get(after) else {
            return self.0.last().map_or(wanted, |[score, _]| *score);
        };
        let Some(&[low, below]) = after.checked_sub(1).and_then(|before| self.0.get(before)) else {
            return high;
        };
        low + (high - low) * (wanted - below) / (above - below)
    }

    /// The confidence that a raw score stands for; beyond the ends, that of the nearest end.
    pub fn confidence(&self, score: f64) -> Confidence {
        let after = self.0.partition_point(|[known, _]| *known <= score);
        let Some(&[high, above]) = self.0.get(after) else {
            return Confidence::from(self.0.last().map_or(score, |[_, share]| *share));
        };
        let Some(&[low, below]) = after.checked_sub(1).and_then(|before| self.0.get(before)) else {
            return Confidence::from(above);
        };
        Confidence::from(below + (above - below) * (score - low) / (high - low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_runs_through_its_points_and_stays_within_them() {
        let curve = ConfidenceCurve::try_from(vec![[0.2, 0.1], [0.6, 0.5]]).expect("it rises");
        for (score, expected) in [(0.0, 0.1), (0.2, 0.1), (0.4, 0.3), (0.6, 0.5), (1.0, 0.5)] {
            assert_eq!(curve.confidence(score), Confidence::from(expected), "{score}");
        }
    }

    #[test]
    fn a_score_is_found_again_by_its_confidence() {
        let curve = ConfidenceCurve::try_from(vec![[0.2, 0.1], [0.6, 0.5]]).expect("it rises");
        for score in [0.2, 0.35, 0.6] {
            assert!((curve.score(curve.confidence(score)) - score).abs() < 1e-3, "{score}");
        }
        assert!((curve.score(Confidence::CERTAIN) - 0.6).abs() < 1e-9);
    }

    #[test]
    fn a_curve_that_falls_is_refused() {
        assert!(ConfidenceCurve::try_from(vec![[0.2, 0.5], [0.6, 0.1]]).is_err());
        assert!(ConfidenceCurve::try_from(vec![[0.2, 0.5]]).is_err());
    }
}
