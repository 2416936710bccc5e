//! Names that no lexicon knows: runs of proper nouns, with a kind from what stands in and around
//! them.

use super::index::NameForm;
use super::names::{NameHit, Target};
use super::{Headline, Reading};
use crate::actor::fold::slug;
use crate::actor::{Actor, ActorId, ActorIndex, ActorKind, MentionForm};
use crate::language::{DependencyLabel, NameKind, TokenIndex, TokenRange, UniversalTag};

/// Words that join the parts of a name, in lower case.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "bin", "ibn", "al", "el", "von", "van", "der", "den", "la", "abu", "-",
];

/// Words of the calendar that are surnames after a given name.
const SURNAMES: &[&str] = &["Ramadan", "May", "March", "April", "August", "Spring", "Winter"];

/// Nouns that, with "of", stand before the name of a place.
const PLACES: &[&str] = &[
    "city",
    "town",
    "province",
    "village",
    "district",
    "region",
    "governorate",
    "island",
    "port",
    "state",
    "county",
    "suburb",
];

/// Prepositions before a mere place.
const AT_PLACES: &[&str] = &["in", "at", "near", "around", "outside", "inside", "across"];

impl Reading<'_> {
    /// Finds names outside the lexicon, and names that only begin or end like one of it ("Jordan
    /// Peterson", "Paris Agreement").
    pub(super) fn find_unknown_names(&mut self) {
        for sentence in 0..self.headlines.len() {
            let tokens = self.syntax.document.sentences[sentence].tokens;
            let mut position = tokens.start;
            while position < tokens.end {
                let run = self.run_from(position, tokens.end);
                if run.is_empty() {
                    position.0 += 1;
                    continue;
                }
                position = run.end;
                self.read_run(run, self.headlines[sentence]);
            }
        }
        for (index, name) in self.syntax.document.names.iter().enumerate() {
            let free = name.tokens.iter().all(|token| self.hit_at(token).is_none());
            if free && index < self.syntax.document.names.len() {
                let tokens = self.trimmed(name.tokens);
                if !tokens.is_empty() && self.headline_at(tokens.start) != Headline::Title {
                    self.read_free_run(tokens);
                }
            }
        }
    }

    /// The run of proper nouns that starts at `start`, names of the lexicon included.
    fn run_from(&self, start: TokenIndex, end: TokenIndex) -> TokenRange {
        let mut last = None;
        let mut token = start;
        while token < end {
            let joins = self.syntax.is(token, PARTICLES)
                || (self.syntax.is(token, &["of"]) && self.ends_as_organisation(token));
            if self.in_name(token) {
                last = Some(token);
            } else if last.is_none() || !joins {
                break;
            }
            token.0 += 1;
        }
        last.map_or(TokenRange::new(start.0, start.0), |last| TokenRange::new(start.0, last.0 + 1))
    }

    /// Whether the token can be part of a name: a capitalised proper noun that is no title and
    /// whose hit, if it has one, is a name rather than an adjective.
    fn in_name(&self, token: TokenIndex) -> bool {
        if self.covers_noun(token) {
            return false;
        }
        match self.hit_at(token).map(|hit| &hit.target) {
            Some(Target::Lexicon { form, .. }) => *form != NameForm::Adjective,
            Some(_) => false,
            None => {
                self.syntax.tag(token) == UniversalTag::ProperNoun
                    && self.syntax.form(token).starts_with(char::is_uppercase)
            }
        }
    }

    fn covers_noun(&self, token: TokenIndex) -> bool {
        let position = self.nouns.partition_point(|noun| noun.tokens.end <= token);
        self.nouns.get(position).is_some_and(|noun| {
            noun.tokens.contains(token)
                && self
                    .facts(token)
                    .is_none_or(|facts| facts.name_head.is_none() || noun.tokens.len() > 1)
        })
    }

    fn ends_as_organisation(&self, of: TokenIndex) -> bool {
        self.syntax
            .before(of)
            .and_then(|before| self.facts(before))
            .is_some_and(|facts| facts.name_head.is_some())
    }

    /// The run without words at its ends that are no part of a name.
    fn trimmed(&self, mut run: TokenRange) -> TokenRange {
        let outside = |token: TokenIndex| {
            self.facts(token).is_some_and(|facts| facts.no_actor && facts.given_name.is_none())
                || self.syntax.is(token, PARTICLES)
                || !self.syntax.form(token).starts_with(char::is_uppercase)
        };
        while !run.is_empty()
            && outside(run.start)
            && !self.syntax.is(run.start, &["al", "el", "bin"])
        {
            run.start.0 += 1;
        }
        let named = self.facts(run.start).is_some_and(|facts| facts.given_name.is_some());
        // A feast may be a surname: "Ahmed Ramadan".
        while run.len() > usize::from(named) && outside(TokenIndex(run.end.0 - 1)) {
            if named && run.len() == 2 && self.syntax.is(TokenIndex(run.end.0 - 1), SURNAMES) {
                break;
            }
            run.end.0 -= 1;
        }
        run
    }

    fn read_run(&mut self, run: TokenRange, headline: Headline) {
        let known: Vec<NameHit> =
            run.iter().filter_map(|token| self.hit_at(token)).cloned().collect();
        if known.is_empty() {
            let run = self.trimmed(run);
            if !run.is_empty() && headline == Headline::None {
                self.read_free_run(run);
            }
            return;
        }
        if known.iter().all(|hit| hit.tokens.len() == run.len()) || known[0].tokens.end > run.end {
            return;
        }
        self.read_mixed_run(run, &known);
    }

    /// A run with names of the lexicon in it: one longer name, or several side by side.
    fn read_mixed_run(&mut self, run: TokenRange, known: &[NameHit]) {
        let last = TokenIndex(run.end.0 - 1);
        let last_facts = self.facts(last).cloned().unwrap_or_default();
        let last_is_free = self.hit_at(last).is_none();
        let first_is_free = self.hit_at(run.start).is_none();
        if last_is_free && last_facts.no_actor_head {
            self.replace(run, Target::Nothing);
            return;
        }
        if last_is_free && let Some(kind) = last_facts.name_head {
            self.replace(run, Target::Unknown(kind));
            return;
        }
        let single = |token: TokenIndex| self.hit_at(token).is_none_or(|hit| hit.tokens.len() == 1);
        let given = self.facts(run.start).is_some_and(|facts| facts.given_name.is_some());
        let person_by_name = self.named(run) == Some(NameKind::Person);
        let is_person = run.len() <= 4
            && run.iter().all(single)
            && (first_is_free || last_is_free)
            && (given || person_by_name);
        if is_person {
            self.replace(run, Target::Unknown(ActorKind::Person));
            return;
        }
        // Side by side: what is not known stands alone if it is long enough to be a name.
        let mut start = run.start;
        for hit in known.iter().map(|hit| hit.tokens).chain([TokenRange::new(run.end.0, run.end.0)])
        {
            let free = self.trimmed(TokenRange::new(start.0, hit.start.0.max(start.0)));
            if free.len() >= 2 {
                self.read_free_run(free);
            }
            start = start.max(hit.end);
        }
    }

    /// Puts one reading of `run` in the place of the hits in it.
    fn replace(&mut self, run: TokenRange, target: Target) {
        for hit in self.hits.iter_mut().filter(|hit| hit.tokens.overlaps(run)) {
            hit.target = Target::Nothing;
        }
        if let Some(covered) = self.covered.get_mut(run.indices()) {
            covered.fill(Some(self.hits.len() as u32));
        }
        self.hits.push(NameHit { tokens: run, target });
    }

    /// What the name tagger says of the run.
    fn named(&self, run: TokenRange) -> Option<NameKind> {
        let names = &self.syntax.document.names;
        let position = names.partition_point(|name| name.tokens.end <= run.start);
        names.get(position).filter(|name| name.tokens.overlaps(run)).map(|name| name.kind)
    }

    /// A run without names of the lexicon.
    fn read_free_run(&mut self, run: TokenRange) {
        if self.is_no_actor(run) {
            return;
        }
        let kind = self.kind_of_run(run);
        // A capital at the start of a sentence proves nothing.
        let starts_sentence = self.syntax.sentence_tokens(run.start).start == run.start;
        if run.len() == 1
            && starts_sentence
            && kind == ActorKind::Other
            && self.named(run).is_none()
            && !self.stands_elsewhere(run)
        {
            return;
        }
        self.push_hit(NameHit { tokens: run, target: Target::Unknown(kind) });
    }

    fn is_no_actor(&self, run: TokenRange) -> bool {
        let last = TokenIndex(run.end.0 - 1);
        let head = self.facts(last).is_some_and(|facts| facts.no_actor_head);
        let all = run.iter().all(|token| self.facts(token).is_some_and(|facts| facts.no_actor));
        let letters = self.syntax.document.span(run).text(self.syntax.text);
        head || (all && !self.stands_in_longer_name(run))
            || letters.chars().filter(|letter| letter.is_alphabetic()).count() < 2
            || letters.contains(['@', '/', '#', '<', '>', '='])
            || letters.starts_with("http")
    }

    /// Whether the same word, within a sentence, is a proper noun elsewhere in the article.
    fn stands_elsewhere(&self, run: TokenRange) -> bool {
        let form = self.syntax.form(run.start);
        self.syntax.document.sentences.iter().any(|sentence| {
            sentence.tokens.iter().skip(1).any(|token| {
                token != run.start
                    && self.syntax.tag(token) == UniversalTag::ProperNoun
                    && self.syntax.form(token) == form
            })
        })
    }

    /// Whether a longer name before ended with this word: "Ramadan" after "Ahmed Ramadan".
    fn stands_in_longer_name(&self, run: TokenRange) -> bool {
        let form = self.syntax.form(TokenIndex(run.end.0 - 1));
        self.hits.iter().any(|hit| {
            hit.target == Target::Unknown(ActorKind::Person)
                && hit.tokens.len() > run.len()
                && self.syntax.form(TokenIndex(hit.tokens.end.0 - 1)) == form
        })
    }

    /// The kind of an unknown name, by its last word, the name tagger, its first word and what
    /// stands around it.
    fn kind_of_run(&self, run: TokenRange) -> ActorKind {
        let last = TokenIndex(run.end.0 - 1);
        let head_word = run
            .iter()
            .find(|&token| self.syntax.is(token, &["of", "for"]))
            .and_then(|of| self.syntax.before(of))
            .unwrap_or(last);
        if let Some(kind) = self.facts(head_word).and_then(|facts| facts.name_head) {
            return kind;
        }
        match self.named(run) {
            Some(NameKind::Person) => return ActorKind::Person,
            Some(NameKind::Organisation) => return ActorKind::Other,
            Some(NameKind::Location) => return ActorKind::Place,
            None => {}
        }
        let head = self.syntax.head_of(run);
        let place_of = self.syntax.before(run.start).filter(|of| self.syntax.is(*of, &["of"]));
        if place_of
            .and_then(|of| self.syntax.before(of))
            .is_some_and(|noun| PLACES.contains(&self.syntax.lemma(noun)))
        {
            return ActorKind::Place;
        }
        let modifies = self.syntax.label(head) == DependencyLabel::COMPOUND
            && self
                .syntax
                .head(head)
                .is_some_and(|of| of >= run.end && self.syntax.tag(of) == UniversalTag::Noun);
        let given = self.facts(run.start).is_some_and(|facts| facts.given_name.is_some());
        let flat =
            !modifies && run.iter().any(|token| self.syntax.label(token) == DependencyLabel::FLAT);
        let titled = self.syntax.before(run.start).is_some_and(|before| self.ends_title(before));
        if (run.len() >= 2 && (given || flat)) || titled {
            return ActorKind::Person;
        }
        if self.syntax.preposition(head).is_some_and(|case| AT_PLACES.contains(&case)) {
            return ActorKind::Place;
        }
        ActorKind::Other
    }

    /// Whether a title of persons ends with `token`: "Mr", "minister".
    fn ends_title(&self, token: TokenIndex) -> bool {
        const HONORIFICS: &[&str] = &["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Sir"];
        self.syntax.is(token, HONORIFICS)
            || self.nouns.iter().any(|noun| {
                noun.tokens.end.0 == token.0 + 1
                    && noun
                        .values
                        .iter()
                        .any(|value| !matches!(value, super::index::NounValue::Body(_)))
                    && self.syntax.document.token(token).penn.as_str() != "NNS"
            })
    }

    /// The text of a name with single spaces, without a possessive ending.
    pub(super) fn name_text(&self, run: TokenRange) -> String {
        let text = self.syntax.document.span(run).text(self.syntax.text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Makes a mention of a name that the lexicon does not know.
    pub(super) fn mention_unknown(&mut self, tokens: TokenRange, kind: ActorKind) {
        let name = self.name_text(tokens);
        let (actor, reason) = if tokens.len() == 1
            && matches!(kind, ActorKind::Person | ActorKind::Other)
            && let Some(person) = self.person_with_surname(&name)
        {
            (person, format!("surname of {}", self.name_of(person)))
        } else if let Some(longer) = self.same_name(&name, kind) {
            (longer, "the same name".to_owned())
        } else if kind == ActorKind::Person
            && let Some(entry) = self.index.person_by_sound(&name, self.lexicon)
            && let Some(person) = self.entry_actor(entry)
        {
            (person, "spelling of a name in the lexicon".to_owned())
        } else {
            (self.new_actor(&name, kind, tokens), "name".to_owned())
        };
        self.mention(tokens, actor, MentionForm::Name, 0.75, reason);
    }

    /// The one person mentioned before whose name ends with `surname`.
    pub(super) fn person_with_surname(&self, surname: &str) -> Option<ActorIndex> {
        let mut found = (0u32..).map(ActorIndex).zip(&self.actors).filter(|(_, actor)| {
            actor.kind == ActorKind::Person
                && actor
                    .name
                    .strip_suffix(surname)
                    .is_some_and(|before| before.ends_with([' ', '-']))
        });
        let (person, _) = found.next()?;
        found.next().is_none().then_some(person)
    }

    /// The actor of the same name that was mentioned before.
    fn same_name(&self, name: &str, kind: ActorKind) -> Option<ActorIndex> {
        let position = self.actors.iter().position(|actor| {
            actor.name == name && (actor.kind == kind || kind == ActorKind::Other)
        })?;
        Some(ActorIndex(position as u32))
    }

    fn new_actor(&mut self, name: &str, kind: ActorKind, tokens: TokenRange) -> ActorIndex {
        let (prefix, own) = match kind {
            ActorKind::Person => ("person", self.index.person_slug(name)),
            ActorKind::Other => ("other", slug(name)),
            ActorKind::Place => ("place", slug(name)),
            ActorKind::ArmedGroup => ("group", slug(name)),
            ActorKind::Party => ("party", slug(name)),
            ActorKind::Company => ("company", slug(name)),
            ActorKind::Media => ("media", slug(name)),
            _ => ("org", slug(name)),
        };
        let id = self.lexicon.resolve(&ActorId::new(format!("{prefix}:{own}")));
        if let Some(actor) = self.lexicon.actor_by_id(&id) {
            return self.actor(actor);
        }
        let actor = self.actor(Actor {
            id,
            name: name.to_owned(),
            kind,
            code: None,
            country: None,
            known: false,
            affiliations: Default::default(),
        });
        let gender = self.facts(tokens.start).and_then(|facts| facts.given_name);
        if let Some(known) = self.known.get_mut(actor.index())
            && kind == ActorKind::Person
        {
            known.gender = gender;
        }
        actor
    }
}
