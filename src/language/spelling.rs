//! How English is spelled: abbreviations, titles, clitics, prefixes, units and irregular verbs, from
//! `lexicon/spelling.toml`, for the tokenizer, the sentence splitter and the lemmatiser.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The spelling that is compiled in. A broken file would fail the test below; without it only
/// white space and marks would part words.
static ENGLISH: LazyLock<Spelling> = LazyLock::new(|| {
    Spelling::parse(include_str!("../../lexicon/spelling.toml")).unwrap_or_default()
});

/// No word of the tables is longer, in bytes.
const LONGEST: usize = 12;

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    titles: Vec<String>,
    abbreviations: Vec<String>,
    also_words: Vec<String>,
    clitics: Vec<String>,
    clipped: Vec<String>,
    prefixes: Vec<String>,
    units: Vec<String>,
    currencies: Vec<String>,
    domains: Vec<String>,
    fused: Vec<String>,
    irregular_verbs: Vec<String>,
}

/// What an abbreviation stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// A name: "Mr.", "Gen.".
    Title,
    /// Anything: "Inc.", "Oct.".
    Other,
}

/// The tables.
#[derive(Debug, Default)]
pub(crate) struct Spelling {
    abbreviations: HashMap<String, Abbreviation>,
    also_words: HashSet<String>,
    clitics: HashSet<String>,
    clipped: HashSet<String>,
    prefixes: HashSet<String>,
    units: HashSet<String>,
    currencies: HashSet<String>,
    domains: HashSet<String>,
    /// Where each fused word is split.
    fused: HashMap<String, usize>,
    /// The base form of each irregular past form.
    irregular_verbs: HashMap<String, String>,
}

impl Spelling {
    /// The tables for English.
    pub(crate) fn english() -> &'static Self {
        &ENGLISH
    }

    fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let other = file.abbreviations.into_iter().map(|word| (word, Abbreviation::Other));
        let titles = file.titles.into_iter().map(|word| (word, Abbreviation::Title));
        let set = |words: Vec<String>| words.into_iter().collect();
        Ok(Self {
            abbreviations: other.chain(titles).collect(),
            also_words: set(file.also_words),
            clitics: set(file.clitics),
            clipped: set(file.clipped),
            prefixes: set(file.prefixes),
            units: set(file.units),
            currencies: set(file.currencies),
            domains: set(file.domains),
            fused: file
                .fused
                .iter()
                .filter_map(|word| word.split_once('|'))
                .map(|(start, end)| ([start, end].concat(), start.len()))
                .collect(),
            irregular_verbs: file
                .irregular_verbs
                .iter()
                .flat_map(|verb| past_forms(verb))
                .collect(),
        })
    }

    /// What kind of abbreviation `word` is with a full stop after it.
    pub(crate) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        lowered(word, |word| self.abbreviations.get(word).copied()).flatten()
    }

    /// Whether the abbreviation is also a word.
    pub(crate) fn is_also_word(&self, word: &str) -> bool {
        holds(&self.also_words, word)
    }

    /// Whether `word` follows an apostrophe as a clitic.
    pub(crate) fn is_clitic(&self, word: &str) -> bool {
        holds(&self.clitics, word)
    }

    /// Whether `word` may begin with an apostrophe.
    pub(crate) fn is_clipped(&self, word: &str) -> bool {
        holds(&self.clipped, word) || holds(&self.clitics, word)
    }

    /// Whether `word` stays one with what follows its hyphen.
    pub(crate) fn is_prefix(&self, word: &str) -> bool {
        holds(&self.prefixes, word)
    }

    /// Whether `word` is a unit that is split from its number.
    pub(crate) fn is_unit(&self, word: &str) -> bool {
        holds(&self.units, word)
    }

    /// Whether `word` may stand before a currency's sign.
    pub(crate) fn is_currency(&self, word: &str) -> bool {
        holds(&self.currencies, word)
    }

    /// Whether names of web sites and files end with `word`.
    pub(crate) fn is_domain(&self, word: &str) -> bool {
        holds(&self.domains, word)
    }

    /// The base form of an irregular past form or participle.
    pub(crate) fn base_of_past(&self, word: &str) -> Option<&str> {
        lowered(word, |word| self.irregular_verbs.get(word).map(String::as_str)).flatten()
    }

    /// Where `word` is split although it has no apostrophe.
    pub(crate) fn fused(&self, word: &str) -> Option<usize> {
        lowered(word, |word| self.fused.get(word).copied()).flatten()
    }
}

/// Each past form of "write wrote written" with the base form.
fn past_forms(verb: &str) -> impl Iterator<Item = (String, String)> {
    let (base, past) = verb.split_once(' ').unwrap_or((verb, ""));
    past.split(' ').map(move |form| (form.to_owned(), base.to_owned()))
}

fn holds(words: &HashSet<String>, word: &str) -> bool {
    lowered(word, |word| words.contains(word)).unwrap_or(false)
}

/// What `look_up` says of `word` in lower case; `None` for words that no table can hold.
fn lowered<T>(word: &str, look_up: impl FnOnce(&str) -> T) -> Option<T> {
    let mut buffer = [0; LONGEST];
    let target = buffer.get_mut(..word.len())?;
    target.copy_from_slice(word.as_bytes());
    target.make_ascii_lowercase();
    std::str::from_utf8(target).ok().map(look_up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiled_in_file_is_sound() {
        let spelling = Spelling::parse(include_str!("../../lexicon/spelling.toml"));
        let spelling = spelling.expect("lexicon/spelling.toml is well formed");
        assert_eq!(spelling.abbreviation("Gen"), Some(Abbreviation::Title));
        assert_eq!(spelling.fused("Cannot"), Some(3));
        for word in &spelling.also_words {
            assert!(spelling.abbreviation(word).is_some(), "{word} is no abbreviation");
        }
        let words = [&spelling.also_words, &spelling.clitics, &spelling.prefixes, &spelling.units];
        for word in words.into_iter().flatten().chain(spelling.abbreviations.keys()) {
            assert!(word.len() <= LONGEST && !word.contains(char::is_uppercase), "{word}");
        }
    }
}
