//! The inputs of commands that read articles: arguments, reading on all cores, progress, summary.

use super::{Failure, NOTHING_DONE, SOME_FAILED, SUCCESS};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use newsgraph::article::{Article, Input, ReadError, ReadOptions, expand, read};
use newsgraph::confidence::Confidence;
use newsgraph::graph::Extraction;
use newsgraph::pipeline::{Extractor, ExtractorOptions};
use rayon::prelude::*;
use std::io::IsTerminal;
use std::path::PathBuf;

/// Starts red text on a terminal.
pub const RED: anstyle::Style =
    anstyle::AnsiColor::Red.on_default().effects(anstyle::Effects::BOLD);
/// How many inputs are read before their results are handed on: bounds the memory.
const BATCH: usize = 64;

/// Articles, and what is said about all of them.
#[derive(Debug, Args)]
pub struct ArticleInputs {
    /// Files, folders or globs with articles (text, Markdown, JSON, JSON Lines); - for standard input
    #[arg(required = true, value_name = "ARTICLES")]
    inputs: Vec<String>,
    /// Date of articles that do not say theirs
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Source of articles that do not say theirs
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Further actors: a TOML lexicon, or a PETRARCH .actors.txt or .agents.txt
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
    /// Further relation types and patterns: a TOML file like lexicon/relations.toml
    #[arg(long, value_name = "FILE")]
    relations: Vec<PathBuf>,
    /// Leave out relations below this confidence
    #[arg(long, value_name = "0..1", default_value_t = 0.55)]
    min_confidence: f64,
    /// Number of threads; all cores by default
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Stop at the first input that cannot be read
    #[arg(long)]
    fail_fast: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// What became of the inputs.
#[derive(Debug, Default)]
pub struct Summary {
    read: usize,
    failed: usize,
    quiet: bool,
}

impl Summary {
    /// The exit code that says it.
    pub fn code(&self) -> u8 {
        match (self.read, self.failed) {
            (0, _) => NOTHING_DONE,
            (_, 0) => SUCCESS,
            _ => SOME_FAILED,
        }
    }

    /// Says how many articles were read, with what was made of them.
    pub fn report(&self, result: &str) {
        if !self.quiet {
            let failed =
                if self.failed > 0 { format!(", {} failed", self.failed) } else { String::new() };
            anstream::eprintln!("{} articles read{failed}: {result}", self.read);
        }
    }
}

impl ArticleInputs {
    /// Builds the extractor that these arguments ask for.
    pub fn extractor(&self) -> Result<Extractor, Failure> {
        let options = ExtractorOptions {
            actor_lexicons: self.lexicon.clone(),
            relation_lexicons: self.relations.clone(),
            minimum_confidence: Confidence::from(self.min_confidence),
        };
        Extractor::new(&options).map_err(|error| error.to_string())
    }

    /// Reads and extracts all articles on all cores, and hands on what each gave in the order of the
    /// inputs. What cannot be read is named on standard error.
    pub fn extract_all(
        &self,
        extractor: &Extractor,
        mut take: impl FnMut(Extraction) -> Result<(), Failure>,
    ) -> Result<Summary, Failure> {
        let mut summary = Summary { quiet: self.quiet, ..Summary::default() };
        let inputs = self.expanded(&mut summary)?;
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads.unwrap_or(0))
            .build()
            .map_err(|error| format!("cannot start threads: {error}"))?;
        let progress = self.progress(inputs.len());
        for batch in inputs.chunks(BATCH) {
            let results: Vec<Result<Extraction, ReadError>> = pool.install(|| {
                batch.par_iter().flat_map_iter(|input| self.extract_one(extractor, input)).collect()
            });
            for result in results {
                match result {
                    Ok(extraction) => {
                        summary.read += 1;
                        take(extraction)?;
                    }
                    Err(error) => progress.suspend(|| self.note(&error, &mut summary))?,
                }
            }
            progress.inc(batch.len() as u64);
        }
        progress.finish_and_clear();
        Ok(summary)
    }

    fn extract_one(
        &self,
        extractor: &Extractor,
        input: &Input,
    ) -> Vec<Result<Extraction, ReadError>> {
        let options = ReadOptions { date: self.date, source: self.source.clone() };
        let extract = |article: Article| extractor.extract(&article);
        read(input, &options).into_iter().map(|found| found.map(extract)).collect()
    }

    fn expanded(&self, summary: &mut Summary) -> Result<Vec<Input>, Failure> {
        let mut inputs = Vec::new();
        for argument in &self.inputs {
            match expand(argument) {
                Ok(found) => inputs.extend(found),
                Err(error) => self.note(&error, summary)?,
            }
        }
        let mut seen = std::collections::HashSet::new();
        inputs.retain(|input| seen.insert(input.clone()));
        Ok(inputs)
    }

    fn note(&self, error: &ReadError, summary: &mut Summary) -> Result<(), Failure> {
        if self.fail_fast {
            return Err(error.to_string());
        }
        summary.failed += 1;
        anstream::eprintln!("{RED}error{RED:#}: {error}");
        Ok(())
    }

    fn progress(&self, count: usize) -> ProgressBar {
        if self.quiet || count <= BATCH || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style =
            ProgressStyle::with_template("{bar:30} {pos}/{len} inputs, {per_sec}, {eta} left");
        ProgressBar::new(count as u64)
            .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }
}
