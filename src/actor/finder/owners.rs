//! The owner of a role or title: before it in the noun phrase ("Syrian", "Syria's", "UN"), or after
//! it ("of Syria", "in Syria").

use super::Reading;
use super::index::NounValue;
use crate::actor::{ActorKind, MentionForm};
use crate::language::{PennTag, TokenIndex, TokenRange, UniversalTag};

/// How many tokens an owner may stand away from the noun that it composes with.
pub(super) const REACH: usize = 8;

/// The owner of a role or title: a mention, with the actor that the noun composes with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner {
    pub(super) mention: usize,
    /// All tokens of the owner, further owners included.
    pub(super) tokens: TokenRange,
}

impl Reading<'_> {
    /// The owner of a noun: before it in the noun phrase ("Syrian", "Syria's", "UN"), or after it
    /// ("of Syria", "in Syria"); shared with a noun that it is joined to by "and".
    pub(super) fn owner_of(&mut self, noun: TokenRange) -> Option<Owner> {
        self.owner_before(noun).or_else(|| self.owner_after(noun))
    }

    pub(super) fn owner_before(&mut self, noun: TokenRange) -> Option<Owner> {
        let mut token = noun.start;
        let mut verbal = false;
        for _ in 0..REACH {
            token = self.syntax.before(token)?;
            if let Some(hit) = self.hit_at(token) {
                let tokens = hit.tokens;
                if self.qualifies_a_participle(tokens) {
                    token = tokens.start;
                    continue;
                }
                if verbal && !self.is_adjective(tokens) {
                    return None;
                }
                let mention = self.mentions.iter().rposition(|mention| {
                    mention.tokens.start <= tokens.start
                        && mention.tokens.end >= tokens.end
                        && mention.tokens.end <= noun.start
                })?;
                return Some(Owner { mention, tokens });
            }
            if let Some(body) = self.body_ending_at(token) {
                return self.body_as_owner(body);
            }
            verbal = self.may_be_verb(token);
            match self.syntax.tag(token) {
                UniversalTag::CoordinatingConjunction => return self.owner_of_joined(token),
                UniversalTag::Adverb if self.syntax.token(token).penn == PennTag::WRB => {
                    return None;
                }
                UniversalTag::Adjective
                | UniversalTag::Noun
                | UniversalTag::ProperNoun
                | UniversalTag::Adverb
                | UniversalTag::Numeral
                | UniversalTag::Particle => {}
                UniversalTag::Verb
                    if matches!(self.syntax.token(token).penn, PennTag::VBN | PennTag::VBG) => {}
                UniversalTag::Punctuation if self.syntax.is(token, &["-"]) => {}
                _ => return None,
            }
        }
        None
    }

    /// "Brazzaville fears refugees": a word in -s right after a name may be a verb that was taken for a
    /// noun, since nouns before nouns are seldom in the plural.
    pub(super) fn may_be_verb(&self, token: TokenIndex) -> bool {
        let others = |none: fn(PennTag, UniversalTag) -> bool| {
            self.syntax
                .sentence_tokens(token)
                .iter()
                .filter(|&other| other != token)
                .all(|other| none(self.syntax.token(other).penn, self.syntax.tag(other)))
        };
        match self.syntax.token(token).penn {
            PennTag::NNS => {
                others(|_, tag| !matches!(tag, UniversalTag::Verb | UniversalTag::Auxiliary))
            }
            // "Niger sent soldiers": a participle, where the sentence has no finite verb.
            PennTag::VBN => others(|penn, _| {
                !matches!(penn, PennTag::VBD | PennTag::VBP | PennTag::VBZ | PennTag::MD)
            }),
            _ => false,
        }
    }

    fn is_adjective(&self, tokens: TokenRange) -> bool {
        self.mentions
            .iter()
            .any(|mention| mention.tokens == tokens && mention.form == MentionForm::Adjective)
    }

    /// "US-backed", "anti-Assad": the name belongs to the other half of the compound.
    pub(super) fn qualifies_a_participle(&self, hit: TokenRange) -> bool {
        let hyphen = |token: TokenIndex| self.syntax.is(token, &["-"]);
        let after = self.syntax.after(TokenIndex(hit.end.0 - 1)).is_some_and(hyphen);
        let before = self.syntax.before(hit.start).is_some_and(|token| {
            hyphen(token)
                && self.syntax.before(token).is_some_and(|prefix| {
                    self.syntax.is(prefix, &["anti", "pro", "ex", "non", "post"])
                })
        });
        after || before
    }

    /// The noun of a body, not taken up yet, that ends with `token`.
    fn body_ending_at(&self, token: TokenIndex) -> Option<usize> {
        self.nouns.iter().position(|noun| {
            noun.tokens.end.0 == token.0 + 1
                && noun.values.iter().any(|value| matches!(value, NounValue::Body(_)))
        })
    }

    /// "Russia's Foreign Ministry" as the owner of "spokeswoman".
    fn body_as_owner(&mut self, position: usize) -> Option<Owner> {
        let noun = self.nouns.get(position)?.clone();
        let owner = self.owner_of(noun.tokens)?;
        let role = noun.values.iter().find_map(|value| match value {
            NounValue::Body(role) => self.lexicon.roles().get(*role as usize),
            _ => None,
        })?;
        if !self.mention_role(noun.tokens, role, owner) {
            return None;
        }
        if let Some(noun) = self.nouns.get_mut(position) {
            noun.used = true;
        }
        let tokens = TokenRange {
            start: owner.tokens.start.min(noun.tokens.start),
            end: owner.tokens.end.max(noun.tokens.end),
        };
        let mention = self.mentions.iter().rposition(|mention| mention.tokens == tokens)?;
        Some(Owner { mention, tokens })
    }

    /// "Syrian government and opposition": the state belongs to both.
    fn owner_of_joined(&mut self, conjunction: TokenIndex) -> Option<Owner> {
        let before = self.syntax.before(conjunction)?;
        let joined = self.nouns.iter().find_map(|noun| {
            let tokens = self.with_group_nouns(noun.tokens);
            (tokens.end.0 == before.0 + 1).then_some(noun.tokens)
        })?;
        let owner = self.owner_before(joined)?;
        // Its words stay with the first of the two.
        let end = TokenIndex(conjunction.0 + 1);
        Some(Owner { mention: owner.mention, tokens: TokenRange { start: end, end } })
    }

    /// Further owners of a noun in the plural, each of which makes an actor of its own with it:
    /// "Greek and Macedonian leaders", "the presidents of Kazakhstan and Uzbekistan".
    pub(super) fn joined_owners(&self, owner: Owner, noun: TokenRange) -> Vec<Owner> {
        let last = TokenIndex(noun.end.0 - 1);
        let plural = matches!(self.syntax.token(last).penn, PennTag::NNS | PennTag::NNPS);
        let form = self.mentions.get(owner.mention).map(|mention| mention.form);
        let before = owner.tokens.end <= noun.start && !owner.tokens.is_empty();
        let mut found = Vec::new();
        let mut tokens = owner.tokens;
        while plural
            && (!before || form == Some(MentionForm::Adjective))
            && let Some(next) = self.joined_to(tokens, before)
            && let Some(mention) = self.mentions.iter().position(|mention| {
                mention.tokens == next
                    && Some(mention.form) == form
                    && self.kind_of(mention.actor) == ActorKind::State
            })
        {
            found.push(Owner { mention, tokens: next });
            tokens = next;
        }
        found
    }

    /// The name that "and" or a comma joins to the one at `tokens`, before or after it.
    fn joined_to(&self, tokens: TokenRange, before: bool) -> Option<TokenRange> {
        let step = |token: TokenIndex| match before {
            true => self.syntax.before(token),
            false => self.syntax.after(token),
        };
        let edge = if before { tokens.start } else { TokenIndex(tokens.end.0.checked_sub(1)?) };
        let joint = step(edge).filter(|joint| self.syntax.is(*joint, &["and", ",", "or"]))?;
        let beyond = step(joint)?;
        self.hit_at(beyond).map(|hit| hit.tokens)
    }

    pub(super) fn owner_after(&self, noun: TokenRange) -> Option<Owner> {
        let last = TokenIndex(noun.end.0 - 1);
        let case = self.syntax.after(last)?;
        let of = self.syntax.is(case, &["of"]);
        if !of && !self.syntax.is(case, &["in", "inside", "from", "within"]) {
            return None;
        }
        let mut token = self.syntax.after(case)?;
        for _ in 0..3 {
            if self.hit_at(token).is_some() {
                break;
            }
            match self.syntax.tag(token) {
                UniversalTag::Determiner | UniversalTag::Adjective => {
                    token = self.syntax.after(token)?
                }
                // "Opponents of President Bashar al-Assad"
                UniversalTag::ProperNoun if self.covers_noun(token) => {
                    token = self.syntax.after(token)?
                }
                _ => return None,
            }
        }
        let hit = self.hit_at(token)?.tokens;
        // "The Polish government" is more than "Polish".
        let mention = (0..self.mentions.len())
            .filter(|&position| {
                let mention = &self.mentions[position];
                mention.tokens.start == hit.start
                    && mention.tokens.end >= hit.end
                    && mention.form != MentionForm::Adjective
            })
            .max_by_key(|&position| self.mentions[position].tokens.len())?;
        let tokens = self.mentions[mention].tokens;
        // "The head of Ukraine's fleet" heads the fleet.
        let possesses = self
            .syntax
            .after(TokenIndex(tokens.end.0 - 1))
            .is_some_and(|after| self.syntax.token(after).penn == PennTag::POS);
        if possesses {
            return None;
        }
        let head = self.mentions[mention].head;
        let attached = self.syntax.head(head).is_some_and(|head| noun.contains(head));
        let is_state = self.kind_of(self.mentions[mention].actor) == ActorKind::State
            && matches!(self.mentions[mention].form, MentionForm::Name | MentionForm::Metonym);
        (of || (attached && is_state)).then_some(Owner { mention, tokens })
    }
}
