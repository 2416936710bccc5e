//! Scores as tables for people.

use super::Report;
use newsgraph::confidence::ConfidenceCurve;
use newsgraph::evaluation::{
    Agreement, Calibration, DirectedScores, DocumentScores, EventScores, Level, Score,
};
use std::fmt::{Result, Write};

impl Report {
    /// The tables of all shapes that were given; before each, its errors where they are wanted.
    pub(super) fn text(
        &self,
        errors: bool,
        calibration: bool,
    ) -> std::result::Result<String, std::fmt::Error> {
        let mut text = String::new();
        if let Some(scores) = &self.documents {
            list(&mut text, &scores.errors, errors)?;
            documents(&mut text, scores)?;
            reliability(&mut text, &scores.calibration, calibration)?;
        }
        if let Some(scores) = &self.events {
            list(&mut text, &scores.errors, errors)?;
            events(&mut text, scores)?;
            reliability(&mut text, &scores.calibration, calibration)?;
        }
        if let Some(scores) = &self.directed {
            list(&mut text, &scores.errors, errors)?;
            directed(&mut text, scores)?;
            reliability(&mut text, &scores.calibration, calibration)?;
        }
        Ok(text)
    }

    /// The curve that the counts of all shapes together call for, as TOML.
    pub(super) fn curve(
        &self,
        used: &ConfidenceCurve,
    ) -> std::result::Result<String, std::fmt::Error> {
        let mut all = Calibration::default();
        let documents = self.documents.iter().map(|scores| &scores.calibration);
        let events = self.events.iter().map(|scores| &scores.calibration);
        let directed = self.directed.iter().map(|scores| &scores.calibration);
        documents.chain(events).chain(directed).for_each(|one| all.add(one));
        let mut text = String::from("curve = [\n");
        for [score, share] in all.curve(used) {
            writeln!(text, "    [{score:.3}, {share:.3}],")?;
        }
        text.push_str("]\n");
        Ok(text)
    }
}

fn list(text: &mut String, errors: &[String], wanted: bool) -> Result {
    for error in errors.iter().filter(|_| wanted) {
        writeln!(text, "{error}")?;
    }
    Ok(())
}

fn documents(text: &mut String, scores: &DocumentScores) -> Result {
    head(text, "documents")?;
    row(text, "actors", &scores.actors)?;
    for (level, score) in Level::ALL.iter().zip(&scores.relations) {
        row(text, &format!("relations, {}", level.as_str()), score)?;
    }
    for (name, score) in &scores.by_type {
        row(text, &format!("  {name}"), score)?;
    }
    agreement(text, "factuality", scores.factuality)?;
    agreement(text, "attribution", scores.attribution)?;
    agreement(text, "date", scores.dates)
}

fn agreement(text: &mut String, what: &str, agreement: Agreement) -> Result {
    if agreement.all == 0 {
        return Ok(());
    }
    let Agreement { right, all } = agreement;
    writeln!(text, "{what} right in {right} of {all} relations found")
}

fn events(text: &mut String, scores: &EventScores) -> Result {
    head(text, "events")?;
    row(text, "actors and class", &scores.class)?;
    row(text, "actors and side", &scores.side)
}

fn directed(text: &mut String, scores: &DirectedScores) -> Result {
    head(text, "attitudes")?;
    row(text, "all", &scores.all())?;
    row(text, "  negative", &scores.negative)?;
    row(text, "  positive", &scores.positive)?;
    let (alarms, pairs) = (scores.false_alarms, scores.neutral_pairs);
    let rate = scores.false_alarm_rate() * 100.0;
    writeln!(text, "false alarms on {alarms} of {pairs} neutral pairs ({rate:.1}%)")
}

fn reliability(text: &mut String, calibration: &Calibration, wanted: bool) -> Result {
    if !wanted {
        return Ok(());
    }
    writeln!(text, "{:<22} {:>9} {:>9} {:>9}", "confidence", "mean", "right", "relations")?;
    for (from, bin) in calibration.bins() {
        let (mean, right) = (bin.mean_confidence(), bin.precision());
        writeln!(text, "  from {from:<15.2} {mean:>9.3} {right:>9.3} {:>9}", bin.count)?;
    }
    writeln!(text, "expected calibration error {:.3}", calibration.expected_error())
}

fn head(text: &mut String, what: &str) -> Result {
    writeln!(
        text,
        "{what:<22} {:>9} {:>9} {:>9} {:>7} {:>7} {:>7}",
        "precision", "recall", "F1", "found", "missed", "wrong"
    )
}

fn row(text: &mut String, name: &str, score: &Score) -> Result {
    writeln!(
        text,
        "{name:<22} {:>9.3} {:>9.3} {:>9.3} {:>7} {:>7} {:>7}",
        score.precision(),
        score.recall(),
        score.f1(),
        score.found,
        score.missed,
        score.wrong
    )
}
