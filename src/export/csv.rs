//! CSV tables for spreadsheets: actors, ties, and every sentence.
//!
//! A spreadsheet runs text that looks like a formula: such text gets an apostrophe before it, as a person
//! would type it there. So does text that starts with an apostrophe, so that nothing is lost.

use super::columns::{ACTOR_COLUMNS, TIE_COLUMNS, Value, actor_values, tie_values};
use super::{ExportOptions, Exporter, Table};
use crate::graph::KnowledgeGraph;
use std::io::{self, Write};

/// CSV for spreadsheets.
pub struct Csv;

impl Exporter for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "spreadsheets: nodes, edges and evidence"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn tables(&self) -> &'static [Table] {
        &[
            Table { name: "nodes", write: write_nodes },
            Table { name: "edges", write: write_edges },
            Table { name: "evidence", write: write_evidence },
        ]
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        _options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        write_edges(graph, output)
    }
}

fn write_nodes(graph: &KnowledgeGraph, output: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    table.write_record(
        std::iter::once("id").chain(ACTOR_COLUMNS.iter().map(|column| column.name)),
    )?;
    for node in graph.actors() {
        let values = actor_values(node).map(|(_, value)| cell(value));
        table.write_record(std::iter::once(guarded(node.actor.id.as_str())).chain(values))?;
    }
    table.flush()
}

fn write_edges(graph: &KnowledgeGraph, output: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    let ends = ["source", "source_name", "target", "target_name"];
    table.write_record(ends.into_iter().chain(TIE_COLUMNS.iter().map(|column| column.name)))?;
    for tie in graph.ties() {
        let ends = [tie.source, tie.target]
            .into_iter()
            .flat_map(|node| [guarded(node.actor.id.as_str()), guarded(&node.actor.name)]);
        let values = tie_values(graph, &tie).map(|(_, value)| cell(value));
        table.write_record(ends.chain(values))?;
    }
    table.flush()
}

fn write_evidence(graph: &KnowledgeGraph, output: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    table.write_record([
        "source",
        "relation",
        "target",
        "factuality",
        "attributed_to",
        "date",
        "confidence",
        "article",
        "outlet",
        "title",
        "url",
        "sentence_index",
        "sentence",
        "trigger",
        "pattern",
    ])?;
    for tie in graph.ties() {
        for evidence in tie.evidence() {
            let info = graph.article(&evidence.article);
            let known = |text: Option<&String>| guarded(text.map_or("", String::as_str));
            table.write_record([
                guarded(tie.source.actor.id.as_str()),
                guarded(&tie.edge.relation),
                guarded(tie.target.actor.id.as_str()),
                evidence.factuality.to_string(),
                guarded(evidence.attributed_to.as_ref().map_or("", |id| id.as_str())),
                evidence.date.map(|date| date.to_string()).unwrap_or_default(),
                evidence.confidence.value().to_string(),
                guarded(evidence.article.as_str()),
                known(info.and_then(|info| info.source.as_ref())),
                known(info.and_then(|info| info.title.as_ref())),
                known(info.and_then(|info| info.url.as_ref())),
                evidence.sentence.index.0.to_string(),
                guarded(&evidence.sentence.text),
                guarded(&evidence.trigger.text),
                guarded(&evidence.pattern),
            ])?;
        }
    }
    table.flush()
}

fn cell(value: Option<Value>) -> String {
    match value {
        None => String::new(),
        Some(value @ (Value::Text(_) | Value::Texts(_))) => guarded(&value.to_text()),
        Some(value) => value.to_text(),
    }
}

/// Text that no spreadsheet runs, and no reader of CSV stumbles over.
pub fn guarded(text: &str) -> String {
    let text = text.replace('\0', "\u{FFFD}");
    let risky = ['=', '+', '-', '@', '\t', '\r', '\n', '\'', '＝', '＋', '－', '＠'];
    if text.starts_with(risky) { format!("'{text}") } else { text }
}
