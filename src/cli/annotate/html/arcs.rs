//! The words of a sentence in a row with an arc for each dependency, as a drawing in SVG.

use super::super::Annotated;
use super::escape;
use newsgraph::language::{Document, Sentence, SentenceIndex, TokenIndex};
use std::io::{self, Write};

/// Height of one level of arcs and of the band of words below them, in pixels.
const LEVEL: usize = 26;
const WORDS: usize = 60;
/// Arcs rise no higher than this many levels.
const HIGHEST: usize = 24;

/// Where the words stand.
struct Layout {
    /// The middle and the width of each word.
    words: Vec<(usize, usize)>,
    levels: Vec<usize>,
    width: usize,
    /// The line on which the arcs stand.
    ground: usize,
}

impl Layout {
    fn new(document: &Document, text: &str, sentence: &Sentence) -> Self {
        let mut words = Vec::new();
        let mut width = 10;
        for index in sentence.tokens.iter() {
            let letters = document.form(text, index).chars().count().min(40);
            let label = document.token(index).label.as_str().len();
            let space = (letters * 9).max(label * 7).max(36) + 24;
            words.push((width + space / 2, letters * 8 + 12));
            width += space;
        }
        let levels = levels(document, sentence);
        let ground = (levels.iter().max().copied().unwrap_or(0) + 1) * LEVEL;
        Self { words, levels, width, ground }
    }

    fn middle(&self, position: usize) -> usize {
        self.words.get(position).map_or(0, |word| word.0)
    }
}

/// Writes the drawing of one sentence.
pub fn write(
    annotated: &Annotated,
    number: SentenceIndex,
    sentence: &Sentence,
    output: &mut dyn Write,
) -> io::Result<()> {
    let (document, text) = (&annotated.document, annotated.text());
    let layout = Layout::new(document, text, sentence);
    let (width, height) = (layout.width, layout.ground + WORDS);
    writeln!(
        output,
        "<div class=\"arcs\"><svg width=\"{width}\" height=\"{height}\" role=\"img\" \
         aria-label=\"dependencies\">"
    )?;
    for (position, index) in sentence.tokens.iter().enumerate() {
        if let Some(head) = document.token(index).head {
            let from = head.0.saturating_sub(sentence.tokens.start.0) as usize;
            write_arc(&layout, from, position, document.token(index).label.as_str(), output)?;
        }
    }
    for (position, index) in sentence.tokens.iter().enumerate() {
        let token = document.token(index);
        let (x, wide) = layout.words.get(position).copied().unwrap_or_default();
        let actor = annotated
            .mentions_in(number)
            .filter(|mention| mention.tokens.contains(index))
            .min_by_key(|mention| mention.tokens.len())
            .and_then(|mention| annotated.actors.actor_of(mention));
        if let Some(actor) = actor {
            let (left, top) = (x.saturating_sub(wide / 2), layout.ground + 8);
            let kind = actor.kind;
            writeln!(
                output,
                "<rect class=\"{kind}\" x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"22\"/>"
            )?;
        }
        let class = if token.head.is_none() { "word root" } else { "word" };
        let (word, tag) = (layout.ground + 24, layout.ground + 44);
        let form = escape(document.form(text, index));
        writeln!(output, "<text class=\"{class}\" x=\"{x}\" y=\"{word}\">{form}</text>")?;
        writeln!(output, "<text class=\"tag\" x=\"{x}\" y=\"{tag}\">{}</text>", token.tag)?;
    }
    writeln!(output, "</svg></div>")
}

/// An arc from the head at `from` to the dependent at `to`, with an arrow's head and its label.
fn write_arc(
    layout: &Layout,
    from: usize,
    to: usize,
    label: &str,
    output: &mut dyn Write,
) -> io::Result<()> {
    let ground = layout.ground;
    let x = layout.middle(to);
    let start =
        if from < to { layout.middle(from) + 6 } else { layout.middle(from).saturating_sub(6) };
    let top = ground.saturating_sub(layout.levels.get(to).copied().unwrap_or(1) * LEVEL);
    let side = (x.abs_diff(start) / 2).min(14);
    let (first, second) =
        if start < x { (start + side, x - side) } else { (start - side, x + side) };
    writeln!(
        output,
        "<path d=\"M{start},{ground} Q{start},{top} {first},{top} L{second},{top} \
         Q{x},{top} {x},{ground}\"/>\
         <path class=\"head\" d=\"M{x},{end} l-4,-8 l8,0 z\"/>\
         <text class=\"label\" x=\"{middle}\" y=\"{line}\">{label}</text>",
        end = ground + 4,
        middle = (start + x) / 2,
        line = top + 4,
    )
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
        let level = (covered.iter().max().copied().unwrap_or(0) + 1).min(HIGHEST);
        covered.fill(level);
        levels[position] = level;
    }
    levels
}
