//! Treebank sentences as the trainers see them: spellings and gold annotation by number.

use crate::language::conllu::TreebankSentence;
use crate::language::lexical::Lexical;
use crate::language::tagger::TagPair;
use crate::language::tags::{DependencyLabel, PennTag, UniversalTag};

/// A sentence ready for training.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) words: Vec<Lexical>,
    pub(crate) gold_tags: Vec<TagPair>,
    /// The head of each word; the number of words stands for the root.
    pub(crate) heads: Vec<u32>,
    pub(crate) labels: Vec<DependencyLabel>,
}

impl Example {
    pub(crate) fn of(sentence: &TreebankSentence) -> Self {
        let words = &sentence.words;
        let tag = |word: &crate::language::conllu::Word| {
            let penn = PennTag::from_name(&word.xpos).unwrap_or_default();
            (penn, UniversalTag::from_name(&word.upos).unwrap_or_default())
        };
        let head = |head: usize| head.checked_sub(1).unwrap_or(words.len()) as u32;
        let label = |name: &str| DependencyLabel::from_name(name).unwrap_or(DependencyLabel::DEP);
        Self {
            words: words.iter().map(|word| Lexical::of(&word.form)).collect(),
            gold_tags: words.iter().map(tag).collect(),
            heads: words.iter().map(|word| head(word.head)).collect(),
            labels: words.iter().map(|word| label(&word.label)).collect(),
        }
    }
}
