//! What changed between two graphs: ties that appeared, vanished or stand otherwise with the facts, and
//! pairs of actors that turned from one side to the other.
//!
//! In come two graphs, say of two weeks; out comes a [`Difference`] whose lists are sorted by actor.

use super::{KnowledgeGraph, Tie};
use crate::actor::{ActorId, ActorKind};
use crate::confidence::Confidence;
use crate::relation::{Evidence, Factuality, Side};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What changed from one graph to another.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Difference {
    /// Actors with a tie that only the second graph holds.
    pub appeared_actors: Vec<NamedActor>,
    /// Actors with a tie that only the first graph holds.
    pub vanished_actors: Vec<NamedActor>,
    /// Ties that only the second graph holds.
    pub appeared: Vec<TieSummary>,
    /// Ties that only the first graph holds.
    pub vanished: Vec<TieSummary>,
    /// Ties that stand otherwise with the facts than before: planned then, asserted now.
    pub restated: Vec<Restated>,
    /// Ordered pairs of actors that were mostly for each other and are now mostly against, or the reverse.
    pub turned: Vec<Turned>,
}

/// An actor, as the difference names it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NamedActor {
    /// Its id.
    pub id: ActorId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: ActorKind,
}

/// A tie, with its best sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TieSummary {
    /// Who does it.
    pub source: NamedActor,
    /// The name of the relation type.
    pub relation: String,
    /// To whom.
    pub target: NamedActor,
    /// The side it is on.
    pub side: Side,
    /// Whether it holds both ways.
    pub symmetric: bool,
    /// The surest factuality.
    pub factuality: Factuality,
    /// Whether it is only claimed, not stated in an article's own voice.
    pub claimed: bool,
    /// How many articles state it.
    pub articles: usize,
    /// How sure the surest reading is.
    pub confidence: Confidence,
    /// The best sentence.
    pub sentence: Option<String>,
    /// The outlet that printed it.
    pub outlet: Option<String>,
    /// The day it is about.
    pub date: Option<Date>,
}

/// A tie that stands otherwise with the facts than before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Restated {
    /// How it was.
    pub before: TieSummary,
    /// How it is.
    pub after: TieSummary,
}

/// A pair of actors that changed sides: by the number of articles for and against, in the articles' own
/// voice, of what is or was so.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Turned {
    /// Who.
    pub source: NamedActor,
    /// Towards whom.
    pub target: NamedActor,
    /// The side before.
    pub before: Side,
    /// The side now.
    pub after: Side,
    /// The strongest tie of the side now.
    pub because: Option<TieSummary>,
}

impl Difference {
    /// What changed from `before` to `after`.
    pub fn between(before: &KnowledgeGraph, after: &KnowledgeGraph) -> Self {
        let (old, new) = (by_key(before), by_key(after));
        let missing_in = |ties: &BTreeMap<Key<'_>, Tie<'_>>, key: &Key<'_>| !ties.contains_key(key);
        let restated = old.iter().filter_map(|(key, tie)| {
            let before = summary(before, tie);
            let after = summary(after, new.get(key)?);
            let same = before.factuality == after.factuality && before.claimed == after.claimed;
            (!same).then_some(Restated { before, after })
        });
        Self {
            appeared_actors: actors_only_in(after, before),
            vanished_actors: actors_only_in(before, after),
            appeared: new
                .iter()
                .filter(|(key, _)| missing_in(&old, key))
                .map(|(_, tie)| summary(after, tie))
                .collect(),
            vanished: old
                .iter()
                .filter(|(key, _)| missing_in(&new, key))
                .map(|(_, tie)| summary(before, tie))
                .collect(),
            restated: restated.collect(),
            turned: turned(before, after),
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

type Key<'graph> = (&'graph ActorId, &'graph ActorId, &'graph str);

fn by_key(graph: &KnowledgeGraph) -> BTreeMap<Key<'_>, Tie<'_>> {
    graph.ties().map(|tie| (tie.key(), tie)).collect()
}

fn tied(graph: &KnowledgeGraph) -> BTreeSet<&ActorId> {
    graph.ties().flat_map(|tie| [&tie.source.actor.id, &tie.target.actor.id]).collect()
}

fn actors_only_in(graph: &KnowledgeGraph, other: &KnowledgeGraph) -> Vec<NamedActor> {
    let known = tied(other);
    tied(graph).into_iter().filter(|id| !known.contains(id)).map(|id| named(graph, id)).collect()
}

fn named(graph: &KnowledgeGraph, id: &ActorId) -> NamedActor {
    let actor = graph.actor(id).map(|node| &node.actor);
    NamedActor {
        id: id.clone(),
        name: actor.map_or_else(|| id.to_string(), |actor| actor.name.clone()),
        kind: actor.map(|actor| actor.kind).unwrap_or_default(),
    }
}

fn summary(graph: &KnowledgeGraph, tie: &Tie<'_>) -> TieSummary {
    let best = tie.best_evidence();
    let info = best.and_then(|evidence| graph.article(&evidence.article));
    TieSummary {
        source: named(graph, &tie.source.actor.id),
        relation: tie.edge.relation.clone(),
        target: named(graph, &tie.target.actor.id),
        side: tie.relation_type.side,
        symmetric: tie.relation_type.symmetric,
        factuality: tie.factuality(),
        claimed: tie.claim_count() == tie.evidence().len(),
        articles: tie.articles().len(),
        confidence: tie.confidence(),
        sentence: best.map(|evidence| evidence.sentence.text.clone()),
        outlet: info.and_then(|info| info.source.clone()),
        date: best.and_then(|evidence| evidence.date),
    }
}

/// For each ordered pair of actors, the articles that state a tie for and one against.
fn sides(graph: &KnowledgeGraph) -> BTreeMap<(&ActorId, &ActorId), [BTreeSet<&str>; 2]> {
    let counts = |evidence: &&Evidence| {
        evidence.factuality == Factuality::Asserted && evidence.attributed_to.is_none()
    };
    let mut sides: BTreeMap<_, [BTreeSet<&str>; 2]> = BTreeMap::new();
    for tie in graph.ties() {
        let index = match tie.relation_type.side {
            Side::For => 0,
            Side::Against => 1,
            Side::Talk | Side::Belongs => continue,
        };
        let articles = tie.evidence().filter(counts).map(|evidence| evidence.article.as_str());
        let [source, target] = [&tie.source.actor.id, &tie.target.actor.id];
        if let Some(set) = sides.entry((source, target)).or_default().get_mut(index) {
            set.extend(articles);
        }
    }
    sides
}

/// The side with more articles; none where both have as many.
fn majority([for_articles, against_articles]: &[BTreeSet<&str>; 2]) -> Option<Side> {
    match for_articles.len().cmp(&against_articles.len()) {
        std::cmp::Ordering::Less => Some(Side::Against),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(Side::For),
    }
}

fn turned(before: &KnowledgeGraph, after: &KnowledgeGraph) -> Vec<Turned> {
    let old = sides(before);
    let turn = |((source, target), articles): (_, [BTreeSet<&str>; 2])| {
        let was = majority(old.get(&(source, target))?)?;
        let is = majority(&articles)?;
        let strongest = after
            .ties()
            .filter(|tie| tie.source.actor.id == *source && tie.target.actor.id == *target)
            .filter(|tie| tie.relation_type.side == is)
            .max_by_key(|tie| (tie.articles().len(), tie.confidence()));
        (was != is).then(|| Turned {
            source: named(after, source),
            target: named(after, target),
            before: was,
            after: is,
            because: strongest.map(|tie| summary(after, &tie)),
        })
    };
    sides(after).into_iter().filter_map(turn).collect()
}
