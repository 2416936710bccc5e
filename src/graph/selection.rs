//! Selections: the part of a graph that somebody wants to see.
//!
//! In come a graph and a [`Selection`]; out comes a smaller graph of the same kind, so that every
//! export and every analysis works on the part as it does on the whole. What is looked at at all
//! (articles, sentences) is chosen first, then ties, then actors.

use super::{ActorNode, KnowledgeGraph, Tie};
use crate::actor::{ActorId, ActorKind};
use crate::article::ArticleInfo;
use crate::confidence::Confidence;
use crate::relation::{Evidence, Factuality, Relation, RelationType};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What of a graph is wanted. The default is everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// Only so many actors: those with the most sentences about their ties, then the most mentioned.
    pub top: Option<usize>,
    /// Only ties that at least so many articles state.
    pub minimum_articles: usize,
    /// Only sentences read with at least this confidence.
    pub minimum_confidence: Confidence,
    /// Only actors of these kinds; all where it is empty.
    pub kinds: BTreeSet<ActorKind>,
    /// Only ties of these relation types, sides or PLOVER classes; all where it is empty.
    pub relations: BTreeSet<String>,
    /// Only these actors and those that a path of at most `depth` ties leads to; all where it is empty.
    pub around: BTreeSet<ActorId>,
    /// How many ties away from `around` actors may be.
    pub depth: usize,
    /// Only what is dated this day or later; what has no date is left out then.
    pub since: Option<Date>,
    /// Only what is dated this day or earlier; what has no date is left out then.
    pub until: Option<Date>,
    /// Only what these outlets print, in any case of letters; all where it is empty.
    pub sources: BTreeSet<String>,
    /// Only what an article states as a fact in its own voice.
    pub facts_only: bool,
}

/// A tie with the evidence that is left of it.
struct KeptTie<'graph> {
    tie: Tie<'graph>,
    evidence: Vec<&'graph Evidence>,
}

impl KeptTie<'_> {
    fn ends(&self) -> [&ActorId; 2] {
        [&self.tie.source.actor.id, &self.tie.target.actor.id]
    }

    fn article_count(&self) -> usize {
        self.evidence.iter().map(|evidence| &evidence.article).collect::<BTreeSet<_>>().len()
    }
}

impl Selection {
    /// The part of `graph` that is wanted. Actors that have no tie there stay, but not where ties were
    /// chosen by their type, their evidence or their distance from an actor.
    pub fn apply(&self, graph: KnowledgeGraph) -> KnowledgeGraph {
        if *self == (Self { depth: self.depth, ..Self::default() }) {
            return graph;
        }
        let mut ties: Vec<KeptTie<'_>> =
            graph.ties().filter_map(|tie| self.kept_tie(&graph, tie)).collect();
        let mut actors = self.actors_with(&graph, &ties);
        if !self.around.is_empty() {
            let near = self.neighbourhood(&ties);
            actors.retain(|id| near.contains(*id));
        }
        ties.retain(|kept| kept.ends().iter().all(|id| actors.contains(id)));
        if let Some(top) = self.top {
            let strongest = strongest_actors(&graph, &ties, &actors, top);
            actors.retain(|id| strongest.contains(id));
            ties.retain(|kept| kept.ends().iter().all(|id| actors.contains(id)));
        }
        self.part(&graph, &ties, &actors)
    }

    /// The relations asked for that `graph` knows neither as a type nor as a side nor as a class.
    pub fn unknown_relations(&self, graph: &KnowledgeGraph) -> Vec<&str> {
        let known = |wanted: &&str| graph.relation_types().any(|found| is_called(found, wanted));
        self.relations.iter().map(String::as_str).filter(|wanted| !known(wanted)).collect()
    }

    /// Whether ties are chosen by what they are, so that an actor without one is of no interest.
    fn chooses_ties(&self) -> bool {
        self.minimum_articles > 1
            || self.minimum_confidence > Confidence::default()
            || !self.relations.is_empty()
            || !self.around.is_empty()
            || self.facts_only
    }

    fn kept_tie<'graph>(
        &self,
        graph: &KnowledgeGraph,
        tie: Tie<'graph>,
    ) -> Option<KeptTie<'graph>> {
        let wanted_ends = self.wants_kind(tie.source) && self.wants_kind(tie.target);
        let wanted_type = self.relations.is_empty()
            || self.relations.iter().any(|wanted| is_called(tie.relation_type, wanted));
        if !wanted_ends || !wanted_type {
            return None;
        }
        let evidence: Vec<&Evidence> =
            tie.evidence().filter(|evidence| self.wants_evidence(graph, evidence)).collect();
        let kept = KeptTie { tie, evidence };
        (kept.article_count() >= self.minimum_articles.max(1)).then_some(kept)
    }

    fn wants_kind(&self, node: &ActorNode) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&node.actor.kind)
    }

    fn wants_evidence(&self, graph: &KnowledgeGraph, evidence: &Evidence) -> bool {
        let article = graph.article(&evidence.article);
        let date = evidence.date.or_else(|| article.and_then(|info| info.date));
        evidence.confidence >= self.minimum_confidence
            && self.wants_date(date)
            && self.wants_source(article)
            && (!self.facts_only
                || (evidence.factuality == Factuality::Asserted
                    && evidence.attributed_to.is_none()))
    }

    fn wants_date(&self, date: Option<Date>) -> bool {
        match date {
            Some(date) => {
                self.since.is_none_or(|since| since <= date)
                    && self.until.is_none_or(|until| date <= until)
            }
            None => self.since.is_none() && self.until.is_none(),
        }
    }

    fn wants_source(&self, article: Option<&ArticleInfo>) -> bool {
        let wanted = |name: &String| {
            let name = name.to_lowercase();
            self.sources.iter().any(|source| source.to_lowercase() == name)
        };
        self.sources.is_empty()
            || article.is_some_and(|info| info.source.iter().chain(&info.reprints).any(wanted))
    }

    /// The actors of the wanted kinds that a kept tie or a wanted article speaks of.
    fn actors_with<'graph>(
        &self,
        graph: &'graph KnowledgeGraph,
        ties: &[KeptTie<'graph>],
    ) -> BTreeSet<&'graph ActorId> {
        let mut actors: BTreeSet<&ActorId> = ties
            .iter()
            .flat_map(|kept| [&kept.tie.source.actor.id, &kept.tie.target.actor.id])
            .collect();
        let everywhere = self.since.is_none() && self.until.is_none() && self.sources.is_empty();
        for node in graph.actors().filter(|node| self.wants_kind(node)) {
            let spoken_of =
                everywhere || node.mentions.keys().any(|id| self.wants_article(graph.article(id)));
            if self.around.contains(&node.actor.id) || (!self.chooses_ties() && spoken_of) {
                actors.insert(&node.actor.id);
            }
        }
        actors
    }

    fn wants_article(&self, article: Option<&ArticleInfo>) -> bool {
        self.wants_date(article.and_then(|info| info.date)) && self.wants_source(article)
    }

    /// The actors that at most `depth` ties lead to, in either direction.
    fn neighbourhood(&self, ties: &[KeptTie<'_>]) -> BTreeSet<ActorId> {
        let mut neighbours: BTreeMap<&ActorId, BTreeSet<&ActorId>> = BTreeMap::new();
        for [source, target] in ties.iter().map(KeptTie::ends) {
            neighbours.entry(source).or_default().insert(target);
            neighbours.entry(target).or_default().insert(source);
        }
        let mut reached: BTreeSet<&ActorId> = self.around.iter().collect();
        let mut edge: Vec<&ActorId> = reached.iter().copied().collect();
        for _ in 0..self.depth {
            let next = edge.iter().filter_map(|id| neighbours.get(id)).flatten().copied();
            let fresh: BTreeSet<&ActorId> = next.filter(|id| !reached.contains(id)).collect();
            if fresh.is_empty() {
                break;
            }
            reached.extend(&fresh);
            edge = fresh.into_iter().collect();
        }
        reached.into_iter().cloned().collect()
    }

    /// The graph of what was kept. Mentions in articles that are not wanted go with them.
    fn part(
        &self,
        graph: &KnowledgeGraph,
        ties: &[KeptTie<'_>],
        actors: &BTreeSet<&ActorId>,
    ) -> KnowledgeGraph {
        let stating: BTreeSet<_> = ties
            .iter()
            .flat_map(|kept| kept.evidence.iter().map(|evidence| &evidence.article))
            .collect();
        let mut part = KnowledgeGraph::new();
        for relation_type in graph.relation_types() {
            part.add_relation_type(relation_type.clone());
        }
        for info in graph.articles() {
            if stating.contains(&info.id) || self.wants_article(Some(info)) {
                part.add_article(info.clone());
            }
        }
        for node in graph.actors().filter(|node| actors.contains(&node.actor.id)) {
            let mut node = node.clone();
            node.mentions.retain(|article, _| part.article(article).is_some());
            part.add_actor(node);
        }
        for kept in ties {
            for evidence in &kept.evidence {
                part.add_tie(Relation {
                    source: kept.tie.source.actor.id.clone(),
                    relation: kept.tie.edge.relation.clone(),
                    target: kept.tie.target.actor.id.clone(),
                    evidence: (*evidence).clone(),
                });
            }
        }
        part
    }
}

/// Whether the type, its side or its PLOVER class is called `wanted`, in any case of letters.
fn is_called(relation_type: &RelationType, wanted: &str) -> bool {
    [Some(relation_type.name.as_str()), Some(relation_type.side.as_str())]
        .into_iter()
        .chain([relation_type.class.as_deref()])
        .flatten()
        .any(|name| name.eq_ignore_ascii_case(wanted))
}

/// The `count` actors with the most evidence in `ties`, then the most mentions, then by id.
fn strongest_actors<'graph>(
    graph: &'graph KnowledgeGraph,
    ties: &[KeptTie<'_>],
    actors: &BTreeSet<&'graph ActorId>,
    count: usize,
) -> BTreeSet<&'graph ActorId> {
    let mut evidence: BTreeMap<&ActorId, usize> = BTreeMap::new();
    for kept in ties {
        for id in kept.ends() {
            *evidence.entry(id).or_default() += kept.evidence.len();
        }
    }
    let mut ranked: Vec<_> = actors
        .iter()
        .filter_map(|id| graph.actor(id))
        .map(|node| {
            let sentences = evidence.get(&node.actor.id).copied().unwrap_or_default();
            (Reverse(sentences), Reverse(node.mention_count()), &node.actor.id)
        })
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().take(count).map(|(_, _, id)| id).collect()
}
