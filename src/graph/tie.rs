//! A tie as readers of the graph see it: an edge with its two actors, and the figures that
//! summarise its evidence.

use super::{ActorNode, Edge, KnowledgeGraph};
use crate::actor::ActorId;
use crate::article::ArticleId;
use crate::confidence::Confidence;
use crate::relation::{Evidence, Factuality, RelationType};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// An edge of the graph together with its ends and its type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie<'graph> {
    /// Who does it.
    pub source: &'graph ActorNode,
    /// To whom.
    pub target: &'graph ActorNode,
    /// What kind of relation it is.
    pub relation_type: &'graph RelationType,
    /// The edge with its evidence.
    pub edge: &'graph Edge,
}

impl<'graph> Tie<'graph> {
    /// What ties are sorted by, and no two ties share.
    pub fn key(&self) -> (&'graph ActorId, &'graph ActorId, &'graph str) {
        (&self.source.actor.id, &self.target.actor.id, self.edge.relation.as_str())
    }

    /// The evidence, by article and position.
    pub fn evidence(&self) -> impl ExactSizeIterator<Item = &'graph Evidence> {
        self.edge.evidence.iter()
    }

    /// How many pieces of evidence there are by factuality; values that do not occur are left out.
    pub fn counts(&self) -> BTreeMap<Factuality, usize> {
        let mut counts = BTreeMap::new();
        for evidence in self.evidence() {
            *counts.entry(evidence.factuality).or_insert(0) += 1;
        }
        counts
    }

    /// How many pieces of evidence are somebody's claim, not the article's own voice.
    pub fn claim_count(&self) -> usize {
        self.evidence().filter(|evidence| evidence.attributed_to.is_some()).count()
    }

    /// The articles that state it, each once.
    pub fn articles(&self) -> BTreeSet<&'graph ArticleId> {
        self.evidence().map(|evidence| &evidence.article).collect()
    }

    /// The outlets that state it, reprints included.
    pub fn sources(&self, graph: &'graph KnowledgeGraph) -> BTreeSet<&'graph str> {
        self.articles()
            .into_iter()
            .filter_map(|id| graph.article(id))
            .flat_map(|info| info.source.iter().chain(&info.reprints))
            .map(String::as_str)
            .collect()
    }

    /// The first and the last day it is stated for.
    pub fn dates(&self) -> Option<(Date, Date)> {
        let mut dates = self.evidence().filter_map(|evidence| evidence.date);
        let first = dates.next()?;
        Some(dates.fold((first, first), |(low, high), date| (low.min(date), high.max(date))))
    }

    /// The confidence of the surest piece of evidence.
    pub fn confidence(&self) -> Confidence {
        self.evidence().map(|evidence| evidence.confidence).max().unwrap_or_default()
    }

    /// The piece of evidence to show first: the article's own voice before claims, facts before
    /// plans, the surest first, then the earliest article.
    pub fn best_evidence(&self) -> Option<&'graph Evidence> {
        self.evidence().min_by_key(|evidence| {
            (
                evidence.attributed_to.is_some(),
                evidence.factuality,
                std::cmp::Reverse(evidence.confidence),
                evidence.date,
            )
        })
    }

    /// The factuality that stands for the whole tie: that of the surest reading, in the order
    /// asserted, planned, possible, demanded, negated, ended.
    pub fn factuality(&self) -> Factuality {
        self.evidence().map(|evidence| evidence.factuality).min().unwrap_or(Factuality::Possible)
    }
}
