//! The report: all analyses of one graph, as data and in words.
//!
//! In come a graph and [`ReportOptions`]; out comes a [`Report`], which serialises as JSON. Its
//! [`sections`](Report::sections) say the same in words, tables and charts, for the writers of
//! Markdown and HTML here and for the terminal.

mod chart;
mod html;
mod markdown;
mod sections;
mod words;

pub use chart::{Chart, ChartRow};
pub use html::html;
pub use markdown::markdown;

use super::balance::Balance;
use super::blocs::{BlocOptions, Blocs};
use super::centrality::{Betweenness, betweenness};
use super::period::PeriodLength;
use super::signed::{SignedNetwork, Strength};
use super::sources::{Comparison, by_source};
use super::standing::{Broker, Standing, brokers, isolated, standings};
use super::testimony::{Testimonies, Testimony};
use super::timeline::Timeline;
use super::weights::{WeightInWords, Weights};
use crate::actor::{ActorId, ActorKind};
use crate::graph::{ActorNode, KnowledgeGraph};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a report is to hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportOptions {
    /// What statements are worth.
    pub weights: Weights,
    /// How blocs are looked for.
    pub blocs: BlocOptions,
    /// Whether change over time is shown, and by which periods.
    pub by: Option<PeriodLength>,
    /// Whether outlets are compared.
    pub by_source: bool,
}

/// Two actors that are friends or foes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SignedPair {
    /// The actor with the smaller id.
    pub one: ActorId,
    /// The other.
    pub other: ActorId,
    /// Net of both directions.
    pub net: f64,
    /// The first towards the second.
    pub forward: Strength,
    /// The second towards the first.
    pub backward: Strength,
    /// How many articles say so.
    pub articles: usize,
    /// The sentence that weighs most in the direction of the net.
    pub testimony: Option<Testimony>,
}

/// How much was looked at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overview {
    /// Actors in the graph.
    pub actors: usize,
    /// Of these, actors that no tie joins to another.
    pub without_ties: usize,
    /// Ties in the graph.
    pub ties: usize,
    /// Articles in the graph.
    pub articles: usize,
    /// The first and the last day of the articles.
    pub days: Option<(Date, Date)>,
}

/// All analyses of one graph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// How much was looked at.
    pub overview: Overview,
    /// What statements were worth.
    pub weights: Vec<WeightInWords>,
    /// Pairs with a sign, the weightiest first.
    pub pairs: Vec<SignedPair>,
    /// The blocs.
    pub blocs: Blocs,
    /// Structural balance.
    pub balance: Balance,
    /// Friends, foes and centrality of each actor, the most central first.
    pub standings: Vec<Standing>,
    /// Who talks to both sides.
    pub brokers: Vec<Broker>,
    /// Who has foes, but neither a friend nor a contact.
    pub isolated: Vec<ActorId>,
    /// Change over time.
    pub timeline: Option<Timeline>,
    /// The same pairs as told by different outlets.
    pub sources: Option<Vec<Comparison>>,
    /// What was left out, and what was estimated because of the size of the graph.
    pub left_out: Vec<String>,
    /// The names of all actors by id.
    pub names: BTreeMap<ActorId, String>,
}

impl Report {
    /// Analyses a graph. Places take no sides and are left out.
    pub fn of(graph: &KnowledgeGraph, options: &ReportOptions) -> Self {
        let is_place = |node: &ActorNode| node.actor.kind == ActorKind::Place;
        let places = graph.actors().filter(|node| is_place(node)).count();
        let graph = &graph.filtered(|node| !is_place(node), |_| true);
        let weights = &options.weights;
        let network = SignedNetwork::new(graph, weights);
        let testimonies = Testimonies::of(graph, weights);
        let blocs = Blocs::of(&network, options.blocs);
        let balance = Balance::of(&network, &blocs, options.blocs.seed);
        let between = betweenness(&network, options.blocs.seed);
        let timeline = options.by.map(|by| Timeline::of(graph, weights, &blocs, &testimonies, by));
        let sources = options.by_source.then(|| by_source(graph, weights, &testimonies));
        let left_out = left_out(places, &between, &blocs, options);
        Self {
            overview: overview(graph),
            weights: weights.in_words(),
            pairs: signed_pairs(&network, &testimonies),
            standings: standings(graph, &network, &between),
            brokers: brokers(&network, &blocs),
            isolated: isolated(&network),
            balance,
            blocs,
            timeline,
            sources,
            left_out,
            names: graph
                .actors()
                .map(|node| (node.actor.id.clone(), node.actor.name.clone()))
                .collect(),
        }
    }

    /// The report in words.
    pub fn sections(&self) -> Vec<Section> {
        sections::all(self)
    }
}

/// What was left out, and what was estimated, in words.
fn left_out(
    places: usize,
    between: &Betweenness,
    blocs: &Blocs,
    options: &ReportOptions,
) -> Vec<String> {
    let mut left_out = Vec::new();
    if places > 0 {
        left_out.push(format!("Left out, for they take no sides: {places} places."));
    }
    if let Some(sampled) = between.sampled {
        left_out.push(format!(
            "Betweenness was estimated from the ways that start at {sampled} actors drawn at random."
        ));
    }
    if blocs.resamples > 0 && blocs.resamples < options.blocs.resamples {
        left_out.push(format!(
            "The articles were drawn anew {} times instead of {}.",
            blocs.resamples, options.blocs.resamples
        ));
    }
    left_out
}

fn overview(graph: &KnowledgeGraph) -> Overview {
    let days = graph.articles().filter_map(|info| info.date);
    let days = days.fold(None, |span: Option<(Date, Date)>, day| {
        Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
    });
    let tied: std::collections::BTreeSet<&ActorId> =
        graph.ties().flat_map(|tie| [&tie.source.actor.id, &tie.target.actor.id]).collect();
    Overview {
        actors: graph.actor_count(),
        without_ties: graph.actor_count() - tied.len(),
        ties: graph.tie_count(),
        articles: graph.articles().len(),
        days,
    }
}

fn signed_pairs(network: &SignedNetwork, testimonies: &Testimonies<'_>) -> Vec<SignedPair> {
    let mut pairs: Vec<SignedPair> = network
        .pairs()
        .filter(|(_, _, pair)| network.sign_of(pair) != 0.0)
        .map(|(one, other, pair)| {
            let (one, other) = (network.actor(one), network.actor(other));
            SignedPair {
                one: one.clone(),
                other: other.clone(),
                net: pair.net(),
                forward: pair.forward,
                backward: pair.backward,
                articles: pair.articles,
                testimony: testimonies.strongest(one, other, pair.net() > 0.0, |_| true),
            }
        })
        .collect();
    pairs.sort_by(|left, right| right.net.abs().total_cmp(&left.net.abs()));
    pairs
}

/// A part of the report in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// Points, each with the sentences behind it.
    Points(Vec<Point>),
    /// A table.
    Table {
        /// The names of the columns.
        head: Vec<&'static str>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
    /// Pairs over time.
    Chart(Chart),
}

/// A finding with the sentences behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The finding.
    pub text: String,
    /// The sentences.
    pub quotations: Vec<Quotation>,
}

/// A sentence of an article, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// The sentence.
    pub sentence: String,
    /// What it was read as, outlet and day.
    pub provenance: String,
}
