//! The network's own operations with their slopes, as the tape plays them. Forwards they compute
//! what `language::network` computes.

use super::matrix::Matrix;
use crate::language::network::arithmetic::{normalise, sigmoid, softmax, sum_of, vectorised};
use std::ops::Range;

/// Normalises each row; gives the scales.
pub(crate) fn normalise_rows(matrix: &mut Matrix) -> Vec<f32> {
    let columns = matrix.columns.max(1);
    vectorised(
        #[inline(always)]
        || matrix.data.chunks_exact_mut(columns).map(normalise).collect(),
    )
}

pub(crate) fn normalise_back(
    value: &Matrix,
    gradient: &Matrix,
    scales: &[f32],
    target: &mut Matrix,
) {
    let count = value.columns as f32;
    for (row, scale) in scales.iter().enumerate() {
        let (values, slopes) = (value.row(row), gradient.row(row));
        let mean = sum_of(slopes, |slope| slope) / count;
        let along = values.iter().zip(slopes).map(|(value, slope)| value * slope).sum::<f32>();
        let along = along / count;
        let slots = target.row_mut(row).iter_mut();
        for ((slot, value), slope) in slots.zip(values).zip(slopes) {
            *slot += scale * (slope - mean - value * along);
        }
    }
}

pub(crate) fn softmax_rows(matrix: &mut Matrix) {
    let columns = matrix.columns.max(1);
    vectorised(
        #[inline(always)]
        || matrix.data.chunks_exact_mut(columns).for_each(softmax),
    );
}

pub(crate) fn softmax_back(value: &Matrix, gradient: &Matrix, target: &mut Matrix) {
    for row in 0..value.rows {
        let (values, slopes) = (value.row(row), gradient.row(row));
        let mean = values.iter().zip(slopes).map(|(value, slope)| value * slope).sum::<f32>();
        let slots = target.row_mut(row).iter_mut();
        for ((slot, value), slope) in slots.zip(values).zip(slopes) {
            *slot += value * (slope - mean);
        }
    }
}

/// The part of a window's rows that a neighbour stands in: which row, at which of the three places.
fn neighbours(sentence: &Range<usize>) -> impl Iterator<Item = (usize, usize, usize)> {
    let (start, end) = (sentence.start, sentence.end);
    sentence.clone().flat_map(move |row| {
        (0..3).filter_map(move |place| {
            let from = (row + place).checked_sub(1)?;
            (start..end).contains(&from).then_some((row, place, from))
        })
    })
}

pub(crate) fn window(input: &Matrix, sentences: &[Range<usize>]) -> Matrix {
    let width = input.columns;
    let mut value = Matrix::zeros(input.rows, 3 * width);
    for (row, place, from) in sentences.iter().flat_map(neighbours) {
        value.row_mut(row)[place * width..(place + 1) * width].copy_from_slice(input.row(from));
    }
    value
}

pub(crate) fn window_back(gradient: &Matrix, sentences: &[Range<usize>], target: &mut Matrix) {
    let width = target.columns;
    for (row, place, from) in sentences.iter().flat_map(neighbours) {
        let slopes = &gradient.row(row)[place * width..(place + 1) * width];
        for (slot, slope) in target.row_mut(from).iter_mut().zip(slopes) {
            *slot += slope;
        }
    }
}

/// What the recurrence keeps for the way back.
pub(crate) struct Trace {
    /// Update gates, candidates and output gates, as the input has them, gates opened.
    gates: Matrix,
    /// The units after each word.
    states: Matrix,
}

/// The rows of a sentence in the order in which a direction passes them, each with the row
/// before it.
fn passage(
    sentence: &Range<usize>,
    backwards: bool,
) -> impl DoubleEndedIterator<Item = (usize, Option<usize>)> {
    let Range { start, end } = *sentence;
    (0..end - start).map(move |step| {
        if backwards {
            (end - 1 - step, (step > 0).then(|| end - step))
        } else {
            (start + step, (step > 0).then(|| start + step - 1))
        }
    })
}

pub(crate) fn recur(input: &Matrix, sentences: &[Range<usize>]) -> (Matrix, Trace) {
    let hidden = input.columns / 6;
    let mut gates = input.clone();
    vectorised(
        #[inline(always)]
        || {
            for row in gates.data.chunks_exact_mut(3 * hidden) {
                for (at, value) in row.iter_mut().enumerate() {
                    let open = sigmoid(*value);
                    *value = if at / hidden == 1 { *value } else { open };
                }
            }
        },
    );
    let mut states = Matrix::zeros(input.rows, 2 * hidden);
    let mut value = Matrix::zeros(input.rows, 2 * hidden);
    for sentence in sentences {
        for side in 0..2 {
            for (row, before) in passage(sentence, side == 1) {
                let numbers = &gates.row(row)[side * 3 * hidden..(side + 1) * 3 * hidden];
                for unit in 0..hidden {
                    let slot = side * hidden + unit;
                    let old = before.map_or(0.0, |before| states.row(before)[slot]);
                    let new = old + numbers[unit] * (numbers[hidden + unit] - old);
                    states.row_mut(row)[slot] = new;
                    value.row_mut(row)[slot] = numbers[2 * hidden + unit] * new;
                }
            }
        }
    }
    (value, Trace { gates, states })
}

pub(crate) fn recur_back(
    trace: &Trace,
    gradient: &Matrix,
    sentences: &[Range<usize>],
    target: &mut Matrix,
) {
    let Trace { gates, states } = trace;
    let hidden = gradient.columns / 2;
    let mut carried = vec![0.0_f32; hidden];
    for sentence in sentences {
        for side in 0..2 {
            carried.fill(0.0);
            let first = side * hidden;
            for (row, before) in passage(sentence, side == 1).rev() {
                let numbers = &gates.row(row)[3 * first..3 * (first + hidden)];
                let slopes = &gradient.row(row)[first..first + hidden];
                let units = &states.row(row)[first..first + hidden];
                let slots = &mut target.row_mut(row)[3 * first..3 * (first + hidden)];
                for unit in 0..hidden {
                    let old = before.map_or(0.0, |before| states.row(before)[first + unit]);
                    let (update, candidate) = (numbers[unit], numbers[hidden + unit]);
                    let out = numbers[2 * hidden + unit];
                    let slope = carried[unit] + slopes[unit] * out;
                    slots[unit] += slope * (candidate - old) * update * (1.0 - update);
                    slots[hidden + unit] += slope * update;
                    slots[2 * hidden + unit] += slopes[unit] * units[unit] * out * (1.0 - out);
                    carried[unit] = slope * (1.0 - update);
                }
            }
        }
    }
}
