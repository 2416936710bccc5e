//! The graph written for other tools: one file per format behind one trait.
//!
//! In comes a [`KnowledgeGraph`]; out go bytes. Nothing here changes the graph. Formats for programs
//! hold all of it; formats for the eye show a [`Diagram`] of it, which leaves out what would make it
//! illegible, and says so.

mod appearance;
mod columns;
mod csv;
mod cypher;
mod cytoscape;
mod diagram;
mod dot;
mod events;
mod gexf;
mod graphml;
mod json;
mod layout;
mod markdown;
mod mermaid;
mod neo4j;
mod node_link;
mod placed;
mod rdf;
mod svg;
mod text;
mod view;
mod xml;

pub use diagram::{Arrow, Diagram, ExportOptions, Standing, clusters_by_state, provenance};
pub use view::write_view;

use crate::graph::KnowledgeGraph;
use std::io::{self, Write};

/// A format that a graph can be written in.
pub trait Exporter: Sync {
    /// The name that `--to` takes.
    fn name(&self) -> &'static str;

    /// What it is for, in a few words.
    fn about(&self) -> &'static str;

    /// The file endings that choose it, without the dot.
    fn endings(&self) -> &'static [&'static str];

    /// Whether it is made for the eye, so that it shows a [`Diagram`].
    fn is_diagram(&self) -> bool {
        false
    }

    /// The files that the format consists of, where one is not enough.
    fn tables(&self) -> &'static [Table] {
        &[]
    }

    /// Writes the graph as one stream; a format of several tables writes its ties.
    ///
    /// # Errors
    /// When `output` cannot be written to.
    fn write(
        &self,
        graph: &KnowledgeGraph,
        options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()>;
}

/// One file of a format that consists of several.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// What the file holds: it is called `NAME.nodes.csv` or, in a folder, `nodes.csv`.
    pub name: &'static str,
    /// Writes it.
    pub write: fn(&KnowledgeGraph, &mut dyn Write) -> io::Result<()>,
}

/// Every format, in the order in which help lists them.
pub const EXPORTERS: &[&dyn Exporter] = &[
    &json::Json,
    &dot::Dot,
    &svg::Svg,
    &view::View,
    &mermaid::Mermaid,
    &markdown::Markdown,
    &graphml::GraphMl,
    &gexf::Gexf,
    &csv::Csv,
    &neo4j::Neo4j,
    &cypher::Cypher,
    &rdf::Turtle,
    &rdf::NQuads,
    &events::Events,
    &cytoscape::Cytoscape,
    &node_link::NodeLink,
];

/// The format that `--to` names.
pub fn exporter_named(name: &str) -> Option<&'static dyn Exporter> {
    EXPORTERS.iter().copied().find(|exporter| exporter.name() == name)
}

/// The format that a file's ending chooses.
pub fn exporter_for_ending(ending: &str) -> Option<&'static dyn Exporter> {
    EXPORTERS
        .iter()
        .copied()
        .find(|exporter| exporter.endings().iter().any(|known| known.eq_ignore_ascii_case(ending)))
}
