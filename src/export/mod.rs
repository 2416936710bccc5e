//! The graph written for other tools: one file per format behind one trait.
//!
//! In comes a [`KnowledgeGraph`]; out go bytes. Nothing here changes the graph or chooses what of
//! it to show.

mod appearance;
mod dot;
mod json;
mod layout;
mod svg;
mod view;

pub use view::write_view;

use crate::graph::KnowledgeGraph;
use std::io::{self, Write};

/// A format that a graph can be written in.
pub trait Exporter: Sync {
    /// The name that `--to` takes.
    fn name(&self) -> &'static str;

    /// The file endings that choose it, without the dot.
    fn endings(&self) -> &'static [&'static str];

    /// Writes the graph.
    ///
    /// # Errors
    /// When `output` cannot be written to.
    fn write(&self, graph: &KnowledgeGraph, output: &mut dyn Write) -> io::Result<()>;
}

/// Every format, in the order in which help lists them.
pub const EXPORTERS: &[&dyn Exporter] = &[&json::Json, &dot::Dot, &svg::Svg, &view::View];

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
