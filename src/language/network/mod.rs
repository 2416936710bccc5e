//! The neural network that tags, parses and finds names: spellings of sentences in, one
//! [`Analysis`] out.
//!
//! One encoder serves all tasks. Each word's vector ([`embedding`]) passes a window over its
//! neighbours and then gated recurrences in both directions ([`layers`]); the lower part gives
//! tags, which flow back into the upper part; the top gives scores of arcs (a bilinear form of
//! word and head, Dozat & Manning 2017), labels and names. The time a sentence takes is linear in
//! its length but for the scores of arcs, whose part is small and bounded by the longest sentence.

pub(crate) mod arithmetic;
pub(crate) mod embedding;
pub(crate) mod heads;
pub(crate) mod layers;
pub(crate) mod tree;
pub(crate) mod word_form;

use super::model::{ModelError, Reader};
use super::tags::{DependencyLabel, PennTag, UniversalTag};
use arithmetic::{softmax, vectorised};
use embedding::Embedding;
use heads::{Arcs, Labels, Names};
use layers::{Linear, normalise_rows, recur, window};
use std::ops::Range;
use word_form::{SentenceCase, WordForm};

pub(crate) use heads::NameTag;

/// A Penn tag with its universal tag.
pub(crate) type TagPair = (PennTag, UniversalTag);

/// The trained network.
#[derive(Debug)]
pub(crate) struct Network {
    embedding: Embedding,
    window: Linear,
    recurrences: Vec<Recurrence>,
    pairs: Vec<TagPair>,
    tags: Linear,
    feedback: Linear,
    arcs: Arcs,
    labels: Labels,
    names: Names,
}

/// After how many recurrences the tags are decided.
pub(crate) const TAGS_AFTER: usize = 2;

/// One gated recurrence: into the units and out of them.
#[derive(Debug)]
struct Recurrence {
    into: Linear,
    out: Linear,
}

/// What the network says of the words of some sentences.
#[derive(Debug, Default)]
pub(crate) struct Analysis {
    pub(crate) tags: Vec<TagPair>,
    /// The position of each word's head in its sentence; the sentence's length for the root.
    pub(crate) heads: Vec<usize>,
    pub(crate) labels: Vec<DependencyLabel>,
    pub(crate) names: Vec<NameTag>,
}

/// The buffers of an analysis, kept from batch to batch.
#[derive(Debug, Default)]
pub(crate) struct Workspace {
    /// The words as they stand at each height.
    states: Vec<f32>,
    normal: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    pub(crate) heads: heads::Buffers,
}

impl Network {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let embedding = Embedding::read(reader)?;
        let width = embedding.width();
        let window = Linear::read(reader, 3 * width)?;
        let count = reader.records::<1>()?.len();
        let recurrences =
            (0..count).map(|_| Recurrence::read(reader, width)).collect::<Result<_, _>>()?;
        let pairs = reader.lines()?.into_iter().map(parse_pair).collect::<Option<Vec<_>>>();
        let pairs = pairs.ok_or(ModelError::Damaged("it names an unknown tag"))?;
        let tags = Linear::read(reader, width)?;
        let feedback = Linear::read(reader, pairs.len())?;
        if window.outputs() != width || tags.outputs() != pairs.len() || feedback.outputs() != width
        {
            return Err(ModelError::Damaged("its layers do not fit each other"));
        }
        Ok(Self {
            arcs: Arcs::read(reader, width)?,
            labels: Labels::read(reader, width)?,
            names: Names::read(reader, width)?,
            embedding,
            window,
            recurrences,
            pairs,
            tags,
            feedback,
        })
    }

    /// Analyses sentences, given as consecutive ranges of `words`.
    pub(crate) fn analyse(
        &self,
        words: &[WordForm],
        sentences: &[Range<usize>],
        workspace: &mut Workspace,
        analysis: &mut Analysis,
    ) {
        let width = self.embedding.width();
        let Workspace { states, normal, wide, narrow, heads } = workspace;
        self.embed(words, sentences, states);
        normalise_rows(states, width, normal);
        window(normal, width, sentences, wide);
        self.window.apply_rectified(wide, narrow);
        for (state, change) in states.iter_mut().zip(narrow.iter()) {
            *state += change;
        }
        for (height, recurrence) in self.recurrences.iter().enumerate() {
            if height == TAGS_AFTER {
                self.tag(states, normal, narrow, analysis);
            }
            normalise_rows(states, width, normal);
            recurrence.into.apply(normal, wide);
            recur(wide, recurrence.into.outputs() / 6, sentences, narrow);
            recurrence.out.add(narrow, states);
        }
        normalise_rows(states, width, normal);
        analysis.heads.clear();
        analysis.labels.clear();
        analysis.names.clear();
        self.arcs.find(normal, sentences, heads, &mut analysis.heads);
        let Analysis { heads: arcs, tags, labels, .. } = analysis;
        self.labels.find(normal, sentences, arcs, tags, heads, labels);
        self.names.find(normal, sentences, heads, &mut analysis.names);
    }

    fn embed(&self, words: &[WordForm], sentences: &[Range<usize>], states: &mut Vec<f32>) {
        let width = self.embedding.width();
        states.clear();
        states.resize(words.len() * width, 0.0);
        for sentence in sentences {
            let case = SentenceCase::of(&words[sentence.clone()]);
            for at in sentence.clone() {
                let rows = words[at].rows(at == sentence.start, case);
                let state = &mut states[at * width..(at + 1) * width];
                vectorised(
                    #[inline(always)]
                    || self.embedding.add(&words[at], rows, state),
                );
            }
        }
    }

    /// Decides the tags and lets them flow back into the states.
    fn tag(
        &self,
        states: &mut [f32],
        normal: &mut Vec<f32>,
        scores: &mut Vec<f32>,
        analysis: &mut Analysis,
    ) {
        normalise_rows(states, self.embedding.width(), normal);
        self.tags.apply(normal, scores);
        analysis.tags.clear();
        for row in scores.chunks_exact_mut(self.pairs.len()) {
            analysis.tags.push(self.pairs.get(best(row)).copied().unwrap_or_default());
            vectorised(
                #[inline(always)]
                || softmax(row),
            );
        }
        self.feedback.add(scores, states);
    }
}

impl Recurrence {
    fn read(reader: &mut Reader<'_>, width: usize) -> Result<Self, ModelError> {
        let into = Linear::read(reader, width)?;
        if into.outputs() % 6 != 0 {
            return Err(ModelError::Damaged("a recurrence has a wrong size"));
        }
        let out = Linear::read(reader, into.outputs() / 3)?;
        if out.outputs() != width {
            return Err(ModelError::Damaged("a recurrence has a wrong size"));
        }
        Ok(Self { into, out })
    }
}

/// The position of the highest score, the first of equals.
pub(crate) fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = at;
        }
    }
    best
}

fn parse_pair(line: &str) -> Option<TagPair> {
    let (penn, universal) = line.split_once(' ')?;
    Some((PennTag::from_name(penn)?, UniversalTag::from_name(universal)?))
}

/// The tag pair as the model file writes it.
#[cfg(feature = "training")]
pub(crate) fn pair_name((penn, universal): TagPair) -> String {
    format!("{penn} {universal}")
}
