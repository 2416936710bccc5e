//! How fast whole articles are read: `cargo bench --bench pipeline`.

use divan::counter::BytesCount;
use newsgraph::article::duplicates::Signature;
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

/// The samples as the pages of a web site: what surrounds an article weighs more than itself.
fn pages() -> Vec<String> {
    let link = "<li class=\"menu\"><a href=\"/section/page\">Section</a></li>";
    let pages = samples().into_iter().map(|article| {
        let paragraphs = article.text.replace("\n\n", "</p><p>");
        let title = article.info.title.unwrap_or_default();
        format!(
            "<!DOCTYPE html><html><head><title>{title}</title></head><body><nav><ul>{0}</ul></nav>\
             <article><h1>{title}</h1><p>{paragraphs}</p></article><footer><ul>{0}</ul></footer></body></html>",
            link.repeat(200)
        )
    });
    pages.collect()
}

/// Pages to articles, on one core.
#[divan::bench]
fn read_pages(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let pages = pages();
    for (number, page) in pages.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{number}.html")), page).expect("written");
    }
    let found = expand(&folder.path().display().to_string()).expect("the pages are there");
    let bytes: usize = pages.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        let read = found.inputs.iter().map(|input| read(input, &ReadOptions::default()).len());
        read.sum::<usize>()
    });
}

/// What near-duplicates are found by.
#[divan::bench]
fn signatures(bencher: divan::Bencher<'_, '_>) {
    let articles = samples();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        articles
            .iter()
            .flat_map(|article| Signature::of(&article.text).bands().next())
            .fold(0, u64::wrapping_add)
    });
}
