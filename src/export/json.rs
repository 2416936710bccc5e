//! JSON: the program's own lossless format.

use super::{ExportOptions, Exporter};
use crate::graph::{GraphFileError, KnowledgeGraph, write_graph};
use std::io::{self, Write};

/// The lossless graph file: see [`write_graph`].
pub struct Json;

impl Exporter for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "newsgraph's own graph file, lossless"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        _options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        write_graph(graph, output).map_err(|error| match error {
            GraphFileError::Io(error) => error,
            other => io::Error::other(other),
        })
    }
}
