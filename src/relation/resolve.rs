//! From the token that heads an argument to the actor that is meant.
//!
//! The argument's head decides: "Syrian tanks" stand for Syria, "the delivery of missiles from
//! Saudi Arabia" for Saudi Arabia, "the Syrian conflict" for nobody. What transfers is data
//! (`lexicon/arguments.toml`).

use super::arguments::Arguments;
use crate::actor::{ActorKind, ArticleActors, Mention, MentionForm};
use crate::language::{DependencyLabel as Label, PennTag, TokenIndex, UniversalTag};
use std::iter::once_with;

const NONE: u32 = u32::MAX;
/// How many nouns an argument may be passed on through: "members of a group of rebels".
const MAXIMUM_DEPTH: u8 = 3;
/// What is left of the confidence after passing through a noun that belongs to the actor.
const TRANSFER_FACTOR: f64 = 0.88;
/// What is left of it where nothing is known of the noun but whose it is.
const OWNER_FACTOR: f64 = 0.8;
/// What is left of it after passing through "members of", "thousands of".
const PARTITIVE_FACTOR: f64 = 0.97;
/// What is left of it where the mention was found by its words, not by its head.
const COVERED_FACTOR: f64 = 0.9;
/// What is left of it where "such a meeting" points back to somebody's invitation.
const ANAPHORA_FACTOR: f64 = 0.85;
/// What is left of it for those whom "each other" points back to.
const RECIPROCAL_FACTOR: f64 = 0.95;
/// How many sentences back "such a meeting" may point.
const ANAPHORA_SENTENCES: usize = 2;

/// An argument that refers to an actor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolved {
    /// Position of the mention among the article's mentions.
    pub mention: usize,
    /// How sure the way from the argument to the mention is, 0..1.
    pub factor: f64,
}

/// How far an argument may lie from the actor that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It names or describes the actor itself.
    Itself,
    /// It is something that is known to stand for whose it is: who acts through "Syrian tanks".
    Known,
    /// It is anything of the actor's: whom it hits when "Syrian cement" is blocked.
    Anything,
}

/// Looks up which actor a token stands for.
pub struct Resolver<'finder> {
    arguments: &'finder Arguments<'finder>,
    actors: &'finder ArticleActors,
    by_head: Vec<u32>,
    covering: Vec<u32>,
}

impl<'finder> Resolver<'finder> {
    /// Indexes the mentions of an article by their tokens.
    pub fn new(arguments: &'finder Arguments<'finder>, actors: &'finder ArticleActors) -> Self {
        let count = arguments.trees.document.tokens.len();
        let (mut by_head, mut covering) = (vec![NONE; count], vec![NONE; count]);
        let length = |index: u32| {
            actors.mentions.get(index as usize).map_or(0, |mention| mention.tokens.len())
        };
        for (index, mention) in actors.mentions.iter().enumerate() {
            let index = index as u32;
            if let Some(known) = by_head.get_mut(mention.head.index()) {
                // Of mentions with one head the outermost is meant.
                if *known == NONE || length(*known) < length(index) {
                    *known = index;
                }
            }
            for token in mention.tokens.iter() {
                if let Some(known) = covering.get_mut(token.index())
                    && (*known == NONE || length(*known) > length(index))
                {
                    *known = index;
                }
            }
        }
        Self { arguments, actors, by_head, covering }
    }

    /// The mention whose head is `token`.
    pub fn mention_at(&self, token: TokenIndex) -> Option<usize> {
        self.by_head.get(token.index()).filter(|&&index| index != NONE).map(|&index| index as usize)
    }

    /// The innermost mention that holds `token`.
    pub fn mention_over(&self, token: TokenIndex) -> Option<usize> {
        self.covering
            .get(token.index())
            .filter(|&&index| index != NONE)
            .map(|&index| index as usize)
    }

    /// The actors that an argument stands for, as far away as `reach`.
    pub fn resolve(&self, token: TokenIndex, reach: Reach) -> Vec<Resolved> {
        let mut found = Vec::new();
        self.collect(token, reach, 1.0, 0, &mut found);
        found
    }

    /// Whether the parse takes a word for one more of a list that belongs to a longer name: "UN" in
    /// "Lavrov and UN envoy Staffan de Mistura".
    fn is_split_off(&self, token: TokenIndex, mention: usize) -> bool {
        if self.arguments.trees.label(token) != Label::CONJ {
            return false;
        }
        let Some(own) = self.actors.mentions.get(mention) else { return false };
        self.actors
            .mentions_in(own.sentence)
            .any(|(_, other)| other.span != own.span && other.span.contains(own.span))
    }

    /// The other actors that the words of a mention stand for: "the two sides", "they".
    fn in_same_words(&self, mention: usize) -> impl Iterator<Item = usize> {
        let own = self.actors.mentions.get(mention).map(|found| found.tokens);
        let same = move |other: &usize| {
            self.actors.mentions.get(*other).is_some_and(|found| Some(found.tokens) == own)
        };
        // Mentions of the same words stand next to each other.
        let before = (0..mention).rev().take_while(same);
        before.chain((mention + 1..self.actors.mentions.len()).take_while(same))
    }

    /// The other actors of a noun that several owners share: "Greek and Macedonian leaders".
    fn joined_with(&self, mention: usize) -> impl Iterator<Item = usize> {
        let role = |found: &Mention| {
            let id = self.actors.actor_of(found)?.id.as_str();
            let (prefix, rest) = id.split_once(':')?;
            let (_, role) = rest.split_once('/')?;
            (found.form == MentionForm::Nominal).then_some((found.head, prefix, role))
        };
        let shared = self.actors.mentions.get(mention).and_then(|own| Some((own, role(own)?)));
        shared.into_iter().flat_map(move |(own, shared)| {
            self.actors
                .mentions_in(own.sentence)
                .filter(move |(other, found)| *other != mention && role(found) == Some(shared))
                .map(|(other, _)| other)
        })
    }

    fn collect(
        &self,
        token: TokenIndex,
        reach: Reach,
        factor: f64,
        depth: u8,
        found: &mut Vec<Resolved>,
    ) {
        if depth > MAXIMUM_DEPTH {
            return;
        }
        if self.is_reciprocal(token) {
            self.each_other(token, factor, depth, found);
            return;
        }
        if let Some(person) = self.person_beside(token) {
            found.push(Resolved { mention: person, factor: factor * COVERED_FACTOR });
            return;
        }
        if let Some(mention) = self.mention_at(token) {
            if !self.is_split_off(token, mention) {
                let others = self.in_same_words(mention).chain(self.joined_with(mention));
                let all = std::iter::once(mention).chain(others);
                let known = found.len();
                found.extend(all.map(|mention| Resolved { mention, factor }));
                if found.len() == known + 1 {
                    self.listed_before(token, factor, found);
                }
            }
            return;
        }
        let trees = self.arguments.trees;
        if self.arguments.grammar.is_partitive(trees.lemma(token))
            || trees.token(token).tag == UniversalTag::Numeral
        {
            let parts = self.arguments.obliques_marked(token, &["of"]);
            for part in &parts {
                self.collect(*part, reach, factor * PARTITIVE_FACTOR, depth + 1, found);
            }
            if !found.is_empty() {
                return;
            }
        }
        // An apposition names it, or the rest of a name whose first word the mention leaves out.
        let renaming = [Label::APPOS, Label::FLAT];
        if let Some(renamed) =
            trees.children_with(token, &renaming).find_map(|child| self.mention_at(child))
        {
            found.push(Resolved { mention: renamed, factor: factor * COVERED_FACTOR });
            return;
        }
        if let Some(mention) = self.covering_name(token) {
            found.push(Resolved { mention, factor: factor * COVERED_FACTOR });
            return;
        }
        if reach != Reach::Itself {
            self.transfer(token, reach, factor * TRANSFER_FACTOR, depth, found);
            if found.is_empty() && reach == Reach::Known {
                for sender in self.arguments.senders(token) {
                    self.collect(sender, Reach::Itself, factor * TRANSFER_FACTOR, depth + 1, found);
                }
            }
            if found.is_empty()
                && let Some(event) = self.earlier_event(token)
            {
                let factor = factor * TRANSFER_FACTOR * ANAPHORA_FACTOR;
                self.transfer(event, reach, factor, depth, found);
            }
        }
    }

    /// Whether the token is the first word of "each other" or "one another", or the last of "the
    /// other" of whom "each" is the subject.
    fn is_reciprocal(&self, token: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        let grammar = self.arguments.grammar;
        let each = |subject: TokenIndex| {
            grammar.is_each(trees.lemma(subject))
                || trees
                    .children_with(subject, &[Label::DET, Label::CC_PRECONJ])
                    .any(|word| grammar.is_each(trees.lemma(word)))
        };
        grammar.is_reciprocal(trees.lemma(token), trees.lemma(TokenIndex(token.0 + 1)))
            || trees.lemma(token) == "other" && self.subjects_above(token).into_iter().any(each)
    }

    /// The subjects of the clause that holds the token.
    fn subjects_above(&self, token: TokenIndex) -> Vec<TokenIndex> {
        let trees = self.arguments.trees;
        let is_verb = |&above: &TokenIndex| trees.token(above).tag == UniversalTag::Verb;
        let verb = trees.ancestors(token).find(is_verb);
        verb.map(|verb| self.arguments.surface_subjects(verb)).unwrap_or_default()
    }

    /// "accused each other": those that the subject of the clause names.
    fn each_other(&self, token: TokenIndex, factor: f64, depth: u8, found: &mut Vec<Resolved>) {
        for subject in self.subjects_above(token) {
            self.collect(subject, Reach::Known, factor * RECIPROCAL_FACTOR, depth + 1, found);
        }
    }

    /// "the envoy of the UN, Jan Kubitz": a title without its name stands for whose it is, but the
    /// apposition says who acts.
    fn person_beside(&self, title: TokenIndex) -> Option<usize> {
        let trees = self.arguments.trees;
        let own = self.actors.mentions.get(self.mention_at(title)?)?;
        let singular = trees.token(title).penn == PennTag::NN;
        if own.form != MentionForm::Nominal
            || !singular
            || self.actors.actor_of(own)?.kind == ActorKind::Person
        {
            return None;
        }
        trees.children_with(title, &[Label::APPOS]).find_map(|child| {
            let mention = self.mention_at(child)?;
            let named = self.actors.mentions.get(mention)?.form == MentionForm::Name;
            (named && self.kind(mention) == Some(ActorKind::Person)).then_some(mention)
        })
    }

    /// "the UN and aid agencies": the parse takes a name listed before a noun for a part of it. So it
    /// does with the first adjective of "Russian and Turkish troops".
    fn listed_before(&self, noun: TokenIndex, factor: f64, found: &mut Vec<Resolved>) {
        let trees = self.arguments.trees;
        for child in trees.children_with(noun, &[Label::COMPOUND, Label::AMOD]) {
            let wanted = if trees.label(child) == Label::AMOD {
                MentionForm::Adjective
            } else {
                MentionForm::Name
            };
            let named = self.mention_at(child).filter(|&mention| {
                let joined = trees.lemma(TokenIndex(child.0 + 1)) == "and";
                let form = self.actors.mentions.get(mention).map(|found| found.form);
                child < noun && joined && form == Some(wanted)
            });
            found.extend(named.map(|mention| Resolved { mention, factor }));
        }
    }

    /// A name that ends or begins with this token although its head is another one.
    fn covering_name(&self, token: TokenIndex) -> Option<usize> {
        let mention = self.mention_over(token)?;
        let found = self.actors.mentions.get(mention)?;
        let trees = self.arguments.trees;
        let inside = |other: TokenIndex| found.tokens.iter().any(|own| own == other);
        let heads = trees.head(token).is_none_or(|head| !inside(head));
        let at_edge = found.tokens.start == token || found.tokens.end.0 == token.0 + 1 || heads;
        (at_edge && found.form != MentionForm::Adjective).then_some(mention)
    }

    /// Passes a noun's argument on to whom it belongs to, where its kind allows it.
    fn transfer(
        &self,
        noun: TokenIndex,
        reach: Reach,
        factor: f64,
        depth: u8,
        found: &mut Vec<Resolved>,
    ) {
        let trees = self.arguments.trees;
        let grammar = self.arguments.grammar;
        let lemma = trees.lemma(noun);
        let known = grammar.transfer(lemma);
        if grammar.is_another(lemma) || known.is_none() && reach != Reach::Anything {
            return;
        }
        let never = grammar.never_transfers(lemma);
        let factor = if known.is_some() { factor } else { factor * OWNER_FACTOR };
        if grammar.is_suffered(lemma) {
            self.doers(noun, factor, depth, found);
            return;
        }
        let each_others = trees
            .children_with(noun, &[Label::DET])
            .filter(|&determiner| self.is_reciprocal(determiner));
        let owners = trees
            .children_with(noun, &[Label::NMOD_POSS])
            .filter(|&owner| !self.is_hyphenated(owner))
            .chain(each_others)
            .flat_map(|owner| trees.with_conjuncts(owner));
        for owner in owners.collect::<Vec<_>>() {
            self.collect(owner, Reach::Known, factor, depth + 1, found);
        }
        if grammar.is_follower(lemma) {
            found.retain(|one| self.kind(one.mention) != Some(ActorKind::Person));
        }
        if never {
            // "Syria's history" is not Syria; but what is a person's is nobody else's.
            found.retain(|one| self.kind(one.mention) == Some(ActorKind::Person));
            return;
        }
        if found.is_empty() {
            self.modifiers(noun, factor, found);
            // "Syrian cement" is Syria's, but "the Qandil mountains" and "a Jewish centre" are not.
            found.retain(|one| known.is_some() || !self.is_mere_origin(one.mention));
        }
        let Some(prepositions) = known else {
            if found.is_empty() {
                self.owner_after_of(noun, factor, found);
            }
            return;
        };
        let phrases = prepositions
            .iter()
            .map(|preposition| self.arguments.obliques_marked(noun, &[preposition]));
        let owners = phrases
            .chain(once_with(|| self.arguments.belonging(noun)))
            .chain(once_with(|| self.arguments.makers(noun)));
        if !found.is_empty() {
            return;
        }
        for owners in owners {
            for owner in owners {
                self.collect(owner, Reach::Known, factor, depth + 1, found);
            }
            if !found.is_empty() {
                return;
            }
        }
    }

    /// Who does what others suffer: "Syria's bombing of X", "the arrest of X by Syria", but neither
    /// X nor, of a murder, whose it is.
    fn doers(&self, noun: TokenIndex, factor: f64, depth: u8, found: &mut Vec<Resolved>) {
        let trees = self.arguments.trees;
        let arguments = self.arguments;
        let suffering = arguments.grammar.is_suffering(trees.lemma(noun));
        let apart = |phrases: Vec<TokenIndex>, found: &mut Vec<Resolved>| {
            for phrase in phrases {
                self.collect(phrase, Reach::Known, factor, depth + 1, found);
            }
        };
        if !suffering || !arguments.obliques_marked(noun, &["of"]).is_empty() {
            let owners = trees.children_with(noun, &[Label::NMOD_POSS]);
            apart(owners.flat_map(|owner| trees.with_conjuncts(owner)).collect(), found);
            if found.is_empty() {
                self.modifiers(noun, factor, found);
            }
        }
        if found.is_empty() {
            apart(arguments.agents(noun), found);
        }
        if found.is_empty() {
            apart(arguments.makers(noun), found);
        }
    }

    /// "the contributions of Obama" are his; "the streets of Ukraine" are a place.
    fn owner_after_of(&self, noun: TokenIndex, factor: f64, found: &mut Vec<Resolved>) {
        for phrase in self.arguments.obliques_marked(noun, &["of"]) {
            if let Some(mention) = self.mention_at(phrase).filter(|&owner| !self.is_place(owner)) {
                found.push(Resolved { mention, factor });
            }
        }
    }

    /// What "such a meeting" or "this offer" points back to: the latest noun of the same kind, in
    /// its sentence or shortly before, that somebody owns.
    fn earlier_event(&self, noun: TokenIndex) -> Option<TokenIndex> {
        let trees = self.arguments.trees;
        let grammar = self.arguments.grammar;
        let pointing = trees.children(noun).any(|child| grammar.points_back(trees.lemma(child)));
        if !pointing {
            return None;
        }
        let kind = grammar.event_kind(trees.lemma(noun))?;
        let sentence = trees.document.sentence_of(noun)?;
        let first = sentence.index().saturating_sub(ANAPHORA_SENTENCES);
        let start = trees.document.sentences.get(first)?.tokens.start;
        (start.0..noun.0).rev().map(TokenIndex).find(|&earlier| {
            let lemma = trees.lemma(earlier);
            grammar.event_kind(lemma) == Some(kind) && grammar.transfer(lemma).is_some()
        })
    }

    /// The actors that stand before a noun as its adjectives or compounds: "Syrian tanks".
    pub fn modifiers(&self, noun: TokenIndex, factor: f64, found: &mut Vec<Resolved>) {
        self.modifiers_within(noun, factor, 1, found);
    }

    fn modifiers_within(
        &self,
        noun: TokenIndex,
        factor: f64,
        depth: u8,
        found: &mut Vec<Resolved>,
    ) {
        found.extend(self.modifier_groups(noun, factor).into_iter().flatten());
        // "the North Korea missile threat": the name may belong to what stands before the noun.
        if found.is_empty() && depth > 0 {
            let trees = self.arguments.trees;
            let labels = [Label::COMPOUND];
            for child in trees.children_with(noun, &labels).filter(|&child| child < noun) {
                self.modifiers_within(child, factor, depth - 1, found);
            }
        }
    }

    /// The same, those that are coordinated together: "US and Russian" in "US and Russian proposals".
    pub fn modifier_groups(&self, noun: TokenIndex, factor: f64) -> Vec<Vec<Resolved>> {
        let trees = self.arguments.trees;
        let labels = [Label::AMOD, Label::COMPOUND, Label::NMOD_DESC, Label::NMOD];
        let before = trees.children_with(noun, &labels).filter(|&child| {
            child < noun && !self.is_hyphenated(child) && !self.is_prefixed(child)
        });
        before
            .map(|child| {
                let parts = trees.with_conjuncts(child).into_iter();
                let mentions = parts.filter_map(|part| self.mention_at(part));
                mentions.map(|mention| Resolved { mention, factor }).collect()
            })
            .collect()
    }

    /// Whether the token is a person or firm that does not act for the state it belongs to.
    pub fn is_private_person(&self, token: TokenIndex) -> bool {
        self.mention_at(token).is_none()
            && self.arguments.grammar.is_private_person(self.arguments.trees.lemma(token))
    }

    /// Whether the token stands before a hyphen: what "US" is in "US-backed rebels" another pattern says.
    fn is_hyphenated(&self, token: TokenIndex) -> bool {
        self.arguments.trees.is_hyphen(TokenIndex(token.0 + 1))
    }

    /// Whether a prefix that says for or against stands before the token: "an anti-Assad bill".
    fn is_prefixed(&self, token: TokenIndex) -> bool {
        let trees = self.arguments.trees;
        let before = |distance: u32| TokenIndex(token.0.saturating_sub(distance));
        let prefixed = || {
            ["anti", "pro"].iter().any(|prefix| trees.form(before(2)).eq_ignore_ascii_case(prefix))
        };
        token.0 >= 2 && trees.is_hyphen(before(1)) && prefixed()
    }

    /// Whether the mention, before a noun, is what the noun is about, not whose it is: "Iran
    /// sanctions", but "Iranian sanctions".
    pub fn is_topic(&self, mention: usize) -> bool {
        self.is_place(mention)
            && self
                .actors
                .mentions
                .get(mention)
                .is_some_and(|found| found.form == MentionForm::Name)
    }

    /// Whether the mention names a place or a state.
    pub fn is_place(&self, mention: usize) -> bool {
        matches!(self.kind(mention), Some(ActorKind::Place | ActorKind::State))
    }

    /// Whether the mention, before a noun, may only say of what nation or party somebody is.
    pub fn is_trait(&self, mention: usize) -> bool {
        let form = self.actors.mentions.get(mention).map(|found| found.form);
        form == Some(MentionForm::Adjective) || self.kind(mention) == Some(ActorKind::Party)
    }

    fn is_mere_origin(&self, mention: usize) -> bool {
        matches!(self.kind(mention), Some(ActorKind::Place | ActorKind::People))
    }

    /// Of what kind the actor of the mention is.
    pub fn kind(&self, mention: usize) -> Option<ActorKind> {
        let found = self.actors.mentions.get(mention)?;
        self.actors.actor_of(found).map(|actor| actor.kind)
    }

    /// Whether the mention is of an organisation whose people act for it.
    pub fn is_organisation(&self, mention: usize) -> bool {
        let organisations = [
            ActorKind::ArmedGroup,
            ActorKind::Party,
            ActorKind::InternationalOrganisation,
            ActorKind::Company,
            ActorKind::Media,
        ];
        self.kind(mention).is_some_and(|kind| organisations.contains(&kind))
    }

    /// Whether the mention may be who does something: a place may not.
    pub fn may_act(&self, mention: usize) -> bool {
        self.actors.mentions.get(mention).is_some_and(|found| {
            !found.place
                && self.actors.actor_of(found).is_some_and(|actor| actor.kind != ActorKind::Place)
        })
    }
}
