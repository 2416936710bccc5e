//! The analysis as a self-contained page: arcs over the words, names in colour.

use super::table::name_at;
use newsgraph::language::{Document, NameKind, Sentence, TokenIndex};
use std::io::{self, Write};

const STYLE: &str = "body{font:16px sans-serif;margin:2em;color:#222;background:#fff}\
section{overflow-x:auto;margin-bottom:2em}p{max-width:50em;line-height:1.6}\
mark{border-radius:4px;padding:1px 4px}svg text{text-anchor:middle;font-family:sans-serif}\
.tag{fill:#777;font-size:11px}.label{fill:#345;font-size:11px}.word{font-size:15px}\
path{fill:none;stroke:#89a;stroke-width:1.3}.head{fill:#89a;stroke:none}\
.PER{background:#fde2b8;fill:#b36b00}.ORG{background:#cfe3fb;fill:#1257a6}.LOC{background:#d4efcf;fill:#2c7a20}";

/// Height of one level of arcs and of the band of words below them, in pixels.
const LEVEL: usize = 26;
const WORDS: usize = 60;

/// Writes the page.
pub fn write(document: &Document, text: &str, output: &mut dyn Write) -> io::Result<()> {
    writeln!(
        output,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>newsgraph annotate</title>\
         <style>{STYLE}</style></head><body>"
    )?;
    for sentence in &document.sentences {
        writeln!(output, "<section>")?;
        write_text(document, text, sentence, output)?;
        write_arcs(document, text, sentence, output)?;
        writeln!(output, "</section>")?;
    }
    writeln!(output, "</body></html>")
}

/// The sentence as running text with its names marked.
fn write_text(
    document: &Document,
    text: &str,
    sentence: &Sentence,
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut at = sentence.span.start as usize;
    write!(output, "<p>")?;
    for name in document.names.iter().filter(|name| name.tokens.overlaps(sentence.tokens)) {
        let span = document.span(name.tokens);
        write!(output, "{}", escape(text.get(at..span.start as usize).unwrap_or("")))?;
        let kind = name.kind.as_str();
        write!(
            output,
            "<mark class=\"{kind}\" title=\"{kind}\">{}</mark>",
            escape(span.text(text))
        )?;
        at = span.end as usize;
    }
    let rest = text.get(at..sentence.span.end as usize).unwrap_or("");
    writeln!(output, "{}</p>", escape(rest))
}

/// The words in a row with an arc for each dependency.
fn write_arcs(
    document: &Document,
    text: &str,
    sentence: &Sentence,
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut centres = Vec::new();
    let mut width = 10;
    for index in sentence.tokens.iter() {
        let space = document.form(text, index).chars().count().clamp(4, 40) * 9 + 26;
        centres.push(width + space / 2);
        width += space;
    }
    let levels = levels(document, sentence);
    let ground = (levels.iter().max().copied().unwrap_or(0) + 1) * LEVEL;
    let height = ground + WORDS;
    writeln!(output, "<svg width=\"{width}\" height=\"{height}\" role=\"img\">")?;
    for (position, index) in sentence.tokens.iter().enumerate() {
        let token = document.token(index);
        let x = centres[position];
        let class = name_at(document, index).map_or("", NameKind::as_str);
        let (word, tag) = (ground + 24, ground + 42);
        let form = escape(document.form(text, index));
        writeln!(output, "<text class=\"word {class}\" x=\"{x}\" y=\"{word}\">{form}</text>")?;
        writeln!(output, "<text class=\"tag\" x=\"{x}\" y=\"{tag}\">{}</text>", token.tag)?;
        if let Some(head) = token.head {
            let from = centres[(head.0 - sentence.tokens.start.0) as usize];
            let top = ground - levels[position] * LEVEL;
            let (middle, over) = ((from + x) / 2, top - 3);
            let shift = if from < x { 6 } else { 0 };
            let start = from + shift;
            writeln!(
                output,
                "<path d=\"M{start},{ground} C{start},{top} {x},{top} {x},{ground}\"/>\
                 <path class=\"head\" d=\"M{x},{end} l-4,-8 l8,0 z\"/>\
                 <text class=\"label\" x=\"{middle}\" y=\"{label}\">{name}</text>",
                end = ground + 4,
                label = over + (ground - top) / 4,
                name = token.label,
            )?;
        }
    }
    writeln!(output, "</svg>")
}

/// How high each token's arc must rise to pass over the arcs below it; capped.
fn levels(document: &Document, sentence: &Sentence) -> Vec<usize> {
    let start = sentence.tokens.start.0;
    let mut arcs: Vec<(u32, u32, usize)> = Vec::new();
    for (position, index) in sentence.tokens.iter().enumerate() {
        if let Some(TokenIndex(head)) = document.token(index).head {
            arcs.push((index.0.min(head) - start, index.0.max(head) - start, position));
        }
    }
    arcs.sort_by_key(|&(from, to, _)| (to - from, from));
    let mut tops = vec![0; sentence.tokens.len()];
    let mut levels = vec![0; sentence.tokens.len()];
    for (from, to, position) in arcs {
        let covered = &mut tops[from as usize..to as usize];
        let level = (covered.iter().max().copied().unwrap_or(0) + 1).min(24);
        covered.fill(level);
        levels[position] = level;
    }
    levels
}

/// Text safe inside HTML elements and attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other if other.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
