//! The arithmetic of the network: products of matrices, gates and normalisation, in `f32`.
//!
//! Results are the same bits on every machine: no operation is fused or reordered, every sum runs
//! in the order of its inputs, and the exponential is a polynomial of our own. The loops are
//! written so that the compiler vectorises them; `pulp` picks the widest vectors the processor
//! has when the program runs.

use pulp::{Arch, Simd, WithSimd};
use std::f32::consts::{LN_2, LOG2_E};

/// How many outputs are computed side by side.
const PANEL: usize = 16;
/// How many rows are computed together, so that each weight is loaded once for all of them.
const TILE: usize = 6;

/// A matrix of weights, one row an input and one column an output, packed for [`Self::multiply`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Packed {
    inputs: usize,
    outputs: usize,
    /// The weights of sixteen outputs at a time, input by input.
    panels: Vec<[f32; PANEL]>,
}

impl Packed {
    /// Packs a matrix given row by row.
    pub(crate) fn new(weights: &[f32], inputs: usize, outputs: usize) -> Self {
        let mut panels = vec![[0.0; PANEL]; inputs * outputs.div_ceil(PANEL)];
        for (input, row) in weights.chunks_exact(outputs.max(1)).enumerate().take(inputs) {
            for (number, part) in row.chunks(PANEL).enumerate() {
                panels[number * inputs + input][..part.len()].copy_from_slice(part);
            }
        }
        Self { inputs, outputs, panels }
    }

    pub(crate) const fn inputs(&self) -> usize {
        self.inputs
    }

    pub(crate) const fn outputs(&self) -> usize {
        self.outputs
    }

    /// Adds the product of `left` (rows of `inputs` numbers) and the matrix to `sum` (rows of
    /// `outputs` numbers).
    pub(crate) fn multiply(&self, left: &[f32], sum: &mut [f32]) {
        if self.inputs == 0 || self.outputs == 0 {
            return;
        }
        Arch::new().dispatch(Product { weights: self, left, sum });
    }
}

/// A product of matrices that waits to be computed.
struct Product<'run> {
    weights: &'run Packed,
    left: &'run [f32],
    sum: &'run mut [f32],
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { weights, left, sum } = self;
        let inputs = weights.inputs;
        let mut buffer = vec![[0.0; TILE]; inputs];
        let rows = left.chunks(TILE * inputs);
        for (left, sum) in rows.zip(sum.chunks_mut(TILE * weights.outputs)) {
            match left.len() / inputs {
                TILE => weights.rows::<S, TILE>(simd, left, sum, &mut buffer),
                5 => weights.rows::<S, 5>(simd, left, sum, &mut buffer),
                4 => weights.rows::<S, 4>(simd, left, sum, &mut buffer),
                3 => weights.rows::<S, 3>(simd, left, sum, &mut buffer),
                2 => weights.rows::<S, 2>(simd, left, sum, &mut buffer),
                1 => weights.rows::<S, 1>(simd, left, sum, &mut buffer),
                _ => {}
            }
        }
    }
}

impl Packed {
    /// The product of `ROWS` rows.
    #[inline(always)]
    fn rows<S: Simd, const ROWS: usize>(
        &self,
        simd: S,
        left: &[f32],
        sum: &mut [f32],
        buffer: &mut [[f32; TILE]],
    ) {
        for (row, values) in left.chunks_exact(self.inputs).enumerate().take(ROWS) {
            for (slot, value) in buffer.iter_mut().zip(values) {
                slot[row] = *value;
            }
        }
        for (number, panel) in self.panels.chunks_exact(self.inputs).enumerate() {
            let mut totals = [[0.0_f32; PANEL]; ROWS];
            for part in 0..PANEL / S::F32_LANES {
                panel_product(simd, buffer, panel, part, &mut totals);
            }
            let start = number * PANEL;
            for (row, totals) in sum.chunks_exact_mut(self.outputs).zip(totals) {
                for (slot, total) in row[start..].iter_mut().zip(totals) {
                    *slot += total;
                }
            }
        }
    }
}

/// The sums of products of some rows with one vector of outputs of a panel.
#[inline(always)]
fn panel_product<S: Simd, const ROWS: usize>(
    simd: S,
    rows: &[[f32; TILE]],
    panel: &[[f32; PANEL]],
    part: usize,
    totals: &mut [[f32; PANEL]; ROWS],
) {
    let mut sums = [simd.splat_f32s(0.0); ROWS];
    for (values, weights) in rows.iter().zip(panel) {
        let (weights, _) = S::as_simd_f32s(weights);
        let weights = weights[part];
        for row in 0..ROWS {
            let product = simd.mul_f32s(simd.splat_f32s(values[row]), weights);
            sums[row] = simd.add_f32s(sums[row], product);
        }
    }
    for (totals, sum) in totals.iter_mut().zip(sums) {
        let (totals, _) = S::as_mut_simd_f32s(totals);
        totals[part] = sum;
    }
}

/// The exponential function, to about seven digits.
#[inline(always)]
pub(crate) fn exp(value: f32) -> f32 {
    /// Adding it leaves a number rounded to an integer in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    let scaled = value.clamp(-80.0, 80.0) * LOG2_E;
    let rounded = scaled + ROUND;
    let rest = scaled - (rounded - ROUND);
    let mut power = 1.540_353e-4;
    for coefficient in [1.333_355_8e-3, 9.618_129e-3, 5.550_411e-2, 0.240_226_5, LN_2, 1.0] {
        power = power * rest + coefficient;
    }
    f32::from_bits(power.to_bits().wrapping_add(rounded.to_bits() << 23))
}

/// The logistic function.
#[inline(always)]
pub(crate) fn sigmoid(value: f32) -> f32 {
    1.0 / (1.0 + exp(-value))
}

/// What keeps a row of equal numbers from being divided by nothing.
const VARIANCE_FLOOR: f32 = 1e-5;

/// Shifts and scales a row to mean 0 and variance 1; gives the scale.
#[inline(always)]
pub(crate) fn normalise(row: &mut [f32]) -> f32 {
    let count = row.len().max(1) as f32;
    let mean = sum_of(row, |value| value) / count;
    let variance = sum_of(row, |value| (value - mean) * (value - mean)) / count;
    let scale = 1.0 / (variance + VARIANCE_FLOOR).sqrt();
    for value in row {
        *value = (*value - mean) * scale;
    }
    scale
}

/// The sum over a row in sixteen parts, always the same ones.
#[inline(always)]
pub(crate) fn sum_of(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<PANEL>();
    let mut parts = [0.0_f32; PANEL];
    for chunk in chunks {
        for lane in 0..PANEL {
            parts[lane] += of(chunk[lane]);
        }
    }
    for (part, &value) in parts.iter_mut().zip(rest) {
        *part += of(value);
    }
    parts.iter().sum()
}

/// Puts a row of scores on the scale of probabilities.
#[inline(always)]
pub(crate) fn softmax(row: &mut [f32]) {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for value in row.iter_mut() {
        *value = exp(*value - top);
    }
    let total = sum_of(row, |value| value);
    for value in row {
        *value /= total;
    }
}

/// A function that is compiled once for each kind of vectors. It is called by reference: only so
/// is a closure inlined into the code for these vectors.
struct Vectorised<Function>(Function);

impl<Output, Function: FnMut() -> Output> WithSimd for Vectorised<Function> {
    type Output = Output;

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, _: S) -> Output {
        (self.0)()
    }
}

/// Runs a function with the widest vectors the processor has.
#[inline(always)]
pub(crate) fn vectorised<Output>(function: impl FnMut() -> Output) -> Output {
    Arch::new().dispatch(Vectorised(function))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_the_sum_of_the_products_whatever_the_number_of_rows() {
        let (inputs, outputs) = (5, 19);
        let weights: Vec<f32> = (0..inputs * outputs).map(|at| (at % 7) as f32 - 3.0).collect();
        let packed = Packed::new(&weights, inputs, outputs);
        for rows in 0..15 {
            let left: Vec<f32> = (0..rows * inputs).map(|at| (at % 5) as f32 - 2.0).collect();
            let mut sum = vec![1.0; rows * outputs];
            packed.multiply(&left, &mut sum);
            for (at, value) in sum.iter().enumerate() {
                let (row, output) = (at / outputs, at % outputs);
                let product =
                    |input| left[row * inputs + input] * weights[input * outputs + output];
                assert_eq!(*value, 1.0 + (0..inputs).map(product).sum::<f32>());
            }
        }
    }

    #[test]
    fn the_exponential_is_close() {
        for step in -400..400 {
            let value = step as f32 / 10.0;
            let relative = exp(value) / value.exp() - 1.0;
            assert!(relative.abs() < 1e-5, "exp({value}) is off by {relative}");
        }
        assert!((sigmoid(0.0) - 0.5).abs() < 1e-6);
        assert!(sigmoid(1e9) > 0.99 && sigmoid(-1e9) < 0.01);
    }

    #[test]
    fn a_normalised_row_has_mean_zero_and_variance_one() {
        let mut row: Vec<f32> = (0..40).map(|at| at as f32 * 3.0 + 7.0).collect();
        normalise(&mut row);
        assert!(row.iter().sum::<f32>().abs() < 1e-3);
        assert!((row.iter().map(|value| value * value).sum::<f32>() - 40.0).abs() < 1e-2);
    }
}
