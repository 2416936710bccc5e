//! The signed network: for each pair of actors, how much the articles say that each is for and
//! against the other.
//!
//! In come the statements of a [`KnowledgeGraph`] and the [`Weights`]; out comes one [`Pair`] for any
//! two actors that a statement joins. A statement is worth the polarity of its relation type times
//! the factors for its side, its factuality, whose word it is, and the confidence of the reading.
//! Within one article only the strongest statement for and the strongest against count in each
//! direction, so that repetition weighs nothing; articles add up.

use super::weights::{Weight, Weights};
use crate::actor::ActorId;
use crate::article::ArticleId;
use crate::graph::{KnowledgeGraph, Tie};
use crate::relation::{Evidence, Factuality, Side};
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How much the articles say that one actor is for and against another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Strength {
    /// Sum over articles of the strongest statement for; nought or more.
    pub in_favour: f64,
    /// Sum over articles of the strongest statement against; nought or less.
    pub against: f64,
}

impl Strength {
    /// For and against together.
    pub fn net(self) -> f64 {
        self.in_favour + self.against
    }

    fn add(&mut self, other: Self) {
        self.in_favour += other.in_favour;
        self.against += other.against;
    }
}

/// What one article says of one direction of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Vote {
    article: usize,
    forward: bool,
    strength: Strength,
}

/// What the articles say of two actors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// The first towards the second.
    pub forward: Strength,
    /// The second towards the first.
    pub backward: Strength,
    /// How many articles say something that counts for or against.
    pub articles: usize,
    /// How many articles say that the two talk to each other or are for each other.
    pub contacts: usize,
    votes: Vec<Vote>,
}

impl Pair {
    /// Both directions together: above nought friends, below it foes.
    pub fn net(&self) -> f64 {
        self.forward.net() + self.backward.net()
    }

    /// The net where each article counts as often as `times` says.
    pub(super) fn net_of_sample(&self, times: &[u32]) -> f64 {
        self.votes
            .iter()
            .map(|vote| {
                f64::from(times.get(vote.article).copied().unwrap_or(0)) * vote.strength.net()
            })
            .sum()
    }
}

/// The signed network of a graph. Nodes are numbered in the order of their actors' ids.
#[derive(Clone, Debug)]
pub struct SignedNetwork {
    graph: UnGraph<ActorId, Pair>,
    article_count: usize,
    threshold: f64,
}

impl SignedNetwork {
    /// The network of all statements of `graph`.
    pub fn new(graph: &KnowledgeGraph, weights: &Weights) -> Self {
        let mut builder = NetworkBuilder::new(graph, weights);
        for tie in graph.ties() {
            for evidence in tie.evidence() {
                builder.add(&tie, evidence);
            }
        }
        builder.build()
    }

    /// A network from pairs whose net is known: (first, second, net). Of two entries for one pair the
    /// nets add up; an actor with itself is left out.
    pub fn from_nets<'name>(
        actors: impl IntoIterator<Item = &'name str>,
        nets: impl IntoIterator<Item = (&'name str, &'name str, f64)>,
    ) -> Self {
        let actors = actors.into_iter().map(ActorId::new).collect();
        let mut sums: BTreeMap<(ActorId, ActorId), f64> = BTreeMap::new();
        for (first, second, net) in nets {
            let (first, second) = (ActorId::new(first), ActorId::new(second));
            let key = if first <= second { (first, second) } else { (second, first) };
            *sums.entry(key).or_insert(0.0) += net;
        }
        let pairs = sums.into_iter().map(|((first, second), net)| {
            let strength = Strength { in_favour: net.max(0.0), against: net.min(0.0) };
            let votes = vec![Vote { article: 0, forward: true, strength }];
            let pair = Pair { forward: strength, articles: 1, votes, ..Pair::default() };
            (first, second, pair)
        });
        assemble(actors, pairs, 1, 0.0)
    }

    /// How many actors there are.
    pub fn actor_count(&self) -> usize {
        self.graph.node_count()
    }

    /// How many articles the graph has.
    pub fn article_count(&self) -> usize {
        self.article_count
    }

    /// The actor at a position.
    pub fn actor(&self, position: usize) -> &ActorId {
        &self.graph[NodeIndex::new(position)]
    }

    /// The position of an actor.
    pub fn position(&self, id: &ActorId) -> Option<usize> {
        let (mut low, mut high) = (0, self.actor_count());
        while low < high {
            let middle = low.midpoint(high);
            match self.actor(middle).cmp(id) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The pairs as (first, second, pair), by the ids of both; the first has the smaller id.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, &Pair)> {
        self.graph.raw_edges().iter().map(|edge| {
            let (first, second) = (edge.source().index(), edge.target().index());
            (first, second, &edge.weight)
        })
    }

    /// What is said of two actors, in whichever order.
    pub fn pair(&self, one: usize, other: usize) -> Option<&Pair> {
        let edge = self.graph.find_edge(NodeIndex::new(one), NodeIndex::new(other))?;
        self.graph.edge_weight(edge)
    }

    /// The sum of an actor's nets with those others for whom `counts` says yes.
    pub(super) fn net_to(&self, position: usize, counts: impl Fn(usize) -> bool) -> f64 {
        let pairs = self.pairs_of(position).into_iter();
        pairs.filter(|&(other, ..)| counts(other)).map(|(_, pair, _)| pair.net()).sum()
    }

    /// The pairs of an actor as (other, pair, whether the actor is the first of the pair), by the ids of
    /// the others.
    pub fn pairs_of(&self, position: usize) -> Vec<(usize, &Pair, bool)> {
        let mut pairs: Vec<(usize, &Pair, bool)> = self
            .graph
            .edges(NodeIndex::new(position))
            .map(|edge| {
                let (source, target) = (edge.source().index(), edge.target().index());
                let other = if source == position { target } else { source };
                (other, edge.weight(), position < other)
            })
            .collect();
        pairs.sort_by_key(|&(other, ..)| other);
        pairs
    }

    /// The net of a pair, or nought where it is below the threshold.
    pub fn sign_of(&self, pair: &Pair) -> f64 {
        self.counted(pair.net())
    }

    /// `net`, or nought where it is below the threshold.
    pub(super) fn counted(&self, net: f64) -> f64 {
        if net.abs() < self.threshold.max(f64::EPSILON) { 0.0 } else { net }
    }

    /// The underlying petgraph: nodes in the order of their ids.
    pub fn as_petgraph(&self) -> &UnGraph<ActorId, Pair> {
        &self.graph
    }
}

/// Collects statements into a [`SignedNetwork`].
pub struct NetworkBuilder<'graph> {
    weights: &'graph Weights,
    actors: BTreeSet<ActorId>,
    articles: Rc<BTreeMap<&'graph ArticleId, usize>>,
    /// By first actor, second actor, article and direction.
    votes: BTreeMap<(&'graph ActorId, &'graph ActorId), PairVotes>,
}

#[derive(Default)]
struct PairVotes {
    votes: BTreeMap<(usize, bool), Strength>,
    contacts: BTreeSet<usize>,
}

impl<'graph> NetworkBuilder<'graph> {
    /// A builder for statements of `graph`.
    pub fn new(graph: &'graph KnowledgeGraph, weights: &'graph Weights) -> Self {
        Self {
            weights,
            actors: graph.actors().map(|node| node.actor.id.clone()).collect(),
            articles: Rc::new(
                graph.articles().enumerate().map(|(at, info)| (&info.id, at)).collect(),
            ),
            votes: BTreeMap::new(),
        }
    }

    /// An empty builder for statements of the same graph: its network holds only the actors that a
    /// statement joins.
    pub(super) fn for_part(&self) -> Self {
        Self {
            weights: self.weights,
            actors: BTreeSet::new(),
            articles: Rc::clone(&self.articles),
            votes: BTreeMap::new(),
        }
    }

    /// Adds what one sentence says of one tie.
    pub fn add(&mut self, tie: &Tie<'graph>, evidence: &'graph Evidence) {
        let Some(&article) = self.articles.get(&evidence.article) else {
            return;
        };
        let (source, target) = (&tie.source.actor.id, &tie.target.actor.id);
        let (first, second, forward) =
            if source <= target { (source, target, true) } else { (target, source, false) };
        for actor in [first, second] {
            if !self.actors.contains(actor) {
                self.actors.insert(actor.clone());
            }
        }
        let entry = self.votes.entry((first, second)).or_default();
        if is_contact(tie.relation_type.side, evidence.factuality) {
            entry.contacts.insert(article);
        }
        for (with_source, value) in values(tie, evidence, self.weights) {
            let strength = entry.votes.entry((article, forward == with_source)).or_default();
            strength.in_favour = strength.in_favour.max(value);
            strength.against = strength.against.min(value);
        }
    }

    /// The network of what was added.
    pub fn build(self) -> SignedNetwork {
        let pairs = self.votes.into_iter().map(|((first, second), found)| {
            let mut pair = Pair { contacts: found.contacts.len(), ..Pair::default() };
            let articles: BTreeSet<usize> =
                found.votes.keys().map(|(article, _)| *article).collect();
            pair.articles = articles.len();
            for ((article, forward), strength) in found.votes {
                let direction = if forward { &mut pair.forward } else { &mut pair.backward };
                direction.add(strength);
                pair.votes.push(Vote { article, forward, strength });
            }
            (first.clone(), second.clone(), pair)
        });
        let threshold = self.weights.get(Weight::Threshold);
        assemble(self.actors, pairs, self.articles.len(), threshold)
    }
}

fn assemble(
    actors: BTreeSet<ActorId>,
    pairs: impl Iterator<Item = (ActorId, ActorId, Pair)>,
    article_count: usize,
    threshold: f64,
) -> SignedNetwork {
    let mut graph = UnGraph::with_capacity(actors.len(), 0);
    let mut positions = BTreeMap::new();
    for actor in actors {
        let index = graph.add_node(actor.clone());
        positions.insert(actor, index);
    }
    for (first, second, pair) in pairs {
        if let (Some(&from), Some(&to)) = (positions.get(&first), positions.get(&second))
            && from != to
        {
            graph.add_edge(from, to, pair);
        }
    }
    SignedNetwork { graph, article_count, threshold }
}

/// Whether a statement shows that two actors are on speaking terms.
fn is_contact(side: Side, factuality: Factuality) -> bool {
    matches!(side, Side::For | Side::Talk)
        && matches!(factuality, Factuality::Asserted | Factuality::Planned)
}

/// What a statement is worth, and in which direction: (from source to target, value).
///
/// A claim by one of the two that the other wrongs it says nothing sure about the other, but shows
/// that the speaker is hostile.
pub(super) fn values(tie: &Tie<'_>, evidence: &Evidence, weights: &Weights) -> Vec<(bool, f64)> {
    let confidence = evidence.confidence.value();
    let value = tie.relation_type.polarity
        * side_factor(tie.relation_type.side, weights)
        * factuality_factor(tie.relation_type.side, evidence.factuality, weights)
        * confidence;
    let symmetric = tie.relation_type.symmetric;
    let speaker = evidence.attributed_to.as_ref();
    let found = if speaker == Some(&tie.source.actor.id) {
        both_ways(symmetric, value * weights.get(Weight::OwnWord))
    } else if speaker == Some(&tie.target.actor.id) && !symmetric {
        if value < 0.0 {
            vec![(false, weights.get(Weight::Accusation) * confidence)]
        } else {
            vec![(false, value * weights.get(Weight::Claim))]
        }
    } else if speaker == Some(&tie.target.actor.id) {
        both_ways(symmetric, value * weights.get(Weight::OwnWord))
    } else if speaker.is_some() {
        both_ways(symmetric, value * weights.get(Weight::Claim))
    } else {
        both_ways(symmetric, value)
    };
    found.into_iter().filter(|(_, value)| *value != 0.0).collect()
}

fn both_ways(symmetric: bool, value: f64) -> Vec<(bool, f64)> {
    if symmetric { vec![(true, value), (false, value)] } else { vec![(true, value)] }
}

fn side_factor(side: Side, weights: &Weights) -> f64 {
    weights.get(match side {
        Side::For => Weight::For,
        Side::Against => Weight::Against,
        Side::Talk => Weight::Talk,
        Side::Belongs => Weight::Belongs,
    })
}

fn factuality_factor(side: Side, factuality: Factuality, weights: &Weights) -> f64 {
    weights.get(match factuality {
        Factuality::Asserted => Weight::Asserted,
        Factuality::Planned => Weight::Planned,
        Factuality::Possible => Weight::Possible,
        Factuality::Demanded => Weight::Demanded,
        Factuality::Negated if side == Side::Against => Weight::Denied,
        Factuality::Negated => Weight::Refused,
        Factuality::Ended => Weight::Ended,
    })
}
