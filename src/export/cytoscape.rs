//! JSON as Cytoscape and Cytoscape.js read it.

use super::columns::{actor_values, json_members, tie_values};
use super::{ExportOptions, Exporter};
use crate::graph::KnowledgeGraph;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Cytoscape JSON.
pub struct Cytoscape;

impl Exporter for Cytoscape {
    fn name(&self) -> &'static str {
        "cytoscape"
    }

    fn about(&self) -> &'static str {
        "JSON for Cytoscape and Cytoscape.js"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["cyjs"]
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        _options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        let nodes = graph.actors().map(|node| {
            let id = node.actor.id.as_str();
            let mut data = Map::from_iter([entry("id", id), entry("value", id)]);
            data.extend(json_members(actor_values(node)));
            json!({ "data": data })
        });
        let edges = graph.ties().enumerate().map(|(number, tie)| {
            let mut data = Map::from_iter([
                entry("id", format!("e{number}")),
                entry("source", tie.source.actor.id.as_str()),
                entry("target", tie.target.actor.id.as_str()),
                entry("key", tie.edge.relation.as_str()),
                entry("interaction", tie.edge.relation.as_str()),
            ]);
            data.extend(json_members(tie_values(graph, &tie)));
            json!({ "data": data })
        });
        let file = json!({
            "data": [],
            "directed": true,
            "multigraph": true,
            "elements": { "nodes": nodes.collect::<Vec<_>>(), "edges": edges.collect::<Vec<_>>() },
        });
        serde_json::to_writer_pretty(&mut *output, &file)?;
        writeln!(output)
    }
}

fn entry(name: &str, value: impl Into<Value>) -> (String, Value) {
    (name.to_owned(), value.into())
}
