//! Trains the parser with a dynamic oracle and exploration (Goldberg & Nivre 2013).

use super::perceptron::Perceptron;
use super::random::Random;
use super::tagger::best;
use super::treebank::Example;
use crate::language::model::Writer;
use crate::language::parser::state::{State, Transition};
use crate::language::parser::{best_legal, features, legal_label};
use crate::language::tagger::TagPair;
use crate::language::tags::DependencyLabel;

/// From which round on the parser's own choices are followed, and how often.
const EXPLORE_FROM: usize = 1;
const EXPLORE: f64 = 0.9;

/// The two classifiers in training.
#[derive(Default)]
struct Trainee {
    transitions: Perceptron,
    labels: Perceptron,
    features: Vec<u64>,
}

/// Writes a parser trained on the examples with the given tags.
pub(crate) fn train(
    examples: &[(&Example, Vec<TagPair>)],
    rounds: usize,
    limits: (usize, usize),
    writer: &mut Writer,
    mut progress: impl FnMut(usize),
) {
    let mut trainee = Trainee::default();
    let mut random = Random::new(2);
    let mut state = State::default();
    for round in 0..rounds {
        for index in random.order(examples.len()) {
            let (example, tags) = &examples[index];
            state.start(&example.words, tags);
            trainee.sentence(example, &mut state, round, &mut random);
        }
        progress(round);
    }
    trainee.transitions.write_dense(limits.0, writer);
    trainee.labels.write_sparse(limits.1, writer);
}

impl Trainee {
    fn sentence(
        &mut self,
        example: &Example,
        state: &mut State,
        round: usize,
        random: &mut Random,
    ) {
        while !state.is_finished() {
            self.features.clear();
            features::transition(state, &mut self.features);
            let mut scores = [0.0; 3];
            self.transitions.score(&self.features, &mut scores);
            let chosen = best_legal(scores, state);
            let costs = Transition::ALL.map(|step| cost(state, example, step));
            let least = costs.iter().flatten().min().copied().unwrap_or(0);
            let masked = [0, 1, 2].map(|step| {
                if costs[step] == Some(least) { scores[step] } else { f32::NEG_INFINITY }
            });
            let right = best_legal(masked, state);
            self.transitions.tick();
            let wrong = costs[chosen as usize] != Some(least);
            if wrong {
                self.transitions.update(&self.features, right as usize, chosen as usize);
            }
            let explore = round >= EXPLORE_FROM && random.chance(EXPLORE);
            let step = if wrong && !explore { right } else { chosen };
            if let Some((head, dependent)) = state.arc(step) {
                let label = self.label(example, state, head, dependent);
                state.attach(head, dependent, label);
            }
            state.apply(step);
        }
    }

    /// Labels an arc; learns only from arcs that the gold tree has.
    fn label(
        &mut self,
        example: &Example,
        state: &State,
        head: u32,
        dependent: u32,
    ) -> DependencyLabel {
        if state.is_root(head) {
            return DependencyLabel::ROOT;
        }
        self.features.clear();
        features::label(state, head, dependent, &mut self.features);
        let mut scores = [0.0; DependencyLabel::COUNT];
        self.labels.score(&self.features, &mut scores);
        let chosen = best(&scores);
        let right = example.labels[dependent as usize].index();
        if example.heads[dependent as usize] == head {
            self.labels.tick();
            if chosen != right {
                self.labels.update(&self.features, right, chosen);
            }
        }
        legal_label(chosen, false)
    }
}

/// How many gold arcs the transition puts out of reach; `None` where it is not allowed.
fn cost(state: &State, example: &Example, transition: Transition) -> Option<usize> {
    if !state.allows(transition) {
        return None;
    }
    let (top, second, next) = (state.stack(0), state.stack(1), state.buffer(0));
    let head = |word: u32| example.heads.get(word as usize).copied().unwrap_or(u32::MAX);
    let in_buffer = |word: u32| word >= next && word <= state.len();
    let later_dependents =
        |word: u32| (next..state.len()).filter(|&other| head(other) == word).count();
    Some(match transition {
        Transition::Shift => {
            let stack = state.stacked();
            let lost_head = stack[..stack.len().saturating_sub(1)].contains(&head(next));
            usize::from(lost_head) + stack.iter().filter(|&&word| head(word) == next).count()
        }
        Transition::Left => {
            let gold = head(top);
            let lost_head = gold != next && (gold == second || in_buffer(gold));
            usize::from(lost_head) + later_dependents(top)
        }
        Transition::Right => usize::from(in_buffer(head(top))) + later_dependents(top),
    })
}
