//! The signed graph as the search for camps sees it: whole numbers, so that sums are exact and never
//! depend on their order.

use crate::analysis::signed::{Pair, SignedNetwork};
use petgraph::unionfind::UnionFind;
use std::collections::BTreeMap;

/// Millionths: nets are rounded to these.
const UNIT: f64 = 1e6;

/// Neighbours with the sign and weight of the tie, by node.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signs {
    neighbours: Vec<Vec<(usize, i64)>>,
}

impl Signs {
    /// The pairs of a network that have a sign.
    pub(crate) fn of(network: &SignedNetwork) -> Self {
        Self::with(network, Pair::net)
    }

    /// The pairs of a network that have a sign where `net` gives their net.
    pub(crate) fn with(network: &SignedNetwork, net: impl Fn(&Pair) -> f64) -> Self {
        let edges = network
            .pairs()
            .map(|(first, second, pair)| (first, second, network.counted(net(pair)) * UNIT))
            .map(|(first, second, weight)| (first, second, weight.round() as i64));
        Self::from_edges(network.actor_count(), edges)
    }

    /// The graph of `count` nodes and these ties; ties of weight nought are left out.
    pub(crate) fn from_edges(
        count: usize,
        edges: impl IntoIterator<Item = (usize, usize, i64)>,
    ) -> Self {
        let mut neighbours = vec![Vec::new(); count];
        for (first, second, weight) in edges {
            if weight != 0 {
                neighbours[first].push((second, weight));
                neighbours[second].push((first, weight));
            }
        }
        Self { neighbours }
    }

    pub(crate) fn len(&self) -> usize {
        self.neighbours.len()
    }

    pub(crate) fn neighbours(&self, node: usize) -> &[(usize, i64)] {
        &self.neighbours[node]
    }

    /// Each tie once, with the smaller node first.
    pub(crate) fn edges(&self) -> impl Iterator<Item = (usize, usize, i64)> {
        self.neighbours.iter().enumerate().flat_map(|(node, ties)| {
            ties.iter()
                .filter(move |(other, _)| node < *other)
                .map(move |&(other, weight)| (node, other, weight))
        })
    }

    pub(crate) fn edge_count(&self) -> usize {
        self.neighbours.iter().map(Vec::len).sum::<usize>() / 2
    }

    /// What contradicts the camps: friendly ties across, hostile ties within.
    pub(crate) fn frustration(&self, camps: &[usize]) -> i64 {
        self.edges()
            .filter(|&(one, other, weight)| (camps[one] == camps[other]) != (weight > 0))
            .map(|(_, _, weight)| weight.abs())
            .sum()
    }

    /// The part of the graph on `nodes`, numbered in their order.
    pub(crate) fn part(&self, nodes: &[usize]) -> Self {
        let positions: BTreeMap<usize, usize> =
            nodes.iter().enumerate().map(|(position, &node)| (node, position)).collect();
        let neighbours = nodes
            .iter()
            .map(|&node| {
                self.neighbours[node]
                    .iter()
                    .filter_map(|&(other, weight)| Some((*positions.get(&other)?, weight)))
                    .collect()
            })
            .collect();
        Self { neighbours }
    }

    /// The connected parts of the nodes for which `keep` says yes, over ties for which `joins` says
    /// yes.
    pub(crate) fn components(
        &self,
        keep: &[bool],
        joins: impl Fn(usize, usize, i64) -> bool,
    ) -> Vec<Vec<usize>> {
        let mut sets = UnionFind::<usize>::new(self.len());
        for (one, other, weight) in self.edges() {
            if keep[one] && keep[other] && joins(one, other, weight) {
                sets.union(one, other);
            }
        }
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for node in (0..self.len()).filter(|&node| keep[node]) {
            parts.entry(sets.find(node)).or_default().push(node);
        }
        let mut parts: Vec<Vec<usize>> = parts.into_values().collect();
        parts.sort_unstable();
        parts
    }
}

/// A weight as reports show it.
pub(crate) fn shown(weight: i64) -> f64 {
    weight as f64 / UNIT
}

/// The same camps, numbered in the order of their first members.
pub(crate) fn renumbered(camps: &[usize]) -> Vec<usize> {
    let mut numbers = BTreeMap::new();
    camps
        .iter()
        .map(|camp| {
            let next = numbers.len();
            *numbers.entry(*camp).or_insert(next)
        })
        .collect()
}
