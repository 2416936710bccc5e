//! The checks of `newsgraph lexicon check`: what a person who extends the lexicon gets wrong most.

use super::{ActorEntry, ActorLexicon, LexiconError};
use crate::actor::{ActorId, ActorKind};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// Something in a lexicon that should be looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The line on which the entry begins, counted from 1; none where the reader does not know.
    pub line: Option<usize>,
    /// The entry; empty for a line that is none.
    pub id: String,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(formatter, "{line}: ")?;
        }
        if !self.id.is_empty() {
            write!(formatter, "{}: ", self.id)?;
        }
        formatter.write_str(&self.message)
    }
}

/// Checks `path` on top of `known`, which is extended by it.
///
/// # Errors
/// When the file cannot be read at all.
pub fn check_file(path: &Path, known: &mut ActorLexicon) -> Result<Vec<Finding>, LexiconError> {
    let before = known.clone();
    let (file, errors) = known.read_file(path)?;
    let lines = file.lines.clone();
    known.extend(file, path)?;
    let mut findings = Vec::new();
    let new = |entry: &&ActorEntry| before.get(&entry.id) != Some(*entry);
    for entry in known.actors().iter().filter(new) {
        check_entry(entry, known, &mut findings);
    }
    check_shared_names(known, &mut findings);
    findings.retain(|finding| {
        let id = ActorId::new(&finding.id);
        before.get(&id) != known.get(&id)
    });
    for finding in &mut findings {
        finding.line = lines.get(&finding.id).copied();
    }
    findings.extend(errors.into_iter().map(broken_line));
    findings.sort();
    findings.dedup();
    Ok(findings)
}

fn broken_line(error: LexiconError) -> Finding {
    match error {
        LexiconError::Petrarch { line, message, .. } => {
            Finding { line: Some(line), id: String::new(), message }
        }
        other => Finding { line: None, id: String::new(), message: other.to_string() },
    }
}

fn check_entry(entry: &ActorEntry, known: &ActorLexicon, findings: &mut Vec<Finding>) {
    let mut report = |message: String| {
        let id = entry.id.as_str().to_owned();
        findings.push(Finding { line: None, id, message });
    };
    for name in std::iter::once(&entry.name).chain(&entry.aliases) {
        if name.chars().filter(|letter| letter.is_alphanumeric()).count() < 2 {
            report(format!("the name \"{name}\" is too short to be told from other words"));
        } else if !name.chars().any(|letter| letter.is_uppercase() || letter.is_numeric()) {
            report(format!(
                "the name \"{name}\" has no capital and would match common words: capitalise it, or \
                 make it a noun in `heads`"
            ));
        }
    }
    for other in entry.same_as.iter().filter(|other| entry.not_same_as.contains(other)) {
        report(format!("{other} is both the same and not the same: drop one"));
    }
    if !entry.id.as_str().contains(':') {
        report("an id begins with what it is: `org:`, `person:`, `group:` ...".to_owned());
    }
    if entry.kind() != ActorKind::Person && !entry.offices.is_empty() {
        report("only a person has offices".to_owned());
    }
    for office in &entry.offices {
        if let (Some(since), Some(until)) = (office.since, office.until)
            && until < since
        {
            report(format!("the office \"{}\" ends on {until}, before it begins", office.title));
        }
        if known.actor_by_id(&office.of).is_none() {
            report(format!(
                "the office \"{}\" is of {}, which is no entry: add it, or correct the id",
                office.title, office.of
            ));
        }
    }
    for whole in &entry.part_of {
        if known.actor_by_id(whole).is_none() {
            report(format!("it is part of {whole}, which is no entry: add it, or correct the id"));
        }
    }
    if let Some(country) = &entry.country
        && known.state(country).is_none()
    {
        report(format!("country \"{country}\" is no state of the lexicon"));
    }
}

/// Names that two entries claim: an article with such a name cannot be linked by it.
fn check_shared_names(known: &ActorLexicon, findings: &mut Vec<Finding>) {
    let mut owners: BTreeMap<&str, &ActorId> = BTreeMap::new();
    for entry in known.actors() {
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            match owners.insert(name, &entry.id) {
                Some(other) if *other != entry.id => findings.push(Finding {
                    line: None,
                    id: entry.id.as_str().to_owned(),
                    message: format!(
                        "\"{name}\" is also a name of {other}: make it weak, or drop it"
                    ),
                }),
                _ => {}
            }
        }
    }
}
