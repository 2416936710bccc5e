//! `newsgraph explain`: the sentences behind an actor or a tie, with trigger and actors marked.

use super::reach::ReachOptions;
use super::{Failure, SUCCESS, graphs, output};
use anstyle::{AnsiColor, Effects, Style};
use clap::Args;
use newsgraph::graph::{KnowledgeGraph, Tie};
use newsgraph::relation::{Evidence, Factuality};
use newsgraph::span::ByteSpan;
use std::fmt::Write;
use std::path::PathBuf;

const TRIGGER: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
const SOURCE: Style = AnsiColor::Cyan.on_default().effects(Effects::BOLD);
const TARGET: Style = AnsiColor::Magenta.on_default().effects(Effects::BOLD);
const HEADING: Style = Style::new().effects(Effects::BOLD);
const FAINT: Style = Style::new().effects(Effects::DIMMED);

/// Arguments of `newsgraph explain`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph explain graph.json Russia                       all ties of Russia
  newsgraph explain graph.json Russia \"Syrian opposition\"   the ties between the two")]
pub struct Explain {
    /// Graph file in JSON, or database; - for standard input
    graph: PathBuf,
    /// An actor: name, alias or id
    actor: String,
    /// A second actor: only ties between the two are shown
    other: Option<String>,
    #[command(flatten)]
    reach: ReachOptions,
}

impl Explain {
    /// Prints the ties with their sentences.
    pub fn run(self) -> Result<u8, Failure> {
        let graph = self.reach.read(&self.graph)?;
        let actor = &graphs::actor_named(&graph, &self.actor)?.actor;
        let other =
            self.other.as_deref().map(|name| graphs::actor_named(&graph, name)).transpose()?;
        let concerns = |tie: &Tie<'_>| {
            let (from, to) = (&tie.source.actor.id, &tie.target.actor.id);
            match other.map(|node| &node.actor.id) {
                None => *from == actor.id || *to == actor.id,
                Some(other) => {
                    (*from == actor.id && to == other) || (from == other && *to == actor.id)
                }
            }
        };
        let mut text = String::new();
        for tie in graph.ties().filter(concerns) {
            write_tie(&mut text, &graph, &tie).map_err(|error| error.to_string())?;
        }
        if text.is_empty() {
            let second = other.map(|node| format!(" and {}", node.actor.name)).unwrap_or_default();
            text = format!("no tie of {}{second} in this graph\n", actor.name);
        }
        print(&text)?;
        Ok(SUCCESS)
    }
}

/// Prints with colour on a terminal, without it elsewhere.
fn print(text: &str) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    let choice = anstream::AutoStream::choice(&std::io::stdout());
    std::io::Write::write_all(&mut anstream::AutoStream::new(&mut bytes, choice), text.as_bytes())
        .map_err(|error| error.to_string())?;
    output::write_to(None, &bytes)
}

fn write_tie(text: &mut String, graph: &KnowledgeGraph, tie: &Tie<'_>) -> std::fmt::Result {
    let arrow = if tie.relation_type.symmetric { "<->" } else { "->" };
    let (source, target) = (&tie.source.actor.name, &tie.target.actor.name);
    let heading = format!("{source} {} {arrow} {target}", tie.edge.relation);
    writeln!(text, "{HEADING}{}{HEADING:#}", output::plain(&heading))?;
    for evidence in tie.evidence() {
        writeln!(text, "  {}", marked(evidence))?;
        writeln!(text, "  {FAINT}{}{FAINT:#}", output::plain(&provenance(graph, evidence)))?;
    }
    writeln!(text)
}

/// Where it was read, how surely it holds, and who says so.
fn provenance(graph: &KnowledgeGraph, evidence: &Evidence) -> String {
    let info = graph.article(&evidence.article);
    let source = info.and_then(|info| info.source.clone());
    let mut parts = vec![source.unwrap_or_else(|| evidence.article.to_string())];
    parts.extend(evidence.date.map(|date| date.to_string()));
    parts.push(evidence.factuality.to_string());
    if let Some(speaker) = &evidence.attributed_to {
        let name = graph.actor(speaker).map_or(speaker.as_str(), |node| node.actor.name.as_str());
        parts.push(format!("according to {name}"));
    }
    if evidence.factuality == Factuality::Asserted && evidence.attributed_to.is_none() {
        parts.push("the article's own voice".to_owned());
    }
    parts.push(format!("confidence {:.2}", evidence.confidence.value()));
    parts.push(evidence.pattern.clone());
    parts.join(" · ")
}

/// The sentence with trigger, source and target marked; of those that overlap the first is.
fn marked(evidence: &Evidence) -> String {
    let sentence = &evidence.sentence;
    let mut marks: Vec<(ByteSpan, Style)> = vec![
        (evidence.trigger.span, TRIGGER),
        (evidence.source.span, SOURCE),
        (evidence.target.span, TARGET),
    ];
    marks.retain(|(span, _)| sentence.span.contains(*span) && !span.is_empty());
    marks.sort_by_key(|(span, _)| *span);
    let mut text = String::new();
    let mut done = sentence.span.start;
    let part = |from: u32, to: u32| {
        let span = ByteSpan::new(from, to).after(sentence.span.start);
        output::plain(span.text(&sentence.text))
    };
    for (span, style) in marks {
        if span.start < done {
            continue;
        }
        text.push_str(&part(done, span.start));
        text.push_str(&format!("{style}{}{style:#}", part(span.start, span.end)));
        done = span.end;
    }
    text.push_str(&part(done, sentence.span.end));
    text
}
