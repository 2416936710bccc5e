//! A report in Markdown.

use super::{Block, Section};
use std::fmt::Write;

/// The sections of a report as Markdown.
pub fn markdown(title: &str, sections: &[Section]) -> String {
    let mut text = format!("# {}\n", escaped(title));
    for section in sections {
        text.push_str(&format!("\n## {}\n", escaped(&section.title)));
        for block in &section.blocks {
            text.push('\n');
            // Writing to a string cannot fail.
            let _ = write_block(&mut text, block);
        }
    }
    text
}

fn write_block(text: &mut String, block: &Block) -> std::fmt::Result {
    match block {
        Block::Text(words) => writeln!(text, "{}", escaped(words)),
        Block::Points(points) => {
            for point in points {
                writeln!(text, "- {}", escaped(&point.text))?;
                for quotation in &point.quotations {
                    writeln!(text, "  > {}  ", escaped(&quotation.sentence))?;
                    writeln!(text, "  > *{}*\n", escaped(&quotation.provenance))?;
                }
            }
            Ok(())
        }
        Block::Table { head, rows } => {
            writeln!(text, "| {} |", head.join(" | "))?;
            writeln!(text, "|{}", "---|".repeat(head.len()))?;
            for row in rows {
                let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
                writeln!(text, "| {} |", cells.join(" | "))?;
            }
            Ok(())
        }
        Block::Chart(chart) => {
            let lines = chart.lines();
            writeln!(text, "```text\n{}\n```", lines.join("\n").replace("```", "'''"))
        }
    }
}

/// Text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' => {
                safe.push('\\');
                safe.push(letter);
            }
            '&' => safe.push_str("&amp;"),
            '\n' | '\r' => safe.push(' '),
            _ => safe.push(letter),
        }
    }
    safe
}
