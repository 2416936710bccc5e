//! The best camps of a small graph, by branch and bound.
//!
//! Nodes are given to camps one after the other. A branch is left when what it costs already, plus
//! the least that each node not yet given must add, plus the least that these nodes cost among
//! themselves, is no better than the best found. The last of the three is known because the search
//! runs on the last node first, then on the last two, and so on ("Russian doll search": Verfaillie,
//! Lemaître & Schiex 1996). The problem is the line index of a signed graph (Doreian & Mrvar 1996,
//! 2009), or with two camps the frustration index (Aref & Wilson 2019), both NP-hard: the search has
//! a budget of work and says so when it runs out.

use super::signs::{Signs, renumbered};

/// The largest graph that is tried.
pub(super) const MOST_NODES: usize = 48;

/// Comparisons of a node with a camp before the search gives up: less than a second of work.
const BUDGET: usize = 400_000_000;

/// Camps with the least frustration, or nothing where the graph is too large or too tangled.
pub(super) fn camps(signs: &Signs, most_camps: usize) -> Option<Vec<usize>> {
    let count = signs.len();
    if count > MOST_NODES {
        return None;
    }
    let mut order: Vec<usize> = (0..count).collect();
    let weight_of = |node: usize| -> i64 {
        signs.neighbours(node).iter().map(|(_, weight)| weight.abs()).sum()
    };
    order.sort_by_key(|&node| (std::cmp::Reverse(weight_of(node)), node));
    let mut positions = vec![0; count];
    for (position, &node) in order.iter().enumerate() {
        positions[node] = position;
    }
    let mut weights = vec![vec![0; count]; count];
    for (one, other, weight) in signs.edges() {
        let (one, other) = (positions[one], positions[other]);
        weights[one][other] = weight;
        weights[other][one] = weight;
    }
    let best = Search::new(weights, most_camps.min(count)).run()?;
    let mut camps = vec![0; count];
    for (position, &node) in order.iter().enumerate() {
        camps[node] = best[position];
    }
    Some(renumbered(&camps))
}

struct Search {
    weights: Vec<Vec<i64>>,
    most_camps: usize,
    /// The least frustration among the nodes from this position on.
    rest: Vec<i64>,
    /// By node and camp: the sum of its ties to the camp's members.
    within: Vec<Vec<i64>>,
    /// By node: the sum of its friendly ties to nodes that are given to camps.
    friendly: Vec<i64>,
    camps: Vec<usize>,
    best: Vec<usize>,
    best_cost: i64,
    budget: usize,
}

impl Search {
    fn new(weights: Vec<Vec<i64>>, most_camps: usize) -> Self {
        let count = weights.len();
        Self {
            weights,
            most_camps,
            rest: vec![0; count + 1],
            within: vec![vec![0; most_camps]; count],
            friendly: vec![0; count],
            camps: vec![0; count],
            best: vec![0; count],
            best_cost: 0,
            budget: BUDGET,
        }
    }

    /// The best camps by position; nothing where the budget ran out.
    fn run(mut self) -> Option<Vec<usize>> {
        let count = self.weights.len();
        for start in (0..count).rev() {
            self.extend_best(start);
            if self.best_cost > self.rest[start + 1] && !self.descend(start, 0, 0) {
                return None;
            }
            self.rest[start] = self.best_cost;
        }
        Some(self.best)
    }

    /// Adds the node at `start` to the best camps of the nodes after it: a first answer to improve on.
    fn extend_best(&mut self, start: usize) {
        let count = self.weights.len();
        let used = (start + 1..count).map(|node| self.best[node] + 1).max().unwrap_or(0);
        let cost = |camp: usize| -> i64 {
            (start + 1..count)
                .map(|node| (self.weights[start][node], self.best[node] == camp))
                .filter(|&(weight, same)| same != (weight > 0))
                .map(|(weight, _)| weight.abs())
                .sum()
        };
        let choices = (used + 1).min(self.most_camps);
        if let Some((cost, camp)) = (0..choices).map(|camp| (cost(camp), camp)).min() {
            self.best[start] = camp;
            self.best_cost = self.rest[start + 1] + cost;
        }
    }

    /// Tries every camp for the node at `node`; `false` where the budget ran out.
    fn descend(&mut self, node: usize, used: usize, cost: i64) -> bool {
        if node == self.weights.len() {
            self.best_cost = cost;
            self.best.clone_from(&self.camps);
            return true;
        }
        let choices = (used + 1).min(self.most_camps);
        let work = choices * choices * (self.weights.len() - node);
        let Some(budget) = self.budget.checked_sub(work) else {
            return false;
        };
        self.budget = budget;
        let mut tries: Vec<(i64, usize)> = (0..choices)
            .map(|camp| (self.friendly[node] - self.within[node][camp], camp))
            .collect();
        tries.sort_unstable();
        for (added, camp) in tries {
            let used = used.max(camp + 1);
            self.give(node, camp, 1);
            let bound = cost + added + self.least_to_come(node + 1, used) + self.rest[node + 1];
            let goes_on = bound >= self.best_cost || self.descend(node + 1, used, cost + added);
            self.give(node, camp, -1);
            if !goes_on {
                return false;
            }
        }
        true
    }

    /// Gives a node to a camp (`times` 1), or takes it back (-1).
    fn give(&mut self, node: usize, camp: usize, times: i64) {
        self.camps[node] = camp;
        for later in node + 1..self.weights.len() {
            let weight = self.weights[node][later];
            if weight != 0 {
                self.within[later][camp] += times * weight;
                self.friendly[later] += times * weight.max(0);
            }
        }
    }

    /// The least that the nodes from `from` on must add, each for itself.
    fn least_to_come(&self, from: usize, used: usize) -> i64 {
        let choices = (used + 1).min(self.most_camps);
        (from..self.weights.len())
            .map(|node| {
                let within = &self.within[node][..choices];
                self.friendly[node] - within.iter().copied().max().unwrap_or(0)
            })
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The least frustration of all assignments, one by one.
    fn least_by_trying_all(signs: &Signs, most_camps: usize) -> i64 {
        let count = signs.len();
        let mut camps = vec![0; count];
        let mut least = i64::MAX;
        loop {
            least = least.min(signs.frustration(&camps));
            let Some(place) = camps.iter().position(|&camp| camp + 1 < most_camps) else {
                return least;
            };
            camps[place] += 1;
            camps[..place].fill(0);
        }
    }

    proptest! {
        #[test]
        fn no_assignment_is_better(ties in prop::collection::vec((0usize..6, 0usize..6, -3i64..4), 0..15)) {
            let ties: std::collections::BTreeMap<(usize, usize), i64> = ties
                .into_iter()
                .filter(|(one, other, _)| one < other)
                .map(|(one, other, weight)| ((one, other), weight))
                .collect();
            let signs = Signs::from_edges(6, ties.into_iter().map(|((one, other), weight)| (one, other, weight)));
            for most_camps in [2, 6] {
                let found = camps(&signs, most_camps).expect("small enough");
                prop_assert!(found.iter().all(|&camp| camp < most_camps));
                prop_assert_eq!(signs.frustration(&found), least_by_trying_all(&signs, most_camps));
            }
        }
    }
}
