//! `newsgraph compare`: two actors side by side.

use super::alliances::Basis;
use super::{Failure, SUCCESS, graphs, output};
use clap::Args;
use newsgraph::actor::ActorId;
use newsgraph::analysis::compare::{SideBySide, Third, side_by_side};
use newsgraph::analysis::signed::{SignedNetwork, Strength};
use newsgraph::analysis::testimony::{Testimonies, Testimony};
use newsgraph::graph::KnowledgeGraph;
use std::path::PathBuf;

/// Statements of one pair that are shown at most.
const SHOWN: usize = 12;

/// Arguments of `newsgraph compare`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph compare graph.json Russia Turkey          direct ties, common friends and foes
  newsgraph compare graph.json Russia Turkey --json   for other programs")]
pub struct Compare {
    /// Graph file in JSON, or database; - for standard input
    graph: PathBuf,
    /// The first actor: name, alias or id
    one: String,
    /// The second actor
    other: String,
    #[command(flatten)]
    basis: Basis,
    /// A JSON object instead of text
    #[arg(long)]
    json: bool,
}

impl Compare {
    /// Prints the two side by side.
    pub fn run(self) -> Result<u8, Failure> {
        let weights = self.basis.weights()?;
        let graph = self.basis.read(&self.graph)?;
        let one = &graphs::actor_named(&graph, &self.one)?.actor;
        let other = &graphs::actor_named(&graph, &self.other)?.actor;
        if one.id == other.id {
            return Err(format!("`{}` and `{}` are the same actor", self.one, self.other));
        }
        let network = SignedNetwork::new(&graph, &weights);
        let testimonies = Testimonies::of(&graph, &weights);
        let found = side_by_side(&network, &testimonies, &one.id, &other.id)
            .ok_or_else(|| "the graph does not hold both actors".to_owned())?;
        let text = match self.json {
            true => serde_json::to_string_pretty(&found).map_err(|error| error.to_string())? + "\n",
            false => output::plain_lines(&in_words(&graph, &found)),
        };
        output::write_to(None, text.as_bytes())?;
        Ok(SUCCESS)
    }
}

fn name<'graph>(graph: &'graph KnowledgeGraph, id: &'graph ActorId) -> &'graph str {
    graph.actor(id).map_or(id.as_str(), |node| node.actor.name.as_str())
}

fn in_words(graph: &KnowledgeGraph, found: &SideBySide) -> String {
    let (one, other) = (name(graph, &found.one), name(graph, &found.other));
    let direction = |from: &str, to: &str, strength: Strength| {
        format!(
            "{from} towards {to}: {:+.2} (for {:+.2}, against {:+.2})\n",
            strength.net(),
            strength.in_favour,
            strength.against
        )
    };
    let mut text = direction(one, other, found.forward);
    text.push_str(&direction(other, one, found.backward));
    text.push_str(&match found.direct.is_empty() {
        true => "No article states a tie between the two.\n".to_owned(),
        false => statements(graph, &found.direct),
    });
    for (title, thirds) in [
        ("Friends of both".to_owned(), &found.common_friends),
        ("Foes of both".to_owned(), &found.common_foes),
        (format!("Friends of {one} and foes of {other}"), &found.only_with_one),
        (format!("Friends of {other} and foes of {one}"), &found.only_with_other),
    ] {
        text.push_str(&format!("\n{title}: {}\n", listed(graph, thirds)));
    }
    text
}

fn listed(graph: &KnowledgeGraph, thirds: &[Third]) -> String {
    let third = |third: &Third| {
        let name = name(graph, &third.actor);
        format!("{name} ({:+.2}, {:+.2})", third.with_one, third.with_other)
    };
    match thirds.is_empty() {
        true => "none".to_owned(),
        false => thirds.iter().map(third).collect::<Vec<_>>().join(", "),
    }
}

/// The statements of a pair, those that weigh most first, each with its sentence.
pub fn statements(graph: &KnowledgeGraph, testimonies: &[Testimony]) -> String {
    let mut sorted: Vec<&Testimony> = testimonies.iter().collect();
    sorted.sort_by(|left, right| right.worth.abs().total_cmp(&left.worth.abs()));
    let mut text = String::new();
    for found in sorted.iter().take(SHOWN) {
        let arrow = if found.symmetric { "<->" } else { "->" };
        let mut parts = vec![found.outlet.clone().unwrap_or_else(|| found.article.to_string())];
        parts.extend(found.date.map(|date| date.to_string()));
        parts.push(found.factuality.to_string());
        if let Some(speaker) = &found.attributed_to {
            parts.push(format!("according to {}", name(graph, speaker)));
        }
        let (source, target) = (name(graph, &found.source), name(graph, &found.target));
        text.push_str(&format!("  {source} {} {arrow} {target}\n", found.relation));
        text.push_str(&format!("    {}\n    {}\n", found.sentence, parts.join(" · ")));
    }
    if sorted.len() > SHOWN {
        text.push_str(&format!("  and {} more statements\n", sorted.len() - SHOWN));
    }
    text
}
