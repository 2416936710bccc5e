//! `newsgraph eval`: precision, recall and F1 against gold files.

mod table;

use super::input::extractor;
use super::{Failure, SUCCESS, output, values};
use crate::cli::SOME_FAILED;
use clap::Args;
use newsgraph::article::Article;
use newsgraph::evaluation::{DirectedScores, DocumentScores, EventScores, GoldFile, GoldRecords};
use newsgraph::graph::Extraction;
use newsgraph::pipeline::Extractor;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Arguments of `newsgraph eval`.
#[derive(Debug, Args)]
#[command(
    after_help = "Gold files are JSON Lines. Their fields tell which of three shapes they have:
  text, actors, relations    documents with relations: see tests/gold/README.md
  text, events               sentences with PLOVER events
  text, p_span, q_span       sentences with two marked mentions: positive, negative, neutral

Examples:
  newsgraph eval tests/gold/*.jsonl              the gold set of this project
  newsgraph eval tests/gold/verbs.jsonl --errors each miss and each false alarm
  newsgraph eval plover.jsonl --calibration      how often relations of a confidence are right
  newsgraph eval *.jsonl --curve --min-confidence 0    the curve for lexicon/confidence.toml"
)]
pub struct Eval {
    /// Gold files; `-` for standard input. Files of one shape are counted together
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// Show each miss and each false alarm
    #[arg(long)]
    errors: bool,
    /// Show how often relations of a confidence are right
    #[arg(long)]
    calibration: bool,
    /// Print, instead of scores, the curve of confidence that all files together call for, as
    /// `lexicon/confidence.toml` holds it
    #[arg(long, conflicts_with_all = ["errors", "calibration"])]
    curve: bool,
    /// Leave out relations below this confidence
    #[arg(long, value_name = "0..1", default_value_t = 0.4, value_parser = values::confidence)]
    min_confidence: f64,
    /// Further actors: a TOML file, or PETRARCH's `.actors.txt`; may be repeated
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
    /// Further relation types and patterns: a TOML file; may be repeated
    #[arg(long, value_name = "FILE")]
    relations: Vec<PathBuf>,
}

/// The scores of all files, by shape.
#[derive(Default)]
struct Report {
    documents: Option<DocumentScores>,
    events: Option<EventScores>,
    directed: Option<DirectedScores>,
}

impl Eval {
    /// Prints the scores.
    pub fn run(self) -> Result<u8, Failure> {
        let extractor = extractor(&self.lexicon, &self.relations, self.min_confidence)?;
        let mut report = Report::default();
        let (mut used, mut failures) = (0, 0);
        for path in &self.gold {
            let name = path.display().to_string();
            let text = match read(path) {
                Ok(text) => text,
                Err(error) => {
                    output::say(format_args!("{name}: {error}"));
                    failures += 1;
                    continue;
                }
            };
            let file = GoldFile::parse(&name, &text, extractor.relation_lexicon());
            for error in &file.errors {
                output::say(error);
            }
            failures += file.errors.len();
            used += file.records.len();
            report.add(&file.records, &extractor);
        }
        if used == 0 {
            return Err("no gold record could be used".to_owned());
        }
        let text = if self.curve {
            report.curve(extractor.relation_lexicon().confidence_curve())
        } else {
            report.text(self.errors, self.calibration)
        };
        let text = text.map_err(|error| error.to_string())?;
        output::write_to(None, text.as_bytes())?;
        Ok(if failures == 0 { SUCCESS } else { SOME_FAILED })
    }
}

fn read(path: &Path) -> std::io::Result<String> {
    if path == Path::new("-") {
        return std::io::read_to_string(std::io::stdin());
    }
    std::fs::read_to_string(path)
}

/// What is found in each record, in their order.
fn extract_all<Record: Sync>(
    records: &[Record],
    extractor: &Extractor,
    article: impl Fn(&Record) -> Article + Sync,
) -> Vec<Extraction> {
    records.par_iter().map(|record| extractor.extract(&article(record))).collect()
}

impl Report {
    fn add(&mut self, records: &GoldRecords, extractor: &Extractor) {
        let lexicon = extractor.relation_lexicon();
        match records {
            GoldRecords::Documents(records) => {
                let scores = self.documents.get_or_insert_default();
                let found = extract_all(records, extractor, |record| record.article());
                for (gold, extraction) in records.iter().zip(&found) {
                    scores.add(gold, extraction, lexicon);
                }
            }
            GoldRecords::Events(records) => {
                let scores = self.events.get_or_insert_default();
                let found = extract_all(records, extractor, |record| record.article());
                for (gold, extraction) in records.iter().zip(&found) {
                    scores.add(gold, extraction, lexicon);
                }
            }
            GoldRecords::Directed(records) => {
                let scores = self.directed.get_or_insert_default();
                let found = extract_all(records, extractor, |record| record.article());
                for (gold, extraction) in records.iter().zip(&found) {
                    scores.add(gold, extraction, lexicon);
                }
            }
        }
    }
}
