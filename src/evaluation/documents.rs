//! Documents with the actors and relations that a careful reader sees in them.
//!
//! Relations are compared strictly (same actors, direction and type), by PLOVER class and by side.

use super::{Calibration, Score, article, normal};
use crate::actor::ActorKind;
use crate::article::Article;
use crate::graph::{Extraction, FoundActor};
use crate::relation::{Factuality, Relation, RelationLexicon, RelationType};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A gold document.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldDocument {
    /// Its id, by which errors name it.
    pub id: String,
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

/// An actor as a gold file has it. Where a document lists actors, it lists all of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldActor {
    name: String,
    /// For readers; it is not compared.
    #[serde(default, rename = "kind")]
    _kind: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    /// Neither missed nor wrong: a reader may see an actor here or not.
    #[serde(default)]
    optional: bool,
}

/// A relation as a gold file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldRelation {
    source: String,
    relation: String,
    target: String,
    /// Other types that say the same just as well here.
    #[serde(default)]
    alternatives: Vec<String>,
    #[serde(default)]
    factuality: Option<Factuality>,
    /// Who says so: an actor, or null for the article's own voice; not compared where it is left out.
    #[serde(default, deserialize_with = "present")]
    attributed_to: Option<Option<String>>,
    /// The day it is about, where that is to be compared.
    #[serde(default)]
    date: Option<Date>,
    /// Neither missed nor wrong: a reader may see it or not.
    #[serde(default)]
    optional: bool,
    /// The words of the text that say it.
    #[serde(default)]
    evidence: Option<String>,
}

/// Tells a field that is null from one that is left out.
fn present<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(deserializer).map(Some)
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

    fn same(self, ours: &RelationType, theirs: &RelationType) -> bool {
        match self {
            Self::Strict => ours.name == theirs.name,
            Self::Class => class_or_name(ours) == class_or_name(theirs),
            Self::Side => ours.side == theirs.side,
        }
    }
}

fn class_or_name(relation_type: &RelationType) -> &str {
    relation_type.class.as_deref().unwrap_or(&relation_type.name)
}

/// How many of the relations found strictly agree in a detail, and of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Those that agree.
    pub right: usize,
    /// All that were compared.
    pub all: usize,
}

impl Agreement {
    fn note(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }
}

/// The scores of a set of documents, and what went wrong in words.
#[derive(Clone, Debug, Default)]
pub struct DocumentScores {
    /// The actors of documents that list them.
    pub actors: Score,
    /// Relations at each of [`Level::ALL`].
    pub relations: [Score; 3],
    /// Relations at the strict level, by type.
    pub by_type: BTreeMap<String, Score>,
    /// Of relations found strictly, those with the factuality of the gold.
    pub factuality: Agreement,
    /// Of relations found strictly, those attributed as in the gold.
    pub attribution: Agreement,
    /// Of relations found strictly, those with the date of the gold.
    pub dates: Agreement,
    /// How often relations of a confidence are right, strictly.
    pub calibration: Calibration,
    /// Each miss and false alarm with its sentence.
    pub errors: Vec<String>,
}

impl GoldDocument {
    /// The document as an article.
    pub fn article(&self) -> Article {
        article(&self.id, &self.title, self.date, &self.text)
    }

    /// What is wrong with the document, if anything is.
    pub(super) fn mistake(&self, lexicon: &RelationLexicon) -> Option<String> {
        self.relations.iter().find_map(|relation| {
            let GoldRelation { source, relation: name, target, evidence, .. } = relation;
            let mut types = relation.alternatives.iter().chain([name]);
            if let Some(unknown) = types.find(|name| lexicon.type_named(name).is_none()) {
                return Some(format!(
                    "`{unknown}` is no relation type: see lexicon/relations.toml for their names"
                ));
            }
            if source == target {
                return Some(format!("`{source}` is source and target of `{name}`"));
            }
            let quoted = evidence.as_ref().filter(|words| {
                !self.text.contains(words.as_str()) && !self.title.contains(words.as_str())
            })?;
            Some(format!("the evidence `{quoted}` is not in the text"))
        })
    }

    /// The names under which a gold actor goes.
    fn names(&self, name: &str) -> HashSet<String> {
        let actor = self.actors.iter().find(|actor| actor.name == name);
        let aliases = actor.into_iter().flat_map(|actor| actor.aliases.iter());
        aliases.map(String::as_str).chain([name]).map(normal).collect()
    }

    /// The words that say a relation, or the whole text, in one line.
    fn words(&self, relation: &GoldRelation) -> String {
        let words = relation.evidence.as_deref().unwrap_or(&self.text);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// What an extraction found, ready to be compared: actors with their names, relations once each.
struct Found<'extraction> {
    names: BTreeMap<&'extraction str, HashSet<String>>,
    relations: Vec<FoundRelation<'extraction>>,
}

/// A relation with all the sentences that state it.
struct FoundRelation<'extraction> {
    relation_type: &'extraction RelationType,
    statements: Vec<&'extraction Relation>,
}

impl<'extraction> Found<'extraction> {
    fn of(extraction: &'extraction Extraction, lexicon: &'extraction RelationLexicon) -> Self {
        let names = |found: &FoundActor| {
            let aliases = found.aliases.iter().map(String::as_str);
            aliases.chain([found.actor.name.as_str()]).map(normal).collect()
        };
        let actors = extraction.actors.iter();
        let names = actors.map(|found| (found.actor.id.as_str(), names(found))).collect();
        let mut relations: Vec<FoundRelation<'_>> = Vec::new();
        for relation in &extraction.relations {
            let Some(relation_type) = lexicon.type_named(&relation.relation) else { continue };
            match relations.iter_mut().find(|known| known.is_also(relation)) {
                Some(known) => known.statements.push(relation),
                None => {
                    relations.push(FoundRelation { relation_type, statements: vec![relation] });
                }
            }
        }
        Self { names, relations }
    }

    fn is(&self, id: &str, gold: &HashSet<String>) -> bool {
        self.names.get(id).is_some_and(|names| !names.is_disjoint(gold))
    }
}

impl FoundRelation<'_> {
    fn is_also(&self, other: &Relation) -> bool {
        let ends = |relation: &Relation| (relation.source.clone(), relation.target.clone());
        self.statements.first().is_some_and(|known| {
            let (source, target) = ends(other);
            known.relation == other.relation
                && (ends(known) == (source.clone(), target.clone())
                    || (self.relation_type.symmetric && ends(known) == (target, source)))
        })
    }
}

/// A gold relation with the names of its ends.
struct Wanted<'gold> {
    relation: &'gold GoldRelation,
    types: Vec<&'gold RelationType>,
    source: HashSet<String>,
    target: HashSet<String>,
}

impl Wanted<'_> {
    fn is(&self, found: &Found<'_>, other: &FoundRelation<'_>, level: Level) -> bool {
        let Some(statement) = other.statements.first() else { return false };
        let mut types = self.types.iter().filter(|kind| level.same(other.relation_type, kind));
        let Some(wanted) = types.next() else { return false };
        let (source, target) = (statement.source.as_str(), statement.target.as_str());
        let symmetric = wanted.symmetric || other.relation_type.symmetric;
        (found.is(source, &self.source) && found.is(target, &self.target))
            || (symmetric && found.is(source, &self.target) && found.is(target, &self.source))
    }
}

impl DocumentScores {
    /// Adds the comparison of one document.
    pub fn add(&mut self, gold: &GoldDocument, extraction: &Extraction, lexicon: &RelationLexicon) {
        let found = Found::of(extraction, lexicon);
        self.add_actors(gold, extraction, &found);
        let wanted: Vec<Wanted<'_>> = gold
            .relations
            .iter()
            .map(|relation| {
                let names = [&relation.relation].into_iter().chain(&relation.alternatives);
                Wanted {
                    relation,
                    types: names.filter_map(|name| lexicon.type_named(name)).collect(),
                    source: gold.names(&relation.source),
                    target: gold.names(&relation.target),
                }
            })
            .collect();
        for (position, level) in Level::ALL.into_iter().enumerate() {
            let score = compare(&wanted, &found, level);
            self.relations[position].add(score);
        }
        self.add_details(gold, &wanted, &found);
    }

    /// Where a document lists actors, each of them and each found one.
    fn add_actors(&mut self, gold: &GoldDocument, extraction: &Extraction, found: &Found<'_>) {
        if gold.actors.is_empty() {
            return;
        }
        let ids = || extraction.actors.iter().map(|other| other.actor.id.as_str());
        let places: HashSet<&str> = extraction
            .actors
            .iter()
            .filter(|other| other.actor.kind == ActorKind::Place)
            .map(|other| other.actor.id.as_str())
            .collect();
        let mut known = HashSet::new();
        for actor in &gold.actors {
            let names = gold.names(&actor.name);
            let hits: Vec<&str> = ids().filter(|id| found.is(id, &names)).collect();
            if !actor.optional {
                self.actors.add(Score::of(!hits.is_empty()));
                if hits.is_empty() {
                    self.errors.push(format!("no actor  {}: {}", gold.id, actor.name));
                }
            }
            known.extend(hits);
        }
        // Gold documents need not list where things happen.
        for id in ids().filter(|id| !known.contains(id) && !places.contains(id)) {
            self.actors.add(Score::FALSE_ALARM);
            self.errors.push(format!("bad actor {}: {id}", gold.id));
        }
    }

    /// Types, factuality, attribution, dates and errors at the strict level.
    fn add_details(&mut self, gold: &GoldDocument, wanted: &[Wanted<'_>], found: &Found<'_>) {
        for want in wanted.iter().filter(|want| !want.relation.optional) {
            let hit = found.relations.iter().find(|other| want.is(found, other, Level::Strict));
            self.by_type
                .entry(want.relation.relation.clone())
                .or_default()
                .add(Score::of(hit.is_some()));
            let GoldRelation { source, relation, target, .. } = want.relation;
            let name = format!("{}: {source} {relation} {target}", gold.id);
            let words = gold.words(want.relation);
            match hit {
                None => self.errors.push(format!("missed    {name} in: {words}")),
                Some(hit) => self.compare_details(gold, want.relation, hit, found, &name),
            }
        }
        for other in &found.relations {
            let Some(statement) = other.statements.first() else { continue };
            let mut hits = wanted.iter().filter(|want| want.is(found, other, Level::Strict));
            let right = match (hits.clone().any(|want| !want.relation.optional), hits.next()) {
                (false, Some(_)) => continue,
                (right, _) => right,
            };
            self.calibration.note(statement.evidence.confidence, right);
            if !right {
                self.by_type.entry(statement.relation.clone()).or_default().add(Score::FALSE_ALARM);
                let sentence = &statement.evidence.sentence.text;
                self.errors.push(format!(
                    "wrong     {}: {} in: {sentence}",
                    gold.id,
                    super::events::described(statement)
                ));
            }
        }
    }

    /// Compares what else the gold says of a relation that was found.
    fn compare_details(
        &mut self,
        gold: &GoldDocument,
        wanted: &GoldRelation,
        hit: &FoundRelation<'_>,
        found: &Found<'_>,
        name: &str,
    ) {
        let seen = |what: &dyn Fn(&Relation) -> String| {
            let seen: BTreeSet<String> = hit.statements.iter().map(|one| what(one)).collect();
            seen.into_iter().collect::<Vec<_>>().join(", ")
        };
        let words = gold.words(wanted);
        if let Some(factuality) = wanted.factuality {
            let right = hit.statements.iter().any(|one| one.evidence.factuality == factuality);
            self.factuality.note(right);
            if !right {
                let instead = seen(&|one| one.evidence.factuality.to_string());
                self.errors
                    .push(format!("factual   {name}: {factuality}, not {instead} in: {words}"));
            }
        }
        if let Some(speaker) = &wanted.attributed_to {
            let names = speaker.as_ref().map(|speaker| gold.names(speaker));
            let right =
                hit.statements.iter().any(|one| match (&one.evidence.attributed_to, &names) {
                    (Some(id), Some(names)) => found.is(id.as_str(), names),
                    (None, None) => true,
                    _ => false,
                });
            self.attribution.note(right);
            if !right {
                let instead = seen(&|one| format!("{:?}", one.evidence.attributed_to));
                self.errors
                    .push(format!("speaker   {name}: {speaker:?}, not {instead} in: {words}"));
            }
        }
        if let Some(date) = wanted.date {
            let right = hit.statements.iter().any(|one| one.evidence.date == Some(date));
            self.dates.note(right);
            if !right {
                let instead = seen(&|one| format!("{:?}", one.evidence.date));
                self.errors.push(format!("date      {name}: {date}, not {instead} in: {words}"));
            }
        }
    }
}

/// Counts hits, misses and false alarms at one level.
fn compare(wanted: &[Wanted<'_>], found: &Found<'_>, level: Level) -> Score {
    let mut score = Score::default();
    for want in wanted.iter().filter(|want| !want.relation.optional) {
        score.add(Score::of(found.relations.iter().any(|other| want.is(found, other, level))));
    }
    let wrong = found
        .relations
        .iter()
        .filter(|other| !wanted.iter().any(|want| want.is(found, other, level)));
    score.wrong += wrong.count();
    score
}
