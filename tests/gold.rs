//! The gold set: how much of what a careful reader sees is found, and how much of what is found is
//! there. The floors lie a little below what the program reaches; raise them as it improves.

use newsgraph::confidence::Confidence;
use newsgraph::evaluation::{DocumentScores, GoldFile, GoldRecords, Score};
use newsgraph::pipeline::{Extractor, ExtractorOptions};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The confidence from which relations count, as in `newsgraph eval`.
const MINIMUM_CONFIDENCE: f64 = 0.4;

fn gold_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it is read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    paths.sort();
    paths
}

fn extractor() -> Extractor {
    let options = ExtractorOptions {
        minimum_confidence: Confidence::from(MINIMUM_CONFIDENCE),
        ..ExtractorOptions::default()
    };
    Extractor::new(&options).expect("the lexicons are well formed")
}

fn scores(extractor: &Extractor, paths: &[PathBuf]) -> DocumentScores {
    let mut scores = DocumentScores::default();
    for path in paths {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).expect("it is read");
        let file = GoldFile::parse(&name, &text, extractor.relation_lexicon());
        assert!(file.errors.is_empty(), "{:#?}", file.errors);
        let GoldRecords::Documents(documents) = file.records else {
            panic!("{name} holds no documents");
        };
        let found: Vec<_> =
            documents.par_iter().map(|gold| extractor.extract(&gold.article())).collect();
        for (gold, extraction) in documents.iter().zip(&found) {
            scores.add(gold, extraction, extractor.relation_lexicon());
        }
    }
    scores
}

fn assert_floor(what: &str, score: Score, precision: f64, recall: f64) {
    assert!(
        score.precision() >= precision && score.recall() >= recall,
        "{what}: precision {:.3} (floor {precision}), recall {:.3} (floor {recall})",
        score.precision(),
        score.recall()
    );
}

#[test]
fn the_gold_set_is_read_as_well_as_before() {
    let scores = scores(&extractor(), &gold_files());
    let [strict, class, side] = scores.relations;
    assert_floor("strict", strict, 0.92, 0.81);
    assert_floor("class", class, 0.92, 0.81);
    assert_floor("side", side, 0.93, 0.83);
    assert_floor("actors", scores.actors, 0.95, 0.95);
}

#[test]
fn every_relation_type_is_in_the_gold_set() {
    let extractor = extractor();
    let scores = scores(&extractor, &gold_files());
    let covered: BTreeSet<&str> = scores
        .by_type
        .iter()
        .filter(|(_, score)| score.found + score.missed > 0)
        .map(|(name, _)| name.as_str())
        .collect();
    let all: BTreeSet<&str> =
        extractor.relation_lexicon().types().iter().map(|kind| kind.name.as_str()).collect();
    assert_eq!(covered, all);
}
