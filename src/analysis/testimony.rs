//! The sentences behind a finding: for two actors, the statements that weigh most.

use super::signed::values;
use super::weights::Weights;
use crate::actor::ActorId;
use crate::article::ArticleId;
use crate::graph::{KnowledgeGraph, Tie};
use crate::relation::{Evidence, Factuality};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// One sentence of one article about two actors.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Testimony {
    /// Who does it.
    pub source: ActorId,
    /// The relation type.
    pub relation: String,
    /// To whom.
    pub target: ActorId,
    /// Whether it holds in both directions.
    pub symmetric: bool,
    /// How surely it holds.
    pub factuality: Factuality,
    /// Who says so, where it is not the article's own voice.
    pub attributed_to: Option<ActorId>,
    /// What it is worth in the signed network, both directions together.
    pub worth: f64,
    /// The sentence.
    pub sentence: String,
    /// The article.
    pub article: ArticleId,
    /// The outlet.
    pub outlet: Option<String>,
    /// The day it is about, or else of the article.
    pub date: Option<Date>,
}

/// The ties of a graph by the two actors they join.
pub struct Testimonies<'graph> {
    graph: &'graph KnowledgeGraph,
    weights: &'graph Weights,
    ties: BTreeMap<(&'graph ActorId, &'graph ActorId), Vec<Tie<'graph>>>,
}

impl<'graph> Testimonies<'graph> {
    /// The ties of `graph`.
    pub fn of(graph: &'graph KnowledgeGraph, weights: &'graph Weights) -> Self {
        let mut ties: BTreeMap<_, Vec<Tie<'graph>>> = BTreeMap::new();
        for tie in graph.ties() {
            ties.entry(in_order(&tie.source.actor.id, &tie.target.actor.id)).or_default().push(tie);
        }
        Self { graph, weights, ties }
    }

    /// Everything that is said of two actors, in the order of the ties.
    pub fn about(&self, one: &ActorId, other: &ActorId) -> Vec<Testimony> {
        self.statements(one, other)
            .into_iter()
            .map(|(tie, evidence)| self.testimony(&tie, evidence))
            .collect()
    }

    /// The statement that weighs most for (`friendly`) or against, of those for which `keep` says yes.
    pub fn strongest(
        &self,
        one: &ActorId,
        other: &ActorId,
        friendly: bool,
        keep: impl Fn(&Evidence) -> bool,
    ) -> Option<Testimony> {
        let worth = |(tie, evidence): (Tie<'graph>, &'graph Evidence)| {
            (self.worth(&tie, evidence), tie, evidence)
        };
        self.statements(one, other)
            .into_iter()
            .filter(|(_, evidence)| keep(evidence))
            .map(worth)
            .filter(|(worth, ..)| *worth != 0.0 && (*worth > 0.0) == friendly)
            .reduce(|best, next| if next.0.abs() > best.0.abs() { next } else { best })
            .map(|(_, tie, evidence)| self.testimony(&tie, evidence))
    }

    fn worth(&self, tie: &Tie<'_>, evidence: &Evidence) -> f64 {
        values(tie, evidence, self.weights).into_iter().map(|(_, value)| value).sum()
    }

    fn statements(&self, one: &ActorId, other: &ActorId) -> Vec<(Tie<'graph>, &'graph Evidence)> {
        let ties = self.ties.get(&in_order(one, other)).into_iter().flatten();
        ties.flat_map(|tie| tie.evidence().map(move |evidence| (*tie, evidence))).collect()
    }

    fn testimony(&self, tie: &Tie<'_>, evidence: &Evidence) -> Testimony {
        let info = self.graph.article(&evidence.article);
        Testimony {
            source: tie.source.actor.id.clone(),
            relation: tie.edge.relation.clone(),
            target: tie.target.actor.id.clone(),
            symmetric: tie.relation_type.symmetric,
            factuality: evidence.factuality,
            attributed_to: evidence.attributed_to.clone(),
            worth: self.worth(tie, evidence),
            sentence: evidence.sentence.text.split_whitespace().collect::<Vec<_>>().join(" "),
            article: evidence.article.clone(),
            outlet: info.and_then(|info| info.source.clone()),
            date: evidence.date.or_else(|| info.and_then(|info| info.date)),
        }
    }
}

fn in_order<'id>(one: &'id ActorId, other: &'id ActorId) -> (&'id ActorId, &'id ActorId) {
    if one <= other { (one, other) } else { (other, one) }
}
