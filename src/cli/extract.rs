//! `newsgraph extract`: the relations of articles, one JSON object a line.

use super::input::ArticleInputs;
use super::{Failure, output};
use clap::Args;
use newsgraph::graph::Extraction;
use newsgraph::relation::RelationLexicon;
use serde_json::{Value, json};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Arguments of `newsgraph extract`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  newsgraph extract articles/ > relations.jsonl")]
pub struct Extract {
    #[command(flatten)]
    articles: ArticleInputs,
    /// File to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Extract {
    /// Prints the relations.
    pub fn run(self) -> Result<u8, Failure> {
        let extractor = self.articles.extractor()?;
        let mut lines = Vec::new();
        let mut count = 0;
        let to_standard_output = self.output.is_none();
        let summary = self.articles.extract_all(&extractor, |extraction| {
            for line in records(&extraction, extractor.relation_lexicon()) {
                lines.extend_from_slice(line.to_string().as_bytes());
                lines.push(b'\n');
                count += 1;
            }
            if !to_standard_output {
                return Ok(ControlFlow::Continue(()));
            }
            let flow = output::print(&lines);
            lines.clear();
            flow
        })?;
        if !to_standard_output {
            output::write_to(self.output.as_deref(), &lines)?;
        }
        summary.report(&format!("{count} relations"));
        Ok(summary.code())
    }
}

/// The relations of an article as the records of the documented shape.
fn records(extraction: &Extraction, lexicon: &RelationLexicon) -> Vec<Value> {
    let end = |id: &newsgraph::actor::ActorId, quote: &newsgraph::relation::Quote| {
        let actor =
            extraction.actors.iter().map(|found| &found.actor).find(|actor| actor.id == *id);
        json!({
            "id": id, "name": actor.map(|actor| &actor.name), "kind": actor.map(|actor| actor.kind),
            "code": actor.and_then(|actor| actor.code.as_ref()), "text": quote.text, "span": quote.span,
        })
    };
    let records = extraction.relations.iter().map(|relation| {
        let evidence = &relation.evidence;
        let kind = lexicon.type_named(&relation.relation);
        json!({
            "article": evidence.article, "date": evidence.date,
            "source": end(&relation.source, &evidence.source),
            "relation": relation.relation,
            "class": kind.and_then(|kind| kind.class_of(evidence.factuality)),
            "side": kind.map(|kind| kind.side),
            "polarity": kind.map(|kind| kind.polarity),
            "symmetric": kind.map(|kind| kind.symmetric),
            "target": end(&relation.target, &evidence.target),
            "factuality": evidence.factuality, "attributed_to": evidence.attributed_to,
            "confidence": evidence.confidence, "pattern": evidence.pattern,
            "trigger": evidence.trigger, "sentence": evidence.sentence,
        })
    });
    records.collect()
}
