//! Sentences with political events in the classes of PLOVER: who did what kind of thing to whom.
//!
//! The format is that of the PLOVER gold standard records: an event has sources and targets, each
//! with its words and its code; a symmetric event lists all its parties as sources.

use super::{Calibration, Score, article, normal};
use crate::article::Article;
use crate::graph::{Extraction, FoundActor};
use crate::relation::{Quote, Relation, RelationLexicon, RelationType, Side};
use crate::span::ByteSpan;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A sentence with its events.
#[derive(Clone, Debug, Deserialize)]
pub struct EventRecord {
    pub(super) id: String,
    text: String,
    events: Vec<Event>,
}

#[derive(Clone, Debug, Deserialize)]
struct Event {
    class: String,
    sources: Vec<Party>,
    targets: Vec<Party>,
}

#[derive(Clone, Debug, Deserialize)]
struct Party {
    /// The words; "..." stands for words left out.
    text: String,
    /// Country or kind of organisation, in CAMEO's letters.
    #[serde(default)]
    code: String,
}

/// What was found of the events that have two parties.
#[derive(Clone, Debug, Default)]
pub struct EventScores {
    /// Events and relations with both actors right and the same class.
    pub class: Score,
    /// Events and relations with both actors right and the same side: for, talk or against.
    pub side: Score,
    /// How often relations of a confidence have actors and class right.
    pub calibration: Calibration,
    /// Each event that was missed, with its sentence and what was found instead.
    pub errors: Vec<String>,
}

impl EventRecord {
    /// The sentence as an article.
    pub fn article(&self) -> Article {
        article(&self.id, "", None, &self.text)
    }

    /// What is wrong with the record, if anything is.
    pub(super) fn mistake(&self, lexicon: &RelationLexicon) -> Option<String> {
        let unknown = self.events.iter().find(|event| sides_of(&event.class, lexicon).is_empty());
        unknown.map(|event| format!("no relation type has the class `{}`", event.class))
    }
}

impl Event {
    /// Whether there is somebody on both sides.
    fn has_two_parties(&self) -> bool {
        self.is_symmetric() || !(self.sources.is_empty() || self.targets.is_empty())
    }

    fn is_symmetric(&self) -> bool {
        self.targets.is_empty() && self.sources.len() > 1
    }
}

/// The sides that relation types of a class stand on.
fn sides_of<'lexicon>(class: &str, lexicon: &'lexicon RelationLexicon) -> BTreeSet<&'lexicon Side> {
    let types = lexicon.types().iter();
    types.filter(|kind| kind.class.as_deref() == Some(class)).map(|kind| &kind.side).collect()
}

/// The actors of a sentence, against which parties are matched.
struct Parties<'record> {
    text: &'record str,
    actors: &'record [FoundActor],
}

impl Parties<'_> {
    /// Whether the actor at one end of a relation is a party. Its mention lies in the party's
    /// words, or one of its names is among them; a code alone is enough where it does not
    /// also fit the other party.
    fn is(&self, id: &str, quote: &Quote, party: &Party, other: &Party) -> bool {
        if self.spans(party).any(|span| span.overlaps(quote.span)) {
            return true;
        }
        let Some(found) = self.actors.iter().find(|found| found.actor.id.as_str() == id) else {
            return false;
        };
        let words = normal(&party.text);
        if found.aliases.iter().chain([&found.actor.name]).any(|name| normal(name) == words) {
            return true;
        }
        let code = found.actor.code.as_deref().or(found.actor.country.as_deref()).unwrap_or("");
        let same = |party: &Party| party.code.len() >= 3 && code.get(..3) == party.code.get(..3);
        same(party) && !same(other)
    }

    /// Where the words of a party stand in the sentence.
    fn spans<'party>(
        &'party self,
        party: &'party Party,
    ) -> impl Iterator<Item = ByteSpan> + 'party {
        let pieces = party.text.split("...").map(str::trim).filter(|piece| !piece.is_empty());
        pieces.flat_map(|piece| self.text.match_indices(piece)).filter_map(|(start, piece)| {
            let end = u32::try_from(start + piece.len()).ok()?;
            Some(ByteSpan::new(u32::try_from(start).ok()?, end))
        })
    }

    /// Whether a relation is between the parties of an event, in its direction.
    fn agree(&self, relation: &Relation, symmetric: bool, event: &Event) -> bool {
        let evidence = &relation.evidence;
        let (source, target) = (relation.source.as_str(), relation.target.as_str());
        let pair = |from: &Party, to: &Party| {
            let forward = self.is(source, &evidence.source, from, to)
                && self.is(target, &evidence.target, to, from);
            let backward = || {
                self.is(source, &evidence.source, to, from)
                    && self.is(target, &evidence.target, from, to)
            };
            forward || (symmetric && backward())
        };
        if event.is_symmetric() {
            let parties = event.sources.iter().enumerate();
            return parties.clone().any(|(index, from)| {
                parties.clone().any(|(other, to)| index != other && pair(from, to))
            });
        }
        event.sources.iter().any(|from| event.targets.iter().any(|to| pair(from, to)))
    }
}

impl EventScores {
    /// Adds the comparison of one sentence.
    pub fn add(&mut self, gold: &EventRecord, extraction: &Extraction, lexicon: &RelationLexicon) {
        let parties = Parties { text: &gold.text, actors: &extraction.actors };
        let relations: Vec<(&Relation, &RelationType)> = extraction
            .relations
            .iter()
            .filter_map(|relation| Some((relation, lexicon.type_named(&relation.relation)?)))
            .filter(|(_, kind)| kind.class.is_some())
            .collect();
        let events: Vec<&Event> =
            gold.events.iter().filter(|event| event.has_two_parties()).collect();
        let agrees = |relation: &Relation, kind: &RelationType, event: &Event| {
            if parties.agree(relation, kind.symmetric, event) {
                (same_class(relation, kind, event), same_side(relation, kind, event, lexicon))
            } else {
                (false, false)
            }
        };
        for event in &events {
            let hits = relations.iter().map(|(relation, kind)| agrees(relation, kind, event));
            let hit = hits.fold((false, false), |all, one| (all.0 || one.0, all.1 || one.1));
            self.class.add(Score::of(hit.0));
            self.side.add(Score::of(hit.1));
            if !hit.0 {
                self.errors.push(explanation(gold, event, hit.1, &relations));
            }
        }
        if events.is_empty() {
            return;
        }
        for (relation, kind) in &relations {
            let hits = events.iter().map(|event| agrees(relation, kind, event));
            let hit = hits.fold((false, false), |all, one| (all.0 || one.0, all.1 || one.1));
            self.class.wrong += usize::from(!hit.0);
            self.side.wrong += usize::from(!hit.1);
            self.calibration.note(relation.evidence.confidence, hit.0);
        }
    }
}

fn same_class(relation: &Relation, kind: &RelationType, event: &Event) -> bool {
    kind.class_of(relation.evidence.factuality) == Some(event.class.as_str())
}

/// What is announced, demanded or refused stands on the side of the class that this makes it.
fn same_side(
    relation: &Relation,
    kind: &RelationType,
    event: &Event,
    lexicon: &RelationLexicon,
) -> bool {
    let wanted = sides_of(&event.class, lexicon);
    match kind.class_of(relation.evidence.factuality) {
        Some(class) if kind.class.as_deref() != Some(class) => {
            !wanted.is_disjoint(&sides_of(class, lexicon))
        }
        _ => wanted.contains(&kind.side),
    }
}

/// A relation in a line, with how it was found.
pub(super) fn described(relation: &Relation) -> String {
    let evidence = &relation.evidence;
    format!(
        "{} ({}) {} {} ({}), {}, {:.2} [{}]",
        relation.source,
        evidence.source.text,
        relation.relation,
        relation.target,
        evidence.target.text,
        evidence.factuality,
        evidence.confidence.value(),
        evidence.pattern
    )
}

fn explanation(
    gold: &EventRecord,
    event: &Event,
    side: bool,
    relations: &[(&Relation, &RelationType)],
) -> String {
    let names = |parties: &[Party]| {
        let names: Vec<_> = parties.iter().map(|party| party.text.as_str()).collect();
        names.join(" + ")
    };
    let mut text = format!(
        "{} {}: {} {} {} in: {}",
        if side { "class " } else { "missed" },
        gold.id,
        names(&event.sources),
        event.class,
        names(&event.targets),
        gold.text.trim()
    );
    for (relation, kind) in relations {
        let class = kind.class_of(relation.evidence.factuality).unwrap_or_default();
        text.push_str(&format!("\n        found {class} {}", described(relation)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Extractor, ExtractorOptions};

    fn scores(line: &str) -> EventScores {
        let record: EventRecord = serde_json::from_str(line).expect("well formed");
        let extractor = Extractor::new(&ExtractorOptions::default()).expect("it loads");
        let mut scores = EventScores::default();
        let extraction = extractor.extract(&record.article());
        scores.add(&record, &extraction, extractor.relation_lexicon());
        scores
    }

    #[test]
    fn actors_match_by_words_and_class_by_the_codebook() {
        let scores = scores(
            r#"{"id": "e1", "text": "Moldovan police condemned Iran.", "events": [{"class": "DISAPPROVE",
            "sources": [{"text": "Moldovan police", "code": "MDA"}], "targets": [{"text": "Iran", "code": "IRN"}]}]}"#,
        );
        assert_eq!((scores.class.found, scores.class.missed), (1, 0), "{:?}", scores.errors);
    }

    #[test]
    fn another_class_of_the_same_side_is_half_a_hit() {
        let scores = scores(
            r#"{"id": "e1", "text": "France condemned Iran.", "events": [{"class": "REJECT",
            "sources": [{"text": "France", "code": "FRA"}], "targets": [{"text": "Iran", "code": "IRN"}]}]}"#,
        );
        assert_eq!((scores.class.found, scores.side.found), (0, 1));
        assert!(scores.errors[0].starts_with("class "), "{:?}", scores.errors);
    }

    #[test]
    fn the_parties_of_a_symmetric_event_are_all_sources() {
        let scores = scores(
            r#"{"id": "e1", "text": "France and Iran held talks.", "events": [{"class": "CONSULT",
            "sources": [{"text": "France", "code": "FRA"}, {"text": "Iran", "code": "IRN"}], "targets": []}]}"#,
        );
        assert_eq!((scores.class.found, scores.class.missed), (1, 0), "{:?}", scores.errors);
    }

    #[test]
    fn the_wrong_way_round_is_a_miss() {
        let scores = scores(
            r#"{"id": "e1", "text": "France condemned Iran.", "events": [{"class": "DISAPPROVE",
            "sources": [{"text": "Iran", "code": "IRN"}], "targets": [{"text": "France", "code": "FRA"}]}]}"#,
        );
        assert_eq!((scores.class.found, scores.class.missed, scores.class.wrong), (0, 1, 1));
    }
}
