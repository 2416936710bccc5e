//! Actors that an article names by a common noun alone: "gunmen", "the farmers", "a Lutheran pastor".
//!
//! In come the nouns of the lexicon that neither a name nor an owner has taken up; out come mentions
//! of generic actors. Such an actor belongs to its article, since the gunmen of one are not those of
//! another: its id has the noun and the article. What takes no part in a relation is left out of the
//! graph later, so that nouns that do nothing do not clutter it.

use super::index::NounValue;
use super::{NounHit, Reading};
use crate::actor::fold::slug;
use crate::actor::lexicon::{Role, WordList};
use crate::actor::{Actor, ActorId, ActorKind, MentionForm};
use crate::language::{DependencyLabel, PennTag, TokenIndex, TokenRange, UniversalTag};

/// How far up a list of nouns is followed to the place of the first.
const LONGEST_LIST: usize = 8;

/// What a common noun makes of its actor.
struct Generic {
    kind: ActorKind,
    code: Option<String>,
}

impl Reading<'_> {
    /// Makes generic actors of the nouns that nothing else has taken up.
    pub(super) fn name_generic_actors(&mut self) {
        for position in 0..self.nouns.len() {
            let noun = self.nouns[position].clone();
            let tokens = self.with_group_nouns(noun.tokens);
            if noun.used || !self.may_be_generic(tokens) {
                continue;
            }
            let Some(generic) = self.generic_of(&noun) else { continue };
            let whole = self.with_compounds(tokens);
            if whole.len() == 1 && self.is_listed_noun(WordList::NeverGeneric, whole) {
                continue;
            }
            let tokens = whole;
            let name = self.name_text(tokens).to_lowercase();
            let actor = self.actor(Actor {
                id: ActorId::generic(&slug(&name), self.article),
                name,
                kind: generic.kind,
                code: generic.code,
                country: None,
                known: false,
                affiliations: Default::default(),
            });
            self.mention(tokens, actor, MentionForm::Nominal, 0.7, "common noun of a role");
            self.nouns[position].used = true;
        }
    }

    /// Kind and sector of whom the noun names without an owner, if it may stand so.
    fn generic_of(&self, noun: &NounHit) -> Option<Generic> {
        let last = TokenIndex(noun.tokens.end.0 - 1);
        let plural = matches!(self.syntax.token(last).penn, PennTag::NNS | PennTag::NNPS);
        let role = |position: u32| -> Option<&Role> {
            self.lexicon.roles().get(position as usize).filter(|role| role.alone)
        };
        let of_role = noun.values.iter().find_map(|value| match *value {
            NounValue::Body(position) => role(position).map(|role| (role, role.kind)),
            NounValue::Member(position) => role(position)
                .map(|role| (role, if plural { role.kind } else { ActorKind::Person })),
            NounValue::Title(_) => None,
        });
        if let Some((role, kind)) = of_role {
            return Some(Generic { kind, code: role.code.clone() });
        }
        let title = noun.values.iter().find_map(|value| match *value {
            NounValue::Title(position) => self.lexicon.titles().get(position as usize),
            _ => None,
        })?;
        Some(Generic { kind: ActorKind::Person, code: title.code.clone() })
    }

    /// Whether the words are a noun phrase of their own that may be somebody's role in a clause.
    fn may_be_generic(&self, tokens: TokenRange) -> bool {
        let head = TokenIndex(tokens.end.0 - 1);
        let noun = self.syntax.tag(head) == UniversalTag::Noun
            || (self.syntax.tag(head) == UniversalTag::ProperNoun && self.stands_as_common(tokens));
        noun && !self.is_listed_noun(WordList::Things, tokens)
            && !tokens.iter().any(|token| self.hit_at(token).is_some())
            && !self
                .mentions
                .iter()
                .any(|mention| mention.tokens.contains(head) && !mention.tokens.is_empty())
            && !self.names_what_follows(tokens)
            && !self.is_owned(tokens)
            && self.takes_part(head)
    }

    pub(super) fn is_listed_noun(&self, list: WordList, tokens: TokenRange) -> bool {
        let head = TokenIndex(tokens.end.0 - 1);
        self.lexicon.is_listed(list, self.syntax.lemma(head))
    }

    /// Whether a capital is only that of the start of a sentence, or of a headline.
    fn stands_as_common(&self, tokens: TokenRange) -> bool {
        let lower = |token: TokenIndex| !self.syntax.form(token).starts_with(char::is_uppercase);
        self.syntax.before(tokens.start).is_none() && tokens.iter().skip(1).all(lower)
            || tokens.iter().all(lower)
    }

    /// "farmer John Miller", "police chief": the noun belongs to the name or noun after it.
    fn names_what_follows(&self, tokens: TokenRange) -> bool {
        self.syntax.after(TokenIndex(tokens.end.0 - 1)).is_some_and(|after| {
            self.syntax.is(after, &["-"])
                || self.hit_at(after).is_some()
                || self.nouns.iter().any(|noun| noun.tokens.start == after)
        })
    }

    /// Whether the noun has an owner, in a possessive or before it: then it is somebody's, and whose
    /// was decided elsewhere.
    fn is_owned(&self, tokens: TokenRange) -> bool {
        let possessed = tokens.iter().any(|token| {
            self.syntax
                .child(token, &[DependencyLabel::NMOD_POSS])
                .is_some_and(|owner| !self.is_common(owner))
        });
        let mut before = tokens.start;
        let mut described = false;
        while let Some(token) = self.syntax.before(before) {
            let inside = matches!(
                self.syntax.tag(token),
                UniversalTag::Adjective | UniversalTag::Noun | UniversalTag::ProperNoun
            );
            if let Some(hit) = self.hit_at(token) {
                // "Pro-Russian separatists", "Al-Qaeda-linked gunmen" are not Russia's or al-Qaeda's.
                let after = self.syntax.after(TokenIndex(hit.tokens.end.0 - 1));
                described = !self.qualifies_a_participle(hit.tokens)
                    && !after.is_some_and(|after| self.syntax.is(after, &[","]));
                break;
            }
            if !inside {
                break;
            }
            before = token;
        }
        possessed || described
    }

    fn is_common(&self, token: TokenIndex) -> bool {
        self.syntax.tag(token) == UniversalTag::Noun && self.hit_at(token).is_none()
    }

    /// Whether the noun is an argument, or stands before a noun that has one: not said of somebody
    /// ("he is a farmer", "as a farmer"), denied ("no soldier") or addressed.
    fn takes_part(&self, head: TokenIndex) -> bool {
        use DependencyLabel as Label;
        let first = std::iter::successors(Some(head), |&token| {
            self.syntax.head(token).filter(|_| self.syntax.label(token) == Label::CONJ)
        })
        .take(LONGEST_LIST)
        .last()
        .unwrap_or(head);
        const ARGUMENTS: &[Label] = &[
            Label::NSUBJ,
            Label::NSUBJ_PASS,
            Label::NSUBJ_OUTER,
            Label::OBJ,
            Label::IOBJ,
            Label::OBL,
            Label::OBL_AGENT,
            Label::NMOD,
            Label::NMOD_POSS,
            Label::COMPOUND,
        ];
        let denied = self.syntax.children(head).iter().any(|&child| {
            self.syntax.label(child) == Label::DET
                && self.syntax.is(child, &["no", "any", "every", "what", "which"])
        });
        let compared = self.syntax.preposition(first).is_some_and(|case| {
            matches!(case, "as" | "like" | "unlike" | "than" | "except" | "without")
        });
        ARGUMENTS.contains(&self.syntax.label(first))
            && !denied
            && !compared
            && self.syntax.child(head, &[Label::COP]).is_none()
            && !self.is_named_in_apposition(head)
    }

    /// "fishermen" of "the fishermen's union", whose possessive ending is `ending`.
    fn common_owner(&self, ending: TokenIndex, of: TokenRange) -> Option<TokenIndex> {
        let owner = self.syntax.before(ending)?;
        let possesses = self.syntax.token(ending).penn == PennTag::POS
            && self.is_common(owner)
            && self.syntax.label(owner) == DependencyLabel::NMOD_POSS
            && self.syntax.head(owner).is_some_and(|head| of.contains(head));
        possesses.then_some(owner)
    }

    /// "The state oil company, PDVSA": who it is stands beside it.
    fn is_named_in_apposition(&self, head: TokenIndex) -> bool {
        let apposed = self.syntax.child(head, &[DependencyLabel::APPOS]);
        apposed.is_some_and(|apposed| {
            self.mention_with_head(apposed)
                .is_some_and(|mention| self.mentions[mention].form == MentionForm::Name)
        })
    }

    /// The noun with the common nouns that narrow it down: "coffee growers", "bus drivers".
    fn with_compounds(&self, mut tokens: TokenRange) -> TokenRange {
        while let Some(before) = self.syntax.before(tokens.start) {
            let narrows = self.syntax.label(before) == DependencyLabel::COMPOUND
                && self.is_common(before)
                && !self.syntax.before(before).is_some_and(|hyphen| self.syntax.is(hyphen, &["-"]))
                && self.syntax.head(before).is_some_and(|head| tokens.contains(head))
                && !self.mentions.iter().any(|mention| mention.tokens.contains(before));
            if narrows {
                tokens.start = before;
                continue;
            }
            let Some(owner) = self.common_owner(before, tokens) else { break };
            tokens.start = owner;
        }
        tokens
    }
}
