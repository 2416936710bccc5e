//! Gold files: JSON Lines of one of three shapes, told apart by the fields of the first record.

use super::{DirectedRecord, EventRecord, GoldDocument};
use crate::relation::RelationLexicon;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashSet;

/// A line of a gold file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct GoldError {
    /// The file as the caller names it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub reason: String,
}

/// The usable records of a gold file.
#[derive(Clone, Debug)]
pub enum GoldRecords {
    /// Documents with actors and relations.
    Documents(Vec<GoldDocument>),
    /// Sentences with PLOVER events.
    Events(Vec<EventRecord>),
    /// Sentences with two marked mentions.
    Directed(Vec<DirectedRecord>),
}

impl GoldRecords {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Documents(records) => records.len(),
            Self::Events(records) => records.len(),
            Self::Directed(records) => records.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A gold file as read: what can be used, and what cannot.
#[derive(Debug)]
pub struct GoldFile {
    /// The usable records.
    pub records: GoldRecords,
    /// The lines that cannot be used.
    pub errors: Vec<GoldError>,
}

impl GoldFile {
    /// Reads the text of a gold file; `file` names it in errors. Empty lines and lines that begin
    /// with `#` are passed over.
    pub fn parse(file: &str, text: &str, lexicon: &RelationLexicon) -> Self {
        let lines: Vec<(usize, &str)> = text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line.trim()))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .collect();
        let first = lines.iter().find_map(|(_, line)| serde_json::from_str::<Value>(line).ok());
        let has = |field: &str| first.as_ref().is_some_and(|value| value.get(field).is_some());
        let mut errors = Vec::new();
        let mut refuse = |line, reason| {
            errors.push(GoldError { file: file.to_owned(), line, reason });
        };
        let records = if has("events") {
            let mistake = |record: &EventRecord| record.mistake(lexicon);
            GoldRecords::Events(read(&lines, |record| &record.id, mistake, &mut refuse))
        } else if has("p_span") {
            let mistake = |record: &DirectedRecord| record.mistake();
            GoldRecords::Directed(read(&lines, |record| &record.id, mistake, &mut refuse))
        } else {
            let mistake = |record: &GoldDocument| record.mistake(lexicon);
            GoldRecords::Documents(read(&lines, |record| &record.id, mistake, &mut refuse))
        };
        Self { records, errors }
    }
}

/// The records of lines that are well formed, in the shape that the caller expects.
fn read<Record: DeserializeOwned>(
    lines: &[(usize, &str)],
    id: impl Fn(&Record) -> &String,
    mistake: impl Fn(&Record) -> Option<String>,
    refuse: &mut impl FnMut(usize, String),
) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut ids = HashSet::new();
    for &(number, line) in lines {
        match serde_json::from_str::<Record>(line) {
            Err(error) => refuse(number, error.to_string()),
            Ok(record) if !ids.insert(id(&record).clone()) => {
                refuse(number, format!("the id `{}` was used before", id(&record)));
            }
            Ok(record) => match mistake(&record) {
                Some(reason) => refuse(number, reason),
                None => records.push(record),
            },
        }
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> GoldFile {
        GoldFile::parse("gold.jsonl", text, &RelationLexicon::embedded().expect("it loads"))
    }

    #[test]
    fn the_fields_tell_the_shape() {
        let documents = parse(r#"{"id": "a", "text": "Nothing.", "relations": []}"#);
        assert!(matches!(documents.records, GoldRecords::Documents(_)));
        let events = parse(r#"{"id": "a", "text": "Nothing.", "events": []}"#);
        assert!(matches!(events.records, GoldRecords::Events(_)));
        let directed = parse(
            r#"{"id": "a", "text": "A met B.", "p": "A", "q": "B", "p_span": [0, 1], "q_span": [6, 7], "label": "neutral"}"#,
        );
        assert!(matches!(directed.records, GoldRecords::Directed(_)));
    }

    #[test]
    fn each_broken_line_is_named_and_the_others_are_kept() {
        let text = concat!(
            "# a comment\n",
            "{\"id\": \"a\", \"text\": \"Russia backs Syria.\", \"relations\": []}\n",
            "\n",
            "{\"id\": \"b\", \"text\": \n",
            "{\"id\": \"c\"}\n",
            "{\"id\": \"a\", \"text\": \"Twice.\"}\n",
            "{\"id\": \"d\", \"text\": \"x\", \"relations\": [{\"source\": \"A\", \"relation\": \"hugs\", \"target\": \"B\"}]}\n",
        );
        let file = parse(text);
        assert_eq!(file.records.len(), 1);
        let errors: Vec<String> = file.errors.iter().map(ToString::to_string).collect();
        let expected = [
            ("gold.jsonl:4: ", "EOF"),
            ("gold.jsonl:5: ", "missing field `text`"),
            ("gold.jsonl:6: ", "the id `a` was used before"),
            ("gold.jsonl:7: ", "`hugs`"),
        ];
        assert_eq!(errors.len(), expected.len(), "{errors:#?}");
        for (error, (place, reason)) in errors.iter().zip(expected) {
            assert!(error.starts_with(place) && error.contains(reason), "{error}");
        }
    }
}
