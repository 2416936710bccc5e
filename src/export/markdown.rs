//! A report in Markdown: who is in it, and who does what to whom, with the best sentence of each tie.

use super::text::visible;
use super::{Arrow, Diagram, ExportOptions, Exporter, Standing, provenance};
use crate::graph::KnowledgeGraph;
use crate::relation::Side;
use std::cmp::Reverse;
use std::io::{self, Write};

/// A Markdown report.
pub struct Markdown;

impl Exporter for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn about(&self) -> &'static str {
        "report with tables"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["md", "markdown"]
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
        writeln!(output, "# Who does what to whom\n")?;
        writeln!(
            output,
            "{} articles, {} actors, {} ties.",
            graph.articles().len(),
            graph.actor_count(),
            graph.tie_count()
        )?;
        if let Some(left_out) = &diagram.left_out {
            writeln!(output, "Of these {left_out}.")?;
        }
        write_actors(&diagram, output)?;
        for side in Side::ALL {
            write_side(graph, &diagram, side, output)?;
        }
        Ok(())
    }
}

fn write_actors(diagram: &Diagram<'_>, output: &mut dyn Write) -> io::Result<()> {
    writeln!(output, "\n## Actors\n\n| actor | kind | mentions | articles |\n|---|---|--:|--:|")?;
    let mut actors = diagram.actors.clone();
    actors.sort_by_key(|node| (Reverse(node.mention_count()), &node.actor.id));
    for node in actors {
        writeln!(
            output,
            "| {} | {} | {} | {} |",
            escaped(&node.actor.name),
            node.actor.kind,
            node.mention_count(),
            node.mentions.len()
        )?;
    }
    Ok(())
}

fn write_side(
    graph: &KnowledgeGraph,
    diagram: &Diagram<'_>,
    side: Side,
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut arrows: Vec<&Arrow<'_>> =
        diagram.arrows.iter().filter(|arrow| arrow.side() == side).collect();
    if arrows.is_empty() {
        return Ok(());
    }
    arrows.sort_by_key(|arrow| Reverse((arrow.article_count(), arrow.evidence_count())));
    writeln!(
        output,
        "\n## Ties: {side}\n\n| who | does what | to whom | standing | articles | a sentence |\n|---|---|---|---|--:|---|"
    )?;
    for arrow in arrows {
        let labels: Vec<String> = arrow.label_lines().iter().map(|line| escaped(line)).collect();
        let sentence = arrow.best_evidence().map(|evidence| {
            format!(
                "“{}” ({})",
                escaped(&evidence.sentence.text),
                escaped(&provenance(graph, evidence))
            )
        });
        writeln!(
            output,
            "| {} | {} | {} | {} | {} | {} |",
            escaped(&arrow.source.actor.name),
            labels.join("<br>"),
            escaped(&arrow.target.actor.name),
            in_words(arrow.standing()),
            arrow.article_count(),
            sentence.unwrap_or_default()
        )?;
    }
    Ok(())
}

const fn in_words(standing: Standing) -> &'static str {
    match standing {
        Standing::Claimed => "claimed by somebody",
        other => other.as_str(),
    }
}

/// Text that Markdown shows as it is, in a cell of a table.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in visible(text).chars() {
        if "\\`*_[]<>|&~$#".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
