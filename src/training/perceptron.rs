//! The averaged perceptron (Collins 2002) over hashed features, as it is trained: exact keys,
//! floating-point weights, lazily averaged.

use crate::language::model::Writer;
use crate::language::weights::build;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Passes through keys that are hashes already.
#[derive(Clone, Copy, Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// One class's weight in a row.
#[derive(Clone, Copy, Debug)]
struct Cell {
    class: u8,
    at: u32,
    weight: f32,
    total: f64,
}

/// A perceptron in training.
#[derive(Debug, Default)]
pub(crate) struct Perceptron {
    rows: HashMap<u64, Vec<Cell>, BuildHasherDefault<Identity>>,
    step: u32,
}

/// A trained row: the feature and its averaged weights.
type Row = (u64, Vec<(u8, f64)>);

impl Perceptron {
    /// Adds the current weights of the features to `scores`.
    pub(crate) fn score(&self, features: &[u64], scores: &mut [f32]) {
        for hash in features {
            for cell in self.rows.get(hash).map_or(&[][..], Vec::as_slice) {
                scores[usize::from(cell.class)] += cell.weight;
            }
        }
    }

    /// Counts one decision: averages are over decisions.
    pub(crate) fn tick(&mut self) {
        self.step += 1;
    }

    /// Moves weight from the class that was chosen to the one that was right.
    pub(crate) fn update(&mut self, features: &[u64], right: usize, chosen: usize) {
        for &hash in features {
            let row = self.rows.entry(hash).or_default();
            change(row, right as u8, 1.0, self.step);
            change(row, chosen as u8, -1.0, self.step);
        }
    }

    /// Averaged rows, the heaviest first, those whose weights all round to nothing left out.
    fn averaged(&self, least: f64) -> Vec<Row> {
        let steps = f64::from(self.step.max(1));
        let mut rows: Vec<Row> = Vec::new();
        for (&hash, cells) in &self.rows {
            let average = |cell: &Cell| {
                (cell.total + f64::from(cell.weight) * f64::from(self.step - cell.at)) / steps
            };
            let weights = cells.iter().map(|cell| (cell.class, average(cell)));
            let mut weights: Vec<_> = weights.filter(|weight| weight.1.abs() >= least).collect();
            weights.sort_by_key(|weight| weight.0);
            if !weights.is_empty() {
                rows.push((hash, weights));
            }
        }
        rows.sort_by(|one, other| {
            weight_of(other).total_cmp(&weight_of(one)).then(one.0.cmp(&other.0))
        });
        rows
    }

    /// Writes the averaged weights of up to three classes; at most `limit` features.
    pub(crate) fn write_dense(&self, limit: usize, writer: &mut Writer) {
        let mut rows = self.averaged(1e-4);
        rows.truncate(limit);
        let scale = f64::from(build::DENSE_MAX) / rows.first().map_or(1.0, largest);
        let quantised = rows.iter().map(|(hash, weights)| {
            let mut dense = [0; 3];
            for &(class, weight) in weights {
                dense[usize::from(class)] = (weight * scale).round() as i16;
            }
            (*hash, dense)
        });
        build::dense(&quantised.collect::<Vec<_>>(), writer);
    }

    /// Writes the averaged weights of many classes; at most `limit` features.
    pub(crate) fn write_sparse(&self, limit: usize, writer: &mut Writer) {
        let mut rows = self.averaged(1e-4);
        rows.truncate(limit);
        let scale = f64::from(build::SPARSE_MAX) / clip(&rows);
        let quantised = rows.iter().filter_map(|(hash, weights)| {
            let cells = weights.iter().map(|&(class, weight)| {
                let bound = f64::from(build::SPARSE_MAX);
                (class, (weight * scale).round().clamp(-bound, bound) as i16)
            });
            let cells: Vec<_> = cells.filter(|cell| cell.1 != 0).collect();
            (!cells.is_empty()).then_some((*hash, cells))
        });
        build::sparse(&quantised.collect::<Vec<_>>(), writer);
    }
}

fn change(row: &mut Vec<Cell>, class: u8, by: f32, step: u32) {
    let at = row.iter().position(|cell| cell.class == class).unwrap_or_else(|| {
        row.push(Cell { class, at: step, weight: 0.0, total: 0.0 });
        row.len() - 1
    });
    let cell = &mut row[at];
    cell.total += f64::from(cell.weight) * f64::from(step - cell.at);
    cell.at = step;
    cell.weight += by;
}

fn largest(row: &Row) -> f64 {
    row.1.iter().map(|weight| weight.1.abs()).fold(1e-9, f64::max)
}

fn weight_of(row: &Row) -> f64 {
    row.1.iter().map(|weight| weight.1.abs()).sum()
}

/// The weight that is written as the largest: all but one in two thousand lie below it.
fn clip(rows: &[Row]) -> f64 {
    let mut weights: Vec<f64> = rows.iter().map(largest).collect();
    weights.sort_by(f64::total_cmp);
    let at = weights.len().saturating_sub(1 + weights.len() / 2000);
    weights.get(at).copied().unwrap_or(1.0)
}
