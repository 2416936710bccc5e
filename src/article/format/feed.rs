//! Feeds: RSS and Atom. Each entry is an article.

use super::{Document, Format, Found, html, information};
use crate::article::error::ReadErrorReason;
use crate::article::{Article, ArticleId, ArticleInfo, clutter, metadata};
use feed_rs::model::{Entry, Text};

/// RSS and Atom.
pub struct Feed;

impl Format for Feed {
    fn endings(&self) -> &'static [&'static str] {
        &["rss", "atom", "rdf"]
    }

    fn recognises(&self, text: &str) -> bool {
        let start = text.trim_start();
        let start = start.get(..start.floor_char_boundary(2000)).unwrap_or(start);
        start.starts_with('<')
            && ["<rss", "<feed", "<rdf:RDF"].iter().any(|mark| start.contains(mark))
    }

    fn articles(&self, document: &Document<'_>) -> Vec<Found> {
        // The document is decoded already: what its head says of its encoding no longer holds.
        let text = without_declaration(document.text);
        match feed_rs::parser::parse(text.as_bytes()) {
            Err(error) => vec![Err(ReadErrorReason::Feed(error.to_string()))],
            Ok(feed) => {
                let outlet = feed.title.as_ref().map(|title| plain(&title.content));
                feed.entries.iter().map(|entry| article(entry, outlet.as_deref())).collect()
            }
        }
    }
}

fn without_declaration(text: &str) -> &str {
    let text = text.trim_start();
    match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest,
        None => text,
    }
}

fn article(entry: &Entry, outlet: Option<&str>) -> Found {
    let title = entry.title.as_ref().map(|title| plain(&title.content));
    let whole = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|Text { content, .. }| content.as_str());
    let body = html::without_marks(whole.or(summary).unwrap_or_default());
    let text = [title.as_deref().unwrap_or_default(), &body].join("\n\n");
    let cleaned = clutter::clean(&text);
    if cleaned.text.is_empty() {
        return Err(ReadErrorReason::Empty);
    }
    let day = entry.published.or(entry.updated);
    let authors: Vec<&str> =
        entry.authors.iter().filter_map(|author| author.name.as_deref()).map(str::trim).collect();
    let id = entry.id.trim();
    let base = information(title, &cleaned.text);
    let info = ArticleInfo {
        id: if id.is_empty() { base.id.clone() } else { ArticleId::new(id) },
        source: entry.source.clone().or_else(|| outlet.map(str::to_owned)),
        date: day.and_then(|day| metadata::date(&day.format("%Y-%m-%d").to_string())),
        url: entry.links.first().map(|link| link.href.clone()),
        author: Some(authors.join(", ")).filter(|authors| !authors.is_empty()),
        ..base
    };
    Ok(Article { info: cleaned.complete(info), text: cleaned.text })
}

/// A title as one line without marks.
fn plain(text: &str) -> String {
    html::without_marks(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
