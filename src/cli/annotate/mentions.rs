//! Who is meant by each mention and why, and what the sentence says of them: for a terminal.

use super::Annotated;
use crate::cli::output::plain;
use anstyle::{AnsiColor, Effects, Style};
use newsgraph::actor::{ActorKind, Mention, MentionForm};
use newsgraph::language::{Sentence, SentenceIndex};
use newsgraph::relation::Relation;
use std::io::{self, Write};

const HEADING: Style = Style::new().effects(Effects::BOLD);
const FAINT: Style = Style::new().effects(Effects::DIMMED);

/// All sentences with their mentions and relations.
pub fn write(annotated: &Annotated, output: &mut dyn Write) -> io::Result<()> {
    for (index, sentence) in annotated.sentences() {
        write_heading(annotated, index, sentence, output)?;
        write_found(annotated, index, output)?;
    }
    Ok(())
}

/// The sentence with its number, its mentions in colour.
pub fn write_heading(
    annotated: &Annotated,
    index: SentenceIndex,
    sentence: &Sentence,
    output: &mut dyn Write,
) -> io::Result<()> {
    let text = annotated.text();
    let mut at = sentence.span.start;
    write!(output, "{HEADING}{}{HEADING:#}  ", index.0)?;
    for mention in annotated.mentions_in(index) {
        if mention.span.start < at {
            continue;
        }
        let style = annotated.actors.actor_of(mention).map_or(FAINT, |actor| colour(actor.kind));
        let before = text.get(at as usize..mention.span.start as usize).unwrap_or("");
        let words = plain(mention.span.text(text));
        write!(output, "{}{style}{words}{style:#}", plain(before))?;
        at = mention.span.end;
    }
    let rest = text.get(at as usize..sentence.span.end as usize).unwrap_or("");
    writeln!(output, "{}", plain(rest))
}

/// The mentions and relations of a sentence, and an empty line.
pub fn write_found(
    annotated: &Annotated,
    index: SentenceIndex,
    output: &mut dyn Write,
) -> io::Result<()> {
    let text = annotated.text();
    let mentions = annotated.mentions_in(index);
    let length = |mention: &Mention| mention.span.text(text).chars().count();
    let width = mentions.map(length).max().unwrap_or(0).min(36);
    for mention in annotated.mentions_in(index) {
        let Some(actor) = annotated.actors.actor_of(mention) else { continue };
        let style = colour(actor.kind);
        writeln!(
            output,
            "   {style}{:width$}{style:#}  = {} {FAINT}{}, {}: {}{FAINT:#}",
            plain(mention.span.text(text)),
            plain(&actor.name),
            plain(actor.id.as_str()),
            actor.kind,
            plain(&why(mention)),
        )?;
    }
    for relation in annotated.relations_in(index) {
        let (source, target) = (annotated.name(&relation.source), annotated.name(&relation.target));
        writeln!(
            output,
            "   {HEADING}{} {} {}{HEADING:#} {FAINT}{}{FAINT:#}",
            plain(source),
            plain(&relation.relation),
            plain(target),
            plain(&how(annotated, relation)),
        )?;
    }
    writeln!(output)
}

/// Why a mention was taken for its actor: "metonym, lexicon, 0.95".
pub fn why(mention: &Mention) -> String {
    let form = match mention.form {
        MentionForm::Name => "name",
        MentionForm::Adjective => "adjective",
        MentionForm::Nominal => "nominal",
        MentionForm::Pronoun => "pronoun",
        MentionForm::Metonym => "metonym",
    };
    let place = if mention.place { ", a mere place here" } else { "" };
    format!("{form}, {}{place}, {:.2}", mention.reason, mention.confidence.value())
}

/// How a relation was found: factuality, speaker, trigger, pattern and confidence.
pub fn how(annotated: &Annotated, relation: &Relation) -> String {
    let evidence = &relation.evidence;
    let mut parts = vec![evidence.factuality.to_string()];
    if let Some(speaker) = &evidence.attributed_to {
        parts.push(format!("according to {}", annotated.name(speaker)));
    }
    parts.extend(evidence.date.map(|date| date.to_string()));
    parts.push(format!("by \"{}\"", evidence.trigger.text));
    parts.push(evidence.pattern.clone());
    parts.push(format!("{:.2}", evidence.confidence.value()));
    parts.join(" · ")
}

/// The colour of a kind of actor.
fn colour(kind: ActorKind) -> Style {
    let colour = match kind {
        ActorKind::State | ActorKind::GovernmentBody => AnsiColor::Blue,
        ActorKind::Person => AnsiColor::Yellow,
        ActorKind::ArmedGroup => AnsiColor::Red,
        ActorKind::Party | ActorKind::People => AnsiColor::Magenta,
        ActorKind::InternationalOrganisation | ActorKind::Media | ActorKind::Company => {
            AnsiColor::Cyan
        }
        ActorKind::Place | ActorKind::Other => AnsiColor::Green,
    };
    colour.on_default().effects(Effects::BOLD)
}
