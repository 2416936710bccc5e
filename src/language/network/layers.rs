//! The building blocks of the network: linear layers, the window over neighbouring words and the
//! gated recurrence. Rows are words; sentences are ranges of rows that do not see each other.

use super::arithmetic::{Packed, normalise, sigmoid, vectorised};
use crate::language::model::{ModelError, Reader};
use std::ops::Range;

/// A linear map with a bias.
#[derive(Debug)]
pub(crate) struct Linear {
    weights: Packed,
    bias: Vec<f32>,
}

impl Linear {
    /// Reads a layer that takes rows of `inputs` numbers.
    pub(crate) fn read(reader: &mut Reader<'_>, inputs: usize) -> Result<Self, ModelError> {
        let weights = read_numbers(reader)?;
        let bias = read_numbers(reader)?;
        if bias.is_empty() || weights.len() != inputs * bias.len() {
            return Err(ModelError::Damaged("a layer has a wrong size"));
        }
        Ok(Self { weights: Packed::new(&weights, inputs, bias.len()), bias })
    }

    pub(crate) const fn outputs(&self) -> usize {
        self.weights.outputs()
    }

    /// Maps rows to rows; `output` is cleared first.
    pub(crate) fn apply(&self, input: &[f32], output: &mut Vec<f32>) {
        output.clear();
        for _ in 0..input.len() / self.weights.inputs() {
            output.extend_from_slice(&self.bias);
        }
        self.weights.multiply(input, output);
    }

    /// Like [`Self::apply`], with all that is negative set to 0.
    pub(crate) fn apply_rectified(&self, input: &[f32], output: &mut Vec<f32>) {
        self.apply(input, output);
        for value in output {
            *value = value.max(0.0);
        }
    }

    /// Maps rows to rows and adds them to `sum`.
    pub(crate) fn add(&self, input: &[f32], sum: &mut [f32]) {
        for row in sum.chunks_exact_mut(self.bias.len()) {
            for (slot, bias) in row.iter_mut().zip(&self.bias) {
                *slot += bias;
            }
        }
        self.weights.multiply(input, sum);
    }
}

/// An array of numbers stored as the upper halves of `f32`.
pub(crate) fn read_numbers(reader: &mut Reader<'_>) -> Result<Vec<f32>, ModelError> {
    let halves = reader.records::<2>()?.iter();
    Ok(halves.map(|&half| f32::from_bits(u32::from(u16::from_le_bytes(half)) << 16)).collect())
}

/// Copies rows and normalises each; `output` is cleared first.
pub(crate) fn normalise_rows(input: &[f32], width: usize, output: &mut Vec<f32>) {
    output.clear();
    output.extend_from_slice(input);
    vectorised(
        #[inline(always)]
        || {
            for row in output.chunks_exact_mut(width) {
                normalise(row);
            }
        },
    );
}

/// Puts each row between its neighbours: rows three times as wide, zeros beyond the sentence.
pub(crate) fn window(
    input: &[f32],
    width: usize,
    sentences: &[Range<usize>],
    output: &mut Vec<f32>,
) {
    output.clear();
    output.resize(input.len() * 3, 0.0);
    for sentence in sentences {
        for row in sentence.clone() {
            let slots = &mut output[row * 3 * width..(row + 1) * 3 * width];
            let first = row.saturating_sub(1).max(sentence.start);
            let last = (row + 2).min(sentence.end);
            let offset = (first + 1 - row) * width;
            let source = &input[first * width..last * width];
            slots[offset..offset + source.len()].copy_from_slice(source);
        }
    }
}

/// The recurrence, in both directions: from six numbers for each hidden unit (update gate,
/// candidate and output gate forwards, then the same backwards) to two.
///
/// A unit moves towards its candidate as far as its update gate is open; gates and candidates
/// depend on the input alone, so that all products are made for many words at once
/// (Bradbury et al. 2017, Lei et al. 2018, Feng et al. 2024).
pub(crate) fn recur(
    input: &[f32],
    hidden: usize,
    sentences: &[Range<usize>],
    output: &mut Vec<f32>,
) {
    output.clear();
    output.resize(input.len() / 3, 0.0);
    let mut state = vec![0.0_f32; hidden];
    for sentence in sentences {
        for backwards in [false, true] {
            state.fill(0.0);
            for step in 0..sentence.len() {
                let row = if backwards { sentence.end - 1 - step } else { sentence.start + step };
                let start = 6 * hidden * row + if backwards { 3 * hidden } else { 0 };
                let numbers = &input[start..start + 3 * hidden];
                let to = 2 * hidden * row + if backwards { hidden } else { 0 };
                let slots = &mut output[to..to + hidden];
                vectorised(
                    #[inline(always)]
                    || step_units(numbers, &mut state, slots),
                );
            }
        }
    }
}

#[inline(always)]
fn step_units(numbers: &[f32], state: &mut [f32], output: &mut [f32]) {
    let hidden = state.len();
    let (updates, rest) = numbers.split_at(hidden);
    let (candidates, gates) = rest.split_at(hidden);
    let units = state.iter_mut().zip(output).zip(updates).zip(candidates).zip(gates);
    for ((((unit, slot), &update), &candidate), &gate) in units {
        *unit += sigmoid(update) * (candidate - *unit);
        *slot = sigmoid(gate) * *unit;
    }
}
