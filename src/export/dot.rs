//! DOT for Graphviz, through dot-writer.
//!
//! Actors are shaped and filled by kind and sized by mentions; ties are coloured by side, styled by how
//! they stand with the facts, and as wide as their evidence is much.

use super::appearance::Line;
use super::text::{visible, wrapped, xml_safe};
use super::{Arrow, Diagram, ExportOptions, Exporter, Standing, appearance, provenance};
use crate::graph::{ActorNode, KnowledgeGraph};
use crate::relation::Side;
use dot_writer::{Attributes, DotWriter, Scope};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many characters a line of an actor's label holds.
const LABEL_WIDTH: usize = 18;

/// DOT for Graphviz.
pub struct Dot;

impl Exporter for Dot {
    fn name(&self) -> &'static str {
        "dot"
    }

    fn about(&self) -> &'static str {
        "diagram for Graphviz: dot -Tsvg"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["dot", "gv"]
    }

    fn is_diagram(&self) -> bool {
        true
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        let diagram = Diagram::of(graph, options);
        // dot-writer cannot report a failing writer: it writes to memory, and that to the output.
        let mut bytes = Vec::new();
        {
            let mut writer = DotWriter::from(&mut bytes);
            let mut digraph = writer.digraph();
            set_look(&mut digraph, &diagram, !options.clusters.is_empty());
            write_actors(&mut digraph, &diagram, options);
            for arrow in &diagram.arrows {
                write_arrow(&mut digraph, graph, arrow);
            }
            write_legend(&mut digraph, &diagram);
        }
        output.write_all(&bytes)?;
        output.write_all(b"\n")
    }
}

fn set_look(digraph: &mut Scope<'_, '_>, diagram: &Diagram<'_>, clustered: bool) {
    digraph
        .graph_attributes()
        .set("rankdir", "LR", false)
        .set("bgcolor", "white", false)
        .set("fontname", "Helvetica", true)
        .set("fontsize", "11", false)
        .set("fontcolor", "#555555", true)
        .set("nodesep", "0.3", false)
        .set("ranksep", "0.8", false)
        .set("splines", "true", false);
    if clustered {
        // Without it Graphviz fails on clusters whose ties run in circles ("trouble in init_rank").
        digraph.graph_attributes().set("newrank", "true", false);
    }
    if let Some(left_out) = &diagram.left_out {
        digraph.graph_attributes().set("label", &escaped(left_out), true);
    }
    digraph
        .node_attributes()
        .set("fontname", "Helvetica", true)
        .set("style", "filled", true)
        .set("color", "#555555", true)
        .set("margin", "0.14,0.07", true);
    digraph.edge_attributes().set("fontname", "Helvetica", true).set("fontsize", "10", false).set(
        "arrowsize",
        "0.8",
        false,
    );
}

/// Writes the actors, those of one cluster together.
fn write_actors(digraph: &mut Scope<'_, '_>, diagram: &Diagram<'_>, options: &ExportOptions) {
    let mut clusters: BTreeMap<&str, Vec<&ActorNode>> = BTreeMap::new();
    for node in &diagram.actors {
        match options.clusters.get(&node.actor.id) {
            Some(label) => clusters.entry(label).or_default().push(node),
            None => write_actor(digraph, node),
        }
    }
    for (label, members) in clusters {
        let mut cluster = digraph.cluster();
        cluster
            .graph_attributes()
            .set("label", &escaped(label), true)
            .set("labeljust", "l", false)
            .set("style", "rounded,filled", true)
            .set("color", "#bbbbbb", true)
            .set("fillcolor", "#fafafa", true);
        for node in members {
            write_actor(&mut cluster, node);
        }
    }
}

fn write_actor(scope: &mut Scope<'_, '_>, node: &ActorNode) {
    let actor = &node.actor;
    let label: Vec<String> =
        wrapped(&visible(&actor.name), LABEL_WIDTH).iter().map(|line| escaped(line)).collect();
    let also: Vec<&str> = node
        .aliases
        .iter()
        .map(String::as_str)
        .filter(|alias| *alias != actor.name)
        .take(12)
        .collect();
    let also = if also.is_empty() { String::new() } else { format!("; also {}", also.join(", ")) };
    let tooltip = format!(
        "{} ({}), mentioned {} times in {} articles{also}",
        actor.name,
        actor.kind,
        node.mention_count(),
        node.mentions.len(),
    );
    scope
        .node_named(quoted(actor.id.as_str()))
        .set("label", &label.join("\\n"), true)
        .set("shape", appearance::shape(actor.kind), false)
        .set("fillcolor", appearance::fill(actor.kind), true)
        .set("fontsize", &format!("{:.1}", appearance::font_size(node)), false)
        .set("tooltip", &escaped(&tooltip), true);
}

fn write_arrow(digraph: &mut Scope<'_, '_>, graph: &KnowledgeGraph, arrow: &Arrow<'_>) {
    let colour = appearance::side_colour(arrow.side());
    let lines: Vec<String> = arrow.label_lines().iter().map(|line| escaped(line)).collect();
    let head = arrow_head(arrow.standing());
    let mut edge = digraph
        .edge(quoted(arrow.source.actor.id.as_str()), quoted(arrow.target.actor.id.as_str()))
        .attributes();
    edge.set("label", &lines.join("\\n"), true)
        .set("color", colour, true)
        .set("fontcolor", colour, true)
        .set("style", Line::of(arrow.standing()).as_str(), false)
        .set("penwidth", &format!("{:.2}", appearance::width(arrow)), false)
        .set("arrowhead", head, false)
        .set("tooltip", &escaped(&tooltip(graph, arrow)), true)
        .set("labeltooltip", &escaped(&tooltip(graph, arrow)), true);
    if arrow.is_symmetric() {
        edge.set("dir", "both", false).set("arrowtail", head, false);
    }
}

/// Hollow for claims, so that they are told from what may be; a bar for what is not or no longer so.
const fn arrow_head(standing: Standing) -> &'static str {
    match standing {
        Standing::Claimed => "empty",
        Standing::Possible | Standing::Demanded => "vee",
        Standing::Denied | Standing::Ended => "tee",
        Standing::Fact | Standing::Planned => "normal",
    }
}

/// Who does what to whom, the best sentence, and where it was read.
fn tooltip(graph: &KnowledgeGraph, arrow: &Arrow<'_>) -> String {
    let link = if arrow.is_symmetric() { "and" } else { "to" };
    let ends = format!("{} {link} {}", arrow.source.actor.name, arrow.target.actor.name);
    match arrow.best_evidence() {
        Some(evidence) => {
            format!("{ends}: “{}” ({})", evidence.sentence.text, provenance(graph, evidence))
        }
        None => ends,
    }
}

/// A table of what colours, lines and fills mean: the kinds that are shown only.
fn write_legend(digraph: &mut Scope<'_, '_>, diagram: &Diagram<'_>) {
    if diagram.actors.is_empty() {
        return;
    }
    let row = |cell: String| format!("<TR>{cell}</TR>");
    let mut rows = vec![row("<TD ALIGN=\"LEFT\"><B>Legend</B></TD>".to_owned())];
    for side in Side::ALL {
        rows.push(row(format!(
            "<TD ALIGN=\"LEFT\"><FONT COLOR=\"{}\">━━ {side}</FONT></TD>",
            appearance::side_colour(side)
        )));
    }
    for line in [
        "── fact",
        "- - planned",
        "··· ▷ claimed by somebody",
        "··· &gt; possible or demanded",
        "··· | denied or ended",
        "wider: more sentences",
    ] {
        rows.push(row(format!("<TD ALIGN=\"LEFT\">{line}</TD>")));
    }
    for kind in diagram.kinds() {
        let fill = appearance::fill(kind);
        rows.push(row(format!("<TD ALIGN=\"LEFT\" BGCOLOR=\"{fill}\">{kind}</TD>")));
    }
    let table = format!(
        "<<TABLE BORDER=\"1\" COLOR=\"#cccccc\" CELLBORDER=\"0\" CELLSPACING=\"1\" CELLPADDING=\"2\">{}</TABLE>>",
        rows.concat()
    );
    digraph
        .node_named(quoted("legend of the diagram"))
        .set("label", &table, false)
        .set("shape", "plaintext", false)
        .set("style", "solid", false)
        .set("fontsize", "10", false)
        .set("tooltip", "legend", true);
}

/// A node's id in quotation marks. Graphviz copies ids into its pictures, so that control characters are
/// written as their own pictures.
fn quoted(id: &str) -> String {
    let id = xml_safe(id).replace('\n', "␊").replace('\r', "␍").replace('\t', "␉");
    format!("\"{}\"", id.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Text for a quoted DOT string. Graphviz reads HTML entities in it, so ampersands are escaped too.
fn escaped(text: &str) -> String {
    visible(text).replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\"")
}
