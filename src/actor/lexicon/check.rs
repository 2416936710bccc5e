//! The checks of `newsgraph lexicon check`: what a person who extends the lexicon gets wrong most.

use super::{ActorEntry, ActorLexicon, LexiconError};
use crate::actor::{ActorId, ActorKind};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// Something in a lexicon that should be looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The entry.
    pub id: ActorId,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.id, self.message)
    }
}

/// Checks `path` on top of `known`, which is extended by it.
///
/// # Errors
/// When the file cannot be read at all.
pub fn check_file(path: &Path, known: &mut ActorLexicon) -> Result<Vec<Finding>, LexiconError> {
    let before = known.clone();
    known.extend_from_file(path)?;
    let mut findings = Vec::new();
    let new = |entry: &&ActorEntry| before.get(&entry.id) != Some(*entry);
    for entry in known.actors().iter().filter(new) {
        check_entry(entry, known, &mut findings);
    }
    check_shared_names(known, &mut findings);
    findings.retain(|finding| before.get(&finding.id) != known.get(&finding.id));
    findings.sort();
    findings.dedup();
    Ok(findings)
}

fn check_entry(entry: &ActorEntry, known: &ActorLexicon, findings: &mut Vec<Finding>) {
    let mut report = |message: String| findings.push(Finding { id: entry.id.clone(), message });
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
                "the office \"{}\" is of {}, which is no entry",
                office.title, office.of
            ));
        }
    }
    for whole in &entry.part_of {
        if known.actor_by_id(whole).is_none() {
            report(format!("it is part of {whole}, which is no entry"));
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
                    id: entry.id.clone(),
                    message: format!(
                        "\"{name}\" is also a name of {other}: make it weak, or drop it"
                    ),
                }),
                _ => {}
            }
        }
    }
}
