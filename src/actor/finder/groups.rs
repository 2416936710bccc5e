//! Several actors in one word: "they" after "Lavrov and Kerry", "the two countries", "both sides".
//!
//! In come the mentions found so far; out come, for one stretch of text, as many mentions as there
//! are actors behind it. Conservative as the other pronouns: a third who might be meant as well, and
//! nobody is linked.

use super::Reading;
use super::syntax::SUBJECTS;
use crate::actor::lexicon::WordList;
use crate::actor::{ActorIndex, ActorKind, Mention, MentionForm};
use crate::language::{DependencyLabel, PennTag, TokenIndex, TokenRange, UniversalTag};

/// How many sentences back "the two sides" may look for who they are.
const SENTENCES_BACK: u32 = 3;

/// How many words up a phrase is followed to its head.
const LONGEST_PHRASE: usize = 8;
/// Words that speak of both of two.
const EACH: &[&str] = &["both", "each", "either", "neither"];

/// Who may be one of a pair, by the noun that names both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Members {
    /// "the two countries"
    States,
    /// "both presidents"
    Persons,
    /// "both sides": groups, bodies and states; where there are none, persons.
    Sides,
    /// "the two", "the pair": persons; where there are none, the others.
    Anybody,
}

impl Reading<'_> {
    /// "The two sides", "both countries", "the pair": the two actors named before.
    pub(super) fn link_pairs(&mut self) {
        for index in 0..self.syntax.document.tokens.len() as u32 {
            let noun = TokenIndex(index);
            let Some((tokens, members)) = self.pair_phrase(noun) else { continue };
            let Some(pair) = self.pair_before(tokens.start, noun, members) else { continue };
            let names: Vec<&str> = pair.iter().map(|&actor| self.name_of(actor)).collect();
            let reason = format!("both {}", names.join(" and "));
            for actor in pair {
                self.mention(tokens, actor, MentionForm::Nominal, 0.65, reason.clone());
            }
        }
    }

    /// The words that speak of two, and who they may be, if `noun` is their head.
    fn pair_phrase(&self, noun: TokenIndex) -> Option<(TokenRange, Members)> {
        let lemma = self.syntax.lemma(noun);
        let before = |token: TokenIndex| self.syntax.before(token);
        let argument = SUBJECTS.contains(&self.syntax.label(noun));
        // "Each accuses the other"
        if self.syntax.is(noun, EACH) && argument {
            let whole = self.syntax.children(noun).is_empty();
            return whole.then_some((TokenRange::new(noun.0, noun.0 + 1), Members::Anybody));
        }
        let first = before(noun)?;
        let definite = |token: TokenIndex| self.syntax.is(token, &["the", "these", "those"]);
        if self.syntax.is(noun, &["two", "pair", "duo"]) && definite(first) {
            let alone = self.syntax.after(noun).is_none_or(|after| {
                !matches!(
                    self.syntax.tag(after),
                    UniversalTag::Noun
                        | UniversalTag::ProperNoun
                        | UniversalTag::Adjective
                        | UniversalTag::Adposition
                )
            });
            return (alone && argument)
                .then_some((TokenRange::new(first.0, noun.0 + 1), Members::Anybody));
        }
        let members = self.pair_noun(noun, lemma)?;
        // "the two neighbouring countries": one adjective may stand in between.
        let adjective = self.syntax.tag(first) == UniversalTag::Adjective;
        let second = if adjective { before(first)? } else { first };
        if adjective && self.hit_at(first).is_some() {
            return None;
        }
        let start = if self.syntax.is(second, EACH) {
            second
        } else if self.syntax.is(second, &["two"]) {
            before(second).filter(|&token| definite(token))?
        } else {
            return None;
        };
        Some((TokenRange::new(start.0, noun.0 + 1), members))
    }

    /// Who two of what the noun names may be, where nothing else says who they are.
    fn pair_noun(&self, noun: TokenIndex, lemma: &str) -> Option<Members> {
        let plural = matches!(self.syntax.token(noun).penn, PennTag::NNS | PennTag::NNPS);
        let each = || {
            let determiners = [DependencyLabel::DET, DependencyLabel::CC_PRECONJ];
            let determiner = self.syntax.child(noun, &determiners);
            determiner.is_some_and(|word| self.syntax.is(word, EACH))
        };
        let narrowed = self.syntax.children(noun).iter().any(|&child| {
            let label = self.syntax.label(child);
            // "The two generals, who ...": after a comma the clause adds what is no condition.
            let added = label == DependencyLabel::ACL_RELCL
                && self.syntax.after(noun).is_some_and(|after| self.syntax.is(after, &[","]));
            let narrows = [DependencyLabel::NMOD, DependencyLabel::ACL_RELCL].contains(&label);
            child > noun && narrows && !added || label == DependencyLabel::NMOD_POSS
        });
        let named = self
            .mention_with_head(noun)
            .is_some_and(|mention| !self.mentions[mention].tokens.is_empty());
        if !(plural || each()) || narrowed || named {
            return None;
        }
        let lists = [
            (WordList::PairsOfStates, Members::States),
            (WordList::PairsOfPersons, Members::Persons),
            (WordList::PairsOfSides, Members::Sides),
        ];
        lists
            .into_iter()
            .find(|&(list, _)| self.lexicon.is_listed(list, lemma))
            .map(|(_, members)| members)
    }

    /// The two actors that were named last before `start`, if there is no third.
    fn pair_before(
        &self,
        start: TokenIndex,
        noun: TokenIndex,
        members: Members,
    ) -> Option<[ActorIndex; 2]> {
        let kinds: &[fn(ActorKind) -> bool] = match members {
            Members::States => &[is_state],
            Members::Persons => &[is_person],
            Members::Sides => &[is_side, is_person],
            Members::Anybody => &[is_person, is_side],
        };
        let outsider = self.who_addresses(noun);
        let may_be_meant = |mention: &Mention| {
            mention.tokens.end <= start
                && self.may_be_of_pair(mention, members)
                && outsider.is_none_or(|outsider| !self.is_within(mention.head, outsider))
        };
        if outsider.is_some_and(|outsider| self.syntax.tag(outsider) == UniversalTag::Pronoun) {
            return None;
        }
        let found = kinds.iter().map(|&fits| {
            self.last_named(self.syntax.sentence(start).0, |mention| {
                fits(self.kind_of(mention.actor)) && may_be_meant(mention)
            })
        });
        match found.into_iter().find(|found| !found.is_empty())?[..] {
            [one, other] => Some([one, other]),
            _ => None,
        }
    }

    /// The actors of fitting mentions, from the sentence `here` backwards until there are two.
    fn last_named(&self, here: u32, fits: impl Fn(&Mention) -> bool) -> Vec<ActorIndex> {
        let mut found = Vec::new();
        for sentence in (here.saturating_sub(SENTENCES_BACK)..=here).rev() {
            for mention in self.mentions.iter().filter(|mention| mention.sentence.0 == sentence) {
                if !found.contains(&mention.actor) && fits(mention) {
                    found.push(mention.actor);
                }
            }
            if found.len() > 1 {
                break;
            }
        }
        found
    }

    /// "The EU urged both sides": the subject of the verb whose argument `noun` is, or who wants it to
    /// do something, is none of the two.
    fn who_addresses(&self, noun: TokenIndex) -> Option<TokenIndex> {
        let above = self.syntax.head(noun)?;
        let label = self.syntax.label(noun);
        let arguments = [DependencyLabel::OBJ, DependencyLabel::IOBJ, DependencyLabel::OBL];
        if arguments.contains(&label) {
            return self.subject_over(above);
        }
        let infinitive = self
            .syntax
            .child(above, &[DependencyLabel::MARK])
            .is_some_and(|mark| self.syntax.is(mark, &["to"]));
        let wanted = SUBJECTS.contains(&label) && infinitive;
        self.syntax.head(above).filter(|_| wanted).and_then(|verb| self.subject_over(verb))
    }

    /// The subject of the verb; where that is a pronoun, of the clause that the verb is reported in:
    /// "France said it was working with both countries".
    fn subject_over(&self, verb: TokenIndex) -> Option<TokenIndex> {
        let subject = self.syntax.subject(verb)?;
        let report = self
            .syntax
            .head(verb)
            .filter(|_| self.syntax.label(verb) == DependencyLabel::CCOMP)
            .and_then(|speech| self.syntax.subject(speech));
        match self.syntax.tag(subject) {
            UniversalTag::Pronoun => report.or(Some(subject)),
            _ => Some(subject),
        }
    }

    /// Whether the token belongs to the phrase that `noun` heads.
    fn is_within(&self, token: TokenIndex, noun: TokenIndex) -> bool {
        std::iter::successors(Some(token), |&token| self.syntax.head(token))
            .take(LONGEST_PHRASE)
            .any(|above| above == noun)
    }

    /// Whether the mention names an actor of its own, not a place where something happens nor, unless
    /// states are meant, whose somebody is.
    fn may_be_of_pair(&self, mention: &Mention, members: Members) -> bool {
        let somewhere = self
            .syntax
            .preposition(mention.head)
            .is_some_and(|case| self.lexicon.is_listed(WordList::Where, case));
        let inside = || {
            self.mentions.iter().any(|other| {
                other.tokens.start <= mention.tokens.start
                    && other.tokens.end >= mention.tokens.end
                    && other.tokens.len() > mention.tokens.len()
            })
        };
        let own = members == Members::States || mention.form != MentionForm::Adjective && !inside();
        own && !somewhere && !mention.tokens.is_empty()
    }

    /// All actors that the subject `noun` is: those it lists, or those that one word stands for. None
    /// where one of the list is no actor.
    pub(super) fn group_at(&self, noun: TokenIndex) -> Vec<ActorIndex> {
        let mut found = Vec::new();
        let listed = self.syntax.children(noun).iter().copied();
        let conjuncts = listed.filter(|&child| self.syntax.label(child) == DependencyLabel::CONJ);
        for token in std::iter::once(noun).chain(conjuncts) {
            let Some(outermost) = self.mention_with_head(token) else { return Vec::new() };
            let tokens = self.mentions[outermost].tokens;
            let actors = self.mentions.iter().filter(|mention| mention.tokens == tokens);
            for mention in actors {
                if !found.contains(&mention.actor) {
                    found.push(mention.actor);
                }
            }
        }
        found.retain(|&actor| !matches!(self.kind_of(actor), ActorKind::Place | ActorKind::Other));
        found
    }
}

fn is_state(kind: ActorKind) -> bool {
    kind == ActorKind::State
}

fn is_person(kind: ActorKind) -> bool {
    kind == ActorKind::Person
}

fn is_side(kind: ActorKind) -> bool {
    !matches!(
        kind,
        ActorKind::Person
            | ActorKind::Place
            | ActorKind::Other
            | ActorKind::Media
            | ActorKind::People
    )
}
