//! Evaluation: what the extractor finds, compared with what a careful reader marked.
//!
//! In come gold documents (JSON Lines) and the extractions of their texts; out come precision,
//! recall and F1 for actors and for relations, strictly (same actors, direction and type), by
//! PLOVER class and by side, overall and by type, and each miss and false alarm.

use crate::article::{Article, ArticleId, ArticleInfo};
use crate::graph::Extraction;
use crate::relation::{Factuality, Relation, RelationLexicon, RelationType};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// A gold document: a text with the actors and relations that a careful reader sees.
#[derive(Debug, Deserialize)]
pub struct GoldDocument {
    id: String,
    #[serde(default)]
    date: Option<Date>,
    #[serde(default)]
    title: String,
    text: String,
    #[serde(default)]
    actors: Vec<GoldActor>,
    #[serde(default)]
    relations: Vec<GoldRelation>,
}

#[derive(Debug, Deserialize)]
struct GoldActor {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
}

/// A relation as a gold file has it.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldRelation {
    source: String,
    relation: String,
    target: String,
    #[serde(default)]
    factuality: Option<Factuality>,
    #[serde(default)]
    optional: bool,
}

/// How strictly a found relation must agree with a gold one; actors must agree always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The same relation type.
    Strict,
    /// The same PLOVER class.
    Class,
    /// The same side.
    Side,
}

impl Level {
    /// Every level, from the strictest.
    pub const ALL: [Self; 3] = [Self::Strict, Self::Class, Self::Side];

    /// The name as tables show it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Class => "class",
            Self::Side => "side",
        }
    }
}

/// Counts of what was found, missed and falsely found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Gold items that were found.
    pub found: usize,
    /// Gold items that were not.
    pub missed: usize,
    /// Items found that are not in the gold.
    pub wrong: usize,
}

impl Score {
    /// The share of what was found that is right; 1 where nothing was found.
    pub fn precision(&self) -> f64 {
        ratio(self.found, self.found + self.wrong)
    }

    /// The share of the gold that was found; 1 where there is none.
    pub fn recall(&self) -> f64 {
        ratio(self.found, self.found + self.missed)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 {
            0.0
        } else {
            2.0 * precision * recall / (precision + recall)
        }
    }

    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.missed += other.missed;
        self.wrong += other.wrong;
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The scores of a set of documents, and what went wrong in words.
#[derive(Debug, Default)]
pub struct Scores {
    /// Actors that take part in gold relations or are listed.
    pub actors: Score,
    /// Relations at each of [`Level::ALL`].
    pub relations: [Score; 3],
    /// Relations at the strict level, by type.
    pub by_type: BTreeMap<String, Score>,
    /// Of relations found strictly, how many have the factuality of the gold, and of how many.
    pub factuality: (usize, usize),
    /// Each miss and false alarm with its sentence or document.
    pub errors: Vec<String>,
}

impl GoldDocument {
    /// The document as an article.
    pub fn article(&self) -> Article {
        Article {
            info: ArticleInfo {
                id: ArticleId::new(self.id.clone()),
                title: (!self.title.is_empty()).then(|| self.title.clone()),
                source: None,
                reprints: Vec::new(),
                date: self.date,
                url: None,
                author: None,
            },
            text: self.text.clone(),
        }
    }

    /// The names under which a gold actor goes, in lower case.
    fn names(&self, name: &str) -> HashSet<String> {
        let actor = self.actors.iter().find(|actor| actor.name == name);
        let aliases = actor.into_iter().flat_map(|actor| actor.aliases.iter());
        aliases.map(String::as_str).chain([name]).map(normal).collect()
    }
}

/// A name for comparison: lower case, without a leading article.
fn normal(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}

/// Names of the actors that one extraction found.
struct Found<'extraction> {
    names: BTreeMap<&'extraction str, HashSet<String>>,
}

impl<'extraction> Found<'extraction> {
    fn of(extraction: &'extraction Extraction) -> Self {
        let names = extraction.actors.iter().map(|found| {
            let aliases =
                found.aliases.iter().map(String::as_str).chain([found.actor.name.as_str()]);
            (found.actor.id.as_str(), aliases.map(normal).collect())
        });
        Self { names: names.collect() }
    }

    fn is(&self, id: &str, gold: &HashSet<String>) -> bool {
        self.names.get(id).is_some_and(|names| !names.is_disjoint(gold))
    }
}

impl Scores {
    /// Adds the comparison of one document.
    pub fn add(&mut self, gold: &GoldDocument, extraction: &Extraction, lexicon: &RelationLexicon) {
        let found = Found::of(extraction);
        for actor in &gold.actors {
            let names = gold.names(&actor.name);
            let hit =
                extraction.actors.iter().any(|other| found.is(other.actor.id.as_str(), &names));
            self.actors.add(Score { found: usize::from(hit), missed: usize::from(!hit), wrong: 0 });
        }
        for (position, level) in Level::ALL.into_iter().enumerate() {
            let score = self.compare(gold, extraction, &found, lexicon, level);
            self.relations[position].add(score);
        }
    }

    fn compare(
        &mut self,
        gold: &GoldDocument,
        extraction: &Extraction,
        found: &Found<'_>,
        lexicon: &RelationLexicon,
        level: Level,
    ) -> Score {
        let mut score = Score::default();
        let mut used = vec![false; extraction.relations.len()];
        // Certain relations first, so that an optional one does not take what they need.
        let ordered = [false, true].into_iter().flat_map(|optional| {
            gold.relations.iter().filter(move |relation| relation.optional == optional)
        });
        for wanted in ordered {
            let names = (gold.names(&wanted.source), gold.names(&wanted.target));
            let mut hit = false;
            for (index, relation) in extraction.relations.iter().enumerate() {
                if agrees(relation, wanted, &names, found, lexicon, level) {
                    hit = true;
                    used[index] = true;
                    if level == Level::Strict && !wanted.optional {
                        self.count_factuality(wanted, relation);
                    }
                }
            }
            if !wanted.optional {
                let one = Score { found: usize::from(hit), missed: usize::from(!hit), wrong: 0 };
                score.add(one);
                self.note_type(level, &wanted.relation, one);
                if level == Level::Strict && !hit {
                    self.errors.push(format!(
                        "missed  {}: {} {} {}",
                        gold.id, wanted.source, wanted.relation, wanted.target
                    ));
                }
            }
        }
        let mut seen = HashSet::new();
        for (relation, _) in extraction.relations.iter().zip(used).filter(|(_, used)| !used) {
            if !seen.insert((&relation.source, &relation.relation, &relation.target)) {
                continue;
            }
            let one = Score { wrong: 1, ..Score::default() };
            score.add(one);
            self.note_type(level, &relation.relation, one);
            if level == Level::Strict {
                let sentence = &relation.evidence.sentence.text;
                self.errors.push(format!(
                    "wrong   {}: {} {} {} [{}] in: {sentence}",
                    gold.id,
                    relation.source,
                    relation.relation,
                    relation.target,
                    relation.evidence.pattern
                ));
            }
        }
        score
    }

    fn count_factuality(&mut self, wanted: &GoldRelation, relation: &Relation) {
        if let Some(factuality) = wanted.factuality {
            self.factuality.1 += 1;
            self.factuality.0 += usize::from(factuality == relation.evidence.factuality);
        }
    }

    fn note_type(&mut self, level: Level, relation: &str, score: Score) {
        if level == Level::Strict {
            self.by_type.entry(relation.to_owned()).or_default().add(score);
        }
    }
}

/// Whether a found relation is the one that is wanted.
fn agrees(
    relation: &Relation,
    wanted: &GoldRelation,
    (sources, targets): &(HashSet<String>, HashSet<String>),
    found: &Found<'_>,
    lexicon: &RelationLexicon,
    level: Level,
) -> bool {
    let (Some(ours), Some(theirs)) =
        (lexicon.type_named(&relation.relation), lexicon.type_named(&wanted.relation))
    else {
        return false;
    };
    let same_type = match level {
        Level::Strict => ours.name == theirs.name,
        Level::Class => class_or_name(ours) == class_or_name(theirs),
        Level::Side => ours.side == theirs.side,
    };
    let (source, target) = (relation.source.as_str(), relation.target.as_str());
    let forward = found.is(source, sources) && found.is(target, targets);
    let backward = found.is(source, targets) && found.is(target, sources);
    same_type && (forward || ((theirs.symmetric || ours.symmetric) && backward))
}

fn class_or_name(relation_type: &RelationType) -> &str {
    relation_type.class.as_deref().unwrap_or(&relation_type.name)
}
