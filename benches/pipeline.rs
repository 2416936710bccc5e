//! How fast whole articles are read: `cargo bench --bench pipeline`.

use divan::counter::BytesCount;
use newsgraph::article::{Article, ReadOptions, expand, read};
use newsgraph::pipeline::{Extractor, ExtractorOptions};

fn main() {
    divan::main();
}

fn samples() -> Vec<Article> {
    let inputs = expand("samples").expect("the samples are there");
    inputs.inputs.iter().flat_map(|input| read(input, &ReadOptions::default())).flatten().collect()
}

/// Loading the model and the lexicons.
#[divan::bench]
fn start() -> Extractor {
    Extractor::new(&ExtractorOptions::default()).expect("the compiled-in data is sound")
}

/// All of the samples, text to relations, on one core.
#[divan::bench]
fn extract(bencher: divan::Bencher<'_, '_>) {
    let extractor = start();
    let articles = samples();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        articles.iter().map(|article| extractor.extract(article).relations.len()).sum::<usize>()
    });
}
