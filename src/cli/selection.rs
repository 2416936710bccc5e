//! The options that choose a part of a graph, shared by the commands that show graphs.

use super::{Failure, graphs, values};
use clap::{Args, builder::PossibleValuesParser, builder::TypedValueParser};
use jiff::civil::Date;
use newsgraph::actor::{Actor, ActorId, ActorKind, ActorLexicon};
use newsgraph::confidence::Confidence;
use newsgraph::graph::{KnowledgeGraph, Level, Selection};
use std::path::Path;

/// The options of commands that read a graph.
#[derive(Debug, Args)]
#[command(next_help_heading = "What of the graph")]
pub struct SelectionOptions {
    #[command(flatten)]
    part: PartOptions,
    /// Only ties of these types, sides or PLOVER classes: backs,against,CONSULT
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    relations: Vec<String>,
    /// Only sentences read with at least this confidence
    #[arg(long, value_name = "0..1", default_value_t = 0.0, hide_default_value = true, value_parser = values::confidence)]
    min_confidence: f64,
    /// Only what this outlet prints; may be repeated
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
}

/// Those of the options that do not clash with what `build` asks about articles.
#[derive(Debug, Args)]
#[command(next_help_heading = "What of the graph")]
pub struct PartOptions {
    /// Only the N actors with the most sentences about their ties
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Only ties that at least N articles state
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    min_articles: usize,
    /// Only actors of these kinds: state,person
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = kind_parser())]
    kinds: Vec<ActorKind>,
    /// Only this actor (name, alias or id) and its neighbours; may be repeated
    #[arg(long, value_name = "ACTOR")]
    around: Vec<String>,
    /// How many ties away from --around
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,
    /// Only what is dated this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<Date>,
    /// Only what is dated this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
    /// Only what articles state as facts in their own voice: no claims, plans, denials
    #[arg(long)]
    facts_only: bool,
    /// Whom persons and bodies count as: themselves, the body they act for, or the state it is part of
    #[arg(long, value_parser = graphs::level_parser(), default_value = Level::default().as_str())]
    level: Level,
}

fn kind_parser() -> impl TypedValueParser<Value = ActorKind> {
    PossibleValuesParser::new(ActorKind::ALL.map(ActorKind::as_str)).map(|name| {
        ActorKind::ALL.into_iter().find(|kind| kind.as_str() == name).unwrap_or_default()
    })
}

impl SelectionOptions {
    /// Reads the graph at `path`, and gives the part of it that the options ask for.
    pub fn read(&self, path: &Path) -> Result<KnowledgeGraph, Failure> {
        self.apply(graphs::read_from(path)?)
    }

    /// The part of `graph` that the options ask for.
    fn apply(&self, graph: KnowledgeGraph) -> Result<KnowledgeGraph, Failure> {
        let chosen = Selection {
            relations: self.relations.iter().cloned().collect(),
            minimum_confidence: Confidence::from(self.min_confidence),
            sources: self.source.iter().cloned().collect(),
            ..Selection::default()
        };
        if self.part.level == Level::Person {
            return self.part.apply(graph, chosen, |_| None);
        }
        let lexicon = ActorLexicon::embedded().map_err(|error| error.to_string())?;
        self.part.apply(graph, chosen, |id| lexicon.actor_by_id(id))
    }

    /// Whether the number of actors was chosen, so that a diagram need not choose.
    pub fn chooses_size(&self) -> bool {
        self.part.chooses_size()
    }
}

impl PartOptions {
    /// The part of `graph` that these options and `chosen` ask for. `known` gives the states and bodies
    /// that the graph does not hold.
    pub fn apply(
        &self,
        graph: KnowledgeGraph,
        chosen: Selection,
        known: impl Fn(&ActorId) -> Option<Actor>,
    ) -> Result<KnowledgeGraph, Failure> {
        let graph = graph.at_level(self.level, known);
        let around = self
            .around
            .iter()
            .map(|name| graphs::actor_named(&graph, name).map(|node| node.actor.id.clone()));
        let selection = Selection {
            top: self.top,
            minimum_articles: self.min_articles,
            kinds: self.kinds.iter().copied().collect(),
            around: around.collect::<Result<_, _>>()?,
            depth: self.depth,
            since: self.since,
            until: self.until,
            facts_only: self.facts_only,
            ..chosen
        };
        if let Some(unknown) = selection.unknown_relations(&graph).first() {
            let names: Vec<&str> =
                graph.relation_types().map(|found| found.name.as_str()).collect();
            return Err(format!(
                "the graph has no relation type, side or class `{unknown}`; its types are {}",
                names.join(", ")
            ));
        }
        Ok(selection.apply(graph))
    }

    /// Whether the number of actors was chosen, so that a diagram need not choose.
    pub fn chooses_size(&self) -> bool {
        self.top.is_some()
    }
}
