//! `newsgraph build`: articles in, a graph out.

use super::Failure;
use super::format::{OutputOptions, format_list};
use super::input::ArticleInputs;
use super::selection::PartOptions;
use clap::Args;
use newsgraph::actor::ActorId;
use newsgraph::graph::Selection;
use std::ops::ControlFlow;

/// Arguments of `newsgraph build`.
#[derive(Debug, Args)]
#[command(after_help = format!("{}
Examples:
  newsgraph build articles/ -o graph.dot && dot -Tsvg graph.dot -o graph.svg
  newsgraph build monday/*.txt tuesday.jsonl -o week.json
  newsgraph build articles/ --top 20 --level state -o states.dot
  cat story.txt | newsgraph build - --date 2015-10-27 --to dot", format_list()))]
pub struct Build {
    #[command(flatten)]
    articles: ArticleInputs,
    #[command(flatten)]
    output: OutputOptions,
    #[command(flatten)]
    part: PartOptions,
    /// Only ties of these types, sides or PLOVER classes: backs,against,CONSULT
    #[arg(long, value_name = "NAMES", value_delimiter = ',', help_heading = "What of the graph")]
    only_relations: Vec<String>,
}

impl Build {
    /// Builds and writes the graph.
    pub fn run(self) -> Result<u8, Failure> {
        self.output.exporter()?;
        let extractor = self.articles.extractor()?;
        let mut graph = extractor.empty_graph();
        let summary = self.articles.extract_all(&extractor, |extraction| {
            graph.add_extraction(extraction);
            Ok(ControlFlow::Continue(()))
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
        let chosen = Selection {
            relations: self.only_relations.iter().cloned().collect(),
            ..Selection::default()
        };
        let lexicon = extractor.actor_lexicon();
        let graph = graph.reconciled(lexicon);
        let known = |id: &ActorId| lexicon.actor_by_id(id);
        let graph = self.part.apply(graph, chosen, known)?;
        self.output.write(&graph, self.part.chooses_size(), self.articles.is_quiet())?;
        summary.report(&format!("{} actors, {} ties", graph.actor_count(), graph.tie_count()));
        Ok(code)
    }
}
