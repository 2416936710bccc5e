//! Roles and titles whose owner is a pronoun: "its police chief", "his supporters".
//!
//! Read after the pronouns, since it takes to know whom they mean.

use super::owners::{Owner, REACH};
use super::syntax::SUBJECTS;
use super::titles::titles_of;
use super::{NounHit, Reading};
use crate::actor::ActorKind;
use crate::actor::lexicon::WordList;
use crate::language::{PennTag, TokenIndex, TokenRange, UniversalTag};

impl Reading<'_> {
    /// Composes the nouns that nothing has taken up with whom the pronoun before them means.
    pub(super) fn read_possessed_roles(&mut self) {
        for position in 0..self.nouns.len() {
            let noun = self.nouns[position].clone();
            if !noun.used
                && self.is_subject(noun.tokens)
                && let Some(owner) = self.pronoun_before(noun.tokens)
            {
                self.nouns[position].used = self.read_owned(&noun, owner);
            }
            if noun.used {
                self.read_held_by_name(&noun);
            }
        }
    }

    /// "its president, Mahamat Deby": what the person who bears the title is to whom the pronoun means.
    fn read_held_by_name(&mut self, noun: &NounHit) {
        let titles = titles_of(noun);
        let past = self.preceded_by(noun.tokens, WordList::NotHeld)
            || self.is_listed_noun(WordList::NoTie, noun.tokens);
        let holder = self.mentions.iter().position(|mention| {
            mention.tokens.overlaps(noun.tokens) && self.kind_of(mention.actor) == ActorKind::Person
        });
        let Some((holder, owner)) = holder.zip(self.pronoun_before(noun.tokens)) else { return };
        let country = self.country_of(owner);
        let person = self.mentions[owner.mention].actor;
        if let Some(title) = self.fitting_title(&titles, country.as_deref())
            && !past
            && self.kind_of(person) != ActorKind::Person
        {
            let kind = self.affiliation_kind(noun, Some(title));
            self.affiliate(holder, owner.mention, kind, noun.tokens);
        }
    }

    /// What acts itself is somebody of its own; what its owner withdraws or shows is the owner's.
    fn is_subject(&self, noun: TokenRange) -> bool {
        SUBJECTS.contains(&self.syntax.label(TokenIndex(noun.end.0 - 1)))
    }

    fn read_owned(&mut self, noun: &NounHit, owner: Owner) -> bool {
        let tokens = self.with_group_nouns(noun.tokens);
        let taken = self.mentions.iter().any(|mention| mention.tokens.overlaps(tokens));
        let follows = self.syntax.after(TokenIndex(tokens.end.0 - 1));
        if taken
            || self.is_listed_noun(WordList::Things, tokens)
            || follows.is_some_and(|after| self.hit_at(after).is_some())
        {
            return false;
        }
        match self.role_of(noun) {
            Some((role, _)) => self.mention_role(tokens, role, owner),
            None => self.read_title_of(noun, owner),
        }
    }

    /// The possessive pronoun of the noun phrase, with whom it means.
    fn pronoun_before(&self, noun: TokenRange) -> Option<Owner> {
        let mut token = noun.start;
        for _ in 0..REACH {
            token = self.syntax.before(token)?;
            if self.syntax.token(token).penn == PennTag::PRP_POSS {
                let tokens = TokenRange::new(token.0, token.0 + 1);
                let mention = self.mentions.iter().position(|mention| mention.tokens == tokens)?;
                return Some(Owner { mention, tokens });
            }
            let inside = matches!(
                self.syntax.tag(token),
                UniversalTag::Adjective | UniversalTag::Noun | UniversalTag::Numeral
            );
            if !inside || self.hit_at(token).is_some() {
                return None;
            }
        }
        None
    }
}
