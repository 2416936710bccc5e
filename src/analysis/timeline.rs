//! Change over time: how each pair and each bloc stands in each period, and when pairs turned.
//!
//! A statement counts in the period of the day it is about, or else of its article's day. Statements
//! without any day are counted and left out.

use super::blocs::Blocs;
use super::period::{Period, PeriodLength};
use super::signed::{NetworkBuilder, SignedNetwork};
use super::testimony::{Testimonies, Testimony};
use super::weights::Weights;
use crate::actor::ActorId;
use crate::graph::KnowledgeGraph;
use crate::relation::Evidence;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// How a pair stands in one period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairMoment {
    /// The period: "2015-10".
    pub period: String,
    /// Its first day.
    pub start: Date,
    /// For, both directions together.
    pub in_favour: f64,
    /// Against, both directions together.
    pub against: f64,
    /// How many articles say so.
    pub articles: usize,
}

impl PairMoment {
    /// For and against together.
    pub fn net(&self) -> f64 {
        self.in_favour + self.against
    }
}

/// A pair over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairHistory {
    /// The actor with the smaller id.
    pub one: ActorId,
    /// The other.
    pub other: ActorId,
    /// The periods in which something counts, in order.
    pub moments: Vec<PairMoment>,
}

/// How a bloc stands in one period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BlocMoment {
    /// The period.
    pub period: String,
    /// Net of the ties within.
    pub within: f64,
    /// Net of the ties to all others.
    pub outward: f64,
    /// Members whose ties to the bloc are hostile in this period.
    pub at_odds: Vec<ActorId>,
}

/// A bloc over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BlocHistory {
    /// Its letter.
    pub label: String,
    /// The periods in which its members have ties, in order.
    pub moments: Vec<BlocMoment>,
}

/// When a pair turned from friends to foes, or from foes to friends.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TurningPoint {
    /// The actor with the smaller id.
    pub one: ActorId,
    /// The other.
    pub other: ActorId,
    /// The last period before.
    pub before: String,
    /// The net then.
    pub net_before: f64,
    /// The period in which it had turned.
    pub after: String,
    /// The net then.
    pub net_after: f64,
    /// The sentences behind it: the weightiest before, and the weightiest after.
    pub testimonies: Vec<Testimony>,
}

/// The network over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timeline {
    /// How long the periods are.
    pub by: PeriodLength,
    /// The first and the last period with a statement.
    pub span: Option<(String, String)>,
    /// The pairs, those of whom most is said first.
    pub pairs: Vec<PairHistory>,
    /// The blocs of the whole time in each period.
    pub blocs: Vec<BlocHistory>,
    /// When pairs turned, the sharpest turns first.
    pub turning_points: Vec<TurningPoint>,
    /// Statements that no day is known for.
    pub undated: usize,
}

impl Timeline {
    /// The timeline of a graph whose blocs over the whole time are known.
    pub fn of(
        graph: &KnowledgeGraph,
        weights: &Weights,
        blocs: &Blocs,
        testimonies: &Testimonies<'_>,
        by: PeriodLength,
    ) -> Self {
        let day = |evidence: &Evidence| day_of(graph, evidence);
        let empty = NetworkBuilder::new(graph, weights);
        let mut builders: BTreeMap<Period, NetworkBuilder<'_>> = BTreeMap::new();
        let mut undated = 0;
        for tie in graph.ties() {
            for evidence in tie.evidence() {
                match day(evidence) {
                    None => undated += 1,
                    Some(day) => builders
                        .entry(by.containing(day))
                        .or_insert_with(|| empty.for_part())
                        .add(&tie, evidence),
                }
            }
        }
        let networks: Vec<(Period, SignedNetwork)> =
            builders.into_iter().map(|(period, builder)| (period, builder.build())).collect();
        let pairs = pair_histories(&networks, by);
        let turning_points = pairs
            .iter()
            .flat_map(|history| turns(history, &networks))
            .map(|turn| turn.with_sentences(testimonies, by, &day))
            .collect();
        let name = |(period, _): &(Period, SignedNetwork)| by.name(*period);
        Self {
            by,
            span: networks.first().map(name).zip(networks.last().map(name)),
            blocs: bloc_histories(&networks, blocs, by),
            turning_points: sharpest_first(turning_points),
            pairs,
            undated,
        }
    }
}

fn day_of(graph: &KnowledgeGraph, evidence: &Evidence) -> Option<Date> {
    evidence.date.or_else(|| graph.article(&evidence.article).and_then(|info| info.date))
}

/// Each pair of which something counts, over the periods; those of whom most is said first.
fn pair_histories(networks: &[(Period, SignedNetwork)], by: PeriodLength) -> Vec<PairHistory> {
    let mut moments: BTreeMap<(&ActorId, &ActorId), Vec<PairMoment>> = BTreeMap::new();
    for (period, network) in networks {
        for (one, other, pair) in network.pairs().filter(|(_, _, pair)| pair.articles > 0) {
            let ids = (network.actor(one), network.actor(other));
            moments.entry(ids).or_default().push(PairMoment {
                period: by.name(*period),
                start: period.start,
                in_favour: pair.forward.in_favour + pair.backward.in_favour,
                against: pair.forward.against + pair.backward.against,
                articles: pair.articles,
            });
        }
    }
    let mut histories: Vec<PairHistory> = moments
        .into_iter()
        .map(|((one, other), moments)| PairHistory {
            one: one.clone(),
            other: other.clone(),
            moments,
        })
        .collect();
    let said = |history: &PairHistory| -> (usize, f64) {
        let moments = history.moments.iter();
        let articles = moments.clone().map(|moment| moment.articles).sum();
        (articles, moments.map(|moment| moment.in_favour - moment.against).sum())
    };
    histories.sort_by(|left, right| {
        let ((many, much), (other_many, other_much)) = (said(left), said(right));
        other_many.cmp(&many).then(other_much.total_cmp(&much))
    });
    histories
}

/// A change of sign, before its sentences are looked up.
struct Turn<'history> {
    history: &'history PairHistory,
    before: &'history PairMoment,
    after: &'history PairMoment,
}

/// The changes of sign of a pair, between periods in which it has one.
fn turns<'history>(
    history: &'history PairHistory,
    networks: &[(Period, SignedNetwork)],
) -> Vec<Turn<'history>> {
    let Some((_, network)) = networks.first() else {
        return Vec::new();
    };
    let signed: Vec<&PairMoment> =
        history.moments.iter().filter(|moment| network.counted(moment.net()) != 0.0).collect();
    signed
        .windows(2)
        .filter(|moments| (moments[0].net() > 0.0) != (moments[1].net() > 0.0))
        .map(|moments| Turn { history, before: moments[0], after: moments[1] })
        .collect()
}

impl Turn<'_> {
    fn with_sentences(
        &self,
        testimonies: &Testimonies<'_>,
        by: PeriodLength,
        day: &impl Fn(&Evidence) -> Option<Date>,
    ) -> TurningPoint {
        let sentence = |moment: &PairMoment| {
            let period = Period { start: moment.start };
            let (one, other) = (&self.history.one, &self.history.other);
            testimonies.strongest(one, other, moment.net() > 0.0, |evidence| {
                day(evidence).is_some_and(|day| by.containing(day) == period)
            })
        };
        TurningPoint {
            one: self.history.one.clone(),
            other: self.history.other.clone(),
            before: self.before.period.clone(),
            net_before: self.before.net(),
            after: self.after.period.clone(),
            net_after: self.after.net(),
            testimonies: [self.before, self.after].into_iter().filter_map(sentence).collect(),
        }
    }
}

fn sharpest_first(mut turns: Vec<TurningPoint>) -> Vec<TurningPoint> {
    let sharpness = |turn: &TurningPoint| (turn.net_after - turn.net_before).abs();
    turns.sort_by(|left, right| {
        (sharpness(right).total_cmp(&sharpness(left))).then_with(|| {
            (&left.one, &left.other, &left.after).cmp(&(&right.one, &right.other, &right.after))
        })
    });
    turns
}

fn bloc_histories(
    networks: &[(Period, SignedNetwork)],
    blocs: &Blocs,
    by: PeriodLength,
) -> Vec<BlocHistory> {
    let mut histories: Vec<BlocHistory> = blocs
        .blocs
        .iter()
        .map(|bloc| BlocHistory { label: bloc.label.clone(), moments: Vec::new() })
        .collect();
    for (period, network) in networks {
        for (position, moment) in bloc_moments(&by.name(*period), network, blocs) {
            histories[position].moments.push(moment);
        }
    }
    histories
}

/// How the blocs stand in one period, by position.
fn bloc_moments(
    period: &str,
    network: &SignedNetwork,
    blocs: &Blocs,
) -> BTreeMap<usize, BlocMoment> {
    let mut moments: BTreeMap<usize, BlocMoment> = BTreeMap::new();
    let mut to_bloc: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (one, other, pair) in network.pairs().filter(|(_, _, pair)| pair.articles > 0) {
        let positions = [one, other].map(|node| blocs.position_of(network.actor(node)));
        let within = positions[0].is_some() && positions[0] == positions[1];
        for (node, position) in [one, other].into_iter().zip(positions) {
            let Some(position) = position else { continue };
            let moment = moments.entry(position).or_insert_with(|| BlocMoment {
                period: period.to_owned(),
                within: 0.0,
                outward: 0.0,
                at_odds: Vec::new(),
            });
            if within {
                moment.within += pair.net() / 2.0;
                *to_bloc.entry((position, node)).or_insert(0.0) += pair.net();
            } else {
                moment.outward += pair.net();
            }
        }
    }
    for ((position, node), net) in to_bloc {
        if network.counted(net) < 0.0
            && let Some(moment) = moments.get_mut(&position)
        {
            moment.at_odds.push(network.actor(node).clone());
        }
    }
    moments
}
