//! `newsgraph diff`: what changed between two graphs.

use super::output::plain_lines;
use super::report::{ReportOutput, stem};
use super::selection::SelectionOptions;
use super::{Failure, SUCCESS};
use clap::Args;
use newsgraph::analysis::report::{Block, Point, Quotation, Section};
use newsgraph::graph::{Difference, NamedActor, TieSummary};
use newsgraph::relation::Factuality;
use std::path::PathBuf;

/// Arguments of `newsgraph diff`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph diff monday.json tuesday.json                  ties that appeared, vanished, turned
  newsgraph diff monday.json tuesday.json --around Russia  those near Russia
  newsgraph diff monday.json tuesday.json -o news.md       as a page in Markdown; also .html
  newsgraph diff monday.json tuesday.json --json | jq .turned

A pair turned when most articles that speak for themselves had one for the other before and have one
against the other now, or the reverse.")]
pub struct Diff {
    /// Graph file in JSON, or database: before; - for standard input
    before: PathBuf,
    /// Graph file in JSON, or database: after; - for standard input
    after: PathBuf,
    #[command(flatten)]
    output: ReportOutput,
    #[command(flatten)]
    selection: SelectionOptions,
}

impl Diff {
    /// Writes the changes.
    pub fn run(self) -> Result<u8, Failure> {
        self.output.format()?;
        let before = self.selection.read(&self.before)?;
        let after = self.selection.read(&self.after)?;
        let difference = Difference::between(&before, &after);
        let groups = groups(&difference);
        let title = match (stem(&self.before), stem(&self.after)) {
            (Some(before), Some(after)) => format!("What changed from {before} to {after}"),
            _ => "What changed".to_owned(),
        };
        self.output
            .write(&difference, &title, &sections(&groups), |_| plain_lines(&in_words(&groups)))?;
        Ok(SUCCESS)
    }
}

/// Changes of one sort, with the mark that stands before each of them on a terminal.
struct Group {
    title: &'static str,
    mark: char,
    changes: Vec<Point>,
}

/// The changes by sort; sorts without any are left out.
fn groups(difference: &Difference) -> Vec<Group> {
    let turned = difference.turned.iter().map(|turned| Point {
        text: format!(
            "{} to {}: {} before, {} now",
            turned.source.name, turned.target.name, turned.before, turned.after
        ),
        quotations: turned.because.as_ref().and_then(quotation).into_iter().collect(),
    });
    let restated = difference.restated.iter().map(|restated| {
        let (was, is) = (standing(&restated.before), standing(&restated.after));
        let text = format!("{}: {was} before, {is} now", ends(&restated.after));
        Point { text, quotations: quotation(&restated.after).into_iter().collect() }
    });
    let ties = |ties: &[TieSummary]| {
        let point = |tie| Point {
            text: format!("{} ({})", ends(tie), standing(tie)),
            quotations: quotation(tie).into_iter().collect(),
        };
        ties.iter().map(point).collect()
    };
    let actors = |actors: &[NamedActor]| {
        let point = |actor: &NamedActor| Point {
            text: format!("{} ({})", actor.name, actor.kind),
            quotations: Vec::new(),
        };
        actors.iter().map(point).collect()
    };
    let group = |title, mark, changes| Group { title, mark, changes };
    let mut groups = vec![
        group("Turned", '!', turned.collect()),
        group("Stand otherwise with the facts", '~', restated.collect()),
        group("Appeared", '+', ties(&difference.appeared)),
        group("Vanished", '-', ties(&difference.vanished)),
        group("Actors that appeared", ' ', actors(&difference.appeared_actors)),
        group("Actors that vanished", ' ', actors(&difference.vanished_actors)),
    ];
    groups.retain(|group| !group.changes.is_empty());
    groups
}

/// The changes for a terminal.
fn in_words(groups: &[Group]) -> String {
    let block = |Group { title, mark, changes }: &Group| {
        let mut text = format!("{title}: {}\n", changes.len());
        for change in changes {
            text.push_str(&format!("{mark} {}\n", change.text));
            for Quotation { sentence, provenance } in &change.quotations {
                text.push_str(&format!("    {} ({provenance})\n", sentence.replace('\n', " ")));
            }
        }
        text
    };
    match groups {
        [] => "no tie changed\n".to_owned(),
        groups => groups.iter().map(block).collect::<Vec<_>>().join("\n"),
    }
}

/// The changes as the sections of a report.
fn sections(groups: &[Group]) -> Vec<Section> {
    let section = |Group { title, changes, .. }: &Group| Section {
        title: format!("{title}: {}", changes.len()),
        blocks: vec![Block::Points(changes.clone())],
    };
    match groups {
        [] => vec![Section { title: "No tie changed".to_owned(), blocks: Vec::new() }],
        groups => groups.iter().map(section).collect(),
    }
}

fn ends(tie: &TieSummary) -> String {
    let arrow = if tie.symmetric { "<->" } else { "->" };
    format!("{} {} {arrow} {}", tie.source.name, tie.relation, tie.target.name)
}

fn standing(tie: &TieSummary) -> String {
    match (tie.factuality, tie.claimed) {
        (Factuality::Asserted, false) => "fact".to_owned(),
        (Factuality::Asserted, true) => "claimed".to_owned(),
        (factuality, false) => factuality.to_string(),
        (factuality, true) => format!("{factuality}, claimed"),
    }
}

/// The best sentence of a tie.
fn quotation(tie: &TieSummary) -> Option<Quotation> {
    let outlet = tie.outlet.as_deref().unwrap_or("source unknown");
    let date = tie.date.map(|date| format!(", {date}")).unwrap_or_default();
    Some(Quotation { sentence: tie.sentence.clone()?, provenance: format!("{outlet}{date}") })
}
