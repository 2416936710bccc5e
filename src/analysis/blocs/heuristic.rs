//! Good camps of a graph of any size.
//!
//! Without a limit on their number, camps grow by moving one node at a time to where it fits best,
//! then whole camps, until nothing improves (the relocation of Doreian & Mrvar 1996 on the levels of
//! Blondel et al. 2008). With two camps, nodes change sides, starting from the sides that a spanning
//! tree of the strongest ties gives (Harary & Kabell 1980). Both start anew several times in orders
//! drawn with a fixed seed, and the best is kept.

use super::signs::{Signs, renumbered};
use fastrand::Rng;
use petgraph::unionfind::UnionFind;
use std::collections::BTreeMap;

/// The work that all starts together may do, in ties looked at once.
const WORK: usize = 1_000_000;

/// How often a search over this graph starts.
pub(super) fn starts(signs: &Signs, most: usize) -> usize {
    (WORK / (signs.len() + 2 * signs.edge_count()).max(1)).clamp(1, most)
}

/// Camps in any number.
pub(super) fn any_camps(signs: &Signs, starts: usize, rng: &mut Rng) -> Vec<usize> {
    best_of(signs, starts, |first| {
        let mut order: Vec<usize> = (0..signs.len()).collect();
        if !first {
            rng.shuffle(&mut order);
        }
        grow(signs, &order)
    })
}

/// Two camps.
pub(super) fn two_camps(signs: &Signs, starts: usize, rng: &mut Rng) -> Vec<usize> {
    let tree = tree_sides(signs);
    best_of(signs, starts, |first| {
        let mut sides = tree.clone();
        if !first {
            sides.iter_mut().for_each(|side| *side ^= usize::from(rng.u8(..4) == 0));
        }
        change_sides(signs, &mut sides);
        sides
    })
}

/// The least frustrated result of several starts; of equals the first.
fn best_of(signs: &Signs, starts: usize, mut start: impl FnMut(bool) -> Vec<usize>) -> Vec<usize> {
    let mut best = start(true);
    let mut least = signs.frustration(&best);
    for _ in 1..starts {
        if least == 0 {
            break;
        }
        let camps = start(false);
        let frustration = signs.frustration(&camps);
        if frustration < least {
            (best, least) = (camps, frustration);
        }
    }
    renumbered(&best)
}

/// Moves nodes, then camps of nodes, then camps of camps, and at last single nodes again.
fn grow(signs: &Signs, order: &[usize]) -> Vec<usize> {
    let mut camps: Vec<usize> = (0..signs.len()).collect();
    move_nodes(signs, order, &mut camps);
    loop {
        let numbers = renumbered(&camps);
        let count = numbers.iter().max().map_or(0, |most| most + 1);
        let whole = contracted(signs, &numbers, count);
        let mut camps_of_camps: Vec<usize> = (0..count).collect();
        let order: Vec<usize> = (0..count).collect();
        let moved = move_nodes(&whole, &order, &mut camps_of_camps);
        camps = numbers.iter().map(|&number| camps_of_camps[number]).collect();
        if !moved && !move_nodes(signs, &(0..signs.len()).collect::<Vec<_>>(), &mut camps) {
            return camps;
        }
    }
}

/// Moves each node to the camp where its ties sum highest, or to one of its own where all sums are
/// below nought, until no node moves. Says whether any did.
fn move_nodes(signs: &Signs, order: &[usize], camps: &mut [usize]) -> bool {
    let mut sizes = vec![0usize; signs.len()];
    camps.iter().for_each(|&camp| sizes[camp] += 1);
    let mut empty: Vec<usize> = (0..signs.len()).rev().filter(|&camp| sizes[camp] == 0).collect();
    let mut sums: BTreeMap<usize, i64> = BTreeMap::new();
    let mut moved_ever = false;
    loop {
        let mut moved = false;
        for &node in order {
            sums.clear();
            for &(other, weight) in signs.neighbours(node) {
                *sums.entry(camps[other]).or_insert(0) += weight;
            }
            let here = camps[node];
            let stay = sums.get(&here).copied().unwrap_or(0);
            let best = sums.iter().map(|(&camp, &sum)| (sum, std::cmp::Reverse(camp))).max();
            let (sum, camp) = match best {
                Some((sum, std::cmp::Reverse(camp))) if sum >= 0 => (sum, Some(camp)),
                _ => (0, None),
            };
            if sum <= stay || (camp.is_none() && sizes[here] == 1) {
                continue;
            }
            let Some(camp) = camp.or_else(|| empty.pop()) else {
                continue;
            };
            sizes[here] -= 1;
            sizes[camp] += 1;
            if sizes[here] == 0 {
                empty.push(here);
            }
            camps[node] = camp;
            moved = true;
        }
        if !moved {
            return moved_ever;
        }
        moved_ever = true;
    }
}

/// The graph whose nodes are camps.
fn contracted(signs: &Signs, camps: &[usize], count: usize) -> Signs {
    let mut sums: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    for (one, other, weight) in signs.edges() {
        let (one, other) = (camps[one].min(camps[other]), camps[one].max(camps[other]));
        if one != other {
            *sums.entry((one, other)).or_insert(0) += weight;
        }
    }
    Signs::from_edges(count, sums.into_iter().map(|((one, other), weight)| (one, other, weight)))
}

/// The sides that agree with a spanning tree of the strongest ties.
fn tree_sides(signs: &Signs) -> Vec<usize> {
    let mut edges: Vec<(usize, usize, i64)> = signs.edges().collect();
    edges.sort_by_key(|&(one, other, weight)| (std::cmp::Reverse(weight.abs()), one, other));
    let mut sets = UnionFind::<usize>::new(signs.len());
    edges.retain(|&(one, other, _)| sets.union(one, other));
    let tree = Signs::from_edges(signs.len(), edges);
    let mut sides = vec![usize::MAX; signs.len()];
    for root in 0..signs.len() {
        if sides[root] != usize::MAX {
            continue;
        }
        sides[root] = 0;
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            for &(other, weight) in tree.neighbours(node) {
                if sides[other] == usize::MAX {
                    sides[other] = if weight > 0 { sides[node] } else { 1 - sides[node] };
                    open.push(other);
                }
            }
        }
    }
    sides
}

/// Changes the side of each node that fits better on the other, until none does.
fn change_sides(signs: &Signs, sides: &mut [usize]) {
    loop {
        let mut moved = false;
        for node in 0..sides.len() {
            let fit: i64 = signs
                .neighbours(node)
                .iter()
                .map(|&(other, weight)| if sides[node] == sides[other] { weight } else { -weight })
                .sum();
            if fit < 0 {
                sides[node] = 1 - sides[node];
                moved = true;
            }
        }
        if !moved {
            return;
        }
    }
}
