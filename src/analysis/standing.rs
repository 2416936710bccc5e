//! Where single actors stand: their closest allies and worst rivals, who talks to both sides, and who
//! talks to nobody.

use super::blocs::Blocs;
use super::centrality::{Betweenness, page_rank};
use super::signed::SignedNetwork;
use crate::actor::ActorId;
use crate::graph::KnowledgeGraph;
use serde::Serialize;
use std::collections::BTreeMap;

/// Another actor, as one actor sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Neighbour {
    /// The other.
    pub actor: ActorId,
    /// Net of the pair.
    pub net: f64,
    /// Net of what the actor does to the other.
    pub given: f64,
    /// Net of what the other does to the actor.
    pub received: f64,
    /// How many articles say so.
    pub articles: usize,
}

/// The friends and foes of one actor, and how central it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// The actor.
    pub actor: ActorId,
    /// Its friends, the closest first.
    pub allies: Vec<Neighbour>,
    /// Its foes, the worst first.
    pub rivals: Vec<Neighbour>,
    /// The share of shortest ways between others that lead over it.
    pub betweenness: f64,
    /// Its PageRank.
    pub page_rank: f64,
}

/// The standing of every actor that has a friend, a foe or a contact, the most central first.
pub fn standings(
    graph: &KnowledgeGraph,
    network: &SignedNetwork,
    betweenness: &Betweenness,
) -> Vec<Standing> {
    let ranks = page_rank(graph, network);
    let mut standings: Vec<Standing> = (0..network.actor_count())
        .filter(|&node| !network.pairs_of(node).is_empty())
        .map(|node| {
            let (allies, rivals) = friends_and_foes(network, node);
            Standing {
                actor: network.actor(node).clone(),
                allies,
                rivals,
                betweenness: betweenness.values[node],
                page_rank: ranks[node],
            }
        })
        .collect();
    standings.sort_by(|left, right| {
        right.page_rank.total_cmp(&left.page_rank).then_with(|| left.actor.cmp(&right.actor))
    });
    standings
}

/// The friends of an actor, the closest first, and its foes, the worst first.
pub fn friends_and_foes(network: &SignedNetwork, node: usize) -> (Vec<Neighbour>, Vec<Neighbour>) {
    let (mut friends, mut foes) = (Vec::new(), Vec::new());
    for (other, pair, is_first) in network.pairs_of(node) {
        let sign = network.sign_of(pair);
        let (given, received) = match is_first {
            true => (pair.forward.net(), pair.backward.net()),
            false => (pair.backward.net(), pair.forward.net()),
        };
        let neighbour = Neighbour {
            actor: network.actor(other).clone(),
            net: pair.net(),
            given,
            received,
            articles: pair.articles,
        };
        if sign > 0.0 {
            friends.push(neighbour);
        } else if sign < 0.0 {
            foes.push(neighbour);
        }
    }
    friends.sort_by(|left, right| right.net.total_cmp(&left.net));
    foes.sort_by(|left, right| left.net.total_cmp(&right.net));
    (friends, foes)
}

/// One of the two sides that a broker talks to: a bloc, or an actor on its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BrokeredSide {
    /// Those of the side that it talks to, the most often first, with the number of articles.
    pub contacts: Vec<(ActorId, usize)>,
    /// The position of the bloc, where it is one.
    pub bloc: Option<usize>,
}

/// An actor that talks to two sides that are hostile to each other, and belongs to neither.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Broker {
    /// Who it is.
    pub actor: ActorId,
    /// The two sides.
    pub sides: [BrokeredSide; 2],
    /// Net between the two sides.
    pub hostility: f64,
    /// Articles that show contact with the side it talks to less.
    pub contacts: usize,
}

/// Who talks to both sides: for each broker the two sides with the firmest contacts.
pub fn brokers(network: &SignedNetwork, blocs: &Blocs) -> Vec<Broker> {
    let between = nets_between(network, &blocs.camps);
    let mut brokers: Vec<Broker> = (0..network.actor_count())
        .filter_map(|node| broker(network, blocs, &between, node))
        .collect();
    brokers.sort_by(|left, right| {
        (right.contacts.cmp(&left.contacts))
            .then(left.hostility.total_cmp(&right.hostility))
            .then_with(|| left.actor.cmp(&right.actor))
    });
    brokers
}

/// Net of all ties between two camps, by (smaller camp, larger camp).
fn nets_between(network: &SignedNetwork, camps: &[usize]) -> BTreeMap<(usize, usize), f64> {
    let mut nets = BTreeMap::new();
    for (one, other, pair) in network.pairs() {
        let (one, other) = (camps[one].min(camps[other]), camps[one].max(camps[other]));
        if one != other {
            *nets.entry((one, other)).or_insert(0.0) += pair.net();
        }
    }
    nets
}

fn broker(
    network: &SignedNetwork,
    blocs: &Blocs,
    between: &BTreeMap<(usize, usize), f64>,
    node: usize,
) -> Option<Broker> {
    let mut contacts: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (other, pair, _) in network.pairs_of(node) {
        let camp = blocs.camps[other];
        if pair.contacts > 0 && camp != blocs.camps[node] {
            contacts.entry(camp).or_default().push((other, pair.contacts));
        }
    }
    let weight = |camp: &usize| contacts[camp].iter().map(|(_, articles)| articles).sum::<usize>();
    let camps: Vec<usize> = contacts.keys().copied().collect();
    let mut best: Option<(usize, f64, [usize; 2])> = None;
    for (position, one) in camps.iter().enumerate() {
        for other in &camps[position + 1..] {
            let net = between.get(&(*one, *other)).map_or(0.0, |net| network.counted(*net));
            let firmness = weight(one).min(weight(other));
            let better = best.is_none_or(|(known, least, _)| {
                firmness > known || (firmness == known && net < least)
            });
            if net < 0.0 && better {
                best = Some((firmness, net, [*one, *other]));
            }
        }
    }
    let (firmness, hostility, sides) = best?;
    let side = |camp: usize| {
        let mut found = contacts.get(&camp).cloned().unwrap_or_default();
        found.sort_by_key(|&(other, articles)| (std::cmp::Reverse(articles), other));
        let bloc = found.first().and_then(|&(other, _)| blocs.position_of(network.actor(other)));
        let named = |(other, articles)| (network.actor(other).clone(), articles);
        BrokeredSide { contacts: found.into_iter().map(named).collect(), bloc }
    };
    let actor = network.actor(node).clone();
    Some(Broker { actor, sides: sides.map(side), hostility, contacts: firmness })
}

/// Actors that have foes but neither a friend nor a contact.
pub fn isolated(network: &SignedNetwork) -> Vec<ActorId> {
    (0..network.actor_count())
        .filter(|&node| {
            let pairs = network.pairs_of(node);
            pairs.iter().all(|(_, pair, _)| pair.contacts == 0 && network.sign_of(pair) <= 0.0)
                && pairs.iter().any(|(_, pair, _)| network.sign_of(pair) < 0.0)
        })
        .map(|node| network.actor(node).clone())
        .collect()
}
