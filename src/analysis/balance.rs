//! Structural balance: whether the friend of a friend is a friend, and where it is not so.
//!
//! A triad of friends and foes is balanced when the product of its signs is positive (Heider 1946;
//! Cartwright & Harary 1956). The frustration index is the least weight, and the least number, of
//! ties whose change would let two camps explain all (Harary 1959; Aref & Wilson 2019). What
//! contradicts the blocs that were found, in any number, is listed tie by tie (the line index of
//! Doreian & Mrvar 1996).

use super::blocs::{Blocs, Camps, Effort, Signs, partition, shown};
use super::signed::{Pair, SignedNetwork};
use crate::actor::ActorId;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many triads there are of each kind, by the number of hostile ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Triads {
    /// Three friends.
    pub all_friends: usize,
    /// Two actors that are foes, and a friend of both: unbalanced.
    pub friend_of_foes: usize,
    /// Two friends with a common foe.
    pub common_foe: usize,
    /// Three foes of each other: unbalanced, but three camps would explain it (Davis 1967).
    pub all_foes: usize,
}

impl Triads {
    /// How many there are.
    pub fn total(self) -> usize {
        self.all_friends + self.friend_of_foes + self.common_foe + self.all_foes
    }

    /// The share of balanced ones.
    pub fn balanced_share(self) -> Option<f64> {
        let balanced = self.all_friends + self.common_foe;
        (self.total() > 0).then(|| balanced as f64 / self.total() as f64)
    }
}

/// A tie that contradicts the blocs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contradiction {
    /// The actor with the smaller id.
    pub one: ActorId,
    /// The other.
    pub other: ActorId,
    /// The net of the pair.
    pub net: f64,
    /// How many unbalanced triads it is part of.
    pub unbalanced_triads: usize,
}

/// An unbalanced triad: a friend of two foes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Strain {
    /// The friend of both.
    pub friend: ActorId,
    /// One of the foes.
    pub one: ActorId,
    /// The other.
    pub other: ActorId,
    /// The weight of its weakest tie: how firm it is.
    pub firmness: f64,
}

/// How balanced a network is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Balance {
    /// How many pairs are friends.
    pub friendly: usize,
    /// How many pairs are foes.
    pub hostile: usize,
    /// The triads.
    pub triads: Triads,
    /// The least number of ties to change for two camps to explain all.
    pub frustration_index: usize,
    /// Whether that number is certain, and not only an upper bound.
    pub exact: bool,
    /// The share of the weight of all ties that the blocs found explain, from 0 to 1.
    pub explained: f64,
    /// The ties that contradict the blocs, the weightiest first.
    pub contradictions: Vec<Contradiction>,
    /// The firmest friends of two foes.
    pub strains: Vec<Strain>,
}

/// How many triads are listed.
const LISTED: usize = 10;

impl Balance {
    /// The balance of a network with these blocs.
    pub fn of(network: &SignedNetwork, blocs: &Blocs, seed: u64) -> Self {
        let signs = Signs::of(network);
        let mut count = Count::default();
        for_each_triad(&signs, |triad| count.add(triad));
        let weight: i64 = signs.edges().map(|(_, _, weight)| weight.abs()).sum();
        let friendly = signs.edges().filter(|(_, _, weight)| *weight > 0).count();
        let ones = signs.edges().map(|(one, other, weight)| (one, other, weight.signum()));
        let two = partition(&Signs::from_edges(signs.len(), ones), Camps::Two, Effort::Full, seed);
        let explained = match weight {
            0 => 1.0,
            _ => 1.0 - blocs.frustration / shown(weight),
        };
        Self {
            friendly,
            hostile: signs.edge_count() - friendly,
            triads: count.triads,
            frustration_index: usize::try_from(two.frustration).unwrap_or_default(),
            exact: two.exact,
            explained,
            contradictions: contradictions(network, &blocs.camps, &count.unbalanced),
            strains: count.strains(network),
        }
    }

    /// How near to balance the network is: 1 for no tie to change, 0 for half of all ties (the
    /// normalised frustration of Aref & Wilson 2018).
    pub fn normalised(&self) -> Option<f64> {
        let ties = self.friendly + self.hostile;
        (ties > 0).then(|| 1.0 - 2.0 * self.frustration_index as f64 / ties as f64)
    }
}

/// Three nodes with the weights of (0, 1), (0, 2) and (1, 2).
type Triad = ([usize; 3], [i64; 3]);

#[derive(Default)]
struct Count {
    triads: Triads,
    unbalanced: BTreeMap<(usize, usize), usize>,
    /// The firmest, as (weight of the weakest tie, friend, foe, other foe).
    strains: Vec<(i64, usize, usize, usize)>,
}

impl Count {
    fn add(&mut self, (nodes, weights): Triad) {
        match weights.iter().filter(|weight| **weight < 0).count() {
            0 => self.triads.all_friends += 1,
            1 => self.triads.friend_of_foes += 1,
            2 => self.triads.common_foe += 1,
            _ => self.triads.all_foes += 1,
        }
        if weights.iter().filter(|weight| **weight < 0).count() % 2 == 0 {
            return;
        }
        for (first, second) in [(0, 1), (0, 2), (1, 2)] {
            *self.unbalanced.entry((nodes[first], nodes[second])).or_insert(0) += 1;
        }
        if let Some((weight, friend, one, other)) = strain_of(nodes, weights) {
            let key = |&(weight, friend, one, other): &(i64, usize, usize, usize)| {
                (std::cmp::Reverse(weight), friend, one, other)
            };
            let strain = (weight, friend, one, other);
            let place = self.strains.partition_point(|known| key(known) < key(&strain));
            self.strains.insert(place, strain);
            self.strains.truncate(LISTED);
        }
    }

    fn strains(&self, network: &SignedNetwork) -> Vec<Strain> {
        let actor = |position| network.actor(position).clone();
        let strain = |&(weight, friend, one, other): &(i64, usize, usize, usize)| Strain {
            friend: actor(friend),
            one: actor(one),
            other: actor(other),
            firmness: shown(weight),
        };
        self.strains.iter().map(strain).collect()
    }
}

/// The weight of the weakest tie, the friend of both, and the two foes.
fn strain_of(nodes: [usize; 3], weights: [i64; 3]) -> Option<(i64, usize, usize, usize)> {
    let weakest = weights.iter().map(|weight| weight.abs()).min()?;
    match weights.map(|weight| weight < 0) {
        [true, false, false] => Some((weakest, nodes[2], nodes[0], nodes[1])),
        [false, true, false] => Some((weakest, nodes[1], nodes[0], nodes[2])),
        [false, false, true] => Some((weakest, nodes[0], nodes[1], nodes[2])),
        _ => None,
    }
}

/// Calls `visit` once for each three nodes that are all tied to each other. Ties are followed from
/// nodes with fewer neighbours to nodes with more, which bounds the work by ties to the power of 1.5
/// (Chiba & Nishizeki 1985).
fn for_each_triad(signs: &Signs, mut visit: impl FnMut(Triad)) {
    let rank = |node: usize| (signs.neighbours(node).len(), node);
    let mut onward: Vec<Vec<(usize, i64)>> = vec![Vec::new(); signs.len()];
    for (one, other, weight) in signs.edges() {
        let (low, high) = if rank(one) < rank(other) { (one, other) } else { (other, one) };
        onward[low].push((high, weight));
    }
    let mut weight_to: Vec<i64> = vec![0; signs.len()];
    for low in 0..signs.len() {
        for &(node, weight) in &onward[low] {
            weight_to[node] = weight;
        }
        for &(middle, first) in &onward[low] {
            for &(high, third) in &onward[middle] {
                if weight_to[high] != 0 {
                    visit(in_order([low, middle, high], [first, weight_to[high], third]));
                }
            }
        }
        for &(node, _) in &onward[low] {
            weight_to[node] = 0;
        }
    }
}

/// The triad with its nodes in ascending order.
fn in_order(nodes: [usize; 3], [first, second, third]: [i64; 3]) -> Triad {
    let mut opposite = [(nodes[0], third), (nodes[1], second), (nodes[2], first)];
    opposite.sort_unstable();
    let [(low, far), (middle, across), (high, near)] = opposite;
    ([low, middle, high], [near, across, far])
}

/// Friendly ties between camps and hostile ties within, the weightiest first.
fn contradictions(
    network: &SignedNetwork,
    camps: &[usize],
    unbalanced: &BTreeMap<(usize, usize), usize>,
) -> Vec<Contradiction> {
    let contradicts = |one: usize, other: usize, pair: &Pair| {
        let net = network.sign_of(pair);
        net != 0.0 && (camps[one] == camps[other]) != (net > 0.0)
    };
    let mut found: Vec<Contradiction> = network
        .pairs()
        .filter(|&(one, other, pair)| contradicts(one, other, pair))
        .map(|(one, other, pair)| Contradiction {
            one: network.actor(one).clone(),
            other: network.actor(other).clone(),
            net: pair.net(),
            unbalanced_triads: unbalanced.get(&(one, other)).copied().unwrap_or(0),
        })
        .collect();
    found.sort_by(|left, right| {
        (right.net.abs().total_cmp(&left.net.abs()))
            .then_with(|| (&left.one, &left.other).cmp(&(&right.one, &right.other)))
    });
    found
}
