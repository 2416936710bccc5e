//! `newsgraph merge`: several graphs as one.

use super::format::{OutputOptions, format_list};
use super::{Failure, SUCCESS, graphs, output};
use clap::Args;
use newsgraph::actor::ActorLexicon;
use newsgraph::graph::KnowledgeGraph;
use std::path::PathBuf;

/// Arguments of `newsgraph merge`.
#[derive(Debug, Args)]
#[command(after_help = format!("{}
Examples:
  newsgraph merge monday.json tuesday.json -o week.json
  newsgraph build new/ | newsgraph merge week.json - -o week.json

The order of the graphs does not matter, and an article that several of them hold counts once.",
    format_list()))]
pub struct Merge {
    /// Graph files in JSON; - for standard input
    #[arg(required = true, value_name = "GRAPHS")]
    graphs: Vec<PathBuf>,
    /// Actors that are the same or not, by the user: a TOML lexicon with same-as and not-same-as
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
    #[command(flatten)]
    output: OutputOptions,
    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

impl Merge {
    /// Writes the merged graph. One graph that cannot be read fails all: half a merge would look like a
    /// whole one.
    pub fn run(self) -> Result<u8, Failure> {
        self.output.exporter()?;
        let mut merged = KnowledgeGraph::new();
        for path in &self.graphs {
            merged.merge(graphs::read_from(path)?);
        }
        let mut lexicon = ActorLexicon::embedded().map_err(|error| error.to_string())?;
        for path in &self.lexicon {
            lexicon.extend_from_file(path).map_err(|error| error.to_string())?;
        }
        let merged = merged.reconciled(&lexicon);
        self.output.write(&merged, false, self.quiet)?;
        if !self.quiet {
            output::say(format_args!(
                "{} graphs merged: {} articles, {} actors, {} ties",
                self.graphs.len(),
                merged.articles().len(),
                merged.actor_count(),
                merged.tie_count()
            ));
        }
        Ok(SUCCESS)
    }
}
