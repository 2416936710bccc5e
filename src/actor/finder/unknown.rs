//! Names that no lexicon knows: runs of proper nouns, with a kind from what stands in and around
//! them.

use super::index::NameForm;
use super::names::{NameHit, Target};
use super::{Headline, Reading};
use crate::actor::automaton::Shape;
use crate::actor::fold::slug;
use crate::actor::lexicon::WordList;
use crate::actor::{Actor, ActorId, ActorIndex, ActorKind, MentionForm};
use crate::language::{DependencyLabel, NameKind, PennTag, TokenIndex, TokenRange, UniversalTag};

/// Words that join the parts of a name, in lower case.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "bin", "ibn", "al", "el", "von", "van", "der", "den", "la", "abu", "-",
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
        for name in &self.syntax.document.names {
            let free = name.tokens.iter().all(|token| self.hit_at(token).is_none());
            if free {
                let tokens = self.trimmed(name.tokens);
                if !tokens.is_empty() && self.headline_at(tokens.start) != Headline::Title {
                    self.read_free_run(tokens);
                }
            }
        }
    }

    /// "Michael Jordan ... Jordan": a place of the lexicon that the article names in no other way is the
    /// surname of the person whom it names in full.
    pub(super) fn read_surnames_like_places(&mut self) {
        let surnames: Vec<&str> = self
            .hits
            .iter()
            .filter(|hit| hit.target == Target::Unknown(ActorKind::Person) && hit.tokens.len() > 1)
            .map(|hit| self.syntax.form(TokenIndex(hit.tokens.end.0 - 1)))
            .collect();
        let like_place: Vec<usize> = (0..self.hits.len())
            .filter(|&position| {
                let hit = &self.hits[position];
                let form = self.syntax.form(hit.tokens.start);
                hit.tokens.len() == 1
                    && surnames.contains(&form)
                    && self
                        .syntax
                        .preposition(hit.tokens.start)
                        .is_none_or(|case| !self.lexicon.is_listed(WordList::Where, case))
                    && match hit.target {
                        Target::Lexicon { entry, .. } => !self.is_named_otherwise(entry, form),
                        _ => false,
                    }
            })
            .collect();
        for position in like_place {
            self.hits[position].target = Target::Unknown(ActorKind::Person);
        }
    }

    /// Whether the article names the entry by another name or adjective than `form`.
    fn is_named_otherwise(&self, entry: u32, form: &str) -> bool {
        self.hits.iter().any(|hit| match hit.target {
            Target::Lexicon { entry: other, form: kind } => {
                other == entry
                    && self.syntax.form(hit.tokens.start) != form
                    && matches!(kind, NameForm::Name | NameForm::Adjective | NameForm::Demonym)
            }
            _ => false,
        })
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
                self.syntax.form(token).starts_with(char::is_uppercase)
                    && (self.syntax.tag(token) == UniversalTag::ProperNoun
                        || self.is_given_or_after(token))
            }
        }
    }

    /// Whether a capitalised word that the tagger took for a common one is a given name before another
    /// capitalised word, or stands within a sentence after a given name.
    fn is_given_or_after(&self, token: TokenIndex) -> bool {
        let given = |token: TokenIndex| {
            self.syntax.form(token).starts_with(char::is_uppercase)
                && self.facts(token).is_some_and(|facts| facts.given_name.is_some())
        };
        let open_class = matches!(
            self.syntax.tag(token),
            UniversalTag::Noun | UniversalTag::Adjective | UniversalTag::Verb | UniversalTag::Other
        );
        let next_capital = self
            .syntax
            .after(token)
            .is_some_and(|after| Shape::of(self.syntax.form(after)) == Shape::Capitalised);
        open_class
            && ((given(token) && next_capital) || self.syntax.before(token).is_some_and(given))
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
        if !run.is_empty() && self.stands_in_longer_name(run) {
            return run;
        }
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
            let last = self.syntax.form(TokenIndex(run.end.0 - 1)).to_lowercase();
            if named && run.len() == 2 && self.lexicon.is_listed(WordList::CalendarSurnames, &last)
            {
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
        let first_facts = self.facts(run.start).cloned().unwrap_or_default();
        if run.len() >= 2
            && run.iter().all(single)
            && first_is_free
            && let Some(kind) = first_facts.name_start
        {
            self.replace(run, Target::Unknown(kind));
            return;
        }
        let given = first_facts.given_name.is_some();
        let flat = run.iter().any(|token| self.syntax.label(token) == DependencyLabel::FLAT);
        let plain_first = first_facts.name_head.is_none() && !first_facts.no_actor;
        let mistaken_acronym = !first_is_free && self.is_mistaken_acronym(run.start);
        let plural = self.syntax.token(last).penn == PennTag::NNPS;
        let is_person = run.len() <= 4
            && run.iter().all(single)
            && (first_is_free || last_is_free)
            && ((given && (first_is_free || flat) && !plural)
                || self.named(run) == Some(NameKind::Person)
                || (flat && plain_first && (first_is_free || mistaken_acronym)));
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

    /// "Irena" is not IRENA: a name of the lexicon in capitals, but not in the text.
    fn is_mistaken_acronym(&self, token: TokenIndex) -> bool {
        let Some(Target::Lexicon { entry, .. }) = self.hit_at(token).map(|hit| &hit.target) else {
            return false;
        };
        let form = self.syntax.form(token);
        self.entry(*entry).is_some_and(|entry| {
            let mut names = std::iter::once(&entry.name).chain(&entry.aliases);
            Shape::of(form) == Shape::Capitalised
                && !names.clone().any(|name| name == form)
                && names.any(|name| name.eq_ignore_ascii_case(form))
        })
    }

    /// Puts one reading of `run` in the place of the hits in it.
    pub(super) fn replace(&mut self, run: TokenRange, target: Target) {
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
        // "Congress" alone is a role without its state, no name.
        let generic = self.facts(run.start).is_some_and(|facts| facts.name_head.is_some());
        if run.len() == 1 && generic && Shape::of(self.syntax.form(run.start)) != Shape::Upper {
            return;
        }
        let kind = self.kind_of_run(run);
        // A capital at the start of a sentence proves nothing; a proper noun that does something is a name.
        let starts_sentence = self.syntax.sentence_tokens(run.start).start == run.start;
        if run.len() == 1 && starts_sentence && self.occurs_in_lower_case(run.start) {
            return;
        }
        if run.len() == 1
            && starts_sentence
            && kind == ActorKind::Other
            && self.named(run).is_none()
            && !self.stands_elsewhere(run)
            && !self.is_subject_of_verb(run.start)
        {
            return;
        }
        self.push_hit(NameHit { tokens: run, target: Target::Unknown(kind) });
    }

    /// Whether a proper noun in the singular is the subject of a verb.
    fn is_subject_of_verb(&self, token: TokenIndex) -> bool {
        self.syntax.token(token).penn == PennTag::NNP
            && self.syntax.label(token) == DependencyLabel::NSUBJ
            && self
                .syntax
                .head(token)
                .is_some_and(|head| self.syntax.tag(head) == UniversalTag::Verb)
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

    /// Whether the article has the word in lower case, too: "Bush fires" and "a bush".
    fn occurs_in_lower_case(&self, token: TokenIndex) -> bool {
        let lower = self.syntax.form(token).to_lowercase();
        (0..self.syntax.document.tokens.len() as u32)
            .any(|other| self.syntax.form(TokenIndex(other)) == lower)
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
        if let Some(kind) = self.facts(run.start).and_then(|facts| facts.name_start)
            && run.len() >= 2
        {
            return kind;
        }
        let head = self.syntax.head_of(run);
        let place_of = self.syntax.before(run.start).filter(|of| self.syntax.is(*of, &["of"]));
        if place_of.and_then(|of| self.syntax.before(of)).is_some_and(|noun| {
            self.lexicon.is_listed(WordList::PlaceNouns, self.syntax.lemma(noun))
        }) {
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

    /// Whether the last word of the name stands alone elsewhere, as surnames do.
    fn last_word_alone(&self, run: TokenRange) -> bool {
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

    /// "Penny Mordaunt, who"
    fn followed_by_who(&self, run: TokenRange) -> bool {
        let after = self.syntax.after(TokenIndex(run.end.0 - 1));
        let after = match after {
            Some(comma) if self.syntax.is(comma, &[","]) => self.syntax.after(comma),
            other => other,
        };
        after.is_some_and(|who| self.syntax.is(who, &["who", "whom"]))
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
            && let Some(person) =
                self.person_with_surname(&name).or_else(|| self.person_with_first_name(&name))
        {
            (person, format!("part of the name of {}", self.name_of(person)))
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
        self.note_name(tokens, actor);
    }

    /// The one person of the article whose surname this is.
    pub(super) fn person_with_surname(&self, surname: &str) -> Option<ActorIndex> {
        self.only_person(|known| known.surnames.iter().any(|own| own == surname))
    }

    fn only_person(&self, has: impl Fn(&super::Known) -> bool) -> Option<ActorIndex> {
        let mut found = (0u32..)
            .map(ActorIndex)
            .zip(&self.known)
            .filter(|(index, known)| self.kind_of(*index) == ActorKind::Person && has(known));
        let (person, _) = found.next()?;
        found.next().is_none().then_some(person)
    }

    /// Surnames, and first names of those who are called by them, wherever they stand alone: the
    /// tagger may take them for common words at the start of a sentence.
    pub(super) fn link_parts_of_names(&mut self) {
        for index in 0..self.syntax.document.tokens.len() as u32 {
            let token = TokenIndex(index);
            if !self.may_be_part_of_name(token) {
                continue;
            }
            let form = self.syntax.form(token);
            let (person, reason, confidence) = match self.person_with_surname(form) {
                Some(person) => (person, "surname", 0.75),
                None => match self.person_with_first_name(form) {
                    Some(person) => (person, "first name", 0.65),
                    None => continue,
                },
            };
            let tokens = TokenRange::new(index, index + 1);
            let reason = format!("{reason} of {}", self.name_of(person));
            self.push_hit(NameHit { tokens, target: Target::Nothing });
            self.mention(tokens, person, MentionForm::Name, confidence, reason);
        }
    }

    /// The one person of the article with this first name, which is nobody's surname.
    fn person_with_first_name(&self, name: &str) -> Option<ActorIndex> {
        let surname = self.known.iter().any(|known| known.surnames.iter().any(|own| own == name));
        self.only_person(|known| known.first_names.iter().any(|own| own == name))
            .filter(|_| !surname)
    }

    /// Whether the word stands alone, with a capital, and means nobody yet.
    fn may_be_part_of_name(&self, token: TokenIndex) -> bool {
        let capitalised =
            |token: TokenIndex| self.syntax.form(token).starts_with(char::is_uppercase);
        let beside = |token: Option<TokenIndex>| {
            token.is_some_and(|token| {
                capitalised(token) && self.hit_at(token).is_none() && !self.covers_noun(token)
            })
        };
        let starts = self.syntax.before(token).is_none_or(|before| !self.in_name(before));
        let function_word = matches!(
            self.syntax.tag(token),
            UniversalTag::Determiner
                | UniversalTag::Adposition
                | UniversalTag::Pronoun
                | UniversalTag::Auxiliary
                | UniversalTag::CoordinatingConjunction
                | UniversalTag::SubordinatingConjunction
        );
        capitalised(token)
            && !function_word
            && !self.reads_as_date(token)
            && !self.may_be_common_word(token)
            && starts
            && self.hit_at(token).is_none_or(|hit| {
                hit.tokens.len() == 1 && hit.target == Target::Unknown(ActorKind::Other)
            })
            && !self.mentions.iter().any(|mention| mention.tokens.contains(token))
            && !beside(self.syntax.after(token))
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
        let country = self.country_in_name(tokens);
        if let Some(actor) = self.actors.get_mut(actor.index())
            && kind != ActorKind::Person
        {
            actor.country = country;
        }
        let gender = self.facts(tokens.start).and_then(|facts| facts.given_name);
        if let Some(known) = self.known.get_mut(actor.index())
            && kind == ActorKind::Person
        {
            known.gender = gender;
        }
        actor
    }

    /// "Rice prices rose": a capital at the start of a sentence that qualifies the noun after it.
    fn may_be_common_word(&self, token: TokenIndex) -> bool {
        self.syntax.before(token).is_none()
            && self.syntax.tag(token) != UniversalTag::ProperNoun
            && self.syntax.after(token).is_some_and(|after| {
                matches!(
                    self.syntax.tag(after),
                    UniversalTag::Noun | UniversalTag::ProperNoun | UniversalTag::Adjective
                )
            })
    }

    /// The country whose name or adjective a name starts with: "Sudanese Professionals Association".
    fn country_in_name(&self, tokens: TokenRange) -> Option<String> {
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
