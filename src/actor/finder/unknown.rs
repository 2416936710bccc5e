//! Names that no lexicon knows: runs of proper nouns, with a kind from what stands in and around
//! them.

use super::index::{NameForm, NounValue};
use super::names::{NameHit, Target};
use super::syntax::SUBJECTS;
use super::{Headline, Reading};
use crate::actor::ActorKind;
use crate::actor::automaton::Shape;
use crate::actor::lexicon::WordList;
use crate::language::{DependencyLabel, NameKind, PennTag, TokenIndex, TokenRange, UniversalTag};

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
                let tokens = self.trimmed(self.without_title(name.tokens));
                if !tokens.is_empty() && self.headline_at(tokens.start) != Headline::Title {
                    self.read_free_run(tokens);
                }
            }
        }
    }

    /// "Edgar Lungu" of "President Edgar Lungu", which the name tagger may take for one name.
    fn without_title(&self, mut name: TokenRange) -> TokenRange {
        while !name.is_empty() && self.covers_noun(name.start) {
            name.start.0 += 1;
        }
        name
    }

    /// The run of proper nouns that starts at `start`, names of the lexicon included.
    fn run_from(&self, start: TokenIndex, end: TokenIndex) -> TokenRange {
        let mut last = None;
        let mut token = start;
        while token < end {
            let joins = self.is_particle(token)
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
    pub(super) fn in_name(&self, token: TokenIndex) -> bool {
        if self.covers_noun(token) && !self.is_worn_as_surname(token) {
            return false;
        }
        match self.hit_at(token).map(|hit| &hit.target) {
            Some(Target::Lexicon { form, .. }) => *form != NameForm::Adjective,
            Some(_) => false,
            None => {
                self.syntax.form(token).starts_with(char::is_uppercase)
                    && (self.syntax.tag(token) == UniversalTag::ProperNoun
                        || self.is_given_or_after(token)
                        || self.leads_a_name(token))
            }
        }
    }

    /// "backed Shared Harvest", "the High Ground Initiative": a capital within a sentence shows that a
    /// word which the tagger took for a common one belongs to the proper noun after it.
    fn leads_a_name(&self, token: TokenIndex) -> bool {
        let within = self
            .syntax
            .before(token)
            .is_some_and(|before| self.syntax.form(before).starts_with(char::is_alphabetic));
        let free = |token: &TokenIndex| {
            Shape::of(self.syntax.form(*token)) == Shape::Capitalised
                && self.hit_at(*token).is_none()
                && !self.covers_noun(*token)
        };
        let open_class = |token: TokenIndex| {
            matches!(
                self.syntax.tag(token),
                UniversalTag::Noun | UniversalTag::Adjective | UniversalTag::Verb
            )
        };
        let next = |token: &TokenIndex| self.syntax.after(*token).filter(free);
        let mut following = std::iter::successors(next(&token), |token| {
            Some(*token).filter(|&token| open_class(token)).as_ref().and_then(next)
        });
        within
            && open_class(token)
            && free(&token)
            && self.headline_at(token) == Headline::None
            && following.any(|token| self.syntax.tag(token) == UniversalTag::ProperNoun)
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

    /// "accused Cook": an occupation that stands alone as a proper noun is a surname.
    fn is_worn_as_surname(&self, token: TokenIndex) -> bool {
        let capital = |token: TokenIndex| self.syntax.form(token).starts_with(char::is_uppercase);
        let label = self.syntax.label(token);
        let occupation = self.nouns.iter().any(|noun| {
            noun.tokens.len() == 1
                && noun.tokens.contains(token)
                && noun.values.iter().all(|value| matches!(value, NounValue::Member(_)))
        });
        occupation
            && self.syntax.token(token).penn == PennTag::NNP
            && Shape::of(self.syntax.form(token)) == Shape::Capitalised
            && (SUBJECTS.contains(&label) || label == DependencyLabel::OBJ)
            && self.syntax.before(token).is_some_and(|before| !capital(before))
            && self.syntax.after(token).is_none_or(|after| !capital(after))
            && self.syntax.children(token).iter().all(|&child| {
                matches!(self.syntax.tag(child), UniversalTag::Punctuation | UniversalTag::Verb)
            })
    }

    pub(super) fn covers_noun(&self, token: TokenIndex) -> bool {
        let position = self.nouns.partition_point(|noun| noun.tokens.end <= token);
        self.nouns.get(position).is_some_and(|noun| {
            noun.tokens.contains(token)
                && self
                    .facts(token)
                    .is_none_or(|facts| facts.name_head.is_none() || noun.tokens.len() > 1)
        })
    }

    /// Whether the word joins the parts of a name: "bin", "van".
    fn is_particle(&self, token: TokenIndex) -> bool {
        let form = self.syntax.form(token).to_lowercase();
        self.lexicon.is_listed(WordList::NameParticles, &form)
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
        // "Summer Zervos": the name tagger knows better.
        let first = TokenRange::new(run.start.0, run.start.0 + 1);
        let person = run.len() > 1 && self.named(first) == Some(NameKind::Person);
        let outside = |token: TokenIndex| {
            let word =
                self.facts(token).is_some_and(|facts| facts.no_actor && facts.given_name.is_none());
            word && !(person && token == first.start && !self.ends_title(token))
                || (self.is_particle(token) && self.syntax.form(token).len() < 2)
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
        // "Kerry Washington" is neither John Kerry nor the government.
        let surname_first = self
            .hit_at(run.start)
            .is_some_and(|hit| matches!(hit.target, Target::Lexicon { form: NameForm::Short, .. }));
        if run.len() == 2 && given && flat && surname_first && run.iter().all(single) {
            self.replace(run, Target::Unknown(ActorKind::Person));
            return;
        }
        let is_person = run.len() <= 4
            && run.iter().all(single)
            && (first_is_free || last_is_free)
            && ((given && (first_is_free || flat) && !plural)
                || self.named(run) == Some(NameKind::Person)
                || (last_is_free && self.is_called_like_place(run))
                || (flat && plain_first && (first_is_free || mistaken_acronym)));
        if is_person {
            self.replace(run, Target::Unknown(ActorKind::Person));
            return;
        }
        if self.is_named_after_place(run, known) {
            self.replace(run, Target::Unknown(ActorKind::Other));
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

    /// "Oslo Ravens", "Los Angeles Hawks": a place with a plural that is no title, no people and no day
    /// is a club or the like.
    fn is_named_after_place(&self, run: TokenRange, known: &[NameHit]) -> bool {
        let Some(place) = known.first().filter(|_| known.len() == 1) else { return false };
        let of_place = match place.target {
            Target::Lexicon { entry, form } => {
                form < NameForm::Adjective
                    && self.entry(entry).is_some_and(|entry| {
                        matches!(entry.kind(), ActorKind::Place | ActorKind::State)
                    })
            }
            _ => false,
        };
        let last = TokenIndex(run.end.0 - 1);
        let rest = TokenRange::new(place.tokens.end.0, run.end.0);
        of_place
            && place.tokens.start == run.start
            && (1..=2).contains(&rest.len())
            && self.syntax.form(last).ends_with('s')
            && !self.syntax.form(last).ends_with("ss")
            && matches!(self.syntax.token(last).penn, PennTag::NNPS | PennTag::NNP)
            && self.syntax.token(last).span.len() > 3
            && rest.iter().all(|token| {
                self.facts(token).is_none_or(|facts| !facts.no_actor && facts.given_name.is_none())
            })
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
        // "(Ned Tarrow/Reuters)" took the picture.
        let credit = self.syntax.before(run.start).is_some_and(|open| self.syntax.is(open, &["("]))
            && self.syntax.after(last).is_some_and(|slash| self.syntax.is(slash, &["/"]));
        head || credit
            || (all && !self.stands_in_longer_name(run))
            || letters.chars().filter(|letter| letter.is_alphabetic()).count() < 2
            || letters.contains(['@', '/', '#', '<', '>', '='])
            || letters.starts_with("http")
    }

    /// Whether the article has the word in lower case, too: "Bush fires" and "a bush".
    pub(super) fn occurs_in_lower_case(&self, token: TokenIndex) -> bool {
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
}
