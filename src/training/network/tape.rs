//! A record of operations on matrices, played forwards when they are called and backwards to
//! find the slope of the loss in every parameter. Rows are words.

use super::matrix::Matrix;
use super::operations as forward;
use super::parameters::{Gradients, ParameterId, Parameters, add_to};
use crate::training::random::Random;
use std::ops::Range;

/// The number of a recorded value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeId(usize);

/// What made a value.
enum Operation {
    Constant,
    /// Sums of rows of the table.
    Embed {
        rows: Vec<Vec<u32>>,
    },
    Linear {
        input: NodeId,
        weights: ParameterId,
        bias: Option<ParameterId>,
    },
    Add {
        left: NodeId,
        right: NodeId,
    },
    Rectify {
        input: NodeId,
    },
    Normalise {
        input: NodeId,
        scales: Vec<f32>,
    },
    Softmax {
        input: NodeId,
    },
    /// A factor for each number.
    Mask {
        input: NodeId,
        factors: Vec<f32>,
    },
    Window {
        input: NodeId,
        sentences: Vec<Range<usize>>,
    },
    Recur {
        input: NodeId,
        sentences: Vec<Range<usize>>,
        trace: forward::Trace,
    },
    /// Rows of the input by number; the number of rows stands for a learned row.
    Pick {
        input: NodeId,
        rows: Vec<usize>,
        root: ParameterId,
    },
}

struct Node {
    value: Matrix,
    gradient: Matrix,
    operation: Operation,
}

/// The record.
pub(crate) struct Tape<'parameters> {
    parameters: &'parameters Parameters,
    nodes: Vec<Node>,
    pub(crate) gradients: Gradients,
    pub(crate) random: Random,
}

impl<'parameters> Tape<'parameters> {
    pub(crate) fn new(parameters: &'parameters Parameters, random: Random) -> Self {
        Self { parameters, nodes: Vec::new(), gradients: Gradients::zeros(parameters), random }
    }

    pub(crate) const fn parameters(&self) -> &'parameters Parameters {
        self.parameters
    }

    pub(crate) fn value(&self, node: NodeId) -> &Matrix {
        &self.nodes[node.0].value
    }

    fn push(&mut self, value: Matrix, operation: Operation) -> NodeId {
        let gradient = Matrix::zeros(value.rows, value.columns);
        self.nodes.push(Node { value, gradient, operation });
        NodeId(self.nodes.len() - 1)
    }

    pub(crate) fn constant(&mut self, value: Matrix) -> NodeId {
        self.push(value, Operation::Constant)
    }

    pub(crate) fn embed(&mut self, rows: Vec<Vec<u32>>) -> NodeId {
        let table = &self.parameters.table;
        let mut value = Matrix::zeros(rows.len(), table.columns);
        for (at, rows) in rows.iter().enumerate() {
            for &row in rows {
                add_to(value.row_mut(at), table.row(row as usize));
            }
        }
        self.push(value, Operation::Embed { rows })
    }

    pub(crate) fn linear(
        &mut self,
        input: NodeId,
        weights: ParameterId,
        bias: Option<ParameterId>,
    ) -> NodeId {
        let matrix = self.parameters.get(weights);
        let source = self.value(input);
        let mut value = Matrix::zeros(source.rows, matrix.columns);
        if let Some(bias) = bias {
            for row in value.data.chunks_exact_mut(matrix.columns) {
                row.copy_from_slice(&self.parameters.get(bias).data);
            }
        }
        value.add_product(source, matrix);
        self.push(value, Operation::Linear { input, weights, bias })
    }

    pub(crate) fn add(&mut self, left: NodeId, right: NodeId) -> NodeId {
        let mut value = self.value(left).clone();
        value.add(self.value(right));
        self.push(value, Operation::Add { left, right })
    }

    pub(crate) fn rectify(&mut self, input: NodeId) -> NodeId {
        let mut value = self.value(input).clone();
        for number in &mut value.data {
            *number = number.max(0.0);
        }
        self.push(value, Operation::Rectify { input })
    }

    pub(crate) fn normalise(&mut self, input: NodeId) -> NodeId {
        let mut value = self.value(input).clone();
        let scales = forward::normalise_rows(&mut value);
        self.push(value, Operation::Normalise { input, scales })
    }

    pub(crate) fn softmax(&mut self, input: NodeId) -> NodeId {
        let mut value = self.value(input).clone();
        forward::softmax_rows(&mut value);
        self.push(value, Operation::Softmax { input })
    }

    /// Sets numbers to 0 with the given probability and makes up for it with the others.
    pub(crate) fn dropout(&mut self, input: NodeId, probability: f32) -> NodeId {
        let mut value = self.value(input).clone();
        let keep = 1.0 / (1.0 - probability);
        let mut factors = Vec::with_capacity(value.data.len());
        for number in &mut value.data {
            let factor = if self.random.fraction() < probability { 0.0 } else { keep };
            *number *= factor;
            factors.push(factor);
        }
        self.push(value, Operation::Mask { input, factors })
    }

    pub(crate) fn window(&mut self, input: NodeId, sentences: &[Range<usize>]) -> NodeId {
        let value = forward::window(self.value(input), sentences);
        self.push(value, Operation::Window { input, sentences: sentences.to_vec() })
    }

    pub(crate) fn recur(&mut self, input: NodeId, sentences: &[Range<usize>]) -> NodeId {
        let (value, trace) = forward::recur(self.value(input), sentences);
        self.push(value, Operation::Recur { input, sentences: sentences.to_vec(), trace })
    }

    pub(crate) fn pick(&mut self, input: NodeId, rows: Vec<usize>, root: ParameterId) -> NodeId {
        let source = self.value(input);
        let mut value = Matrix::zeros(rows.len(), source.columns);
        for (at, &row) in rows.iter().enumerate() {
            let from =
                if row < source.rows { source.row(row) } else { &self.parameters.get(root).data };
            value.row_mut(at).copy_from_slice(from);
        }
        self.push(value, Operation::Pick { input, rows, root })
    }

    /// Adds to the slope at a value, where a loss is taken from it.
    pub(crate) fn gradient_mut(&mut self, node: NodeId) -> &mut Matrix {
        &mut self.nodes[node.0].gradient
    }

    /// Plays the record backwards.
    pub(crate) fn backward(&mut self) {
        while let Some(node) = self.nodes.pop() {
            self.back(node);
        }
    }

    fn back(&mut self, node: Node) {
        let Node { value, gradient, operation } = node;
        match operation {
            Operation::Constant => {}
            Operation::Embed { rows } => self.back_embed(&gradient, &rows),
            Operation::Linear { input, weights, bias } => {
                self.back_linear(&gradient, input, weights, bias);
            }
            Operation::Add { left, right } => {
                self.gradient_mut(left).add(&gradient);
                self.gradient_mut(right).add(&gradient);
            }
            Operation::Rectify { input } => {
                let slots = self.gradient_mut(input).data.iter_mut();
                for ((slot, slope), value) in slots.zip(&gradient.data).zip(&value.data) {
                    *slot += if *value > 0.0 { *slope } else { 0.0 };
                }
            }
            Operation::Normalise { input, scales } => {
                forward::normalise_back(&value, &gradient, &scales, self.gradient_mut(input));
            }
            Operation::Softmax { input } => {
                forward::softmax_back(&value, &gradient, self.gradient_mut(input));
            }
            Operation::Mask { input, factors } => {
                let slots = self.gradient_mut(input).data.iter_mut();
                for ((slot, slope), factor) in slots.zip(&gradient.data).zip(&factors) {
                    *slot += slope * factor;
                }
            }
            Operation::Window { input, sentences } => {
                forward::window_back(&gradient, &sentences, self.gradient_mut(input));
            }
            Operation::Recur { input, sentences, trace } => {
                forward::recur_back(&trace, &gradient, &sentences, self.gradient_mut(input));
            }
            Operation::Pick { input, rows, root } => {
                for (at, row) in rows.into_iter().enumerate() {
                    let target = self.gradient_mut(input);
                    if row < target.rows {
                        add_to(target.row_mut(row), gradient.row(at));
                    } else {
                        add_to(&mut self.gradients.dense[root.0].data, gradient.row(at));
                    }
                }
            }
        }
    }

    fn back_embed(&mut self, gradient: &Matrix, rows: &[Vec<u32>]) {
        for (at, rows) in rows.iter().enumerate() {
            for &row in rows {
                let slots = self.gradients.table.entry(row);
                add_to(slots.or_insert_with(|| vec![0.0; gradient.columns]), gradient.row(at));
            }
        }
    }

    fn back_linear(
        &mut self,
        gradient: &Matrix,
        input: NodeId,
        weights: ParameterId,
        bias: Option<ParameterId>,
    ) {
        let source = self.value(input).transposed();
        self.gradients.dense[weights.0].add_product(&source, gradient);
        if let Some(bias) = bias {
            for row in gradient.data.chunks_exact(gradient.columns.max(1)) {
                add_to(&mut self.gradients.dense[bias.0].data, row);
            }
        }
        let matrix = self.parameters.get(weights).transposed();
        self.gradient_mut(input).add_product(gradient, &matrix);
    }
}
