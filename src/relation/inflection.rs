//! The base forms of the lexicons' own words.
//!
//! The lemmatiser guesses the base form of a word it has not learnt from its ending, and guesses
//! wrong now and then ("blamed": "blam"). The words of the patterns and word lists are known, and so
//! are their regular forms: in come a form and its lemma, out comes the known word it is a form of.
//! Irregular forms are left to the lemmatiser, which looks them up.

use crate::hashing::{HashMap, HashSet};
use crate::language::PennTag;

/// The regular forms of known words.
#[derive(Debug, Default)]
pub struct Inflections {
    words: HashSet<String>,
    verbs: HashMap<String, String>,
    plurals: HashMap<String, String>,
}

impl Inflections {
    /// Learns the regular forms of a word in its base form.
    pub fn add(&mut self, word: &str) {
        let plain = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if !plain || !self.words.insert(word.to_owned()) {
            return;
        }
        let third = with_s(word);
        self.plurals.entry(third.clone()).or_insert_with(|| word.to_owned());
        self.verbs.entry(third).or_insert_with(|| word.to_owned());
        for form in verb_forms(word) {
            self.verbs.entry(form).or_insert_with(|| word.to_owned());
        }
    }

    /// The known word that `form` is a form of, where `lemma` is not one itself or is another word
    /// ("leaned": "learn").
    pub fn base(&self, form: &str, lemma: &str, tag: PennTag) -> Option<&str> {
        let forms = match tag {
            PennTag::VBD | PennTag::VBN | PennTag::VBG | PennTag::VBZ => &self.verbs,
            PennTag::NNS => &self.plurals,
            _ => return None,
        };
        let base = forms.get(form)?;
        let right = base == lemma
            || self.words.contains(lemma)
                && (with_s(lemma) == form || verb_forms(lemma).iter().any(|own| own == form));
        (!right).then_some(base)
    }
}

/// The third person or plural: "blames", "clashes", "allies".
fn with_s(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if !ends_in_vowel(stem) => format!("{stem}ies"),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => {
            format!("{word}es")
        }
        _ => format!("{word}s"),
    }
}

/// Past and present participles: "blamed", "blaming"; "snubbed" beside "snubed", since spelling
/// alone does not tell which doubles.
fn verb_forms(word: &str) -> Vec<String> {
    if let Some(stem) = word.strip_suffix("ie") {
        return vec![format!("{word}d"), format!("{stem}ying")];
    }
    if let Some(stem) = word.strip_suffix('e') {
        return vec![format!("{word}d"), format!("{stem}ing")];
    }
    let past = match word.strip_suffix('y') {
        Some(stem) if !ends_in_vowel(stem) => format!("{stem}ied"),
        _ => format!("{word}ed"),
    };
    let mut forms = vec![past, format!("{word}ing")];
    let mut letters = word.chars().rev();
    if let (Some(last), Some(before)) = (letters.next(), letters.next())
        && !is_vowel(last)
        && !"wxy".contains(last)
        && is_vowel(before)
    {
        forms.extend([format!("{word}{last}ed"), format!("{word}{last}ing")]);
    }
    forms
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.chars().next_back().is_some_and(is_vowel)
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_lead_back_to_known_words() {
        let mut inflections = Inflections::default();
        for word in
            ["blame", "snub", "ally", "troop", "clash", "die", "lean", "learn", "plan", "plane"]
        {
            inflections.add(word);
        }
        let cases = [
            ("blamed", "blam", PennTag::VBD, Some("blame")),
            ("blaming", "blam", PennTag::VBG, Some("blame")),
            ("snubbed", "snubb", PennTag::VBD, Some("snub")),
            ("allies", "allie", PennTag::NNS, Some("ally")),
            ("troops", "troops", PennTag::NNS, Some("troop")),
            ("clashes", "clashe", PennTag::VBZ, Some("clash")),
            ("dying", "dy", PennTag::VBG, Some("die")),
            ("blamed", "blame", PennTag::VBD, None),
            ("leaned", "learn", PennTag::VBD, Some("lean")),
            ("planed", "plane", PennTag::VBD, None),
            ("house", "house", PennTag::NN, None),
        ];
        for (form, lemma, tag, base) in cases {
            assert_eq!(inflections.base(form, lemma, tag), base, "{form}");
        }
    }
}
