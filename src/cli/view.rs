//! `newsgraph view`: a graph as one interactive page for the browser.

use super::format::bloc_labels;
use super::selection::SelectionOptions;
use super::{Failure, SUCCESS, output};
use clap::Args;
use newsgraph::export::write_view;
use std::path::PathBuf;

/// Arguments of `newsgraph view`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph view graph.json -o graph.html        open graph.html in any browser
  newsgraph build articles/ | newsgraph view - -o graph.html")]
pub struct View {
    /// Graph file in JSON, or database; - for standard input
    graph: PathBuf,
    /// Page to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    selection: SelectionOptions,
}

impl View {
    /// Writes the page.
    pub fn run(self) -> Result<u8, Failure> {
        let graph = self.selection.read(&self.graph)?;
        let mut page = Vec::new();
        write_view(&graph, &bloc_labels(&graph), &mut page)
            .map_err(|error| format!("cannot write the page: {error}"))?;
        output::write_to(self.output.as_deref(), &page)?;
        Ok(SUCCESS)
    }
}
