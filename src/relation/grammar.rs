//! What the words around a predicate do: the closed word lists behind arguments, factuality and
//! attribution, read from `lexicon/arguments.toml`, `factuality.toml` and `speech.toml`.

use super::Factuality;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

const ARGUMENTS: &str = include_str!("../../lexicon/arguments.toml");
const FACTUALITY: &str = include_str!("../../lexicon/factuality.toml");
const SPEECH: &str = include_str!("../../lexicon/speech.toml");

type WordSet = HashSet<String>;

#[derive(Debug, Deserialize)]
struct ArgumentsFile {
    prepositions: WordSet,
    particles: WordSet,
    light_verbs: WordSet,
    receiving_verbs: WordSet,
    using_verbs: WordSet,
    subject_control: WordSet,
    partitives: WordSet,
    transfer: Vec<TransferTable>,
    transfer_never: NounList,
}

#[derive(Debug, Deserialize)]
struct TransferTable {
    prepositions: Vec<String>,
    nouns: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct NounList {
    nouns: WordSet,
}

#[derive(Debug, Deserialize)]
struct FactualityFile {
    auxiliaries: Auxiliaries,
    negation: Negation,
    modifiers: HashMap<Factuality, Vec<String>>,
    governors: HashMap<Factuality, Vec<String>>,
    conditions: Conditions,
}

#[derive(Debug, Deserialize)]
struct Auxiliaries {
    planned: WordSet,
    possible: WordSet,
    demanded: WordSet,
    conditional: WordSet,
    uncertain_when_negated: WordSet,
}

#[derive(Debug, Deserialize)]
struct Negation {
    adverbs: WordSet,
    determiners: WordSet,
}

#[derive(Debug, Deserialize)]
struct Conditions {
    marks: WordSet,
}

#[derive(Debug, Deserialize)]
struct SpeechFile {
    verbs: WordSet,
    nouns: WordSet,
    sources: WordSet,
    judgement: Vec<Judgement>,
    accusation: Accusation,
    appeal: Appeal,
}

/// Predicates that, said of somebody, are a relation of the speaker to them.
#[derive(Debug, Deserialize)]
pub struct Judgement {
    /// The relation type.
    pub relation: String,
    /// The predicates, in base form.
    pub predicates: HashSet<String>,
}

/// Claims about somebody's deeds that make the speaker their accuser.
#[derive(Debug, Deserialize)]
pub struct Accusation {
    /// The relation type.
    pub relation: String,
    /// The relation types that are held against the doer.
    pub claimed: HashSet<String>,
    /// The kinds of speakers that take part in the quarrel, not merely report it.
    pub kinds: HashSet<String>,
}

/// Speech about what somebody must do.
#[derive(Debug, Deserialize)]
pub struct Appeal {
    /// The relation type.
    pub relation: String,
}

/// What an auxiliary verb does to the predicate it stands with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auxiliary {
    /// It sets the factuality.
    Sets(Factuality),
    /// "would": planned as reported speech, possible with a condition.
    Conditional,
}

/// The word lists, in base form and lower case.
#[derive(Debug)]
pub struct Grammar {
    arguments: ArgumentsFile,
    transfers: HashMap<String, Vec<String>>,
    factuality: FactualityFile,
    modifiers: HashMap<String, Factuality>,
    governors: HashMap<String, Factuality>,
    speech: SpeechFile,
}

impl Grammar {
    /// The lists that are compiled in.
    ///
    /// # Errors
    /// When one of the files is not of the expected shape: its name and what is wrong.
    pub fn embedded() -> Result<Self, String> {
        let arguments: ArgumentsFile = parse("lexicon/arguments.toml", ARGUMENTS)?;
        let factuality: FactualityFile = parse("lexicon/factuality.toml", FACTUALITY)?;
        let speech = parse("lexicon/speech.toml", SPEECH)?;
        let mut transfers: HashMap<String, Vec<String>> = HashMap::new();
        for table in &arguments.transfer {
            for noun in &table.nouns {
                transfers
                    .entry(noun.clone())
                    .or_default()
                    .extend(table.prepositions.iter().cloned());
            }
        }
        let modifiers = by_word(&factuality.modifiers);
        let governors = by_word(&factuality.governors);
        Ok(Self { arguments, transfers, factuality, modifiers, governors, speech })
    }

    /// Whether every alternative in `words` marks an argument.
    pub fn is_preposition(&self, words: &str) -> bool {
        words.split('|').all(|word| self.arguments.prepositions.contains(word))
    }

    /// Whether `word` may belong to a verb as its particle.
    pub fn is_particle(&self, word: &str) -> bool {
        self.arguments.particles.contains(word)
    }

    /// Whether the subject of this verb does what the verb's object says.
    pub fn is_light_verb(&self, lemma: &str) -> bool {
        self.arguments.light_verbs.contains(lemma)
    }

    /// Whether the subject of this verb undergoes what the verb's object says.
    pub fn is_receiving_verb(&self, lemma: &str) -> bool {
        self.arguments.receiving_verbs.contains(lemma)
    }

    /// Whether the subject of this verb has what its object names: "use US-made tanks".
    pub fn is_using_verb(&self, lemma: &str) -> bool {
        self.arguments.using_verbs.contains(lemma)
    }

    /// Whether the subject of this verb, not its object, does what its infinitive says.
    pub fn has_subject_control(&self, lemma: &str) -> bool {
        self.arguments.subject_control.contains(lemma)
    }

    /// Whether the noun only measures out what follows its "of".
    pub fn is_partitive(&self, lemma: &str) -> bool {
        self.arguments.partitives.contains(lemma)
    }

    /// The prepositions through which a noun stands for its owner; `None` where it does not.
    pub fn transfer(&self, lemma: &str) -> Option<&[String]> {
        if self.arguments.transfer_never.nouns.contains(lemma) {
            return None;
        }
        self.transfers.get(lemma).map(Vec::as_slice)
    }

    /// What this auxiliary does.
    pub fn auxiliary(&self, lemma: &str) -> Option<Auxiliary> {
        let lists = &self.factuality.auxiliaries;
        if lists.planned.contains(lemma) {
            Some(Auxiliary::Sets(Factuality::Planned))
        } else if lists.possible.contains(lemma) {
            Some(Auxiliary::Sets(Factuality::Possible))
        } else if lists.demanded.contains(lemma) {
            Some(Auxiliary::Sets(Factuality::Demanded))
        } else {
            lists.conditional.contains(lemma).then_some(Auxiliary::Conditional)
        }
    }

    /// Whether this auxiliary leaves a negated predicate possible.
    pub fn is_uncertain_when_negated(&self, lemma: &str) -> bool {
        self.factuality.auxiliaries.uncertain_when_negated.contains(lemma)
    }

    /// Whether this adverb negates.
    pub fn is_negation(&self, lemma: &str) -> bool {
        self.factuality.negation.adverbs.contains(lemma)
    }

    /// Whether this determiner negates its noun.
    pub fn is_negative_determiner(&self, lemma: &str) -> bool {
        self.factuality.negation.determiners.contains(lemma)
    }

    /// What an adverb or adjective that stands with the predicate says.
    pub fn modifier(&self, lemma: &str) -> Option<Factuality> {
        self.modifiers.get(lemma).copied()
    }

    /// What a word says about the predicate that it governs.
    pub fn governor(&self, lemma: &str) -> Option<Factuality> {
        self.governors.get(lemma).copied()
    }

    /// Whether this conjunction makes its clause a condition.
    pub fn is_condition(&self, lemma: &str) -> bool {
        self.factuality.conditions.marks.contains(lemma)
    }

    /// Whether the clause of this verb is what its subject says.
    pub fn is_speech_verb(&self, lemma: &str) -> bool {
        self.speech.verbs.contains(lemma)
    }

    /// Whether the clause of this noun is what its owner says.
    pub fn is_speech_noun(&self, lemma: &str) -> bool {
        self.speech.nouns.contains(lemma)
    }

    /// Whether this word introduces who said it: "according".
    pub fn introduces_source(&self, lemma: &str) -> bool {
        self.speech.sources.contains(lemma)
    }

    /// The predicates that are judgements of whom they are said of.
    pub fn judgements(&self) -> &[Judgement] {
        &self.speech.judgement
    }

    /// What claims are accusations.
    pub fn accusation(&self) -> &Accusation {
        &self.speech.accusation
    }

    /// What speech about what somebody must do is.
    pub fn appeal(&self) -> &Appeal {
        &self.speech.appeal
    }
}

fn parse<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| format!("{name}: {error}"))
}

fn by_word(lists: &HashMap<Factuality, Vec<String>>) -> HashMap<String, Factuality> {
    // In the order of the values, so that a word that stands in two lists is always read alike.
    let ordered = Factuality::ALL.iter().filter_map(|value| Some((value, lists.get(value)?)));
    ordered.flat_map(|(value, words)| words.iter().map(|word| (word.clone(), *value))).collect()
}
