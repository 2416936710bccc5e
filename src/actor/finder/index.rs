//! The lexicon made ready for matching: one automaton over the names, one over the common nouns,
//! and what is known of single words.

use crate::actor::automaton::{Automaton, Vocabulary, WordId};
use crate::actor::fold::{folded_lower, name_sound};
use crate::actor::lexicon::{ActorLexicon, Gender, plural};
use crate::actor::{ActorId, ActorKind};
use jiff::civil::Date;
use std::collections::HashMap;

/// How a name of the lexicon stands for its actor; the first fits best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameForm {
    Name,
    Former,
    Metonym,
    Adjective,
    Demonym,
    /// The surname of a person.
    Short,
    Weak,
}

/// A name of the lexicon: the position of its entry, and how it stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameValue {
    pub(super) entry: u32,
    pub(super) form: NameForm,
}

/// A common noun of the lexicon, by its position there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NounValue {
    /// A noun for the body itself.
    Body(u32),
    /// A noun for people who act for it.
    Member(u32),
    Title(u32),
}

/// What is known of a single word.
#[derive(Clone, Debug, Default)]
pub(super) struct WordFacts {
    /// Gender of those who bear it as given name.
    pub(super) given_name: Option<Gender>,
    /// Whether, capitalised and alone, it is no actor: "Monday".
    pub(super) no_actor: bool,
    /// Whether a name that ends with it is no actor: "Summit".
    pub(super) no_actor_head: bool,
    /// Kind of a name that ends with it: "Party".
    pub(super) name_head: Option<ActorKind>,
    /// Kind of a name that starts with it: "New", "Port".
    pub(super) name_start: Option<ActorKind>,
    /// Whether it rounds off a role; `true` for people of it.
    pub(super) group_noun: Option<bool>,
}

/// The index.
#[derive(Clone, Debug, Default)]
pub(super) struct LexiconIndex {
    pub(super) vocabulary: Vocabulary,
    pub(super) names: Automaton<NameValue>,
    pub(super) nouns: Automaton<NounValue>,
    facts: HashMap<WordId, WordFacts>,
    /// The usual spelling of a given name, by any spelling in lower case.
    spellings: HashMap<String, String>,
    /// Persons by the sound of their whole names; `None` where two persons share it.
    by_sound: HashMap<String, Option<u32>>,
    /// Persons by the offices they held: of whom, and its title.
    holders: HashMap<ActorId, Vec<(String, u32)>>,
}

impl LexiconIndex {
    pub(super) fn new(lexicon: &ActorLexicon) -> Self {
        let mut index = Self::default();
        for (position, entry) in (0u32..).zip(lexicon.actors()) {
            let weak = &entry.weak_aliases;
            let mut insert = |names: &[String], form| {
                let weakened = |name: &&String| form == NameForm::Weak || !weak.contains(name);
                for name in names.iter().filter(weakened) {
                    let value = NameValue { entry: position, form };
                    index.names.insert(name, value, &mut index.vocabulary);
                }
            };
            insert(std::slice::from_ref(&entry.name), NameForm::Name);
            insert(&entry.aliases, NameForm::Name);
            insert(&entry.weak_aliases, NameForm::Weak);
            insert(&entry.adjectives, NameForm::Adjective);
            insert(&entry.demonyms, NameForm::Demonym);
            insert(&entry.metonyms, NameForm::Metonym);
            insert(entry.capital.as_slice(), NameForm::Metonym);
            for former in &entry.former {
                insert(std::slice::from_ref(&former.name), NameForm::Former);
            }
            for office in &entry.offices {
                let held = (office.title.clone(), position);
                index.holders.entry(office.of.clone()).or_default().push(held);
            }
            if entry.kind() == ActorKind::Person {
                let last = entry.name.rsplit(' ').next().unwrap_or_default().to_owned();
                let short = if entry.short.is_empty() { vec![last] } else { entry.short.clone() };
                insert(&short, NameForm::Short);
                for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                    index.add_sound(name, position);
                }
            }
        }
        index.add_nouns(lexicon);
        index.add_facts(lexicon);
        index
    }

    fn add_sound(&mut self, name: &str, position: u32) {
        if name.contains(' ') {
            self.by_sound
                .entry(name_sound(name))
                .and_modify(|known| *known = known.filter(|&known| known == position))
                .or_insert(Some(position));
        }
    }

    fn add_nouns(&mut self, lexicon: &ActorLexicon) {
        let mut insert = |noun: &str, value| {
            self.nouns.insert(noun, value, &mut self.vocabulary);
            self.nouns.insert(&plural(noun), value, &mut self.vocabulary);
        };
        for (position, role) in (0u32..).zip(lexicon.roles()) {
            role.bodies.iter().for_each(|noun| insert(noun, NounValue::Body(position)));
            role.members.iter().for_each(|noun| insert(noun, NounValue::Member(position)));
        }
        for (position, title) in (0u32..).zip(lexicon.titles()) {
            title.forms.iter().for_each(|form| insert(form, NounValue::Title(position)));
        }
    }

    fn add_facts(&mut self, lexicon: &ActorLexicon) {
        for given in lexicon.given_names() {
            for spellings in &given.names {
                let usual = spellings.split('/').next().unwrap_or_default();
                for spelling in spellings.split('/') {
                    self.fact(spelling).given_name = Some(given.gender);
                    self.spellings.insert(folded_lower(spelling), folded_lower(usual));
                }
            }
        }
        for no_actor in lexicon.no_actors() {
            no_actor.words.iter().for_each(|word| self.fact(word).no_actor = true);
            no_actor.heads.iter().for_each(|word| self.fact(word).no_actor_head = true);
        }
        for head in lexicon.name_heads() {
            head.words.iter().for_each(|word| self.fact(word).name_head = Some(head.kind));
        }
        for start in lexicon.name_starts() {
            start.words.iter().for_each(|word| self.fact(word).name_start = Some(start.kind));
        }
        for noun in lexicon.group_nouns() {
            for word in &noun.words {
                self.fact(word).group_noun = Some(noun.members);
                self.fact(&plural(word)).group_noun = Some(noun.members);
            }
        }
    }

    fn fact(&mut self, word: &str) -> &mut WordFacts {
        let id = self.vocabulary.intern(&folded_lower(word));
        self.facts.entry(id).or_default()
    }

    /// The one person who held the office on `date`.
    pub(super) fn holder(
        &self,
        lexicon: &ActorLexicon,
        of: &ActorId,
        title: &str,
        date: Date,
    ) -> Option<u32> {
        let mut holders = self.holders.get(of)?.iter().filter(|(held, position)| {
            held == title
                && lexicon.actors().get(*position as usize).is_some_and(|entry| {
                    entry.offices.iter().any(|office| {
                        office.of == *of && office.title == title && office.held_on(Some(date))
                    })
                })
        });
        let (_, found) = holders.next()?;
        holders.all(|(_, other)| other == found).then_some(*found)
    }

    /// What is known of a word.
    pub(super) fn facts(&self, word: Option<WordId>) -> Option<&WordFacts> {
        self.facts.get(&word?)
    }

    /// The id of a person who is in no lexicon: the given name in its usual spelling.
    pub(super) fn person_slug(&self, name: &str) -> String {
        let mut words = name.split(' ').map(|word| {
            let folded = folded_lower(word);
            self.spellings.get(&folded).cloned().unwrap_or(folded)
        });
        let first = words.next().unwrap_or_default();
        crate::actor::fold::slug(&words.fold(first, |name, word| format!("{name} {word}")))
    }

    /// The person of the lexicon whose name, spelled otherwise, this is.
    pub(super) fn person_by_sound(&self, name: &str, lexicon: &ActorLexicon) -> Option<u32> {
        let position = (*self.by_sound.get(&name_sound(name))?)?;
        let entry = lexicon.actors().get(position as usize)?;
        let own = ActorId::new(format!("person:{}", self.person_slug(name)));
        (!entry.not_same_as.contains(&own)).then_some(position)
    }
}
