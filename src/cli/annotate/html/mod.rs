//! The analysis as a self-contained page: mentions in colour with the reasons for their actors,
//! relations, and arcs over the words.

mod arcs;

use super::Annotated;
use super::mentions::{how, why};
use crate::cli::output::plain;
use newsgraph::actor::{ActorKind, Mention};
use newsgraph::language::{Sentence, SentenceIndex};
use newsgraph::span::ByteSpan;
use std::collections::BTreeSet;
use std::io::{self, Write};

const STYLE: &str = include_str!("style.css");

/// Writes what comes before the articles.
pub fn begin(output: &mut dyn Write) -> io::Result<()> {
    writeln!(
        output,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>newsgraph annotate</title>\n<style>\n{STYLE}</style></head><body>"
    )
}

/// Writes what comes after the articles.
pub fn end(output: &mut dyn Write) -> io::Result<()> {
    writeln!(output, "<footer>Made by newsgraph annotate.</footer></body></html>")
}

/// Writes one article.
pub fn write(annotated: &Annotated, output: &mut dyn Write) -> io::Result<()> {
    let info = &annotated.article.info;
    let title = info.title.as_deref().unwrap_or("Article");
    let about: Vec<String> = [
        info.source.clone(),
        info.date.map(|date| date.to_string()),
        Some(format!("{} sentences", annotated.document.sentences.len())),
        Some(format!("{} actors", annotated.actors.actors.len())),
        Some(format!("{} relations", annotated.relations.len())),
    ]
    .into_iter()
    .flatten()
    .collect();
    writeln!(output, "<article><header><h1>{}</h1>", escape(title))?;
    writeln!(output, "<p>{}</p><p>{}</p></header>", escape(&about.join(" · ")), legend(annotated))?;
    for (index, sentence) in annotated.sentences() {
        writeln!(output, "<section>")?;
        write_text(annotated, index, sentence, output)?;
        write_relations(annotated, index, output)?;
        arcs::write(annotated, index, sentence, output)?;
        write_mentions(annotated, index, output)?;
        writeln!(output, "</section>")?;
    }
    writeln!(output, "</article>")
}

/// The kinds of actors of the article in their colours.
fn legend(annotated: &Annotated) -> String {
    let kinds: BTreeSet<ActorKind> =
        annotated.actors.actors.iter().map(|actor| actor.kind).collect();
    let marks = kinds.iter().map(|kind| format!("<mark class=\"{kind}\">{kind}</mark>"));
    marks.collect::<Vec<_>>().join(" ")
}

/// The sentence as running text: mentions marked, inner ones inside outer ones, triggers underlined.
fn write_text(
    annotated: &Annotated,
    index: SentenceIndex,
    sentence: &Sentence,
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut marks: Vec<(ByteSpan, String, String)> = Vec::new();
    for mention in annotated.mentions_in(index) {
        let (open, close) = mark(annotated, mention);
        marks.push((mention.span, open, close));
    }
    let triggers: BTreeSet<ByteSpan> =
        annotated.relations_in(index).map(|found| found.evidence.trigger.span).collect();
    for span in triggers {
        marks.push((span, "<u>".to_owned(), "</u>".to_owned()));
    }
    marks.sort_by_key(|(span, ..)| (span.start, std::cmp::Reverse(span.end)));
    write!(output, "<p class=\"text\"><span class=\"number\">{}</span>", index.0)?;
    let mut at = sentence.span.start;
    let mut open: Vec<(u32, &str)> = Vec::new();
    let text = annotated.text();
    let part = |from: u32, to: u32| escape(text.get(from as usize..to as usize).unwrap_or(""));
    for (span, start, end) in &marks {
        while let Some((until, tag)) = open.pop_if(|(until, _)| *until <= span.start) {
            write!(output, "{}{tag}", part(at, until))?;
            at = at.max(until);
        }
        let nests = open.last().is_none_or(|(until, _)| span.end <= *until);
        if !nests || span.is_empty() || span.start < at || span.end > sentence.span.end {
            continue;
        }
        write!(output, "{}{start}", part(at, span.start))?;
        at = span.start;
        open.push((span.end, end));
    }
    while let Some((until, tag)) = open.pop() {
        write!(output, "{}{tag}", part(at, until))?;
        at = until;
    }
    writeln!(output, "{}</p>", part(at, sentence.span.end))
}

/// What opens and closes a mention.
fn mark(annotated: &Annotated, mention: &Mention) -> (String, String) {
    let Some(actor) = annotated.actors.actor_of(mention) else {
        return ("<mark>".to_owned(), "</mark>".to_owned());
    };
    let place = if mention.place { " mere-place" } else { "" };
    let title = format!("{} ({}): {}", actor.name, actor.id.as_str(), why(mention));
    let open = format!("<mark class=\"{}{place}\" title=\"{}\">", actor.kind, escape(&title));
    let same = mention.span.text(annotated.text()) == actor.name;
    let name = if same { String::new() } else { format!("<small>{}</small>", escape(&actor.name)) };
    (open, format!("{name}</mark>"))
}

fn write_relations(
    annotated: &Annotated,
    index: SentenceIndex,
    output: &mut dyn Write,
) -> io::Result<()> {
    if annotated.relations_in(index).next().is_none() {
        return Ok(());
    }
    writeln!(output, "<ul class=\"relations\">")?;
    for relation in annotated.relations_in(index) {
        writeln!(
            output,
            "<li>{} <b>{}</b> {} <span>{}</span></li>",
            escape(annotated.name(&relation.source)),
            escape(&relation.relation),
            escape(annotated.name(&relation.target)),
            escape(&how(annotated, relation)),
        )?;
    }
    writeln!(output, "</ul>")
}

/// A table of the mentions with the reasons for their actors, folded away.
fn write_mentions(
    annotated: &Annotated,
    index: SentenceIndex,
    output: &mut dyn Write,
) -> io::Result<()> {
    if annotated.mentions_in(index).next().is_none() {
        return Ok(());
    }
    writeln!(output, "<details><summary>who is meant, and why</summary><table>")?;
    for mention in annotated.mentions_in(index) {
        let Some(actor) = annotated.actors.actor_of(mention) else { continue };
        writeln!(
            output,
            "<tr><td>{}</td><td>{}</td><td class=\"faint\">{}</td><td class=\"faint\">{}</td></tr>",
            escape(mention.span.text(annotated.text())),
            escape(&actor.name),
            escape(actor.id.as_str()),
            escape(&why(mention)),
        )?;
    }
    writeln!(output, "</table></details>")
}

/// Text safe inside HTML elements and attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in plain(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
