//! What a diagram shows of a graph: its arrows, and the choice of them where all would be too many.
//!
//! In come a graph and [`ExportOptions`]; out comes a [`Diagram`] that the formats for the eye draw,
//! each in its own way. What is left out is counted and said.

use super::appearance::tie_label;
use crate::actor::{ActorId, ActorKind};
use crate::article::ArticleId;
use crate::graph::{ActorNode, KnowledgeGraph, Tie};
use crate::relation::{Evidence, Factuality, Side};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many actors a diagram shows before it leaves some out.
const LEGIBLE_ACTORS: usize = 30;
/// How many arrows a diagram shows before it leaves some out.
const LEGIBLE_ARROWS: usize = 60;

/// How a graph is to be written; the default is what suits most.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    /// Diagrams show everything, however much it is.
    pub everything: bool,
    /// Diagrams draw the ties of one side from one actor to another as one arrow.
    pub merge_parallel: bool,
    /// Diagrams draw the actors of one name together; see [`clusters_by_state`].
    pub clusters: BTreeMap<ActorId, String>,
}

/// How an arrow stands with the facts. The order is from the surest to the least sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// An article states it in its own voice.
    Fact,
    /// It is announced or intended.
    Planned,
    /// Somebody says so, no article does in its own voice.
    Claimed,
    /// It may be so.
    Possible,
    /// Somebody wants it to be so.
    Demanded,
    /// It is not so.
    Denied,
    /// It is over.
    Ended,
}

impl Standing {
    /// How one tie stands: the surest of its sentences decides.
    pub fn of(tie: &Tie<'_>) -> Self {
        tie.evidence().map(Self::of_evidence).min().unwrap_or(Self::Possible)
    }

    fn of_evidence(evidence: &Evidence) -> Self {
        match evidence.factuality {
            Factuality::Asserted if evidence.attributed_to.is_some() => Self::Claimed,
            Factuality::Asserted => Self::Fact,
            Factuality::Planned => Self::Planned,
            Factuality::Possible => Self::Possible,
            Factuality::Demanded => Self::Demanded,
            Factuality::Negated => Self::Denied,
            Factuality::Ended => Self::Ended,
        }
    }

    /// The word for it in labels and legends.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Planned => "planned",
            Self::Claimed => "claimed",
            Self::Possible => "possible",
            Self::Demanded => "demanded",
            Self::Denied => "denied",
            Self::Ended => "ended",
        }
    }
}

/// One arrow of a diagram: a tie, or several of one side between the same two actors.
#[derive(Clone, Debug)]
pub struct Arrow<'graph> {
    /// Where it starts.
    pub source: &'graph ActorNode,
    /// Where it ends.
    pub target: &'graph ActorNode,
    /// The ties it stands for, those with the most evidence first; never empty.
    pub ties: Vec<Tie<'graph>>,
}

impl<'graph> Arrow<'graph> {
    /// The side that all of its ties are on.
    pub fn side(&self) -> Side {
        self.ties.first().map_or(Side::Talk, |tie| tie.relation_type.side)
    }

    /// Whether it points both ways.
    pub fn is_symmetric(&self) -> bool {
        self.ties.iter().all(|tie| tie.relation_type.symmetric)
    }

    /// How many sentences stand behind it.
    pub fn evidence_count(&self) -> usize {
        self.ties.iter().map(|tie| tie.evidence().len()).sum()
    }

    /// How many articles stand behind it.
    pub fn article_count(&self) -> usize {
        self.ties.iter().flat_map(Tie::articles).collect::<BTreeSet<&ArticleId>>().len()
    }

    /// How it stands with the facts: as the surest of its ties does.
    pub fn standing(&self) -> Standing {
        self.ties.iter().map(Standing::of).min().unwrap_or(Standing::Possible)
    }

    /// Types with counts, a line for each: "backs ×3", "arms (planned)".
    pub fn label_lines(&self) -> Vec<String> {
        const LINES: usize = 3;
        let mut lines: Vec<String> = self.ties.iter().take(LINES).map(tie_label).collect();
        if self.ties.len() > LINES {
            lines.push(format!("and {} more", self.ties.len() - LINES));
        }
        lines
    }

    /// The sentence to show first, of the surest tie.
    pub fn best_evidence(&self) -> Option<&'graph Evidence> {
        self.ties.iter().min_by_key(|tie| Standing::of(tie)).and_then(Tie::best_evidence)
    }

    /// Twice the number of articles; memberships and offices, which rarely are the news, count half.
    fn weight(&self) -> usize {
        let factor = if self.side() == Side::Belongs { 1 } else { 2 };
        self.article_count() * factor
    }

    /// How much speaks for showing it: articles, then sentences, then confidence.
    fn strength(&self) -> impl Ord + use<> {
        let confidence = self.ties.iter().map(Tie::confidence).max();
        (self.weight(), self.evidence_count(), confidence)
    }
}

/// Where and when a sentence was read: "The Harbour Post, 2015-11-04", or the article's id where its
/// source is unknown.
pub fn provenance(graph: &KnowledgeGraph, evidence: &Evidence) -> String {
    let source = graph.article(&evidence.article).and_then(|info| info.source.clone());
    let mut text = source.unwrap_or_else(|| evidence.article.to_string());
    if let Some(date) = evidence.date {
        text.push_str(&format!(", {date}"));
    }
    text
}

/// The part of a graph that is drawn. Actors without a tie are not.
#[derive(Clone, Debug)]
pub struct Diagram<'graph> {
    /// The actors, by id.
    pub actors: Vec<&'graph ActorNode>,
    /// The arrows, by source, target and type.
    pub arrows: Vec<Arrow<'graph>>,
    /// What was left out, where something was: a sentence for a person.
    pub left_out: Option<String>,
}

impl<'graph> Diagram<'graph> {
    /// What to draw of `graph`.
    pub fn of(graph: &'graph KnowledgeGraph, options: &ExportOptions) -> Self {
        let ties: Vec<Tie<'graph>> = graph.ties().collect();
        let arrows = arrows(&ties, options.merge_parallel);
        let actors = ends(&arrows);
        let legible = actors.len() <= LEGIBLE_ACTORS && arrows.len() <= LEGIBLE_ARROWS;
        if options.everything || legible {
            return Self { actors: actors.into_values().collect(), arrows, left_out: None };
        }
        let chosen = strongest(self::arrows(&ties, true));
        let shown = ends(&chosen);
        let shown_ties: usize = chosen.iter().map(|arrow| arrow.ties.len()).sum();
        let left_out = (shown_ties < ties.len()).then(|| {
            format!(
                "the strongest {shown_ties} of {} ties, and {} of {} actors with ties, are shown; \
                 parallel ties are drawn as one",
                ties.len(),
                shown.len(),
                actors.len()
            )
        });
        Self { actors: shown.into_values().collect(), arrows: chosen, left_out }
    }

    /// The graph with what is shown of it only.
    pub fn shown_part(&self, graph: &KnowledgeGraph) -> KnowledgeGraph {
        let actors: BTreeSet<&ActorId> = self.actors.iter().map(|node| &node.actor.id).collect();
        let ties: BTreeSet<_> =
            self.arrows.iter().flat_map(|arrow| arrow.ties.iter().map(Tie::key)).collect();
        graph.filtered(|node| actors.contains(&node.actor.id), |tie| ties.contains(&tie.key()))
    }

    /// The kinds of actor that are shown, for the legend.
    pub fn kinds(&self) -> BTreeSet<ActorKind> {
        self.actors.iter().map(|node| node.actor.kind).collect()
    }
}

/// The actors at the ends of the arrows.
fn ends<'graph>(arrows: &[Arrow<'graph>]) -> BTreeMap<&'graph ActorId, &'graph ActorNode> {
    arrows
        .iter()
        .flat_map(|arrow| [arrow.source, arrow.target])
        .map(|node| (&node.actor.id, node))
        .collect()
}

/// An arrow for each tie, or for each side of each ordered pair of actors.
fn arrows<'graph>(ties: &[Tie<'graph>], merge_parallel: bool) -> Vec<Arrow<'graph>> {
    let mut grouped: BTreeMap<_, Arrow<'graph>> = BTreeMap::new();
    for tie in ties {
        let (source, target, relation) = tie.key();
        let own = (!merge_parallel).then_some(relation);
        let key = (source, target, tie.relation_type.side, tie.relation_type.symmetric, own);
        let empty = || Arrow { source: tie.source, target: tie.target, ties: Vec::new() };
        grouped.entry(key).or_insert_with(empty).ties.push(*tie);
    }
    let mut arrows: Vec<Arrow<'graph>> = grouped.into_values().collect();
    for arrow in &mut arrows {
        arrow.ties.sort_by_key(|tie| (Reverse(tie.evidence().len()), tie.edge.relation.as_str()));
    }
    arrows
}

/// The arrows that are worth their place: between the actors with the most articles behind their ties,
/// first one that connects each of them, then the strongest.
fn strongest(arrows: Vec<Arrow<'_>>) -> Vec<Arrow<'_>> {
    let actors = strongest_ends(&arrows);
    let mut ranked: Vec<(usize, &Arrow<'_>)> = arrows
        .iter()
        .enumerate()
        .filter(|(_, arrow)| {
            actors.contains(&arrow.source.actor.id) && actors.contains(&arrow.target.actor.id)
        })
        .collect();
    ranked.sort_by_cached_key(|(index, arrow)| (Reverse(arrow.strength()), *index));
    let mut connected: BTreeSet<&ActorId> = BTreeSet::new();
    let mut chosen: BTreeSet<usize> = BTreeSet::new();
    for (index, arrow) in &ranked {
        let first_of_source = connected.insert(&arrow.source.actor.id);
        if connected.insert(&arrow.target.actor.id) || first_of_source {
            chosen.insert(*index);
        }
    }
    for (index, _) in ranked {
        if chosen.len() >= LEGIBLE_ARROWS {
            break;
        }
        chosen.insert(index);
    }
    let kept = arrows.into_iter().enumerate().filter(|(index, _)| chosen.contains(index));
    kept.map(|(_, arrow)| arrow).collect()
}

fn strongest_ends<'graph>(arrows: &[Arrow<'graph>]) -> BTreeSet<&'graph ActorId> {
    let mut weights: BTreeMap<&ActorId, usize> = BTreeMap::new();
    for arrow in arrows {
        for node in [arrow.source, arrow.target] {
            *weights.entry(&node.actor.id).or_default() += arrow.weight();
        }
    }
    let mut ranked: Vec<_> =
        weights.into_iter().map(|(id, weight)| (Reverse(weight), id)).collect();
    ranked.sort_unstable();
    ranked.into_iter().take(LEGIBLE_ACTORS).map(|(_, id)| id).collect()
}

/// Groups the actors by the state they belong to, by its name where the graph knows it.
pub fn clusters_by_state(graph: &KnowledgeGraph) -> BTreeMap<ActorId, String> {
    let state_of = |node: &ActorNode| {
        let code = match node.actor.kind {
            ActorKind::State => node.actor.id.as_str().strip_prefix("state:")?,
            _ => node.actor.country.as_deref()?,
        };
        let state = graph.actor(&ActorId::new(format!("state:{code}")));
        let name = state.map_or_else(|| code.to_owned(), |state| state.actor.name.clone());
        Some((node.actor.id.clone(), name))
    };
    graph.actors().filter_map(state_of).collect()
}
