//! Names of the lexicon in the text: which of them stand there, and whom each means.

use super::index::{NameForm, NameValue};
use super::{Headline, NounHit, Reading};
use crate::actor::automaton::{Shape, Word};
use crate::actor::lexicon::{ActorEntry, WordList};
use crate::actor::{ActorIndex, ActorKind, AffiliationKind, MentionForm};
use crate::language::{PennTag, TokenIndex, TokenRange, UniversalTag};

/// How long after leaving office a person is still called by the surname alone.
const YEARS_REMEMBERED: i16 = 12;

/// A name that stands in the text.
#[derive(Clone, Debug)]
pub(super) struct NameHit {
    pub(super) tokens: TokenRange,
    pub(super) target: Target,
}

/// Who a name in the text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An actor of the lexicon.
    Lexicon { entry: u32, form: NameForm },
    /// A name that no lexicon knows, with its kind as far as it shows.
    Unknown(ActorKind),
    /// No actor: it only keeps its words from being read otherwise.
    Nothing,
}

/// Words of a name whose meaning must wait for the rest of the article.
struct Open {
    tokens: TokenRange,
    candidates: Vec<NameValue>,
}

impl Reading<'_> {
    /// Finds the names of the lexicon. What can mean only one actor is settled first and is the
    /// context in which the rest is read.
    pub(super) fn match_names(&mut self) {
        let mut open = Vec::new();
        for (sentence, headline) in self.headlines.clone().into_iter().enumerate() {
            let tokens = self.syntax.document.sentences[sentence].tokens;
            self.match_names_in(tokens, headline, &mut open);
        }
        let mut pending = Vec::new();
        for Open { tokens, candidates } in open {
            match self.certain(tokens, &candidates) {
                Some(value) => self.accept(tokens, value),
                None => pending.push(Open { tokens, candidates }),
            }
        }
        for Open { tokens, candidates } in pending {
            if let Some(value) = self.probable(tokens, &candidates) {
                self.accept(tokens, value);
            }
        }
        self.read_namesakes_abroad();
    }

    /// "Turkey soup", "China plates" at the start of a sentence, where capitals tell nothing.
    fn is_at_table(&self, tokens: TokenRange) -> bool {
        let first = self.syntax.sentence_tokens(tokens.start).start == tokens.start;
        let after = self.syntax.after(tokens.start).filter(|_| first && tokens.len() == 1);
        after.is_some_and(|noun| self.lexicon.is_listed(WordList::AtTable, self.syntax.form(noun)))
    }

    fn match_names_in(&self, tokens: TokenRange, headline: Headline, open: &mut Vec<Open>) {
        let words = self.words_of(tokens);
        let capitals = headline == Headline::Capitals;
        let mut position = 0;
        while let Some(rest) = words.get(position..).filter(|rest| !rest.is_empty()) {
            match self.index.names.longest(rest, capitals) {
                Some(found) => {
                    let last = rest[found.length - 1].token;
                    let mut candidates: Vec<NameValue> = found.values(rest, capitals).collect();
                    candidates.sort_by_key(|value| (value.form, value.entry));
                    candidates.dedup();
                    let tokens = TokenRange::new(rest[0].token, last + 1);
                    if !self.is_at_table(tokens) {
                        open.push(Open { tokens, candidates });
                    }
                    position += found.length;
                }
                None => position += 1,
            }
        }
    }

    /// The only actor that the name can mean.
    fn certain(&self, tokens: TokenRange, candidates: &[NameValue]) -> Option<NameValue> {
        let first = *candidates.first()?;
        if first.form >= NameForm::Short || !self.reads_as_name(tokens, first.form) {
            return None;
        }
        let rivals =
            candidates.iter().any(|rival| rival.entry != first.entry && rival.form == first.form);
        (!rivals).then_some(first)
    }

    /// The actor that the name means in the context of the article.
    fn probable(&self, tokens: TokenRange, candidates: &[NameValue]) -> Option<NameValue> {
        let fitting = |value: &&NameValue| {
            let Some(entry) = self.entry(value.entry) else { return false };
            self.reads_as_name(tokens, value.form)
                && match value.form {
                    NameForm::Short => self.short_fits(tokens, entry),
                    NameForm::Weak => self.weak_fits(tokens, entry),
                    _ => self.in_context(entry),
                }
        };
        let mut found = candidates.iter().filter(fitting);
        let first = *found.next()?;
        let rivals = found.any(|rival| rival.form == first.form && rival.entry != first.entry);
        if !rivals {
            return Some(first);
        }
        // Several bear the name: the one whose country, or another name of which, the article has.
        let mut spoken_of = candidates
            .iter()
            .filter(fitting)
            .filter(|value| self.entry(value.entry).is_some_and(|entry| self.in_context(entry)));
        if let (Some(only), None) = (spoken_of.next(), spoken_of.next()) {
            return Some(*only);
        }
        // Several bear the name: the one in office at the time, if there is one such.
        let mut in_office = candidates.iter().filter(fitting).filter(|value| {
            self.entry(value.entry)
                .is_some_and(|entry| entry.offices.iter().any(|office| office.held_on(self.date)))
        });
        in_office.next().copied().filter(|_| in_office.next().is_none())
    }

    fn accept(&mut self, tokens: TokenRange, value: NameValue) {
        if self.credits_agency(tokens) {
            self.push_hit(NameHit { tokens, target: Target::Nothing });
            return;
        }
        let target = Target::Lexicon { entry: value.entry, form: value.form };
        self.push_hit(NameHit { tokens, target });
        if let Some(entry) = self.entry(value.entry) {
            self.context.insert(entry.id.as_str().to_owned());
            self.context.extend(entry.country().map(str::to_owned));
        }
    }

    /// Adds a hit, unless one covers its tokens already.
    pub(super) fn push_hit(&mut self, hit: NameHit) {
        let Some(covered) = self.covered.get_mut(hit.tokens.indices()) else { return };
        if covered.iter().all(Option::is_none) {
            covered.fill(Some(self.hits.len() as u32));
            self.hits.push(hit);
        }
    }

    /// Whether the words stand here as a name at all, by their tags.
    fn reads_as_name(&self, tokens: TokenRange, form: NameForm) -> bool {
        if tokens.len() > 1 {
            return true;
        }
        if self.is_acronym(tokens) {
            return form != NameForm::Weak
                || !self.is_shouted(tokens)
                || self.syntax.tag(tokens.start) == UniversalTag::ProperNoun;
        }
        // "Turkish Foreign Minister" begins with no verb, whatever the tagger says.
        let capital_after = self
            .syntax
            .after(TokenIndex(tokens.end.0 - 1))
            .is_some_and(|after| Shape::of(self.syntax.form(after)) == Shape::Capitalised);
        if form == NameForm::Adjective && capital_after {
            return true;
        }
        // "May signed", "May may": no modal stands before a past tense.
        let past_after = self.syntax.after(tokens.start).is_some_and(|after| {
            matches!(
                self.syntax.token(after).penn,
                PennTag::VBD | PennTag::VBN | PennTag::VBZ | PennTag::MD
            )
        });
        if self.syntax.token(tokens.start).penn == PennTag::MD && past_after {
            return true;
        }
        !matches!(
            self.syntax.tag(tokens.start),
            UniversalTag::Verb
                | UniversalTag::Auxiliary
                | UniversalTag::Adverb
                | UniversalTag::Adposition
                | UniversalTag::SubordinatingConjunction
                | UniversalTag::Determiner
        )
    }

    fn is_acronym(&self, tokens: TokenRange) -> bool {
        self.words_of(tokens).first().is_some_and(|word| word.shape == Shape::Upper)
    }

    /// Whether the words beside are in capitals too, so that capitals prove nothing.
    fn is_shouted(&self, tokens: TokenRange) -> bool {
        let last = TokenIndex(tokens.end.0 - 1);
        [self.syntax.before(tokens.start), self.syntax.after(last)]
            .into_iter()
            .flatten()
            .any(|beside| Shape::of(self.syntax.form(beside)) == Shape::Upper)
    }

    fn in_context(&self, entry: &ActorEntry) -> bool {
        self.context.contains(entry.id.as_str())
            || entry.country().is_some_and(|country| self.context.contains(country))
    }

    /// Whether a surname alone may mean this person of the lexicon: nobody else's given name stands
    /// before it, and the person was known at the time for what the article is about.
    fn short_fits(&self, tokens: TokenRange, entry: &ActorEntry) -> bool {
        if self.reads_as_date(tokens.start) {
            return false;
        }
        if self.context.contains(entry.id.as_str()) {
            return !self.extends_a_name(tokens);
        }
        let remembered = entry.offices.iter().any(|office| {
            self.date.is_none_or(|date| {
                office.since.is_none_or(|since| since.year() <= date.year() + 1)
                    && office
                        .until
                        .is_none_or(|until| date.year() <= until.year() + YEARS_REMEMBERED)
            })
        });
        if self.leads_then(entry) && self.stands_for_leader(tokens) {
            return !self.extends_a_name(tokens);
        }
        let related = self.in_context(entry)
            || self.names_a_government(tokens)
            || entry.offices.iter().any(|office| self.context.contains(office.of.as_str()));
        remembered && related && !self.extends_a_name(tokens)
    }

    /// Whether the person led a state on the day of the article: such people need no introduction.
    fn leads_then(&self, entry: &ActorEntry) -> bool {
        self.date.is_some()
            && entry.offices.iter().any(|office| {
                office.relation == AffiliationKind::Leads
                    && office.of.as_str().starts_with("state:")
                    && office.held_on(self.date)
            })
    }

    /// Whether a surname is that of a leader beyond doubt: a proper noun that acts, suffers or owns, and
    /// that nobody else in the article has after another name.
    fn stands_for_leader(&self, tokens: TokenRange) -> bool {
        use crate::language::DependencyLabel as Label;
        let token = tokens.start;
        let form = self.syntax.form(token);
        let part =
            [Label::NSUBJ, Label::NSUBJ_PASS, Label::OBJ, Label::NMOD_POSS, Label::OBL_AGENT];
        // All of the article is looked through: only for what has passed everything else.
        let anothers = || {
            (0..self.syntax.document.tokens.len() as u32).map(TokenIndex).any(|other| {
                self.syntax.form(other) == form
                    && self.syntax.before(other).is_some_and(|before| {
                        self.syntax.tag(before) == UniversalTag::ProperNoun
                            && !self.is_title(before)
                    })
            })
        };
        tokens.len() == 1
            && form.chars().count() > 3
            && self.syntax.tag(token) == UniversalTag::ProperNoun
            && part.contains(&self.syntax.label(token))
            && self.facts(token).is_none_or(|facts| !facts.no_actor && facts.given_name.is_none())
            && !anothers()
    }

    /// "The Maduro government": the noun after the surname says whose it is.
    fn names_a_government(&self, tokens: TokenRange) -> bool {
        let after = self.syntax.after(TokenIndex(tokens.end.0 - 1));
        let role = self.lexicon.role("government");
        after.zip(role).is_some_and(|(after, role)| {
            role.bodies.iter().any(|body| body == self.syntax.form(after))
        })
    }

    /// "In May", "3 May": a word of the calendar where dates stand.
    pub(super) fn reads_as_date(&self, token: TokenIndex) -> bool {
        let beside = |token: Option<TokenIndex>, tags: &[UniversalTag]| {
            token.is_some_and(|token| tags.contains(&self.syntax.tag(token)))
        };
        self.facts(token).is_some_and(|facts| facts.no_actor)
            && (beside(
                self.syntax.before(token),
                &[UniversalTag::Adposition, UniversalTag::Adjective, UniversalTag::Numeral],
            ) || beside(self.syntax.after(token), &[UniversalTag::Numeral]))
    }

    /// Whether a proper noun that is no title stands right before or after.
    fn extends_a_name(&self, tokens: TokenRange) -> bool {
        let proper = |token: TokenIndex| {
            self.syntax.tag(token) == UniversalTag::ProperNoun
                && self.hit_at(token).is_none()
                && !self.is_title(token)
        };
        let before = self.syntax.before(tokens.start).is_some_and(proper);
        let after = self.syntax.after(TokenIndex(tokens.end.0 - 1)).is_some_and(proper);
        before || after
    }

    /// Whether a noun of the lexicon's titles or roles starts at `token`, or ends with it.
    fn is_title(&self, token: TokenIndex) -> bool {
        let start = token.0.saturating_sub(3);
        (start..=token.0).any(|start| {
            let words = self.words_of(TokenRange::new(start, token.0 + 1));
            self.index.nouns.longest(words, false).is_some_and(|found| found.length == words.len())
        })
    }

    /// Whether the name of a state is part of a person's name: "Michael Jordan".
    fn given_name_beside(&self, tokens: TokenRange) -> bool {
        self.syntax.before(tokens.start).is_some_and(|before| {
            self.syntax.tag(before) == UniversalTag::ProperNoun
                && self.facts(before).is_some_and(|facts| facts.given_name.is_some())
        })
    }

    /// Whether an ambiguous form may mean this actor.
    fn weak_fits(&self, tokens: TokenRange, entry: &ActorEntry) -> bool {
        let acronym = self.is_acronym(tokens);
        let named = self.syntax.tag(tokens.start) == UniversalTag::ProperNoun
            || (acronym && !self.is_shouted(tokens));
        if !named || self.extends_a_name(tokens) {
            return false;
        }
        let near_number = self
            .syntax
            .before(tokens.start)
            .into_iter()
            .chain(self.syntax.after(TokenIndex(tokens.end.0 - 1)))
            .any(|token| self.syntax.tag(token) == UniversalTag::Numeral);
        let own = entry.kind() == ActorKind::State && !self.given_name_beside(tokens);
        !near_number && (self.context.contains(entry.id.as_str()) || acronym || own)
    }

    /// Finds the common nouns of the lexicon outside the names.
    pub(super) fn match_nouns(&mut self) {
        let mut found = Vec::new();
        let mut position = 0;
        while let Some(word) = self.words.get(position).copied() {
            let rest = self.free_words(position);
            let noun = self.index.nouns.longest(rest, true);
            match noun {
                Some(noun) => {
                    let values = noun.values(rest, true).collect();
                    let tokens = TokenRange::new(word.token, rest[noun.length - 1].token + 1);
                    found.push(NounHit { tokens, values, used: false });
                    position += noun.length;
                }
                None => position += 1,
            }
        }
        found.retain(|noun| !self.is_named_after_things(noun.tokens));
        self.nouns = found;
        self.nouns.retain(|noun| {
            let last = TokenIndex(noun.tokens.end.0 - 1);
            let tag = self.syntax.document.token(last).tag;
            noun.tokens.len() > 1
                || matches!(tag, UniversalTag::Noun | UniversalTag::ProperNoun)
                || tag == UniversalTag::Adjective
        });
    }

    /// "The Riga Jets": a thing with a capital within a sentence is part of a name.
    fn is_named_after_things(&self, tokens: TokenRange) -> bool {
        let word = tokens.start;
        tokens.len() == 1
            && Shape::of(self.syntax.form(word)) == Shape::Capitalised
            && self.headline_at(word) == Headline::None
            && self.syntax.before(word).is_some()
            && self.syntax.token(word).penn == PennTag::NNPS
            && self.is_listed_noun(WordList::Things, tokens)
    }

    /// The words from `position` on, up to the next name or the end of the sentence.
    fn free_words(&self, position: usize) -> &[Word] {
        let Some(first) = self.words.get(position) else { return &[] };
        let end = self.syntax.sentence_tokens(TokenIndex(first.token)).end.0;
        let length = self.words[position..]
            .iter()
            .take(8)
            .take_while(|word| word.token < end && self.hit_at(TokenIndex(word.token)).is_none())
            .count();
        &self.words[position..position + length]
    }

    /// Makes mentions of the hits.
    pub(super) fn mention_names(&mut self) {
        // Surnames after full names, wherever they stand: a headline has the surname first.
        let mut hits = self.hits.clone();
        hits.sort_by_key(|hit| {
            (hit.tokens.len() == 1 && matches!(hit.target, Target::Unknown(_)), hit.tokens.start)
        });
        for hit in hits {
            match hit.target {
                Target::Lexicon { entry, form } => self.mention_entry(hit.tokens, entry, form),
                Target::Unknown(kind) => self.mention_unknown(hit.tokens, kind),
                Target::Nothing => {}
            }
        }
    }

    fn mention_entry(&mut self, tokens: TokenRange, entry: u32, form: NameForm) {
        let (form, reason) = match form {
            NameForm::Name => (MentionForm::Name, "lexicon"),
            NameForm::Former => (MentionForm::Name, "former name in the lexicon"),
            NameForm::Metonym => (MentionForm::Metonym, "seat of power in the lexicon"),
            NameForm::Adjective => (MentionForm::Adjective, "adjective in the lexicon"),
            NameForm::Demonym => return self.mention_demonym(tokens, entry),
            NameForm::Short => (MentionForm::Name, "surname in the lexicon"),
            NameForm::Weak => (MentionForm::Name, "ambiguous name in the lexicon"),
        };
        let acronym = self.is_acronym(tokens);
        let (form, reason) = if form == MentionForm::Adjective && self.is_nominal(tokens) {
            match acronym || self.definite(tokens) {
                true => (MentionForm::Name, "demonym with an article"),
                false => return,
            }
        } else {
            (form, reason)
        };
        if let Some(actor) = self.entry_actor(entry) {
            let confidence = if reason.starts_with("lexicon") { 0.95 } else { 0.85 };
            self.mention(tokens, actor, form, confidence, reason);
            self.note_name(tokens, actor);
            self.mention_state_within(tokens, entry);
        }
    }

    /// "Sudan" in "Sudan's army", where the whole is a name of the lexicon for what the role makes of
    /// the state.
    fn mention_state_within(&mut self, tokens: TokenRange, entry: u32) {
        let Some(whole) = self.entry(entry).filter(|_| tokens.len() > 1) else { return };
        let Some(country) = whole.country() else { return };
        let composed = whole
            .id
            .as_str()
            .split_once('/')
            .is_some_and(|(_, role)| self.lexicon.role(role).is_some());
        if !composed {
            return;
        }
        let words = self.words_of(TokenRange::new(tokens.start.0, tokens.end.0 - 1));
        let Some(found) = self.index.names.longest(words, false) else { return };
        let state = found.values(words, false).find(|value| {
            value.form <= NameForm::Adjective
                && value.entry != entry
                && self.entry(value.entry).is_some_and(|state| {
                    state.kind() == ActorKind::State && state.country() == Some(country)
                })
        });
        let Some(state) = state else { return };
        let end = words.get(found.length - 1).map_or(tokens.start.0, |word| word.token) + 1;
        let form = match state.form {
            NameForm::Adjective => MentionForm::Adjective,
            NameForm::Metonym => MentionForm::Metonym,
            _ => MentionForm::Name,
        };
        if let Some(actor) = self.entry_actor(state.entry) {
            let inner = TokenRange::new(tokens.start.0, end);
            self.mention(inner, actor, form, 0.85, "lexicon, within a longer name");
        }
    }

    /// Remembers by which words a person may be named later.
    pub(super) fn note_name(&mut self, tokens: TokenRange, actor: ActorIndex) {
        if self.kind_of(actor) != ActorKind::Person || tokens.len() < 2 {
            return;
        }
        let first = self.syntax.form(tokens.start).to_owned();
        let last = self.syntax.form(TokenIndex(tokens.end.0 - 1)).to_owned();
        if let Some(known) = self.known.get_mut(actor.index()) {
            if !known.surnames.contains(&last) {
                known.surnames.push(last);
            }
            if !known.first_names.contains(&first) {
                known.first_names.push(first);
            }
        }
    }

    /// Whether an adjective stands here as a noun of its own: "a Russian was killed".
    fn is_nominal(&self, tokens: TokenRange) -> bool {
        use crate::language::DependencyLabel as Label;
        let head = self.syntax.head_of(tokens);
        let goes_on = self.syntax.after(TokenIndex(tokens.end.0 - 1)).is_some_and(|after| {
            matches!(
                self.syntax.tag(after),
                UniversalTag::Noun | UniversalTag::ProperNoun | UniversalTag::Adjective
            ) || self.syntax.is(after, &["-"])
        });
        !goes_on
            && matches!(self.syntax.tag(head), UniversalTag::Noun | UniversalTag::ProperNoun)
            && ([
                Label::NSUBJ,
                Label::NSUBJ_PASS,
                Label::OBJ,
                Label::OBL,
                Label::ROOT,
                Label::APPOS,
            ]
            .contains(&self.syntax.label(head))
                || self.syntax.preposition(head).is_some())
    }

    fn definite(&self, tokens: TokenRange) -> bool {
        self.syntax.before(tokens.start).is_some_and(|before| self.syntax.is(before, &["the"]))
    }

    /// "Russians" are a people; the members of a group stand for it.
    fn mention_demonym(&mut self, tokens: TokenRange, position: u32) {
        let Some(entry) = self.entry(position) else { return };
        let people = self.lexicon.role("people").filter(|_| entry.kind() == ActorKind::State);
        let plural = self.syntax.form(TokenIndex(tokens.end.0 - 1)).ends_with('s');
        let actor = match people {
            Some(_) if !plural => None,
            Some(role) => Some(self.lexicon.compose(role, entry)),
            None => Some(self.lexicon.actor(entry)),
        };
        if let Some(actor) = actor {
            let actor = self.actor(actor);
            self.mention(tokens, actor, MentionForm::Nominal, 0.7, "demonym in the lexicon");
        }
    }
}
