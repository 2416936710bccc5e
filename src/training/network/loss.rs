//! The losses: how far scores are from what is right, and the slope of that in the scores.

use super::matrix::Matrix;
use super::parameters::{ParameterId, add_to};
use super::tape::{NodeId, Tape};
use crate::language::network::arithmetic::softmax;
use crate::language::network::heads::distance_class;
use std::ops::Range;

/// The cross entropy of the scores in each row of `scores` with the right class, where there is
/// one; all of it times `weight`.
pub(crate) fn cross_entropy(
    tape: &mut Tape<'_>,
    scores: NodeId,
    right: &[Option<usize>],
    weight: f32,
) -> f64 {
    let mut slopes = tape.value(scores).clone();
    let mut loss = 0.0;
    for (row, right) in right.iter().enumerate() {
        match *right {
            Some(right) => loss += entropy_slope(slopes.row_mut(row), right, weight),
            None => slopes.row_mut(row).fill(0.0),
        }
    }
    tape.gradient_mut(scores).add(&slopes);
    loss
}

/// How much of what is right is given to all classes alike.
const SMOOTHING: f32 = 0.03;

/// Turns scores into slopes and gives the loss.
fn entropy_slope(row: &mut [f32], right: usize, weight: f32) -> f64 {
    softmax(row);
    let loss = -f64::from(weight) * f64::from(row[right].max(1e-9)).ln();
    row[right] -= 1.0 - SMOOTHING;
    let share = SMOOTHING / row.len() as f32;
    for value in row {
        *value = (*value - share) * weight;
    }
    loss
}

/// The parts of the arcs' scores.
#[derive(Clone, Copy)]
pub(crate) struct ArcNodes {
    pub(crate) forms: NodeId,
    pub(crate) heads: NodeId,
    pub(crate) distances: NodeId,
    pub(crate) root: ParameterId,
}

/// The loss of the choice of heads in one sentence; `right` by position in the sentence, its
/// length for the root.
pub(crate) fn arcs(
    tape: &mut Tape<'_>,
    nodes: ArcNodes,
    sentence: &Range<usize>,
    right: &[usize],
    weight: f32,
) -> f64 {
    let count = sentence.len();
    let slice = |matrix: &Matrix| Matrix {
        rows: count,
        columns: matrix.columns,
        data: matrix.data[sentence.start * matrix.columns..sentence.end * matrix.columns].to_vec(),
    };
    let forms = slice(tape.value(nodes.forms));
    let mut heads = slice(tape.value(nodes.heads));
    heads.data.extend_from_slice(&tape.parameters().get(nodes.root).data);
    heads.rows += 1;
    let distances = slice(tape.value(nodes.distances));
    let mut scores = Matrix::zeros(count, count + 1);
    scores.add_product(&forms, &heads.transposed());
    let mut loss = 0.0;
    for word in 0..count {
        let row = scores.row_mut(word);
        for (head, score) in row.iter_mut().enumerate() {
            *score += distances.row(word)[distance_class(word, head, count)];
        }
        row[word] = -1e4;
        loss += entropy_slope(row, right[word], weight);
        row[word] = 0.0;
    }
    let mut slopes = Matrix::zeros(count, forms.columns);
    slopes.add_product(&scores, &heads);
    add_rows(tape.gradient_mut(nodes.forms), sentence.start, &slopes.data);
    let mut slopes = Matrix::zeros(count + 1, heads.columns);
    slopes.add_product(&scores.transposed(), &forms);
    let (words, root) = slopes.data.split_at(count * heads.columns);
    add_rows(tape.gradient_mut(nodes.heads), sentence.start, words);
    add_to(&mut tape.gradients.dense[nodes.root.0].data, root);
    let target = tape.gradient_mut(nodes.distances);
    for word in 0..count {
        for (head, slope) in scores.row(word).iter().enumerate() {
            let class = distance_class(word, head, count);
            target.row_mut(sentence.start + word)[class] += slope;
        }
    }
    loss
}

fn add_rows(target: &mut Matrix, start: usize, values: &[f32]) {
    let from = start * target.columns;
    add_to(&mut target.data[from..from + values.len()], values);
}
