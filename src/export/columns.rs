//! What tabular formats say of actors and of ties: one list of columns for each, which every such format
//! writes in its own way.
//!
//! Claims are told from what articles say in their own voice by `standing` and `claims`.

use super::{Standing, provenance};
use crate::graph::{ActorNode, KnowledgeGraph, Tie};
use crate::relation::Factuality;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Several texts.
    Texts,
    /// A whole number.
    Count,
    /// A number with a fraction.
    Number,
    /// Yes or no.
    Flag,
    /// A day.
    Day,
}

/// A value in a column; a missing one is `None`.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
    /// A whole number.
    Count(u64),
    /// A number with a fraction.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(Date),
}

impl Value {
    /// The value as text; several texts are separated by semicolons.
    pub fn to_text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Texts(texts) => texts.join("; "),
            Self::Count(count) => count.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }

    /// The value as JSON.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Texts(texts) => texts.as_slice().into(),
            Self::Count(count) => (*count).into(),
            Self::Number(number) => (*number).into(),
            Self::Flag(flag) => (*flag).into(),
            Self::Day(day) => day.to_string().into(),
        }
    }
}

/// A column about actors.
pub struct ActorColumn {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// The value for an actor.
    pub value: fn(&ActorNode) -> Option<Value>,
}

/// A column about ties.
pub struct TieColumn {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// The value for a tie.
    pub value: fn(&KnowledgeGraph, &Tie<'_>) -> Option<Value>,
}

const fn actor(
    name: &'static str,
    kind: ColumnKind,
    value: fn(&ActorNode) -> Option<Value>,
) -> ActorColumn {
    ActorColumn { name, kind, value }
}

const fn tie(
    name: &'static str,
    kind: ColumnKind,
    value: fn(&KnowledgeGraph, &Tie<'_>) -> Option<Value>,
) -> TieColumn {
    TieColumn { name, kind, value }
}

/// What the columns say of an actor.
pub fn actor_values(node: &ActorNode) -> impl Iterator<Item = (&'static str, Option<Value>)> + '_ {
    ACTOR_COLUMNS.iter().map(|column| (column.name, (column.value)(node)))
}

/// What the columns say of a tie.
pub fn tie_values<'tie>(
    graph: &'tie KnowledgeGraph,
    tie: &'tie Tie<'_>,
) -> impl Iterator<Item = (&'static str, Option<Value>)> + 'tie {
    TIE_COLUMNS.iter().map(|column| (column.name, (column.value)(graph, tie)))
}

/// Values as members of a JSON object; missing ones are left out.
pub fn json_members(
    values: impl Iterator<Item = (&'static str, Option<Value>)>,
) -> impl Iterator<Item = (String, serde_json::Value)> {
    values.filter_map(|(name, value)| Some((name.to_owned(), value?.to_json())))
}

/// What is said of an actor besides its id.
pub const ACTOR_COLUMNS: &[ActorColumn] = &[
    actor("name", ColumnKind::Text, |node| text(&node.actor.name)),
    actor("kind", ColumnKind::Text, |node| text(node.actor.kind.as_str())),
    actor("code", ColumnKind::Text, |node| node.actor.code.as_deref().and_then(text)),
    actor("country", ColumnKind::Text, |node| node.actor.country.as_deref().and_then(text)),
    actor("known", ColumnKind::Flag, |node| Some(Value::Flag(node.actor.known))),
    actor("mentions", ColumnKind::Count, |node| Some(Value::Count(node.mention_count().into()))),
    actor("articles", ColumnKind::Count, |node| count(node.mentions.len())),
    actor("aliases", ColumnKind::Texts, |node| {
        Some(Value::Texts(node.aliases.iter().cloned().collect()))
    }),
];

/// What is said of a tie besides its ends.
pub const TIE_COLUMNS: &[TieColumn] = &[
    tie("relation", ColumnKind::Text, |_, tie| text(&tie.edge.relation)),
    tie("side", ColumnKind::Text, |_, tie| text(tie.relation_type.side.as_str())),
    tie("class", ColumnKind::Text, |_, tie| tie.relation_type.class.as_deref().and_then(text)),
    tie("cameo", ColumnKind::Text, |_, tie| tie.relation_type.cameo.as_deref().and_then(text)),
    tie("polarity", ColumnKind::Number, |_, tie| Some(Value::Number(tie.relation_type.polarity))),
    tie("symmetric", ColumnKind::Flag, |_, tie| Some(Value::Flag(tie.relation_type.symmetric))),
    tie("standing", ColumnKind::Text, |_, tie| text(Standing::of(tie).as_str())),
    tie("weight", ColumnKind::Number, |_, tie| Some(Value::Number(tie.evidence().len() as f64))),
    tie("articles", ColumnKind::Count, |_, tie| count(tie.articles().len())),
    tie("sources", ColumnKind::Count, |graph, tie| count(tie.sources(graph).len())),
    tie("asserted", ColumnKind::Count, |_, tie| with_factuality(tie, Factuality::Asserted)),
    tie("planned", ColumnKind::Count, |_, tie| with_factuality(tie, Factuality::Planned)),
    tie("possible", ColumnKind::Count, |_, tie| with_factuality(tie, Factuality::Possible)),
    tie("demanded", ColumnKind::Count, |_, tie| with_factuality(tie, Factuality::Demanded)),
    tie("negated", ColumnKind::Count, |_, tie| with_factuality(tie, Factuality::Negated)),
    tie("ended", ColumnKind::Count, |_, tie| with_factuality(tie, Factuality::Ended)),
    tie("claims", ColumnKind::Count, |_, tie| count(tie.claim_count())),
    tie("claimed_by", ColumnKind::Texts, |graph, tie| Some(Value::Texts(speakers(graph, tie)))),
    tie("first", ColumnKind::Day, |_, tie| tie.dates().map(|(first, _)| Value::Day(first))),
    tie("last", ColumnKind::Day, |_, tie| tie.dates().map(|(_, last)| Value::Day(last))),
    tie("confidence", ColumnKind::Number, |_, tie| Some(Value::Number(tie.confidence().value()))),
    tie("sentence", ColumnKind::Text, |_, tie| {
        tie.best_evidence().and_then(|evidence| text(&evidence.sentence.text))
    }),
    tie("sentence_source", ColumnKind::Text, |graph, tie| {
        tie.best_evidence().and_then(|evidence| text(&provenance(graph, evidence)))
    }),
];

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

fn count(count: usize) -> Option<Value> {
    Some(Value::Count(count as u64))
}

fn with_factuality(tie: &Tie<'_>, factuality: Factuality) -> Option<Value> {
    count(tie.counts().get(&factuality).copied().unwrap_or_default())
}

/// The names of those who claim it.
fn speakers(graph: &KnowledgeGraph, tie: &Tie<'_>) -> Vec<String> {
    let ids: BTreeSet<_> =
        tie.evidence().filter_map(|evidence| evidence.attributed_to.as_ref()).collect();
    ids.into_iter()
        .map(|id| graph.actor(id).map_or_else(|| id.to_string(), |node| node.actor.name.clone()))
        .collect()
}
