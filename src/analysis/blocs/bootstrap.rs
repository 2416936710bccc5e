//! How sure each membership is: the articles are drawn anew, with replacement, as many as there are
//! (the bootstrap of Efron 1979), the camps are found again, and it is counted how often each actor
//! stands with most of its bloc.

use super::{BlocOptions, Camps, Effort, Signs, partition};
use crate::analysis::signed::SignedNetwork;
use fastrand::Rng;
use std::collections::BTreeMap;

/// The work that all samples together may do, in ties looked at.
const WORK: usize = 3_000_000;

/// What the samples gave.
#[derive(Default)]
pub(super) struct Sampled {
    /// By node of a bloc: the share of samples in which it stands with most of the others.
    pub(super) sureness: BTreeMap<usize, f64>,
    /// How many samples were drawn.
    pub(super) resamples: usize,
}

/// Draws the samples. Of fewer than two articles nothing can be drawn.
pub(super) fn sureness(
    network: &SignedNetwork,
    groups: &[Vec<usize>],
    options: BlocOptions,
) -> Sampled {
    let articles = network.article_count();
    if articles < 2 || groups.is_empty() {
        return Sampled::default();
    }
    let size = network.actor_count() + network.as_petgraph().edge_count();
    let resamples = options.resamples.min((WORK / size.max(1)).max(10));
    let mut rng = Rng::with_seed(options.seed);
    let mut times = vec![0; articles];
    let mut counts: BTreeMap<usize, usize> =
        groups.iter().flatten().map(|&node| (node, 0)).collect();
    for _ in 0..resamples {
        times.fill(0);
        (0..articles).for_each(|_| times[rng.usize(..articles)] += 1);
        let signs = Signs::with(network, |pair| pair.net_of_sample(&times));
        let camps = partition(&signs, Camps::Any, Effort::Quick, options.seed).camps;
        for group in groups {
            count_with_most(group, &camps, &mut counts);
        }
    }
    let share = |count: usize| count as f64 / resamples.max(1) as f64;
    let sureness = if resamples == 0 {
        BTreeMap::new()
    } else {
        counts.into_iter().map(|(node, count)| (node, share(count))).collect()
    };
    Sampled { sureness, resamples }
}

/// Counts the nodes of a bloc that share a camp with at least half of the other nodes.
fn count_with_most(group: &[usize], camps: &[usize], counts: &mut BTreeMap<usize, usize>) {
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for &node in group {
        *sizes.entry(camps[node]).or_insert(0) += 1;
    }
    for &node in group {
        let others = sizes.get(&camps[node]).map_or(0, |size| size - 1);
        if others > 0
            && 2 * others >= group.len() - 1
            && let Some(count) = counts.get_mut(&node)
        {
            *count += 1;
        }
    }
}
