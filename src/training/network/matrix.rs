//! Matrices of the trainer and the products it needs, forwards and backwards.

use crate::language::network::arithmetic::Packed;
use crate::training::random::Random;

/// Numbers row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Matrix {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) data: Vec<f32>,
}

impl Matrix {
    pub(crate) fn zeros(rows: usize, columns: usize) -> Self {
        Self { rows, columns, data: vec![0.0; rows * columns] }
    }

    /// Evenly distributed numbers up to `bound` on either side of 0.
    pub(crate) fn random(rows: usize, columns: usize, bound: f32, random: &mut Random) -> Self {
        let data = (0..rows * columns).map(|_| bound * (2.0 * random.fraction() - 1.0));
        Self { rows, columns, data: data.collect() }
    }

    pub(crate) fn row(&self, row: usize) -> &[f32] {
        &self.data[row * self.columns..(row + 1) * self.columns]
    }

    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.data[row * self.columns..(row + 1) * self.columns]
    }

    pub(crate) fn transposed(&self) -> Self {
        let mut transposed = Self::zeros(self.columns, self.rows);
        for (at, row) in self.data.chunks_exact(self.columns.max(1)).enumerate() {
            for (column, value) in row.iter().enumerate() {
                transposed.data[column * self.rows + at] = *value;
            }
        }
        transposed
    }

    /// Adds the product of `left` and `right`.
    pub(crate) fn add_product(&mut self, left: &Self, right: &Self) {
        Packed::new(&right.data, right.rows, right.columns).multiply(&left.data, &mut self.data);
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (slot, value) in self.data.iter_mut().zip(&other.data) {
            *slot += value;
        }
    }
}
