//! A report as one HTML page that needs nothing else: styles within, charts as SVG.

use super::{Block, Chart, ChartRow, Section};
use std::fmt::{self, Write};

/// Colours from the Okabe-Ito palette, as in diagrams: for and against.
const FOR: &str = "#0072B2";
const AGAINST: &str = "#D55E00";

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
color:#222;background:#fff}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #ddd}\
table{border-collapse:collapse;margin:1rem 0}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;\
border-bottom:1px solid #eee}blockquote{margin:.25rem 0 .75rem;padding-left:.75rem;border-left:3px solid #ddd;\
color:#444}blockquote footer{font-size:.85rem;color:#666}svg{max-width:100%;height:auto}";

/// The sections of a report as an HTML page.
pub fn html(title: &str, sections: &[Section]) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_page(&mut text, title, sections);
    text
}

fn write_page(text: &mut String, title: &str, sections: &[Section]) -> fmt::Result {
    let title = escaped(title);
    writeln!(text, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(text, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(text, "<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>")?;
    writeln!(text, "<h1>{title}</h1>")?;
    for section in sections {
        writeln!(text, "<section>\n<h2>{}</h2>", escaped(&section.title))?;
        for block in &section.blocks {
            write_block(text, block)?;
        }
        writeln!(text, "</section>")?;
    }
    writeln!(text, "</body>\n</html>")
}

fn write_block(text: &mut String, block: &Block) -> fmt::Result {
    match block {
        Block::Text(words) => writeln!(text, "<p>{}</p>", escaped(words)),
        Block::Points(points) => {
            writeln!(text, "<ul>")?;
            for point in points {
                write!(text, "<li>{}", escaped(&point.text))?;
                for quotation in &point.quotations {
                    let (sentence, provenance) = (&quotation.sentence, &quotation.provenance);
                    write!(text, "<blockquote>{}", escaped(sentence))?;
                    write!(text, "<footer>{}</footer></blockquote>", escaped(provenance))?;
                }
                writeln!(text, "</li>")?;
            }
            writeln!(text, "</ul>")
        }
        Block::Table { head, rows } => {
            write_cells(text, "th", head)?;
            for row in rows {
                write_cells(text, "td", row)?;
            }
            writeln!(text, "</table>")
        }
        Block::Chart(chart) => write_chart(text, chart),
    }
}

/// A row of a table; the head opens the table.
fn write_cells(text: &mut String, tag: &str, cells: &[impl AsRef<str>]) -> fmt::Result {
    write!(text, "{}<tr>", if tag == "th" { "<table>\n" } else { "" })?;
    for cell in cells {
        write!(text, "<{tag}>{}</{tag}>", escaped(cell.as_ref()))?;
    }
    writeln!(text, "</tr>")
}

/// Height of a row, half of it for and half against.
const ROW: usize = 44;
/// Where the bars begin: the labels stand before it.
const LEFT: usize = 260;
/// The width of all bars together.
const WIDTH: usize = 640;

fn write_chart(text: &mut String, chart: &Chart) -> fmt::Result {
    let height = chart.rows.len() * ROW + 30;
    writeln!(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {height}\" role=\"img\" \
         aria-label=\"Pairs over time\" font-family=\"sans-serif\" font-size=\"12\">",
        LEFT + WIDTH + 10
    )?;
    let step = WIDTH as f64 / chart.periods.len().max(1) as f64;
    for (position, row) in chart.rows.iter().enumerate() {
        write_row(text, chart, row, position * ROW + ROW / 2, step)?;
    }
    let base = chart.rows.len() * ROW + 18;
    if let (Some(first), Some(last)) = (chart.periods.first(), chart.periods.last()) {
        writeln!(text, "<text x=\"{LEFT}\" y=\"{base}\">{}</text>", escaped(first))?;
        if chart.periods.len() > 1 {
            let end = LEFT + WIDTH;
            let last = escaped(last);
            writeln!(text, "<text x=\"{end}\" y=\"{base}\" text-anchor=\"end\">{last}</text>")?;
        }
    }
    writeln!(text, "</svg>")
}

/// The bars of one pair around the line at `middle`.
fn write_row(
    text: &mut String,
    chart: &Chart,
    row: &ChartRow,
    middle: usize,
    step: f64,
) -> fmt::Result {
    let label: String = row.label.chars().take(40).collect();
    writeln!(text, "<text x=\"0\" y=\"{}\">{}</text>", middle + 4, escaped(&label))?;
    let end = LEFT + WIDTH;
    writeln!(
        text,
        "<line x1=\"{LEFT}\" y1=\"{middle}\" x2=\"{end}\" y2=\"{middle}\" stroke=\"#bbb\"/>"
    )?;
    let scale = (ROW / 2 - 3) as f64 / chart.largest().max(f64::MIN_POSITIVE);
    for (position, (period, (up, down))) in chart.periods.iter().zip(&row.values).enumerate() {
        let left = LEFT as f64 + position as f64 * step;
        let middle = middle as f64;
        let (up, down) = (up * scale, -down * scale);
        for (top, height, colour, word) in
            [(middle - up, up, FOR, "for"), (middle, down, AGAINST, "against")]
        {
            if height > 0.0 {
                writeln!(
                    text,
                    "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{height:.1}\" \
                     fill=\"{colour}\"><title>{}: {word} {:.2}</title></rect>",
                    (step - 1.0).max(1.0),
                    escaped(period),
                    height / scale
                )?;
            }
        }
    }
    Ok(())
}

/// Text that HTML shows as it is.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(letter),
        }
    }
    safe
}
