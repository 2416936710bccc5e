//! The inputs of commands that read articles: arguments, progress, summary.

use super::output::{say, say_error};
use super::reading::{Destination, Interrupt, Observer, Reading};
use super::{Failure, INTERRUPTED, NOTHING_DONE, SOME_FAILED, SUCCESS, values};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use newsgraph::article::duplicates::{Seen, Signature, Verdict, judge};
use newsgraph::article::{
    Article, ArticleId, ArticleInfo, Expanded, FieldName, FieldNames, Input, ReadError,
    ReadOptions, expand,
};
use newsgraph::confidence::Confidence;
use newsgraph::graph::Extraction;
use newsgraph::pipeline::{Extractor, ExtractorOptions};
use std::collections::{BTreeMap, HashSet};
use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Articles, and what is said about all of them.
#[derive(Debug, Args)]
pub struct ArticleInputs {
    /// Files, folders or globs with articles; - for standard input
    ///
    /// Text, Markdown, HTML, RSS, Atom, JSON, JSON Lines, CSV, TSV, DOCX and WARC, each also
    /// compressed with gzip or Zstandard and in zip or tar archives.
    #[arg(required = true, value_name = "ARTICLES")]
    inputs: Vec<String>,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// How articles are read, whatever they are.
#[derive(Clone, Debug, Args)]
pub struct ReadingOptions {
    /// Date of articles that do not say theirs
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Source of articles that do not say theirs
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Name of a field in JSON or a table: text=NAME, title=NAME, date=NAME, source=NAME ...
    #[arg(long, value_name = "text=NAME")]
    field: Vec<FieldName>,
    /// Read articles in other languages as if they were in English
    #[arg(long)]
    any_language: bool,
    /// Count a text that several outlets print once for each
    #[arg(long)]
    keep_duplicates: bool,
    /// Further actors: a TOML lexicon, or a PETRARCH .actors.txt or .agents.txt
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
    /// Further relation types and patterns: a TOML file like lexicon/relations.toml
    #[arg(long, value_name = "FILE")]
    relations: Vec<PathBuf>,
    /// Leave out relations below this confidence
    #[arg(long, value_name = "0..1", default_value_t = 0.4, value_parser = values::confidence)]
    min_confidence: f64,
    /// Number of threads; all cores by default
    #[arg(long, value_name = "N", value_parser = values::threads)]
    threads: Option<usize>,
    /// Stop at the first input that cannot be read
    #[arg(long)]
    fail_fast: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

/// What became of the inputs.
#[derive(Debug, Default)]
pub struct Summary {
    read: usize,
    known: usize,
    reprints: usize,
    skipped: BTreeMap<&'static str, usize>,
    failed: usize,
    interrupted: bool,
    quiet: bool,
}

impl Summary {
    /// The exit code that says it.
    pub fn code(&self) -> u8 {
        match (self.read + self.known + self.reprints, self.failed) {
            _ if self.interrupted => INTERRUPTED,
            (0, _) => NOTHING_DONE,
            (_, 0) => SUCCESS,
            _ => SOME_FAILED,
        }
    }

    /// Whether Ctrl-C ended the reading before the inputs ended.
    pub fn is_interrupted(&self) -> bool {
        self.interrupted
    }

    /// Says how many articles were read, skipped and failed, with what was made of them.
    pub fn report(&self, result: &str) {
        if !self.quiet {
            say(format_args!("{}: {result}", self.counts()));
        }
    }

    /// "12 articles read, 3 reprints of them, 2 skipped (2 in other languages), 1 failed".
    fn counts(&self) -> String {
        let mut parts = vec![format!("{} articles read", self.read)];
        let count = |number: usize, what: &str| (number > 0).then(|| format!("{number} {what}"));
        parts.extend(count(self.reprints, "reprints"));
        parts.extend(count(self.known, "known already"));
        let skipped: usize = self.skipped.values().sum();
        if skipped > 0 {
            let reasons = self.skipped.iter().map(|(reason, count)| format!("{count} {reason}"));
            let reasons: Vec<String> = reasons.collect();
            parts.push(format!("{skipped} skipped ({})", reasons.join(", ")));
        }
        parts.extend(count(self.failed, "failed"));
        if self.interrupted {
            parts.push("interrupted".to_owned());
        }
        parts.join(", ")
    }
}

/// Builds the extractor that knows these lexicons besides its own.
pub fn extractor(
    actor_lexicons: &[PathBuf],
    relation_lexicons: &[PathBuf],
    minimum_confidence: f64,
) -> Result<Extractor, Failure> {
    let options = ExtractorOptions {
        actor_lexicons: actor_lexicons.to_vec(),
        relation_lexicons: relation_lexicons.to_vec(),
        minimum_confidence: Confidence::from(minimum_confidence),
    };
    Extractor::new(&options).map_err(|error| error.to_string())
}

impl ReadingOptions {
    /// Builds the extractor that these arguments ask for.
    pub fn extractor(&self) -> Result<Extractor, Failure> {
        extractor(&self.lexicon, &self.relations, self.min_confidence)
    }

    fn read_options(&self) -> ReadOptions {
        ReadOptions {
            date: self.date,
            source: self.source.clone(),
            fields: FieldNames(self.field.clone()),
            any_language: self.any_language,
        }
    }

    /// Reads what the arguments name into `destination`.
    pub fn read_into(
        &self,
        arguments: &[String],
        extractor: &Extractor,
        interrupt: &Interrupt,
        destination: &mut dyn Destination,
    ) -> Result<Summary, Failure> {
        let mut found = Expanded::default();
        for argument in arguments {
            match expand(argument) {
                Ok(more) => {
                    found.inputs.extend(more.inputs);
                    found.errors.extend(more.errors);
                }
                Err(error) => found.errors.push(error),
            }
        }
        let mut seen = HashSet::new();
        found.inputs.retain(|input| seen.insert(input.clone()));
        self.read_found(found, extractor, interrupt, destination)
    }

    /// Reads what was found into `destination`.
    pub fn read_found(
        &self,
        found: Expanded,
        extractor: &Extractor,
        interrupt: &Interrupt,
        destination: &mut dyn Destination,
    ) -> Result<Summary, Failure> {
        let mut course = Course::new(self);
        for error in &found.errors {
            course.error(error)?;
        }
        course.start(&found.inputs);
        let reading = Reading {
            inputs: found.inputs,
            options: self.read_options(),
            keep_duplicates: self.keep_duplicates,
            threads: self.threads.unwrap_or(0),
            interrupt,
            extractor,
        };
        let result = reading.run(destination, &mut course);
        course.bar.finish_and_clear();
        result?;
        course.summary.interrupted = interrupt.is_raised();
        Ok(course.summary)
    }
}

impl ArticleInputs {
    /// Builds the extractor that these arguments ask for.
    pub fn extractor(&self) -> Result<Extractor, Failure> {
        self.reading.extractor()
    }

    /// Whether nothing but errors is to be said.
    pub fn is_quiet(&self) -> bool {
        self.reading.quiet
    }

    /// Reads and extracts all articles on all cores, and hands on what each gave in the order of
    /// the inputs, until `take` wants no more. Of a reprint the id of its original and its own outlet
    /// are handed on. What cannot be read is named on standard error.
    pub fn extract_all(
        &self,
        extractor: &Extractor,
        take: impl FnMut(Extraction) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<Summary, Failure> {
        let interrupt = Interrupt::on_ctrl_c()?;
        let mut destination = Handover { seen: Seen::default(), take };
        self.reading.read_into(&self.inputs, extractor, &interrupt, &mut destination)
    }
}

/// Hands extractions on, and knows the articles of this run.
struct Handover<Take> {
    seen: Seen,
    take: Take,
}

impl<Take: FnMut(Extraction) -> Result<ControlFlow<()>, Failure>> Destination for Handover<Take> {
    fn judge(
        &mut self,
        article: &mut Article,
        signature: Option<&Signature>,
    ) -> Result<Verdict, Failure> {
        judge(&mut self.seen, article, signature).map_err(|never| match never {})
    }

    fn take(&mut self, extraction: Extraction) -> Result<ControlFlow<()>, Failure> {
        (self.take)(extraction)
    }

    fn reprint(&mut self, original: ArticleId, reprint: ArticleInfo) -> Result<bool, Failure> {
        let article = ArticleInfo::reprinted(original, reprint.source);
        // Whether more is wanted is asked with every new article.
        let _ = (self.take)(Extraction { article, actors: Vec::new(), relations: Vec::new() })?;
        Ok(true)
    }
}

/// Counts, names what fails, and draws the progress.
struct Course {
    summary: Summary,
    bar: ProgressBar,
    fail_fast: bool,
    begun: Instant,
}

impl Course {
    fn new(options: &ReadingOptions) -> Self {
        Self {
            summary: Summary { quiet: options.quiet, ..Summary::default() },
            bar: ProgressBar::hidden(),
            fail_fast: options.fail_fast,
            begun: Instant::now(),
        }
    }

    /// Shows the progress, on a terminal only.
    fn start(&mut self, inputs: &[Input]) {
        if self.summary.quiet || !std::io::stderr().is_terminal() {
            return;
        }
        let sizes: Option<Vec<u64>> = inputs.iter().map(Input::size).collect();
        let (bar, template) = match sizes {
            Some(sizes) => (
                ProgressBar::new(sizes.iter().sum()),
                "{bar:30} {bytes} of {total_bytes}, {eta} left{msg}",
            ),
            None => (ProgressBar::new_spinner(), "{spinner} {bytes}{msg}"),
        };
        let style = ProgressStyle::with_template(template);
        self.bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.bar.enable_steady_tick(Duration::from_millis(200));
        self.begun = Instant::now();
    }
}

impl Observer for Course {
    fn read(&mut self) {
        self.summary.read += 1;
    }

    fn known(&mut self) {
        self.summary.known += 1;
    }

    fn reprint(&mut self) {
        self.summary.reprints += 1;
    }

    fn error(&mut self, error: &ReadError) -> Result<(), Failure> {
        if let Some(reason) = error.reason.skipped() {
            *self.summary.skipped.entry(reason).or_default() += 1;
            return Ok(());
        }
        if self.fail_fast {
            return Err(error.to_string());
        }
        self.summary.failed += 1;
        self.bar.suspend(|| say_error(error));
        Ok(())
    }

    fn progress(&mut self, bytes: u64) {
        let done = self.summary.read + self.summary.known + self.summary.reprints;
        let rate = done as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
        self.bar.set_position(bytes);
        self.bar.set_message(format!(", {done} articles, {rate:.0}/s"));
    }
}
