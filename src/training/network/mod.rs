//! Trains the network: sentences in, its part of the model file out.
//!
//! Each step takes a batch of sentences in two halves, one a thread, and adds their gradients in
//! a fixed order; seeds are fixed too, so the same sentences give the same bytes.

mod augment;
mod export;
mod loss;
mod matrix;
mod model;
mod operations;
mod parameters;
pub(crate) mod sample;
mod score;
mod tape;
mod vocabulary;

pub(crate) use augment::OtherNames;
pub use model::Size;
pub(crate) use score::spans;
pub use vocabulary::{Vectors, read_vectors};

use crate::language::model::{ModelError, Writer};
use crate::language::network::Network;
use crate::training::random::Random;
use model::Trainee;
use parameters::{Adam, Gradients};
use sample::Sample;
use score::Score;
use tape::Tape;
use vocabulary::Vocabulary;

/// How the network is trained.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// Rounds over all sentences.
    pub rounds: usize,
    /// How many words a step looks at.
    pub batch: usize,
    /// The rate of learning at its highest.
    pub rate: f32,
    /// After how many rounds the scores on the held-out sentences are reported.
    pub report_every: usize,
}

impl Default for Schedule {
    fn default() -> Self {
        Self { rounds: 30, batch: 1000, rate: 2e-3, report_every: 5 }
    }
}

/// Steps over which the rate rises to its highest.
const WARM_UP: usize = 200;

/// What a network learns from.
pub(crate) struct Lessons<'material> {
    /// Sentences to learn.
    pub(crate) samples: &'material [Sample],
    /// Sentences that are only measured.
    pub(crate) held_out: &'material [Sample],
    /// What is known of words beforehand.
    pub(crate) vectors: &'material Vectors,
    /// Names that take the place of others, so that names are not learnt by heart.
    pub(crate) others: &'material OtherNames,
}

/// Writes a network that has learnt its lessons.
pub(crate) fn train(
    lessons: &Lessons<'_>,
    size: Size,
    schedule: Schedule,
    writer: &mut Writer,
    mut report: impl FnMut(&str),
) -> Result<(), ModelError> {
    let &Lessons { samples, held_out, vectors, others } = lessons;
    let vocabulary = Vocabulary::new(samples, vectors);
    let mut trainee = Trainee::new(vocabulary, samples, size);
    let mut adam = Adam::new(&trainee.parameters);
    let mut random = Random::new(7);
    let words: usize = samples.iter().map(|sample| sample.forms.len()).sum();
    let steps = (schedule.rounds * words.div_ceil(schedule.batch)).max(1);
    let mut step = 0;
    for round in 1..=schedule.rounds {
        let mut loss = 0.0;
        let mut count = 0;
        for batch in batches(samples, others, schedule.batch, &mut random) {
            let (gradients, batch_loss) = gradients(&trainee, &batch, step);
            let warm = (step as f32 / WARM_UP as f32).min(1.0);
            let left = 1.0 - step as f32 / steps as f32;
            adam.step(&mut trainee.parameters, &gradients, schedule.rate * warm * left.max(0.02));
            step += 1;
            count += 1;
            loss += batch_loss;
        }
        let mut line =
            format!("network, round {round}: loss {:.3}", loss / f64::from(count.max(1)));
        if round % schedule.report_every == 0 || round == schedule.rounds {
            line.push_str(&measured(&trainee, held_out)?);
        }
        report(&line);
    }
    export::write(&trainee, &trainee.parameters, writer);
    Ok(())
}

/// All sentences, varied, in random order, in batches of about `size` words.
fn batches(
    samples: &[Sample],
    others: &OtherNames,
    size: usize,
    random: &mut Random,
) -> Vec<Vec<Sample>> {
    let mut batches = Vec::new();
    let mut batch = Vec::new();
    let mut words = 0;
    for index in random.order(samples.len()) {
        let sample = augment::vary(&samples[index], others, random);
        words += sample.forms.len();
        batch.push(sample);
        if words >= size {
            batches.push(std::mem::take(&mut batch));
            words = 0;
        }
    }
    if !batch.is_empty() {
        batches.push(batch);
    }
    batches
}

/// The gradients of a batch and its loss.
fn gradients(trainee: &Trainee, batch: &[Sample], step: usize) -> (Gradients, f64) {
    let words: usize = batch.iter().map(|sample| sample.forms.len()).sum();
    let (one, other) = batch.split_at(batch.len() / 2);
    let half = |part: &[Sample], seed: usize| {
        let random = Random::new(1_000_003 * (2 * step + seed) as u64);
        let mut tape = Tape::new(&trainee.parameters, random);
        let loss = trainee.learn(&mut tape, part, words);
        tape.backward();
        (tape.gradients, loss)
    };
    let (one, other) = rayon::join(|| half(one, 0), || half(other, 1));
    let (mut gradients, loss) = one;
    gradients.add(other.0);
    (gradients, loss + other.1)
}

/// The scores on the held-out sentences, of the network as it would be written.
fn measured(trainee: &Trainee, held_out: &[Sample]) -> Result<String, ModelError> {
    if held_out.is_empty() {
        return Ok(String::new());
    }
    let mut writer = Writer::default();
    export::write(trainee, &trainee.parameters, &mut writer);
    let network = Network::read(&mut writer.part())?;
    Ok(format!("; held out: {}", Score::of(&network, held_out)))
}
