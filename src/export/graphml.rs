//! GraphML, for Gephi, yEd, Cytoscape and networkx.
//!
//! All edges are directed, for readers that take no mixture; `symmetric` tells which hold both ways.

use super::columns::{ACTOR_COLUMNS, ColumnKind, TIE_COLUMNS, Value, actor_values, tie_values};
use super::text::xml_safe;
use super::xml::{Xml, type_of, write_file};
use super::{ExportOptions, Exporter};
use crate::graph::KnowledgeGraph;
use quick_xml::events::BytesText;
use std::io::{self, Write};

/// GraphML.
pub struct GraphMl;

impl Exporter for GraphMl {
    fn name(&self) -> &'static str {
        "graphml"
    }

    fn about(&self) -> &'static str {
        "Gephi, yEd, Cytoscape, networkx"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["graphml"]
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        _options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        write_file(output, |xml| {
            xml.create_element("graphml")
                .with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"))
                .write_inner_content(|xml| {
                    for column in ACTOR_COLUMNS {
                        write_key(xml, "node", column.name, column.kind)?;
                    }
                    for column in TIE_COLUMNS {
                        write_key(xml, "edge", column.name, column.kind)?;
                    }
                    xml.create_element("graph")
                        .with_attributes([("id", "newsgraph"), ("edgedefault", "directed")])
                        .write_inner_content(|xml| write_content(xml, graph))?;
                    Ok(())
                })?;
            Ok(())
        })
    }
}

fn write_key(xml: &mut Xml<'_>, of: &str, name: &str, kind: ColumnKind) -> io::Result<()> {
    xml.create_element("key")
        .with_attribute(("id", format!("{of}_{name}").as_str()))
        .with_attributes([("for", of), ("attr.name", name), ("attr.type", type_of(kind))])
        .write_empty()?;
    Ok(())
}

fn write_content(xml: &mut Xml<'_>, graph: &KnowledgeGraph) -> io::Result<()> {
    for node in graph.actors() {
        xml.create_element("node")
            .with_attribute(("id", xml_safe(node.actor.id.as_str()).as_str()))
            .write_inner_content(|xml| {
                actor_values(node)
                    .try_for_each(|(name, value)| write_data(xml, "node", name, value))
            })?;
    }
    for (number, tie) in graph.ties().enumerate() {
        xml.create_element("edge")
            .with_attribute(("id", format!("e{number}").as_str()))
            .with_attribute(("source", xml_safe(tie.source.actor.id.as_str()).as_str()))
            .with_attribute(("target", xml_safe(tie.target.actor.id.as_str()).as_str()))
            .write_inner_content(|xml| {
                tie_values(graph, &tie)
                    .try_for_each(|(name, value)| write_data(xml, "edge", name, value))
            })?;
    }
    Ok(())
}

fn write_data(xml: &mut Xml<'_>, of: &str, name: &str, value: Option<Value>) -> io::Result<()> {
    if let Some(value) = value {
        xml.create_element("data")
            .with_attribute(("key", format!("{of}_{name}").as_str()))
            .write_text_content(BytesText::new(&xml_safe(&value.to_text())))?;
    }
    Ok(())
}
