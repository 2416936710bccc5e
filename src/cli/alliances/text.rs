//! The report for a terminal: headings, wrapped lines, tables and small charts.

use crate::cli::output::plain;
use anstyle::{Effects, Style};
use newsgraph::analysis::report::{Block, Section};
use std::path::Path;

const HEADING: Style = Style::new().effects(Effects::BOLD);
const FAINT: Style = Style::new().effects(Effects::DIMMED);

/// Letters in a line.
const WIDTH: usize = 100;

/// The widest column of a table.
const COLUMN: usize = 48;

/// The report as text; with styles where standard output is a terminal that is written to.
pub fn write(title: &str, sections: &[Section], path: Option<&Path>) -> String {
    let styled = path.is_none_or(|path| path == Path::new("-"))
        && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    let paint = |style: Style, text: &str| match styled {
        true => format!("{style}{text}{style:#}"),
        false => text.to_owned(),
    };
    let mut lines = vec![paint(HEADING, &plain(title))];
    for section in sections {
        lines.push(String::new());
        lines.push(paint(HEADING, &section.title.to_uppercase()));
        for block in &section.blocks {
            match block {
                Block::Text(words) => lines.extend(wrapped(words, 0)),
                Block::Points(points) => {
                    for point in points {
                        let mut point_lines = wrapped(&point.text, 4);
                        if let Some(first) = point_lines.first_mut() {
                            first.replace_range(..4, "  - ");
                        }
                        lines.extend(point_lines);
                        for quotation in &point.quotations {
                            lines.extend(wrapped(&format!("\"{}\"", quotation.sentence), 6));
                            let provenance = wrapped(&quotation.provenance, 6);
                            lines.extend(provenance.iter().map(|line| paint(FAINT, line)));
                        }
                    }
                }
                Block::Table { head, rows } => lines.extend(table(head, rows)),
                Block::Chart(chart) => {
                    lines.extend(chart.lines().iter().map(|line| format!("  {}", plain(line))));
                }
            }
        }
    }
    lines.join("\n") + "\n"
}

/// Lines of at most [`WIDTH`] letters that begin after `indent` blanks; longer words stand alone.
fn wrapped(text: &str, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in plain(text).split_whitespace() {
        let letters = word.chars().count();
        if length > 0 && indent + length + 1 + letters > WIDTH {
            lines.push(format!("{:indent$}{line}", ""));
            line.clear();
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += letters;
    }
    if length > 0 {
        lines.push(format!("{:indent$}{line}", ""));
    }
    lines
}

fn table(head: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    let rows: Vec<Vec<String>> =
        std::iter::once(head.iter().map(|cell| cell.to_string()).collect())
            .chain(rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect()))
            .collect();
    let width_of = |column: usize| {
        let cells = rows.iter().filter_map(|row: &Vec<String>| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0).min(COLUMN)
    };
    let widths: Vec<usize> = (0..head.len()).map(width_of).collect();
    rows.iter()
        .map(|row| {
            let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
            format!("  {}", cells.collect::<Vec<_>>().join("  ").trim_end())
        })
        .collect()
}
