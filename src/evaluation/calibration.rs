//! Reliability: how often relations of a given confidence are right.

use super::ratio;
use crate::confidence::Confidence;

/// How many bins the range from 0 to 1 is cut into.
const BINS: usize = 20;

/// Counts of relations by confidence, and of those that are right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    bins: [Bin; BINS],
}

/// The relations whose confidence lies in one stretch of the range.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many relations there are.
    pub count: usize,
    /// How many of them are right.
    pub right: usize,
    sum: f64,
}

impl Bin {
    /// The mean confidence of the relations in the bin.
    pub fn mean_confidence(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.sum / self.count as f64 }
    }

    /// The share that is right.
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.count)
    }
}

impl Calibration {
    /// Counts one relation.
    pub fn note(&mut self, confidence: Confidence, right: bool) {
        let position = ((confidence.value() * BINS as f64) as usize).min(BINS - 1);
        let bin = &mut self.bins[position];
        bin.count += 1;
        bin.right += usize::from(right);
        bin.sum += confidence.value();
    }

    /// The bins that hold relations, from the least sure, each with its lower bound.
    pub fn bins(&self) -> impl Iterator<Item = (f64, &Bin)> {
        let bins = self.bins.iter().enumerate().filter(|(_, bin)| bin.count > 0);
        bins.map(|(position, bin)| (position as f64 / BINS as f64, bin))
    }

    /// The mean distance between confidence and precision, weighted by the size of the bins
    /// (expected calibration error).
    pub fn expected_error(&self) -> f64 {
        let total: usize = self.bins.iter().map(|bin| bin.count).sum();
        if total == 0 {
            return 0.0;
        }
        let distances = self
            .bins
            .iter()
            .map(|bin| (bin.mean_confidence() - bin.precision()).abs() * bin.count as f64);
        // An empty bin has precision 1 and weight 0.
        distances.sum::<f64>() / total as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_that_are_as_often_right_as_they_claim_have_no_error() {
        let mut calibration = Calibration::default();
        for right in [true, true, true, true, false] {
            calibration.note(Confidence::from(0.8), right);
        }
        assert!(calibration.expected_error() < 1e-9);
        let bins: Vec<_> = calibration.bins().collect();
        assert_eq!(bins.len(), 1);
        assert_eq!((bins[0].1.count, bins[0].1.right), (5, 4));
    }

    #[test]
    fn overconfidence_is_an_error() {
        let mut calibration = Calibration::default();
        calibration.note(Confidence::CERTAIN, true);
        calibration.note(Confidence::CERTAIN, false);
        assert!((calibration.expected_error() - 0.5).abs() < 1e-9);
    }
}
