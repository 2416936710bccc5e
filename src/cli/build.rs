//! `newsgraph build`: articles in, a graph out.

use super::input::ArticleInputs;
use super::{Failure, graphs, output};
use clap::Args;
use newsgraph::export::{EXPORTERS, Exporter, exporter_for_ending, exporter_named};
use newsgraph::graph::Level;
use std::path::{Path, PathBuf};

/// Arguments of `newsgraph build`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph build articles/ -o graph.dot && dot -Tsvg graph.dot -o graph.svg
  newsgraph build monday/*.txt tuesday.jsonl -o week.json
  newsgraph build articles/ -o states.dot --level state
  cat story.txt | newsgraph build - --date 2015-10-27 --to dot")]
pub struct Build {
    #[command(flatten)]
    articles: ArticleInputs,
    /// File to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Format: json or dot; by the file's ending without it, else json
    #[arg(long, value_name = "FORMAT")]
    to: Option<String>,
    /// Whom persons and bodies count as: themselves, the body they act for, or the state it is part of
    #[arg(long, value_parser = graphs::level_parser(), default_value = Level::default().as_str())]
    level: Level,
}

impl Build {
    /// Builds and writes the graph.
    pub fn run(self) -> Result<u8, Failure> {
        let exporter = exporter(self.to.as_deref(), self.output.as_deref())?;
        let extractor = self.articles.extractor()?;
        let mut graph = extractor.empty_graph();
        let summary = self.articles.extract_all(&extractor, |extraction| {
            graph.add_extraction(extraction);
            Ok(())
        })?;
        let code = summary.code();
        if summary.is_interrupted() {
            summary.report("no graph was written");
            return Ok(code);
        }
        if code == super::NOTHING_DONE {
            summary.report("nothing");
            return Err("no article could be read, so no graph was written".to_owned());
        }
        let graph = graph.at_level(self.level, |id| extractor.actor_lexicon().actor_by_id(id));
        let mut bytes = Vec::new();
        exporter
            .write(&graph, &mut bytes)
            .map_err(|error| format!("cannot write the graph: {error}"))?;
        output::write_to(self.output.as_deref(), &bytes)?;
        summary.report(&format!("{} actors, {} ties", graph.actor_count(), graph.tie_count()));
        Ok(code)
    }
}

/// The format that `--to` names, or that the file's ending chooses.
fn exporter(to: Option<&str>, output: Option<&Path>) -> Result<&'static dyn Exporter, Failure> {
    let known = || EXPORTERS.iter().map(|exporter| exporter.name()).collect::<Vec<_>>().join(", ");
    if let Some(name) = to {
        return exporter_named(name)
            .ok_or_else(|| format!("there is no format `{name}`; there are: {}", known()));
    }
    match output.and_then(|path| path.extension()).and_then(|ending| ending.to_str()) {
        Some(ending) => exporter_for_ending(ending).ok_or_else(|| {
            format!("the ending `.{ending}` belongs to no format; say which with --to: {}", known())
        }),
        None => exporter_named("json").ok_or_else(known),
    }
}
