//! JSON: the program's own lossless format.

use super::Exporter;
use crate::graph::{GraphFileError, KnowledgeGraph, write_graph};
use std::io::{self, Write};

/// The lossless graph file: see [`write_graph`].
pub struct Json;

impl Exporter for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn write(&self, graph: &KnowledgeGraph, output: &mut dyn Write) -> io::Result<()> {
        write_graph(graph, output).map_err(|error| match error {
            GraphFileError::Io(error) => error,
            other => io::Error::other(other),
        })
    }
}
