//! Roles: common nouns that, with a state, an organisation or a people, name an actor.
//!
//! "Syrian opposition groups", "the opposition in Syria" and "Syria's opposition" are one actor.

use super::index::NounValue;
use super::names::Target;
use super::owners::Owner;
use super::{NounHit, Reading};
use crate::actor::lexicon::{ActorEntry, ActorLexicon, Role};
use crate::actor::{ActorId, ActorIndex, ActorKind, MentionForm};
use crate::language::{PennTag, TokenIndex, TokenRange, UniversalTag};
use std::collections::BTreeMap;

/// How many times as often as any other near it the state of an article is named.
const CLEARLY_MORE: usize = 3;

impl<'a> Reading<'a> {
    /// Reads roles: first those with an owner, then those whose owner the article has named.
    pub(super) fn read_roles(&mut self) {
        // "Critics of the Polish government": what composes with anybody comes after all others.
        for (with_owner, of_anyone) in [(true, false), (true, true), (false, false)] {
            for position in 0..self.nouns.len() {
                let noun = self.nouns[position].clone();
                let role = self.role_of(&noun);
                if !noun.used && role.is_some_and(|(role, _)| role.of_anyone == of_anyone) {
                    self.nouns[position].used = self.read_role(&noun, with_owner);
                }
            }
        }
    }

    fn read_role(&mut self, noun: &NounHit, with_owner: bool) -> bool {
        let Some((role, member)) = self.role_of(noun) else { return false };
        let tokens = self.with_group_nouns(noun.tokens);
        if !member && self.is_apposed_to_name(tokens) {
            return false;
        }
        if with_owner {
            let Some(owner) = self.owner_of(tokens) else {
                return self.mention_opponents(tokens, role);
            };
            if self.is_abroad(role, member, tokens, owner) {
                return false;
            }
            let read = self.mention_role(tokens, role, owner);
            for other in self.joined_owners(owner, tokens) {
                self.mention_role(tokens, role, other);
            }
            return read;
        }
        self.read_role_in_context(tokens, role, member)
    }

    /// "The Swiss lender Hartmann Roth": the name after it says who the body is.
    fn is_apposed_to_name(&self, tokens: TokenRange) -> bool {
        let after = self.syntax.after(TokenIndex(tokens.end.0 - 1));
        after.and_then(|after| self.hit_at(after)).is_some_and(|hit| {
            matches!(hit.target, Target::Unknown(kind) if !matches!(kind, ActorKind::Place | ActorKind::Person))
        })
    }

    /// The role that a noun names, and whether by the people who act for it.
    pub(super) fn role_of(&self, noun: &NounHit) -> Option<(&'a Role, bool)> {
        let lexicon: &'a ActorLexicon = self.lexicon;
        let (position, member) = noun.values.iter().find_map(|value| match value {
            NounValue::Body(role) => Some((*role, false)),
            NounValue::Member(role) => Some((*role, true)),
            NounValue::Title(_) => None,
        })?;
        Some((lexicon.roles().get(position as usize)?, member))
    }

    /// A role without an owner: the one that the article spoke of, or that of the state it is about.
    fn read_role_in_context(&mut self, tokens: TokenRange, role: &Role, member: bool) -> bool {
        let single = !matches!(
            self.syntax.token(TokenIndex(tokens.end.0 - 1)).penn,
            PennTag::NNS | PennTag::NNPS
        );
        let before = self.syntax.before(tokens.start);
        let definite = before.is_some_and(|before| self.syntax.is(before, &["the"]));
        let hyphened = before.is_some_and(|before| self.syntax.is(before, &["-"]));
        // "asked Congress for money"
        let proper = before.is_some_and(|before| {
            self.syntax.form(tokens.start).starts_with(char::is_uppercase)
                && self.syntax.tag(before) != UniversalTag::Determiner
        });
        let before_is_bare = before.is_none_or(|before| {
            !matches!(
                self.syntax.tag(before),
                UniversalTag::Determiner
                    | UniversalTag::Adjective
                    | UniversalTag::Noun
                    | UniversalTag::ProperNoun
                    | UniversalTag::Numeral
                    | UniversalTag::Particle
            ) && self.syntax.token(before).penn != PennTag::PRP_POSS
        });
        let modifies = self.is_modifier(tokens)
            && self.modifies_a_role(tokens)
            && single
            && !member
            && role.code.as_deref() != Some("MIL");
        if !single && !definite && !proper && !hyphened && before_is_bare {
            // Bare "people" are anybody.
            return role.prefix != "people"
                && (self.mention_same_role(tokens, role) || self.mention_state_body(tokens, role));
        }
        if hyphened
            || role.prefix == "people"
            || (member && single)
            || !(definite || proper || modifies)
        {
            return false;
        }
        // "The coalition" may be one that the article named: that is told later.
        let named = role.kind != ActorKind::GovernmentBody
            && self.last_with_head(TokenIndex(tokens.end.0 - 1), tokens).is_some();
        if named {
            return false;
        }
        if self.mention_same_role(tokens, role) {
            return true;
        }
        if definite && role.kind == ActorKind::ArmedGroup && self.mention_only_group(tokens, role) {
            return true;
        }
        if member || role.international || self.is_introduced(tokens, role) {
            return false;
        }
        // Which ministry speaks is not told by where the sentence takes place.
        let here = if role.name.ends_with("ministry") {
            None
        } else {
            self.state_of_sentence(tokens.start)
        };
        let Some(state) = here.or_else(|| self.state_of_article(tokens.start)) else {
            return false;
        };
        let Some(entry) = self.entry(state) else { return false };
        let composed = self.lexicon.compose(role, entry);
        let actor = self.actor(composed);
        self.mention(tokens, actor, MentionForm::Nominal, 0.6, "role, its state by the context");
        true
    }

    /// "Opposition representatives", where the article speaks of one opposition.
    fn mention_same_role(&mut self, tokens: TokenRange, role: &Role) -> bool {
        let Some(actor) = self.same_role_in_article(role) else { return false };
        let reason = format!("{} of the article", self.name_of(actor));
        self.mention(tokens, actor, MentionForm::Nominal, 0.75, reason);
        true
    }

    /// "The rebels" in an article that names one armed group, and no other of the same role.
    fn mention_only_group(&mut self, tokens: TokenRange, role: &Role) -> bool {
        if !matches!(&role.name[..], "rebels" | "insurgents" | "militants" | "separatists") {
            return false;
        }
        let mut named = self.mentions.iter().filter(|mention| {
            mention.form == MentionForm::Name
                && self.kind_of(mention.actor) == ActorKind::ArmedGroup
        });
        let Some(first) = named.next() else { return false };
        let (actor, before) = (first.actor, first.tokens.end <= tokens.start);
        // Groups of several countries are nobody's rebels.
        let of_one_country =
            self.actors.get(actor.index()).is_some_and(|group| group.country.is_some());
        if !before || !of_one_country || named.any(|other| other.actor != actor) {
            return false;
        }
        let reason = format!("the only armed group of the article, {}", self.name_of(actor));
        self.mention(tokens, actor, MentionForm::Nominal, 0.65, reason);
        true
    }

    /// Whether the article introduced them by the same noun without "the": then they are those, not
    /// whom the state has of their kind.
    fn is_introduced(&self, tokens: TokenRange, role: &Role) -> bool {
        let last = |range: TokenRange| self.syntax.lemma(TokenIndex(range.end.0 - 1));
        role.kind != ActorKind::GovernmentBody
            && self.nouns.iter().any(|noun| {
                !noun.used
                    && noun.tokens.end <= tokens.start
                    && last(noun.tokens) == last(tokens)
                    && !self
                        .syntax
                        .before(noun.tokens.start)
                        .is_some_and(|before| self.syntax.is(before, &["the"]))
            })
    }

    /// "In Tehran, where police arrested a hundred": the police of the state where the sentence takes
    /// place. Soldiers and envoys may be abroad.
    fn mention_state_body(&mut self, tokens: TokenRange, role: &Role) -> bool {
        let stays = role.kind == ActorKind::GovernmentBody
            && matches!(role.code.as_deref(), Some("COP" | "JUD" | "LEG"));
        let state = self.state_of_sentence(tokens.start).filter(|_| stays);
        let Some(entry) = state.and_then(|state| self.entry(state)) else { return false };
        let composed = self.lexicon.compose(role, entry);
        let actor = self.actor(composed);
        self.mention(tokens, actor, MentionForm::Nominal, 0.6, "role, its state by the sentence");
        true
    }

    /// Whether the noun after it is one of people or bodies: "opposition leaders", but "regime change".
    fn modifies_a_role(&self, tokens: TokenRange) -> bool {
        self.nouns.iter().any(|noun| noun.tokens.start == tokens.end)
    }

    /// "The anti-Assad opposition": that of the state to which the person belongs.
    fn mention_opponents(&mut self, tokens: TokenRange, role: &Role) -> bool {
        let Some(last) = self.syntax.before(tokens.start) else { return false };
        let Some(hit) = self.hit_at(last) else { return false };
        let Target::Lexicon { entry, .. } = hit.target else { return false };
        let name = hit.tokens;
        let prefix = self
            .syntax
            .before(name.start)
            .filter(|hyphen| self.syntax.is(*hyphen, &["-"]))
            .and_then(|hyphen| self.syntax.before(hyphen))
            .filter(|prefix| self.syntax.is(*prefix, &["anti"]));
        if prefix.is_none() || role.prefix != "group" {
            return false;
        }
        let state = self
            .entry(entry)
            .filter(|person| person.kind() == ActorKind::Person)
            .and_then(|person| person.country())
            .and_then(|country| self.lexicon.state(country));
        let Some(state) = state else { return false };
        let composed = self.lexicon.compose(role, state);
        let actor = self.actor(composed);
        self.mention(tokens, actor, MentionForm::Nominal, 0.75, "opponents of a person");
        true
    }

    /// Whether the place after the noun is only where they are: troops in Syria need not be Syrian.
    fn is_abroad(&self, role: &Role, member: bool, tokens: TokenRange, owner: Owner) -> bool {
        let after = self.syntax.after(TokenIndex(tokens.end.0 - 1));
        let of = after.is_some_and(|case| {
            let military = role.code.as_deref() == Some("MIL");
            self.syntax.is(case, if military { &["of", "from"] } else { &["of"] })
        });
        let travels = role.of_anyone
            || role.code.as_deref() == Some("MIL")
            || (role.prefix == "gov" && member)
            || matches!(role.kind, ActorKind::Media | ActorKind::Company)
            || matches!(&role.name[..], "embassy" | "diplomats" | "inspectors");
        owner.tokens.start >= tokens.end && !of && travels
    }

    /// The role with the nouns that only round it off: "rebel alliance", "opposition groups".
    pub(super) fn with_group_nouns(&self, mut tokens: TokenRange) -> TokenRange {
        while let Some(after) = self.syntax.after(TokenIndex(tokens.end.0 - 1)) {
            let rounds_off = self.facts(after).is_some_and(|facts| facts.group_noun.is_some())
                && matches!(self.syntax.tag(after), UniversalTag::Noun | UniversalTag::ProperNoun)
                && self.hit_at(after).is_none();
            if !rounds_off {
                break;
            }
            tokens.end = TokenIndex(after.0 + 1);
        }
        tokens
    }

    pub(super) fn mention_role(&mut self, tokens: TokenRange, role: &Role, owner: Owner) -> bool {
        let whole = TokenRange {
            start: owner.tokens.start.min(tokens.start),
            end: owner.tokens.end.max(tokens.end),
        };
        let of = self.mentions[owner.mention].actor;
        let one_of_many = role.kind == ActorKind::People
            && self.syntax.token(TokenIndex(tokens.end.0 - 1)).penn == PennTag::NN
            && self
                .syntax
                .before(whole.start)
                .is_some_and(|before| self.syntax.is(before, &["a", "an", "one"]));
        if one_of_many {
            return false;
        }
        if role.of_anyone {
            return self.mention_role_of_anyone(whole, role, owner);
        }
        let entry = self.known[of.index()].entry.and_then(|entry| self.entry(entry));
        let composed = match (self.kind_of(of), entry) {
            (ActorKind::State | ActorKind::People | ActorKind::Place, Some(entry)) => {
                Some(self.lexicon.compose(role, entry))
            }
            (ActorKind::Person, Some(entry)) if role.kind == ActorKind::GovernmentBody => entry
                .country()
                .and_then(|country| self.lexicon.state(country))
                .map(|state| self.lexicon.compose(role, state)),
            (ActorKind::Person | ActorKind::Place | ActorKind::Other | ActorKind::State, _) => None,
            (ActorKind::GovernmentBody, _) if role.kind != ActorKind::GovernmentBody => None,
            _ => {
                self.mention(whole, of, MentionForm::Nominal, 0.75, "its people");
                return true;
            }
        };
        let Some(composed) = composed else { return false };
        let actor = self.actor(composed);
        let already =
            self.mentions.iter().any(|known| known.tokens == whole && known.actor == actor);
        if !already {
            self.mention(whole, actor, MentionForm::Nominal, 0.85, "role with its owner");
        }
        true
    }

    /// "Mousavi supporters", "critics of the Polish government": a role that composes with anybody.
    fn mention_role_of_anyone(&mut self, whole: TokenRange, role: &Role, owner: Owner) -> bool {
        let Some(mention) = self.mentions.get(owner.mention) else { return false };
        let Some(of) = self.actors.get(mention.actor.index()) else { return false };
        if mention.form == MentionForm::Adjective || of.kind == ActorKind::Place {
            return false;
        }
        let composed = self.lexicon.compose_with_anyone(role, of);
        let actor = self.actor(composed);
        self.mention(whole, actor, MentionForm::Nominal, 0.8, "role with its owner");
        true
    }

    /// The only actor that the same role makes in the article.
    fn same_role_in_article(&self, role: &Role) -> Option<ActorIndex> {
        let made = |id: &ActorId| {
            id.as_str().split_once(':').is_some_and(|(prefix, rest)| {
                prefix == role.prefix
                    && rest.split_once('/').is_some_and(|(_, name)| name == role.name)
            })
        };
        let mut all = (0u32..)
            .map(ActorIndex)
            .zip(&self.actors)
            .filter(|(_, actor)| made(&actor.id))
            .map(|(index, _)| index);
        all.next().filter(|_| all.next().is_none())
    }

    /// The one state in which the sentence takes place.
    fn state_of_sentence(&self, token: TokenIndex) -> Option<u32> {
        let sentence = self.syntax.sentence_tokens(token);
        let mut states = self.hits.iter().filter_map(|hit| match hit.target {
            Target::Lexicon { entry, .. } if sentence.contains(hit.tokens.start) => {
                let head = self.syntax.head_of(hit.tokens);
                let within = self
                    .syntax
                    .preposition(head)
                    .is_some_and(|case| matches!(case, "in" | "inside" | "across" | "throughout"));
                let is_state = self.entry(entry)?.kind() == ActorKind::State;
                (within && is_state).then_some(entry)
            }
            _ => None,
        });
        let first = states.next()?;
        states.all(|other| other == first).then_some(first)
    }

    /// The state that the article is about, if the sentences around speak of no other, or the article
    /// names it far more often: the one whose names, places and people it names most.
    fn state_of_article(&self, token: TokenIndex) -> Option<u32> {
        let sentence = self.syntax.sentence(token).0;
        let mut counts: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
        for hit in &self.hits {
            let Target::Lexicon { entry, .. } = hit.target else { continue };
            let Some(country) = self.entry(entry).and_then(ActorEntry::country) else { continue };
            let at = self.syntax.sentence(hit.tokens.start).0;
            let (count, near) = counts.entry(country).or_default();
            *count += 1;
            *near |= at <= sentence && sentence - at <= 2;
        }
        // Named once in passing, a state does not make "the opposition" its own; "Congress" is another's
        // name.
        let named = self.syntax.form(token).starts_with(char::is_uppercase)
            && self.syntax.before(token).is_some();
        let needed = if named { 1 } else { 2 };
        let most = counts.values().map(|(count, _)| *count).max()?;
        let mut leading = counts.iter().filter(|(_, (count, _))| *count == most);
        let (&country, &(_, near)) = leading.next()?;
        let others_near = counts.iter().any(|(other, (count, near))| {
            *other != country && *near && *count * CLEARLY_MORE > most
        });
        let clear = most >= needed
            && leading.next().is_none()
            && (near || counts.len() == 1)
            && !others_near;
        let id = clear.then(|| self.lexicon.state(country)).flatten()?.id.clone();
        self.lexicon.position(&id)
    }
}
