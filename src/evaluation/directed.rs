//! Sentences with two marked mentions, p and q: is one for or against the other?
//!
//! The format is that of "Who Blames or Endorses Whom?" (Park, Pan and Joo, 2021). What the
//! extractor finds between the two marked mentions counts as negative or positive by the polarity
//! of its type, where the type stands on the side "for" or "against".

use super::{Calibration, Score, article, ratio};
use crate::article::Article;
use crate::graph::Extraction;
use crate::relation::{Factuality, Relation, RelationLexicon, Side};
use crate::span::ByteSpan;
use serde::Deserialize;

/// A sentence with two marked mentions and what one is to the other.
#[derive(Clone, Debug, Deserialize)]
pub struct DirectedRecord {
    pub(super) id: String,
    text: String,
    p: String,
    q: String,
    /// In characters, not bytes.
    p_span: [usize; 2],
    q_span: [usize; 2],
    label: Label,
}

/// Whether somebody is for or against somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attitude {
    /// For.
    Positive,
    /// Against.
    Negative,
}

/// The label of a record: an attitude in a direction, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Label {
    /// Neither is for or against the other.
    #[serde(rename = "neutral")]
    Neutral,
    /// p is for q.
    #[serde(rename = "positive p->q")]
    PositiveForward,
    /// q is for p.
    #[serde(rename = "positive q->p")]
    PositiveBackward,
    /// p is against q.
    #[serde(rename = "negative p->q")]
    NegativeForward,
    /// q is against p.
    #[serde(rename = "negative q->p")]
    NegativeBackward,
}

impl Label {
    /// The attitude, and whether it is that of p.
    const fn parts(self) -> Option<(Attitude, bool)> {
        match self {
            Self::Neutral => None,
            Self::PositiveForward => Some((Attitude::Positive, true)),
            Self::PositiveBackward => Some((Attitude::Positive, false)),
            Self::NegativeForward => Some((Attitude::Negative, true)),
            Self::NegativeBackward => Some((Attitude::Negative, false)),
        }
    }

    /// The label as the files write it.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::PositiveForward => "positive p->q",
            Self::PositiveBackward => "positive q->p",
            Self::NegativeForward => "negative p->q",
            Self::NegativeBackward => "negative q->p",
        }
    }
}

impl DirectedRecord {
    /// The sentence as an article.
    pub fn article(&self) -> Article {
        article(&self.id, "", None, &self.text)
    }

    /// What is wrong with the record, if anything is.
    pub(super) fn mistake(&self) -> Option<String> {
        let length = self.text.chars().count();
        let outside = |span: [usize; 2]| span[0] >= span[1] || span[1] > length;
        [("p_span", self.p_span), ("q_span", self.q_span)]
            .into_iter()
            .find(|(_, span)| outside(*span))
            .map(|(name, span)| format!("`{name}` {span:?} is no stretch of the text"))
    }

    /// A span of characters as one of bytes.
    fn bytes(&self, [start, end]: [usize; 2]) -> ByteSpan {
        let offset = |position: usize| {
            let offset = self.text.char_indices().nth(position).map(|(offset, _)| offset);
            u32::try_from(offset.unwrap_or(self.text.len())).unwrap_or(u32::MAX)
        };
        ByteSpan::new(offset(start), offset(end))
    }
}

/// What was found of directed attitudes.
#[derive(Clone, Debug, Default)]
pub struct DirectedScores {
    /// Negative attitudes in the right direction.
    pub negative: Score,
    /// Positive attitudes in the right direction.
    pub positive: Score,
    /// Pairs that are neutral.
    pub neutral_pairs: usize,
    /// Neutral pairs between which an attitude was found.
    pub false_alarms: usize,
    /// How often attitudes of a confidence are right.
    pub calibration: Calibration,
    /// Each miss and each false alarm with its sentence.
    pub errors: Vec<String>,
}

/// A relation between the marked mentions as an attitude.
struct Finding<'extraction> {
    attitude: Attitude,
    forward: bool,
    symmetric: bool,
    relation: &'extraction Relation,
}

impl DirectedScores {
    /// Both attitudes together.
    pub fn all(&self) -> Score {
        let mut all = self.negative;
        all.add(self.positive);
        all
    }

    /// The share of neutral pairs between which an attitude was found.
    pub fn false_alarm_rate(&self) -> f64 {
        if self.neutral_pairs == 0 { 0.0 } else { ratio(self.false_alarms, self.neutral_pairs) }
    }

    /// Adds the comparison of one sentence.
    pub fn add(
        &mut self,
        gold: &DirectedRecord,
        extraction: &Extraction,
        lexicon: &RelationLexicon,
    ) {
        let findings = findings(gold, extraction, lexicon);
        let wanted = gold.label.parts();
        let is_right = |finding: &Finding<'_>| {
            wanted.is_some_and(|(attitude, forward)| {
                finding.attitude == attitude && (finding.forward == forward || finding.symmetric)
            })
        };
        for finding in &findings {
            self.calibration.note(finding.relation.evidence.confidence, is_right(finding));
        }
        let hit = findings.iter().any(is_right);
        if let Some((attitude, _)) = wanted {
            self.score(attitude).add(Score::of(hit));
        } else {
            self.neutral_pairs += 1;
            self.false_alarms += usize::from(!findings.is_empty());
        }
        for attitude in [Attitude::Negative, Attitude::Positive] {
            let wrong = |finding: &Finding<'_>| finding.attitude == attitude && !is_right(finding);
            if findings.iter().any(wrong) {
                self.score(attitude).add(Score::FALSE_ALARM);
            }
        }
        if wanted.is_some() != hit || !findings.iter().all(is_right) {
            self.errors.push(explanation(gold, hit, &findings));
        }
    }

    fn score(&mut self, attitude: Attitude) -> &mut Score {
        match attitude {
            Attitude::Negative => &mut self.negative,
            Attitude::Positive => &mut self.positive,
        }
    }
}

/// The attitudes that were found between the marked mentions.
fn findings<'extraction>(
    gold: &DirectedRecord,
    extraction: &'extraction Extraction,
    lexicon: &RelationLexicon,
) -> Vec<Finding<'extraction>> {
    let (p, q) = (gold.bytes(gold.p_span), gold.bytes(gold.q_span));
    let between = |relation: &'extraction Relation| {
        let evidence = &relation.evidence;
        let (source, target) = (evidence.source.span, evidence.target.span);
        let forward = source.overlaps(p) && target.overlaps(q);
        let backward = source.overlaps(q) && target.overlaps(p);
        if !(forward || backward) {
            return None;
        }
        let kind = lexicon.type_named(&relation.relation)?;
        let attitude = attitude(kind.side, evidence.factuality)?;
        Some(Finding { attitude, forward, symmetric: kind.symmetric, relation })
    };
    extraction.relations.iter().filter_map(between).collect()
}

/// Who does not support somebody is against them; who does not attack somebody is nothing to them.
fn attitude(side: Side, factuality: Factuality) -> Option<Attitude> {
    let over = matches!(factuality, Factuality::Negated | Factuality::Ended);
    match side {
        Side::For if over => Some(Attitude::Negative),
        Side::For => Some(Attitude::Positive),
        Side::Against if !over => Some(Attitude::Negative),
        Side::Against | Side::Talk | Side::Belongs => None,
    }
}

fn explanation(gold: &DirectedRecord, hit: bool, findings: &[Finding<'_>]) -> String {
    let what = match (gold.label, hit) {
        (Label::Neutral, _) => "alarm ",
        (_, true) => "also  ",
        (_, false) => "missed",
    };
    let mut text = format!(
        "{what} {}: p = {}, q = {}, {} in: {}",
        gold.id,
        gold.p,
        gold.q,
        gold.label.as_str(),
        gold.text
    );
    for finding in findings {
        text.push_str("\n        found ");
        text.push_str(&super::events::described(finding.relation));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Extractor, ExtractorOptions};

    fn record(text: &str, p: &str, q: &str, label: Label) -> DirectedRecord {
        let span = |name: &str| {
            let start = text.find(name).map_or(0, |byte| text[..byte].chars().count());
            [start, start + name.chars().count()]
        };
        let (p_span, q_span) = (span(p), span(q));
        let [p, q, id, text] = [p, q, "r1", text].map(str::to_owned);
        DirectedRecord { id, text, p, q, p_span, q_span, label }
    }

    fn scores(record: &DirectedRecord) -> DirectedScores {
        let extractor = Extractor::new(&ExtractorOptions::default()).expect("it loads");
        let mut scores = DirectedScores::default();
        let extraction = extractor.extract(&record.article());
        scores.add(record, &extraction, extractor.relation_lexicon());
        scores
    }

    #[test]
    fn spans_are_characters_and_direction_counts() {
        let text = "“Türkiye” said it condemned Israel.";
        let right =
            record("Türkiye condemned Israel.", "Türkiye", "Israel", Label::NegativeForward);
        assert_eq!(scores(&right).negative, Score { found: 1, missed: 0, wrong: 0 });
        let turned =
            record("Türkiye condemned Israel.", "Türkiye", "Israel", Label::NegativeBackward);
        assert_eq!(scores(&turned).negative, Score { found: 0, missed: 1, wrong: 1 });
        assert_eq!(
            record(text, "Türkiye", "Israel", Label::Neutral).bytes([1, 8]).text(text),
            "Türkiye"
        );
    }

    #[test]
    fn an_attitude_between_a_neutral_pair_is_a_false_alarm() {
        let neutral = record("Türkiye condemned Israel.", "Türkiye", "Israel", Label::Neutral);
        let scores = scores(&neutral);
        assert_eq!((scores.neutral_pairs, scores.false_alarms, scores.negative.wrong), (1, 1, 1));
        assert!((scores.false_alarm_rate() - 1.0).abs() < 1e-9);
        assert_eq!(scores.errors.len(), 1);
    }

    #[test]
    fn support_that_is_denied_is_negative() {
        let denied =
            record("France does not support Iran.", "France", "Iran", Label::NegativeForward);
        assert_eq!(scores(&denied).negative, Score { found: 1, missed: 0, wrong: 0 });
    }
}
