//! What the words around a predicate do: the closed word lists behind arguments, factuality and
//! attribution, read from `lexicon/arguments.toml`, `factuality.toml` and `speech.toml`, and how
//! often relations are right, from `confidence.toml`.

use super::Factuality;
use crate::confidence::ConfidenceCurve;
use crate::hashing::{HashMap, HashSet};
use serde::Deserialize;

const ARGUMENTS: &str = include_str!("../../lexicon/arguments.toml");
const FACTUALITY: &str = include_str!("../../lexicon/factuality.toml");
const CONFIDENCE: &str = include_str!("../../lexicon/confidence.toml");
const SPEECH: &str = include_str!("../../lexicon/speech.toml");

type WordSet = HashSet<String>;

#[derive(Debug, Deserialize)]
struct ArgumentsFile {
    prepositions: WordSet,
    particles: WordSet,
    light_verbs: WordSet,
    receiving_verbs: WordSet,
    using_verbs: WordSet,
    object_control: WordSet,
    intransitive_verbs: WordSet,
    lesser_words: WordSet,
    partitives: WordSet,
    making_verbs: WordSet,
    other_people: WordSet,
    followers: WordSet,
    deeds: WordSet,
    sufferings: WordSet,
    wrongs: WordSet,
    mandatives: WordSet,
    manners: WordSet,
    private_persons: WordSet,
    containers: WordSet,
    adverbial_nouns: WordSet,
    gifts: WordSet,
    exchanges: WordSet,
    pointers: WordSet,
    events: Vec<WordSet>,
    measures: HashSet<(String, String)>,
    reciprocals: HashSet<(String, String)>,
    each: WordSet,
    messages: WordSet,
    journeys: WordSet,
    means: WordSet,
    sums: WordSet,
    giving_verbs: WordSet,
    topical_verbs: WordSet,
    times: WordSet,
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
    phrases: HashMap<Factuality, Vec<String>>,
    nouns: NounGovernors,
    conditions: Conditions,
    hearsay: Hearsay,
}

/// Verbs whose passive without an agent leaves open whether it is so.
#[derive(Debug, Deserialize)]
struct Hearsay {
    verbs: WordSet,
}

/// Exceptions for nouns as what a word governs.
#[derive(Debug, Deserialize)]
struct NounGovernors {
    clauses_only: WordSet,
    preventing: WordSet,
    occurrence: WordSet,
    ability: WordSet,
    offering: WordSet,
    offered: WordSet,
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
    outdone_by: WordSet,
    doubts: WordSet,
    determiners: WordSet,
    pronouns: WordSet,
}

#[derive(Debug, Deserialize)]
struct Conditions {
    marks: WordSet,
    denied: WordSet,
}

#[derive(Debug, Deserialize)]
struct ConfidenceFile {
    curve: ConfidenceCurve,
}

#[derive(Debug, Deserialize)]
struct SpeechFile {
    verbs: WordSet,
    nouns: WordSet,
    sources: WordSet,
    naming: WordSet,
    trust: WordSet,
    judgement: Vec<Judgement>,
    blame: Blame,
    accusation: Accusation,
    appeal: Appeal,
}

/// Predicates that, said of somebody, are a relation of the speaker to them.
#[derive(Debug, Deserialize)]
struct Judgement {
    relation: String,
    predicates: WordSet,
    /// Predicates that are one when they are denied: "cannot be trusted".
    #[serde(default)]
    denied: WordSet,
}

/// Predicates that blame whom they are said of only where it is for some harm.
#[derive(Debug, Deserialize)]
struct Blame {
    predicates: WordSet,
    harms: WordSet,
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
    /// Verbs of what two do to each other, which accuse neither.
    pub mutual: HashSet<String>,
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
    phrases: HashMap<String, Vec<(String, Factuality)>>,
    speech: SpeechFile,
    confidence: ConfidenceFile,
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
        let mut transfers: HashMap<String, Vec<String>> = HashMap::default();
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
        let phrases = phrases(&factuality.phrases)?;
        let confidence = parse("lexicon/confidence.toml", CONFIDENCE)?;
        Ok(Self {
            arguments,
            transfers,
            factuality,
            modifiers,
            governors,
            phrases,
            speech,
            confidence,
        })
    }

    /// The words that are looked up by their base form.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let arguments = &self.arguments;
        let sets = [
            &arguments.light_verbs,
            &arguments.receiving_verbs,
            &arguments.using_verbs,
            &arguments.making_verbs,
            &arguments.other_people,
            &arguments.partitives,
            &arguments.private_persons,
            &arguments.containers,
            &self.speech.verbs,
            &self.speech.naming,
        ];
        let judgements = self.speech.judgement.iter().map(|judgement| &judgement.predicates);
        let listed = sets.into_iter().chain(judgements).flatten();
        listed
            .chain(self.transfers.keys())
            .chain(self.governors.keys())
            .chain(self.phrases.keys())
            .map(String::as_str)
    }

    /// How often relations of a raw score are right.
    pub fn confidence_curve(&self) -> &ConfidenceCurve {
        &self.confidence.curve
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

    /// Whether the object of this verb, not its subject, does what its infinitive says.
    pub fn has_object_control(&self, lemma: &str) -> bool {
        self.arguments.object_control.contains(lemma)
    }

    /// Whether the verb takes no object, so that its participle is never passive.
    pub fn is_intransitive(&self, lemma: &str) -> bool {
        self.arguments.intransitive_verbs.contains(lemma)
    }

    /// Whether the noun only measures out what follows its "of".
    pub fn is_partitive(&self, lemma: &str) -> bool {
        self.arguments.partitives.contains(lemma)
    }

    /// Whether the noun names somebody else than whose it is: "his rival".
    pub fn is_another(&self, lemma: &str) -> bool {
        self.arguments.other_people.contains(lemma)
    }

    /// Whether the noun names people who, of a person, are not that person: "her voters".
    pub fn is_follower(&self, lemma: &str) -> bool {
        self.arguments.followers.contains(lemma)
    }

    /// Whether what follows the noun's "of" suffers it: "the invasion of X".
    pub fn is_suffered(&self, lemma: &str) -> bool {
        self.arguments.deeds.contains(lemma) || self.is_suffering(lemma)
    }

    /// Whether "against" after the noun tells whom it wrongs: "crimes against X".
    pub fn is_wrong(&self, lemma: &str) -> bool {
        self.arguments.wrongs.contains(lemma)
    }

    /// Whether whose the noun is suffers it, too: "X's murder".
    pub fn is_suffering(&self, lemma: &str) -> bool {
        self.arguments.sufferings.contains(lemma)
    }

    /// Whether the clause after this verb is a wish only if it has the form of one: "asked that X go".
    pub fn is_mandative(&self, lemma: &str) -> bool {
        self.arguments.mandatives.contains(lemma)
    }

    /// Whether "on" or "at" and this noun tell how something is done: "on the orders of X".
    pub fn is_manner(&self, lemma: &str) -> bool {
        self.arguments.manners.contains(lemma)
    }

    /// Whether whoever has this word before the title is not the first: "deputy".
    pub fn is_lesser(&self, lemma: &str) -> bool {
        self.arguments.lesser_words.contains(lemma)
    }

    /// Whether who does what this participle says owns the noun: "crimes committed by X".
    pub fn is_making_verb(&self, lemma: &str) -> bool {
        self.arguments.making_verbs.contains(lemma)
    }

    /// Whether these do not act for the state they belong to: "French farmers".
    pub fn is_private_person(&self, lemma: &str) -> bool {
        self.arguments.private_persons.contains(lemma)
    }

    /// Whether the noun only holds what the noun before it names: "aid delivery".
    pub fn is_container(&self, lemma: &str) -> bool {
        self.arguments.containers.contains(lemma)
    }

    /// Whether a clause's subject does what "in" and this noun say: "in protest".
    pub fn is_adverbial_noun(&self, lemma: &str) -> bool {
        self.arguments.adverbial_nouns.contains(lemma)
    }

    /// Whether the noun names what one gives and another gets: "support".
    pub fn is_gift(&self, lemma: &str) -> bool {
        self.arguments.gifts.contains(lemma)
    }

    /// Whether the noun introduces what something is given for: "in return for".
    pub fn is_exchange(&self, lemma: &str) -> bool {
        self.arguments.exchanges.contains(lemma)
    }

    /// Whether the determiner points back to something mentioned: "such a meeting".
    pub fn points_back(&self, lemma: &str) -> bool {
        self.arguments.pointers.contains(lemma)
    }

    /// Of which kind of event the noun is: nouns of one kind may point back to each other.
    pub fn event_kind(&self, lemma: &str) -> Option<usize> {
        self.arguments.events.iter().position(|nouns| nouns.contains(lemma))
    }

    /// Whether the two words before a number belong to it: "at least".
    pub fn is_measure(&self, first: &str, second: &str) -> bool {
        let words = (first.to_lowercase(), second.to_lowercase());
        self.arguments.measures.contains(&words)
    }

    /// Whether the word speaks of every one of several: "each" accuses the other.
    pub fn is_each(&self, lemma: &str) -> bool {
        self.arguments.each.contains(lemma)
    }

    /// Whether two words are "each other".
    pub fn is_reciprocal(&self, first: &str, second: &str) -> bool {
        self.arguments.reciprocals.iter().any(|known| known.0 == first && known.1 == second)
    }

    /// Whether the verb's object is what people speak of together: "discuss".
    pub fn is_topical_verb(&self, lemma: &str) -> bool {
        self.arguments.topical_verbs.contains(lemma)
    }

    /// Whether the word after a negation says that more than this holds: "not only".
    pub fn outdoes_negation(&self, lemma: &str) -> bool {
        self.factuality.negation.outdone_by.contains(lemma)
    }

    /// Whether the noun is a sum that is spent: "millions".
    pub fn is_sum(&self, lemma: &str) -> bool {
        self.arguments.sums.contains(lemma)
    }

    /// Whether the passive of the verb may have an object: "given an award".
    pub fn is_giving_verb(&self, lemma: &str) -> bool {
        self.arguments.giving_verbs.contains(lemma)
    }

    /// Whether "by" before the noun says how, not who: "by phone".
    pub fn is_means(&self, lemma: &str) -> bool {
        self.arguments.means.contains(lemma)
    }

    /// Whether who is "on" it makes it: "on a visit".
    pub fn is_journey(&self, lemma: &str) -> bool {
        self.arguments.journeys.contains(lemma)
    }

    /// Whether the noun is a time: "Friday".
    pub fn is_time(&self, lemma: &str) -> bool {
        self.arguments.times.contains(lemma)
    }

    /// Whether the noun says something, so that who makes it does what its participle says: "a
    /// letter condemning X".
    pub fn is_message(&self, lemma: &str) -> bool {
        self.arguments.messages.contains(lemma) || self.is_speech_noun(lemma)
    }

    /// The prepositions through which a noun stands for its owner; `None` where it does not.
    pub fn transfer(&self, lemma: &str) -> Option<&[String]> {
        if self.arguments.transfer_never.nouns.contains(lemma) {
            return None;
        }
        self.transfers.get(lemma).map(Vec::as_slice)
    }

    /// Whether the noun never stands for its owner: "Syria's conflict".
    pub fn never_transfers(&self, lemma: &str) -> bool {
        self.arguments.transfer_never.nouns.contains(lemma)
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

    /// Whether nobody vouches for what this verb, in the passive without an agent, tells: "is accused
    /// of".
    pub fn is_hearsay(&self, lemma: &str) -> bool {
        self.factuality.hearsay.verbs.contains(lemma)
    }

    /// Whether this adverb negates.
    pub fn is_negation(&self, lemma: &str) -> bool {
        self.factuality.negation.adverbs.contains(lemma)
    }

    /// Whether the word, itself negated, says that what it governs is so: "nobody doubts that".
    pub fn is_doubt(&self, lemma: &str) -> bool {
        self.factuality.negation.doubts.contains(lemma)
    }

    /// Whether this determiner negates its noun.
    pub fn is_negative_determiner(&self, lemma: &str) -> bool {
        self.factuality.negation.determiners.contains(lemma)
    }

    /// Whether this pronoun, as an argument, negates its verb: "none", "agreed on nothing".
    pub fn is_negative_pronoun(&self, lemma: &str) -> bool {
        self.factuality.negation.pronouns.contains(lemma)
    }

    /// What an adverb or adjective that stands with the predicate says.
    pub fn modifier(&self, lemma: &str) -> Option<Factuality> {
        self.modifiers.get(lemma).copied()
    }

    /// What a word says about the predicate that it governs.
    pub fn governor(&self, lemma: &str) -> Option<Factuality> {
        self.governors.get(lemma).copied()
    }

    /// What a verb with a particle says about what it governs: "rule out".
    pub fn phrase_governor(&self, lemma: &str, particle: &str) -> Option<Factuality> {
        let known = self.phrases.get(lemma)?;
        known.iter().find(|(word, _)| word == particle).map(|(_, value)| *value)
    }

    /// Whether a word that governs clauses leaves nouns as they are: "opposed the war".
    pub fn governs_clauses_only(&self, lemma: &str) -> bool {
        self.factuality.nouns.clauses_only.contains(lemma)
    }

    /// Whether the verb keeps even what others do from happening.
    pub fn prevents(&self, lemma: &str) -> bool {
        self.factuality.nouns.preventing.contains(lemma)
    }

    /// Whether the verb says no more than that something happens: "expected to take place".
    pub fn is_occurrence(&self, lemma: &str) -> bool {
        self.factuality.nouns.occurrence.contains(lemma)
    }

    /// Whether who offers this gives it with the offer: "offered condolences".
    pub fn is_given_by_offering(&self, verb: &str, noun: &str) -> bool {
        self.factuality.nouns.offering.contains(verb)
            && self.factuality.nouns.offered.contains(noun)
    }

    /// Whether the word speaks of an ability, which in the past was used: "was able to".
    pub fn is_ability(&self, lemma: &str) -> bool {
        self.factuality.nouns.ability.contains(lemma)
    }

    /// Whether this word makes its clause one that is not so: "without".
    pub fn denies_clause(&self, lemma: &str) -> bool {
        self.factuality.conditions.denied.contains(lemma)
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

    /// Whether this verb says what somebody is: "call", "describe as".
    pub fn is_naming_verb(&self, lemma: &str) -> bool {
        self.speech.naming.contains(lemma)
    }

    /// The relation that it is to say this of somebody.
    pub fn judgement(&self, lemma: &str) -> Option<&str> {
        let found =
            self.speech.judgement.iter().find(|judgement| judgement.predicates.contains(lemma));
        found.map(|judgement| judgement.relation.as_str())
    }

    /// Whether the predicate blames only where it is for some harm: "responsible".
    pub fn may_be_duty(&self, lemma: &str) -> bool {
        self.speech.blame.predicates.contains(lemma)
    }

    /// Whether who is responsible for this is blamed.
    pub fn is_harm(&self, lemma: &str) -> bool {
        self.speech.blame.harms.contains(lemma) || self.is_suffered(lemma) || self.is_wrong(lemma)
    }

    /// The relation that it is to deny this of somebody.
    pub fn denied_judgement(&self, lemma: &str) -> Option<&str> {
        let found = self.speech.judgement.iter().find(|judgement| judgement.denied.contains(lemma));
        found.map(|judgement| judgement.relation.as_str())
    }

    /// Whether the verb, denied in the passive, says something of its subject: "cannot be trusted".
    pub fn is_trust(&self, lemma: &str) -> bool {
        self.speech.trust.contains(lemma)
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

/// Verbs with their particles, by verb.
fn phrases(
    lists: &HashMap<Factuality, Vec<String>>,
) -> Result<HashMap<String, Vec<(String, Factuality)>>, String> {
    let mut found: HashMap<String, Vec<(String, Factuality)>> = HashMap::default();
    for value in Factuality::ALL {
        for phrase in lists.get(&value).into_iter().flatten() {
            let (verb, particle) = phrase.split_once(' ').ok_or_else(|| {
                format!("lexicon/factuality.toml: the phrase `{phrase}` needs two words")
            })?;
            found.entry(verb.to_owned()).or_default().push((particle.to_owned(), value));
        }
    }
    Ok(found)
}
