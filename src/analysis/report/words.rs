//! Names, numbers and statements in words.

use super::{Point, Quotation, Report};
use crate::actor::ActorId;
use crate::analysis::testimony::Testimony;
use crate::relation::Factuality;

/// Last words of names that English gives an article: "the United States", "the African Union".
const WITH_ARTICLE: [&str; 22] = [
    "States",
    "Kingdom",
    "Emirates",
    "Nations",
    "Union",
    "League",
    "Republic",
    "Netherlands",
    "Philippines",
    "Committee",
    "Council",
    "Organisation",
    "Organization",
    "Party",
    "Front",
    "Forces",
    "Army",
    "Coalition",
    "Court",
    "Bank",
    "Community",
    "West",
];

impl Report {
    /// The name of an actor, or its id where the graph has no name.
    pub(super) fn name<'report>(&'report self, id: &'report ActorId) -> &'report str {
        self.names.get(id).map_or(id.as_str(), String::as_str)
    }

    /// The name of an actor as it stands within a sentence.
    pub(super) fn in_sentence(&self, id: &ActorId) -> String {
        let name = self.name(id);
        let last = name.split_whitespace().last().unwrap_or_default();
        let common = name.contains(' ') && last.chars().all(|letter| !letter.is_uppercase());
        let has_article = name.starts_with("the ") || name.starts_with("The ");
        let republic = name.contains("Republic of ");
        if (common || republic || WITH_ARTICLE.contains(&last)) && !has_article {
            format!("the {name}")
        } else {
            name.to_owned()
        }
    }

    /// "Russia, Iran and Syria".
    pub(super) fn listed<'id>(&self, ids: impl IntoIterator<Item = &'id ActorId>) -> String {
        enumerated(&ids.into_iter().map(|id| self.in_sentence(id)).collect::<Vec<_>>())
    }

    /// "Iran agrees with Russia", with what limits it in brackets.
    pub(super) fn statement(&self, testimony: &Testimony) -> String {
        let (source, target) = (&testimony.source, &testimony.target);
        let mut limits: Vec<String> = Vec::new();
        if testimony.factuality != Factuality::Asserted {
            limits.push(testimony.factuality.to_string());
        }
        if let Some(speaker) = &testimony.attributed_to {
            limits.push(match speaker == source {
                true => "by its own word".to_owned(),
                false => format!("according to {}", self.in_sentence(speaker)),
            });
        }
        let limits = match limits.is_empty() {
            true => String::new(),
            false => format!(" ({})", limits.join(", ")),
        };
        let verb = verb(&testimony.relation);
        format!("{} {verb} {}{limits}", self.in_sentence(source), self.in_sentence(target))
    }

    pub(super) fn quotation(&self, testimony: &Testimony) -> Quotation {
        let mut parts = vec![capitalised(&self.statement(testimony))];
        parts.push(testimony.outlet.clone().unwrap_or_else(|| testimony.article.to_string()));
        parts.extend(testimony.date.map(|date| date.to_string()));
        Quotation { sentence: testimony.sentence.clone(), provenance: parts.join(" · ") }
    }

    pub(super) fn point<'a>(
        &self,
        text: &str,
        testimonies: impl IntoIterator<Item = &'a Testimony>,
    ) -> Point {
        let quotations =
            testimonies.into_iter().map(|testimony| self.quotation(testimony)).collect();
        Point { text: capitalised(text), quotations }
    }
}

/// Relation types whose names alone do not read as the verb before a name.
const VERBS: [(&str, &str); 3] = [
    ("demands", "makes demands of"),
    ("mediates", "mediates with"),
    ("member-of", "is a member of"),
];

/// A relation type as the verb of a sentence: "agrees with", "is allied with".
fn verb(relation: &str) -> String {
    if let Some((_, words)) = VERBS.iter().find(|(name, _)| *name == relation) {
        return (*words).to_owned();
    }
    let words = relation.replace('-', " ");
    let first = words.split(' ').next().unwrap_or_default();
    if first.ends_with('s') { words } else { format!("is {words}") }
}

/// "a, b and c".
pub(super) fn enumerated(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The first letter in upper case.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// "+1.25", "-0.50".
pub(super) fn signed(net: f64) -> String {
    // A net that rounds to nought has no sign.
    let net = if net.abs() < 0.005 { 0.0 } else { net };
    format!("{net:+.2}")
}

/// "3 articles", "1 article".
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// "87%".
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relation_types_read_as_verbs() {
        for (relation, words) in [
            ("backs", "backs"),
            ("agrees-with", "agrees with"),
            ("allied-with", "is allied with"),
            ("member-of", "is a member of"),
        ] {
            assert_eq!(verb(relation), words);
        }
    }

    #[test]
    fn numbers_keep_their_sign() {
        assert_eq!(signed(1.0), "+1.00");
        assert_eq!(signed(-0.001), "+0.00");
        assert_eq!(counted(1, "article"), "1 article");
        assert_eq!(enumerated(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
