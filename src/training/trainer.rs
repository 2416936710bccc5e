//! Trains all parts in their order and puts the model file together.

use super::lemmatizer;
use super::names::{self, NamedSentence};
use super::network::OtherNames;
use super::network::sample::Sample;
use super::network::{self, Lessons, Schedule, Size, Vectors};
use crate::actor::lexicon::ActorLexicon;
use crate::language::conllu::TreebankSentence;
use crate::language::model::{ModelError, Writer};

/// What the model is made from.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// Sentences to learn from.
    pub treebank: Vec<TreebankSentence>,
    /// Sentences to measure on while training.
    pub held_out: Vec<TreebankSentence>,
    /// Sentences with names to learn from.
    pub names: Vec<NamedSentence>,
    /// Sentences with names to measure on while training.
    pub held_out_names: Vec<NamedSentence>,
    /// Word vectors made from other texts.
    pub vectors: Vectors,
}

/// How long to train, and how large the network becomes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// How large the network is.
    pub size: Size,
    /// How the network is trained.
    pub schedule: Schedule,
}

/// Trains a model and gives the bytes of the model file; reports each step.
pub fn train(
    material: &Material,
    settings: Settings,
    mut report: impl FnMut(&str),
) -> Result<Vec<u8>, ModelError> {
    let mut file = Writer::default();
    report("lemmatiser");
    lemmatizer::train(&material.treebank, &mut file);
    report("network");
    // Few sentences have names marked by hand: they come several times a round, each time varied.
    let learned: Vec<Sample> = samples(&material.treebank, &[])
        .into_iter()
        .chain((0..NAMES_A_ROUND).flat_map(|_| samples(&[], &material.names)))
        .collect();
    let held_out = samples(&material.held_out, &material.held_out_names);
    let lexicon = ActorLexicon::embedded()
        .map_err(|_| ModelError::Damaged("the names to vary with are not to be had"))?;
    let others = OtherNames::of(&lexicon);
    let Settings { size, schedule } = settings;
    let vectors = &material.vectors;
    let lessons = Lessons { samples: &learned, held_out: &held_out, vectors, others: &others };
    network::train(&lessons, size, schedule, &mut file, report)?;
    Ok(file.finish())
}

/// How often the sentences with names come in a round.
const NAMES_A_ROUND: usize = 2;

fn samples(treebank: &[TreebankSentence], names: &[NamedSentence]) -> Vec<Sample> {
    let parsed = treebank
        .iter()
        .map(|sentence| Sample { names: names::of_treebank(sentence), ..Sample::of(sentence) });
    parsed.chain(names.iter().map(NamedSentence::sample)).collect()
}
