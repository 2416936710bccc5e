//! Mermaid flowcharts, which GitHub, GitLab and many editors draw inside Markdown.

use super::text::visible;
use super::{Arrow, Diagram, ExportOptions, Exporter, Standing, appearance};
use crate::actor::{ActorId, ActorKind};
use crate::graph::{ActorNode, KnowledgeGraph};
use crate::relation::Side;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A Mermaid flowchart.
pub struct Mermaid;

impl Exporter for Mermaid {
    fn name(&self) -> &'static str {
        "mermaid"
    }

    fn about(&self) -> &'static str {
        "diagram for Markdown pages"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["mmd", "mermaid"]
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
        writeln!(output, "flowchart LR")?;
        if let Some(left_out) = &diagram.left_out {
            writeln!(output, "  %% {left_out}")?;
        }
        let numbers: BTreeMap<&ActorId, usize> = diagram
            .actors
            .iter()
            .enumerate()
            .map(|(number, node)| (&node.actor.id, number))
            .collect();
        write_actors(&diagram, options, &numbers, output)?;
        for arrow in &diagram.arrows {
            write_arrow(arrow, &numbers, output)?;
        }
        write_legend(&diagram, output)?;
        for (number, arrow) in diagram.arrows.iter().enumerate() {
            let colour = appearance::side_colour(arrow.side());
            let width = appearance::width(arrow);
            writeln!(
                output,
                "  linkStyle {number} stroke:{colour},color:{colour},stroke-width:{width:.1}px"
            )?;
        }
        for kind in diagram.kinds() {
            writeln!(
                output,
                "  classDef {} fill:{},stroke:#555555,color:#000000",
                class_name(kind),
                appearance::fill(kind)
            )?;
        }
        Ok(())
    }
}

fn write_actors(
    diagram: &Diagram<'_>,
    options: &ExportOptions,
    numbers: &BTreeMap<&ActorId, usize>,
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut clusters: BTreeMap<Option<&str>, Vec<&ActorNode>> = BTreeMap::new();
    for node in &diagram.actors {
        let cluster = options.clusters.get(&node.actor.id).map(String::as_str);
        clusters.entry(cluster).or_default().push(node);
    }
    for (index, (cluster, members)) in clusters.into_iter().enumerate() {
        if let Some(label) = cluster {
            writeln!(output, "  subgraph cluster{index}[\"{}\"]", escaped(label))?;
        }
        for node in members {
            let Some(number) = numbers.get(&node.actor.id) else { continue };
            let (open, close) = shape(node.actor.kind);
            let (name, class) = (escaped(&node.actor.name), class_name(node.actor.kind));
            writeln!(output, "  actor{number}{open}\"{name}\"{close}:::{class}")?;
        }
        if cluster.is_some() {
            writeln!(output, "  end")?;
        }
    }
    Ok(())
}

fn write_arrow(
    arrow: &Arrow<'_>,
    numbers: &BTreeMap<&ActorId, usize>,
    output: &mut dyn Write,
) -> io::Result<()> {
    let ends = (numbers.get(&arrow.source.actor.id), numbers.get(&arrow.target.actor.id));
    let (Some(source), Some(target)) = ends else { return Ok(()) };
    let label: Vec<String> = arrow.label_lines().iter().map(|line| escaped(line)).collect();
    let line = match (arrow.standing(), arrow.is_symmetric()) {
        (Standing::Fact, false) => "-->",
        (Standing::Fact, true) => "<-->",
        (Standing::Denied | Standing::Ended, _) => "-.-x",
        (_, false) => "-.->",
        (_, true) => "<-.->",
    };
    writeln!(output, "  actor{source} {line}|\"{}\"| actor{target}", label.join("<br/>"))
}

fn write_legend(diagram: &Diagram<'_>, output: &mut dyn Write) -> io::Result<()> {
    if diagram.actors.is_empty() {
        return Ok(());
    }
    writeln!(output, "  subgraph legend[\"Legend\"]")?;
    for side in Side::ALL {
        writeln!(output, "  legend_{side}[\"{side}\"]")?;
        writeln!(
            output,
            "  style legend_{side} fill:#ffffff,stroke:{colour},color:{colour}",
            colour = appearance::side_colour(side)
        )?;
    }
    writeln!(output, "  legend_lines[\"solid: fact; dotted: as its label says\"]")?;
    writeln!(output, "  style legend_lines fill:#ffffff,stroke:#cccccc,color:#000000")?;
    writeln!(output, "  end")
}

const fn shape(kind: ActorKind) -> (&'static str, &'static str) {
    match kind {
        ActorKind::State | ActorKind::GovernmentBody => ("[", "]"),
        ActorKind::ArmedGroup | ActorKind::Party => ("{{", "}}"),
        ActorKind::InternationalOrganisation => ("[[", "]]"),
        ActorKind::Media | ActorKind::Company => ("[/", "/]"),
        ActorKind::Person | ActorKind::People | ActorKind::Other => ("([", "])"),
        ActorKind::Place => (">", "]"),
    }
}

/// A class name that is no word of Mermaid's own.
fn class_name(kind: ActorKind) -> String {
    format!("kind_{}", kind.as_str().replace('-', "_"))
}

/// Text for a quoted label: all but letters, digits and harmless marks as entity codes, since a label may
/// otherwise hold directives, Markdown and HTML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in visible(text).chars() {
        match character {
            ' ' | '.' | ',' | '(' | ')' | '-' | '×' => escaped.push(character),
            other if other.is_alphanumeric() || !other.is_ascii() => escaped.push(other),
            other => escaped.push_str(&format!("#{};", u32::from(other))),
        }
    }
    escaped
}
