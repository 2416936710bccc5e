//! Who belongs to whom: as phrases of the article state it, and as the lexicon knows it of persons
//! who are mentioned in it.
//!
//! In come the actors of an article and the relations found so far; out come relations of the side
//! "belongs".

use super::finder::{Search, Statement};
use super::{Factuality, Relation, Side};
use crate::actor::{ActorId, AffiliationKind, Mention};
use crate::language::DependencyLabel;

/// What marks a mere place.
const PLACE_PREPOSITIONS: [&str; 4] = ["in", "at", "near", "from"];
/// How sure a tie is that a phrase of the article states.
const STATED_CONFIDENCE: f64 = 0.9;
/// How sure a tie is that the lexicon, not the article, gives: an office of somebody it mentions.
const OFFICE_CONFIDENCE: f64 = 0.7;

impl Search<'_> {
    /// The affiliations that phrases of the article state.
    pub(super) fn stated_affiliations(&self) -> Vec<Relation> {
        let stated = self.actors.affiliations.iter().filter_map(|affiliation| {
            let member = self.mention(affiliation.member)?;
            if member.actor == self.mention(affiliation.of)?.actor {
                return None;
            }
            self.relation(Statement {
                source: affiliation.member,
                relation: affiliation.kind.as_str(),
                target: affiliation.of,
                trigger: self.document.span(affiliation.trigger),
                predicate: affiliation.trigger.start,
                sentence: member.sentence,
                factuality: Factuality::Asserted,
                attributed_to: None,
                confidence: STATED_CONFIDENCE,
                pattern: format!("{}/stated", affiliation.kind.as_str()),
            })
        });
        stated.collect()
    }

    /// Whether the words that make the source something to the target are, as the article states it,
    /// another's: "the Russian president, Vladimir Putin, the Azerbaijani president, Ilham Aliyev".
    pub(super) fn is_anothers(&self, relation: &Relation, stated: &[Relation]) -> bool {
        let side = self.lexicon.type_named(&relation.relation).map(|known| known.side);
        side == Some(Side::Belongs)
            && stated.iter().any(|other| {
                other.evidence.trigger.span.overlaps(relation.evidence.trigger.span)
                    && other.target == relation.target
                    && other.source != relation.source
            })
    }

    /// Offices that the lexicon knows of persons in the article, valid at its date, where state or
    /// organisation are mentioned too and the article does not itself say what they are to it.
    pub(super) fn add_offices(&self, relations: &mut Vec<Relation>) {
        let mut offices = Vec::new();
        for (index, actor) in self.actors.actors.iter().enumerate() {
            for affiliation in &actor.affiliations {
                let office = matches!(
                    affiliation.kind,
                    AffiliationKind::Leads | AffiliationKind::Represents
                );
                let holds = match self.article.info.date {
                    Some(date) => affiliation.holds_on(date),
                    None => affiliation.until.is_none(),
                };
                let known = relations.iter().any(|relation| {
                    relation.source == actor.id && relation.target == affiliation.of
                });
                if office && holds && !known {
                    offices.extend(self.office(index as u32, affiliation.kind, &affiliation.of));
                }
            }
        }
        relations.extend(offices);
    }

    /// Whether a mention is of the state or organisation, not of a place ("born in Moscow") or of
    /// what something else is called after ("a Budapest dinner").
    fn is_meant_itself(&self, mention: &Mention) -> bool {
        let trees = self.arguments.trees;
        let place = PLACE_PREPOSITIONS.iter().any(|word| trees.is_marked_by(mention.head, word));
        !(mention.place || place || trees.label(mention.head) == DependencyLabel::COMPOUND)
    }

    fn office(&self, holder: u32, kind: AffiliationKind, of: &ActorId) -> Option<Relation> {
        let mentions = &self.actors.mentions;
        let member = mentions.iter().position(|mention| mention.actor.0 == holder)?;
        let sentence = mentions[member].sentence;
        let of_actor =
            |mention: &Mention| self.actors.actor_of(mention).is_some_and(|actor| actor.id == *of);
        // The mention nearest to the holder's, preferably in the same sentence.
        let target = (0..mentions.len())
            .filter(|&index| of_actor(&mentions[index]) && self.is_meant_itself(&mentions[index]))
            .min_by_key(|&index| mentions[index].sentence.0.abs_diff(sentence.0))?;
        self.relation(Statement {
            source: member,
            relation: kind.as_str(),
            target,
            trigger: mentions[member].span,
            predicate: mentions[member].head,
            sentence,
            factuality: Factuality::Asserted,
            attributed_to: None,
            confidence: OFFICE_CONFIDENCE,
            pattern: format!("{}/office in the lexicon", kind.as_str()),
        })
    }
}
