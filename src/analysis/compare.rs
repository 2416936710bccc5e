//! Two actors side by side: what is said of the two, whom they have in common as friend and foe, and
//! who divides them.

use super::signed::{SignedNetwork, Strength};
use super::standing::{Neighbour, friends_and_foes};
use super::testimony::{Testimonies, Testimony};
use crate::actor::ActorId;
use serde::Serialize;
use std::collections::BTreeMap;

/// Another actor as both see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Third {
    /// The other actor.
    pub actor: ActorId,
    /// Net with the first of the two.
    pub with_one: f64,
    /// Net with the second.
    pub with_other: f64,
}

/// Two actors side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SideBySide {
    /// The first.
    pub one: ActorId,
    /// The second.
    pub other: ActorId,
    /// The first towards the second.
    pub forward: Strength,
    /// The second towards the first.
    pub backward: Strength,
    /// What is said of the two.
    pub direct: Vec<Testimony>,
    /// Friends of both.
    pub common_friends: Vec<Third>,
    /// Foes of both.
    pub common_foes: Vec<Third>,
    /// Friends of the first and foes of the second.
    pub only_with_one: Vec<Third>,
    /// Friends of the second and foes of the first.
    pub only_with_other: Vec<Third>,
}

/// The two actors side by side; nothing where the network does not hold both.
pub fn side_by_side(
    network: &SignedNetwork,
    testimonies: &Testimonies<'_>,
    one: &ActorId,
    other: &ActorId,
) -> Option<SideBySide> {
    let (first, second) = (network.position(one)?, network.position(other)?);
    let pair = network.pair(first, second);
    let (mut forward, mut backward) =
        pair.map_or_else(Default::default, |pair| (pair.forward, pair.backward));
    if first > second {
        std::mem::swap(&mut forward, &mut backward);
    }
    let (friends_of_one, foes_of_one) = friends_and_foes(network, first);
    let (friends_of_other, foes_of_other) = friends_and_foes(network, second);
    Some(SideBySide {
        one: one.clone(),
        other: other.clone(),
        forward,
        backward,
        direct: testimonies.about(one, other),
        common_friends: shared(&friends_of_one, &friends_of_other),
        common_foes: shared(&foes_of_one, &foes_of_other),
        only_with_one: shared(&friends_of_one, &foes_of_other),
        only_with_other: shared(&foes_of_one, &friends_of_other),
    })
}

/// Those in both lists, the weightiest together first.
fn shared(of_one: &[Neighbour], of_other: &[Neighbour]) -> Vec<Third> {
    let nets: BTreeMap<&ActorId, f64> =
        of_other.iter().map(|neighbour| (&neighbour.actor, neighbour.net)).collect();
    let mut thirds: Vec<Third> = of_one
        .iter()
        .filter_map(|neighbour| {
            let with_other = *nets.get(&neighbour.actor)?;
            Some(Third { actor: neighbour.actor.clone(), with_one: neighbour.net, with_other })
        })
        .collect();
    let weight = |third: &Third| third.with_one.abs().min(third.with_other.abs());
    thirds.sort_by(|left, right| {
        weight(right).total_cmp(&weight(left)).then_with(|| left.actor.cmp(&right.actor))
    });
    thirds
}
