//! What kind of thing a name is that no lexicon knows: by its words, the name tagger, and what stands
//! around it.

use super::Reading;
use super::index::{NameForm, NounValue};
use super::owners::REACH;
use super::syntax::SUBJECTS;
use crate::actor::ActorKind;
use crate::actor::automaton::Shape;
use crate::actor::lexicon::WordList;
use crate::language::{DependencyLabel, NameKind, PennTag, TokenIndex, TokenRange, UniversalTag};

/// Prepositions before a mere place.
const AT_PLACES: &[&str] = &["in", "at", "near", "around", "outside", "inside", "across"];

impl Reading<'_> {
    /// What the name tagger says of the run.
    pub(super) fn named(&self, run: TokenRange) -> Option<NameKind> {
        let names = &self.syntax.document.names;
        let position = names.partition_point(|name| name.tokens.end <= run.start);
        names.get(position).filter(|name| name.tokens.overlaps(run)).map(|name| name.kind)
    }

    /// The kind of an unknown name, by its last word, the name tagger, its first word and what
    /// stands around it.
    pub(super) fn kind_of_run(&self, run: TokenRange) -> ActorKind {
        let last = TokenIndex(run.end.0 - 1);
        let head_word = run
            .iter()
            .find(|&token| self.syntax.is(token, &["of", "for"]))
            .and_then(|of| self.syntax.before(of))
            .unwrap_or(last);
        if let Some(kind) = self.facts(head_word).and_then(|facts| facts.name_head) {
            return kind;
        }
        if let Some(kind) = self.kind_of_body_before(run) {
            return kind;
        }
        if self.is_place_of(run) {
            return ActorKind::Place;
        }
        let entitled = run.len() >= 2 && self.has_title_after(run);
        match self.named(run) {
            _ if entitled => return ActorKind::Person,
            Some(NameKind::Person) => return ActorKind::Person,
            Some(NameKind::Organisation) => return ActorKind::Other,
            Some(NameKind::Location)
                if !self.is_called_like_place(run) && !self.speaks_like_person(run) =>
            {
                return ActorKind::Place;
            }
            Some(NameKind::Location) => return ActorKind::Person,
            None => {}
        }
        if let Some(kind) = self.facts(run.start).and_then(|facts| facts.name_start)
            && run.len() >= 2
        {
            return kind;
        }
        let head = self.syntax.head_of(run);
        let modifies = self.syntax.label(head) == DependencyLabel::COMPOUND
            && self
                .syntax
                .head(head)
                .is_some_and(|of| of >= run.end && self.syntax.tag(of) == UniversalTag::Noun);
        let given = self.facts(run.start).is_some_and(|facts| facts.given_name.is_some());
        let flat =
            !modifies && run.iter().any(|token| self.syntax.label(token) == DependencyLabel::FLAT);
        let titled = self.syntax.before(run.start).is_some_and(|before| self.ends_title(before));
        let called_later =
            run.len() >= 2 && (self.last_word_alone(run) || self.followed_by_who(run));
        if (run.len() >= 2 && (given || flat)) || titled || called_later {
            return ActorKind::Person;
        }
        if self.syntax.preposition(head).is_some_and(|case| AT_PLACES.contains(&case)) {
            return ActorKind::Place;
        }
        ActorKind::Other
    }

    /// "Georgia Holt criticised": a given name, and a place only by the name tagger.
    pub(super) fn is_called_like_place(&self, run: TokenRange) -> bool {
        let facts = self.facts(run.start);
        let head = self.syntax.head_of(run);
        run.len() == 2
            && facts.is_some_and(|facts| facts.given_name.is_some() && facts.name_start.is_none())
            && (SUBJECTS.contains(&self.syntax.label(head))
                || self.syntax.label(head) == DependencyLabel::OBJ)
    }

    /// "Kasich applauded", "Le Pen, who": what the name tagger takes for a place, but that says
    /// or judges something as no town does, or is what only a person is.
    fn speaks_like_person(&self, run: TokenRange) -> bool {
        let name = self.syntax.head_of(run);
        let placed = self.facts(run.start).is_some_and(|facts| facts.name_start.is_some());
        let Some(predicate) = self.syntax.head(name).filter(|_| run.len() <= 2 && !placed) else {
            return false;
        };
        let bare = self.syntax.preposition(name).is_none()
            && self.syntax.child(name, &[DependencyLabel::DET]).is_none();
        let listed = |list| self.lexicon.is_listed(list, self.syntax.lemma(predicate));
        let speaks = match self.syntax.tag(predicate) {
            UniversalTag::Verb => listed(WordList::Speech) || listed(WordList::Judging),
            UniversalTag::Noun => {
                self.syntax.token(predicate).penn == PennTag::NN && self.is_persons_noun(predicate)
            }
            _ => false,
        };
        let subject = self.syntax.label(name) == DependencyLabel::NSUBJ;
        bare && (subject && speaks || self.followed_by_who(run))
    }

    /// Whether a noun says what a person is: "critic", "minister".
    fn is_persons_noun(&self, noun: TokenIndex) -> bool {
        self.nouns.iter().any(|hit| {
            hit.tokens.contains(noun)
                && hit.values.iter().any(|value| !matches!(value, NounValue::Body(_)))
        })
    }

    /// "The Swiss lender Hartmann Roth", "the rebel group Ansaru": the kind of the body whose noun
    /// stands right before the name.
    fn kind_of_body_before(&self, run: TokenRange) -> Option<ActorKind> {
        let before = self.syntax.before(run.start)?;
        let body = self.nouns.iter().find(|noun| {
            let tokens = self.with_group_nouns(noun.tokens);
            tokens.end.0 == before.0 + 1 && self.syntax.tag(before) == UniversalTag::Noun
        })?;
        let singular = self.syntax.token(before).penn == PennTag::NN;
        let role = body.values.iter().find_map(|value| match value {
            NounValue::Body(role) => self.lexicon.roles().get(*role as usize),
            _ => None,
        })?;
        let named = matches!(
            role.kind,
            ActorKind::Company | ActorKind::Media | ActorKind::Party | ActorKind::ArmedGroup
        );
        (named && singular).then_some(role.kind)
    }

    /// "The mayor of Varapodio", "the Chiquibul forest": what only places have stands beside the name.
    fn is_place_of(&self, run: TokenRange) -> bool {
        let given = self.facts(run.start).is_some_and(|facts| facts.given_name.is_some());
        let listed = |list, noun: TokenIndex| {
            self.syntax.tag(noun) == UniversalTag::Noun
                && self.lexicon.is_listed(list, self.syntax.lemma(noun))
        };
        let of = self.syntax.before(run.start).filter(|of| self.syntax.is(*of, &["of"]));
        let noun_of = of.and_then(|of| self.syntax.before(of));
        let after = self.syntax.after(TokenIndex(run.end.0 - 1));
        !given
            && (noun_of.is_some_and(|noun| listed(WordList::PlaceNouns, noun))
                || after.is_some_and(|noun| listed(WordList::Landforms, noun)))
    }

    /// Whether the last word of the name stands alone elsewhere, as surnames do.
    pub(super) fn last_word_alone(&self, run: TokenRange) -> bool {
        let last = TokenIndex(run.end.0 - 1);
        let surname = self.syntax.form(last);
        let capitalised =
            |token: TokenIndex| self.syntax.form(token).starts_with(char::is_uppercase);
        run.len() <= 3
            && Shape::of(surname) == Shape::Capitalised
            && (0..self.syntax.document.tokens.len() as u32).map(TokenIndex).any(|token| {
                let starts = self.syntax.before(token).is_none();
                token != last
                    && self.syntax.form(token) == surname
                    && (starts || !self.syntax.before(token).is_some_and(capitalised))
                    && !self.syntax.after(token).is_some_and(capitalised)
                    && self.hit_at(token).is_none_or(|hit| hit.tokens.len() == 1)
            })
    }

    /// "Mutale Banda, the Zambian foreign minister"
    fn has_title_after(&self, run: TokenRange) -> bool {
        let comma = self.syntax.after(TokenIndex(run.end.0 - 1));
        let Some(comma) = comma.filter(|comma| self.syntax.is(*comma, &[","])) else {
            return false;
        };
        let mut token = comma;
        for _ in 0..REACH {
            let Some(next) = self.syntax.after(token) else { return false };
            token = next;
            let title = self.nouns.iter().find(|noun| noun.tokens.start == token);
            if let Some(title) = title {
                let last = TokenIndex(title.tokens.end.0 - 1);
                let person = title.values.iter().any(|value| !matches!(value, NounValue::Body(_)));
                let ends = self.syntax.after(last).is_none_or(|after| {
                    self.syntax.tag(after) == UniversalTag::Punctuation
                        || self.syntax.is(after, &["of", "for", "in"])
                });
                return person && ends && self.syntax.token(last).penn == PennTag::NN;
            }
            let inside = matches!(
                self.syntax.tag(token),
                UniversalTag::Determiner | UniversalTag::Adjective | UniversalTag::ProperNoun
            );
            if !inside {
                return false;
            }
        }
        false
    }

    /// "Penny Mordaunt, who"
    pub(super) fn followed_by_who(&self, run: TokenRange) -> bool {
        let after = self.syntax.after(TokenIndex(run.end.0 - 1));
        let after = match after {
            Some(comma) if self.syntax.is(comma, &[","]) => self.syntax.after(comma),
            other => other,
        };
        after.is_some_and(|who| self.syntax.is(who, &["who", "whom"]))
    }

    /// Whether a title of persons ends with `token`: "Mr", "minister".
    pub(super) fn ends_title(&self, token: TokenIndex) -> bool {
        const HONORIFICS: &[&str] = &["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Sir"];
        self.syntax.is(token, HONORIFICS)
            || self.nouns.iter().any(|noun| {
                noun.tokens.end.0 == token.0 + 1
                    && noun.values.iter().any(|value| !matches!(value, NounValue::Body(_)))
                    && self.syntax.document.token(token).penn.as_str() != "NNS"
            })
    }

    /// The country whose name or adjective a name starts with: "Sudanese Professionals Association".
    pub(super) fn country_in_name(&self, tokens: TokenRange) -> Option<String> {
        let words = self.words_of(TokenRange::new(tokens.start.0, tokens.end.0.checked_sub(1)?));
        let found = self.index.names.longest(words, false)?;
        let states = found.values(words, false).filter(|value| value.form <= NameForm::Adjective);
        let mut countries = states.filter_map(|value| {
            let entry = self.entry(value.entry)?;
            (entry.kind() == ActorKind::State).then(|| entry.country()).flatten()
        });
        let first = countries.next()?;
        countries.next().is_none().then(|| first.to_owned())
    }
}
