//! Node-link JSON as networkx reads it: `networkx.node_link_graph(data, edges="edges")`.

use super::columns::{actor_values, json_members, tie_values};
use super::{ExportOptions, Exporter};
use crate::graph::KnowledgeGraph;
use serde_json::{Map, json};
use std::io::{self, Write};

/// Node-link JSON.
pub struct NodeLink;

impl Exporter for NodeLink {
    fn name(&self) -> &'static str {
        "node-link"
    }

    fn about(&self) -> &'static str {
        "JSON for networkx and D3"
    }

    fn endings(&self) -> &'static [&'static str] {
        &[]
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        _options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        let nodes = graph.actors().map(|node| {
            let mut data = Map::new();
            data.insert("id".to_owned(), node.actor.id.as_str().into());
            data.extend(json_members(actor_values(node)));
            data
        });
        let edges = graph.ties().map(|tie| {
            let mut data = Map::new();
            data.insert("source".to_owned(), tie.source.actor.id.as_str().into());
            data.insert("target".to_owned(), tie.target.actor.id.as_str().into());
            data.insert("key".to_owned(), tie.edge.relation.as_str().into());
            data.extend(json_members(tie_values(graph, &tie)));
            data
        });
        let file = json!({
            "directed": true,
            "multigraph": true,
            "graph": {},
            "nodes": nodes.collect::<Vec<_>>(),
            "edges": edges.collect::<Vec<_>>(),
        });
        serde_json::to_writer_pretty(&mut *output, &file)?;
        writeln!(output)
    }
}
