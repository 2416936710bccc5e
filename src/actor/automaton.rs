//! A trie over words: finds the longest phrases of a lexicon in a text, at a cost that does not
//! depend on the size of the lexicon.
//!
//! In come phrases with a value each, then the words of a text; out come matches. Words meet in
//! lower case, without diacritics; the case of each match is then checked by its [`Shape`]s.

use super::fold::fold_into;
use std::collections::HashMap;

/// A word of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct WordId(u32);

/// A state of the trie; 0 is its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct StateId(u32);

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// "group"
    #[default]
    Lower,
    /// "Group", "McCain", "al-Qaeda's Qaeda"
    Capitalised,
    /// "NATO"
    Upper,
}

impl Shape {
    /// The shape of a folded word.
    pub(super) fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
        match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if first.is_uppercase() => {
                if second.is_uppercase() && !letters.any(char::is_lowercase) {
                    Self::Upper
                } else {
                    Self::Capitalised
                }
            }
            (Some(first), None) if first.is_uppercase() => Self::Capitalised,
            _ => Self::Lower,
        }
    }
}

/// A word of a text as the automaton sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// The token it is, or is part of.
    pub(super) token: u32,
    /// Its number, if the lexicon has it.
    pub(super) id: Option<WordId>,
    /// How it is written.
    pub(super) shape: Shape,
    /// Length of the folded word in bytes.
    length: u16,
}

/// The words of the lexicon, shared by its automata.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    ids: HashMap<Box<str>, WordId>,
}

/// Buffers for looking words up without allocating.
#[derive(Debug, Default)]
pub(super) struct Folding {
    folded: String,
}

impl Vocabulary {
    pub(super) fn intern(&mut self, lower: &str) -> WordId {
        if let Some(&id) = self.ids.get(lower) {
            return id;
        }
        let id = WordId(self.ids.len() as u32);
        self.ids.insert(lower.into(), id);
        id
    }

    /// Appends the words of the token `form` to `words`: none for a hyphen, several where the
    /// token holds hyphens.
    pub(super) fn look_up(
        &self,
        form: &str,
        token: u32,
        folding: &mut Folding,
        words: &mut Vec<Word>,
    ) {
        if form.len() > 1 && form.contains(['-', '–', '‑']) {
            for part in form.split(['-', '–', '‑']).filter(|part| !part.is_empty()) {
                words.push(self.word(part, token, folding));
            }
        } else if !matches!(form, "-" | "–" | "‑") {
            words.push(self.word(form, token, folding));
        }
    }

    fn word(&self, form: &str, token: u32, folding: &mut Folding) -> Word {
        let folded = &mut folding.folded;
        folded.clear();
        fold_into(form, folded);
        let shape = Shape::of(folded);
        let length = folded.len().min(usize::from(u16::MAX)) as u16;
        if folded.is_ascii() {
            folded.make_ascii_lowercase();
        } else {
            *folded = folded.to_lowercase();
        }
        let id = if folded.is_empty() { None } else { self.ids.get(folded.as_str()).copied() };
        Word { token, id, shape, length }
    }
}

/// The words of a phrase, split as the tokenizer splits them.
fn phrase_words(phrase: &str) -> impl Iterator<Item = &str> {
    phrase
        .split([' ', '-', '–', '‑'])
        .filter(|word| !word.is_empty())
        .flat_map(|word| {
            let clitic = ["'s", "’s"].iter().find_map(|&clitic| word.strip_suffix(clitic));
            match clitic {
                Some(stem) if !stem.is_empty() => [Some(stem), Some("'s")],
                _ => match word.strip_suffix(',').filter(|stem| !stem.is_empty()) {
                    Some(stem) => [Some(stem), Some(",")],
                    None => [Some(word), None],
                },
            }
        })
        .flatten()
}

/// A phrase of the lexicon.
#[derive(Clone, Debug)]
struct Phrase<V> {
    value: V,
    shapes: Box<[Shape]>,
}

/// A match of one or more phrases of the same words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'automaton, V> {
    /// How many words it has.
    pub(super) length: usize,
    phrases: &'automaton [u32],
    automaton: &'automaton Automaton<V>,
}

/// Phrases with their values, as a trie.
#[derive(Clone, Debug)]
pub(super) struct Automaton<V> {
    steps: HashMap<(StateId, WordId), StateId>,
    accepted: Vec<Vec<u32>>,
    phrases: Vec<Phrase<V>>,
}

impl<V> Default for Automaton<V> {
    fn default() -> Self {
        Self { steps: HashMap::new(), accepted: vec![Vec::new()], phrases: Vec::new() }
    }
}

impl<V: Copy + PartialEq> Automaton<V> {
    /// Adds a phrase.
    pub(super) fn insert(&mut self, phrase: &str, value: V, vocabulary: &mut Vocabulary) {
        let mut state = StateId(0);
        let mut shapes = Vec::new();
        let mut folded = String::new();
        for word in phrase_words(phrase) {
            folded.clear();
            fold_into(word, &mut folded);
            if folded.is_empty() {
                continue;
            }
            shapes.push(Shape::of(&folded));
            let id = vocabulary.intern(&folded.to_lowercase());
            let next = StateId(self.accepted.len() as u32);
            state = *self.steps.entry((state, id)).or_insert(next);
            if state == next {
                self.accepted.push(Vec::new());
            }
        }
        let known = |&phrase: &u32| {
            let known = &self.phrases[phrase as usize];
            known.value == value && *known.shapes == shapes[..]
        };
        let accepted = &self.accepted[state.0 as usize];
        if shapes.is_empty() || accepted.iter().any(known) {
            return;
        }
        self.accepted[state.0 as usize].push(self.phrases.len() as u32);
        self.phrases.push(Phrase { value, shapes: shapes.into() });
    }

    /// The longest match that starts with the first of `words` and whose case fits.
    pub(super) fn longest<'automaton>(
        &'automaton self,
        words: &[Word],
        all_capitals: bool,
    ) -> Option<Match<'automaton, V>> {
        let mut state = StateId(0);
        let mut longest = None;
        for (position, word) in words.iter().enumerate() {
            let Some(&next) = word.id.and_then(|id| self.steps.get(&(state, id))) else { break };
            state = next;
            let phrases = &self.accepted[state.0 as usize];
            let found = Match { length: position + 1, phrases, automaton: self };
            if found.values(words, all_capitals).next().is_some() {
                longest = Some(found);
            }
        }
        longest
    }
}

impl<'automaton, V: Copy> Match<'automaton, V> {
    /// The values of the phrases whose case fits the words.
    pub(super) fn values(
        &self,
        words: &'automaton [Word],
        all_capitals: bool,
    ) -> impl Iterator<Item = V> + 'automaton {
        let automaton = self.automaton;
        let words = &words[..self.length];
        self.phrases
            .iter()
            .filter_map(move |&phrase| automaton.phrases.get(phrase as usize))
            .filter_map(move |phrase| {
                let fits = phrase
                    .shapes
                    .iter()
                    .zip(words)
                    .all(|(&shape, word)| shape_fits(shape, word, all_capitals));
                fits.then_some(phrase.value)
            })
    }
}

/// Whether a word of the text may stand for a word of the lexicon with this shape. British
/// papers write acronyms of four letters and more like names: "Nato".
fn shape_fits(lexicon: Shape, word: &Word, all_capitals: bool) -> bool {
    match lexicon {
        Shape::Lower => true,
        Shape::Capitalised => word.shape != Shape::Lower,
        Shape::Upper => {
            word.shape == Shape::Upper
                || all_capitals
                || (word.shape == Shape::Capitalised && word.length >= 4)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Option<(usize, Vec<usize>)> {
        let mut vocabulary = Vocabulary::default();
        let mut automaton = Automaton::default();
        for (value, phrase) in phrases.iter().enumerate() {
            automaton.insert(phrase, value, &mut vocabulary);
        }
        let (mut words, mut folding) = (Vec::new(), Folding::default());
        for (token, form) in text.split(' ').enumerate() {
            vocabulary.look_up(form, token as u32, &mut folding, &mut words);
        }
        let found = automaton.longest(&words, false)?;
        Some((found.length, found.values(&words, false).collect()))
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(
            found(&["Syria", "Syrian Army", "Syrian"], "Syrian Army troops"),
            Some((2, vec![1]))
        );
    }

    #[test]
    fn hyphens_stops_and_clitics_do_not_matter() {
        assert_eq!(found(&["al-Qaeda"], "al - Qaeda said"), Some((2, vec![0])));
        assert_eq!(found(&["al-Qaeda"], "Al-Qaeda said"), Some((2, vec![0])));
        assert_eq!(found(&["US"], "U.S. troops"), Some((1, vec![0])));
        assert_eq!(
            found(&["Lord's Resistance Army"], "Lord ’s Resistance Army"),
            Some((4, vec![0]))
        );
    }

    #[test]
    fn acronyms_are_no_common_words() {
        assert_eq!(found(&["US", "IS"], "us"), None);
        assert_eq!(found(&["IS"], "Is"), None);
        assert_eq!(found(&["NATO"], "Nato"), Some((1, vec![0])));
        assert_eq!(found(&["Turkey"], "turkey"), None);
    }
}
