//! What is learned: dense matrices and one large table of which a step touches few rows; and how
//! it is learned, by Adam (Kingma & Ba 2015), for the table only in the rows that a step touches.

use super::matrix::Matrix;
use crate::language::network::arithmetic::vectorised;
use std::collections::BTreeMap;

/// The number of a dense parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ParameterId(pub(crate) usize);

/// All that is learned.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parameters {
    pub(crate) dense: Vec<Matrix>,
    pub(crate) table: Matrix,
}

impl Parameters {
    pub(crate) fn add(&mut self, matrix: Matrix) -> ParameterId {
        self.dense.push(matrix);
        ParameterId(self.dense.len() - 1)
    }

    pub(crate) fn get(&self, id: ParameterId) -> &Matrix {
        &self.dense[id.0]
    }
}

/// The slope of the loss in each parameter.
#[derive(Clone, Debug)]
pub(crate) struct Gradients {
    pub(crate) dense: Vec<Matrix>,
    pub(crate) table: BTreeMap<u32, Vec<f32>>,
}

impl Gradients {
    pub(crate) fn zeros(parameters: &Parameters) -> Self {
        let dense =
            parameters.dense.iter().map(|matrix| Matrix::zeros(matrix.rows, matrix.columns));
        Self { dense: dense.collect(), table: BTreeMap::new() }
    }

    /// Adds another part of the same step.
    pub(crate) fn add(&mut self, other: Self) {
        for (mine, theirs) in self.dense.iter_mut().zip(&other.dense) {
            mine.add(theirs);
        }
        for (row, values) in other.table {
            match self.table.entry(row) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(values);
                }
                std::collections::btree_map::Entry::Occupied(mut entry) => {
                    add_to(entry.get_mut(), &values);
                }
            }
        }
    }

    /// The length of the whole gradient.
    fn norm(&self) -> f64 {
        let squares = |values: &[f32]| {
            values.iter().map(|&value| f64::from(value) * f64::from(value)).sum::<f64>()
        };
        let dense: f64 = self.dense.iter().map(|matrix| squares(&matrix.data)).sum();
        (dense + self.table.values().map(|row| squares(row)).sum::<f64>()).sqrt()
    }
}

pub(crate) fn add_to(sum: &mut [f32], values: &[f32]) {
    for (slot, value) in sum.iter_mut().zip(values) {
        *slot += value;
    }
}

const BETA_MEAN: f32 = 0.9;
const BETA_SQUARE: f32 = 0.98;
const EPSILON: f32 = 1e-8;
/// A longer gradient is cut to this length.
const LONGEST: f64 = 5.0;

/// The optimiser's memory.
#[derive(Debug)]
pub(crate) struct Adam {
    mean: Parameters,
    square: Parameters,
    step: i32,
}

impl Adam {
    pub(crate) fn new(parameters: &Parameters) -> Self {
        let zeros = |matrix: &Matrix| Matrix::zeros(matrix.rows, matrix.columns);
        let empty = Parameters {
            dense: parameters.dense.iter().map(zeros).collect(),
            table: zeros(&parameters.table),
        };
        Self { mean: empty.clone(), square: empty, step: 0 }
    }

    /// Takes one step down the gradient.
    pub(crate) fn step(&mut self, parameters: &mut Parameters, gradients: &Gradients, rate: f32) {
        self.step += 1;
        let clip = (LONGEST / gradients.norm().max(LONGEST)) as f32;
        let correction =
            (1.0 - BETA_SQUARE.powi(self.step)).sqrt() / (1.0 - BETA_MEAN.powi(self.step));
        let rate = rate * correction;
        for (number, gradient) in gradients.dense.iter().enumerate() {
            update(
                &mut parameters.dense[number].data,
                &mut self.mean.dense[number].data,
                &mut self.square.dense[number].data,
                &gradient.data,
                clip,
                rate,
            );
        }
        for (&row, gradient) in &gradients.table {
            let row = row as usize;
            update(
                parameters.table.row_mut(row),
                self.mean.table.row_mut(row),
                self.square.table.row_mut(row),
                gradient,
                clip,
                rate,
            );
        }
    }
}

fn update(
    values: &mut [f32],
    means: &mut [f32],
    squares: &mut [f32],
    gradient: &[f32],
    clip: f32,
    rate: f32,
) {
    vectorised(
        #[inline(always)]
        || {
            let all = values.iter_mut().zip(means.iter_mut()).zip(squares.iter_mut()).zip(gradient);
            for (((value, mean), square), slope) in all {
                let slope = slope * clip;
                *mean = BETA_MEAN * *mean + (1.0 - BETA_MEAN) * slope;
                *square = BETA_SQUARE * *square + (1.0 - BETA_SQUARE) * slope * slope;
                *value -= rate * *mean / (square.sqrt() + EPSILON);
            }
        },
    );
}
