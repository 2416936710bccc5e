//! `newsgraph export`: a graph, or a part of it, in any format.

use super::format::{OutputOptions, format_list};
use super::selection::SelectionOptions;
use super::{Failure, SUCCESS};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `newsgraph export`.
#[derive(Debug, Args)]
#[command(after_help = format!("{}
Examples:
  newsgraph export graph.json -o graph.graphml                       for Gephi, yEd, Cytoscape
  newsgraph export graph.json --to dot --around Russia | dot -Tsvg > russia.svg
  newsgraph export graph.json --kinds state --relations against --since 2022-01-01 -o wars.dot
  newsgraph export graph.json --level state --facts-only -o states.json", format_list()))]
pub struct Export {
    /// Graph file in JSON, or database; - for standard input
    graph: PathBuf,
    #[command(flatten)]
    output: OutputOptions,
    #[command(flatten)]
    selection: SelectionOptions,
    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

impl Export {
    /// Writes the graph.
    pub fn run(self) -> Result<u8, Failure> {
        self.output.exporter()?;
        let graph = self.selection.read(&self.graph)?;
        self.output.write(&graph, self.selection.chooses_size(), self.quiet)?;
        Ok(SUCCESS)
    }
}
