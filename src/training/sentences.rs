//! Trains the sentence splitter on texts rebuilt from treebanks: logistic regression with
//! adaptive steps (Duchi et al. 2011), sentence by sentence in a fixed random order.

use super::evaluation::Agreement;
use super::evaluation::raw::{RawDocument, raw_documents};
use super::random::Random;
use crate::language::conllu::TreebankSentence;
use crate::language::model::ModelError;
use crate::language::sentences::features::{Context, Sight, extract, is_bare, is_candidate, look};
use crate::language::sentences::roles::{self, Roles};
use crate::language::sentences::{SentenceSplitter, WEIGHTS, Workspace, build, index};
use crate::language::spelling::Spelling;
use crate::language::tags::PennTag;
use crate::language::tokenizer::tokenize;
use std::collections::{BTreeMap, BTreeSet};

const ROUNDS: usize = 25;
/// How large the first steps are.
const RATE: f32 = 0.05;
/// How much more a missed end counts than a false one: raises the F1 of whole sentences.
const WEIGHT_OF_ENDS: f32 = 3.0;
/// The same where no mark stands.
const WEIGHT_OF_BARE_ENDS: f32 = 1.5;

/// One text: its tokens as the splitter sees them, and whether a sentence ends after each.
struct Example {
    sights: Vec<Sight>,
    ends: Vec<bool>,
}

/// The file of a splitter trained on the sentences.
pub fn train_sentences(sentences: &[TreebankSentence]) -> Vec<u8> {
    let slots = role_slots(sentences);
    let roles = Roles::new(slots.clone());
    let examples: Vec<Example> =
        raw_documents(sentences).iter().map(|document| example(document, &roles)).collect();
    let mut regression = Regression::default();
    let mut random = Random::new(3);
    let mut features = Vec::new();
    for _ in 0..ROUNDS {
        for at in random.order(examples.len()) {
            learn(&examples[at], &mut regression, &mut features);
        }
    }
    build::file(&regression.quantised(), &slots)
}

/// How well a splitter, given as its file, finds the sentences of raw texts.
pub fn measure_sentences(
    file: &[u8],
    sentences: &[TreebankSentence],
) -> Result<Agreement, ModelError> {
    let splitter = SentenceSplitter::read(file)?;
    let mut workspace = Workspace::default();
    let mut agreement = Agreement::default();
    for document in raw_documents(sentences) {
        let mut tokens = Vec::new();
        let mut ends = Vec::new();
        tokenize(&document.text, 0, &mut tokens);
        splitter.split(&document.text, &tokens, &mut workspace, &mut ends);
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let found: BTreeSet<(usize, usize)> = starts
            .zip(&ends)
            .map(|(start, &end)| (tokens[start].start as usize, tokens[end - 1].end as usize))
            .collect();
        agreement.gold += document.sentences.len();
        agreement.system += found.len();
        agreement.correct += document.sentences.iter().filter(|span| found.contains(span)).count();
    }
    Ok(agreement)
}

fn learn(example: &Example, regression: &mut Regression, features: &mut Vec<u64>) {
    let mut context = Context::default();
    let Example { sights, ends } = example;
    for (at, &end) in ends.iter().enumerate().take(sights.len().saturating_sub(1)) {
        context.advance(&sights[at]);
        if is_candidate(sights, at) {
            extract(sights, at, &context, features);
            let bare = is_bare(&sights[at]);
            let weight_of_ends = if bare { WEIGHT_OF_BARE_ENDS } else { WEIGHT_OF_ENDS };
            regression.learn(features, end, if end { weight_of_ends } else { 1.0 });
        }
        if end {
            context = Context::default();
        }
    }
}

fn example(document: &RawDocument, roles: &Roles) -> Example {
    let mut tokens = Vec::new();
    let mut sights = Vec::new();
    tokenize(&document.text, 0, &mut tokens);
    look(&document.text, &tokens, Spelling::english(), roles, &mut sights);
    let ends: BTreeSet<u32> = document.sentences.iter().map(|span| span.1 as u32).collect();
    Example { sights, ends: tokens.iter().map(|token| ends.contains(&token.end)).collect() }
}

/// The commonest tag of each word that occurs at least twice, and of each ending of rare words.
fn role_slots(sentences: &[TreebankSentence]) -> Vec<u16> {
    let mut words: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
    let mut endings = words.clone();
    let all = || sentences.iter().flat_map(|sentence| &sentence.words);
    let tag = |name: &str| roles::number(PennTag::from_name(name).unwrap_or_default());
    for word in all() {
        let (form, _) = roles::keys(&word.form);
        *words.entry(form).or_default().entry(tag(&word.xpos)).or_default() += 1;
    }
    let total = |tags: &BTreeMap<u32, usize>| tags.values().sum::<usize>();
    for word in all() {
        let (form, ending) = roles::keys(&word.form);
        if words.get(&form).is_some_and(|tags| total(tags) <= 3) {
            *endings.entry(ending).or_default().entry(tag(&word.xpos)).or_default() += 1;
        }
    }
    let mut ranked: Vec<(usize, u32, u32)> = words
        .iter()
        .chain(&endings)
        .filter(|(_, tags)| total(tags) >= 2)
        .filter_map(|(&key, tags)| {
            let (&tag, _) = tags.iter().max_by_key(|&(&tag, &count)| (count, u32::MAX - tag))?;
            Some((total(tags), key, tag))
        })
        .collect();
    ranked.sort_by_key(|&(count, key, _)| (usize::MAX - count, key));
    roles::build::slots(ranked.iter().map(|&(_, key, tag)| (key, tag)))
}

/// A logistic regression in training.
struct Regression {
    weights: Vec<f32>,
    /// The sum of squared gradients of each weight.
    squares: Vec<f32>,
    /// The sum of each weight over all steps, for the average.
    totals: Vec<f64>,
    since: Vec<u32>,
    step: u32,
}

impl Default for Regression {
    fn default() -> Self {
        Self {
            weights: vec![0.0; WEIGHTS],
            squares: vec![1e-3; WEIGHTS],
            totals: vec![0.0; WEIGHTS],
            since: vec![0; WEIGHTS],
            step: 0,
        }
    }
}

impl Regression {
    fn learn(&mut self, features: &[u64], end: bool, cost: f32) {
        let score: f32 = features.iter().map(|&hash| self.weights[index(hash)]).sum();
        let target = f32::from(u8::from(end));
        let error = (1.0 / (1.0 + (-score).exp()) - target) * cost;
        self.step += 1;
        if error.abs() < 1e-3 {
            return;
        }
        for at in features.iter().map(|&hash| index(hash)) {
            self.settle(at);
            self.squares[at] += error * error;
            self.weights[at] -= RATE * error / self.squares[at].sqrt();
        }
    }

    /// Brings the sum of a weight up to the present step.
    fn settle(&mut self, at: usize) {
        let steps = self.step - std::mem::replace(&mut self.since[at], self.step);
        self.totals[at] += f64::from(self.weights[at]) * f64::from(steps);
    }

    /// The average weights as whole numbers.
    fn quantised(mut self) -> Vec<i16> {
        (0..WEIGHTS).for_each(|at| self.settle(at));
        let averages: Vec<f64> =
            self.totals.iter().map(|total| total / f64::from(self.step.max(1))).collect();
        let largest = averages.iter().map(|weight| weight.abs()).fold(1e-9, f64::max);
        let scale = f64::from(i16::MAX) / largest;
        averages.iter().map(|weight| (weight * scale).round() as i16).collect()
    }
}
