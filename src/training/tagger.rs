//! Trains the tagger.

use super::perceptron::Perceptron;
use super::random::Random;
use super::treebank::Example;
use crate::language::hash::NOTHING;
use crate::language::model::Writer;
use crate::language::tagger::{TagPair, extract, pair_name};
use std::collections::BTreeMap;

/// Pairs of tags rarer than this are not learned.
const LEAST_COUNT: usize = 4;

/// Writes a tagger trained on the examples.
pub(crate) fn train(examples: &[&Example], rounds: usize, limit: usize, writer: &mut Writer) {
    let pairs = frequent_pairs(examples);
    let class_of: BTreeMap<TagPair, usize> =
        pairs.iter().enumerate().map(|(class, &pair)| (pair, class)).collect();
    let mut perceptron = Perceptron::default();
    let mut random = Random::new(1);
    let mut features = Vec::new();
    for _ in 0..rounds {
        for index in random.order(examples.len()) {
            let example = examples[index];
            let (mut previous, mut before) = (NOTHING, NOTHING);
            for at in 0..example.words.len() {
                features.clear();
                extract(&example.words, at, previous, before, &mut features);
                let mut scores = vec![0.0; pairs.len()];
                perceptron.score(&features, &mut scores);
                let chosen = best(&scores);
                perceptron.tick();
                if let Some(&right) = class_of.get(&example.gold_tags[at])
                    && right != chosen
                {
                    perceptron.update(&features, right, chosen);
                }
                (before, previous) = (previous, chosen as u32);
            }
        }
    }
    let names: Vec<String> = pairs.iter().map(|&pair| pair_name(pair)).collect();
    writer.lines(names.iter().map(String::as_str));
    perceptron.write_sparse(limit, writer);
}

fn frequent_pairs(examples: &[&Example]) -> Vec<TagPair> {
    let mut counts: BTreeMap<TagPair, usize> = BTreeMap::new();
    for &pair in examples.iter().flat_map(|example| &example.gold_tags) {
        *counts.entry(pair).or_default() += 1;
    }
    counts.into_iter().filter(|&(_, count)| count >= LEAST_COUNT).map(|(pair, _)| pair).collect()
}

/// The class of the highest score, the first of equals.
pub(crate) fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = class;
        }
    }
    best
}
