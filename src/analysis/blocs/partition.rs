//! Camps of the whole graph: what is easy is taken off first, what is left is split into connected
//! parts, and each part is solved exactly where it is small and by search where it is not.

use super::signs::{Signs, renumbered};
use super::{exact, heuristic};
use fastrand::Rng;

/// Starts of a search at most.
const STARTS: usize = 20;

/// How many camps there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Camps {
    /// As many as fit the ties best.
    Any,
    /// Two, as in strong balance.
    Two,
}

/// How hard to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    /// Exactly, where that can be done.
    Full,
    /// By a short search: for many graphs that are nearly alike.
    Quick,
}

/// Camps of all nodes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Partition {
    /// The camp of each node, numbered in the order of their first members.
    pub(crate) camps: Vec<usize>,
    /// What contradicts them, in millionths.
    pub(crate) frustration: i64,
    /// Whether it is certain that no other camps are contradicted less.
    pub(crate) exact: bool,
}

/// Camps with little frustration; the same for the same graph and seed.
pub(crate) fn partition(signs: &Signs, limit: Camps, effort: Effort, seed: u64) -> Partition {
    let (core, peeled) = peel(signs);
    let mut camps: Vec<usize> = (0..signs.len()).collect();
    let mut exact = true;
    let mut rng = Rng::with_seed(seed);
    for nodes in signs.components(&core, |_, _, _| true) {
        let part = signs.part(&nodes);
        let (found, sure) = camps_of_part(&part, limit, effort, &mut rng);
        exact &= sure;
        // A camp is named by its first node, so that the camps of two parts never meet.
        let mut names = Vec::new();
        for (&camp, &node) in found.iter().zip(&nodes) {
            if camp == names.len() {
                names.push(node);
            }
            camps[node] = match limit {
                Camps::Two => camp,
                Camps::Any => names[camp],
            };
        }
    }
    put_back(&mut camps, &peeled, limit);
    let camps = match limit {
        Camps::Any => split_by_friendship(signs, &camps),
        Camps::Two => camps,
    };
    let frustration = signs.frustration(&camps);
    Partition { camps: renumbered(&camps), frustration, exact: exact || frustration == 0 }
}

/// The camps of a connected part, numbered in the order of their first members, and whether they are
/// certain to be the best.
fn camps_of_part(part: &Signs, limit: Camps, effort: Effort, rng: &mut Rng) -> (Vec<usize>, bool) {
    let most = match effort {
        Effort::Full => STARTS,
        Effort::Quick => 3,
    };
    let most_camps = match limit {
        Camps::Any => part.len(),
        Camps::Two => 2,
    };
    if effort == Effort::Full
        && let Some(camps) = exact::camps(part, most_camps)
    {
        return (camps, true);
    }
    let starts = heuristic::starts(part, most);
    let camps = match limit {
        Camps::Any => heuristic::any_camps(part, starts, rng),
        Camps::Two => heuristic::two_camps(part, starts, rng),
    };
    (camps, false)
}

/// A node whose only remaining tie leads to `to`.
struct Peeled {
    node: usize,
    to: Option<(usize, i64)>,
}

/// Takes off nodes with one tie or none, again and again: their ties can always be satisfied. Gives
/// which nodes remain, and the nodes taken off in their order.
fn peel(signs: &Signs) -> (Vec<bool>, Vec<Peeled>) {
    let mut core = vec![true; signs.len()];
    let mut degrees: Vec<usize> =
        (0..signs.len()).map(|node| signs.neighbours(node).len()).collect();
    let mut open: Vec<usize> = (0..signs.len()).filter(|&node| degrees[node] <= 1).collect();
    let mut peeled = Vec::new();
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut core[node], false) {
            continue;
        }
        let to = signs.neighbours(node).iter().copied().find(|&(other, _)| core[other]);
        if let Some((other, _)) = to {
            degrees[other] -= 1;
            if degrees[other] <= 1 {
                open.push(other);
            }
        }
        peeled.push(Peeled { node, to });
    }
    (core, peeled)
}

/// Gives the nodes that were taken off to the camps that their one tie asks for.
fn put_back(camps: &mut [usize], peeled: &[Peeled], limit: Camps) {
    for &Peeled { node, to } in peeled.iter().rev() {
        camps[node] = match (to, limit) {
            (Some((other, weight)), _) if weight > 0 => camps[other],
            (Some((other, _)), Camps::Two) => 1 - camps[other],
            (None, Camps::Two) => 0,
            (_, Camps::Any) => node,
        };
    }
}

/// Splits camps whose members no friendly ties hold together: a common enemy alone makes no camp.
/// That never adds frustration.
fn split_by_friendship(signs: &Signs, camps: &[usize]) -> Vec<usize> {
    let all = vec![true; signs.len()];
    let joins = |one: usize, other: usize, weight: i64| weight > 0 && camps[one] == camps[other];
    let mut split = vec![0; signs.len()];
    for (number, nodes) in signs.components(&all, joins).into_iter().enumerate() {
        for node in nodes {
            split[node] = number;
        }
    }
    split
}
