//! How fast the language engine is on news text, on one core: `cargo bench --bench language`.
//!
//! The text is that of the samples, as often as makes about 50,000 tokens. Tags, lemmas, parse and
//! names come from one model in one pass, so they are measured together, on tokens and sentences
//! that are given; the whole starts from the text.

use divan::counter::ItemsCount;
use newsgraph::actor::{ActorFinder, ActorLexicon};
use newsgraph::article::{Article, ReadOptions, expand, read};
use newsgraph::language::{Document, Engine};
use newsgraph::span::ByteSpan;

const TOKENS: usize = 50_000;

fn main() {
    divan::main();
}

fn engine() -> Engine {
    Engine::embedded().expect("the compiled-in model is sound")
}

/// The samples as one long article.
fn news() -> Article {
    let inputs = expand("samples").expect("the samples are there").inputs;
    let samples: Vec<Article> =
        inputs.iter().flat_map(|input| read(input, &ReadOptions::default())).flatten().collect();
    let mut article = samples.first().cloned().expect("there is a sample");
    let once: Vec<String> = samples.into_iter().map(|sample| sample.text).collect();
    let once = once.join("\n\n");
    let mut tokens = Vec::new();
    Engine::tokens(&once, &mut tokens);
    article.text = format!("{once}\n\n").repeat(TOKENS.div_ceil(tokens.len().max(1)));
    article
}

fn count(text: &str) -> ItemsCount {
    let mut tokens = Vec::new();
    Engine::tokens(text, &mut tokens);
    ItemsCount::new(tokens.len())
}

/// Loading the model.
#[divan::bench]
fn load() -> Engine {
    engine()
}

/// Text to tokens.
#[divan::bench]
fn tokenise(bencher: divan::Bencher<'_, '_>) {
    let text = news().text;
    let mut tokens: Vec<ByteSpan> = Vec::new();
    bencher.counter(count(&text)).bench_local(|| {
        Engine::tokens(&text, &mut tokens);
        tokens.len()
    });
}

/// Tokens of given sentences to tags, lemmas, dependencies and names.
#[divan::bench]
fn tag_and_parse(bencher: divan::Bencher<'_, '_>) {
    let (engine, text) = (engine(), news().text);
    let whole = engine.analyse(&text);
    let spans: Vec<ByteSpan> = whole.tokens.iter().map(|token| token.span).collect();
    bencher.counter(count(&text)).bench_local(|| {
        let mut document = Document::default();
        for sentence in &whole.sentences {
            engine.analyse_tokens(&text, &spans[sentence.tokens.indices()], &mut document);
        }
        document.tokens.len()
    });
}

/// Names and other mentions of actors, with whom they mean.
#[divan::bench]
fn names(bencher: divan::Bencher<'_, '_>) {
    let article = news();
    let document = engine().analyse(&article.text);
    let finder = ActorFinder::new(ActorLexicon::embedded().expect("the lexicon is sound"));
    bencher
        .counter(ItemsCount::new(document.tokens.len()))
        .bench_local(|| finder.find(&article, &document).mentions.len());
}

/// Text to the whole analysis.
#[divan::bench]
fn analyse(bencher: divan::Bencher<'_, '_>) {
    let (engine, text) = (engine(), news().text);
    let mut document = Document::default();
    bencher.counter(count(&text)).bench_local(|| {
        engine.analyse_into(&text, &mut document);
        document.tokens.len()
    });
}
