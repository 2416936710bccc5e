//! `newsgraph path`: how two actors are connected.

use super::alliances::Basis;
use super::{Failure, NOTHING_DONE, SUCCESS, graphs, output};
use clap::{Args, ValueEnum};
use newsgraph::analysis::path::{Over, Step, path};
use newsgraph::analysis::signed::SignedNetwork;
use newsgraph::analysis::testimony::Testimonies;
use newsgraph::graph::KnowledgeGraph;
use std::path::PathBuf;

/// Arguments of `newsgraph path`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph path graph.json Iran \"United States\"                  over any ties
  newsgraph path graph.json Iran \"United States\" --over friendly  over friends of friends only
  newsgraph path graph.json Lavrov Kerry --level person           between persons

Exit codes: 0 there is a way, 2 there is none.")]
pub struct ShortestPath {
    /// Graph file in JSON, or database; - for standard input
    graph: PathBuf,
    /// The first actor: name, alias or id
    from: String,
    /// The second actor
    to: String,
    #[command(flatten)]
    basis: Basis,
    /// Which ties the way may lead over
    #[arg(long, value_enum, default_value_t = OverTies::All)]
    over: OverTies,
    /// One JSON array of steps instead of text
    #[arg(long)]
    json: bool,
}

/// Which ties a way may lead over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OverTies {
    All,
    Friendly,
    Hostile,
}

impl ShortestPath {
    /// Prints the way step by step, with the sentences behind each.
    pub fn run(self) -> Result<u8, Failure> {
        let weights = self.basis.weights()?;
        let graph = self.basis.read(&self.graph)?;
        let from = &graphs::actor_named(&graph, &self.from)?.actor;
        let to = &graphs::actor_named(&graph, &self.to)?.actor;
        let network = SignedNetwork::new(&graph, &weights);
        let testimonies = Testimonies::of(&graph, &weights);
        let over = match self.over {
            OverTies::All => Over::AllTies,
            OverTies::Friendly => Over::Friendly,
            OverTies::Hostile => Over::Hostile,
        };
        let Some(steps) = path(&network, &testimonies, &from.id, &to.id, over) else {
            let text = format!("no way leads from {} to {} in this graph\n", from.name, to.name);
            let text = output::plain_lines(&text);
            output::write_to(None, if self.json { b"[]\n" } else { text.as_bytes() })?;
            return Ok(NOTHING_DONE);
        };
        let text = match self.json {
            true => serde_json::to_string_pretty(&steps).map_err(|error| error.to_string())? + "\n",
            false => output::plain_lines(&in_words(&graph, &steps)),
        };
        output::write_to(None, text.as_bytes())?;
        Ok(SUCCESS)
    }
}

fn in_words(graph: &KnowledgeGraph, steps: &[Step]) -> String {
    let name = |id| graph.actor(id).map_or_else(|| id.to_string(), |node| node.actor.name.clone());
    let Some(first) = steps.first() else {
        return "the two are one actor at this level\n".to_owned();
    };
    let way: Vec<String> =
        std::iter::once(name(&first.from)).chain(steps.iter().map(|step| name(&step.to))).collect();
    let mut text = format!("{}\n", way.join(" - "));
    for step in steps {
        text.push_str(&format!(
            "\n{} and {} ({:+.2})\n",
            name(&step.from),
            name(&step.to),
            step.net
        ));
        text.push_str(&super::compare::statements(graph, &step.testimonies));
    }
    text
}
