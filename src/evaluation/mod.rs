//! Evaluation: what the extractor finds, compared with what a careful reader marked.
//!
//! In come gold files, JSON Lines of one of three shapes that are told apart by their fields
//! ([`GoldFile`]), and the extractions of their texts; out come scores:
//!
//! - [`DocumentScores`]: documents with actors and relations, in the format of this project;
//! - [`EventScores`]: sentences with PLOVER events;
//! - [`DirectedScores`]: sentences with two marked mentions, one for or against the other, or neither.
//!
//! Each gives also a [`Calibration`]: how often relations of a confidence are right.

mod calibration;
mod directed;
mod documents;
mod events;
mod file;

pub use calibration::{Bin, Calibration};
pub use directed::{Attitude, DirectedRecord, DirectedScores, Label};
pub use documents::{Agreement, DocumentScores, GoldActor, GoldDocument, GoldRelation, Level};
pub use events::{EventRecord, EventScores};
pub use file::{GoldError, GoldFile, GoldRecords};

use crate::article::{Article, ArticleId, ArticleInfo};
use jiff::civil::Date;

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
    /// One gold item, found or missed.
    fn of(hit: bool) -> Self {
        Self { found: usize::from(hit), missed: usize::from(!hit), wrong: 0 }
    }

    /// One false alarm.
    const FALSE_ALARM: Self = Self { found: 0, missed: 0, wrong: 1 };

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

    /// Adds the counts of another score.
    pub fn add(&mut self, other: Self) {
        self.found += other.found;
        self.missed += other.missed;
        self.wrong += other.wrong;
    }
}

/// A share; 1 where the whole is empty.
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// A text to extract from, under the id of its gold record.
fn article(id: &str, title: &str, date: Option<Date>, text: &str) -> Article {
    Article {
        info: ArticleInfo {
            id: ArticleId::new(id),
            title: (!title.is_empty()).then(|| title.to_owned()),
            source: None,
            reprints: Vec::new(),
            date,
            url: None,
            author: None,
        },
        text: text.to_owned(),
    }
}

/// A name for comparison: lower case, without a leading article or a possessive ending.
fn normal(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    bare.trim_end_matches("'s").trim_end_matches("’s").to_owned()
}
