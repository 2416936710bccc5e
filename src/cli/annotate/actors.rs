//! The mentions of each sentence: whom each means, in what form, and why.

use newsgraph::actor::{ArticleActors, Mention, MentionForm};
use newsgraph::language::{Document, SentenceIndex};
use std::io::{self, Write};

/// Writes each sentence with its mentions, and the affiliations that the text states.
pub fn write(
    document: &Document,
    actors: &ArticleActors,
    text: &str,
    output: &mut dyn Write,
) -> io::Result<()> {
    for (index, sentence) in document.sentences.iter().enumerate() {
        writeln!(output, "{}", one_line(sentence.span.text(text)))?;
        let here = |mention: &&Mention| mention.sentence == SentenceIndex(index as u32);
        for mention in actors.mentions.iter().filter(here) {
            write_mention(mention, actors, text, output)?;
        }
        writeln!(output)?;
    }
    for stated in &actors.affiliations {
        let ends = (actors.mentions.get(stated.member), actors.mentions.get(stated.of));
        let (Some(member), Some(of)) = ends else { continue };
        let name = |mention| actors.actor_of(mention).map_or("", |actor| actor.name.as_str());
        writeln!(
            output,
            "{} {} {} (\"{}\")",
            name(member),
            stated.kind.as_str(),
            name(of),
            one_line(document.span(stated.trigger).text(text))
        )?;
    }
    Ok(())
}

fn write_mention(
    mention: &Mention,
    actors: &ArticleActors,
    text: &str,
    output: &mut dyn Write,
) -> io::Result<()> {
    let Some(actor) = actors.actor_of(mention) else { return Ok(()) };
    let form = match mention.form {
        MentionForm::Name => "name",
        MentionForm::Adjective => "adjective",
        MentionForm::Nominal => "nominal",
        MentionForm::Pronoun => "pronoun",
        MentionForm::Metonym => "metonym",
    };
    let piece = one_line(mention.span.text(text));
    let place = if mention.place { ", a mere place here" } else { "" };
    writeln!(
        output,
        "  {piece:<30} {:<34} {form:<9} {:.2}  {}{place}",
        actor.id.as_str(),
        mention.confidence.value(),
        mention.reason
    )
}

/// Text that stays on one line and cannot move a terminal's cursor.
fn one_line(text: &str) -> String {
    text.replace(|character: char| character.is_control(), " ")
}
