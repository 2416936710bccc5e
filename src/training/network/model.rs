//! The network as it is trained: its parameters, and the way from a batch of sentences to the
//! losses. Mirrors `language::network`, which is what it becomes.

use super::loss::{self, ArcNodes};
use super::matrix::Matrix;
use super::parameters::{ParameterId, Parameters};
use super::sample::{Sample, frequent_pairs};
use super::tape::{NodeId, Tape};
use super::vocabulary::Vocabulary;
use crate::language::network::heads::DISTANCES;
use crate::language::network::word_form::{SentenceCase, WordForm};
use crate::language::network::{NameTag, TAGS_AFTER, TagPair};
use crate::language::tags::DependencyLabel;
use crate::training::random::Random;
use std::collections::BTreeMap;
use std::ops::Range;

/// How large the network is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// The length of a word's vector.
    pub width: usize,
    /// The units of a recurrence in each direction.
    pub hidden: usize,
    /// How many recurrences there are.
    pub recurrences: usize,
    /// The length of the vectors that score arcs.
    pub arc: usize,
    /// The length of the vectors that label arcs.
    pub label: usize,
    /// The units between the words and the names.
    pub name: usize,
}

impl Default for Size {
    fn default() -> Self {
        Self { width: 128, hidden: 64, recurrences: 3, arc: 64, label: 96, name: 64 }
    }
}

/// A linear layer's parameters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LinearIds {
    pub(crate) weights: ParameterId,
    pub(crate) bias: ParameterId,
}

/// Which parameter is what.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) projection: ParameterId,
    pub(crate) window: LinearIds,
    pub(crate) recurrences: Vec<[LinearIds; 2]>,
    pub(crate) tags: LinearIds,
    pub(crate) feedback: LinearIds,
    pub(crate) arc_dependent: LinearIds,
    pub(crate) arc_form: LinearIds,
    pub(crate) arc_head: LinearIds,
    pub(crate) arc_distance: LinearIds,
    pub(crate) arc_root: ParameterId,
    pub(crate) label_dependent: LinearIds,
    pub(crate) label_head: LinearIds,
    pub(crate) label_root: ParameterId,
    pub(crate) label_out: LinearIds,
    pub(crate) name_hidden: LinearIds,
    pub(crate) name_out: LinearIds,
}

/// The network in training.
#[derive(Debug)]
pub(crate) struct Trainee {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) pairs: Vec<TagPair>,
    class_of: BTreeMap<TagPair, usize>,
    pub(crate) layout: Layout,
    pub(crate) parameters: Parameters,
}

/// Probabilities that something is left out in training, so that the network does not rely on it.
const DROP_STATE: f32 = 0.25;
const DROP_INPUT: f32 = 0.2;
/// The whole word, as if it were unknown.
const DROP_WORD: f32 = 0.03;
/// How much more a name counts than a tag: far fewer sentences have their names marked.
const WEIGHT_OF_NAMES: f32 = 1.5;

impl Trainee {
    pub(crate) fn new(vocabulary: Vocabulary, samples: &[Sample], size: Size) -> Self {
        let mut random = Random::new(11);
        let mut parameters = Parameters {
            table: Matrix::random(vocabulary.table_rows(), size.width, 0.05, &mut random),
            ..Parameters::default()
        };
        let pairs = frequent_pairs(samples);
        let class_of = pairs.iter().enumerate().map(|(class, &pair)| (pair, class)).collect();
        let layout = Layout::new(
            size,
            vocabulary.vectors.columns,
            pairs.len(),
            &mut parameters,
            &mut random,
        );
        Self { vocabulary, pairs, class_of, layout, parameters }
    }

    /// Records the network's work on a batch and its losses, as shares of a step with `words`
    /// words in all; gives the sum of losses.
    pub(crate) fn learn(&self, tape: &mut Tape<'_>, batch: &[Sample], words: usize) -> f64 {
        let sentences = ranges(batch);
        let weight = 1.0 / words.max(1) as f32;
        let input = self.input(tape, batch);
        let (tags, top) = self.encode(tape, input, &sentences);
        let mut loss = self.tag_loss(tape, tags, batch, weight);
        loss += self.tree_loss(tape, top, batch, &sentences, weight);
        loss + self.name_loss(tape, top, batch, weight)
    }

    fn input(&self, tape: &mut Tape<'_>, batch: &[Sample]) -> NodeId {
        let vectors = &self.vocabulary.vectors;
        let first_part = self.vocabulary.counts.len() as u32;
        let mut rows = Vec::new();
        let mut given = Matrix::zeros(0, vectors.columns);
        for sample in batch {
            let spellings: Vec<WordForm> =
                sample.forms.iter().map(|form| WordForm::of(form)).collect();
            let case = SentenceCase::of(&spellings);
            for (at, spelling) in spellings.iter().enumerate() {
                let mut row = self.vocabulary.row(spelling);
                if tape.random.fraction() < DROP_WORD {
                    row = 0;
                }
                let count = self.vocabulary.counts[row as usize] as f32;
                let has_vector = self.vocabulary.has_vector(row);
                let drop_own = tape.random.fraction() < 1.0 / (1.0 + count);
                let mut own = Vec::with_capacity(9);
                if !has_vector && drop_own {
                    own.push(0);
                } else if !drop_own {
                    own.push(row);
                }
                own.extend(spelling.rows(at == 0, case).map(|part| first_part + part));
                rows.push(own);
                given.data.extend_from_slice(vectors.row(row as usize));
                given.rows += 1;
            }
        }
        let own = tape.embed(rows);
        let given = tape.constant(given);
        let given = tape.linear(given, self.layout.projection, None);
        tape.add(own, given)
    }

    /// Gives the scores of the tags and the encoded words.
    fn encode(
        &self,
        tape: &mut Tape<'_>,
        input: NodeId,
        sentences: &[Range<usize>],
    ) -> (NodeId, NodeId) {
        let layout = &self.layout;
        let mut state = tape.dropout(input, DROP_INPUT);
        let normal = tape.normalise(state);
        let wide = tape.window(normal, sentences);
        let change = linear(tape, wide, layout.window);
        let change = tape.rectify(change);
        let change = tape.dropout(change, DROP_STATE);
        state = tape.add(state, change);
        let mut tags = state;
        for (height, [into, out]) in layout.recurrences.iter().enumerate() {
            if height == TAGS_AFTER {
                let normal = tape.normalise(state);
                tags = linear(tape, normal, layout.tags);
                let likely = tape.softmax(tags);
                let change = linear(tape, likely, layout.feedback);
                state = tape.add(state, change);
            }
            let normal = tape.normalise(state);
            let normal = tape.dropout(normal, DROP_STATE);
            let gates = linear(tape, normal, *into);
            let units = tape.recur(gates, sentences);
            let units = tape.dropout(units, DROP_STATE);
            let change = linear(tape, units, *out);
            state = tape.add(state, change);
        }
        let top = tape.normalise(state);
        (tags, tape.dropout(top, DROP_STATE))
    }

    fn tag_loss(&self, tape: &mut Tape<'_>, tags: NodeId, batch: &[Sample], weight: f32) -> f64 {
        let mut right = Vec::new();
        for sample in batch {
            match &sample.syntax {
                Some(syntax) => {
                    right.extend(syntax.tags.iter().map(|pair| self.class_of.get(pair).copied()));
                }
                None => right.extend(sample.forms.iter().map(|_| None)),
            }
        }
        loss::cross_entropy(tape, tags, &right, weight)
    }

    fn tree_loss(
        &self,
        tape: &mut Tape<'_>,
        top: NodeId,
        batch: &[Sample],
        sentences: &[Range<usize>],
        weight: f32,
    ) -> f64 {
        let layout = &self.layout;
        let dependent = linear(tape, top, layout.arc_dependent);
        let dependent = tape.rectify(dependent);
        let dependent = tape.dropout(dependent, DROP_STATE);
        let forms = linear(tape, dependent, layout.arc_form);
        let distances = linear(tape, dependent, layout.arc_distance);
        let heads = linear(tape, top, layout.arc_head);
        let heads = tape.rectify(heads);
        let heads = tape.dropout(heads, DROP_STATE);
        let nodes = ArcNodes { forms, heads, distances, root: layout.arc_root };
        let mut loss = 0.0;
        let words = sentences.last().map_or(0, |sentence| sentence.end);
        let mut right_labels = vec![None; words];
        let mut right_heads = vec![words; words];
        for (sample, sentence) in batch.iter().zip(sentences) {
            let Some(syntax) = &sample.syntax else { continue };
            loss += loss::arcs(tape, nodes, sentence, &syntax.heads, weight);
            for (at, row) in sentence.clone().enumerate() {
                right_labels[row] = Some(syntax.labels[at].index());
                if syntax.heads[at] < sentence.len() {
                    right_heads[row] = sentence.start + syntax.heads[at];
                }
            }
        }
        let dependent = linear(tape, top, layout.label_dependent);
        let heads = linear(tape, top, layout.label_head);
        let heads = tape.pick(heads, right_heads, layout.label_root);
        let both = tape.add(dependent, heads);
        let both = tape.rectify(both);
        let both = tape.dropout(both, DROP_STATE);
        let labels = linear(tape, both, layout.label_out);
        loss + loss::cross_entropy(tape, labels, &right_labels, weight)
    }

    fn name_loss(&self, tape: &mut Tape<'_>, top: NodeId, batch: &[Sample], weight: f32) -> f64 {
        let number = |tag: &NameTag| NameTag::ALL.iter().position(|known| known == tag);
        let mut right = Vec::new();
        for sample in batch {
            match &sample.names {
                Some(names) => right.extend(names.iter().map(number)),
                None => right.extend(sample.forms.iter().map(|_| None)),
            }
        }
        let hidden = linear(tape, top, self.layout.name_hidden);
        let hidden = tape.rectify(hidden);
        let hidden = tape.dropout(hidden, DROP_STATE);
        let scores = linear(tape, hidden, self.layout.name_out);
        loss::cross_entropy(tape, scores, &right, WEIGHT_OF_NAMES * weight)
    }
}

impl Layout {
    fn new(
        size: Size,
        vectors: usize,
        tags: usize,
        parameters: &mut Parameters,
        random: &mut Random,
    ) -> Self {
        let mut matrix = |rows: usize, columns: usize| {
            let bound = (6.0 / (rows + columns).max(1) as f32).sqrt();
            parameters.add(Matrix::random(rows, columns, bound, random))
        };
        let projection = matrix(vectors, size.width);
        let mut pairs = Vec::new();
        let Size { width, hidden, arc, label, name, .. } = size;
        let labels = DependencyLabel::COUNT;
        let shapes = [
            (3 * width, width),
            (width, tags),
            (tags, width),
            (width, arc),
            (arc, arc),
            (width, arc),
            (arc, DISTANCES),
            (width, label),
            (width, label),
            (label, labels),
            (width, name),
            (name, NameTag::ALL.len()),
        ];
        for (rows, columns) in shapes {
            pairs.push((matrix(rows, columns), columns));
        }
        let recurrences: Vec<_> = (0..size.recurrences)
            .map(|_| [(matrix(width, 6 * hidden), 6 * hidden), (matrix(2 * hidden, width), width)])
            .collect();
        let arc_root = matrix(1, arc);
        let label_root = matrix(1, label);
        let mut layer = |(weights, columns): (ParameterId, usize)| LinearIds {
            weights,
            bias: parameters.add(Matrix::zeros(1, columns)),
        };
        Self {
            projection,
            window: layer(pairs[0]),
            recurrences: recurrences.into_iter().map(|two| two.map(&mut layer)).collect(),
            tags: layer(pairs[1]),
            feedback: layer(pairs[2]),
            arc_dependent: layer(pairs[3]),
            arc_form: layer(pairs[4]),
            arc_head: layer(pairs[5]),
            arc_distance: layer(pairs[6]),
            arc_root,
            label_dependent: layer(pairs[7]),
            label_head: layer(pairs[8]),
            label_root,
            label_out: layer(pairs[9]),
            name_hidden: layer(pairs[10]),
            name_out: layer(pairs[11]),
        }
    }
}

fn linear(tape: &mut Tape<'_>, input: NodeId, layer: LinearIds) -> NodeId {
    tape.linear(input, layer.weights, Some(layer.bias))
}

fn ranges(batch: &[Sample]) -> Vec<Range<usize>> {
    let mut start = 0;
    let range = |sample: &Sample| {
        let range = start..start + sample.forms.len();
        start = range.end;
        range
    };
    batch.iter().map(range).collect()
}
