//! Levels: a graph rolled up along affiliations, from persons to the bodies they act for to states,
//! so that "Lavrov meets de Mistura" can count as Russia meeting the United Nations.
//!
//! In come a graph and a lookup for actors that it does not hold; out comes a smaller graph with the
//! same evidence. Whom an actor counts as follows from its dated affiliations, and where it has none
//! from what the articles of the graph say it belongs to. Ties within one body or state disappear.

use super::{ActorNode, KnowledgeGraph};
use crate::actor::{Actor, ActorId, ActorKind, Affiliation, AffiliationKind};
use crate::relation::{Evidence, Factuality, Relation};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

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

impl Level {
    /// Every level, from the finest.
    pub const ALL: [Self; 3] = [Self::Person, Self::Body, Self::State];

    /// The name as a command line writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Body => "body",
            Self::State => "state",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A name that no level has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no level `{0}`: say person, body or state")]
pub struct UnknownLevel(String);

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|level| level.as_str() == name);
        found.ok_or_else(|| UnknownLevel(name.to_owned()))
    }
}

impl KnowledgeGraph {
    /// The graph at `level`. `known` gives actors that the graph does not hold, such as the state of a
    /// minister in an article that never names it; what it does not know either stays as it is.
    pub fn at_level(&self, level: Level, known: impl Fn(&ActorId) -> Option<Actor>) -> Self {
        if level == Level::Person {
            return self.clone();
        }
        let ladder = Ladder { level, graph: self, known, stated: self.stated_affiliations() };
        let mut rolled = Self::new();
        for relation_type in self.relation_types() {
            rolled.add_relation_type(relation_type.clone());
        }
        for info in self.articles() {
            rolled.add_article(info.clone());
        }
        rolled.note_merges(self.merges().cloned());
        ladder.roll_up_actors(&mut rolled);
        for tie in self.ties() {
            for evidence in tie.evidence() {
                rolled.add_tie(Relation {
                    source: ladder.whole_of(&tie.source.actor, evidence.date).id,
                    relation: tie.edge.relation.clone(),
                    target: ladder.whole_of(&tie.target.actor, evidence.date).id,
                    evidence: ladder.with_whole_speaker(evidence),
                });
            }
        }
        rolled
    }

    /// What each actor belongs to by the sentences of the articles: the asserted ties whose relation
    /// is an affiliation.
    fn stated_affiliations(&self) -> BTreeMap<ActorId, BTreeSet<Affiliation>> {
        let mut stated: BTreeMap<ActorId, BTreeSet<Affiliation>> = BTreeMap::new();
        for tie in self.ties() {
            let Some(kind) = AffiliationKind::named(&tie.edge.relation) else { continue };
            if tie.evidence().any(|evidence| evidence.factuality == Factuality::Asserted) {
                stated.entry(tie.source.actor.id.clone()).or_default().insert(Affiliation {
                    kind,
                    of: tie.target.actor.id.clone(),
                    role: None,
                    since: None,
                    until: None,
                });
            }
        }
        stated
    }
}

/// From each actor to the one that it counts as.
struct Ladder<'graph, Known> {
    level: Level,
    graph: &'graph KnowledgeGraph,
    known: Known,
    stated: BTreeMap<ActorId, BTreeSet<Affiliation>>,
}

impl<Known: Fn(&ActorId) -> Option<Actor>> Ladder<'_, Known> {
    /// Adds the actors at the level, with the mentions of all who count as them in each article.
    fn roll_up_actors(&self, rolled: &mut KnowledgeGraph) {
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
        for node in self.graph.actors() {
            for (article, &count) in &node.mentions {
                let date = self.graph.article(article).and_then(|info| info.date);
                add(self.whole_of(&node.actor, date), node, Some((article.clone(), count)));
            }
            if node.mentions.is_empty() {
                add(node.actor.clone(), node, None);
            }
        }
        for tie in self.graph.ties() {
            for evidence in tie.evidence() {
                for node in [tie.source, tie.target] {
                    add(self.whole_of(&node.actor, evidence.date), node, None);
                }
            }
        }
        for node in nodes.into_values() {
            rolled.add_actor(node);
        }
    }

    /// The evidence with the one that its speaker counts as: a minister's word is his state's.
    fn with_whole_speaker(&self, evidence: &Evidence) -> Evidence {
        let speaker = evidence.attributed_to.as_ref().and_then(|id| self.find(id));
        let speaker = speaker.map(|speaker| self.whole_of(&speaker, evidence.date).id);
        let attributed_to = speaker.or_else(|| evidence.attributed_to.clone());
        Evidence { attributed_to, ..evidence.clone() }
    }

    /// Whom the actor counts as on `date`.
    fn whole_of(&self, actor: &Actor, date: Option<Date>) -> Actor {
        let mut whole = actor.clone();
        for _ in 0..STEPS {
            let next = self.above(&whole, date).and_then(|affiliation| self.find(&affiliation.of));
            match next {
                Some(next) if next.id != actor.id => whole = next,
                _ => break,
            }
        }
        whole
    }

    fn find(&self, id: &ActorId) -> Option<Actor> {
        let node = self.graph.actor(id).map(|node| node.actor.clone());
        node.or_else(|| (self.known)(id))
    }

    /// The affiliation that the actor counts by; what articles say counts where the actor itself has
    /// none.
    fn above<'a>(&'a self, actor: &'a Actor, date: Option<Date>) -> Option<&'a Affiliation> {
        firmest(&actor.affiliations, actor.kind, self.level, date).or_else(|| {
            self.stated
                .get(&actor.id)
                .and_then(|stated| firmest(stated, actor.kind, self.level, date))
        })
    }
}

/// Of several affiliations the one with the firmest tie; whoever leads a state counts as it rather than
/// as a party; then the latest, then the first by id. Without a date only one that is still held counts.
fn firmest(
    affiliations: &BTreeSet<Affiliation>,
    kind: ActorKind,
    level: Level,
    date: Option<Date>,
) -> Option<&Affiliation> {
    let person = kind == ActorKind::Person;
    affiliations
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
            let leads_state = affiliation.kind == AffiliationKind::Leads
                && affiliation.of.as_str().starts_with("state:");
            (affiliation.kind, !leads_state, std::cmp::Reverse(affiliation.since), &affiliation.of)
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
        let known = |id: &ActorId| match id.as_str() {
            "gov:RUS/foreign-ministry" => Some(actor(
                id.as_str(),
                ActorKind::GovernmentBody,
                Some((AffiliationKind::PartOf, "state:RUS", "")),
            )),
            "state:RUS" => Some(actor(id.as_str(), ActorKind::State, None)),
            _ => None,
        };
        let graph = KnowledgeGraph::new();
        let ladder = Ladder { level, graph: &graph, known, stated: BTreeMap::new() };
        ladder.whole_of(&minister, date.parse().ok()).id.to_string()
    }

    #[test]
    fn persons_count_as_what_they_represent_at_the_time() {
        assert_eq!(counts_as(Level::Body, "2015-01-01"), "gov:RUS/foreign-ministry");
        assert_eq!(counts_as(Level::State, "2015-01-01"), "state:RUS");
        assert_eq!(counts_as(Level::State, "2022-01-01"), "person:x");
    }

    #[test]
    fn a_name_is_read_as_the_level_that_bears_it() {
        for level in Level::ALL {
            assert_eq!(level.to_string().parse(), Ok(level));
        }
        assert!("planet".parse::<Level>().is_err());
    }
}
