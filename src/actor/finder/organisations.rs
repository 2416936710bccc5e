//! Organisations that no lexicon knows: runs of capitalised words whose head tells what they name,
//! such as "Ogoun Workers Congress" or "Brandt Foundation for Rural Health".
//!
//! The capitals decide, not the tags: taggers take the parts of such names for common words.

use super::names::Target;
use super::{Headline, Reading};
use crate::actor::automaton::Shape;
use crate::language::{PennTag, TokenIndex, TokenRange, UniversalTag};

/// Words that join the parts of a name after its head.
const JOINERS: &[&str] = &["of", "for", "the"];

impl Reading<'_> {
    /// Finds organisations by the words that their names end with, or have before "of" and "for".
    pub(super) fn find_organisations(&mut self) {
        for sentence in 0..self.headlines.len() {
            if self.headlines[sentence] != Headline::None {
                continue;
            }
            let tokens = self.syntax.document.sentences[sentence].tokens;
            let mut position = tokens.start;
            while position < tokens.end {
                let run = self.capitalised_run(position, tokens);
                if !run.is_empty() {
                    self.read_organisation(run);
                }
                position.0 = run.end.0.max(position.0 + 1);
            }
        }
    }

    /// The capitalised words from `start` on; empty where there are none.
    fn capitalised_run(&self, start: TokenIndex, sentence: TokenRange) -> TokenRange {
        let mut end = start;
        let mut token = start;
        let mut headed = false;
        while token < sentence.end {
            if self.is_capitalised(token, sentence) {
                headed |= self.may_head(token);
                end = TokenIndex(token.0 + 1);
            } else if end != start && self.is_plural_possessive(token, sentence) {
                end = TokenIndex(token.0 + 1);
            } else if end == start || !headed || !self.joins(token, end) {
                break;
            }
            token.0 += 1;
        }
        TokenRange { start, end }
    }

    /// The apostrophe of "Miners' Union" or "People's Party": of a common noun, before the head.
    fn is_plural_possessive(&self, token: TokenIndex, sentence: TokenRange) -> bool {
        if self.syntax.token(token).penn != PennTag::POS {
            return false;
        }
        let owner = self.syntax.before(token).filter(|owner| self.hit_at(*owner).is_none());
        let plural = owner.is_some_and(|owner| {
            let form = self.syntax.form(owner);
            (form.ends_with('s') && self.syntax.form(token).chars().count() == 1)
                || self.syntax.is(owner, &["people", "women", "men", "children"])
        });
        plural && self.syntax.after(token).is_some_and(|after| self.is_capitalised(after, sentence))
    }

    fn is_capitalised(&self, token: TokenIndex, sentence: TokenRange) -> bool {
        let opens = token == sentence.start
            || self
                .syntax
                .before(token)
                .is_some_and(|before| self.syntax.tag(before) == UniversalTag::Punctuation);
        let function_word = opens
            && matches!(
                self.syntax.tag(token),
                UniversalTag::Determiner
                    | UniversalTag::Adposition
                    | UniversalTag::Pronoun
                    | UniversalTag::Auxiliary
                    | UniversalTag::Adverb
                    | UniversalTag::Numeral
                    | UniversalTag::CoordinatingConjunction
                    | UniversalTag::SubordinatingConjunction
            );
        Shape::of(self.syntax.form(token)) != Shape::Lower && !function_word
    }

    /// Whether a name may end with the word, or have it before its "of": of an actor or of another thing.
    fn may_head(&self, token: TokenIndex) -> bool {
        self.facts(token).is_some_and(|facts| facts.name_head.is_some() || facts.no_actor_head)
    }

    /// Whether the word joins on to a name that so far ends at `end`: "for", "of the".
    fn joins(&self, token: TokenIndex, end: TokenIndex) -> bool {
        let first = token == end;
        let before = TokenIndex(end.0.saturating_sub(1));
        let after_head = self.may_head(before);
        match () {
            () if self.syntax.is(token, &["of", "for"]) => first && after_head,
            () if self.syntax.is(token, &["the"]) => token.0 == end.0 + 1,
            // "Museum of Baltic History and Culture"
            () if self.syntax.is(token, &["and"]) => first && self.lists_subjects(token),
            _ => false,
        }
    }

    /// Whether "and" joins what a name has after its "of": plain words on both sides, one after it.
    fn lists_subjects(&self, and: TokenIndex) -> bool {
        let plain = |token: Option<TokenIndex>| {
            token.is_some_and(|token| {
                Shape::of(self.syntax.form(token)) == Shape::Capitalised
                    && self.hit_at(token).is_none()
                    && self.facts(token).is_none_or(|facts| facts.given_name.is_none())
            })
        };
        let of = (and.0.saturating_sub(4)..and.0)
            .map(TokenIndex)
            .rev()
            .take_while(|&token| {
                Shape::of(self.syntax.form(token)) != Shape::Lower || self.syntax.is(token, JOINERS)
            })
            .any(|token| self.syntax.is(token, &["of", "for"]));
        let after = self.syntax.after(and);
        let ends = after
            .and_then(|after| self.syntax.after(after))
            .is_none_or(|next| Shape::of(self.syntax.form(next)) != Shape::Capitalised);
        of && ends && plain(self.syntax.before(and)) && plain(after)
    }

    fn read_organisation(&mut self, run: TokenRange) {
        let of = run.iter().find(|&token| self.syntax.is(token, JOINERS));
        let head = of.map_or(TokenIndex(run.end.0 - 1), |of| TokenIndex(of.0.saturating_sub(1)));
        let Some(facts) = self.facts(head).cloned() else { return };
        // "National Council of Timorese Resistance" is more than a council of somebody.
        let of_more = of.is_some_and(|of| {
            let rest = TokenRange::new(of.0 + 1, run.end.0);
            let mut free = rest.iter().filter(|&token| self.hit_at(token).is_none());
            free.any(|token| !self.syntax.is(token, JOINERS))
        });
        if facts.no_actor_head && of_more {
            self.replace(run, Target::Nothing);
            return;
        }
        let Some(kind) = facts.name_head.filter(|_| !facts.no_actor_head) else { return };
        let front = TokenRange::new(run.start.0, head.0 + 1);
        let long_hit = front
            .iter()
            .filter_map(|token| self.hit_at(token))
            .any(|hit| hit.tokens.len() > 1 || hit.target == Target::Nothing);
        let mut core = front;
        while !core.is_empty() && self.hit_at(core.start).is_some() {
            core.start.0 += 1;
        }
        let calendar = self.facts(core.start).is_some_and(|facts| facts.no_actor);
        if long_hit || calendar || (core.len() < 2 && of.is_none()) || core.is_empty() {
            return;
        }
        let words = self.words_of(core);
        let role = self.index.nouns.longest(words, true).map_or(0, |found| found.length);
        if !of_more && (role >= 2 || (role == words.len() && of.is_some())) {
            return;
        }
        let start = if self.stands_alone(core) { core.start } else { run.start };
        self.replace(TokenRange { start, end: run.end }, Target::Unknown(kind));
    }

    /// Whether the words stand elsewhere in the article without a name before them.
    fn stands_alone(&self, words: TokenRange) -> bool {
        let same = |start: u32| {
            words.iter().enumerate().all(|(offset, token)| {
                self.syntax.form(TokenIndex(start + offset as u32)) == self.syntax.form(token)
            })
        };
        (0..self.syntax.document.tokens.len() as u32).any(|start| {
            start != words.start.0
                && same(start)
                && start
                    .checked_sub(1)
                    .is_none_or(|before| self.hit_at(TokenIndex(before)).is_none())
        })
    }
}
