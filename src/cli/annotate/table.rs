//! The analysis for a terminal: a table of tokens, or an indented tree.

use newsgraph::language::{Document, NameKind, Sentence, TokenIndex};
use std::io::{self, Write};

/// One line a token: number, form, lemma, tags, head, label, name.
pub fn write_table(document: &Document, text: &str, output: &mut dyn Write) -> io::Result<()> {
    for sentence in &document.sentences {
        writeln!(output, "{}", plain(sentence.span.text(text)))?;
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
                name_at(document, index).map_or("", NameKind::as_str),
            );
            writeln!(output, "{}", line.trim_end())?;
        }
        writeln!(output)?;
    }
    Ok(())
}

/// The dependency tree of each sentence, dependents below their heads in reading order.
pub fn write_tree(document: &Document, text: &str, output: &mut dyn Write) -> io::Result<()> {
    for sentence in &document.sentences {
        writeln!(output, "{}", plain(sentence.span.text(text)))?;
        let depths = depths(document, sentence);
        for index in preorder(document, sentence) {
            let token = document.token(index);
            let depth = depths[(index.0 - sentence.tokens.start.0) as usize].min(40);
            let form = plain(document.form(text, index));
            let indent = depth * 2 + 2;
            writeln!(output, "{:indent$}{form}  {} {}", "", token.label, token.tag)?;
        }
        writeln!(output)?;
    }
    Ok(())
}

/// The name that holds the token.
pub fn name_at(document: &Document, index: TokenIndex) -> Option<NameKind> {
    let after = document.names.partition_point(|name| name.tokens.start <= index);
    let name = document.names.get(after.checked_sub(1)?)?;
    name.tokens.contains(index).then_some(name.kind)
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

/// Text that cannot move a terminal's cursor.
fn plain(text: &str) -> String {
    text.replace(|character: char| character.is_control(), " ")
}
