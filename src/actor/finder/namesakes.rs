//! Names that the lexicon's actors share with others: the "National Front" of another country, and
//! places that have their name from a state, such as Georgia in the United States.
//!
//! In come the hits of the lexicon's names; those that mean a namesake are turned to it.

use super::Reading;
use super::index::NameForm;
use super::names::Target;
use crate::actor::ActorKind;
use crate::actor::lexicon::{ActorEntry, WordList};
use crate::language::{TokenIndex, TokenRange};

impl Reading<'_> {
    /// "Somali National Front" is not the French one: a name by its head noun, after the adjective of
    /// another state than the one that the lexicon's bearer belongs to, is an unknown name.
    pub(super) fn read_namesakes_abroad(&mut self) {
        for position in 0..self.hits.len() {
            let hit = &self.hits[position];
            let tokens = hit.tokens;
            let Target::Lexicon { entry, form } = hit.target else { continue };
            if !matches!(form, NameForm::Name | NameForm::Former | NameForm::Weak) {
                continue;
            }
            let head = self.facts(TokenIndex(tokens.end.0 - 1)).and_then(|facts| facts.name_head);
            let (Some(kind), true) = (head, tokens.len() > 1) else { continue };
            let own = self.entry(entry).and_then(ActorEntry::country);
            let Some(before) = self.syntax.before(tokens.start).and_then(|at| self.hit_at(at))
            else {
                continue;
            };
            let Target::Lexicon { entry: other, form: NameForm::Adjective } = before.target else {
                continue;
            };
            let foreign = self.entry(other).is_some_and(|state| {
                state.kind() == ActorKind::State && own.is_some() && state.country() != own
            });
            if foreign {
                let whole = TokenRange { start: before.tokens.start, end: tokens.end };
                self.replace(whole, Target::Unknown(kind));
            }
        }
    }

    /// "The governor of Georgia", "Atlanta, Georgia": a place that has its name from a state, where the
    /// article names that state in no other way.
    pub(super) fn read_namesake_places(&mut self) {
        let found: Vec<(u32, u32)> =
            (0..self.hits.len()).filter_map(|position| self.namesake_place(position)).collect();
        for (state, place) in found {
            for hit in &mut self.hits {
                if matches!(hit.target, Target::Lexicon { entry, .. } if entry == state) {
                    hit.target = Target::Lexicon { entry: place, form: NameForm::Weak };
                }
            }
        }
    }

    /// The state that the hit names, and the place that it means instead.
    fn namesake_place(&self, position: usize) -> Option<(u32, u32)> {
        let tokens = self.hits.get(position)?.tokens;
        let Target::Lexicon { entry: state, form: NameForm::Weak } = self.hits[position].target
        else {
            return None;
        };
        let words = self.words_of(tokens);
        let place = self.index.names.longest(words, false)?.values(words, false).find(|value| {
            self.entry(value.entry).is_some_and(|entry| entry.kind() == ActorKind::Place)
        })?;
        let country = self.entry(place.entry)?.country()?;
        let own = self.entry(state)?.country();
        let otherwise = self.is_named_otherwise(state, self.syntax.form(tokens.start));
        let cued = self.has_town_before(tokens, country) || self.is_governed(tokens);
        (own != Some(country) && !otherwise && cued).then_some((state, place.entry))
    }

    /// "Atlanta, Georgia": a town of the country right before the comma.
    fn has_town_before(&self, tokens: TokenRange, country: &str) -> bool {
        let comma = self.syntax.before(tokens.start).filter(|comma| self.syntax.is(*comma, &[","]));
        let town = comma.and_then(|comma| self.syntax.before(comma)).and_then(|at| self.hit_at(at));
        town.is_some_and(|town| match town.target {
            Target::Lexicon { entry, .. } => self.entry(entry).is_some_and(|entry| {
                entry.kind() == ActorKind::Place && entry.country() == Some(country)
            }),
            _ => false,
        })
    }

    /// "The governor of Georgia", "Georgia senator": no state has these, its parts do.
    fn is_governed(&self, tokens: TokenRange) -> bool {
        let of = self.syntax.before(tokens.start).filter(|of| self.syntax.is(*of, &["of", "from"]));
        let before = of.and_then(|of| self.syntax.before(of));
        let after = self.syntax.after(TokenIndex(tokens.end.0 - 1));
        [before, after].into_iter().flatten().any(|noun| {
            self.lexicon.is_listed(WordList::RegionOffices, &self.syntax.form(noun).to_lowercase())
        })
    }
}
