//! The analysis for a terminal: a table of tokens, or an indented tree, then mentions and relations.

use super::Annotated;
use super::mentions::{write_found, write_heading};
use crate::cli::output::plain;
use newsgraph::actor::Mention;
use newsgraph::language::{Document, Sentence, SentenceIndex, TokenIndex};
use std::io::{self, Write};

/// One line a token: number, form, lemma, tags, head, label, actor.
pub fn write_table(annotated: &Annotated, output: &mut dyn Write) -> io::Result<()> {
    let (document, text) = (&annotated.document, annotated.text());
    for (number, sentence) in annotated.sentences() {
        write_heading(annotated, number, sentence, output)?;
        let width = |of: &dyn Fn(TokenIndex) -> usize| {
            sentence.tokens.iter().map(of).max().unwrap_or(0).clamp(4, 30)
        };
        let forms = width(&|index| document.form(text, index).chars().count());
        let lemmas = width(&|index| document.lemma(index).chars().count());
        for index in sentence.tokens.iter() {
            let token = document.token(index);
            let first = sentence.tokens.start.0;
            let head = token.head.map_or(0, |head| head.0 + 1 - first);
            let line = format!(
                "{:>4}  {:forms$}  {:lemmas$}  {:5}  {:5}  {head:>4}  {:12}  {}",
                index.0 + 1 - first,
                plain(document.form(text, index)),
                plain(document.lemma(index)),
                token.tag.as_str(),
                token.penn.as_str(),
                token.label.as_str(),
                actors_at(annotated, number, index),
            );
            writeln!(output, "{}", line.trim_end())?;
        }
        write_found(annotated, number, output)?;
    }
    Ok(())
}

/// The dependency tree of each sentence, dependents below their heads in reading order.
pub fn write_tree(annotated: &Annotated, output: &mut dyn Write) -> io::Result<()> {
    let (document, text) = (&annotated.document, annotated.text());
    for (number, sentence) in annotated.sentences() {
        write_heading(annotated, number, sentence, output)?;
        let depths = depths(document, sentence);
        for index in preorder(document, sentence) {
            let token = document.token(index);
            let depth = depths[(index.0 - sentence.tokens.start.0) as usize].min(40);
            let form = plain(document.form(text, index));
            let indent = depth * 2 + 3;
            let actors = actors_at(annotated, number, index);
            let line = format!("{:indent$}{form}  {} {}  {actors}", "", token.label, token.tag);
            writeln!(output, "{}", line.trim_end())?;
        }
        write_found(annotated, number, output)?;
    }
    Ok(())
}

/// The ids of the actors whose mentions have their head at `token`.
fn actors_at(annotated: &Annotated, sentence: SentenceIndex, token: TokenIndex) -> String {
    let here = |mention: &&Mention| mention.head == token;
    let found = annotated.mentions_in(sentence).filter(here);
    let ids = found.filter_map(|mention| annotated.actors.actor_of(mention));
    ids.map(|actor| plain(actor.id.as_str())).collect::<Vec<_>>().join(" ")
}

/// How far each token of the sentence is from its root.
fn depths(document: &Document, sentence: &Sentence) -> Vec<usize> {
    let depth = |index| {
        std::iter::successors(document.token(index).head, |&head| document.token(head).head).count()
    };
    sentence.tokens.iter().map(depth).collect()
}

/// The tokens of a sentence, each before its dependents.
fn preorder(document: &Document, sentence: &Sentence) -> Vec<TokenIndex> {
    let start = sentence.tokens.start.0;
    let mut dependents = vec![Vec::new(); sentence.tokens.len()];
    let mut pending = Vec::new();
    for index in sentence.tokens.iter().rev() {
        match document.token(index).head {
            Some(head) => dependents[(head.0 - start) as usize].push(index),
            None => pending.push(index),
        }
    }
    let mut order = Vec::with_capacity(dependents.len());
    while let Some(index) = pending.pop() {
        order.push(index);
        pending.append(&mut dependents[(index.0 - start) as usize]);
    }
    order
}
