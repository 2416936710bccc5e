//! Trains all parts in their order and puts the model file together.

use super::treebank::Example;
use super::{lemmatizer, parser, tagger};
use crate::language::conllu::TreebankSentence;
use crate::language::model::{ModelError, Writer};
use crate::language::tagger::{TagPair, Tagger};

/// How long to train, and how large the model may become.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Rounds over the treebank for the tagger.
    pub tagger_rounds: usize,
    /// Rounds over the treebank for the parser.
    pub parser_rounds: usize,
    /// In how many parts the treebank is cut to tag each part by a tagger that has not seen it.
    pub folds: usize,
    /// How many features the tagger keeps.
    pub tagger_features: usize,
    /// How many features the choice of transitions keeps.
    pub transition_features: usize,
    /// How many features the labeller keeps.
    pub label_features: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            tagger_rounds: 10,
            parser_rounds: 15,
            folds: 5,
            tagger_features: 110_000,
            transition_features: 260_000,
            label_features: 90_000,
        }
    }
}

/// Trains a model on the sentences and gives the bytes of the model file; reports each step.
pub fn train(
    sentences: &[TreebankSentence],
    settings: Settings,
    mut report: impl FnMut(&str),
) -> Result<Vec<u8>, ModelError> {
    let examples: Vec<Example> = sentences.iter().map(Example::of).collect();
    let mut file = Writer::default();
    report("tagger");
    let all: Vec<&Example> = examples.iter().collect();
    tagger::train(&all, settings.tagger_rounds, settings.tagger_features, &mut file);
    report("lemmatiser");
    lemmatizer::train(sentences, &mut file);
    report("tags for the parser");
    let tags = jackknife(&examples, settings)?;
    report("parser");
    let tagged: Vec<(&Example, Vec<TagPair>)> = examples.iter().zip(tags).collect();
    let limits = (settings.transition_features, settings.label_features);
    parser::train(&tagged, settings.parser_rounds, limits, &mut file, |round| {
        report(&format!("parser, round {}", round + 1));
    });
    Ok(file.finish())
}

/// Tags for every sentence from taggers that were trained without it, so that the parser learns
/// from tags as good as those it will see.
fn jackknife(examples: &[Example], settings: Settings) -> Result<Vec<Vec<TagPair>>, ModelError> {
    let fold_of = |index: usize| index / 50 % settings.folds;
    let mut tags = vec![Vec::new(); examples.len()];
    for fold in 0..settings.folds {
        let rest: Vec<&Example> = examples
            .iter()
            .enumerate()
            .filter(|(index, _)| fold_of(*index) != fold)
            .map(|(_, example)| example)
            .collect();
        let mut part = Writer::default();
        tagger::train(&rest, settings.tagger_rounds.min(5), settings.tagger_features, &mut part);
        let tagger = Tagger::read(&mut part.part())?;
        for index in (0..examples.len()).filter(|&index| fold_of(index) == fold) {
            tagger.tag(&examples[index].words, &mut tags[index]);
        }
    }
    Ok(tags)
}
