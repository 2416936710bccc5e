//! Levels: a graph rolled up along affiliations, from persons to the bodies they act for to states,
//! so that "Lavrov meets de Mistura" can count as Russia meeting the United Nations.
//!
//! In come a graph and a lookup for actors that it does not hold; out comes a smaller graph with the
//! same evidence. Ties within one body or state disappear.

use super::{ActorNode, KnowledgeGraph};
use crate::actor::{Actor, ActorId, ActorKind, Affiliation, AffiliationKind};
use crate::relation::Relation;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How many affiliations are followed at most: person, body, larger body, state, and one more.
const STEPS: usize = 5;

/// How far a graph is rolled up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Not at all.
    #[default]
    Person,
    /// Persons count as the body, group or state that they lead or represent.
    Body,
    /// Bodies count as the state or organisation that they are part of, too.
    State,
}

impl KnowledgeGraph {
    /// The graph at `level`. `known` gives actors that the graph does not hold, such as the state of a
    /// minister in an article that never names it; what it does not know either stays as it is.
    pub fn at_level(&self, level: Level, known: impl Fn(&ActorId) -> Option<Actor>) -> Self {
        if level == Level::Person {
            return self.clone();
        }
        let find =
            |id: &ActorId| self.actor(id).map(|node| node.actor.clone()).or_else(|| known(id));
        let mut rolled = Self::new();
        for relation_type in self.relation_types() {
            rolled.add_relation_type(relation_type.clone());
        }
        for info in self.articles() {
            rolled.add_article(info.clone());
        }
        self.roll_up_actors(level, &find, &mut rolled);
        for tie in self.ties() {
            for evidence in tie.evidence() {
                let relation = Relation {
                    source: whole_of(&tie.source.actor, level, evidence.date, &find).id,
                    relation: tie.edge.relation.clone(),
                    target: whole_of(&tie.target.actor, level, evidence.date, &find).id,
                    evidence: evidence.clone(),
                };
                rolled.add_tie(relation);
            }
        }
        rolled
    }

    /// Adds the actors at `level`, with the mentions of all who count as them in each article.
    fn roll_up_actors(
        &self,
        level: Level,
        find: &impl Fn(&ActorId) -> Option<Actor>,
        rolled: &mut Self,
    ) {
        let mut nodes: BTreeMap<ActorId, ActorNode> = BTreeMap::new();
        let mut add = |actor: Actor, node: &ActorNode, article: Option<_>| {
            let own = actor.id == node.actor.id;
            let entry = nodes.entry(actor.id.clone()).or_insert_with(|| ActorNode {
                actor,
                aliases: Default::default(),
                mentions: BTreeMap::new(),
            });
            if own {
                entry.aliases.extend(node.aliases.iter().cloned());
            }
            if let Some((article, count)) = article {
                let sum = entry.mentions.entry(article).or_insert(0);
                *sum = sum.saturating_add(count);
            }
        };
        for node in self.actors() {
            for (article, &count) in &node.mentions {
                let date = self.article(article).and_then(|info| info.date);
                add(whole_of(&node.actor, level, date, find), node, Some((article.clone(), count)));
            }
            if node.mentions.is_empty() {
                add(node.actor.clone(), node, None);
            }
        }
        for tie in self.ties() {
            for evidence in tie.evidence() {
                for node in [tie.source, tie.target] {
                    add(whole_of(&node.actor, level, evidence.date, find), node, None);
                }
            }
        }
        for node in nodes.into_values() {
            rolled.add_actor(node);
        }
    }
}

/// Whom the actor counts as at `level` on `date`.
fn whole_of(
    actor: &Actor,
    level: Level,
    date: Option<Date>,
    find: &impl Fn(&ActorId) -> Option<Actor>,
) -> Actor {
    let mut whole = actor.clone();
    for _ in 0..STEPS {
        let next = above(&whole, level, date).and_then(|affiliation| find(&affiliation.of));
        match next {
            Some(next) if next.id != actor.id => whole = next,
            _ => break,
        }
    }
    whole
}

/// The affiliation that the actor counts by: of several the one with the firmest tie, the latest, then
/// the first by id. Without a date only one that is still held counts.
fn above(actor: &Actor, level: Level, date: Option<Date>) -> Option<&Affiliation> {
    let person = actor.kind == ActorKind::Person;
    actor
        .affiliations
        .iter()
        .filter(|affiliation| match affiliation.kind {
            AffiliationKind::PartOf => !person && level == Level::State,
            _ => person,
        })
        .filter(|affiliation| match date {
            Some(date) => affiliation.holds_on(date),
            None => affiliation.until.is_none(),
        })
        .min_by_key(|affiliation| {
            (affiliation.kind, std::cmp::Reverse(affiliation.since), &affiliation.of)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(id: &str, kind: ActorKind, of: Option<(AffiliationKind, &str, &str)>) -> Actor {
        Actor {
            id: ActorId::new(id),
            name: id.to_owned(),
            kind,
            code: None,
            country: None,
            known: true,
            affiliations: of
                .map(|(kind, of, until)| Affiliation {
                    kind,
                    of: ActorId::new(of),
                    role: None,
                    since: None,
                    until: until.parse().ok(),
                })
                .into_iter()
                .collect(),
        }
    }

    fn counts_as(level: Level, date: &str) -> String {
        let minister = actor(
            "person:x",
            ActorKind::Person,
            Some((AffiliationKind::Represents, "gov:RUS/foreign-ministry", "2020-01-01")),
        );
        let find = |id: &ActorId| match id.as_str() {
            "gov:RUS/foreign-ministry" => Some(actor(
                id.as_str(),
                ActorKind::GovernmentBody,
                Some((AffiliationKind::PartOf, "state:RUS", "")),
            )),
            "state:RUS" => Some(actor(id.as_str(), ActorKind::State, None)),
            _ => None,
        };
        whole_of(&minister, level, date.parse().ok(), &find).id.to_string()
    }

    #[test]
    fn persons_count_as_what_they_represent_at_the_time() {
        assert_eq!(counts_as(Level::Body, "2015-01-01"), "gov:RUS/foreign-ministry");
        assert_eq!(counts_as(Level::State, "2015-01-01"), "state:RUS");
        assert_eq!(counts_as(Level::State, "2022-01-01"), "person:x");
    }
}
