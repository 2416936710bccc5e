//! Reliability: how often relations of a given confidence are right.

use super::ratio;
use crate::confidence::{Confidence, ConfidenceCurve};

/// How many bins the range from 0 to 1 is cut into.
const BINS: usize = 32;
/// How many relations a point of a curve must rest on.
const SMALLEST_POOL: usize = 25;

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

    fn with(&self, other: &Self) -> Self {
        let (count, right) = (self.count + other.count, self.right + other.right);
        Self { count, right, sum: self.sum + other.sum }
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

    /// Adds the counts of another.
    pub fn add(&mut self, other: &Self) {
        for (bin, more) in self.bins.iter_mut().zip(&other.bins) {
            bin.count += more.count;
            bin.right += more.right;
            bin.sum += more.sum;
        }
    }

    /// The curve from raw scores to the share that is right which these counts call for, where the
    /// confidences counted came from `used`: neighbouring bins are pooled until each holds enough
    /// relations and none is less often right than the one below it.
    pub fn curve(&self, used: &ConfidenceCurve) -> Vec<[f64; 2]> {
        let mut pools: Vec<Bin> = Vec::new();
        for (_, bin) in self.bins() {
            pools.push(*bin);
            while let [.., below, above] = pools.as_slice() {
                if below.count >= SMALLEST_POOL && below.precision() <= above.precision() {
                    break;
                }
                let pooled = below.with(above);
                pools.truncate(pools.len() - 2);
                pools.push(pooled);
            }
        }
        if let [.., below, above] = pools.as_slice()
            && above.count < SMALLEST_POOL
        {
            let pooled = below.with(above);
            pools.truncate(pools.len() - 2);
            pools.push(pooled);
        }
        let mut points = vec![[0.0, 0.0]];
        for pool in &pools {
            let score = used.score(Confidence::from(pool.mean_confidence()));
            if points.last().is_some_and(|[known, _]| *known < score) {
                points.push([score, pool.precision()]);
            }
        }
        points
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
    fn a_curve_rises_through_the_pooled_shares() {
        let even = ConfidenceCurve::try_from(vec![[0.0, 0.0], [1.0, 1.0]]).expect("it rises");
        let mut calibration = Calibration::default();
        for (confidence, right, all) in [(0.5, 20, 40), (0.7, 16, 40), (0.9, 38, 40)] {
            for position in 0..all {
                calibration.note(Confidence::from(confidence), position < right);
            }
        }
        let curve = calibration.curve(&even);
        let expected = [[0.0, 0.0], [0.6, 0.45], [0.9, 0.95]];
        assert_eq!(curve.len(), expected.len(), "{curve:?}");
        for (point, wanted) in curve.iter().flatten().zip(expected.iter().flatten()) {
            assert!((point - wanted).abs() < 1e-3, "{curve:?}");
        }
    }

    #[test]
    fn overconfidence_is_an_error() {
        let mut calibration = Calibration::default();
        calibration.note(Confidence::CERTAIN, true);
        calibration.note(Confidence::CERTAIN, false);
        assert!((calibration.expected_error() - 0.5).abs() < 1e-9);
    }
}
