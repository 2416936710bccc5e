//! Later mentions by other words: acronyms in brackets, "the group", appositions.

use super::Reading;
use super::names::{NameHit, Target};
use super::syntax::SUBJECTS;
use crate::actor::automaton::Shape;
use crate::actor::{ActorIndex, ActorKind, MentionForm};
use crate::language::{DependencyLabel, PennTag, TokenIndex, TokenRange, UniversalTag};

/// How nouns end that name persons by what they do or come from.
const PERSON_ENDINGS: [&str; 8] = ["er", "or", "ist", "ian", "man", "woman", "crat", "ee"];
/// How many sentences back "the group" may look for whom it names.
const SENTENCES_BACK: u32 = 6;

impl Reading<'_> {
    /// "Free Syrian Army (FSA)": the acronym names the same actor, there and later.
    pub(super) fn link_acronyms(&mut self) {
        let mut acronyms: Vec<(String, ActorIndex)> = Vec::new();
        for position in 0..self.mentions.len() {
            let mention = &self.mentions[position];
            if mention.form != MentionForm::Name || mention.tokens.len() < 2 {
                continue;
            }
            let (tokens, actor) = (mention.tokens, mention.actor);
            if let Some(acronym) = self.acronym_after(tokens) {
                acronyms.push((self.syntax.form(acronym).to_owned(), actor));
            }
        }
        for (acronym, actor) in acronyms {
            for index in 0..self.syntax.document.tokens.len() as u32 {
                let token = TokenIndex(index);
                if self.syntax.form(token) == acronym {
                    self.rename(token, actor, &acronym);
                }
            }
        }
    }

    /// The acronym in brackets right after a name, if its letters are those of the name.
    fn acronym_after(&self, name: TokenRange) -> Option<TokenIndex> {
        let open = self.syntax.after(TokenIndex(name.end.0 - 1))?;
        let acronym = self.syntax.after(open)?;
        let close = self.syntax.after(acronym)?;
        let bracketed = self.syntax.is(open, &["("]) && self.syntax.is(close, &[")"]);
        let form = self.syntax.form(acronym);
        let upper = form.len() >= 2
            && Shape::of(form) == Shape::Upper
            && form.chars().all(|letter| letter.is_alphanumeric());
        let initials = name.iter().filter_map(|token| self.syntax.form(token).chars().next());
        let shared = initials.filter(|initial| form.contains(initial.to_ascii_uppercase())).count();
        (bracketed && upper && shared * 2 > form.chars().count()).then_some(acronym)
    }

    /// Makes the single token a mention of `actor`, in place of what it was before.
    fn rename(&mut self, token: TokenIndex, actor: ActorIndex, acronym: &str) {
        let tokens = TokenRange::new(token.0, token.0 + 1);
        let reason = format!("acronym of {}", self.name_of(actor));
        if let Some(mention) = self.mentions.iter_mut().find(|mention| mention.tokens == tokens) {
            mention.actor = actor;
            mention.reason = reason;
        } else if self.hit_at(token).is_none() || self.syntax.form(token) == acronym {
            let inside = self
                .mentions
                .iter()
                .any(|mention| mention.form == MentionForm::Name && mention.tokens.contains(token));
            if !inside {
                self.push_hit(NameHit { tokens, target: Target::Nothing });
                self.mention(tokens, actor, MentionForm::Name, 0.9, reason);
            }
        }
    }

    /// "the group", "the ministry", "the country": the last actor that its noun may name.
    pub(super) fn link_definite_nominals(&mut self) {
        let count = self.syntax.document.tokens.len() as u32;
        for index in 0..count {
            let determiner = TokenIndex(index);
            if !self.syntax.is(determiner, &["the", "this", "that"])
                || self.syntax.label(determiner) != DependencyLabel::DET
            {
                continue;
            }
            let Some(noun) = self.syntax.head(determiner).filter(|noun| *noun > determiner) else {
                continue;
            };
            let tokens = TokenRange::new(index + 1, noun.0 + 1);
            if tokens.len() > 3 || !self.is_plain_noun(tokens, noun) {
                continue;
            }
            let role = self.mentions.iter().any(|mention| mention.tokens == tokens);
            let generic = self.facts(noun).is_some_and(|facts| facts.group_noun == Some(false));
            if role && !(generic && tokens.len() > 1) {
                continue;
            }
            if let Some(actor) = self.last_with_head(noun, tokens) {
                let reason = format!("the {} is {}", self.syntax.form(noun), self.name_of(actor));
                self.drop_nominals_in(tokens);
                self.mention(tokens, actor, MentionForm::Nominal, 0.7, reason);
            }
        }
    }

    /// Whether the words name somebody by a common noun that nothing else narrows down.
    fn is_plain_noun(&self, tokens: TokenRange, noun: TokenIndex) -> bool {
        let narrowed = self.syntax.children(noun).iter().any(|&child| {
            // "asked the council to act": the infinitive may hang on the noun, but narrows nothing.
            let infinitive = self.syntax.child(child, &[DependencyLabel::MARK]).is_some();
            [DependencyLabel::NMOD, DependencyLabel::ACL, DependencyLabel::ACL_RELCL]
                .contains(&self.syntax.label(child))
                && child > noun
                && !(self.syntax.label(child) == DependencyLabel::ACL && infinitive)
        });
        let named = tokens.iter().any(|token| self.hit_at(token).is_some());
        self.syntax.token(noun).penn == PennTag::NN
            && self.syntax.tag(noun) == UniversalTag::Noun
            && !narrowed
            && !named
    }

    /// The last actor before whose name, or kind, has this noun. "The opposition group" wants one
    /// whose code or name agrees with "opposition".
    pub(super) fn last_with_head(
        &self,
        noun: TokenIndex,
        tokens: TokenRange,
    ) -> Option<ActorIndex> {
        let lemma = self.syntax.lemma(noun).to_lowercase();
        let sentence = self.syntax.sentence(noun);
        let roles: Vec<&str> = self
            .nouns
            .iter()
            .filter(|hit| tokens.contains(hit.tokens.start))
            .flat_map(|hit| &hit.values)
            .filter_map(|value| match value {
                super::index::NounValue::Body(role) => self.lexicon.roles().get(*role as usize),
                _ => None,
            })
            .filter_map(|role| role.code.as_deref())
            .collect();
        let modified = tokens.len() > 1;
        let agrees = |actor: ActorIndex| {
            let code = self.actors.get(actor.index()).and_then(|actor| actor.code.as_deref());
            let known = self.known.get(actor.index());
            known.is_some_and(|known| known.heads.contains(&lemma))
                && (!modified
                    || code.is_some_and(|code| {
                        roles.iter().any(|role| {
                            code.ends_with(role) || (*role == "OPP" && code.ends_with("REB"))
                        })
                    }))
        };
        let state = self.lexicon.state("USA").is_some()
            && matches!(&lemma[..], "country" | "nation" | "kingdom" | "republic");
        let before: Vec<&crate::actor::Mention> = self
            .mentions
            .iter()
            .filter(|mention| {
                mention.tokens.end <= tokens.start
                    && sentence.0 - mention.sentence.0 <= SENTENCES_BACK
                    && mention.form != MentionForm::Pronoun
                    && (!state || mention.form == MentionForm::Name)
                    && !matches!(self.kind_of(mention.actor), ActorKind::Person | ActorKind::Place)
                    && agrees(mention.actor)
            })
            .collect();
        // Of those in the last sentence its subject is what it is about.
        let last = before
            .iter()
            .max_by_key(|mention| {
                let subject = SUBJECTS.contains(&self.syntax.label(mention.head));
                (mention.sentence, subject, mention.tokens.start)
            })?
            .actor;
        // "The country" among several states is anybody's guess.
        let rivals = before.iter().any(|mention| mention.actor != last);
        (!(state && rivals)).then_some(last)
    }

    /// Whether the common noun is one of persons: of the lexicon, or by how it ends. What stands after
    /// a comma may be anything: "met Maduro in Caracas, a visit that ...".
    fn names_a_person(&self, noun: TokenIndex) -> bool {
        let lemma = self.syntax.lemma(noun);
        let ends = |ending: &&str| lemma.ends_with(ending);
        self.nouns.iter().any(|hit| hit.tokens.contains(noun)) || PERSON_ENDINGS.iter().any(ends)
    }

    fn drop_nominals_in(&mut self, tokens: TokenRange) {
        let Some(position) = self
            .mentions
            .iter()
            .position(|mention| mention.tokens == tokens && mention.form == MentionForm::Nominal)
        else {
            return;
        };
        // The mention stays in its place, so that positions remain true; its actor changes below.
        self.mentions[position].tokens.end = self.mentions[position].tokens.start;
    }

    /// "Ankara, the Turkish capital": an apposition names the same actor, for persons and groups
    /// whose other half is a mention already or a plain noun phrase.
    pub(super) fn link_appositions(&mut self) {
        for index in 0..self.syntax.document.tokens.len() as u32 {
            let apposed = TokenIndex(index);
            if self.syntax.label(apposed) != DependencyLabel::APPOS {
                continue;
            }
            let Some(head) = self.syntax.head(apposed) else { continue };
            if self.mention_with_head(apposed).is_some() {
                continue;
            }
            let Some(first) = self.mention_with_head(head) else { continue };
            let actor = self.mentions[first].actor;
            let common = self.syntax.tag(apposed) == UniversalTag::Noun;
            let fits = match self.kind_of(actor) {
                ActorKind::Person => self.names_a_person(apposed),
                ActorKind::Place | ActorKind::State | ActorKind::People => false,
                _ => self.known[actor.index()]
                    .heads
                    .iter()
                    .any(|head| head == self.syntax.lemma(apposed)),
            };
            if common && fits && self.mentions[first].form == MentionForm::Name {
                let reason = format!("apposition to {}", self.name_of(actor));
                let tokens = TokenRange::new(apposed.0, apposed.0 + 1);
                self.mention(tokens, actor, MentionForm::Nominal, 0.75, reason);
            }
        }
    }
}
