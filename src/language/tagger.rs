//! The part-of-speech tagger: words in, universal and Penn tags out.
//!
//! A greedy left-to-right averaged perceptron (Collins 2002) over pairs of a Penn and a universal
//! tag, so that the two never contradict each other.

use super::hash::{NOTHING, feature, join};
use super::lexical::Lexical;
use super::model::{ModelError, Reader};
use super::tags::{PennTag, UniversalTag};
use super::weights::{MAX_CLASSES, Scores, SparseTable, best_class};

/// A Penn tag with its universal tag.
pub(crate) type TagPair = (PennTag, UniversalTag);

/// The tagger's weights, and the pairs of tags it knows.
#[derive(Debug)]
pub(crate) struct Tagger {
    pairs: Vec<TagPair>,
    weights: SparseTable,
}

/// How many features a position has at most.
pub(crate) const FEATURES: usize = 40;

impl Tagger {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let pairs = reader.lines()?.into_iter().map(parse_pair).collect::<Option<Vec<_>>>();
        let pairs = pairs.ok_or(ModelError::Damaged("it names an unknown tag"))?;
        Ok(Self { pairs, weights: SparseTable::read(reader)? })
    }

    /// Tags the words of one sentence; `tags` is cleared first.
    pub(crate) fn tag(&self, words: &[Lexical], tags: &mut Vec<TagPair>) {
        tags.clear();
        let (mut previous, mut before) = (NOTHING, NOTHING);
        let mut features = Vec::with_capacity(FEATURES);
        for at in 0..words.len() {
            features.clear();
            extract(words, at, previous, before, &mut features);
            let mut scores: Scores = [0; MAX_CLASSES];
            self.weights.score(&features, &mut scores);
            let class = best_class(&scores, self.pairs.len());
            tags.push(self.pairs.get(class).copied().unwrap_or_default());
            (before, previous) = (previous, class as u32);
        }
    }
}

fn parse_pair(line: &str) -> Option<TagPair> {
    let (penn, universal) = line.split_once(' ')?;
    Some((PennTag::from_name(penn)?, UniversalTag::from_name(universal)?))
}

/// The features of the word at `at`, after the classes of the two words before it.
#[rustfmt::skip]
pub(crate) fn extract(words: &[Lexical], at: usize, previous: u32, before: u32, features: &mut Vec<u64>) {
    let outside = Lexical::OUTSIDE;
    let look = |offset: isize| {
        at.checked_add_signed(offset).and_then(|at| words.get(at)).unwrap_or(&outside)
    };
    let (word, left, right) = (look(0), look(-1), look(1));
    let (left2, right2) = (look(-2), look(2));
    let mut template = 0;
    let mut add = |first, second, third| {
        features.push(feature(template, first, second, third));
        template += 1;
    };
    add(0, 0, 0);
    add(word.lower, 0, 0);
    add(word.form, 0, 0);
    for suffix in word.suffixes { add(suffix, 0, 0); }
    for prefix in word.prefixes { add(prefix, 0, 0); }
    add(word.shape, 0, 0);
    add(word.shape, word.suffixes[2], 0);
    add(word.shape, u32::from(at == 0), word.suffixes[0]);
    add(previous, 0, 0);
    add(before, 0, 0);
    add(previous, before, 0);
    add(previous, word.lower, 0);
    add(previous, before, word.lower);
    add(previous, word.suffixes[2], 0);
    add(previous, word.shape, 0);
    add(previous, right.lower, 0);
    add(left.lower, 0, 0);
    add(left.suffixes[2], 0, 0);
    add(left2.lower, 0, 0);
    add(right.lower, 0, 0);
    add(right.suffixes[2], 0, 0);
    add(right.suffixes[1], word.suffixes[2], 0);
    add(right.shape, word.shape, 0);
    add(right2.lower, 0, 0);
    add(right2.suffixes[2], 0, 0);
    add(left.lower, word.lower, 0);
    add(word.lower, right.lower, 0);
    add(left.lower, right.lower, 0);
    add(word.lower, right.suffixes[2], 0);
    add(previous, right.suffixes[2], 0);
    add(right.lower, right2.lower, 0);
    add(word.lower, right.suffixes[1], right2.suffixes[1]);
    add(word.shape, join(left.shape, right.shape), 0);
}

/// The tag pair as the model file writes it.
#[cfg(feature = "training")]
pub(crate) fn pair_name((penn, universal): TagPair) -> String {
    format!("{penn} {universal}")
}
