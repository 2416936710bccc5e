//! GEXF 1.3, for Gephi, with the days of each tie so that its timeline works.
//!
//! All edges are directed, for readers that take no mixture; `symmetric` tells which hold both ways.

use super::columns::{ACTOR_COLUMNS, ColumnKind, TIE_COLUMNS, Value, actor_values, tie_values};
use super::text::xml_safe;
use super::xml::{Xml, type_of, write_file};
use super::{ExportOptions, Exporter, appearance};
use crate::graph::{ActorNode, KnowledgeGraph, Tie};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// GEXF.
pub struct Gexf;

impl Exporter for Gexf {
    fn name(&self) -> &'static str {
        "gexf"
    }

    fn about(&self) -> &'static str {
        "Gephi, with its timeline"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["gexf"]
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        _options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        write_file(output, |xml| {
            xml.create_element("gexf")
                .with_attribute(("xmlns", "http://gexf.net/1.3"))
                .with_attribute(("xmlns:viz", "http://gexf.net/1.3/viz"))
                .with_attribute(("version", "1.3"))
                .write_inner_content(|xml| {
                    xml.create_element("graph")
                        .with_attribute(("mode", "dynamic"))
                        .with_attribute(("defaultedgetype", "directed"))
                        .with_attribute(("timeformat", "date"))
                        .with_attribute(("timerepresentation", "interval"))
                        .write_inner_content(|xml| write_content(xml, graph))?;
                    Ok(())
                })?;
            Ok(())
        })
    }
}

fn write_content(xml: &mut Xml<'_>, graph: &KnowledgeGraph) -> io::Result<()> {
    write_columns(xml, "node", ACTOR_COLUMNS.iter().map(|column| (column.name, column.kind)))?;
    write_columns(xml, "edge", TIE_COLUMNS.iter().map(|column| (column.name, column.kind)))?;
    xml.create_element("nodes")
        .write_inner_content(|xml| graph.actors().try_for_each(|node| write_actor(xml, node)))?;
    xml.create_element("edges").write_inner_content(|xml| {
        graph.ties().enumerate().try_for_each(|(number, tie)| write_tie(xml, graph, number, &tie))
    })?;
    Ok(())
}

fn write_columns(
    xml: &mut Xml<'_>,
    of: &str,
    columns: impl Iterator<Item = (&'static str, ColumnKind)>,
) -> io::Result<()> {
    xml.create_element("attributes")
        .with_attributes([("class", of), ("mode", "static")])
        .write_inner_content(|xml| {
            for (name, kind) in columns {
                xml.create_element("attribute")
                    .with_attributes([("id", name), ("title", name), ("type", type_of(kind))])
                    .write_empty()?;
            }
            Ok(())
        })?;
    Ok(())
}

fn write_actor(xml: &mut Xml<'_>, node: &ActorNode) -> io::Result<()> {
    xml.create_element("node")
        .with_attribute(("id", xml_safe(node.actor.id.as_str()).as_str()))
        .with_attribute(("label", xml_safe(&node.actor.name).as_str()))
        .write_inner_content(|xml| {
            write_values(xml, actor_values(node))?;
            write_colour(xml, appearance::fill(node.actor.kind))?;
            xml.create_element("viz:size")
                .with_attribute(("value", format!("{:.1}", appearance::font_size(node)).as_str()))
                .write_empty()?;
            Ok(())
        })?;
    Ok(())
}

fn write_tie(
    xml: &mut Xml<'_>,
    graph: &KnowledgeGraph,
    number: usize,
    tie: &Tie<'_>,
) -> io::Result<()> {
    let days: BTreeSet<Date> = tie.evidence().filter_map(|evidence| evidence.date).collect();
    let relation = xml_safe(&tie.edge.relation);
    xml.create_element("edge")
        .with_attribute(("id", number.to_string().as_str()))
        .with_attribute(("source", xml_safe(tie.source.actor.id.as_str()).as_str()))
        .with_attribute(("target", xml_safe(tie.target.actor.id.as_str()).as_str()))
        .with_attribute(("kind", relation.as_str()))
        .with_attribute(("label", relation.as_str()))
        .with_attribute(("weight", tie.evidence().len().to_string().as_str()))
        .write_inner_content(|xml| {
            write_values(xml, tie_values(graph, tie).filter(|(name, _)| *name != "weight"))?;
            write_days(xml, &days)?;
            write_colour(xml, appearance::side_colour(tie.relation_type.side))
        })?;
    Ok(())
}

fn write_colour(xml: &mut Xml<'_>, colour: &str) -> io::Result<()> {
    let [red, green, blue] = appearance::rgb(colour);
    xml.create_element("viz:color")
        .with_attributes([("r", red.as_str()), ("g", green.as_str()), ("b", blue.as_str())])
        .write_empty()?;
    Ok(())
}

/// A spell for each day; a tie that no sentence dates is there all the time.
fn write_days(xml: &mut Xml<'_>, days: &BTreeSet<Date>) -> io::Result<()> {
    if days.is_empty() {
        return Ok(());
    }
    xml.create_element("spells").write_inner_content(|xml| {
        for day in days {
            let day = day.to_string();
            xml.create_element("spell")
                .with_attributes([("start", day.as_str()), ("end", day.as_str())])
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_values<'name>(
    xml: &mut Xml<'_>,
    values: impl Iterator<Item = (&'name str, Option<Value>)>,
) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        for (name, value) in values {
            if let Some(value) = value {
                xml.create_element("attvalue")
                    .with_attribute(("for", name))
                    .with_attribute(("value", xml_safe(&value.to_text()).as_str()))
                    .write_empty()?;
            }
        }
        Ok(())
    })?;
    Ok(())
}
