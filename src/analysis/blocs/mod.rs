//! Blocs: which actors stand together, by what the articles say.
//!
//! In comes a [`SignedNetwork`]; out come [`Blocs`]: camps that leave as little as possible of the
//! network contradicted, as friendly ties across or hostile ties within. How many there are follows
//! from the ties. Actors whom no friendly tie holds in a camp are on their own: a common enemy alone
//! makes no bloc. How sure each membership is comes from drawing the articles anew.

mod bootstrap;
mod exact;
mod heuristic;
mod partition;
mod signs;

pub(super) use partition::{Camps, Effort, partition};
pub(super) use signs::{Signs, shown};

use super::signed::SignedNetwork;
use crate::actor::ActorId;
use crate::graph::KnowledgeGraph;
use serde::Serialize;
use std::collections::BTreeMap;

/// How blocs are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlocOptions {
    /// How often the articles are drawn anew to see how sure each membership is; on large graphs it is
    /// less. Nought for not at all.
    pub resamples: usize,
    /// Seed of all that is drawn.
    pub seed: u64,
}

impl Default for BlocOptions {
    fn default() -> Self {
        Self { resamples: 200, seed: 1 }
    }
}

/// A member of a bloc.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// Who it is.
    pub actor: ActorId,
    /// Net of its ties to the other members.
    pub tie_to_bloc: f64,
    /// The share of redrawn sets of articles in which it stands with most of the bloc.
    pub sureness: Option<f64>,
}

/// What one bloc is to another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Stance {
    /// The other bloc's position among the blocs.
    pub towards: usize,
    /// Net of all ties between the two.
    pub net: f64,
}

/// A bloc of two actors or more.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bloc {
    /// A letter: "A".
    pub label: String,
    /// Its members, the most closely tied first.
    pub members: Vec<Member>,
    /// Net of all ties within.
    pub cohesion: f64,
    /// What it is to the other blocs it has ties with, the most hostile first.
    pub stances: Vec<Stance>,
}

/// The blocs of a network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Blocs {
    /// The blocs, the largest first.
    pub blocs: Vec<Bloc>,
    /// Actors with friends or foes that stand in no bloc.
    pub alone: Vec<ActorId>,
    /// What contradicts the blocs: friendly ties across, hostile ties within.
    pub frustration: f64,
    /// Whether no other partition is contradicted less for certain.
    pub exact: bool,
    /// How often the articles were drawn anew.
    pub resamples: usize,
    /// The camp of each actor by position in the network, those on their own included.
    #[serde(skip)]
    pub(super) camps: Vec<usize>,
    #[serde(skip)]
    bloc_of: BTreeMap<ActorId, usize>,
}

impl Blocs {
    /// Finds the blocs of a network.
    pub fn of(network: &SignedNetwork, options: BlocOptions) -> Self {
        let signs = Signs::of(network);
        let found = partition(&signs, Camps::Any, Effort::Full, options.seed);
        let groups = groups_of(&found.camps);
        let sampled = bootstrap::sureness(network, &groups, options);
        let mut blocs: Vec<Bloc> =
            groups.iter().map(|nodes| bloc_of(network, nodes, &sampled.sureness)).collect();
        blocs.sort_by(|left, right| {
            (right.members.len().cmp(&left.members.len()))
                .then(right.cohesion.total_cmp(&left.cohesion))
                .then_with(|| left.members[0].actor.cmp(&right.members[0].actor))
        });
        let mut bloc_of = BTreeMap::new();
        for (position, bloc) in blocs.iter_mut().enumerate() {
            bloc.label = letters(position);
            bloc_of.extend(bloc.members.iter().map(|member| (member.actor.clone(), position)));
        }
        add_stances(network, &mut blocs, &bloc_of);
        let alone = (0..signs.len())
            .filter(|&node| !signs.neighbours(node).is_empty())
            .map(|node| network.actor(node).clone())
            .filter(|actor| !bloc_of.contains_key(actor))
            .collect();
        Self {
            blocs,
            alone,
            frustration: shown(found.frustration),
            exact: found.exact,
            resamples: sampled.resamples,
            camps: found.camps,
            bloc_of,
        }
    }

    /// The position of the bloc that an actor stands in.
    pub fn position_of(&self, actor: &ActorId) -> Option<usize> {
        self.bloc_of.get(actor).copied()
    }

    /// The bloc that an actor stands in.
    pub fn bloc_of(&self, actor: &ActorId) -> Option<&Bloc> {
        self.blocs.get(self.position_of(actor)?)
    }

    /// The bloc of each actor that stands in one, as a diagram names it: "Bloc A: Russia, Iran, Syria
    /// and 2 more". Actors outside of `graph` are named by their ids.
    pub fn labels(&self, graph: &KnowledgeGraph) -> BTreeMap<ActorId, String> {
        let title = |bloc: &Bloc| {
            let name = |actor| graph.actor(actor).map_or(actor.as_str(), |node| &node.actor.name);
            let names: Vec<&str> =
                bloc.members.iter().take(3).map(|member| name(&member.actor)).collect();
            let more = match bloc.members.len().saturating_sub(names.len()) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            format!("Bloc {}: {}{more}", bloc.label, names.join(", "))
        };
        self.blocs
            .iter()
            .flat_map(|bloc| {
                let title = title(bloc);
                bloc.members.iter().map(move |member| (member.actor.clone(), title.clone()))
            })
            .collect()
    }
}

/// The camps of two nodes or more, each in the order of its nodes.
fn groups_of(camps: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, &camp) in camps.iter().enumerate() {
        groups.entry(camp).or_default().push(node);
    }
    groups.into_values().filter(|nodes| nodes.len() > 1).collect()
}

fn bloc_of(network: &SignedNetwork, nodes: &[usize], sureness: &BTreeMap<usize, f64>) -> Bloc {
    let inside: std::collections::BTreeSet<usize> = nodes.iter().copied().collect();
    let mut members: Vec<Member> = nodes
        .iter()
        .map(|&node| Member {
            actor: network.actor(node).clone(),
            tie_to_bloc: network.net_to(node, |other| inside.contains(&other)),
            sureness: sureness.get(&node).copied(),
        })
        .collect();
    members.sort_by(|left, right| {
        right.tie_to_bloc.total_cmp(&left.tie_to_bloc).then_with(|| left.actor.cmp(&right.actor))
    });
    let cohesion = members.iter().map(|member| member.tie_to_bloc).sum::<f64>() / 2.0;
    Bloc { label: String::new(), members, cohesion, stances: Vec::new() }
}

fn add_stances(network: &SignedNetwork, blocs: &mut [Bloc], bloc_of: &BTreeMap<ActorId, usize>) {
    let mut nets: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (one, other, pair) in network.pairs() {
        let blocs = (bloc_of.get(network.actor(one)), bloc_of.get(network.actor(other)));
        if let (Some(&one), Some(&other)) = blocs
            && one != other
        {
            *nets.entry((one, other)).or_insert(0.0) += pair.net();
            *nets.entry((other, one)).or_insert(0.0) += pair.net();
        }
    }
    for ((from, towards), net) in nets {
        blocs[from].stances.push(Stance { towards, net });
    }
    for bloc in blocs {
        bloc.stances.sort_by(|left, right| left.net.total_cmp(&right.net));
    }
}

/// "A" to "Z", then "AA", "AB" and so on.
fn letters(position: usize) -> String {
    let letter = char::from(b'A' + (position % 26) as u8);
    match position / 26 {
        0 => letter.to_string(),
        before => letters(before - 1) + &letter.to_string(),
    }
}
