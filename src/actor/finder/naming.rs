//! Whom a name means that no lexicon knows: somebody new, or whom the article has named in full, by a
//! surname or a first name.

use super::Reading;
use super::index::NameForm;
use super::names::{NameHit, Target};
use crate::actor::fold::slug;
use crate::actor::lexicon::WordList;
use crate::actor::{Actor, ActorId, ActorIndex, ActorKind, MentionForm};
use crate::language::{TokenIndex, TokenRange, UniversalTag};

impl Reading<'_> {
    /// The text of a name with single spaces, without a possessive ending.
    pub(super) fn name_text(&self, run: TokenRange) -> String {
        let text = self.syntax.document.span(run).text(self.syntax.text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Makes a mention of a name that the lexicon does not know.
    pub(super) fn mention_unknown(&mut self, tokens: TokenRange, kind: ActorKind) {
        let name = self.name_text(tokens);
        let named_where = self
            .syntax
            .preposition(self.syntax.head_of(tokens))
            .is_some_and(|case| self.lexicon.is_listed(WordList::Where, case));
        let (actor, reason) = if tokens.len() == 1
            && (matches!(kind, ActorKind::Person | ActorKind::Other)
                || kind == ActorKind::Place && !named_where)
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

    pub(super) fn only_person(&self, has: impl Fn(&super::Known) -> bool) -> Option<ActorIndex> {
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
    pub(super) fn person_with_first_name(&self, name: &str) -> Option<ActorIndex> {
        let surname = self.known.iter().any(|known| known.surnames.iter().any(|own| own == name));
        self.only_person(|known| known.first_names.iter().any(|own| own == name))
            .filter(|_| !surname)
    }

    /// Whether the word stands alone, with a capital, and means nobody yet.
    pub(super) fn may_be_part_of_name(&self, token: TokenIndex) -> bool {
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
    pub(super) fn same_name(&self, name: &str, kind: ActorKind) -> Option<ActorIndex> {
        let position = self.actors.iter().position(|actor| {
            actor.name == name && (actor.kind == kind || kind == ActorKind::Other)
        })?;
        Some(ActorIndex(position as u32))
    }

    pub(super) fn new_actor(
        &mut self,
        name: &str,
        kind: ActorKind,
        tokens: TokenRange,
    ) -> ActorIndex {
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
    pub(super) fn may_be_common_word(&self, token: TokenIndex) -> bool {
        self.syntax.before(token).is_none()
            && self.syntax.tag(token) != UniversalTag::ProperNoun
            && self.syntax.after(token).is_some_and(|after| {
                matches!(
                    self.syntax.tag(after),
                    UniversalTag::Noun | UniversalTag::ProperNoun | UniversalTag::Adjective
                )
            })
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
    pub(super) fn is_named_otherwise(&self, entry: u32, form: &str) -> bool {
        self.hits.iter().any(|hit| match hit.target {
            Target::Lexicon { entry: other, form: kind } => {
                other == entry
                    && self.syntax.form(hit.tokens.start) != form
                    && matches!(kind, NameForm::Name | NameForm::Adjective | NameForm::Demonym)
            }
            _ => false,
        })
    }
}
