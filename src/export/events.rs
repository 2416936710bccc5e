//! JSON Lines of events in the column names of ICEWS, with PLOVER's event type and quad code: one line
//! for each sentence that states a tie.
//!
//! `Factuality`, `Attributed To` and `Confidence` are columns of our own: event data sets say only what
//! was reported, so whoever counts events should look at them first. Affiliations are no events and are
//! left out.

use super::{ExportOptions, Exporter};
use crate::graph::{ActorNode, KnowledgeGraph, Tie};
use crate::relation::Evidence;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Event data as JSON Lines.
pub struct Events;

impl Exporter for Events {
    fn name(&self) -> &'static str {
        "events"
    }

    fn about(&self) -> &'static str {
        "JSON Lines in ICEWS and PLOVER columns"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        _options: &ExportOptions,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        let mut number = 0_u64;
        for tie in graph.ties() {
            for evidence in tie.evidence() {
                if let Some(class) = tie.relation_type.class_of(evidence.factuality) {
                    number += 1;
                    serde_json::to_writer(
                        &mut *output,
                        &event(graph, &tie, evidence, class, number),
                    )?;
                    writeln!(output)?;
                }
            }
        }
        Ok(())
    }
}

fn event(
    graph: &KnowledgeGraph,
    tie: &Tie<'_>,
    evidence: &Evidence,
    class: &str,
    number: u64,
) -> Value {
    let info = graph.article(&evidence.article);
    let speaker = evidence
        .attributed_to
        .as_ref()
        .map(|id| graph.actor(id).map_or_else(|| id.to_string(), |node| node.actor.name.clone()));
    json!({
        "Event ID": number,
        "Event Date": evidence.date.or_else(|| info.and_then(|info| info.date)),
        "Source Name": tie.source.actor.name,
        "Source Sectors": sectors(tie.source),
        "Source Country": tie.source.actor.country,
        "Source Code": tie.source.actor.code,
        "Event Text": tie.edge.relation,
        "CAMEO Code": tie.relation_type.cameo,
        "Event Type": class,
        "Quad Code": quad_code(class),
        // Goldstein's scale of conflict and cooperation runs from -10 to 10.
        "Intensity": tie.relation_type.polarity * 10.0,
        "Target Name": tie.target.actor.name,
        "Target Sectors": sectors(tie.target),
        "Target Country": tie.target.actor.country,
        "Target Code": tie.target.actor.code,
        "Story ID": evidence.article,
        "Sentence Number": evidence.sentence.index.0.saturating_add(1),
        "Publisher": info.and_then(|info| info.source.as_ref()),
        "Publication Date": info.and_then(|info| info.date),
        "Headline": info.and_then(|info| info.title.as_ref()),
        "URL": info.and_then(|info| info.url.as_ref()),
        "Sentence": evidence.sentence.text,
        "Factuality": evidence.factuality,
        "Attributed To": speaker,
        "Confidence": evidence.confidence,
    })
}

/// What the actor is.
fn sectors(node: &ActorNode) -> &'static str {
    node.actor.kind.as_str()
}

/// Verbal cooperation, material cooperation, verbal conflict, material conflict: the quad classes of the
/// PLOVER codebook; none for a class that it does not have.
fn quad_code(class: &str) -> Option<u8> {
    match class {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => Some(1),
        "COOPERATE" | "AID" | "RETREAT" => Some(2),
        "DEMAND" | "DISAPPROVE" | "REJECT" | "THREATEN" | "INVESTIGATE" => Some(3),
        "PROTEST" | "MOBILIZE" | "SANCTION" | "COERCE" | "ASSAULT" | "FIGHT" => Some(4),
        _ => None,
    }
}
