//! The dependency parser: tagged words in, a labelled tree out.
//!
//! Greedy transition-based parsing with the arc-hybrid system (Kuhlmann, Gómez-Rodríguez & Satta
//! 2011), the artificial root at the end of the buffer (Ballesteros & Nivre 2013). One linear
//! classifier chooses among three transitions from rich features (after Zhang & Nivre 2011), a
//! second one labels each arc when it is made; because the system attaches a word only when all
//! its own dependents are known, the labeller sees the whole subtree. Every sentence takes
//! exactly two transitions a word and always ends in a tree with one root.

pub(crate) mod features;
pub(crate) mod state;

use super::lexical::Lexical;
use super::model::{ModelError, Reader};
use super::tagger::TagPair;
use super::tags::DependencyLabel;
use super::weights::{DenseTable, MAX_CLASSES, Scores, SparseTable, best_class};
use state::{State, Transition};

/// The parser's weights.
#[derive(Debug)]
pub(crate) struct Parser {
    transitions: DenseTable,
    labels: SparseTable,
}

/// The buffers of a parse, kept from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct Workspace {
    pub(crate) state: State,
    features: Vec<u64>,
}

impl Parser {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        Ok(Self { transitions: DenseTable::read(reader)?, labels: SparseTable::read(reader)? })
    }

    /// Parses one sentence; the tree is in the workspace's state afterwards.
    pub(crate) fn parse(&self, words: &[Lexical], tags: &[TagPair], workspace: &mut Workspace) {
        let Workspace { state, features } = workspace;
        state.start(words, tags);
        while !state.is_finished() {
            features.clear();
            features::transition(state, features);
            let transition = best_legal(self.transitions.score(features), state);
            if let Some((head, dependent)) = state.arc(transition) {
                features.clear();
                features::label(state, head, dependent, features);
                let mut scores: Scores = [0; MAX_CLASSES];
                self.labels.score(features, &mut scores);
                let label = best_class(&scores, DependencyLabel::COUNT);
                state.attach(head, dependent, legal_label(label, state.is_root(head)));
            }
            state.apply(transition);
        }
    }
}

/// `root` for the root's only dependent, and for nothing else.
pub(crate) fn legal_label(label: usize, from_root: bool) -> DependencyLabel {
    if from_root {
        return DependencyLabel::ROOT;
    }
    match DependencyLabel::from_index(label) {
        Some(label) if label != DependencyLabel::ROOT => label,
        _ => DependencyLabel::DEP,
    }
}

/// The best of the transitions that the state allows; it always allows one until it is finished.
pub(crate) fn best_legal<Score: PartialOrd + Copy>(
    scores: [Score; 3],
    state: &State,
) -> Transition {
    let mut best: Option<(Score, Transition)> = None;
    for (score, transition) in scores.into_iter().zip(Transition::ALL) {
        if state.allows(transition) && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, transition));
        }
    }
    best.map_or(Transition::Shift, |(_, transition)| transition)
}
