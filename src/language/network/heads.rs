//! The tops of the network: arcs, labels and names, from the encoded words.

use super::arithmetic::Packed;
use super::layers::{Linear, read_numbers};
use super::tree::ArcScores;
use super::{TagPair, best};
use crate::language::NameKind;
use crate::language::model::{ModelError, Reader};
use crate::language::tags::{DependencyLabel, PennTag};
use std::ops::Range;

/// How far a head may lie and still have a score for its distance of its own.
const FARTHEST: isize = 8;
/// How many classes of distance there are: to the left, to the right, and the root.
pub(crate) const DISTANCES: usize = 2 * FARTHEST as usize + 1;

/// The class of the distance from a word to a head; a head beyond the sentence is the root.
pub(crate) fn distance_class(word: usize, head: usize, words: usize) -> usize {
    if head >= words {
        return DISTANCES - 1;
    }
    let offset = head as isize - word as isize;
    let (side, steps) = if offset < 0 { (0, -offset) } else { (FARTHEST, offset) };
    let class = match steps {
        ..=5 => (steps - 1).max(0),
        6..=9 => 5,
        10..=16 => 6,
        _ => 7,
    };
    (side + class) as usize
}

/// The buffers of all tops.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    dependents: Vec<f32>,
    forms: Vec<f32>,
    heads: Vec<f32>,
    distances: Vec<f32>,
    scores: Vec<f32>,
    found: Vec<usize>,
}

/// Scores arcs: a bilinear form of dependent and head, and the dependent's liking for a distance.
#[derive(Debug)]
pub(crate) struct Arcs {
    dependent: Linear,
    form: Linear,
    head: Linear,
    distance: Linear,
    root: Vec<f32>,
}

impl Arcs {
    pub(crate) fn read(reader: &mut Reader<'_>, width: usize) -> Result<Self, ModelError> {
        let dependent = Linear::read(reader, width)?;
        let form = Linear::read(reader, dependent.outputs())?;
        let head = Linear::read(reader, width)?;
        let distance = Linear::read(reader, dependent.outputs())?;
        let root = read_numbers(reader)?;
        let sizes = [head.outputs(), root.len()];
        if sizes != [form.outputs(); 2] || distance.outputs() != DISTANCES {
            return Err(ModelError::Damaged("its parser has a wrong size"));
        }
        Ok(Self { dependent, form, head, distance, root })
    }

    /// Appends the head of each word.
    pub(crate) fn find(
        &self,
        words: &[f32],
        sentences: &[Range<usize>],
        buffers: &mut Buffers,
        all: &mut Vec<usize>,
    ) {
        let Buffers { dependents, forms, heads, distances, scores, found } = buffers;
        self.dependent.apply_rectified(words, dependents);
        self.form.apply(dependents, forms);
        self.distance.apply(dependents, distances);
        self.head.apply_rectified(words, heads);
        let size = self.root.len();
        for sentence in sentences {
            let count = sentence.len();
            let candidates = self.transposed(&heads[sentence.start * size..sentence.end * size]);
            scores.clear();
            scores.resize(count * (count + 1), 0.0);
            candidates.multiply(&forms[sentence.start * size..sentence.end * size], scores);
            for (word, row) in scores.chunks_exact_mut(count + 1).enumerate() {
                let at = (sentence.start + word) * DISTANCES;
                let likings = &distances[at..at + DISTANCES];
                for (head, score) in row.iter_mut().enumerate() {
                    *score += likings[distance_class(word, head, count)];
                }
            }
            ArcScores { words: count, scores }.heads(found);
            all.extend_from_slice(found);
        }
    }

    /// The heads of one sentence and the root as columns.
    fn transposed(&self, heads: &[f32]) -> Packed {
        let size = self.root.len();
        let columns = heads.len() / size + 1;
        let mut weights = vec![0.0; size * columns];
        for (column, head) in heads.chunks_exact(size).chain([&self.root[..]]).enumerate() {
            for (row, value) in head.iter().enumerate() {
                weights[row * columns + column] = *value;
            }
        }
        Packed::new(&weights, size, columns)
    }
}

/// Labels arcs, from the word and its head.
#[derive(Debug)]
pub(crate) struct Labels {
    dependent: Linear,
    head: Linear,
    root: Vec<f32>,
    out: Linear,
}

impl Labels {
    pub(crate) fn read(reader: &mut Reader<'_>, width: usize) -> Result<Self, ModelError> {
        let dependent = Linear::read(reader, width)?;
        let head = Linear::read(reader, width)?;
        let root = read_numbers(reader)?;
        let out = Linear::read(reader, dependent.outputs())?;
        let sizes = [head.outputs(), root.len()];
        if sizes != [dependent.outputs(); 2] || out.outputs() != DependencyLabel::COUNT {
            return Err(ModelError::Damaged("its labeller has a wrong size"));
        }
        Ok(Self { dependent, head, root, out })
    }

    /// Appends the label of each word's arc.
    pub(crate) fn find(
        &self,
        words: &[f32],
        sentences: &[Range<usize>],
        arcs: &[usize],
        tags: &[TagPair],
        buffers: &mut Buffers,
        labels: &mut Vec<DependencyLabel>,
    ) {
        let Buffers { dependents, heads, scores, .. } = buffers;
        let size = self.root.len();
        self.dependent.apply(words, dependents);
        self.head.apply(words, heads);
        for sentence in sentences {
            for word in sentence.clone() {
                let position = sentence.start + arcs[word];
                let head = if position < sentence.end {
                    &heads[position * size..(position + 1) * size]
                } else {
                    &self.root[..]
                };
                let slots = &mut dependents[word * size..(word + 1) * size];
                for (slot, value) in slots.iter_mut().zip(head) {
                    *slot = (*slot + value).max(0.0);
                }
            }
        }
        self.out.apply(dependents, scores);
        let mut rows = scores.chunks_exact(DependencyLabel::COUNT);
        for sentence in sentences {
            for (word, row) in sentence.clone().zip(&mut rows) {
                let from_root = arcs[word] == sentence.len();
                let finite = tags.get(sentence.start + arcs[word]).is_some_and(is_finite);
                labels.push(legal_label(row, from_root, finite && !from_root));
            }
        }
    }
}

/// Whether a word is a verb with a tense of its own.
fn is_finite(pair: &TagPair) -> bool {
    matches!(pair.0, PennTag::VBD | PennTag::VBZ | PennTag::VBP)
}

/// `root` for the root's dependent, and for nothing else; no compound with a finite verb.
fn legal_label(scores: &[f32], from_root: bool, below_finite: bool) -> DependencyLabel {
    if from_root {
        return DependencyLabel::ROOT;
    }
    let root = DependencyLabel::ROOT.index();
    let found = DependencyLabel::from_index(best(&scores[root + 1..]) + root + 1);
    if !(below_finite && found == Some(DependencyLabel::COMPOUND)) {
        return found.unwrap_or(DependencyLabel::DEP);
    }
    let compound = DependencyLabel::COMPOUND.index();
    let (before, after) = (&scores[root + 1..compound], &scores[compound + 1..]);
    let (left, right) = (best(before), best(after));
    let second = match (before.get(left), after.get(right)) {
        (Some(one), Some(other)) if one >= other => left + root + 1,
        (_, Some(_)) => right + compound + 1,
        _ => left + root + 1,
    };
    DependencyLabel::from_index(second).unwrap_or(DependencyLabel::DEP)
}

/// Where a word stands in a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NameTag {
    /// In no name.
    #[default]
    Outside,
    /// The first word of a name.
    Begin(NameKind),
    /// A later word of a name.
    Inside(NameKind),
}

impl NameTag {
    /// All tags in the order of their scores.
    pub(crate) const ALL: [Self; 7] = [
        Self::Outside,
        Self::Begin(NameKind::Person),
        Self::Inside(NameKind::Person),
        Self::Begin(NameKind::Organisation),
        Self::Inside(NameKind::Organisation),
        Self::Begin(NameKind::Location),
        Self::Inside(NameKind::Location),
    ];

    /// Whether a word with this tag may follow one with the tag `before`.
    fn may_follow(self, before: Self) -> bool {
        match self {
            Self::Inside(kind) => before == Self::Begin(kind) || before == Self::Inside(kind),
            Self::Outside | Self::Begin(_) => true,
        }
    }
}

/// Finds names: scores of tags for each word, and the best sequence that is one.
#[derive(Debug)]
pub(crate) struct Names {
    hidden: Linear,
    out: Linear,
}

impl Names {
    pub(crate) fn read(reader: &mut Reader<'_>, width: usize) -> Result<Self, ModelError> {
        let hidden = Linear::read(reader, width)?;
        let out = Linear::read(reader, hidden.outputs())?;
        if out.outputs() != NameTag::ALL.len() {
            return Err(ModelError::Damaged("its name finder has a wrong size"));
        }
        Ok(Self { hidden, out })
    }

    /// Appends the tag of each word.
    pub(crate) fn find(
        &self,
        words: &[f32],
        sentences: &[Range<usize>],
        buffers: &mut Buffers,
        names: &mut Vec<NameTag>,
    ) {
        let Buffers { dependents, scores, .. } = buffers;
        self.hidden.apply_rectified(words, dependents);
        self.out.apply(dependents, scores);
        let (rows, _) = scores.as_chunks();
        for sentence in sentences {
            best_sequence(&rows[sentence.clone()], names);
        }
    }
}

type NameScores = [f32; NameTag::ALL.len()];

/// Appends the sequence of tags with the highest sum of scores (Viterbi 1967).
fn best_sequence(rows: &[NameScores], names: &mut Vec<NameTag>) {
    let mut totals: NameScores = [0.0; 7];
    let mut steps: Vec<[u8; 7]> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let mut next: NameScores = [f32::NEG_INFINITY; 7];
        let mut from = [0; 7];
        for (tag, slot) in next.iter_mut().enumerate() {
            for (before, total) in totals.iter().enumerate() {
                let before_tag = if at == 0 { NameTag::Outside } else { NameTag::ALL[before] };
                let score = total + row[tag];
                if NameTag::ALL[tag].may_follow(before_tag) && score > *slot {
                    *slot = score;
                    from[tag] = before as u8;
                }
            }
        }
        totals = next;
        steps.push(from);
    }
    let start = names.len();
    let mut tag = best(&totals);
    for from in steps.iter().rev() {
        names.push(NameTag::ALL[tag]);
        tag = usize::from(from[tag]);
    }
    names[start..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_starts_inside() {
        let mut names = Vec::new();
        let inside_person = [0.0, 1.0, 5.0, 0.0, 0.0, 0.0, 0.0];
        best_sequence(&[inside_person, inside_person], &mut names);
        assert_eq!(names, [NameTag::ALL[1], NameTag::ALL[2]]);
    }

    #[test]
    fn distances_tell_sides_and_steps() {
        assert_ne!(distance_class(3, 2, 9), distance_class(3, 4, 9));
        assert_eq!(distance_class(30, 9, 60), distance_class(59, 1, 60));
        assert_eq!(distance_class(3, 9, 9), DISTANCES - 1);
        for head in 0..100 {
            assert!(distance_class(50, head, 99) < DISTANCES);
        }
    }
}
