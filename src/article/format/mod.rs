//! The formats of single documents: one trait, one list.

pub mod feed;
pub mod html;
mod json;
mod markdown;
mod plain;
mod shape;

use super::error::ReadErrorReason;
use super::piece::Place;
use super::{Article, ArticleId, ArticleInfo, ReadOptions};

/// An article, or what is wrong with it.
pub type Found = Result<Article, ReadErrorReason>;

/// A document to be read.
pub struct Document<'document> {
    /// Its text, decoded.
    pub text: &'document str,
    /// Its address, where known.
    pub url: Option<&'document str>,
    /// What the user says.
    pub options: &'document ReadOptions,
}

/// A format that articles come in.
pub trait Format: Sync {
    /// The endings of its files, in lower case.
    fn endings(&self) -> &'static [&'static str];

    /// Whether a text is certainly of this format.
    fn recognises(&self, text: &str) -> bool;

    /// The articles in a document of this format, in their order.
    fn articles(&self, document: &Document<'_>) -> Vec<Found>;
}

/// Every format; content is tried in this order.
const FORMATS: &[&dyn Format] =
    &[&json::Json, &feed::Feed, &html::Html, &markdown::Markdown, &plain::Plain];

/// The format of a document: by content, else by ending. What was found in a folder or an archive
/// and has an ending of no format is none.
pub fn format_of(place: &Place, text: &str) -> Option<&'static dyn Format> {
    let ending = place.ending();
    let by_content = FORMATS.iter().find(|format| format.recognises(text));
    let by_ending = FORMATS.iter().find(|format| format.endings().contains(&ending.as_str()));
    let plain: &dyn Format = &plain::Plain;
    by_content
        .or(by_ending)
        .copied()
        .or_else(|| (place.chosen || ending.is_empty()).then_some(plain))
}

/// What is known of an article when nothing but its text is.
pub fn information(title: Option<String>, text: &str) -> ArticleInfo {
    ArticleInfo {
        id: ArticleId::from_content(title.as_deref(), text),
        title,
        source: None,
        reprints: Vec::new(),
        date: None,
        url: None,
        author: None,
    }
}
