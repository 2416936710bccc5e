//! How two actors are connected: the shortest way over ties between them, and of equally short ways
//! the one that most articles speak of.

use super::signed::SignedNetwork;
use super::testimony::{Testimonies, Testimony};
use crate::actor::ActorId;
use petgraph::algo::astar;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeFiltered;
use serde::Serialize;

/// One step of a way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// From whom.
    pub from: ActorId,
    /// To whom.
    pub to: ActorId,
    /// Net of the two.
    pub net: f64,
    /// What is said of the two.
    pub testimonies: Vec<Testimony>,
}

/// Which ties a way may lead over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Over {
    /// All.
    #[default]
    AllTies,
    /// Friendly ones.
    Friendly,
    /// Hostile ones.
    Hostile,
}

/// The best way from one actor to another; nothing where there is none.
pub fn path(
    network: &SignedNetwork,
    testimonies: &Testimonies<'_>,
    from: &ActorId,
    to: &ActorId,
    over: Over,
) -> Option<Vec<Step>> {
    let start = NodeIndex::new(network.position(from)?);
    let goal = NodeIndex::new(network.position(to)?);
    let graph = EdgeFiltered::from_fn(network.as_petgraph(), |edge| {
        let sign = network.sign_of(edge.weight());
        match over {
            Over::AllTies => true,
            Over::Friendly => sign > 0.0,
            Over::Hostile => sign < 0.0,
        }
    });
    // A step costs one and a little, less the more articles there are; the little of all steps together
    // stays below one, so that no longer way is ever cheaper.
    let little = 1.0 / (network.actor_count() + 1) as f64;
    let cost = |edge: petgraph::graph::EdgeReference<'_, _>| {
        let pair: &super::signed::Pair = edge.weight();
        1.0 + little / (1 + pair.articles.max(pair.contacts)) as f64
    };
    let (_, nodes) = astar(&graph, start, |node| node == goal, cost, |_| 0.0)?;
    let step = |nodes: &[NodeIndex]| {
        let (from, to) = (nodes[0].index(), nodes[1].index());
        let (source, target) = (network.actor(from), network.actor(to));
        Step {
            from: source.clone(),
            to: target.clone(),
            net: network.pair(from, to).map_or(0.0, |pair| pair.net()),
            testimonies: testimonies.about(source, target),
        }
    };
    Some(nodes.windows(2).map(step).collect())
}
