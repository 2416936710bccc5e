//! What finding actors and relations costs beside the language engine, and that it does not grow with
//! the lexicon: `cargo bench --bench actors`.
//!
//! `engine` analyses the samples, `actors` finds the actors in what it made, `actors_of_tenfold`
//! does the same with ten times as many entries, the further ones under generated names, and
//! `relations` finds the relations of those actors.

use divan::Bencher;
use divan::counter::BytesCount;
use newsgraph::actor::lexicon::{ActorEntry, LexiconFile};
use newsgraph::actor::{ActorFinder, ActorId, ActorKind, ActorLexicon};
use newsgraph::article::{Article, ReadOptions, expand, read};
use newsgraph::language::{Document, Engine};
use newsgraph::relation::{RelationFinder, RelationLexicon};
use std::path::Path;

fn main() {
    divan::main();
}

fn samples() -> Vec<Article> {
    let inputs = expand("samples").expect("the samples are there");
    inputs.inputs.iter().flat_map(|input| read(input, &ReadOptions::default())).flatten().collect()
}

fn analysed() -> Vec<(Article, Document)> {
    let engine = Engine::embedded().expect("the model is read");
    let analyse = |article: Article| {
        let document = engine.analyse(&article.text);
        (article, document)
    };
    samples().into_iter().map(analyse).collect()
}

/// The lexicon with nine generated entries for each of its own, under names that begin with words of
/// real ones, so that the automaton has to follow them.
fn tenfold() -> ActorLexicon {
    let mut lexicon = ActorLexicon::embedded().expect("the lexicon is read");
    let mut file = LexiconFile::default();
    for (number, known) in lexicon.actors().iter().enumerate() {
        let first = known.name.split(' ').next().unwrap_or_default();
        for copy in 0..9 {
            let name = format!("{first} {} {}", syllables(number * 9 + copy), syllables(copy));
            let id = ActorId::new(format!("other:generated-{number}-{copy}"));
            file.actors.push(ActorEntry::named(id, name, ActorKind::Other));
        }
    }
    lexicon.extend(file, Path::new("generated")).expect("the entries are complete");
    lexicon
}

/// A capitalised word that no other number gives.
fn syllables(mut number: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "ke", "ti", "lo", "mu", "ra", "ze", "di", "no", "su"];
    let mut word = String::from("X");
    loop {
        word.push_str(SYLLABLES[number % 10]);
        number /= 10;
        if number == 0 {
            return word;
        }
    }
}

fn find_all(bencher: Bencher<'_, '_>, lexicon: ActorLexicon) {
    let finder = ActorFinder::new(lexicon);
    let documents = analysed();
    let bytes: usize = documents.iter().map(|(article, _)| article.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        documents
            .iter()
            .map(|(article, document)| finder.find(article, document).mentions.len())
            .sum::<usize>()
    });
}

/// Text to sentences, tags and trees.
#[divan::bench]
fn engine(bencher: Bencher<'_, '_>) {
    let engine = Engine::embedded().expect("the model is read");
    let articles = samples();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        articles.iter().map(|article| engine.analyse(&article.text).tokens.len()).sum::<usize>()
    });
}

/// All steps of finding actors, matching the lexicon among them.
#[divan::bench]
fn actors(bencher: Bencher<'_, '_>) {
    find_all(bencher, ActorLexicon::embedded().expect("the lexicon is read"));
}

/// The same with ten times as many entries.
#[divan::bench]
fn actors_of_tenfold(bencher: Bencher<'_, '_>) {
    find_all(bencher, tenfold());
}

/// What the actors do to each other, by the trees.
#[divan::bench]
fn relations(bencher: Bencher<'_, '_>) {
    let actor_finder = ActorFinder::new(ActorLexicon::embedded().expect("the lexicon is read"));
    let lexicon = RelationLexicon::embedded().expect("the patterns are read");
    let finder = RelationFinder::new(lexicon);
    let documents = analysed();
    let found: Vec<_> =
        documents.iter().map(|(article, document)| actor_finder.find(article, document)).collect();
    let bytes: usize = documents.iter().map(|(article, _)| article.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        documents
            .iter()
            .zip(&found)
            .map(|((article, document), actors)| finder.find(article, document, actors).len())
            .sum::<usize>()
    });
}
