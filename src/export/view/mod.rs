//! One self-contained HTML page with the whole graph, to look at and to search in a browser.
//!
//! In comes a graph; out comes a page that loads nothing from anywhere: its style, its script and
//! the graph are inside it. The graph stands in it as JSON in which `<` is escaped, so that no text of
//! an article can end the script element; the script sets all text as text.

use super::appearance::{fill, side_colour};
use super::placed::{Placed, PlacedActors};
use super::{ExportOptions, Exporter};
use crate::actor::{ActorId, ActorKind};
use crate::article::{ArticleId, ArticleInfo};
use crate::graph::{KnowledgeGraph, Tie};
use crate::relation::{Evidence, Factuality, Side};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The interactive page.
pub struct View;

impl Exporter for View {
    fn name(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "interactive page for the browser"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["html", "htm"]
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        write_view(graph, &options.clusters, output)
    }
}

/// Writes the page. `blocs` gives each actor the name of its camp, where camps are known; the page
/// then offers to colour by them.
///
/// # Errors
/// When `output` cannot be written to.
pub fn write_view(
    graph: &KnowledgeGraph,
    blocs: &BTreeMap<ActorId, String>,
    output: &mut dyn Write,
) -> io::Result<()> {
    let json = serde_json::to_string(&Page::of(graph, blocs))?.replace('<', "\\u003c");
    let parts = [("/*STYLE*/", STYLE), ("/*GRAPH*/", json.as_str()), ("/*SCRIPT*/", SCRIPT)];
    let mut rest = PAGE;
    for (mark, content) in parts {
        let (before, after) = rest.split_once(mark).unwrap_or((rest, ""));
        output.write_all(before.as_bytes())?;
        output.write_all(content.as_bytes())?;
        rest = after;
    }
    output.write_all(rest.as_bytes())
}

#[derive(Serialize)]
struct Page<'graph> {
    actors: Vec<PageActor<'graph>>,
    ties: Vec<PageTie<'graph>>,
    articles: Vec<PageArticle<'graph>>,
    blocs: Vec<&'graph str>,
    sides: Vec<Swatch>,
    kinds: Vec<Swatch>,
    factualities: Vec<&'static str>,
}

#[derive(Serialize)]
struct Swatch {
    name: &'static str,
    colour: &'static str,
    fill: &'static str,
}

#[derive(Serialize)]
struct PageActor<'graph> {
    id: &'graph str,
    name: &'graph str,
    kind: &'static str,
    code: Option<&'graph str>,
    aliases: Vec<&'graph str>,
    mentions: u32,
    articles: usize,
    roles: Vec<Role<'graph>>,
    /// Position among the page's blocs.
    bloc: Option<usize>,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    font: f64,
}

#[derive(Serialize)]
struct Role<'graph> {
    kind: &'static str,
    of: &'graph str,
    role: Option<&'graph str>,
    since: Option<String>,
    until: Option<String>,
}

#[derive(Serialize)]
struct PageTie<'graph> {
    /// Position of the source among the actors.
    source: usize,
    /// Position of the target.
    target: usize,
    relation: &'graph str,
    side: &'static str,
    symmetric: bool,
    evidence: Vec<PageEvidence<'graph>>,
}

#[derive(Serialize)]
struct PageEvidence<'graph> {
    /// Position among the articles.
    article: usize,
    text: &'graph str,
    /// Start and end in UTF-16 units of the text, as scripts count, and what stands there.
    marks: Vec<(usize, usize, &'static str)>,
    date: Option<String>,
    factuality: &'static str,
    by: Option<&'graph str>,
    confidence: f64,
    pattern: &'graph str,
}

#[derive(Serialize)]
struct PageArticle<'graph> {
    id: &'graph str,
    title: Option<&'graph str>,
    source: Option<&'graph str>,
    date: Option<String>,
    url: Option<&'graph str>,
    reprints: &'graph [String],
}

impl<'graph> Page<'graph> {
    fn of(graph: &'graph KnowledgeGraph, blocs: &'graph BTreeMap<ActorId, String>) -> Self {
        let placed = PlacedActors::of(graph);
        let articles: BTreeMap<&ArticleId, usize> =
            graph.articles().enumerate().map(|(position, info)| (&info.id, position)).collect();
        let ties: Vec<PageTie<'_>> =
            graph.ties().filter_map(|tie| page_tie(graph, &tie, &placed, &articles)).collect();
        let mut names: Vec<&str> = blocs.values().map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        let actors = placed.actors.iter().map(|actor| {
            let bloc = blocs.get(&actor.node.actor.id);
            let bloc = bloc.and_then(|name| names.binary_search(&name.as_str()).ok());
            page_actor(graph, actor, bloc)
        });
        Self {
            actors: actors.collect(),
            ties,
            articles: graph.articles().map(page_article).collect(),
            blocs: names,
            sides: swatches(Side::ALL.map(|side| (side.as_str(), side_colour(side)))),
            kinds: swatches(ActorKind::ALL.map(|kind| (kind.as_str(), fill(kind)))),
            factualities: Factuality::ALL.iter().map(|factuality| factuality.as_str()).collect(),
        }
    }
}

fn swatches<const COUNT: usize>(list: [(&'static str, &'static str); COUNT]) -> Vec<Swatch> {
    list.into_iter().map(|(name, colour)| Swatch { name, colour, fill: colour }).collect()
}

fn page_actor<'graph>(
    graph: &'graph KnowledgeGraph,
    placed: &Placed<'graph>,
    bloc: Option<usize>,
) -> PageActor<'graph> {
    let Placed { node, centre, size, font } = placed;
    let name_of = |id: &'graph ActorId| {
        graph.actor(id).map_or(id.as_str(), |found| found.actor.name.as_str())
    };
    let roles = node.actor.affiliations.iter().map(|affiliation| Role {
        kind: affiliation.kind.as_str(),
        of: name_of(&affiliation.of),
        role: affiliation.role.as_deref(),
        since: affiliation.since.map(|date| date.to_string()),
        until: affiliation.until.map(|date| date.to_string()),
    });
    let tenth = |value: f64| (value * 10.0).round() / 10.0;
    PageActor {
        id: node.actor.id.as_str(),
        name: &node.actor.name,
        kind: node.actor.kind.as_str(),
        code: node.actor.code.as_deref(),
        aliases: node.aliases.iter().map(String::as_str).collect(),
        mentions: node.mention_count(),
        articles: node.mentions.len(),
        roles: roles.collect(),
        bloc,
        x: tenth(centre.x),
        y: tenth(centre.y),
        width: tenth(size.width),
        height: tenth(size.height),
        font: tenth(*font),
    }
}

fn page_tie<'graph>(
    graph: &'graph KnowledgeGraph,
    tie: &Tie<'graph>,
    placed: &PlacedActors<'graph>,
    articles: &BTreeMap<&ArticleId, usize>,
) -> Option<PageTie<'graph>> {
    let evidence = tie.edge.evidence.iter().filter_map(|evidence| {
        Some(page_evidence(graph, evidence, *articles.get(&evidence.article)?))
    });
    let (source, target) = placed.ends(tie)?;
    Some(PageTie {
        source,
        target,
        relation: &tie.edge.relation,
        side: tie.relation_type.side.as_str(),
        symmetric: tie.relation_type.symmetric,
        evidence: evidence.collect(),
    })
}

fn page_evidence<'graph>(
    graph: &'graph KnowledgeGraph,
    evidence: &'graph Evidence,
    article: usize,
) -> PageEvidence<'graph> {
    let speaker = |id: &'graph ActorId| {
        graph.actor(id).map_or(id.as_str(), |found| found.actor.name.as_str())
    };
    PageEvidence {
        article,
        text: &evidence.sentence.text,
        marks: marks(evidence),
        date: evidence.date.map(|date| date.to_string()),
        factuality: evidence.factuality.as_str(),
        by: evidence.attributed_to.as_ref().map(speaker),
        confidence: evidence.confidence.value(),
        pattern: &evidence.pattern,
    }
}

/// The trigger and the two actors within the sentence; of marks that overlap the first is kept.
fn marks(evidence: &Evidence) -> Vec<(usize, usize, &'static str)> {
    let sentence = &evidence.sentence;
    let mut quotes = [
        (evidence.trigger.span, "trigger"),
        (evidence.source.span, "source"),
        (evidence.target.span, "target"),
    ];
    quotes.sort_unstable();
    let mut marks = Vec::new();
    let mut done = sentence.span.start;
    for (span, role) in quotes {
        if span.start < done || span.is_empty() || !sentence.span.contains(span) {
            continue;
        }
        let units = |until: u32| {
            let bytes = until.saturating_sub(sentence.span.start) as usize;
            sentence.text.get(..bytes).map(|before| before.encode_utf16().count())
        };
        if let (Some(start), Some(end)) = (units(span.start), units(span.end)) {
            marks.push((start, end, role));
            done = span.end;
        }
    }
    marks
}

fn page_article(info: &ArticleInfo) -> PageArticle<'_> {
    PageArticle {
        id: info.id.as_str(),
        title: info.title.as_deref(),
        source: info.source.as_deref(),
        date: info.date.map(|date| date.to_string()),
        url: info.url.as_deref(),
        reprints: &info.reprints,
    }
}
