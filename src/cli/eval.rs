//! `newsgraph eval`: precision, recall and F1 against a gold file.

use super::{Failure, SUCCESS, output};
use clap::Args;
use newsgraph::confidence::Confidence;
use newsgraph::evaluation::{GoldDocument, Level, Score, Scores};
use newsgraph::pipeline::{Extractor, ExtractorOptions};
use rayon::prelude::*;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Arguments of `newsgraph eval`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  newsgraph eval tests/gold/sentences.jsonl --errors")]
pub struct Eval {
    /// Gold files in JSON Lines: one document a line
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// Show each miss and each false alarm
    #[arg(long)]
    errors: bool,
    /// Leave out relations below this confidence
    #[arg(long, value_name = "0..1", default_value_t = 0.55)]
    min_confidence: f64,
}

impl Eval {
    /// Prints the scores.
    pub fn run(self) -> Result<u8, Failure> {
        let options = ExtractorOptions {
            minimum_confidence: Confidence::from(self.min_confidence),
            ..ExtractorOptions::default()
        };
        let extractor = Extractor::new(&options).map_err(|error| error.to_string())?;
        let mut scores = Scores::default();
        for path in &self.gold {
            let documents = read_gold(path)?;
            let extractions: Vec<_> =
                documents.par_iter().map(|gold| extractor.extract(&gold.article())).collect();
            for (gold, extraction) in documents.iter().zip(&extractions) {
                scores.add(gold, extraction, extractor.relation_lexicon());
            }
        }
        let text = table(&scores, self.errors).map_err(|error| error.to_string())?;
        output::write_to(None, text.as_bytes())?;
        Ok(SUCCESS)
    }
}

fn read_gold(path: &Path) -> Result<Vec<GoldDocument>, Failure> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            serde_json::from_str(line)
                .map_err(|error| format!("{}:{}: {error}", path.display(), index + 1))
        })
        .collect()
}

fn table(scores: &Scores, errors: bool) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    if errors {
        for error in &scores.errors {
            writeln!(text, "{error}")?;
        }
    }
    writeln!(
        text,
        "{:<22} {:>9} {:>9} {:>9} {:>7} {:>7} {:>7}",
        "", "precision", "recall", "F1", "found", "missed", "wrong"
    )?;
    writeln!(text, "{:<22} {:>9} {:>9.3}", "actors", "", scores.actors.recall())?;
    for (level, score) in Level::ALL.iter().zip(&scores.relations) {
        row(&mut text, &format!("relations, {}", level.as_str()), score)?;
    }
    for (name, score) in &scores.by_type {
        row(&mut text, &format!("  {name}"), score)?;
    }
    let (right, all) = scores.factuality;
    writeln!(text, "factuality right in {right} of {all} relations found")?;
    Ok(text)
}

fn row(text: &mut String, name: &str, score: &Score) -> std::fmt::Result {
    writeln!(
        text,
        "{name:<22} {:>9.3} {:>9.3} {:>9.3} {:>7} {:>7} {:>7}",
        score.precision(),
        score.recall(),
        score.f1(),
        score.found,
        score.missed,
        score.wrong
    )
}
