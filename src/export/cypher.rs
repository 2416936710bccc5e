//! A Cypher script that adds the graph to Neo4j or another database that speaks Cypher.
//!
//! Running it twice changes nothing: actors are found by id, ties by their ends and type.

use super::columns::{Value, actor_values, tie_values};
use super::text::{label_name, type_name};
use super::{ExportOptions, Exporter};
use crate::graph::KnowledgeGraph;
use std::io::{self, Write};

/// A Cypher script.
pub struct Cypher;

impl Exporter for Cypher {
    fn name(&self) -> &'static str {
        "cypher"
    }

    fn about(&self) -> &'static str {
        "script for Neo4j: cypher-shell -f"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["cypher", "cql"]
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        _options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(
            output,
            "CREATE CONSTRAINT newsgraph_actor IF NOT EXISTS FOR (actor:Actor) REQUIRE actor.id IS UNIQUE;"
        )?;
        for node in graph.actors() {
            writeln!(
                output,
                "MERGE (actor:Actor {{id: {}}}) SET actor:{}, {};",
                string(node.actor.id.as_str()),
                label_name(node.actor.kind.as_str()),
                assignments("actor", actor_values(node)),
            )?;
        }
        for tie in graph.ties() {
            writeln!(
                output,
                "MATCH (source:Actor {{id: {}}}), (target:Actor {{id: {}}}) MERGE (source)-[tie:{}]->(target) SET {};",
                string(tie.source.actor.id.as_str()),
                string(tie.target.actor.id.as_str()),
                type_name(&tie.edge.relation),
                assignments("tie", tie_values(graph, &tie)),
            )?;
        }
        Ok(())
    }
}

fn assignments<'name>(
    variable: &str,
    values: impl Iterator<Item = (&'name str, Option<Value>)>,
) -> String {
    values
        .filter_map(|(name, value)| Some(format!("{variable}.`{name}` = {}", literal(&value?))))
        .collect::<Vec<_>>()
        .join(", ")
}

fn literal(value: &Value) -> String {
    match value {
        Value::Text(text) => string(text),
        Value::Texts(texts) => {
            format!("[{}]", texts.iter().map(|text| string(text)).collect::<Vec<_>>().join(", "))
        }
        Value::Day(day) => format!("date('{day}')"),
        Value::Number(number) => format!("{number:?}"),
        Value::Count(_) | Value::Flag(_) => value.to_text(),
    }
}

/// A string literal. Cypher turns `\uXXXX` into characters before it looks for the end of a string, so
/// that every backslash and every control character is escaped.
fn string(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('\'');
    for character in text.chars() {
        match character {
            '\\' => literal.push_str("\\\\"),
            '\'' => literal.push_str("\\'"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            other if other.is_control() => {
                literal.push_str(&format!("\\u{:04X}", u32::from(other)));
            }
            other => literal.push(other),
        }
    }
    literal.push('\'');
    literal
}
