//! CSV tables with the headers of Neo4j's importer (`neo4j-admin database import`).
//!
//! The importer reads a line as a record, may take a backslash for an escape, and splits lists at
//! semicolons: line breaks become spaces, backslashes their look-alike ⧵, semicolons in lists commas.

use super::columns::{ACTOR_COLUMNS, ColumnKind, TIE_COLUMNS, Value, actor_values, tie_values};
use super::csv::guarded;
use super::text::{label_name, type_name};
use super::{ExportOptions, Exporter, Table};
use crate::graph::KnowledgeGraph;
use std::io::{self, Write};

/// CSV for Neo4j's importer.
pub struct Neo4j;

impl Exporter for Neo4j {
    fn name(&self) -> &'static str {
        "neo4j"
    }

    fn about(&self) -> &'static str {
        "CSV tables for neo4j-admin import"
    }

    fn endings(&self) -> &'static [&'static str] {
        &[]
    }

    fn tables(&self) -> &'static [Table] {
        &[Table { name: "nodes", write: write_nodes }, Table { name: "edges", write: write_edges }]
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
    let columns = ACTOR_COLUMNS.iter().map(|column| header(column.name, column.kind));
    table.write_record(
        ["id:ID".to_owned()].into_iter().chain(columns).chain([":LABEL".to_owned()]),
    )?;
    for node in graph.actors() {
        let values = actor_values(node).map(|(_, value)| cell(value));
        table.write_record(
            [plain(node.actor.id.as_str())]
                .into_iter()
                .chain(values)
                .chain([format!("Actor;{}", label_name(node.actor.kind.as_str()))]),
        )?;
    }
    table.flush()
}

fn write_edges(graph: &KnowledgeGraph, output: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    let columns = TIE_COLUMNS.iter().map(|column| header(column.name, column.kind));
    table.write_record(
        [":START_ID", ":END_ID", ":TYPE"].map(str::to_owned).into_iter().chain(columns),
    )?;
    for tie in graph.ties() {
        let ends = [
            plain(tie.source.actor.id.as_str()),
            plain(tie.target.actor.id.as_str()),
            type_name(&tie.edge.relation),
        ];
        let values = tie_values(graph, &tie).map(|(_, value)| cell(value));
        table.write_record(ends.into_iter().chain(values))?;
    }
    table.flush()
}

fn header(name: &str, kind: ColumnKind) -> String {
    let kind = match kind {
        ColumnKind::Text => "string",
        ColumnKind::Texts => "string[]",
        ColumnKind::Count => "long",
        ColumnKind::Number => "double",
        ColumnKind::Flag => "boolean",
        ColumnKind::Day => "date",
    };
    format!("{name}:{kind}")
}

fn cell(value: Option<Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::Text(text)) => plain(&text),
        Some(Value::Texts(texts)) => {
            let texts: Vec<String> = texts.iter().map(|text| text.replace(';', ",")).collect();
            plain(&texts.join(";"))
        }
        Some(value) => value.to_text(),
    }
}

fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|character| match character {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => ' ',
            '\\' => '\u{29F5}',
            other => other,
        })
        .collect();
    guarded(&text)
}
