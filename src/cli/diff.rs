//! `newsgraph diff`: what changed between two graphs.

use super::selection::SelectionOptions;
use super::{Failure, SUCCESS, output};
use clap::Args;
use newsgraph::graph::{Difference, NamedActor, TieSummary};
use newsgraph::relation::Factuality;
use std::fmt::{self, Write};
use std::path::PathBuf;

/// Arguments of `newsgraph diff`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  newsgraph diff monday.json tuesday.json                  ties that appeared, vanished, turned
  newsgraph diff monday.json tuesday.json --around Russia  those near Russia
  newsgraph diff monday.json tuesday.json --json | jq .turned

A pair turned when most articles that speak for themselves had one for the other before and have one
against the other now, or the reverse.")]
pub struct Diff {
    /// Graph file in JSON, or database: before; - for standard input
    before: PathBuf,
    /// Graph file in JSON, or database: after; - for standard input
    after: PathBuf,
    /// One JSON object for other programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    selection: SelectionOptions,
}

impl Diff {
    /// Prints the changes.
    pub fn run(self) -> Result<u8, Failure> {
        let before = self.selection.read(&self.before)?;
        let after = self.selection.read(&self.after)?;
        let difference = Difference::between(&before, &after);
        let text = if self.json {
            serde_json::to_string_pretty(&difference).map_err(|error| error.to_string())? + "\n"
        } else {
            in_words(&difference).map_err(|error| error.to_string())?
        };
        output::write_to(None, text.as_bytes())?;
        Ok(SUCCESS)
    }
}

fn in_words(difference: &Difference) -> Result<String, fmt::Error> {
    let mut text = String::new();
    if difference.is_empty() {
        text.push_str("no tie changed\n");
    }
    heading(&mut text, "Turned", difference.turned.len())?;
    for turned in &difference.turned {
        writeln!(
            text,
            "! {} to {}: {} before, {} now",
            turned.source.name, turned.target.name, turned.before, turned.after
        )?;
        if let Some(tie) = &turned.because {
            sentence(&mut text, tie)?;
        }
    }
    heading(&mut text, "Stand otherwise with the facts", difference.restated.len())?;
    for restated in &difference.restated {
        let (was, is) = (standing(&restated.before), standing(&restated.after));
        writeln!(text, "~ {}: {was} before, {is} now", ends(&restated.after))?;
        sentence(&mut text, &restated.after)?;
    }
    for (title, mark, ties) in
        [("Appeared", '+', &difference.appeared), ("Vanished", '-', &difference.vanished)]
    {
        heading(&mut text, title, ties.len())?;
        for tie in ties {
            writeln!(text, "{mark} {} ({})", ends(tie), standing(tie))?;
            sentence(&mut text, tie)?;
        }
    }
    names(&mut text, "Actors that appeared", &difference.appeared_actors)?;
    names(&mut text, "Actors that vanished", &difference.vanished_actors)?;
    Ok(text)
}

/// A heading where something follows it, after an empty line where something came before.
fn heading(text: &mut String, title: &str, count: usize) -> fmt::Result {
    if count == 0 {
        return Ok(());
    }
    let gap = if text.is_empty() { "" } else { "\n" };
    writeln!(text, "{gap}{title}: {count}")
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

fn sentence(text: &mut String, tie: &TieSummary) -> fmt::Result {
    let Some(sentence) = &tie.sentence else { return Ok(()) };
    let outlet = tie.outlet.as_deref().unwrap_or("source unknown");
    let date = tie.date.map(|date| format!(", {date}")).unwrap_or_default();
    writeln!(text, "    {} ({outlet}{date})", sentence.replace('\n', " "))
}

fn names(text: &mut String, title: &str, actors: &[NamedActor]) -> fmt::Result {
    heading(text, title, actors.len())?;
    for actor in actors {
        writeln!(text, "  {} ({})", actor.name, actor.kind)?;
    }
    Ok(())
}
