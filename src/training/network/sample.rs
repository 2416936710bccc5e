//! Sentences as the network learns from them: forms, and what is known of each word.

use crate::language::conllu::TreebankSentence;
use crate::language::network::{NameTag, TagPair};
use crate::language::tags::{DependencyLabel, PennTag, UniversalTag};
use std::collections::BTreeMap;

/// A sentence to learn from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample {
    pub(crate) forms: Vec<String>,
    pub(crate) syntax: Option<Syntax>,
    pub(crate) names: Option<Vec<NameTag>>,
}

/// Tags and tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Syntax {
    pub(crate) tags: Vec<TagPair>,
    /// The position of each word's head; the number of words for the root.
    pub(crate) heads: Vec<usize>,
    pub(crate) labels: Vec<DependencyLabel>,
}

impl Sample {
    pub(crate) fn of(sentence: &TreebankSentence) -> Self {
        let words = &sentence.words;
        let tags = words.iter().map(|word| {
            let penn = PennTag::from_name(&word.xpos).unwrap_or_default();
            (penn, UniversalTag::from_name(&word.upos).unwrap_or_default())
        });
        let heads = words.iter().map(|word| word.head.checked_sub(1).unwrap_or(words.len()));
        let label = |name: &str| DependencyLabel::from_name(name).unwrap_or(DependencyLabel::DEP);
        let labels = words.iter().map(|word| label(&word.label));
        let syntax =
            Syntax { tags: tags.collect(), heads: heads.collect(), labels: labels.collect() };
        Self {
            forms: words.iter().map(|word| word.form.clone()).collect(),
            syntax: Some(syntax),
            names: None,
        }
    }

    /// Without its last word, if that is a mark that nothing depends on.
    pub(crate) fn without_final_mark(&self) -> Option<Self> {
        let mut shorter = self.clone();
        let syntax = shorter.syntax.as_mut()?;
        let last = self.forms.len().checked_sub(1)?;
        let is_mark = syntax.labels.get(last) == Some(&DependencyLabel::PUNCT);
        if last == 0 || !is_mark || syntax.heads.contains(&last) {
            return None;
        }
        shorter.forms.pop();
        syntax.tags.pop();
        syntax.heads.pop();
        syntax.labels.pop();
        for head in &mut syntax.heads {
            if *head == self.forms.len() {
                *head = last;
            }
        }
        if let Some(names) = &mut shorter.names {
            names.pop();
        }
        Some(shorter)
    }
}

/// Pairs of tags rarer than this are not learned.
const LEAST_COUNT: usize = 4;

/// The pairs of tags that are learned.
pub(crate) fn frequent_pairs(samples: &[Sample]) -> Vec<TagPair> {
    let mut counts: BTreeMap<TagPair, usize> = BTreeMap::new();
    for syntax in samples.iter().filter_map(|sample| sample.syntax.as_ref()) {
        for &pair in &syntax.tags {
            *counts.entry(pair).or_default() += 1;
        }
    }
    counts.into_iter().filter(|&(_, count)| count >= LEAST_COUNT).map(|(pair, _)| pair).collect()
}
