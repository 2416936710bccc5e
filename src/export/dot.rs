//! DOT for Graphviz, through dot-writer.
//!
//! Actors are shaped and filled by kind, ties coloured by side and styled by factuality; colours
//! are from the Okabe-Ito palette, which colour-blind readers can tell apart. Actors without a
//! tie are left out of the picture.

use super::Exporter;
use super::appearance::{Line, fill, side_colour, tie_label};
use crate::actor::ActorKind;
use crate::graph::{ActorNode, KnowledgeGraph, Tie};
use crate::relation::Side;
use dot_writer::{Attributes, DotWriter, Scope};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// DOT for Graphviz.
pub struct Dot;

impl Exporter for Dot {
    fn name(&self) -> &'static str {
        "dot"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["dot", "gv"]
    }

    fn write(&self, graph: &KnowledgeGraph, output: &mut dyn Write) -> io::Result<()> {
        // dot-writer cannot report a failing writer: it writes to memory, and that to the output.
        let mut bytes = Vec::new();
        {
            let mut writer = DotWriter::from(&mut bytes);
            let mut digraph = writer.digraph();
            look(&mut digraph);
            let ties: Vec<Tie<'_>> = graph.ties().collect();
            let shown: BTreeSet<_> =
                ties.iter().flat_map(|tie| [&tie.source.actor.id, &tie.target.actor.id]).collect();
            for node in graph.actors().filter(|node| shown.contains(&node.actor.id)) {
                write_actor(&mut digraph, node);
            }
            for tie in &ties {
                write_tie(&mut digraph, graph, tie);
            }
            legend(&mut digraph);
        }
        output.write_all(&bytes)?;
        output.write_all(b"\n")
    }
}

fn look(digraph: &mut Scope<'_, '_>) {
    digraph
        .graph_attributes()
        .set("rankdir", "LR", false)
        .set("bgcolor", "white", false)
        .set("fontname", "Helvetica", true)
        .set("nodesep", "0.25", false)
        .set("ranksep", "0.9", false)
        .set("splines", "true", false);
    digraph
        .node_attributes()
        .set("fontname", "Helvetica", true)
        .set("fontsize", "12", false)
        .set("style", "filled,rounded", true)
        .set("color", "#555555", true)
        .set("margin", "0.14,0.07", true);
    digraph.edge_attributes().set("fontname", "Helvetica", true).set("fontsize", "10", false).set(
        "arrowsize",
        "0.7",
        false,
    );
}

/// The shape of a kind of actor.
const fn shape(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::State | ActorKind::GovernmentBody => "box",
        ActorKind::ArmedGroup => "octagon",
        ActorKind::Party => "hexagon",
        ActorKind::InternationalOrganisation => "component",
        ActorKind::Media => "note",
        ActorKind::Company => "tab",
        ActorKind::Person | ActorKind::People | ActorKind::Other => "ellipse",
        ActorKind::Place => "house",
    }
}

fn write_actor(digraph: &mut Scope<'_, '_>, node: &ActorNode) {
    let size = 11.0 + f64::from(node.mention_count()).ln_1p() * 2.0;
    let aliases = node.aliases.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let tooltip = format!("{} ({}): {aliases}", node.actor.name, node.actor.kind);
    digraph
        .node_named(quoted(node.actor.id.as_str()))
        .set("label", &escaped(&node.actor.name), true)
        .set("shape", shape(node.actor.kind), false)
        .set("fillcolor", fill(node.actor.kind), true)
        .set("fontsize", &format!("{size:.1}"), false)
        .set("tooltip", &escaped(&tooltip), true);
}

fn write_tie(digraph: &mut Scope<'_, '_>, graph: &KnowledgeGraph, tie: &Tie<'_>) {
    let colour = side_colour(tie.relation_type.side);
    let width = 1.0 + (tie.evidence().len() as f64).ln() * 0.9;
    let mut edge = digraph
        .edge(quoted(tie.source.actor.id.as_str()), quoted(tie.target.actor.id.as_str()))
        .attributes();
    edge.set("label", &escaped(&tie_label(tie)), true)
        .set("color", colour, true)
        .set("fontcolor", colour, true)
        .set("style", Line::of(tie).as_str(), false)
        .set("penwidth", &format!("{width:.2}"), false)
        .set("tooltip", &escaped(&tooltip(graph, tie)), true);
    if tie.relation_type.symmetric {
        edge.set("dir", "both", false);
    }
}

fn tooltip(graph: &KnowledgeGraph, tie: &Tie<'_>) -> String {
    let Some(evidence) = tie.best_evidence() else { return String::new() };
    let info = graph.article(&evidence.article);
    let source =
        info.and_then(|info| info.source.clone()).unwrap_or_else(|| evidence.article.to_string());
    let date = evidence.date.map(|date| format!(", {date}")).unwrap_or_default();
    format!("{} ({source}{date})", evidence.sentence.text)
}

fn legend(digraph: &mut Scope<'_, '_>) {
    let mut cluster = digraph.cluster();
    cluster
        .graph_attributes()
        .set("label", "legend", true)
        .set("fontsize", "10", false)
        .set("color", "#cccccc", true);
    for side in Side::ALL {
        cluster
            .node_named(quoted(&format!("legend {side}")))
            .set("label", side.as_str(), true)
            .set("shape", "plaintext", false)
            .set("style", "solid", false)
            .set("fontcolor", side_colour(side), true);
    }
    cluster
        .node_named(quoted("legend lines"))
        .set(
            "label",
            "solid: fact   dashed: planned   dotted: claimed, possible, denied, ended",
            true,
        )
        .set("shape", "plaintext", false)
        .set("style", "solid", false)
        .set("fontsize", "9", false);
}

/// A node's id in quotation marks.
fn quoted(id: &str) -> String {
    format!("\"{}\"", escaped(id))
}

/// Text for a quoted DOT string: quotation marks and backslashes escaped, line breaks as spaces,
/// zero bytes dropped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' | '\r' => escaped.push(' '),
            '\0' => {}
            other => escaped.push(other),
        }
    }
    escaped
}
