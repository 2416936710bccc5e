//! `newsgraph alliances`: who stands with whom, as a report.

mod text;

use super::reach::ReachOptions;
use super::report::{ReportOutput, stem};
use super::{Failure, SUCCESS, graphs};
use clap::{Args, ValueEnum};
use newsgraph::analysis::blocs::BlocOptions;
use newsgraph::analysis::period::PeriodLength;
use newsgraph::analysis::report::{Report, ReportOptions};
use newsgraph::analysis::weights::Weights;
use newsgraph::graph::{KnowledgeGraph, Level};
use std::path::{Path, PathBuf};

/// Arguments of `newsgraph alliances`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph alliances graph.json                           blocs, allies, rivals, balance, brokers
  newsgraph alliances graph.json --by month                and how they change from month to month
  newsgraph alliances graph.json --by source               and who tells it differently
  newsgraph alliances graph.json --by year -o report.html  a page with charts
  newsgraph alliances graph.json --json | jq .blocs        for other programs
  newsgraph alliances graph.json --weight talk=0.3         meetings count as friendship, a little")]
pub struct Alliances {
    /// Graph file in JSON, or database; - for standard input
    graph: PathBuf,
    #[command(flatten)]
    basis: Basis,
    /// Show change over time, or how outlets differ; may be given twice
    #[arg(long, value_enum, value_delimiter = ',')]
    by: Vec<By>,
    #[command(flatten)]
    output: ReportOutput,
    /// How often the articles are drawn anew to see how sure each membership is
    #[arg(long, value_name = "TIMES", default_value_t = BlocOptions::default().resamples)]
    resamples: usize,
    /// Seed of all that is drawn at random
    #[arg(long, default_value_t = BlocOptions::default().seed)]
    seed: u64,
}

/// What ties are counted, and for how much.
#[derive(Debug, Args)]
pub struct Basis {
    /// Whom persons and bodies count as: themselves, the body they act for, or the state it is part of
    #[arg(long, value_parser = graphs::level_parser(), default_value = Level::State.as_str())]
    pub level: Level,
    /// Change what statements are worth; the report shows all weights. May be repeated
    #[arg(long = "weight", value_name = "NAME=VALUE", allow_hyphen_values = true)]
    weights: Vec<String>,
    #[command(flatten)]
    reach: ReachOptions,
}

impl Basis {
    /// Reads the graph at `path`, as the options ask for it.
    pub fn read(&self, path: &Path) -> Result<KnowledgeGraph, Failure> {
        graphs::at_level(self.reach.read(path)?, self.level)
    }

    /// The weights with the changes that the user asked for.
    pub fn weights(&self) -> Result<Weights, Failure> {
        let mut weights = Weights::default();
        for change in &self.weights {
            weights.set(change).map_err(|error| error.to_string())?;
        }
        Ok(weights)
    }
}

/// By what the network is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    Week,
    Month,
    Quarter,
    Year,
    Source,
}

impl By {
    const fn period(self) -> Option<PeriodLength> {
        match self {
            Self::Week => Some(PeriodLength::Week),
            Self::Month => Some(PeriodLength::Month),
            Self::Quarter => Some(PeriodLength::Quarter),
            Self::Year => Some(PeriodLength::Year),
            Self::Source => None,
        }
    }
}

impl Alliances {
    /// Prints or writes the report.
    pub fn run(self) -> Result<u8, Failure> {
        self.output.format()?;
        let by = self.period()?;
        let options = ReportOptions {
            weights: self.basis.weights()?,
            blocs: BlocOptions { resamples: self.resamples, seed: self.seed },
            by,
            by_source: self.by.contains(&By::Source),
        };
        let graph = self.basis.read(&self.graph)?;
        let report = Report::of(&graph, &options);
        let title = match stem(&self.graph) {
            Some(stem) => format!("Alliances in {stem}"),
            None => "Alliances".to_owned(),
        };
        let sections = report.sections();
        let text = |path: Option<&Path>| text::write(&title, &sections, path);
        self.output.write(&report, &title, &sections, text)?;
        Ok(SUCCESS)
    }

    fn period(&self) -> Result<Option<PeriodLength>, Failure> {
        let mut lengths: Vec<PeriodLength> = self.by.iter().filter_map(|by| by.period()).collect();
        lengths.dedup();
        match lengths[..] {
            [] => Ok(None),
            [length] => Ok(Some(length)),
            _ => Err("--by takes one length of period: week, month, quarter or year".to_owned()),
        }
    }
}
