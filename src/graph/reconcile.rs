//! One node for each actor: what different articles called by different spellings, or took for
//! different kinds of thing, put together.
//!
//! In come a graph and the lexicon; out comes the graph with the merges noted in it, so that a person
//! can look at them and overrule them.

use super::KnowledgeGraph;
use crate::actor::{ActorId, ActorLexicon, Merge, merges};
use crate::relation::Relation;
use std::collections::BTreeMap;

impl KnowledgeGraph {
    /// The graph with one node for each actor, as far as names and the lexicon tell.
    pub fn reconciled(self, lexicon: &ActorLexicon) -> Self {
        let found = merges(self.actors().map(|node| &node.actor), lexicon);
        if found.is_empty() { self } else { self.with_merged(found) }
    }

    /// The graph in which the actors of each merge are one, with all their names, mentions and ties.
    fn with_merged(&self, merges: Vec<Merge>) -> Self {
        let into: BTreeMap<&ActorId, &ActorId> =
            merges.iter().map(|merge| (&merge.from, &merge.into)).collect();
        // An actor that another was merged into may itself be merged by its name; no further.
        let target = |id: &ActorId| {
            let first = into.get(id).copied().unwrap_or(id);
            into.get(first).copied().unwrap_or(first).clone()
        };
        let mut merged = Self::new();
        for info in self.articles() {
            merged.add_article(info.clone());
        }
        for relation_type in self.relation_types() {
            merged.add_relation_type(relation_type.clone());
        }
        merged.note_merges(self.merges().cloned());
        for node in self.actors() {
            let mut node = node.clone();
            let id = target(&node.actor.id);
            if id != node.actor.id {
                node.aliases.insert(node.actor.name.clone());
                // Both may be in one article: their mentions add up there.
                for (article, count) in &mut node.mentions {
                    let own = self.actor(&id).and_then(|node| node.mentions.get(article));
                    *count = count.saturating_add(own.copied().unwrap_or(0));
                }
                node.actor.id = id;
            }
            merged.add_actor(node);
        }
        for tie in self.ties() {
            for evidence in tie.evidence() {
                let mut evidence = evidence.clone();
                evidence.attributed_to = evidence.attributed_to.as_ref().map(target);
                merged.add_tie(Relation {
                    source: target(&tie.source.actor.id),
                    relation: tie.edge.relation.clone(),
                    target: target(&tie.target.actor.id),
                    evidence,
                });
            }
        }
        merged.note_merges(merges);
        merged
    }
}
