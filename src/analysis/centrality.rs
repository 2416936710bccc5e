//! Who is in the centre: betweenness and PageRank.
//!
//! petgraph has no betweenness, and its PageRank takes time in the square of the number of actors and
//! knows no weights, so both are here: betweenness by Brandes (2001), on large networks from a sample
//! of actors drawn with a fixed seed (Brandes & Pich 2007), and PageRank by Brin & Page (1998) on
//! weighted ties.

use super::signed::SignedNetwork;
use crate::graph::KnowledgeGraph;
use fastrand::Rng;
use std::collections::VecDeque;

/// The work of an exact betweenness, actors times ties, above which it is sampled.
const WORK: usize = 200_000_000;

/// How strongly PageRank follows ties rather than starting anew.
const DAMPING: f64 = 0.85;

/// Betweenness of every actor by position.
#[derive(Clone, Debug, PartialEq)]
pub struct Betweenness {
    /// The share of shortest ways between two others that lead over the actor, from 0 to 1.
    pub values: Vec<f64>,
    /// From how many actors ways were followed, where it was not all.
    pub sampled: Option<usize>,
}

/// Betweenness over contacts: pairs of which an article says that they talk or are for each other.
/// Ways over hostile ties connect nobody.
pub fn betweenness(network: &SignedNetwork, seed: u64) -> Betweenness {
    let count = network.actor_count();
    let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (one, other, pair) in network.pairs() {
        if pair.contacts > 0 {
            neighbours[one].push(other);
            neighbours[other].push(one);
        }
    }
    let mut sources: Vec<usize> = (0..count).filter(|&node| !neighbours[node].is_empty()).collect();
    let ties: usize = neighbours.iter().map(Vec::len).sum();
    let most = (WORK / (count + ties).max(1)).max(1);
    let connected = sources.len();
    let sampled = (connected > most).then_some(most);
    if sampled.is_some() {
        Rng::with_seed(seed).shuffle(&mut sources);
        sources.truncate(most);
        sources.sort_unstable();
    }
    let mut values = vec![0.0; count];
    let mut ways = Ways::new(count);
    for &source in &sources {
        ways.follow(source, &neighbours, &mut values);
    }
    let scale = match (count, sources.len()) {
        (0..=2, _) | (_, 0) => 0.0,
        (count, drawn) => {
            let drawn_share = drawn as f64 / connected as f64;
            1.0 / ((count - 1) as f64 * (count - 2) as f64 * drawn_share)
        }
    };
    values.iter_mut().for_each(|value| *value *= scale);
    Betweenness { values, sampled }
}

/// Shortest ways from one actor: reused from actor to actor.
struct Ways {
    counts: Vec<f64>,
    distances: Vec<u32>,
    shares: Vec<f64>,
    reached: Vec<usize>,
    queue: VecDeque<usize>,
}

impl Ways {
    fn new(count: usize) -> Self {
        Self {
            counts: vec![0.0; count],
            distances: vec![u32::MAX; count],
            shares: vec![0.0; count],
            reached: Vec::with_capacity(count),
            queue: VecDeque::new(),
        }
    }

    /// Adds to `values` what the shortest ways from `source` give.
    fn follow(&mut self, source: usize, neighbours: &[Vec<usize>], values: &mut [f64]) {
        self.counts[source] = 1.0;
        self.distances[source] = 0;
        self.queue.push_back(source);
        while let Some(node) = self.queue.pop_front() {
            self.reached.push(node);
            for &other in &neighbours[node] {
                if self.distances[other] == u32::MAX {
                    self.distances[other] = self.distances[node] + 1;
                    self.queue.push_back(other);
                }
                if self.distances[other] == self.distances[node] + 1 {
                    self.counts[other] += self.counts[node];
                }
            }
        }
        for &node in self.reached.iter().rev() {
            for &other in &neighbours[node] {
                if self.distances[other] == self.distances[node] + 1 {
                    let share = self.counts[node] / self.counts[other];
                    self.shares[node] += share * (1.0 + self.shares[other]);
                }
            }
            if node != source {
                values[node] += self.shares[node];
            }
        }
        for node in self.reached.drain(..) {
            self.counts[node] = 0.0;
            self.distances[node] = u32::MAX;
            self.shares[node] = 0.0;
        }
    }
}

/// PageRank of every actor by position in `network`: who is acted towards by those who are acted
/// towards. A tie weighs as many as there are articles that state it.
pub fn page_rank(graph: &KnowledgeGraph, network: &SignedNetwork) -> Vec<f64> {
    let count = network.actor_count();
    let mut edges: Vec<(usize, usize, f64)> = Vec::new();
    for tie in graph.ties() {
        let ends = (network.position(&tie.source.actor.id), network.position(&tie.target.actor.id));
        if let (Some(source), Some(target)) = ends {
            let weight = tie.articles().len() as f64;
            edges.push((source, target, weight));
            if tie.relation_type.symmetric {
                edges.push((target, source, weight));
            }
        }
    }
    let mut out = vec![0.0; count];
    edges.iter().for_each(|&(source, _, weight)| out[source] += weight);
    let even = 1.0 / count.max(1) as f64;
    let mut ranks = vec![even; count];
    for _ in 0..100 {
        let idle: f64 = (0..count).filter(|&node| out[node] == 0.0).map(|node| ranks[node]).sum();
        let mut next = vec![(1.0 - DAMPING + DAMPING * idle) * even; count];
        for &(source, target, weight) in &edges {
            next[target] += DAMPING * ranks[source] * weight / out[source];
        }
        let change: f64 = next.iter().zip(&ranks).map(|(new, old)| (new - old).abs()).sum();
        ranks = next;
        if change < 1e-9 {
            break;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_path_lies_between_all_others() {
        let neighbours = [vec![1], vec![0, 2], vec![1]];
        let mut values = vec![0.0; 3];
        let mut ways = Ways::new(3);
        (0..3).for_each(|source| ways.follow(source, &neighbours, &mut values));
        assert_eq!(values, [0.0, 2.0, 0.0]);
    }

    #[test]
    fn two_equal_ways_share() {
        let neighbours = [vec![1, 2], vec![0, 3], vec![0, 3], vec![1, 2]];
        let mut values = vec![0.0; 4];
        let mut ways = Ways::new(4);
        (0..4).for_each(|source| ways.follow(source, &neighbours, &mut values));
        assert_eq!(values, [1.0; 4]);
    }
}
