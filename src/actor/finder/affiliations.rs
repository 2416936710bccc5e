//! What a title or role makes of its holder.
//!
//! In come a holder, an owner and the words between them; out come affiliations, where the words
//! state one. "The White House budget director" does not lead the White House, "Republican
//! Governor" is no leader of the party, and "an Indian violinist" is no member of India.

use super::Reading;
use super::index::NounValue;
use crate::actor::lexicon::{TitleOwner, WordList};
use crate::actor::{ActorKind, AffiliationKind, StatedAffiliation};
use crate::language::{TokenIndex, TokenRange, UniversalTag};

impl Reading<'_> {
    /// Notes that the words `trigger` make the actor of the mention `member` something to that of
    /// `of`, unless they state no such tie.
    pub(super) fn affiliate(
        &mut self,
        member: usize,
        of: usize,
        kind: AffiliationKind,
        trigger: TokenRange,
    ) {
        let actor = |position: usize| self.mentions.get(position).map(|mention| mention.actor);
        if actor(member) == actor(of) {
            return;
        }
        let Some(kind) = self.admitted_kind(of, kind, trigger) else { return };
        let stated = StatedAffiliation { member, of, kind, trigger };
        if !self.affiliations.contains(&stated) {
            self.affiliations.push(stated);
        }
    }

    /// What the words make of their holder, given what kind of actor the owner is.
    fn admitted_kind(
        &self,
        of: usize,
        kind: AffiliationKind,
        trigger: TokenRange,
    ) -> Option<AffiliationKind> {
        use AffiliationKind::{Leads, MemberOf, Represents};
        let owner = self.mentions.get(of)?;
        let owner_kind = self.kind_of(owner.actor);
        // "The Kremlin correspondent" belongs to a paper.
        if owner_kind != ActorKind::Media && self.is_listed_noun(WordList::Press, trigger) {
            return None;
        }
        let of_state =
            matches!(owner_kind, ActorKind::State | ActorKind::GovernmentBody | ActorKind::Place);
        match (kind, owner_kind) {
            (Leads, ActorKind::Person) => None,
            (Leads, ActorKind::Party) if self.is_given_by(trigger, TitleOwner::State) => {
                Some(MemberOf)
            }
            (Leads, ActorKind::State | ActorKind::Place)
                if self.is_given_by(trigger, TitleOwner::Body) =>
            {
                Some(Represents)
            }
            (Leads, _) if self.is_lesser(trigger) => Some(Represents),
            (Leads, _) if self.is_qualified(owner.tokens, trigger) => {
                Some(if of_state { Represents } else { MemberOf })
            }
            (MemberOf, ActorKind::Person | ActorKind::People) => None,
            (MemberOf, ActorKind::State | ActorKind::Place) => {
                self.is_given_by(trigger, TitleOwner::State).then_some(MemberOf)
            }
            // A single name that nothing is known of may be a town, a work or a family.
            (MemberOf, ActorKind::Other) if owner.tokens.len() == 1 => {
                self.is_given_by(trigger, TitleOwner::Organisation).then_some(MemberOf)
            }
            (kind, _) => Some(kind),
        }
    }

    /// Whether a noun that is no title stands between owner and title: "House *Intelligence
    /// Committee* Chairman".
    fn is_qualified(&self, owner: TokenRange, title: TokenRange) -> bool {
        let is_title = |token: TokenIndex| {
            self.nouns.iter().any(|noun| {
                noun.tokens.contains(token)
                    && noun.values.iter().any(|value| matches!(value, NounValue::Title(_)))
            })
        };
        (owner.end.0..title.start.0).map(TokenIndex).any(|token| {
            matches!(self.syntax.tag(token), UniversalTag::Noun | UniversalTag::ProperNoun)
                && !is_title(token)
        })
    }

    /// Whether the title itself says that its holder is not the first: "deputy governor".
    fn is_lesser(&self, title: TokenRange) -> bool {
        title.iter().any(|token| {
            self.lexicon.is_listed(WordList::Lesser, &self.syntax.form(token).to_lowercase())
        })
    }

    /// Whether the words are a title that only owners of this kind give: "governor", "senator".
    fn is_given_by(&self, words: TokenRange, owner: TitleOwner) -> bool {
        let given = |value: &NounValue| match value {
            NounValue::Title(title) => {
                let title = self.lexicon.titles().get(*title as usize);
                title.is_some_and(|title| title.of == owner)
            }
            _ => false,
        };
        self.nouns.iter().any(|noun| noun.tokens == words && noun.values.iter().any(given))
    }
}
