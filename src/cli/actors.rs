//! `newsgraph actors`: who is in a graph.

use super::reach::ReachOptions;
use super::{Failure, SUCCESS, output};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use newsgraph::actor::{ActorId, ActorKind, Affiliation, AffiliationKind};
use newsgraph::graph::{ActorNode, KnowledgeGraph};
use std::path::PathBuf;

/// Arguments of `newsgraph actors`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph actors graph.json                 all actors, the most mentioned first
  newsgraph actors graph.json lavrov          those whose name, alias or id holds \"lavrov\"
  newsgraph actors graph.json --kind person   people only
  newsgraph actors graph.json --merges        which names were taken for one actor, and why
  newsgraph actors graph.json --json | jq     for other programs

A merge that is wrong is overruled by a lexicon with `not-same-as = [\"ID\"]` in the actor's entry, one
that is missing is added with `same-as = [\"ID\"]`: `newsgraph build ... --lexicon FILE`.")]
pub struct Actors {
    /// Graph file in JSON, or database; - for standard input
    graph: PathBuf,
    /// Only actors whose name, alias or id holds this text, in any case
    search: Option<String>,
    /// Only actors of this kind
    #[arg(long, value_parser = kind_parser())]
    kind: Option<ActorKind>,
    /// The merges of actors of different articles instead of the actors
    #[arg(long)]
    merges: bool,
    /// One JSON object a line instead of a table
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reach: ReachOptions,
}

impl Actors {
    /// Prints the actors, the most mentioned first.
    pub fn run(self) -> Result<u8, Failure> {
        let graph = self.reach.read(&self.graph)?;
        let wanted = self.search.as_deref().map(str::to_lowercase);
        if self.merges {
            return self.print_merges(&graph, wanted.as_deref());
        }
        let mut nodes: Vec<&ActorNode> = graph
            .actors()
            .filter(|node| self.kind.is_none_or(|kind| node.actor.kind == kind))
            .filter(|node| wanted.as_deref().is_none_or(|wanted| matches(node, wanted)))
            .collect();
        nodes.sort_by_key(|node| (std::cmp::Reverse(node.mention_count()), &node.actor.id));
        let mut text = String::new();
        for node in nodes {
            text.push_str(&match self.json {
                true => as_json(node)?,
                false => output::plain_lines(&as_row(node, &graph)),
            });
            text.push('\n');
        }
        output::write_to(None, text.as_bytes())?;
        Ok(SUCCESS)
    }
}

impl Actors {
    /// Prints which actors were found to be one.
    fn print_merges(&self, graph: &KnowledgeGraph, wanted: Option<&str>) -> Result<u8, Failure> {
        let mut text = String::new();
        let named = |id: &ActorId, wanted: &str| id.as_str().contains(wanted);
        for merge in graph.merges().filter(|merge| {
            wanted.is_none_or(|wanted| named(&merge.from, wanted) || named(&merge.into, wanted))
        }) {
            if self.json {
                text.push_str(&serde_json::to_string(merge).map_err(|error| error.to_string())?);
            } else {
                let words = format!("{} is {}: {}", merge.from, merge.into, merge.reason);
                text.push_str(&output::plain(&words));
            }
            text.push('\n');
        }
        output::write_to(None, text.as_bytes())?;
        Ok(SUCCESS)
    }
}

/// Reads `--kind` and tells `--help` and completions what there is to choose from.
fn kind_parser() -> impl TypedValueParser<Value = ActorKind> {
    PossibleValuesParser::new(ActorKind::ALL.map(ActorKind::as_str)).map(|name| {
        ActorKind::ALL.into_iter().find(|kind| kind.as_str() == name).unwrap_or_default()
    })
}

fn matches(node: &ActorNode, wanted: &str) -> bool {
    [node.actor.id.as_str(), &node.actor.name]
        .into_iter()
        .chain(node.aliases.iter().map(String::as_str))
        .any(|text| text.to_lowercase().contains(wanted))
}

fn as_json(node: &ActorNode) -> Result<String, Failure> {
    let mut value = serde_json::to_value(&node.actor).map_err(|error| error.to_string())?;
    if let Some(fields) = value.as_object_mut() {
        fields.insert("aliases".to_owned(), node.aliases.iter().cloned().collect());
        fields.insert("mentions".to_owned(), node.mention_count().into());
        fields.insert("articles".to_owned(), node.mentions.len().into());
    }
    Ok(value.to_string())
}

/// A line of the table, and under it what the actor is also called and what it belongs to.
fn as_row(node: &ActorNode, graph: &KnowledgeGraph) -> String {
    let actor = &node.actor;
    let code = actor.code.as_deref().unwrap_or("-");
    let mut row = format!(
        "{:<36} {:<27} {:<10} {:>5} mentions {:>4} articles  {}",
        actor.name,
        actor.kind.as_str(),
        code,
        node.mention_count(),
        node.mentions.len(),
        actor.id
    );
    let aliases: Vec<&str> =
        node.aliases.iter().map(String::as_str).filter(|alias| *alias != actor.name).collect();
    if !aliases.is_empty() {
        row.push_str(&format!("\n    also {}", aliases.join(", ")));
    }
    for affiliation in &actor.affiliations {
        row.push_str(&format!("\n    {}", in_words(affiliation, graph)));
    }
    row
}

/// "represents Russia as foreign minister, from 2004-03-09".
fn in_words(affiliation: &Affiliation, graph: &KnowledgeGraph) -> String {
    let of = graph
        .actor(&affiliation.of)
        .map_or(affiliation.of.as_str(), |node| node.actor.name.as_str());
    let verb = match affiliation.kind {
        AffiliationKind::Leads => "leads",
        AffiliationKind::Represents => "represents",
        AffiliationKind::MemberOf => "member of",
        AffiliationKind::PartOf => "part of",
    };
    let mut words = format!("{verb} {of}");
    if let Some(role) = &affiliation.role {
        words.push_str(&format!(" as {role}"));
    }
    if let Some(since) = affiliation.since {
        words.push_str(&format!(", from {since}"));
    }
    if let Some(until) = affiliation.until {
        words.push_str(&format!(", to {until}"));
    }
    words
}
