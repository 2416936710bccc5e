//! The options that choose articles by their day and outlet, shared by the commands that read graphs.

use super::{Failure, graphs};
use clap::Args;
use jiff::civil::Date;
use newsgraph::graph::{KnowledgeGraph, Selection};
use newsgraph::store::Reach;
use std::path::Path;

/// Which articles.
#[derive(Debug, Args)]
pub struct ReachOptions {
    /// Only what is dated this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<Date>,
    /// Only what is dated this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
    /// Only what this outlet prints; may be repeated
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
}

impl ReachOptions {
    /// The articles that are meant.
    pub fn reach(&self) -> Reach {
        Reach {
            since: self.since,
            until: self.until,
            sources: self.source.iter().cloned().collect(),
        }
    }

    /// Whether nothing was said.
    pub fn is_everything(&self) -> bool {
        self.reach() == Reach::default()
    }

    /// Reads the graph of these articles, from a file or a database.
    pub fn read(&self, path: &Path) -> Result<KnowledgeGraph, Failure> {
        // Which actors are one shows in all of the graph: the part is taken afterwards.
        let graph = graphs::read_from(path)?;
        let Reach { since, until, sources } = self.reach();
        Ok(Selection { since, until, sources, ..Selection::default() }.apply(graph))
    }
}
