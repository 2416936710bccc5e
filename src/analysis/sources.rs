//! The same pair as told by different outlets.
//!
//! Each outlet's articles make a signed network of their own; an article that several outlets printed
//! counts for each of them. Because outlets write more or less, a pair is compared by its net for each
//! article that says something of it.

use super::signed::{NetworkBuilder, SignedNetwork};
use super::testimony::{Testimonies, Testimony};
use super::weights::Weights;
use crate::actor::ActorId;
use crate::article::ArticleInfo;
use crate::graph::KnowledgeGraph;
use crate::relation::Evidence;
use serde::Serialize;
use std::collections::BTreeMap;

/// How articles without a named outlet are called.
pub const UNNAMED: &str = "(no outlet named)";

/// A pair as one outlet tells it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Telling {
    /// The outlet.
    pub outlet: String,
    /// For, both directions together.
    pub in_favour: f64,
    /// Against, both directions together.
    pub against: f64,
    /// How many of its articles say something of the pair.
    pub articles: usize,
    /// Net for each of these articles.
    pub net_per_article: f64,
    /// The sentence of the outlet that weighs most in the direction of its net.
    pub testimony: Option<Testimony>,
}

/// A pair that two outlets or more write of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The actor with the smaller id.
    pub one: ActorId,
    /// The other.
    pub other: ActorId,
    /// The outlets, the friendliest telling first.
    pub tellings: Vec<Telling>,
    /// The difference between the friendliest and the most hostile telling.
    pub spread: f64,
}

/// Every pair that two outlets or more write of, the most differently told first.
pub fn by_source(
    graph: &KnowledgeGraph,
    weights: &Weights,
    testimonies: &Testimonies<'_>,
) -> Vec<Comparison> {
    let mut tellings: BTreeMap<(ActorId, ActorId), Vec<Telling>> = BTreeMap::new();
    for (outlet, network) in networks(graph, weights) {
        for (one, other, pair) in network.pairs().filter(|(_, _, pair)| pair.articles > 0) {
            let ids = (network.actor(one).clone(), network.actor(other).clone());
            tellings.entry(ids).or_default().push(Telling {
                outlet: outlet.to_owned(),
                in_favour: pair.forward.in_favour + pair.backward.in_favour,
                against: pair.forward.against + pair.backward.against,
                articles: pair.articles,
                net_per_article: pair.net() / pair.articles as f64,
                testimony: None,
            });
        }
    }
    let mut comparisons: Vec<Comparison> = tellings
        .into_iter()
        .filter(|(_, tellings)| tellings.len() > 1)
        .map(|((one, other), tellings)| comparison(graph, testimonies, one, other, tellings))
        .collect();
    comparisons.sort_by(|left, right| {
        (right.spread.total_cmp(&left.spread))
            .then_with(|| (&left.one, &left.other).cmp(&(&right.one, &right.other)))
    });
    comparisons
}

fn networks<'graph>(
    graph: &'graph KnowledgeGraph,
    weights: &Weights,
) -> Vec<(&'graph str, SignedNetwork)> {
    let empty = NetworkBuilder::new(graph, weights);
    let mut builders: BTreeMap<&str, NetworkBuilder<'_>> = BTreeMap::new();
    for tie in graph.ties() {
        for evidence in tie.evidence() {
            for outlet in outlets(graph.article(&evidence.article)) {
                let builder = builders.entry(outlet).or_insert_with(|| empty.for_part());
                builder.add(&tie, evidence);
            }
        }
    }
    builders.into_iter().map(|(outlet, builder)| (outlet, builder.build())).collect()
}

/// The outlets that printed an article.
fn outlets(info: Option<&ArticleInfo>) -> Vec<&str> {
    let named: Vec<&str> = info
        .into_iter()
        .flat_map(|info| info.source.iter().chain(&info.reprints))
        .map(String::as_str)
        .collect();
    if named.is_empty() { vec![UNNAMED] } else { named }
}

fn comparison(
    graph: &KnowledgeGraph,
    testimonies: &Testimonies<'_>,
    one: ActorId,
    other: ActorId,
    mut tellings: Vec<Telling>,
) -> Comparison {
    tellings.sort_by(|left, right| right.net_per_article.total_cmp(&left.net_per_article));
    for telling in &mut tellings {
        let by_outlet = |evidence: &Evidence| {
            outlets(graph.article(&evidence.article)).contains(&telling.outlet.as_str())
        };
        telling.testimony =
            testimonies.strongest(&one, &other, telling.net_per_article > 0.0, by_outlet);
    }
    let spread = match (tellings.first(), tellings.last()) {
        (Some(first), Some(last)) => first.net_per_article - last.net_per_article,
        _ => 0.0,
    };
    Comparison { one, other, tellings, spread }
}
